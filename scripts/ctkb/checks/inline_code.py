"""inline-script and inline-style: what the security header of the site would not let run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctkb.checks.facts import PageFacts
from ctkb.checks.finding import Finding


def find_inline_scripts(pages: Mapping[str, PageFacts]) -> Iterator[Finding]:
    """Find code inside pages: script elements, ``on`` handlers, javascript: addresses, srcdoc.

    JSON in a script element is data and may stay.
    """
    for address, facts in pages.items():
        for spot in facts.inline_scripts:
            yield Finding(
                address,
                spot.line,
                "inline-script",
                f"the page holds {spot.words}",
                "Move the code into a file below overrides/assets/js",
            )


def find_inline_styles(pages: Mapping[str, PageFacts]) -> Iterator[Finding]:
    """Find style elements and style attributes."""
    for address, facts in pages.items():
        for spot in facts.inline_styles:
            yield Finding(
                address,
                spot.line,
                "inline-style",
                f"the page holds {spot.words}",
                "Give the element a class, and write the rule below overrides/assets/css",
            )
