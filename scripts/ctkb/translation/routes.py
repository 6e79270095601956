"""Which page answers to an address: the language of the address and that of the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ctkb.content.model import Library, Page, PageKey
from ctkb.languages import ENGLISH, TAGS, LangTag


@dataclass(frozen=True, slots=True)
class Route:
    """An address and the page shown there.

    lang: of the address. page: whose words are shown. words: the language of these words.
    is_fallback: the page is not translated, so the English words stand in.
    """

    key: PageKey
    lang: LangTag
    page: Page
    words: LangTag
    is_fallback: bool


def find_route(library: Library, key: str, lang: str) -> Route:
    """Return the route of a page key in a language; where it is not translated, to English.

    Raises KeyError for a key without an English page: no address of the site leads there.
    """
    tag = LangTag(lang)
    own = library.page(key, lang)
    if own is not None:
        return Route(PageKey(key), tag, own, own.lang, is_fallback=False)
    return Route(
        PageKey(key), tag, library.pages[PageKey(key), ENGLISH], ENGLISH, is_fallback=tag != ENGLISH
    )


def list_routes(library: Library, languages: Iterable[str] = TAGS) -> list[Route]:
    """Return every route of the site: language by language, each in reading order."""
    return [find_route(library, key, lang) for lang in languages for key in library.order]
