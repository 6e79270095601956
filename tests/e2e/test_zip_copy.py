"""The zip of the site as a participant opens it: extracted, from a file, with no network at all."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, expect

from ctkb.languages import TAGS, get_language
from ctkb.offline.archive import list_files
from ctkb.offline.folder import SiteFolder, open_folder
from ctkb.offline.words import read_words
from tests.e2e.search_box import QUERIES, Box
from tests.e2e.visits import Visit, visit

pytestmark = pytest.mark.xdist_group("zip-copy")

FOLDER = "my stick نسخة"
AXE = next(Path(axe_playwright_python.__file__).parent.glob("axe.min.js")).read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TITLE = "threat-assessment"


@pytest.fixture(scope="module")
def folder(site: Path) -> SiteFolder:
    opened, problems = open_folder(site)
    assert opened, problems
    return opened


@pytest.fixture(scope="module")
def copies(folder: SiteFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies as they stand on a disk once extracted: Arabic alone, and all languages."""
    root = tmp_path_factory.mktemp("extracted") / FOLDER
    for name, languages in (("ar", ("ar",)), ("all", TAGS)):
        for address, data in list_files(folder, tuple(languages), None).items():
            path = root / name / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return root


def _read_on(seen: Visit, lang: str) -> None:
    """From START go home, to a product, and find something."""
    page = seen.page
    words = page.locator("html")
    expect(words).to_have_attribute("lang", lang)
    page.locator(f"article a[href$='products/{TITLE}/index.html']").first.click()
    page.wait_for_url(f"**/products/{TITLE}/index.html")
    expect(page.locator("h1")).to_be_visible()
    page.keyboard.press("/")
    box = Box(page, lang)
    box.field.fill(QUERIES[lang])
    box.wait()
    assert box.count() > 0
    box.titles.first.click()
    page.wait_for_url("**/site/**")
    expect(words).to_have_attribute("lang", lang)


@pytest.mark.parametrize("lang", TAGS)
def test_a_copy_of_all_languages_reads_and_searches_in_each_without_a_network(
    lang: str, browser: Browser, copies: Path
) -> None:
    base = (copies / "all").as_uri()
    with visit(browser, base, offline=True) as seen:
        page = seen.page
        page.goto(f"{base}/START.html")
        expect(page.locator(".extract")).not_to_be_visible()
        card = page.locator(f".choice li[lang={lang}]")
        expect(card).to_have_attribute("dir", get_language(lang).direction)
        card.locator("a").click()
        page.wait_for_url("**/site/**")
        expect(page.locator(".kb-languages li")).to_have_count(6)
        _read_on(seen, lang)
        other = "fr" if lang == "en" else "en"
        page.locator(".kb-languages summary").click()
        page.locator(f".kb-languages a[lang={other}]").click()
        expect(page.locator("html")).to_have_attribute("lang", other)
    assert seen.faults == []


def test_a_copy_of_one_language_opens_in_it_and_has_no_switcher(
    browser: Browser, copies: Path
) -> None:
    base = (copies / "ar").as_uri()
    with visit(browser, base, offline=True) as seen:
        page = seen.page
        page.goto(f"{base}/START.html")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        page.locator(".way .open").click()
        page.wait_for_url("**/site/ar/index.html")
        expect(page.locator(".kb-languages")).to_have_count(0)
        _read_on(seen, "ar")
    assert seen.faults == []


@pytest.mark.parametrize(
    ("name", "scheme", "width"), [("ar", "light", 320), ("ar", "dark", 1280), ("all", "dark", 320)]
)
def test_the_start_page_is_sound_in_both_schemes_and_on_a_narrow_screen(
    name: str, scheme: Literal["light", "dark"], width: int, browser: Browser, copies: Path
) -> None:
    base = (copies / name).as_uri()
    with visit(browser, base, offline=True, width=width, color_scheme=scheme) as seen:
        page = seen.page
        page.goto(f"{base}/START.html")
        for part in page.locator("section[lang=ru] summary, section[lang=ar] summary").all():
            part.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(AXE)
        result = page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, "
            "resultTypes: ['violations'], preload: false})",
            RULES,
        )
        assert len(result["passes"]) > 10, "axe looked at nothing"
        found = [(one["id"], one["nodes"][0]["html"]) for one in result["violations"]]
        assert found == []
    assert seen.faults == []


def test_opened_inside_the_zip_it_says_to_extract_first(
    browser: Browser, copies: Path, tmp_path: Path
) -> None:
    """A viewer of zips takes the one file out, and nothing beside it."""
    (tmp_path / "START.html").write_bytes((copies / "ar" / "START.html").read_bytes())
    with visit(browser, tmp_path.as_uri(), offline=True) as seen:
        seen.page.goto((tmp_path / "START.html").as_uri())
        for tag in TAGS:
            words = seen.page.get_by_text(read_words(tag)["start-extract"])
            expect(words).to_be_visible()
    assert seen.faults
    assert all("start.css" in one or "ERR_FILE_NOT_FOUND" in one for one in seen.faults)
