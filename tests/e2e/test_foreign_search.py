"""The search of a folder that `ctkb index` made, in a browser, from a disk without any network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.visits import visit
from tests.search.foreign import TREE, index

pytestmark = pytest.mark.xdist_group("foreign-search")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small folder of another project's pages, made searchable."""
    out = tmp_path_factory.mktemp("foreign in a browser") / "out"
    index(TREE, out)
    return out


@pytest.mark.parametrize(
    ("page", "words", "title"),
    [
        ("guide/First_Steps.html", "spare burner", "Repair kit"),
        ("fr/storage.html", "mèche", "Premiers pas"),
        ("ar/search.html", "الفتيل", "المصباح"),
    ],
)
def test_words_typed_on_a_plain_page_lead_to_the_right_one(
    browser: Browser, folder: Path, page: str, words: str, title: str
) -> None:
    base = f"{folder.as_uri()}/"
    with visit(browser, base, offline=True) as seen:
        seen.page.goto(base + page)
        seen.page.keyboard.press("/")
        seen.page.keyboard.type(words)
        found = seen.page.locator(".kb-search a", has_text=title).first
        expect(found).to_be_visible()
        seen.page.wait_for_load_state("networkidle")
        found.click()
        expect(seen.page.locator("h1")).to_have_text(title)
        assert seen.faults == []
