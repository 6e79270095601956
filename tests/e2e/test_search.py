"""The search box in a real browser: every way in and out of it, from http and from files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from ctkb.languages import LangTag
from tests.e2e.search_box import (
    QUERIES,
    START,
    WORDS,
    Box,
    has_focus,
    opened,
    query_of,
    say,
    search_files,
    wait_for_query,
)
from tests.e2e.visits import LANGUAGES, visit, where

ENGLISH_ALONE = "About the CT TECH initiative"
"""The title of the page that is not translated."""


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_search_opens_three_ways_loses_no_key_and_gives_the_focus_back(
    browser: Browser, server: str, lang: str
) -> None:
    with visit(browser, server) as seen:
        page, box = seen.page, Box(seen.page, lang)
        held: list[Route] = []
        page.route("**/box.*.js", lambda route: held.append(route))
        page.goto(server + where(lang, START))
        page.wait_for_load_state("networkidle")
        assert search_files(seen) == []
        assert held == []
        page.keyboard.press("/")
        page.keyboard.type("virtual")
        expect(box.field).to_have_value("virtual")
        assert len(held) == 1
        assert sorted(name.split(".")[0] for name in search_files(seen)) == ["box", "first"]
        held[0].continue_()
        expect(box.frame.get_by_role("button", name=say(lang, "close"))).to_be_visible()
        assert has_focus(box.field)
        page.keyboard.type(" a/b")
        expect(box.field).to_have_value("virtual a/b")
        page.keyboard.press("Escape")
        expect(box.frame).not_to_be_visible()

        opener = page.locator("[data-kb-search]")
        opener.focus()
        page.keyboard.press("Control+KeyK")
        assert has_focus(box.field)
        page.keyboard.press("Escape")
        assert has_focus(opener)
        page.keyboard.press("Control+KeyK")
        expect(page.locator(".kb-layout")).to_have_attribute("inert", "")
        free = page.evaluate("() => [...document.body.children].filter(it => !it.inert).length")
        assert free == 1
        page.keyboard.press("Escape")
        assert page.locator("[inert]").count() == 0
        assert has_focus(opener)
        page.locator("article a").first.focus()
        opener.click()
        assert has_focus(box.field)
        box.frame.get_by_role("button", name=say(lang, "close")).click()
        expect(box.frame).not_to_be_visible()
        assert has_focus(opener)
        page.evaluate(
            "key => document.body.dispatchEvent(new KeyboardEvent('keydown', key))",
            {"key": "л", "code": "KeyK", "ctrlKey": True, "bubbles": True},
        )
        expect(box.frame).to_be_visible()
        page.mouse.click(3, 300)
        expect(box.frame).not_to_be_visible()
        page.locator("[data-kb-scheme] select").focus()
        page.keyboard.press("/")
        expect(box.frame).not_to_be_visible()
        assert seen.faults == []


def test_three_requests_bring_the_full_texts_and_nothing_comes_before_the_touch(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, "search.html") as (seen, box):
        seen.page.wait_for_load_state("networkidle")
        expect(box.field).to_be_visible()
        assert search_files(seen) == []
        box.field.focus()
        box.ask(QUERIES["en"])
        one, other, third, *rest = search_files(seen)
        box_script, first = sorted([one, other])  # asked for side by side
        assert re.fullmatch(r"box\.[0-9a-f]{8}\.js", box_script)
        assert first == "first.js"
        assert re.fullmatch(r"full\.[0-9a-f]{8}\.js", third)
        assert all(re.fullmatch(r"t\d+\.js", name) for name in rest)
        expect(box.frame.locator(".kb-hit__text mark").first).to_be_visible()
        assert seen.faults == []


@pytest.mark.parametrize(
    ("way", "lang"), [("file", lang) for lang in LANGUAGES] + [("http", "en"), ("http", "ar")]
)
def test_a_reader_finds_opens_and_returns(
    browser: Browser, server: str, site: Path, way: str, lang: str
) -> None:
    base = server if way == "http" else f"{site.as_uri()}/"
    with opened(browser, base, lang=lang, offline=way == "file") as (seen, box):
        page, query = seen.page, QUERIES[lang]
        page.keyboard.press("Control+KeyK")
        page.keyboard.type(query)
        box.wait()
        total = box.count() or len(box.hits.all())
        assert total >= 3
        expect(box.status).to_have_text(say(lang, "found", n=total))
        assert min(total, 10) == box.hits.count()
        addresses = [link.get_attribute("href") or "" for link in box.titles.all()]
        assert all(href.startswith(base + where(lang, "")) for href in addresses)
        product = next(hit for hit in box.hits.all() if hit.locator("mark").count() > 2)
        assert len(product.locator(".kb-hit__facts").inner_text()) > 2
        expect(box.frame.locator(".kb-hit__section a").first).to_be_visible()
        expect(box.frame.locator(".kb-hit__text mark").first).to_be_visible()
        assert box.frame.locator(".kb-hit:not(:has(.kb-hit__lang)) [lang]").count() == 0
        wait_for_query(page, q=query)

        page.keyboard.press("ArrowDown")
        assert has_focus(box.titles.first)
        page.keyboard.press("ArrowUp")
        assert has_focus(box.field)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        links = box.hits.locator("a")
        assert has_focus(links.nth(1))
        page.keyboard.type("x")
        expect(box.field).to_have_value(f"{query}x")
        box.ask(query)
        target = links.nth(1).get_attribute("href") or ""
        box.field.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"[?&]mark="))
        assert unquote(page.url) == unquote(target)
        bar = page.locator(".kb-marks")
        marks = page.locator("article mark")
        expect(marks.first).to_be_visible()
        expect(bar.get_by_role("status")).to_have_text(say(lang, "marked", n=marks.count()))
        words = page.locator("article").inner_text()
        bar.get_by_role("button", name=say(lang, "next")).click()
        assert has_focus(marks.first)
        bar.get_by_role("button", name=say(lang, "unmark")).click()
        assert (marks.count(), bar.count()) == (0, 0)
        assert page.locator("article").inner_text() == words
        assert "mark=" not in page.url

        page.go_back()
        box.wait()
        expect(box.field).to_have_value(query)
        assert query_of(page)["q"] == [query]
        assert [link.get_attribute("href") for link in box.titles.all()] == addresses
        page.keyboard.press("Escape")
        wait_for_query(page)
        assert seen.faults == []


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_an_untranslated_page_is_found_by_english_words_and_says_so(
    browser: Browser, server: str, lang: str
) -> None:
    with opened(browser, server, lang=lang) as (seen, box):
        seen.page.keyboard.press("/")
        box.ask(ENGLISH_ALONE)
        hit = box.hits.first
        title = hit.locator(".kb-hit__title")
        assert title.inner_text() == ENGLISH_ALONE
        assert (title.get_attribute("lang"), title.get_attribute("dir")) == ("en", "ltr")
        label = WORDS[LangTag(lang)]("block.handbooks.english")
        assert hit.locator(".kb-hit__facts").inner_text().endswith(label)
        href = hit.locator("a").first.get_attribute("href") or ""
        assert f"/{lang}/about/index.html?mark=" in href
        assert seen.faults == []


def test_a_composition_is_searched_and_its_enter_chooses_nothing(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, lang="zh") as (seen, box):
        page = seen.page
        page.locator("[data-kb-search]").click()
        box.frame.get_by_role("button").first.wait_for()
        session = page.context.new_cdp_session(page)
        composing = {"text": "虚拟资产", "selectionStart": 4, "selectionEnd": 4}
        session.send("Input.imeSetComposition", composing)
        expect(box.hits.first).to_be_visible()
        box.wait()
        before = page.url
        for key in ("Enter", "ArrowDown", "Escape"):
            box.field.dispatch_event("keydown", {"key": key, "isComposing": True})
        assert has_focus(box.field)
        assert urlsplit(page.url).path == urlsplit(before).path
        session.send("Input.insertText", {"text": "虚拟资产"})
        expect(box.field).to_have_value("虚拟资产")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("[?&]mark="))
        expect(page.locator("article mark").first).to_be_visible()
        assert seen.faults == []


def test_an_enter_that_comes_before_the_results_waits_for_them(
    browser: Browser, server: str
) -> None:
    with opened(browser, server) as (seen, _):
        seen.page.keyboard.press("/")
        seen.page.keyboard.type(QUERIES["en"])
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url(re.compile("[?&]mark=virtual"))
        # files of the search that were still on their way are no fault
        assert [fault for fault in seen.faults if "/search/en/" not in fault] == []


@pytest.mark.parametrize("moves", [False, True])
def test_full_texts_never_move_results_under_a_reader_who_is_in_the_list(
    browser: Browser, server: str, moves: bool
) -> None:
    with opened(browser, server) as (seen, box):
        held: list[Route] = []
        seen.page.route("**/full.*.js", lambda route: held.append(route))
        with seen.page.expect_request("**/full.*.js"):
            seen.page.keyboard.press("/")
            seen.page.keyboard.type("evidence")
        expect(box.status).to_have_attribute("aria-busy", "false")
        expect(box.status).to_contain_text(say("en", "partly"))
        before = box.titles.all_inner_texts()
        assert len(before) > 1
        tops = box.hits.evaluate_all("hits => hits.map(hit => hit.offsetTop)")
        box.field.fill("training")  # other words, while the full texts are on their way
        expect(box.titles.filter(has_text=re.compile("^Training")).first).to_be_visible()
        box.field.fill("evidence")
        expect(box.titles).to_have_text(before)
        if moves:
            seen.page.keyboard.press("ArrowDown")
        held[0].continue_()
        box.wait()
        expect(box.frame.locator(".kb-hit__text mark").first).to_be_visible()
        assert len(held) == 1
        after = box.titles.all_inner_texts()
        assert len(after) > len(before)
        assert sorted(set(after)) == sorted(after)
        if moves:
            assert after[: len(before)] == before
            now = box.hits.evaluate_all("hits => hits.map(hit => hit.offsetTop)")
            assert now[: len(before)] == tops
            assert has_focus(box.titles.first)
        seen.page.unroute_all()
        seen.page.goto(server + START + "?q=evidence")
        box.wait()
        whole = box.titles.all_inner_texts()
        assert set(before) <= set(whole)
        assert (after == whole) or moves
        assert seen.faults == []


def test_filters_narrow_with_counts_and_stay_in_the_address(browser: Browser, server: str) -> None:
    with opened(browser, server, "search.html") as (seen, box):
        page = seen.page
        box.field.click()
        box.ask("terrorism")
        total = box.count()
        assert total > 20
        assert box.hits.count() == 20
        page.get_by_role("button", name=say("en", "more")).click()
        expect(box.hits).to_have_count(min(total, 40))
        assert has_focus(box.titles.nth(20))

        kind = page.get_by_role("combobox", name=say("en", "kind"))
        choices = [text.strip() for text in kind.locator("option").all_inner_texts()]
        assert choices[0] == say("en", "all")
        counts = {m[1]: int(m[2]) for c in choices[1:] if (m := re.fullmatch(r"(.+) \((\d+)\)", c))}
        assert sum(counts.values()) == total
        region = say("en", "kind-region")
        kind.select_option("region")
        expect(box.status).to_have_text(say("en", "found", n=counts[region]))
        assert box.hits.count() == counts[region]
        page.get_by_role("combobox", name=say("en", "region")).select_option("europe")
        expect(box.status).to_have_text(say("en", "found", n=1))
        assert box.titles.all_inner_texts() == ["Europe"]
        wait_for_query(page, q="terrorism", kind="region", region="europe")

        page.reload()
        box.wait()
        assert box.titles.all_inner_texts() == ["Europe"]
        box.ask("zzzzqqqq xxyyzz")
        page.get_by_role("button", name=say("en", "unfilter")).click()
        box.ask("terrorism")
        assert box.count() == total
        wait_for_query(page, q="terrorism")
        page.goto(server + "search.html?q=terrorism&kind=constructor&region=nowhere")
        box.wait()
        assert box.count() == total
        assert seen.faults == []


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_no_result_says_what_to_try_and_leads_on(
    browser: Browser, server: str, site: Path, lang: str
) -> None:
    with opened(browser, server, lang=lang) as (seen, box):
        seen.page.keyboard.press("/")
        box.ask("qqqqxxxx zzzzyyyy")
        expect(box.status).to_have_text(say(lang, "none"))
        text = box.frame.inner_text()
        assert all(say(lang, f"try-{name}") in text for name in ("spelling", "fewer", "other"))
        links = box.frame.locator(".kb-search__links a")
        targets = [urlsplit(link.get_attribute("href") or "") for link in links.all()]
        assert [target.path for target in targets] == [
            f"/{where(lang, name)}" for name in ("search.html", "glossary.html")
        ]
        assert f'id="{targets[0].fragment}"' in (site / targets[0].path[1:]).read_text("utf-8")
        assert box.hits.count() == 0
        assert seen.faults == []


def test_without_scripts_the_search_page_lists_every_page(browser: Browser, site: Path) -> None:
    base = f"{site.as_uri()}/"
    options: dict[str, Any] = {"offline": True, "java_script_enabled": False}
    for lang in ("en", "ar"):
        with opened(browser, base, lang=lang, **options) as (seen, box):
            seen.page.locator("[data-kb-search]").click()
            page = seen.page
            assert page.url == base + where(lang, "search.html")
            expect(box.field).not_to_be_visible()
            folder = site / where(lang, "")
            pages = {
                path.relative_to(folder).as_posix()
                for path in folder.rglob("*.html")
                if lang != "en" or path.relative_to(site).parts[0] not in LANGUAGES
            } - {"404.html", "search.html"}
            links = page.locator("article .kb-page-list a").all()
            listed = [link.get_attribute("href") or "" for link in links]
            assert len(pages) > 20
            assert sorted(listed) == sorted(pages)
            assert seen.faults == []
