"""uncited: a paragraph that names a year, a figure or an instrument and cites nothing.

Looked for in English pages, where statements are written; a translation has the same citations.
Whether a citation says what the sentence says, only a reader can tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctkb.checks.prose import split_text
from ctkb.content.model import Library, Page
from ctkb.languages import ENGLISH
from ctkb.problems import Place, Problem, Severity

_CODE = re.compile(r"`[^`]*`")
_TARGET = re.compile(r"\]\([^)]*\)")
_FIGURE = re.compile(
    r"\b(?:19|20)\d\d\b"  # a year
    r"|\b\d{1,3}(?:,\d{3})+\b"  # 1,333
    r"|\b\d{2,}\b"  # any other number of two digits or more
    r"|\bper cent\b",
    re.ASCII,
)
_COUNTED = ("state", "countr", "government", "euro", "dollar", "million", "billion", "s of ")
_COUNT = re.compile(
    r"\b(?:\d|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?"
    r"|(?:dozen|hundred|thousand|million)s of) (?:member |other |partner |more )?"
    r"(?:states|countries|governments|euros?|dollars?|million|billion)\b"
    r"|\b(?:dozen|hundred|thousand|million)s of (?:\w+ )?(?:people|persons|officials|victims)\b",
    re.ASCII | re.IGNORECASE,
)
"""Numbers in words, of states, money and people; each of its nouns holds one of _COUNTED."""
_KINDS = (
    "Convention", "Covenant", "Protocol", "Declaration", "Treaty", "Principles", "Memorandum",
    "Recommendation",
)  # fmt: skip
_INSTRUMENT = re.compile(
    r"\b(?!(?:The|This|That|These|Those|Each|Every|No|A|An|Any|Our|Its|Such|Which) \S+\b(?! on))"
    rf"(?:[A-Z][\w-]+ )+(?:{'|'.join(_KINDS)})s?\b"
    r"|\bConventions? (?:on|against|for|relating) \w+"
)
"""Proper names of instruments, whether our data know them or not."""
_BACKGROUND = "not in our sources"
"""What marks the title of an instrument that our sources do not hold."""
_BRACKET = re.compile(r" \(([^()]+)\)")
_SHORTEST = 12
"""Signs of a name that is looked for; abbreviations are known as such."""
_OF_THE_SITE = re.compile(
    r"\b(?:CC BY \d\.\d|WCAG\)? \d\.\d(?: AA)?|edition \d{4}\.\d\d"
    r"|Law checked: \d+ \w+ \d{4}|\d+(?: and \d+)? pixels)"
)
"""Figures that speak of the site itself."""


def find_uncited(library: Library) -> list[Problem]:
    """Return a warning for each paragraph, list item or table row that should cite and does not. A
    list stands on the citation of the words that introduce it, where these end with a colon."""
    names = _list_names(library)
    problems = []
    for page in library.pages.values():
        if page.lang == ENGLISH:
            introduced = False
            for passage in split_text(page):
                text, is_cited = passage.text, "[@" in passage.text
                if not passage.is_item:
                    introduced = is_cited and text.endswith(":")
                if is_cited or (introduced and passage.is_item):
                    continue
                plain = _OF_THE_SITE.sub("", _TARGET.sub("]", _CODE.sub("", text)))
                if found := _find_statement(plain, names):
                    problems.append(_word(page, passage.line, found))
    return problems


def _find_statement(plain: str, names: Sequence[str]) -> str:
    """Return what of a passage asks for a source, or nothing."""
    if found := _FIGURE.search(plain):
        return found[0]
    if any(noun in plain for noun in _COUNTED) and (found := _COUNT.search(plain)):
        return found[0]
    for name in names:
        if name in plain and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain):
            return name
    if _BACKGROUND not in plain and any(kind in plain for kind in _KINDS):
        found = _INSTRUMENT.search(plain)
    return found[0] if found else ""


def _list_names(library: Library) -> Sequence[str]:
    """Return the names of instruments, the longest first: whole, without what stands in brackets,
    that alone where it is a name, and abbreviations."""
    found: set[str] = set()
    for instrument in library.instruments.values():
        whole = instrument.name.get(ENGLISH).text
        inner = [words for words in _BRACKET.findall(whole) if words[0].isupper()]
        names = (whole, _BRACKET.sub("", whole), *inner)
        found |= {name for name in names if len(name) >= _SHORTEST}
    for entry in library.names.values():
        if entry.kind == "instrument" and ENGLISH in entry.forms:
            form = entry.forms[ENGLISH]
            found |= {words for words in (form.term, form.abbr, *form.alt) if words}
    return sorted(found, key=lambda name: (-len(name), name))


def _word(page: Page, line: int, found: str) -> Problem:
    return Problem(
        Place(page.path, line),
        "uncited",
        f'"{found}" stands in a paragraph that cites nothing',
        "Add the source, such as [@S3], or write the sentence without the figure or the name",
        Severity.WARNING,
    )
