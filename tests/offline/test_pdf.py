"""Books as PDF, read back: a handbook in Arabic and one in Chinese, a short one twice."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from ctkb.languages import LangTag
from ctkb.offline import pdf
from ctkb.offline.books import Book, make_book
from ctkb.offline.folder import SiteFolder, open_folder
from ctkb.offline.paper import FONTS, make_paper

pytestmark = pytest.mark.xdist_group("pdf")

ARABIC, CHINESE = LangTag("ar"), LangTag("zh")
# The dots of an entry, its number behind them, or before them from right to left.
_LEADER = re.compile(r"(\d+)?(?: *\.){6,} *(\d+)?")
LONG, SHORT = "threat-assessment", "virtual-assets-seizure"


@pytest.fixture(scope="module")
def folder(site: Path) -> SiteFolder:
    found, problems = open_folder(site)
    assert found is not None, problems
    return found


@dataclass(frozen=True)
class Printed:
    """A handbook before it was printed, its PDF, and the words of each page."""

    book: Book
    data: bytes
    pages: tuple[str, ...]


def make_short_book(folder: SiteFolder, lang: LangTag) -> Book:
    """A handbook without some chapters of words alone, to save time."""
    book = make_book(folder, LONG, lang)
    (part,) = book.parts
    kept = tuple(one for one in part.chapters if one.id not in ("roles", "safeguards", "practice"))
    return replace(book, parts=(replace(part, chapters=kept),))


@pytest.fixture(scope="module", params=(ARABIC, CHINESE))
def printed(folder: SiteFolder, request: pytest.FixtureRequest) -> Printed:
    book = make_short_book(folder, request.param)
    data = pdf.print_paper(make_paper(make_short_book(folder, request.param)), book.edition)
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return Printed(book, data, tuple(page.extract_text() for page in pages))


def walk(element: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """All elements of a tag tree with the tags above each."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from walk(kid, above)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element, above
        yield from walk(element.get("/K"), (*above, str(element.S)))


def squash(text: str) -> str:
    """Only the letters and digits, presentation forms of Arabic as letters."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


def test_a_pdf_says_that_it_is_tagged_and_in_which_language(printed: Printed) -> None:
    book, data = printed.book, printed.data
    with pikepdf.open(io.BytesIO(data)) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == book.lang
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert (file.Root.ViewerPreferences.get("/Direction") == "/R2L") is (book.lang == ARABIC)
        with file.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert book.title in about["dc:title"]
            assert about["xmp:CreateDate"] == "2026-11-01T00:00:00Z"


def test_the_tag_tree_is_sound(printed: Printed) -> None:
    data = printed.data
    within = {
        "/LI": {"/L"}, "/LBody": {"/LI"}, "/Lbl": {"/LI"}, "/TR": {"/Table", "/THead", "/TBody"},
        "/TH": {"/TR"}, "/TD": {"/TR"}, "/THead": {"/Table"}, "/TBody": {"/Table"},
    }  # fmt: skip
    headings: list[int] = []
    with pikepdf.open(io.BytesIO(data)) as file:
        for element, above in walk(file.Root.StructTreeRoot.K):
            tag = str(element.S)
            assert above[-1:] == () or above[-1] in within.get(tag, {above[-1]}), (tag, above)
            assert not (tag == "/Link" and "/Link" in above)
            if tag == "/Figure":
                assert str(element.Alt).strip()
            if tag == "/TH":
                assert element.A.Scope == "/Column"
            if re.fullmatch(r"/H\d", tag):
                headings.append(int(tag[2:]))
    assert headings[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(headings))


def test_all_that_is_shown_is_tagged_or_an_artifact(printed: Printed) -> None:
    data = printed.data
    with pikepdf.open(io.BytesIO(data)) as file:
        tagged = {
            (element.Pg.objgen, int(kid))
            for element, _ in walk(file.Root.StructTreeRoot.K)
            for kid in _list(element.get("/K"))
            if isinstance(kid, int)
        }
        for number, page in enumerate(file.pages, 1):
            inside: list[str] = []
            for part in pikepdf.parse_content_stream(page):
                operands: Any = part.operands
                name = str(part.operator)
                if name in ("BDC", "BMC"):
                    inside.append(str(operands[0]))
                    if name == "BDC" and "/MCID" in operands[1]:
                        assert (page.objgen, int(operands[1].MCID)) in tagged, number
                elif name == "EMC":
                    inside.pop()
                elif name in ("Tj", "TJ", "Do"):
                    assert inside, (number, operands)


def _list(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def test_all_fonts_are_embedded_and_ours(printed: Printed) -> None:
    data = printed.data
    names = set()
    with pikepdf.open(io.BytesIO(data)) as file:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                assert "/FontFile2" in thing or "/FontFile3" in thing
                names.add(str(thing.FontName).partition("+")[2])
    ours = tuple(family.replace(" ", "-") for family in FONTS)
    assert names
    assert all(name.startswith(ours) for name in names), names


def test_bookmarks_are_the_chapters_and_their_headings(printed: Printed) -> None:
    book, data = printed.book, printed.data
    wanted = [book.words["pdf-contents"]]
    for chapter in book.chapters:
        for heading in chapter.article.iter("h1", "h2", "h3", "h4"):
            wanted.append(" ".join(str(heading.text_content()).split()))
    found: list[str] = []

    def collect(items: Any) -> None:
        for item in items:
            found.append(" ".join(item.title.split()))
            collect(item.children)

    with pikepdf.open(io.BytesIO(data)) as file, file.open_outline() as outline:
        collect(outline.root)
    assert found == wanted


def test_the_contents_name_the_right_pages(printed: Printed) -> None:
    book, data = printed.book, printed.data
    reader = pypdf.PdfReader(io.BytesIO(data))
    pages = {page.indirect_reference: n for n, page in enumerate(reader.pages, 1)}
    targets, numbers = [], []
    for page, text in zip(reader.pages[1:], printed.pages[1:], strict=True):
        if not _LEADER.search(text):
            break
        annotations: Any = page["/Annots"]
        links = [one.get_object() for one in annotations]
        assert all(link["/F"] == 4 and link["/Contents"] for link in links)
        for link in sorted(links, key=lambda one: -one["/Rect"][3]):
            target: Any = reader.named_destinations[link["/Dest"]]["/Page"]
            targets.append(pages[target.indirect_reference])
        numbers += [int(before or after) for before, after in _LEADER.findall(text)]
    headings = sum(
        1 for chapter in book.chapters for one in chapter.article.iter("h1", "h2")
        if not str(one.get("id")).endswith("--sources")
    )  # fmt: skip
    assert len(targets) == headings
    assert numbers == targets


def test_each_page_carries_edition_standing_and_notice(printed: Printed) -> None:
    book = printed.book
    for number, text in enumerate(printed.pages, 1):
        there = squash(text)
        assert squash(book.edition) in there
        for words in (book.notice.standing, book.words["pdf-notice-short"]):
            if number > 1:
                missing = [w for w in words.split() if squash(w) not in there]
                assert not missing, (number, missing, text)


def test_the_words_can_be_taken_out_again(printed: Printed) -> None:
    book = printed.book
    there = squash(" ".join(printed.pages))
    method = next(chapter for chapter in book.chapters if chapter.id == "method")
    assert method.words == book.lang
    pieces = [
        piece
        for paragraph in method.article.iter("p")
        for text in paragraph.itertext()
        for piece in re.findall(r"[^\W\d_]{4,12}", str(text))
    ]
    lost = [piece for piece in pieces if squash(piece) not in there]
    assert len(lost) <= len(pieces) * 0.02, lost


def test_an_untranslated_chapter_says_so(printed: Printed) -> None:
    book = printed.book
    for chapter in (one for one in book.chapters if one.untranslated):
        words = squash((chapter.untranslated or "").split()[-1])
        title = squash(chapter.title)
        assert any(title in squash(text) and words in squash(text) for text in printed.pages)


def test_the_same_site_gives_the_same_bytes(folder: SiteFolder, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        pdf.write_book(folder.root, SHORT, ARABIC, tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_there_is_a_task_for_each_book_and_language(folder: SiteFolder) -> None:
    tasks = pdf.list_tasks(folder, (ARABIC, CHINESE))
    paths = {task.path for task in tasks}
    assert (
        len(paths) == len({task.key for task in tasks}) == 2 * (len(folder.manifest.products) + 1)
    )
    assert f"zh/open-handbook-zh-{folder.manifest.edition}.pdf" in paths
    assert f"ar/{LONG}-ar-{folder.manifest.edition}.pdf" in paths


def test_nothing_is_missing_here() -> None:
    assert pdf.find_missing() == []
