"""The faults of stamped translations, with their lines and their mends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ctkb.content.model import Library, Page, PageKind
from ctkb.translation import check_translations

MakePage = Callable[..., Page]
ENGLISH = {"_lead": "T", "a": "alpha", "b": "beta", "c": "gamma"}


def check(*pages: Page) -> list[str]:
    order = tuple(dict.fromkeys(page.key for page in pages))
    library = Library(Path(), pages={(page.key, page.lang): page for page in pages}, order=order)
    return [str(problem) for problem in check_translations(library)]


def test_a_good_translation_and_an_untranslated_page_have_no_faults(make_page: MakePage) -> None:
    english = make_page(ENGLISH)

    assert check(english) == []
    assert check(english, make_page(ENGLISH, lang="fr", stamped_from=english)) == []


@pytest.mark.parametrize(
    ("french", "line", "what", "mend"),
    [
        (
            {"_lead": "", "a": "", "bee": "", "c": ""},
            30,
            "the heading has {#bee} where the English page has {#b}",
            "Write {#b} at its end",
        ),
        (
            {"_lead": "", "a": "", "c": "", "b": ""},
            30,
            "the heading {#c} stands where the English page has {#b}",
            "Move the section {#b} before this heading",
        ),
        (
            {"_lead": "", "a": "", "c": ""},
            30,
            "the heading {#b} of the English page is missing before {#c}",
            "Add the translated heading with {#b} before this one",
        ),
        (
            {"_lead": "", "a": "", "b": ""},
            30,
            "the heading {#c} of the English page is missing at the end",
            "Add the translated heading with {#c} after the last section",
        ),
        (
            {"_lead": "", "a": "", "new": "", "b": "", "c": ""},
            30,
            "the heading {#new} is not in the English page this was translated from",
            "Take this heading out",
        ),
        (
            {"_lead": "", "a": "", "b": "", "c": "", "d": ""},
            50,
            "the heading {#d} is not in the English page this was translated from",
            "Take this heading out",
        ),
        (
            {"_lead": ""},
            8,
            "the heading {#a} of the English page is missing at the end",
            "Add the translated heading with {#a} after the last section",
        ),
    ],
)
def test_the_first_heading_that_differs_is_named(
    make_page: MakePage, french: Mapping[str, str], line: int, what: str, mend: str
) -> None:
    english = make_page(ENGLISH)

    assert check(english, make_page(french, lang="fr", stamped_from=english)) == [
        f"products/x/fr/one.md:{line}: heading-mismatch: {what}. {mend}, or, if the page now "
        "follows the English one, run `ctkb stamp` on it."
    ]


def test_headings_are_compared_with_the_stamp_not_with_english_now(make_page: MakePage) -> None:
    french = make_page(ENGLISH, lang="fr", stamped_from=make_page(ENGLISH))
    english_now = make_page({"_lead": "T", "c": "gamma", "new": "x"})

    assert check(english_now, french) == []


def test_a_chapter_keeps_its_paragraphs(make_page: MakePage) -> None:
    english = make_page(ENGLISH, paragraphs=(1, 2, 3, 1))
    french = make_page(ENGLISH, lang="fr", stamped_from=english, paragraphs=(0, 2, 4, 1))

    assert check(english, french) == [
        "products/x/fr/one.md:10: paragraph-count: the part before the first heading has "
        "0 paragraphs, the English one 1: the numbers readers cite would differ. "
        "Split or add paragraphs until there are 1, as in products/x/en/one.md.",
        "products/x/fr/one.md:30: paragraph-count: the part of {#b} has "
        "4 paragraphs, the English one 3: the numbers readers cite would differ. "
        "Join paragraphs until there are 3, as in products/x/en/one.md.",
    ]


def test_a_drifted_section_and_other_kinds_of_page_may_differ(make_page: MakePage) -> None:
    french = make_page(ENGLISH, lang="fr", stamped_from=make_page(ENGLISH), paragraphs=(1, 5, 1, 1))

    assert check(make_page({**ENGLISH, "a": "alpha, more"}), french) == []
    assert len(check(make_page(ENGLISH), french)) == 1
    assert check(make_page(ENGLISH, kind=PageKind.ABOUT), french) == []
