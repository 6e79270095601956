"""duplicate-id: an id that stands twice in a page, so that a link may lead to the wrong place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctkb.checks.facts import PageFacts
from ctkb.checks.finding import Finding


def find_duplicate_ids(pages: Mapping[str, PageFacts]) -> Iterator[Finding]:
    """Find every id that was already used further up in the same page."""
    for address, facts in pages.items():
        seen: set[str] = set()
        for spot in facts.ids:
            if spot.words in seen:
                yield Finding(
                    address,
                    spot.line,
                    "duplicate-id",
                    f'the id "{spot.words}" stands twice in one page',
                    "Give one of the two elements another id",
                )
            seen.add(spot.words)
