"""Which reviews still count for a page: a review is given for words, not for a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ctkb.content.model import Library, Page, Review, SectionId
from ctkb.problems import Place, Problem, Severity
from ctkb.translation.fingerprint import fingerprint_sections


class ValidReview(NamedTuple):
    """A review and how much of the page it still covers.

    valid: sections of the page whose words are those reviewed. total: sections of the page now.
    """

    review: Review
    valid: int
    total: int


def find_valid_reviews(page: Page) -> list[ValidReview]:
    """Return the reviews that cover at least one section of the page as it is now, in file order.

    A section edited after its review is not covered. Fingerprints are of the page's own text: a
    review of the French words counts for the French words.
    """
    if not page.reviews:
        return []
    now = fingerprint_sections(page)
    counted = [
        ValidReview(review, _count_matches(review, now), len(now)) for review in page.reviews
    ]
    return [entry for entry in counted if entry.valid]


def _count_matches(review: Review, now: Mapping[SectionId, str]) -> int:
    return sum(1 for section, mark in review.sections.items() if now.get(section) == mark)


def check_reviews(library: Library) -> list[Problem]:
    """Return the faults of all reviews. unknown-section: one names a section the page does not
    have. spent-review (a warning): none of the words it was given for is there any more."""
    found: list[Problem] = []
    for page in library.pages.values():
        known = {section.id for section in page.sections}
        valid = [entry.review for entry in find_valid_reviews(page)]
        for review in page.reviews:
            place, who = Place(page.path), f"the review by {review.name}"
            for section in review.sections:
                if section not in known:
                    what = f"{who} names the section {section}, which the page does not have"
                    mend = "Take it out of the review, or write the id the section has now"
                    found.append(Problem(place, "unknown-section", what, mend))
            if review not in valid:
                what = f"{who} covers no section of the page as it is now"
                mend = "Ask for a new review, or take this one out"
                found.append(Problem(place, "spent-review", what, mend, Severity.WARNING))
    return found
