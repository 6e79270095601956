"""What a translation was made from, what changed since, and which page answers to an address.

fingerprint.py  a text's fingerprint: what counts as a change
drift.py        English sections that differ from a translation's stamp
stamp.py        the stamp written into a translation's front matter
routes.py       the page an address shows, in which language
reviews.py      which reviews still count
checks.py       headings, paragraphs and citations of stamped translations
"""

from ctkb.translation.checks import (
    check_citations,
    check_headings,
    check_paragraphs,
    check_translations,
)
from ctkb.translation.drift import Drift, find_drift
from ctkb.translation.fingerprint import fingerprint, fingerprint_sections
from ctkb.translation.reviews import ValidReview, check_reviews, find_valid_reviews
from ctkb.translation.routes import Route, find_route, list_routes
from ctkb.translation.stamp import UnstampableText, stamp_text

__all__ = [
    "Drift",
    "Route",
    "UnstampableText",
    "ValidReview",
    "check_citations",
    "check_headings",
    "check_paragraphs",
    "check_reviews",
    "check_translations",
    "find_drift",
    "find_route",
    "find_valid_reviews",
    "fingerprint",
    "fingerprint_sections",
    "list_routes",
    "stamp_text",
]
