"""Word files from anywhere: nothing in them is believed, and none stops the program."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctkb.content import Library
from ctkb.content.finds import Finds, Vocabulary
from ctkb.content.structure import read_body
from ctkb.exchange import Imported, import_docx
from ctkb.exchange.document import Run
from ctkb.exchange.markdown_words import Guide, clean_signs, escape_start, write_words
from ctkb.exchange.package import MAX_PART, open_package, parse_xml
from ctkb.languages import LangTag
from ctkb.problems import Severity
from tests.exchange.conftest import COPIES
from tests.exchange.word_files import MAIN, pack, unzip, zip_parts
from tests.markdown import drawing_board

HEAD = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Checklist</w:t></w:r></w:p>'
PLAIN = "<w:p><w:r><w:t>words</w:t></w:r></w:p>"
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
BAD = {
    "empty": (b"", "not-docx"),
    "text": (b"a letter", "not-docx"),
    "old-word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not-docx"),
    "cut-off": (pack(PLAIN)[:-40], "not-docx"),
    "other-zip": (zip_parts({"a.txt": b"a"}), "not-docx"),
    "spreadsheet": (pack(PLAIN, main=MAIN.replace("wordprocessingml.document", "x")), "not-docx"),
    "macros": (
        pack(PLAIN, main="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros",
    ),
    "macros-inside": (pack(PLAIN, more={"word/vbaProject.bin": b"x"}), "macros"),
    "leading-out": (pack(PLAIN, more={"../../evil.xml": b"<a/>"}), "unsafe-name"),
    "absolute": (pack(PLAIN, more={"/etc/evil.xml": b"<a/>"}), "unsafe-name"),
    "drive": (pack(PLAIN, more={"C:/evil.xml": b"<a/>"}), "unsafe-name"),
    "backslash": (pack(PLAIN, more={"..\\evil.xml": b"<a/>"}), "unsafe-name"),
    "bomb": (pack(f"<w:p>{' ' * (MAX_PART + 10)}</w:p>"), "too-large"),
    "external-entity": (pack("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", head=ENTITY), "bad-xml"),
    "laughs": (pack("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", head=LAUGHS), "bad-xml"),
    "no-xml": (pack("<w:p>"), "bad-xml"),
    "deep": (pack("<w:sdt>" * 4000 + "</w:sdt>" * 4000), "bad-xml"),
    "no-chapter": (pack(PLAIN), "no-chapter"),
}  # fmt: skip


def _import(data: bytes, library: Library) -> Imported:
    return import_docx(data, "copy.docx", library, COPIES["en"], LangTag("en"))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_problem_and_nothing_comes_of_it(name: str, library: Library) -> None:
    data, code = BAD[name]
    before = time.monotonic()
    done = _import(data, library)
    assert time.monotonic() - before < 10
    assert [one.code for one in done.problems if one.severity is Severity.ERROR] == [code]
    assert done.files == {}


def test_a_document_in_another_encoding_hides_no_entity() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{ENTITY}<a>&a;</a>'
    assert parse_xml(text.encode("utf-16")) is None
    assert parse_xml(b"<a>plain</a>") is not None


def test_an_external_picture_is_not_fetched_and_is_said(library: Library) -> None:
    drawing = '<w:p><w:r><w:drawing r:link="rId9"/></w:r></w:p>'
    done = _import(pack(HEAD + drawing), library)
    assert "not-carried" in {one.code for one in done.problems}


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_copy_never_stops_the_program(
    copies: dict[str, bytes], library: Library, seed: int
) -> None:
    chance = random.Random(seed)
    parts = unzip(copies["zh"])
    name = chance.choice(["word/document.xml", "word/styles.xml", "word/numbering.xml"])
    data = bytearray(parts[name])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        end = at + chance.randint(0, 60)
        data[at:end] = bytes(chance.choices(b'<>/="w:pr1& ', k=chance.randint(0, 20)))
    parts[name] = bytes(data)
    done = import_docx(zip_parts(parts), "copy.docx", library, COPIES["zh"], LangTag("zh"))
    assert done.files or done.problems


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_damaged_bytes_never_stop_the_program(noise: bytes, at: int) -> None:
    good = pack(HEAD + PLAIN)
    package, problems = open_package(good[:at] + noise + good[at + len(noise) :], "copy.docx")
    assert package is not None or problems


ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>&;{}%[]()*_`#-+.!|/\\=~:@^'\"1 0a\u00a0\u200f\u202e\u05d0中"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(ODD, st.booleans(), st.booleans()), max_size=3))
def test_words_of_a_file_are_text_whatever_they_look_like(
    parts: list[tuple[str, bool, bool]],
) -> None:
    guide = Guide(lambda _: "", lambda _: "", (), str)
    runs = tuple(Run(text, bold, italic) for text, bold, italic in parts)
    written = escape_start(write_words(runs, guide))
    finds = Finds("page.md")
    read_body(written, 1, finds, Vocabulary())
    assert finds.problems == []
    assert (finds.links, finds.citations, finds.terms, finds.blocks, finds.headings) == (
        [], [], [], [], [],
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>", "{{ config.secret }}", "{% raw %}", "[a](javascript:x)",
        "# no heading {#x onclick=y}", "/// html", "- item", "1. item", "> quote", "| a |",
        "![a](https://example.org/a.png)", "&lt;b&gt;", "a `code` b", "!!! note", "=== tab",
        "---", "***", "[^1]: note", "*[ab]: x", "[TOC]", "{: #id onclick=x}", "-8<- file",
    ],
)  # fmt: skip
def test_signs_of_markdown_in_a_file_are_drawn_as_they_stand(words: str) -> None:
    guide = Guide(lambda _: "", lambda _: "", (), str)
    written = escape_start(write_words((Run(words),), guide))
    drawn = drawing_board.draw_tree(written)
    assert " ".join(drawn.text_content().split()) == clean_signs(words)
    assert {element.tag for element in drawn.iter()} <= {"div", "p", "body", "article"}


def test_a_link_that_may_not_stand_keeps_its_words_alone(library: Library) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r7" TargetMode="External" Target="javascript:alert(1)" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
        "</Relationships>"
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    link = '<w:hyperlink r:id="r7"><w:r><w:t>press here</w:t></w:r></w:hyperlink>'
    named = relations.replace(
        "</Relationships>",
        '<Relationship Id="r8" Target="styles.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/styles"/></Relationships>',
    )
    head = HEAD.replace(">Checklist<", ">Problem, readers and legal basis<")
    data = pack(
        f"{head}<w:p>{link}</w:p>",
        more={
            "word/_rels/document.xml.rels": named.encode(),
            "word/styles.xml": f"<w:styles {space}>{styles}</w:styles>".encode(),
        },
    )
    done = _import(data, library)
    assert done.files["basis.md"].endswith("---\n\npress here\n")
    assert [one.code for one in done.problems] == ["link-scheme"]
