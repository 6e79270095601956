"""The search box of a page, as a reader meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from ctkb.content.strings import load_strings
from ctkb.languages import LangTag
from tests.conftest import ROOT
from tests.e2e.visits import PAGES, Visit, visit, where

WORDS = load_strings(ROOT)[0]
START = PAGES["region"]
expect.set_options(timeout=15_000)
QUERIES = {
    "en": "virtual assets",
    "fr": "actifs virtuels",
    "es": "activos virtuales",
    "ru": "виртуальные активы",
    "ar": "الأصول الافتراضية",
    "zh": "虚拟资产",
}
"""The title of a handbook, at least in part, and words of other pages."""


def say(lang: str, key: str, **values: int) -> str:
    return WORDS[LangTag(lang)](f"search.{key}", **values)


class Box:
    """The box of a page, as a reader meets it."""

    def __init__(self, page: Page, lang: str = "en") -> None:
        self.page, self.lang = page, lang
        self.frame = page.locator(".kb-search")
        self.field = self.frame.locator("input")
        self.hits = self.frame.locator(".kb-hit")
        self.titles = self.frame.locator(".kb-hit__title a")
        self.status = self.frame.get_by_role("status")

    def wait(self) -> None:
        """Wait until the full texts are searched and the result is announced. Looked at in every
        frame: `expect` looks again after ever longer pauses, which add up."""
        unwanted = [say(self.lang, key) for key in ("partly", "waiting", "hint")]
        self.page.wait_for_function(
            """unwanted => {
                const status = document.querySelector(".kb-search [role=status]");
                const words = status?.textContent ?? "";
                return words && !unwanted.some(part => words.includes(part))
                    && status.getAttribute("aria-busy") === "false";
            }""",
            arg=unwanted,
            timeout=15_000,
        )

    def ask(self, query: str) -> None:
        """Put words into the field, as one pastes or dictates them."""
        self.field.fill(query)
        self.wait()

    def count(self) -> int:
        return int(re.sub(r"\D", "", self.status.inner_text()) or 0)


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def wait_for_query(page: Page, **wanted: str) -> None:
    """Wait until the address holds these values and no others."""
    page.wait_for_function(
        "wanted => JSON.stringify([...new URLSearchParams(location.search)]) === wanted",
        arg=str(page.evaluate("all => JSON.stringify(Object.entries(all))", wanted)),
    )


def search_files(seen: Visit) -> list[str]:
    """Return the names of the files of the search, in the order they were asked for."""
    return [url.rsplit("/", 1)[1] for url in seen.requests if "/search/" in url]


@contextmanager
def opened(
    browser: Browser, base: str, start: str = START, lang: str = "en", **options: Any
) -> Iterator[tuple[Visit, Box]]:
    with visit(browser, base, **options) as seen:
        seen.page.goto(base + where(lang, start))
        yield seen, Box(seen.page, lang)


def has_focus(place: Locator) -> bool:
    return bool(place.evaluate("element => element === document.activeElement"))
