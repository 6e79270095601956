"""The search box where things go wrong, and for readers who do not see it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.search_box import QUERIES, START, Box, opened, say
from tests.e2e.test_accessibility import AXE, TAGS
from tests.e2e.visits import visit, where

ODD = (
    "x" * 10_000,
    "virtual " * 2_000,
    "a\x00b\x07\x1b\x7f virtual",
    "+virtual -assets title:x fuzz~9 up^99 wild* : ~ ^ *",
    "\U0001f9d1\u200d\U0001f4bb \U0001f6e1\ufe0f virtual",
    "виртуальные assets 虚拟 الأصول",
    '"><img src=x onerror="document.title=1"><b>virtual</b>&lt;i&gt;',
    "__proto__ constructor toString",
    " \t\n ",
)
UNPAIRED = (r"\ud800 virtual", r"virtual \udc00\ud83d")
"""Halves of signs, as a script writes them: they cannot be typed from here."""


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _change(data: bytes) -> bytes:
    """Change one sign near the end of the data, leaving a script that runs."""
    place = len(data) - 400
    return data[:place] + (b"A" if data[place : place + 1] != b"A" else b"B") + data[place + 1 :]


@pytest.mark.parametrize("damage", [_cut, _change, None], ids=["cut", "changed", "missing"])
@pytest.mark.parametrize("part", ["first", "full"])
@pytest.mark.parametrize("way", ["http", "file"])
def test_a_damaged_index_is_said_and_can_be_tried_again(
    browser: Browser, server: str, site: Path, tmp_path: Path, way: str, part: str, damage: Any
) -> None:
    (path,) = (site / "search/en").glob(f"{part}*.js")
    good = path.read_bytes()
    bad = damage(good) if damage else b""
    base = server
    if way == "file":
        copy = tmp_path / "copy"
        for name in (START, f"{path.parent.relative_to(site)}", "assets"):
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if (site / name).is_dir():
                shutil.copytree(site / name, target, copy_function=os.link)
            else:
                shutil.copy(site / name, target)
        base, path = f"{copy.as_uri()}/", copy / path.relative_to(site)
        path.unlink()
        if damage:
            path.write_bytes(bad)
    with opened(browser, base) as (seen, box):
        page = seen.page
        if way == "http" and damage:
            page.route(f"**/{path.name}*", lambda route: route.fulfill(body=bad))
        elif way == "http":
            page.route(f"**/{path.name}*", lambda route: route.fulfill(status=404))
        text = page.locator("article").inner_text()
        page.keyboard.press("/")
        page.keyboard.type("evidence")
        message = say("en", "damaged" if part == "first" else "damaged-texts")
        expect(box.status).to_contain_text(message)
        again = page.get_by_role("button", name=say("en", "again"))
        expect(again).to_be_visible()
        assert (box.hits.count() > 0) is (part == "full")
        if way == "http":
            page.unroute_all()
        else:
            path.unlink(missing_ok=True)
            path.write_bytes(good)
        again.click()
        expect(box.status).not_to_contain_text(message)
        box.wait()
        expect(again).not_to_be_visible()
        assert box.count() > 3
        expect(box.frame.locator(".kb-hit__text mark").first).to_be_visible()
        page.keyboard.press("Escape")
        assert page.locator("article").inner_text() == text


@pytest.mark.parametrize("way", ["http", "file"])
def test_without_workers_the_page_itself_searches(
    browser: Browser, server: str, site: Path, way: str
) -> None:
    base = server if way == "http" else f"{site.as_uri()}/"
    with visit(browser, base, offline=way == "file") as seen:
        seen.page.add_init_script("delete self.Worker")
        seen.page.goto(base + where("ru", START))
        box = Box(seen.page, "ru")
        seen.page.keyboard.press("/")
        box.ask(QUERIES["ru"])
        assert box.count() > 3
        expect(box.frame.locator(".kb-hit__text mark").first).to_be_visible()
        box.titles.first.click()
        expect(seen.page.locator("article mark").first).to_be_visible()
        assert seen.faults == []


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_where_the_box_itself_is_damaged_the_list_of_pages_is_left(
    browser: Browser, server: str, damage: str
) -> None:
    with opened(browser, server) as (seen, box):
        page = seen.page
        status, body = (404, "") if damage == "missing" else (200, "(function(){ const KB_SEARCH=")
        page.route("**/box.*.js*", lambda route: route.fulfill(status=status, body=body))
        page.goto(server + START + "?mark=virtual")
        expect(box.frame).not_to_be_visible()
        page.keyboard.press("/")
        page.wait_for_url(server + "search.html")
        expect(box.field).to_be_visible()
        box.field.focus()
        expect(box.field).not_to_be_visible()
        expect(page.locator("#pages-handbooks")).to_be_visible()
        page.unroute_all()
        page.locator("[data-kb-search]").click()
        box.ask("virtual")
        assert box.count() > 0


def test_odd_words_are_words(browser: Browser, server: str) -> None:
    with opened(browser, server) as (seen, box):
        page = seen.page
        page.on("dialog", lambda dialog: seen.faults.append(f"dialog: {dialog.message}"))
        title = page.title()
        page.keyboard.press("/")
        box.ask("virtual")
        total = box.count()
        for words in ODD:
            box.field.fill(words)
            if words.strip():
                box.wait()
            assert box.frame.locator("img, b, i, script").count() == 0
        for code in UNPAIRED:
            box.field.evaluate(
                f"field => {{ field.value = '{code}'; field.dispatchEvent(new Event('input')); }}"
            )
            box.wait()
        box.ask("virtual")
        assert box.count() == total
        page.goto(server + START + "?mark=%3Cimg%20src=x%20onerror=alert(1)%3E%ED%A0%80~9%20the")
        expect(page.locator(".kb-marks")).to_be_visible()
        page.goto(server + START + "?q=%3Cscript%3Ealert(1)%3C/script%3E&kind=%3Cb%3E")
        box.wait()
        assert page.title() == title
        assert seen.faults == []


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_nothing_in_the_open_box(
    browser: Browser, server: str, lang: str, scheme: Any, width: int
) -> None:
    options = {"color_scheme": scheme, "width": width, "bypass_csp": True}
    with opened(browser, server, lang=lang, **options) as (seen, box):
        page = seen.page
        query = QUERIES[lang]

        def check(name: str, part: str = ".kb-search") -> None:
            # What stands around the box is looked at in test_accessibility.
            if page.evaluate("typeof axe") == "undefined":
                page.evaluate(AXE)
            result = page.evaluate(
                "([part, rules]) => axe.run(part, {runOnly: {type: 'tag', values: rules}, "
                "resultTypes: ['violations']})",
                [part, TAGS],
            )
            assert len(result["passes"]) > 8, "axe looked at nothing"
            found = [
                f"{v['id']}: {[n['html'][:200] for n in v['nodes']]}" for v in result["violations"]
            ]
            assert found == [], name

        for start in (START, "search.html"):
            page.goto(f"{server}{where(lang, start)}?q={query}")
            expect(box.frame.locator(".kb-hit__text").first).not_to_be_empty()
            box.wait()
            check(start)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            box.ask("qqqqxxxx zzzzyyyy")
            check("nothing found")
        page.goto(f"{server}{where(lang, START)}?mark={query}")
        expect(page.locator(".kb-marks")).to_be_visible()
        check("marks", "main")


def test_a_screen_reader_is_told_what_there_is(browser: Browser, server: str) -> None:
    with opened(browser, server) as (seen, box):
        page = seen.page
        page.keyboard.press("/")
        box.ask(QUERIES["en"])
        expect(page.locator(".kb-layout")).to_have_attribute("inert", "")
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        shown = [node for node in nodes if not node.get("ignored")]

        def find(role: str) -> list[dict[str, Any]]:
            return [node for node in shown if node["role"]["value"] == role]

        def properties(node: dict[str, Any]) -> dict[str, Any]:
            return {entry["name"]: entry["value"].get("value") for entry in node["properties"]}

        (dialog,) = find("dialog")
        assert dialog["name"]["value"] == say("en", "open")
        assert properties(dialog)["modal"] is True
        (field,) = find("searchbox")
        assert field["name"]["value"] == say("en", "label")
        assert properties(field)["focused"] is True
        (status,) = find("status")
        assert properties(status)["live"] == "polite"
        assert box.status.inner_text() == say("en", "found", n=box.count())
        names = [node["name"]["value"] for node in find("combobox")]
        assert set(names) <= {say("en", name) for name in ("kind", "product", "region")}
        assert names
        lists = [node for node in find("list") if node["name"]["value"] == say("en", "results")]
        assert len(lists) == 1
        assert len(find("listitem")) == box.hits.count()
        links = [node["name"]["value"] for node in find("link")]
        assert set(box.titles.all_inner_texts()) <= set(links)
        assert not find("main"), "what lies behind the open box is not read"
