"""A review counts for the words it was given for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ctkb.content.model import Date, Page, Review, ReviewKind
from ctkb.translation import find_valid_reviews, fingerprint_sections

MakePage = Callable[..., Page]
SECTIONS = {"_lead": "Titre", "a": "## A {#a}\n\nalpha", "b": "## B {#b}\n\nbêta"}


def make_review(sections: Mapping[str, str], name: str = "A. Reader") -> Review:
    return Review(ReviewKind.LANGUAGE, name, "translator", Date(2026, 11, 21), sections)


def test_a_review_of_the_words_as_they_are_counts_in_full(make_page: MakePage) -> None:
    page = make_page(SECTIONS)
    review = make_review(fingerprint_sections(page))

    assert find_valid_reviews(replace(page, reviews=(review,))) == [(review, 3, 3)]


def test_an_edited_section_is_no_longer_covered(make_page: MakePage) -> None:
    review = make_review(fingerprint_sections(make_page(SECTIONS)))
    edited = make_page({**SECTIONS, "a": "## A {#a}\n\nomega", "c": "## C {#c}"})

    assert find_valid_reviews(replace(edited, reviews=(review,))) == [(review, 2, 4)]


def test_a_review_that_covers_nothing_any_more_is_left_out(make_page: MakePage) -> None:
    page = make_page(SECTIONS)
    void = make_review({"a": "0" * 16, "gone": fingerprint_sections(page)["a"]}, "B. Other")
    good = make_review({"b": fingerprint_sections(page)["b"]})

    assert find_valid_reviews(replace(page, reviews=(void, good))) == [(good, 1, 3)]


def test_a_page_without_reviews_has_none(make_page: MakePage) -> None:
    assert find_valid_reviews(make_page(SECTIONS)) == []
