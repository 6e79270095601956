"""A handbook to Word and back: what an author wrote comes home as it was written."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ctkb.content import Library
from ctkb.content.front_matter_text import split_front_matter
from ctkb.exchange import import_docx
from ctkb.languages import LangTag
from ctkb.problems import Severity
from tests.conftest import ROOT
from tests.exchange.conftest import COPIES
from tests.exchange.word_files import W, edit, make, style_of

pytestmark = pytest.mark.xdist_group("word")


def _lines(text: str) -> list[str]:
    """Return the lines of a body; empty ones beside the signs of blocks differ and mean nothing."""
    return [line.rstrip() for line in split_front_matter(text)[1].split("\n") if line.strip()]


@pytest.mark.parametrize("lang", COPIES)
def test_every_chapter_comes_back_as_it_was_written(
    copies: dict[str, bytes], library: Library, lang: str
) -> None:
    product = COPIES[lang]
    done = import_docx(copies[lang], "copy.docx", library, product, LangTag(lang))
    folder = ROOT / "products" / product / lang
    assert set(done.files) == {path.name for path in folder.glob("*.md")}
    for name, text in done.files.items():
        source = (folder / name).read_text(encoding="utf-8")
        assert _lines(text) == _lines(source), name
        assert split_front_matter(text)[0] == split_front_matter(source)[0], name
    assert done.remarks == ()
    assert {(one.code, one.severity) for one in done.problems} <= {
        ("untranslated", Severity.WARNING)
    }


def test_the_handbooks_hold_what_the_round_trip_is_to_show(library: Library) -> None:
    """Else the test above could pass for want of anything to carry."""
    texts = [
        page.body
        for (_, lang), page in library.pages.items()
        for product in [COPIES.get(lang, "")]
        if page.product == product
    ]
    whole = "\n".join(texts)
    for sign in (
        "/// checklist | ", "/// note", "/// process | ", "/// decision | ", "/// matrix | ",
        "/// worksheet", "; @P", "](term:", "](method.md#", "](../en/method.md#", "|---|",
        "../../../docs/en/about/index.md", "**", "\n1. ", "\n        - ",
    ):  # fmt: skip
        assert sign in whole, sign


def test_a_chapter_translated_in_word_gets_front_matter_of_its_own(
    copies: dict[str, bytes], library: Library
) -> None:
    def translate(document: Any) -> None:
        for paragraph in document.paragraphs:
            style = style_of(paragraph)
            if style in ("KBParagraph", "ListBullet", "ListNumber", "KBChecklist"):
                for text in paragraph._p.iter(f"{{{W}}}t"):
                    text.text = re.sub("[a-z]", "x", str(text.text))
            if style == "KBDescription":
                paragraph.runs[0].text = "Ce que ce chapitre contient."

    data = edit(copies["en"], translate)
    done = import_docx(data, "copy.docx", library, COPIES["en"], LangTag("fr"))
    assert [one.code for one in done.problems if one.severity is Severity.ERROR] == []
    assert any(one.code == "other-copy" for one in done.problems)
    head, body, _ = split_front_matter(done.files["basis.md"])
    assert head is not None
    assert (
        head == "title: Problem, readers and legal basis\ndescription: Ce que ce chapitre contient."
    )
    assert "{#problem}" in body
    assert "../en/stop-points.md#stop-legal-basis" in body
    kept, _, _ = split_front_matter(done.files["checklist.md"])
    assert kept is not None
    assert "translation:" in kept, "the stamp of a page that is there stays"


def test_what_is_written_into_the_file_comes_as_its_styles_say(
    copies: dict[str, bytes], library: Library
) -> None:
    def write(document: Any) -> None:
        start = next(
            p
            for p in document.paragraphs
            if style_of(p) == "Heading2" and p.text == "When not to use it"
        )
        for style, text in (
            ("KB Paragraph", "Written by a reviewer."),
            ("List Bullet", "one"),
            ("KB Paragraph", "# more {{ words }} <b>"),
            ("List Number", "first"),
            ("List Continue", "and more of it"),
            ("List Number", "second"),
            ("KB Warning Title", "Mind this"),
            ("KB Warning", "A warning with [@iccpr]."),
            ("KB Checklist Title", "Checklist"),
            ("KB Checklist", "ticked"),
            ("Quote", "Quoted words"),
            ("Heading 3", "A new heading"),
            ("KB Code", "plain {{ code }}"),
        ):
            start.insert_paragraph_before(text, style=style)

    data = edit(copies["en"], write)
    done = import_docx(data, "copy.docx", library, COPIES["en"], LangTag("en"))
    wanted = """Written by a reviewer.

- one

\\# more &#123;&#123; words }} &lt;b>

1. first

    and more of it

2. second

/// warning | Mind this

A warning with [@iccpr].
///

/// checklist

- ticked
///

> Quoted words

### A new heading {#a-new-heading}

```
plain {{ code }}
```

## When not to use it {#when-not}"""
    assert wanted in done.files["basis.md"]
    assert [one.code for one in done.problems] == ["new-heading"]


def test_footnotes_become_citations_or_words_in_brackets(
    copies: dict[str, bytes], library: Library
) -> None:
    notes = {"1": "https://undocs.org/S/RES/1566(2004)", "2": "See the travaux [draft]."}
    known = next(key for key, one in library.instruments.items() if one.url == notes["1"])

    def write(document: Any) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        part = document.part
        body = "".join(
            f'<w:footnote w:id="{key}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>'
            for key, words in notes.items()
        )
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        blob = f"<w:footnotes {space}>{body}</w:footnotes>".encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        made = Part(PackURI("/word/footnotes.xml"), kind, blob, part.package)
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        part.relate_to(made, f"{office}/footnotes")
        target = next(p for p in document.paragraphs if "The table gives first tasks." in p.text)
        for key in notes:
            target._p.append(make("r", make("footnoteReference", id=key)))

    data = edit(copies["en"], write)
    done = import_docx(data, "copy.docx", library, COPIES["en"], LangTag("en"))
    wanted = f"The table gives first tasks. [@{known}] (See the travaux \\[draft\\].)"
    assert wanted in done.files["basis.md"]
    (problem,) = done.problems
    assert problem.code == "footnote"
    assert problem.what.startswith("paragraph 1.3: ")


def test_words_of_a_worksheet_that_were_changed_are_said_and_not_carried(
    copies: dict[str, bytes], library: Library
) -> None:
    def change(document: Any) -> None:
        cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
        for cell in cells:
            for paragraph in cell.paragraphs:
                if style_of(paragraph) == "KBFieldLabel" and paragraph.text.startswith("Law,"):
                    paragraph.runs[0].text = "Law, article and date"

    data = edit(copies["en"], change)
    done = import_docx(data, "copy.docx", library, COPIES["en"], LangTag("en"))
    (problem,) = done.problems
    assert problem.code == "changed-worksheet"
    assert "Law, article and date" in problem.what
    assert problem.mend.startswith("Change products/online-data-legal-framework/worksheets/")


def test_lost_bookmarks_are_made_good_by_words(copies: dict[str, bytes], library: Library) -> None:
    def strip(document: Any) -> None:
        for mark in list(document.element.body.iter(f"{{{W}}}bookmarkStart")):
            if not mark.get(f"{{{W}}}name").startswith(("page-", "p-")):
                mark.getparent().remove(mark)

    data = edit(copies["zh"], strip)
    done = import_docx(data, "copy.docx", library, COPIES["zh"], LangTag("zh"))
    folder = ROOT / "products" / COPIES["zh"] / "zh"
    for name in ("index.md", "worksheet.md", "checklist.md", "stop-points.md"):
        source = (folder / name).read_text(encoding="utf-8")
        assert _lines(done.files[name]) == _lines(source), name
