"""The six languages: tag, direction, names. The order is the order of every list of languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NewType

LangTag = NewType("LangTag", str)
Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site.

    tag: BCP 47, also the folder and the first part of an address. iso639_3: for book and archive
    formats. endonym: its name in itself. direction: of its script. cldr: the locale
    for names and dates.
    """

    tag: LangTag
    iso639_3: str
    endonym: str
    direction: Direction
    cldr: str


ENGLISH = LangTag("en")

LANGUAGES: tuple[Language, ...] = (
    Language(ENGLISH, "eng", "English", "ltr", "en"),
    Language(LangTag("fr"), "fra", "Français", "ltr", "fr"),
    Language(LangTag("es"), "spa", "Español", "ltr", "es"),
    Language(LangTag("ru"), "rus", "Русский", "ltr", "ru"),
    Language(LangTag("ar"), "ara", "العربية", "rtl", "ar"),
    Language(LangTag("zh"), "zho", "中文", "ltr", "zh_Hans"),
)

TAGS: tuple[LangTag, ...] = tuple(language.tag for language in LANGUAGES)

_BY_TAG = {language.tag: language for language in LANGUAGES}


def get_language(tag: str) -> Language:
    """Return the language of a tag. Raises KeyError for a tag that is not one of the six."""
    return _BY_TAG[LangTag(tag)]


def address_prefix(tag: str) -> str:
    """Return the folder of a language in the site: empty for English, ``fr/`` for French."""
    return "" if tag == ENGLISH else f"{tag}/"
