"""The small parts of a page, with and without scripts, by mouse, keyboard and touch."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import run_ctkb
from tests.e2e.visits import LANGUAGES, PAGES, visit, where


@pytest.mark.parametrize("lang", ["en", "ar", "zh"])
def test_a_term_shows_its_definition_on_hover_focus_and_touch(
    browser: Browser, server: str, lang: str
) -> None:
    with visit(browser, server, has_touch=True) as seen:
        page = seen.page
        page.goto(server + where(lang, PAGES["product"]))
        term = page.locator("article .kb-term [role=button]").first
        tip = page.locator("[role=tooltip]").first
        term.scroll_into_view_if_needed()
        expect(tip).not_to_be_visible()
        term.hover()
        expect(tip).to_be_visible()
        assert len(tip.inner_text()) > 15
        page.keyboard.press("Escape")
        expect(tip).not_to_be_visible()
        page.mouse.move(0, 0)
        term.focus()
        expect(tip).to_be_visible()
        page.keyboard.press("Escape")
        expect(tip).not_to_be_visible()
        term.press("Enter")
        expect(tip).to_be_visible()
        term.press(" ")
        expect(tip).not_to_be_visible()
        page.locator("h1").click()
        term.tap()
        expect(tip).to_be_visible()
        assert seen.faults == []


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_a_definition_at_the_foot_of_a_phone_leaves_its_term_in_sight(
    browser: Browser, server: str, lang: str
) -> None:
    with visit(browser, server, width=320) as seen:
        page = seen.page
        page.goto(server + where(lang, "products/threat-assessment/method.html"))
        terms = page.locator("article .kb-term").all()
        assert len(terms) > 4
        for term in terms:
            button = term.locator("[role=button]")
            button.evaluate("e => scrollBy(0, e.getBoundingClientRect().bottom - innerHeight)")
            button.focus()
            word, tip = button.bounding_box(), term.locator(".kb-term__tip").bounding_box()
            assert word is not None
            assert tip is not None
            assert word["y"] + word["height"] <= tip["y"]


@pytest.mark.parametrize("scripts", [True, False])
def test_the_first_page_opens_the_sections_on_a_wide_screen(
    browser: Browser, site: Path, scripts: bool
) -> None:
    base = f"{site.as_uri()}/"
    with visit(browser, base, offline=True, java_script_enabled=scripts) as seen:
        seen.page.goto(base + PAGES["home"])
        words = seen.page.locator("nav.kb-nav :is(a, span)").all()
        assert not any(word.is_visible() for word in words)
        seen.page.locator(".kb-menu-label").click()
        assert all(word.is_visible() for word in words)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_on_a_phone_and_hides_its_links_when_closed(
    browser: Browser, site: Path, lang: str, scripts: bool
) -> None:
    base = f"{site.as_uri()}/"
    with visit(browser, base, offline=True, width=360, java_script_enabled=scripts) as seen:
        page = seen.page
        page.goto(base + where(lang, PAGES["product"]))
        link = page.locator("nav.kb-nav a").first
        expect(link).not_to_be_visible()
        opener = page.locator("button[aria-controls=kb-nav]" if scripts else ".kb-menu-label")
        opener.click()
        expect(link).to_be_visible()
        if scripts:
            assert opener.get_attribute("aria-expanded") == "true"
            page.keyboard.press("Escape")
            expect(link).not_to_be_visible()
            expect(opener).to_be_focused()
        assert seen.faults == []


def test_the_choice_of_colours_stays_and_the_device_decides_without_it(
    browser: Browser, server: str
) -> None:
    def ground(page: object) -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))  # type: ignore[attr-defined]

    with visit(browser, server, color_scheme="light") as seen:
        seen.page.goto(server)
        light = ground(seen.page)
        seen.page.locator("[data-kb-scheme] select").select_option("dark")
        dark = ground(seen.page)
        assert dark != light
        seen.page.goto(server + where("ar", PAGES["region"]))
        assert ground(seen.page) == dark
        assert seen.faults == []
    with visit(browser, server, color_scheme="dark", java_script_enabled=False) as seen:
        seen.page.goto(server)
        assert ground(seen.page) == dark


def test_nothing_is_kept_of_a_reader_but_the_choice_of_colours(
    browser: Browser, server: str
) -> None:
    with visit(browser, server) as seen:
        for lang in LANGUAGES:
            seen.page.goto(server + where(lang, PAGES["product"]))
        assert seen.page.context.cookies() == []
        assert seen.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_one_page_for_a_missing_address_speaks_six_languages(browser: Browser, server: str) -> None:
    with visit(browser, server) as seen:
        seen.page.goto(server + "404.html")
        parts = seen.page.locator("article [lang]")
        assert {part.get_attribute("lang") for part in parts.all()} >= set(LANGUAGES)
        homes = [a.get_attribute("href") for a in seen.page.locator("article a").all()]
        assert homes == ["/" + where(lang, "index.html") for lang in LANGUAGES]
        assert seen.faults == []


@pytest.mark.parametrize("lang", ["en", "ar", "zh"])
def test_paragraph_numbers_are_the_same_in_every_language(
    browser: Browser, server: str, lang: str
) -> None:
    with visit(browser, server) as seen:
        seen.page.goto(server + where(lang, "products/threat-assessment/method.html"))
        numbers = seen.page.locator("a.kb-number").all_inner_texts()
        assert numbers == [f"2.{number}" for number in range(1, len(numbers) + 1)]
        assert len(numbers) == 38
        seen.page.locator("a.kb-number").nth(11).click()
        assert seen.page.url.endswith("#p-2.12")


def test_every_citation_leads_to_its_source_and_back(browser: Browser, server: str) -> None:
    with visit(browser, server) as seen:
        for lang in LANGUAGES:
            seen.page.goto(server + where(lang, PAGES["region"]))
            cites = seen.page.locator("sup.kb-cite a")
            assert cites.count() > 10
            for link in cites.all():
                target = (link.get_attribute("href") or "").removeprefix("#")
                assert seen.page.locator(f"[id='{target}']").count() == 1
            sources = seen.page.locator(".kb-sources li")
            numbers = {link.inner_text().strip("[]") for link in cites.all()}
            assert numbers == {str(number) for number in range(1, sources.count() + 1)}


def test_the_number_of_a_source_stays_behind_its_word(browser: Browser, server: str) -> None:
    """In Arabic also behind Latin letters, in Chinese also at the end of a line."""
    with visit(browser, server, width=360) as seen:
        seen.page.goto(server + "ar/products/threat-assessment/method.html")
        sides = """e => {
            const word = document.createRange(), text = e.previousSibling;
            const end = text.data.trimEnd().length;
            word.setStart(text, end - 1); word.setEnd(text, end);
            return [word, ...e.children].map(it => it.getBoundingClientRect().right);
        }"""
        cite = seen.page.locator("#p-2\\.1 .kb-cite")
        assert "TECH" in cite.evaluate("e => e.previousSibling.data")
        rights = cite.evaluate(sides)
        assert len(rights) == 3
        assert rights == sorted(rights, reverse=True)

        alone = """all => all.filter(e => {
            const text = e.previousSibling;
            if (!text || text.nodeType !== 3 || !text.data.trim()) return false;
            const word = document.createRange(), end = text.data.trimEnd().length;
            word.setStart(text, end - 1); word.setEnd(text, end);
            return word.getBoundingClientRect().bottom < e.getBoundingClientRect().top;
        }).map(e => e.parentElement.textContent)"""
        for width in (320, 340, 360, 380):
            seen.page.set_viewport_size({"width": width, "height": 900})
            for name in ("instruments.html", "products/threat-assessment/method.html"):
                seen.page.goto(server + where("zh", name))
                assert seen.page.locator(".kb-cite").evaluate_all(alone) == []


def test_code_and_numbers_in_arabic_text_keep_their_order(browser: Browser, server: str) -> None:
    with visit(browser, server) as seen:
        seen.page.goto(server + "ar/about/this-site.html")
        code = seen.page.locator("article code").first
        style = code.evaluate(
            "e => [getComputedStyle(e).direction, getComputedStyle(e).unicodeBidi]"
        )
        assert style == ["ltr", "isolate"]
        assert code.inner_text() == "index.html"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_print_keeps_name_notice_status_edition_and_licence(
    browser: Browser, server: str, lang: str
) -> None:
    with visit(browser, server) as seen:
        page = seen.page
        page.goto(server + where(lang, PAGES["product"]))
        page.emulate_media(media="print")
        for selector in (".kb-foot__name", ".kb-foot strong", ".kb-status", "a[rel=license]"):
            expect(page.locator(selector).first).to_be_visible()
        expect(page.locator("nav.kb-nav")).not_to_be_visible()
        assert "2026.11" in page.locator("footer").inner_text()
        behind = "all => all.map(e => getComputedStyle(e, '::after').content)"
        assert set(page.locator("a.kb-url, a[rel=license]").evaluate_all(behind)) == {"none"}


def test_an_old_address_leads_on_from_a_folder(browser: Browser, small_project: Path) -> None:
    page = small_project / "docs/en/regions/africa.md"
    text = page.read_text(encoding="utf-8")
    alias = "aliases: [old/africa.html]\norigin:"
    page.write_text(text.replace("origin:", alias, 1), encoding="utf-8")
    assert run_ctkb("build", "--project", str(small_project), "--lang", "zh").returncode == 0
    base = f"{(small_project / 'site').as_uri()}/"
    with visit(browser, base, offline=True, java_script_enabled=False) as seen:
        seen.page.goto(f"{base}zh/old/africa.html")
        seen.page.wait_for_url(f"{base}zh/regions/africa.html")
        assert seen.page.locator("html").get_attribute("lang") == "zh"
        assert seen.faults == []
