"""Word copies: written by the rules that Word is strict about, and made to be commented on."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from ctkb.languages import LangTag
from ctkb.offline.books import Book, make_book
from ctkb.offline.docx import find_missing, list_tasks, make_docx
from ctkb.offline.folder import SiteFolder, open_folder
from ctkb.word_styles import MAX_BOOKMARK, bookmark_name, style_id

pytestmark = pytest.mark.xdist_group("docx")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
COPIES = (
    ("en", "online-data-legal-framework"),
    ("ar", "threat-assessment"),
    ("zh", "capability-framework"),
)
# The order of children in the transitional schema of ECMA-376 (wml.xsd).
SCHEMA = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
        suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
        topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
        contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike
        outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern
        position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
        eastAsianLayout specVanish oMath rPrChange""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW
        jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
        tblDescription tblPrChange""",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection
        tcFitText vAlign hideMark""",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
        pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi
        rtlGutter docGrid""",
    "sdtPr": """rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label
        tabIndex equation comboBox date docPartObj docPartList dropDownList picture richText text
        citation group bibliography checkbox""",
    "date": "dateFormat lid storeMappedDataAs calendar",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden
        unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr""",
    "lvl": """start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr
        rPr""",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
}  # fmt: skip


class Copy:
    """One Word copy, unpacked. document: its main part."""

    def __init__(self, folder: SiteFolder, lang: str, book_id: str) -> None:
        self.book: Book = make_book(folder, book_id, LangTag(lang))
        self.data = make_docx(folder, self.book)
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.document = etree.fromstring(self.parts["word/document.xml"])

    def paragraphs(self, style: str) -> list[etree._Element]:
        wanted = f'{W}pPr/{W}pStyle[@{W}val="{style_id(style)}"]'
        return [p for p in self.document.iter(f"{W}p") if p.find(wanted) is not None]


@pytest.fixture(scope="module")
def folder(site: Path) -> SiteFolder:
    opened, problems = open_folder(site)
    assert opened is not None, problems
    return opened


@pytest.fixture(scope="module")
def copies(folder: SiteFolder) -> dict[str, Copy]:
    return {lang: Copy(folder, lang, book) for lang, book in COPIES}


def _words(element: etree._Element) -> str:
    return "".join(str(text.text or "") for text in element.iter(f"{W}t"))


def test_there_is_one_task_for_each_handbook_and_language(folder: SiteFolder) -> None:
    tasks = list_tasks(folder, (LangTag("en"), LangTag("ar")))
    assert find_missing() == []
    assert len(tasks) == 2 * len(folder.manifest.products)
    edition = folder.manifest.edition
    assert f"ar/threat-assessment-ar-{edition}.docx" in {task.path for task in tasks}
    assert len({task.key for task in tasks}) == len(tasks)


def test_the_same_handbook_gives_the_same_bytes(
    folder: SiteFolder, copies: dict[str, Copy]
) -> None:
    assert make_docx(folder, copies["zh"].book) == copies["zh"].data


@pytest.mark.parametrize("lang", ["en", "ar", "zh"])
def test_children_stand_in_the_order_that_word_insists_on(
    copies: dict[str, Copy], lang: str
) -> None:
    wrong = []
    for part in ("document", "styles", "numbering", "header1", "footer1"):
        root = etree.fromstring(copies[lang].parts[f"word/{part}.xml"])
        for parent in root.iter(*(f"{W}{tag}" for tag in SCHEMA)):
            order = SCHEMA[etree.QName(parent).localname].split()
            names = [etree.QName(child).localname for child in parent]
            if [order.index(name) for name in names] != sorted(map(order.index, names)):
                wrong.append((part, parent.tag, names))
    assert wrong == []


@pytest.mark.parametrize("lang", ["en", "ar", "zh"])
def test_every_relation_style_list_and_bookmark_that_is_named_is_there(
    copies: dict[str, Copy], lang: str
) -> None:
    copy = copies[lang]
    styles = etree.fromstring(copy.parts["word/styles.xml"])
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    named = {one.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle")
             for one in copy.document.iter(f"{W}{tag}")}  # fmt: skip
    named |= {one.get(f"{W}val") for tag in ("basedOn", "next")
              for one in styles.iter(f"{W}{tag}")}  # fmt: skip
    assert named <= known
    lists = etree.fromstring(copy.parts["word/numbering.xml"])
    numbers = {one.get(f"{W}numId") for one in lists.iter(f"{W}num")}
    assert {one.get(f"{W}val") for one in copy.document.iter(f"{W}numId")} <= numbers
    starts = list(copy.document.iter(f"{W}bookmarkStart"))
    marks = [str(one.get(f"{W}name")) for one in starts]
    assert len(set(marks)) == len(marks)
    assert max(map(len, marks)) <= MAX_BOOKMARK
    ids = [one.get(f"{W}id") for one in starts]
    assert sorted(ids) == sorted(
        str(one.get(f"{W}id")) for one in copy.document.iter(f"{W}bookmarkEnd")
    )
    assert len(set(ids)) == len(ids)
    links = list(copy.document.iter(f"{W}hyperlink"))
    assert {one.get(f"{W}anchor") for one in links if one.get(f"{W}anchor")} <= set(marks)
    relations = etree.fromstring(copy.parts["word/_rels/document.xml.rels"])
    there = {one.get("Id") for one in relations}
    assert {one.get(f"{R}id") for one in links if one.get(f"{R}id")} <= there
    controls = [one.find(f"{W}sdtPr/{W}id").get(f"{W}val") for one in copy.document.iter(f"{W}sdt")]
    assert controls
    assert len(set(controls)) == len(controls)


def test_each_numbered_paragraph_has_its_number_as_words_and_as_a_bookmark(
    copies: dict[str, Copy],
) -> None:
    for copy in copies.values():
        wanted = [
            one.text_content()
            for chapter in copy.book.chapters
            for one in chapter.article.xpath(".//p/span[@class='kb-number']")
        ]
        found = {}
        for paragraph in copy.paragraphs("KB Paragraph"):
            marks = [str(m.get(f"{W}name")) for m in paragraph.iter(f"{W}bookmarkStart")]
            run = next(paragraph.iter(f"{W}r"))
            style = run.find(f"{W}rPr/{W}rStyle")
            if style is not None and style.get(f"{W}val") == style_id("KB Number"):
                found[_words(run)] = marks
        assert len(wanted) > 50
        assert found == {number: [f"p-{number}"] for number in wanted}


def test_what_it_is_and_is_not_stands_on_the_cover_and_on_every_page(
    copies: dict[str, Copy],
) -> None:
    for lang, copy in copies.items():
        notice = copy.book.notice
        body = [_words(p) for p in copy.document.iter(f"{W}p")]
        for sentence in (notice.name, notice.standing, notice.subtitle, notice.notice):
            assert sentence in body
        head = _words(etree.fromstring(copy.parts["word/header1.xml"]))
        foot = etree.fromstring(copy.parts["word/footer1.xml"])
        assert notice.standing in head
        assert notice.notice in head
        assert copy.book.edition in _words(foot)
        assert [one.text for one in foot.iter(f"{W}instrText")] == [" PAGE "]
        for chapter in copy.book.chapters:
            status = [_words(p) for p in copy.paragraphs("KB Status")]
            assert set(chapter.standing) <= set(status), lang


def test_the_contents_read_right_before_word_brings_them_up_to_date(
    copies: dict[str, Copy],
) -> None:
    copy = copies["en"]
    shown = [_words(p) for p in copy.paragraphs("TOC 1")]
    heads = [_words(p) for p in copy.paragraphs("Heading 1")]
    assert [one.replace(". ", " ", 1) for one in shown] == heads
    second = [_words(p) for p in copy.paragraphs("TOC 2")]
    assert second == [_words(p) for p in copy.document.iter(f"{W}p") if _outline(copy, p) == "1"]
    kinds = [one.get(f"{W}fldCharType") for one in copy.document.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]


def _outline(copy: Copy, paragraph: etree._Element) -> str | None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    key = style.get(f"{W}val") if style is not None else ""
    root = etree.fromstring(copy.parts["word/styles.xml"])
    level = root.find(f'{W}style[@{W}styleId="{key}"]/{W}pPr/{W}outlineLvl')
    return level.get(f"{W}val") if level is not None else None


def test_arabic_runs_from_right_to_left_and_its_latin_words_do_not(
    copies: dict[str, Copy],
) -> None:
    document = copies["ar"].document
    arabic = re.compile("[\u0600-\u06ff]")
    untranslated = {"basis", "roles", "safeguards", "practice"}
    assert {c.id for c in copies["ar"].book.chapters if c.words == "en"} == untranslated
    for paragraph in document.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        is_rtl = properties.find(f"{W}bidi") is not None
        for run in paragraph.iter(f"{W}r"):
            text = _words(run)
            flagged = run.find(f"{W}rPr/{W}rtl") is not None
            if arabic.search(text):
                assert flagged, text
                assert is_rtl, text
                assert run.find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "ar-SA"
            elif re.search("[A-Za-z]", text):
                assert not flagged, text
    tables = list(document.iter(f"{W}tbl"))
    turned = [t for t in tables if t.find(f"{W}tblPr/{W}bidiVisual") is not None]
    assert 0 < len(turned) < len(tables)
    for table in tables:
        assert (table in turned) == bool(arabic.search(_words(table)))
    assert document.find(f"{W}body/{W}sectPr/{W}bidi") is not None
    told = [_words(p) for p in copies["ar"].paragraphs("KB Untranslated")]
    assert len(told) == len(untranslated)
    assert all(arabic.search(one) for one in told)


def test_each_language_is_told_to_word(copies: dict[str, Copy]) -> None:
    english = {one.get(f"{W}val") for one in copies["en"].document.iter(f"{W}lang")}
    assert "en-GB" in english
    for paragraph in copies["zh"].paragraphs("KB Paragraph"):
        for run in paragraph.iter(f"{W}r"):
            if re.search("[\u4e00-\u9fff]", _words(run)):
                lang = run.find(f"{W}rPr/{W}lang")
                assert lang is not None
                assert lang.get(f"{W}eastAsia") == "zh-CN"
    styles = etree.fromstring(copies["zh"].parts["word/styles.xml"])
    assert styles.find(f".//{W}rFonts").get(f"{W}eastAsia") == "Microsoft YaHei"


def test_tables_repeat_their_heads_and_worksheets_can_be_filled_in(
    copies: dict[str, Copy],
) -> None:
    copy = copies["en"]
    named = {one.get(f"{W}val") for one in copy.document.iter(f"{W}tblStyle")}
    assert named == {"KBTable", "KBMatrix", "KBWorksheetTable"}
    for table in copy.document.iter(f"{W}tbl"):
        if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "KBTable":
            rows = list(table.iter(f"{W}tr"))
            assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in rows] == [
                True,
                *[False] * (len(rows) - 1),
            ]
            widths = {len(row.findall(f"{W}tc")) for row in rows}
            assert widths == {len(table.findall(f"{W}tblGrid/{W}gridCol"))}
    controls = list(copy.document.iter(f"{W}sdtPr"))
    titles = [one.find(f"{W}alias").get(f"{W}val") for one in controls]
    assert all(0 < len(title) <= 64 for title in titles)
    kinds = [
        kind
        for one in controls
        for kind in ("text", "date", "checkbox")
        if one.find(f"{W}{kind}") is not None or one.find(f"{W14}{kind}") is not None
    ]
    assert len(kinds) == len(controls)
    assert set(kinds) == {"text", "date", "checkbox"}
    assert copy.document.nsmap["w14"] == W14[1:-1]


def test_python_docx_opens_it_and_its_properties_are_of_the_edition(
    copies: dict[str, Copy],
) -> None:
    copy = copies["en"]
    document = Document(io.BytesIO(copy.data))
    core = document.core_properties
    assert core.title == copy.book.title
    assert core.author == copy.book.notice.name
    assert core.subject == copy.book.notice.standing
    assert (core.created.year, core.created.month) == (2026, 11)
    assert core.modified == core.created
    assert len(document.tables) > 10
    assert sum(p.style.name == "Heading 1" for p in document.paragraphs) == 9
    names = set(copy.parts)
    assert not any("thumbnail" in name or "app.xml" in name for name in names)
    assert b"python-docx" not in b"".join(copy.parts.values())
    with zipfile.ZipFile(io.BytesIO(copy.data)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_a_bookmark_keeps_to_the_length_that_word_allows() -> None:
    assert bookmark_name("basis--problem") == "basis--problem"
    assert bookmark_name("method--p-3.12") == "p-3.12"
    long = "term-violent-extremism-conducive-to-terrorism"
    assert len(bookmark_name(long)) == MAX_BOOKMARK
    assert bookmark_name(long) != bookmark_name(f"{long}s")


def test_libreoffice_lays_it_out(copies: dict[str, Copy], tmp_path: Path) -> None:
    """Where LibreOffice is installed; elsewhere the other tests have to do."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "copy.docx").write_bytes(copies["ar"].data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "txt:Text", "copy.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "copy.txt").read_text(encoding="utf-8-sig")
    for chapter in copies["ar"].book.chapters:
        assert chapter.title in text
        assert text.count(chapter.standing[0]) >= 1
