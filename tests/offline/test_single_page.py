"""The page for phones: whole in itself, readable at 320 pixels, and nothing for axe to find."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from lxml import html
from playwright.sync_api import Browser

from ctkb.languages import LangTag
from ctkb.offline.books import make_book
from ctkb.offline.folder import SiteFolder, open_folder
from ctkb.offline.single_page import list_tasks, write_single_page

pytestmark = pytest.mark.xdist_group("single-page")

AXE = next(Path(axe_playwright_python.__file__).parent.glob("axe.min.js")).read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HANDBOOK = "threat-assessment"
LANGUAGES = ("en", "ar", "zh")


@pytest.fixture(scope="module")
def folder(site: Path) -> SiteFolder:
    found, problems = open_folder(site)
    assert found is not None, problems
    return found


@pytest.fixture(scope="module")
def pages(folder: SiteFolder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Language -> a handbook as one page, in a folder with a space in its name."""
    where = tmp_path_factory.mktemp("a phone")
    paths = {lang: where / f"{HANDBOOK}-{lang}.html" for lang in LANGUAGES}
    for lang, path in paths.items():
        write_single_page(folder.root, HANDBOOK, LangTag(lang), path)
    return paths


@pytest.mark.parametrize(
    ("lang", "book", "scheme"),
    [
        ("ar", HANDBOOK, "dark"),
        ("en", "technology-companies", "light"),
        ("zh", "technology-companies", "dark"),
    ],
)
def test_axe_finds_nothing(
    folder: SiteFolder,
    browser: Browser,
    tmp_path: Path,
    lang: str,
    book: str,
    scheme: Literal["light", "dark"],
) -> None:
    path = tmp_path / "page.html"
    write_single_page(folder.root, book, LangTag(lang), path)
    page = browser.new_page(
        viewport={"width": 320, "height": 640}, color_scheme=scheme, bypass_csp=True
    )
    page.goto(path.as_uri())
    page.evaluate(AXE)
    # Contrasts take most of the time, and the same colours stand on the small pages.
    result = page.evaluate(
        """([rules, contrast]) => axe.run(document, {
            runOnly: {type: 'tag', values: rules}, rules: {'color-contrast': {enabled: contrast}}
        })""",
        [RULES, book != HANDBOOK],
    )
    assert len(result["passes"]) > 10, "axe looked at nothing"
    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in result["violations"]] == []
    page.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_asked_for_and_nothing_stands_beside_a_small_screen(
    browser: Browser, pages: dict[str, Path], lang: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(pages[lang].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert asked == [pages[lang].as_uri()]
    assert said == []
    page.close()


def test_the_policy_inside_leaves_the_styles_and_stops_the_rest(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    text = pages["ar"].read_text("utf-8")
    (tmp_path / "other.css").write_text("body { max-width: 1px }")
    altered = tmp_path / "altered.html"
    altered.write_text(
        text.replace(
            "</head>",
            '<link rel="stylesheet" href="other.css"><script>document.title = "x"</script></head>',
        ),
        encoding="utf-8",
    )
    page = browser.new_page(viewport={"width": 1280, "height": 640})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(altered.as_uri())
    assert len(said) == 2
    assert all("Content Security Policy" in one for one in said)
    assert page.title() != "x"
    assert page.evaluate("getComputedStyle(document.body).maxWidth") == "672px"
    page.close()


def test_on_paper_each_chapter_begins_a_sheet_and_menus_are_left_out(
    browser: Browser, pages: dict[str, Path]
) -> None:
    page = browser.new_page()
    page.goto(pages["en"].as_uri())
    page.emulate_media(media="print")
    assert page.locator("details").first.is_hidden()
    style = "getComputedStyle(document.querySelector('article')).breakBefore"
    assert page.evaluate(style) == "page"
    page.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_holds_the_whole_handbook_and_what_it_is_not(
    folder: SiteFolder, pages: dict[str, Path], lang: str
) -> None:
    book = make_book(folder, HANDBOOK, LangTag(lang))
    text = pages[lang].read_text("utf-8")
    tree = html.document_fromstring(text)
    ids = [str(one) for one in tree.xpath("//@id")]
    assert len(set(ids)) == len(ids)
    inside = {str(h)[1:] for h in tree.xpath("//a/@href") if str(h).startswith("#")}
    assert inside <= set(ids)
    assert {chapter.id for chapter in book.chapters} <= inside
    others = [h for h in map(str, tree.xpath("//a/@href")) if not h.startswith(("#", "https://"))]
    assert others == []
    assert tree.xpath("//script | //link | //iframe | //img[not(starts-with(@src, 'data:'))]") == []
    assert re.findall(r"url\(|@import| on\w+=", text) == []
    head, foot = (tree.xpath(f"//{name}")[0].text_content() for name in ("header", "footer"))
    for said in (head, foot):
        assert book.notice.subtitle in said
        assert book.notice.notice in said
    assert "2026.11" in foot
    for chapter in book.chapters:
        (note,) = tree.xpath(f"//article[@id='{chapter.id}']/div[@class='ho-standing']")
        said = note.text_content()
        assert (chapter.untranslated or "") in said
        assert " ".join(chapter.standing) in said
    assert len(tree.xpath("//h1")) == 1
    assert len(text.encode()) < 300_000


def test_a_page_has_the_same_bytes_twice(
    folder: SiteFolder, pages: dict[str, Path], tmp_path: Path
) -> None:
    again = tmp_path / "again.html"
    write_single_page(folder.root, HANDBOOK, LangTag("ar"), again)
    assert again.read_bytes() == pages["ar"].read_bytes()


def test_there_is_a_page_of_each_handbook_and_none_of_everything(folder: SiteFolder) -> None:
    tasks = list_tasks(folder, (LangTag("ru"),))
    assert [task.path for task in tasks] == [
        f"ru/{product.id}-ru-2026.11.html" for product in folder.manifest.products
    ]
