"""What search knows of a site: pages, their sections, the words of the glossary."""

from __future__ import annotations

from dataclasses import dataclass

from ctkb.languages import LangTag


@dataclass(frozen=True, slots=True)
class SearchSection:
    """A heading and what stands under it, up to the next heading of any level.

    anchor: id of the heading; "" for the head of a page, whose heading is the title and whose
    level is 1. terms: the words marked as glossary terms. text: running text, white space
    collapsed."""

    anchor: str
    heading: str
    level: int
    text: str
    terms: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page in one language's site. address: from the site's root. words: the language of its
    words, which is English where a translation is missing. sections: the head first."""

    address: str
    title: str
    description: str
    words: LangTag
    kind: str
    product: str | None
    region: str | None
    sections: tuple[SearchSection, ...]


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """A glossary term in one language. forms: the term, its abbreviation, its other names."""

    id: str
    forms: tuple[str, ...]
