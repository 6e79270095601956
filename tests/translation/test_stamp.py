"""The stamp is written into the front matter, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ctkb.content.front_matter import TranslationIn, make_stamp, read_front_matter
from ctkb.content.front_matter_text import split_front_matter as split
from ctkb.content.model import Origin, Page, Stamp
from ctkb.translation import UnstampableText, fingerprint_sections, stamp_text

MakePage = Callable[..., Page]
SECTIONS = {"_lead": "Title\nlead", "a": "## A {#a}\n\nalpha", "off": "## Off {#off}\n\nbeta"}
HEAD = """---
title: "Preuves : la chaîne"  # as in the glossary
# a note of the translator
description: Une phrase.
"""
BODY = (
    "\nUn paragraphe  \n---\ntranslation: words of the body\r\n\n\n## A {#a}\t\n\nlast, no line end"
)


def stamp(text: str, page: Page, edition: str = "2026-1") -> str:
    return stamp_text(text, page, origin=Origin.MACHINE, edition=edition)


def read_stamp(text: str) -> Stamp | None:
    yaml_text, _, _ = split(text.replace("\r\n", "\n"))
    assert yaml_text is not None
    shape, _, problems = read_front_matter(yaml_text, "page.md", TranslationIn)
    assert problems == []
    assert shape is not None
    return make_stamp(shape.translation)


def test_a_first_stamp_is_the_last_key_and_the_rest_stays(make_page: MakePage) -> None:
    page = make_page(SECTIONS)

    text = stamp(f"{HEAD}---\n{BODY}".replace("\r", ""), page)

    assert text.startswith(f"{HEAD}translation:\n")
    assert text.endswith(f"---\n{BODY}".replace("\r", ""))
    assert read_stamp(text) == Stamp("0" * 40, "2026-1", Origin.MACHINE, fingerprint_sections(page))


def test_an_old_stamp_is_replaced_in_its_place(make_page: MakePage) -> None:
    old = "translation:\n  blob: x\n\n  # of the tool\n  sections:\n    a: b\n"
    tail = "\n# about the check\nchecked:\n  by: A B\n  on: 2026-11-21\n"

    text = stamp(f"{HEAD}{old}{tail}---\nwords", make_page(SECTIONS))

    assert text.startswith(f"{HEAD}translation:\n  blob:")
    assert text.endswith(f"\n{tail}---\nwords")
    assert text.count("translation:") == 1
    assert "of the tool" not in text


@pytest.mark.parametrize(
    "old", ["translation:\n", "translation: {blob: x,\n  origin: human\n}\n", "translation: null\n"]
)
def test_an_old_stamp_of_any_form_is_replaced(make_page: MakePage, old: str) -> None:
    for tail in ("", "nav_title: Preuves\n"):
        text = stamp(f"{HEAD}{old}{tail}---\nwords", make_page(SECTIONS))

        assert read_stamp(text) is not None
        assert text.endswith(f"{tail}---\nwords")


def test_stamping_twice_changes_nothing(make_page: MakePage) -> None:
    once = stamp(f"{HEAD}---\n{BODY}", make_page(SECTIONS))

    assert stamp(once, make_page(SECTIONS)) == once


def test_a_new_stamp_follows_the_english_page(make_page: MakePage) -> None:
    once = stamp(f"{HEAD}---\nwords", make_page(SECTIONS))
    changed = make_page({**SECTIONS, "a": "## A {#a}\n\nomega"})

    twice = stamp(once, changed, edition="2026-2")

    found = read_stamp(twice)
    assert found is not None
    assert found.edition == "2026-2"
    assert found.sections == fingerprint_sections(changed)


def test_windows_line_ends_stay(make_page: MakePage) -> None:
    source = f"{HEAD}---\n{BODY}".replace("\r", "").replace("\n", "\r\n")

    text = stamp(source, make_page(SECTIONS))

    assert text.replace("\r\n", "").count("\n") == 0
    assert text.endswith(BODY.replace("\r", "").replace("\n", "\r\n"))
    assert stamp(text, make_page(SECTIONS)) == text
    assert read_stamp(text) is not None


def test_ids_and_fingerprints_that_look_like_other_values_are_read_back(
    make_page: MakePage,
) -> None:
    page = make_page(
        {"_lead": "x", "off": "y", "null": "z", "y": "q", **{f"s{n}": str(n) for n in range(400)}}
    )

    found = read_stamp(stamp(f"{HEAD}---\n", page))

    assert found is not None
    assert found.sections == fingerprint_sections(page)
    assert list(found.sections) == list(fingerprint_sections(page))


def test_a_file_without_front_matter_gets_one(make_page: MakePage) -> None:
    text = stamp("## A {#a}\n", make_page(SECTIONS))

    assert text.startswith("---\ntranslation:\n")
    assert text.endswith("---\n## A {#a}\n")


def test_empty_front_matter_is_filled(make_page: MakePage) -> None:
    assert stamp("---\n---\nwords", make_page(SECTIONS)).startswith("---\ntranslation:\n  blob")


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ("---\ntitle: [\n---\n", "line 2: this is not YAML"),
        ("---\ntitle: x\nwords", "is not closed"),
        ("---\n{title: x}\n---\n", "not written as one key a line"),
        ("---\n- title\n---\n", "not written as one key a line"),
        ("---\ntranslation:\ntranslation:\n---\n", "line 3: the key `translation` stands"),
    ],
)
def test_front_matter_that_cannot_be_read_is_refused(
    make_page: MakePage, head: str, fault: str
) -> None:
    with pytest.raises(UnstampableText, match=fault):
        stamp(f"{head}words", make_page(SECTIONS))
