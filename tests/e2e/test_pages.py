"""Every language, from http with the strict policy and from files with the network cut."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.visits import LANGUAGES, PAGES, visit, where

RTL = {"ar"}
CASES = [(lang, name) for lang in LANGUAGES for name in PAGES]


def _direction(lang: str) -> str:
    return "rtl" if lang in RTL else "ltr"


@pytest.mark.parametrize(("lang", "name"), CASES)
@pytest.mark.parametrize("way", ["http", "file"])
def test_a_page_is_whole_and_quiet(
    browser: Browser, server: str, site: Path, way: str, lang: str, name: str
) -> None:
    base = server if way == "http" else f"{site.as_uri()}/"
    with visit(browser, base, offline=way == "file") as seen:
        page = seen.page
        page.goto(base + where(lang, PAGES[name]))
        page.wait_for_load_state("networkidle")
        words = "en" if name == "fallback" else lang
        assert page.locator("html").get_attribute("lang") == lang
        assert page.locator("html").get_attribute("dir") == _direction(lang)
        article = page.locator("article")
        assert article.get_attribute("lang") == words
        assert article.get_attribute("dir") == _direction(words)
        assert len(article.inner_text()) > 500
        assert page.locator("h1").count() == 1

        canonical = page.locator("link[rel=canonical]").get_attribute("href") or ""
        expected = where(words, PAGES[name]).removesuffix("index.html")
        assert canonical == f"https://kb.example.org/{expected}"
        alternates = {
            link.get_attribute("hreflang"): link.get_attribute("href")
            for link in page.locator("head link[rel=alternate]").all()
        }
        if words != lang:
            assert alternates == {}
        else:
            tags = ["en"] if name == "fallback" else LANGUAGES
            assert set(alternates) == {*tags, "x-default"}
            for tag in tags:
                target = where(tag, PAGES[name]).removesuffix("index.html")
                assert alternates[tag] == f"https://kb.example.org/{target}"
        assert seen.faults == []


@pytest.mark.parametrize("way", ["http", "file"])
@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_the_switcher_leads_to_the_same_page(
    browser: Browser, server: str, site: Path, way: str, name: str
) -> None:
    base = server if way == "http" else f"{site.as_uri()}/"
    with visit(browser, base, offline=way == "file") as seen:
        for lang in LANGUAGES:
            start = where(lang, PAGES[name])
            seen.page.goto(base + start)
            assert seen.page.locator("html").get_attribute("lang") == lang
            links = seen.page.locator("header nav a[lang]").all()
            targets = {
                link.get_attribute("lang"): posixpath.normpath(
                    posixpath.join(posixpath.dirname(start), link.get_attribute("href") or "")
                )
                for link in links
            }
            assert targets == {tag: where(tag, PAGES[name]) for tag in LANGUAGES}
            names = [link.text_content() for link in links]
            assert names == ["English", "Français", "Español", "Русский", "العربية", "中文"]
            current = [a.get_attribute("lang") for a in links if a.get_attribute("aria-current")]
            assert current == [lang]
        assert seen.faults == []


@pytest.mark.parametrize("lang", [tag for tag in LANGUAGES if tag != "en"])
def test_an_untranslated_page_offers_to_open_a_filled_in_file(
    browser: Browser, server: str, lang: str
) -> None:
    with visit(browser, server) as seen:
        seen.page.goto(server + where(lang, PAGES["fallback"]))
        href = seen.page.locator(".kb-notice a.kb-button").get_attribute("href") or ""
        assert href.startswith("https://git.example.org/kb/new/main?filename=docs%2F")
        assert f"docs%2F{lang}%2Fabout%2Findex.md" in href
        assert "value=---%0Atitle%3A" in href
        notice = seen.page.locator(".kb-notice").inner_text()
        seen.page.goto(server + where("fr" if lang != "fr" else "es", PAGES["fallback"]))
        assert seen.page.locator(".kb-notice").inner_text() != notice


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_is_wider_than_its_window(
    browser: Browser, server: str, lang: str, width: int
) -> None:
    with visit(browser, server, width=width) as seen:
        for name in PAGES.values():
            seen.page.goto(server + where(lang, name))
            wide = seen.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, name


def test_the_frame_says_what_the_site_is_on_every_page(browser: Browser, server: str) -> None:
    with visit(browser, server) as seen:
        for lang in LANGUAGES:
            for name in PAGES.values():
                seen.page.goto(server + where(lang, name))
                text = seen.page.locator("body").inner_text()
                assert text.count("2026.11") >= 1
                assert (
                    "INTERPOL" in text
                    or "Интерпол" in text
                    or "الإنتربول" in text
                    or "刑警" in text
                )
                edit = seen.page.locator("a[href*='/edit/main/']").first.get_attribute("href") or ""
                folder = "products/threat-assessment/" if "products" in name else "docs/"
                words = "en" if name == PAGES["fallback"] else lang
                assert f"/edit/main/{folder}{words}/" in edit
