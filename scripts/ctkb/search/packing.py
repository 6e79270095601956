"""An index as few bytes: what can be computed again is not sent.

The first tier holds addresses, titles and headings, from which the browser makes their postings
with the same analysis. The second holds the stems, sorted and written as what differs from the one
before, and for each field the postings as differences. lunr's vectors are computed again from
term counts. Whole numbers are written in the 93 printable ASCII characters that stand in a string
of JavaScript as they are.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ctkb.languages import LangTag
from ctkb.search.analysis import cut, simplified_characters
from ctkb.search.documents import SearchPage, SearchTerm
from ctkb.search.index import SENT, LanguageIndex

_SIGNS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\')
_LOW = 80
_HIGH = len(_SIGNS) - _LOW


def write_number(number: int) -> str:
    """Return a whole number of 0 or more: the last sign is one of 80, those before it of 13."""
    tail = _SIGNS[number % _LOW]
    rest = number // _LOW
    while rest:
        tail = _SIGNS[_LOW + rest % _HIGH] + tail
        rest //= _HIGH
    return tail


def write_numbers(numbers: Iterable[int]) -> str:
    """Return whole numbers one behind the other."""
    return "".join(map(write_number, numbers))


def checksum(parts: Iterable[str]) -> int:
    """Return the Adler-32 of strings in UTF-16 (little-endian), as the browser computes it: a
    phone is through with it in a third of the time of a CRC."""
    adler = 1
    for part in parts:
        adler = zlib.adler32(part.encode("utf-16-le", "surrogatepass"), adler)
    return adler


def pack_first(
    lang: LangTag,
    pages: Sequence[SearchPage],
    terms: Sequence[SearchTerm],
    chunks: Sequence[int],
    prefix: str,
) -> dict[str, Any]:
    """Return the first tier of one language of words as JSON.

    chunks: of each section, the number of the file that holds its text. prefix: what all
    addresses begin with, and what is not sent."""
    sections = [section for page in pages for section in page.sections[1:]]
    kinds, products, regions = (
        sorted({value for page in pages if (value := getattr(page, name)) is not None})
        for name in ("kind", "product", "region")
    )
    lists = (kinds, products, regions)
    part: dict[str, Any] = {
        "lang": lang,
        "kinds": kinds,
        "products": products,
        "regions": regions,
        "addresses": "\n".join(page.address.removeprefix(prefix) for page in pages),
        "titles": "\n".join(page.title for page in pages),
        "groups": write_numbers(number for page in pages for number in _groups(page, lists)),
        "counts": write_numbers(len(page.sections) for page in pages),
        "levels": "".join(str(section.level) for section in sections),
        "anchors": "\n".join(section.anchor for section in sections),
        "headings": "\n".join(section.heading for section in sections),
        "chunks": write_numbers(_differences(chunks)),
        "terms": "\n".join("|".join(term.forms) for term in terms),
    }
    if lang == "zh":
        part["simplified"] = _list_simplified(pages)
    return part


def _groups(page: SearchPage, lists: tuple[list[str], list[str], list[str]]) -> Iterable[int]:
    kinds, products, regions = lists
    yield kinds.index(page.kind)
    yield products.index(page.product) + 1 if page.product else 0
    yield regions.index(page.region) + 1 if page.region else 0


def _differences(numbers: Sequence[int]) -> Iterable[int]:
    before = 0
    for number in numbers:
        yield number - before
        before = number


def _list_simplified(pages: Sequence[SearchPage]) -> str:
    """Return pairs of a Traditional character and the Simplified one that the site uses."""
    used: set[str] = set()
    for page in pages:
        used.update("".join(cut(page.title)), "".join(cut(page.description)))
        for section in page.sections:
            used.update("".join(cut(section.heading)), "".join(cut(section.text)))
    table = simplified_characters()
    return "".join(f"{chr(one)}{other}" for one, other in sorted(table.items()) if other in used)


def pack_full(index: LanguageIndex) -> dict[str, Any]:
    """Return the second tier of one language of words as JSON: stems, and for each field of
    SENT how many sections hold a stem, which ones, and how often where more than once."""
    terms = sorted({term for field in SENT for term in index.frequencies[field]})
    part: dict[str, Any] = {
        "lang": index.lang,
        "stems": _front_code(terms),
    }
    for field in SENT:
        part[field] = _pack_postings(terms, index.frequencies[field])
    return part


def _front_code(terms: Sequence[str]) -> list[str]:
    """Return the lengths shared with the term before, and the rests, one a line."""
    shared, rests, before = [], [], ""
    for term in terms:
        length = 0
        while length < min(len(term), len(before)) and term[length] == before[length]:
            length += 1
        shared.append(length)
        rests.append(term[length:])
        before = term
    return [write_numbers(shared), "\n".join(rests)]


def _pack_postings(terms: Sequence[str], postings: Mapping[str, Mapping[int, int]]) -> list[str]:
    """Return three strings: sections of each term; steps between them, doubled, and one more where
    the term stands there more than once; those counts, less two.

    Steps and counts come rarest terms first: like stands by like, which compresses better."""
    found = [sorted(postings.get(term, {}).items()) for term in terms]
    steps, counts = [], []
    for places in sorted(found, key=len):
        before = -1
        for section, count in places:
            steps.append((section - before - 1) * 2 + (count > 1))
            before = section
            if count > 1:
                counts.append(count - 2)
    return [write_numbers(map(len, found)), write_numbers(steps), write_numbers(counts)]
