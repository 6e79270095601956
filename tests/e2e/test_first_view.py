"""What a reader on a slow line waits for: budgets, not times."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser

from tests.e2e.visits import LANGUAGES, PAGES, visit, where

BUDGET_BYTES = 45 * 1024
BUDGET_REQUESTS = 6
SECOND_PAGE_BYTES = 9 * 1024


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_view_of_a_product_page_keeps_its_budget(
    browser: Browser, server: str, lang: str
) -> None:
    with visit(browser, server, bodies=True) as seen:
        seen.page.goto(server + where(lang, PAGES["product"]))
        seen.page.wait_for_load_state("networkidle")
        sizes = {url: len(gzip.compress(body, 9)) for url, body in seen.bodies.items()}
        print(lang, sum(sizes.values()), len(sizes), sizes)
        assert 0 < len(sizes) <= BUDGET_REQUESTS
        assert sum(sizes.values()) <= BUDGET_BYTES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_second_page_needs_little_more_than_its_words(
    browser: Browser, server: str, lang: str
) -> None:
    with visit(browser, server, bodies=True) as seen:
        seen.page.goto(server + where(lang, PAGES["home"]))
        seen.page.wait_for_load_state("networkidle")
        first = set(seen.bodies)
        seen.page.goto(server + where(lang, PAGES["product"]))
        seen.page.wait_for_load_state("networkidle")
        more = {url: body for url, body in seen.bodies.items() if url not in first}
        sizes = {url: len(gzip.compress(body, 9)) for url, body in more.items()}
        print(lang, sum(sizes.values()), sizes)
        assert sum(sizes.values()) <= SECOND_PAGE_BYTES
