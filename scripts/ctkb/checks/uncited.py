"""uncited: a paragraph that names a year, a figure or an instrument and cites nothing.

Looked for in English pages, where statements are written; a translation has the same citations.
Whether a citation says what the sentence says, only a reader can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkb.content.model import Library, Page
from ctkb.languages import ENGLISH
from ctkb.problems import Place, Problem, Severity

_CODE = re.compile(r"`[^`]*`")
_TARGET = re.compile(r"\]\([^)]*\)")
_ITEM = re.compile(r"\s*(?:-|\d+\.)\s+")
_FIGURE = re.compile(
    r"\b(?:19|20)\d\d\b"  # a year
    r"|\b\d{1,3}(?:,\d{3})+\b"  # 1,333
    r"|\b\d{2,}\b"  # any other number of two digits or more
    r"|\bper cent\b",
    re.ASCII,
)
_OF_THE_SITE = re.compile(
    r"\b(?:CC BY \d\.\d|WCAG\)? \d\.\d(?: AA)?|edition \d{4}\.\d\d"
    r"|Law checked: \d+ \w+ \d{4}|\d+(?: and \d+)? pixels)"
)
"""Figures that speak of the site itself."""


def find_uncited(library: Library) -> list[Problem]:
    """Return a warning for each paragraph, list item or table row that should cite and does not."""
    names = re.compile(
        "|".join(
            sorted(
                {
                    re.escape(name)
                    for instrument in library.instruments.values()
                    if len(name := instrument.name.get(ENGLISH).text) > 12
                },
                key=len,
                reverse=True,
            )
        )
        or r"(?!)",
    )
    problems = []
    for page in library.pages.values():
        if page.lang == ENGLISH:
            for line, text in _split(page):
                if "[@" in text:
                    continue
                plain = _OF_THE_SITE.sub("", _TARGET.sub("]", _CODE.sub("", text)))
                found = _FIGURE.search(plain) or names.search(plain)
                if found:
                    problems.append(_word(page, line, found[0]))
    return problems


def _word(page: Page, line: int, found: str) -> Problem:
    return Problem(
        Place(page.path, line),
        "uncited",
        f'"{found}" stands in a paragraph that cites nothing',
        "Add the source, such as [@S3], or write the sentence without the figure or the name",
        Severity.WARNING,
    )


def _split(page: Page) -> Iterator[tuple[int, str]]:
    """Yield paragraphs, list items and table rows with their lines; headings, fenced code and the
    options of blocks are left out."""
    kept: list[str] = []
    start = 0
    fenced = in_options = False
    for number, line in enumerate(page.body.split("\n"), page.body_line):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        is_fence = line.startswith("///")
        in_options = is_fence or (in_options and line.startswith("    "))
        skip = fenced or in_options or line.startswith(("#", "```", "~~~"))
        ends = skip or not line.strip() or _ITEM.match(line) or line.startswith("|")
        if ends and kept:
            yield start, " ".join(kept)
            kept = []
        if skip or not line.strip():
            continue
        if not kept:
            start = number
        kept.append(_ITEM.sub("", line) if _ITEM.match(line) else line)
    if kept:
        yield start, " ".join(kept)
