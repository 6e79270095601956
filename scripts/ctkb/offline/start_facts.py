"""What START.html, README.txt and VERSION say of a copy of the site, read once."""

from __future__ import annotations

from dataclasses import dataclass

from ctkb.languages import ENGLISH, LangTag, Language, get_language
from ctkb.manifest import ManifestPage
from ctkb.offline.books import has_real_host
from ctkb.offline.folder import SiteFolder
from ctkb.offline.keys import PublicKey
from ctkb.offline.pages import SiteNotice, read_notice
from ctkb.offline.tasks import edition_date
from ctkb.offline.words import CopyWords, read_words

SITE = "site/"
"""The folder of the pages in a copy."""

_REFERENCE = ("search", "training", "instruments", "glossary")
_MONTHS_TO_NEXT = 6


@dataclass(frozen=True, slots=True)
class Way:
    """A link from START.html. href: relative to it. lang: of the title's words."""

    title: str
    href: str
    lang: LangTag


@dataclass(frozen=True, slots=True)
class LanguagePart:
    """A copy in one of its languages. home: its first page, relative to START.html. pages: how
    many there are, and english: how many of them show English words in another language."""

    language: Language
    words: CopyWords
    notice: SiteNotice
    home: str
    handbooks: tuple[Way, ...]
    reference: tuple[Way, ...]
    pages: int
    english: int


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """A copy. name: of its zip file, with its ending. month: of the edition, ``2026-11``, and
    newer: when to look for the next, both empty where the edition names no month. key: that signs
    it, or None. url: of the hosted site, empty where it has no real one. english: the notice in
    English, for the file that programs read. parts: its languages in their order."""

    name: str
    edition: str
    month: str
    newer: str
    key: PublicKey | None
    url: str
    english: SiteNotice
    parts: tuple[LanguagePart, ...]


def read_facts(
    folder: SiteFolder, languages: tuple[LangTag, ...], name: str, key: PublicKey | None
) -> CopyFacts:
    """Read the facts of a copy of some languages. name: of its zip file."""
    manifest = folder.manifest
    month, newer = name_months(manifest.edition)
    return CopyFacts(
        name=name,
        edition=manifest.edition,
        month=month,
        newer=newer,
        key=key,
        url=manifest.site_url if has_real_host(manifest.site_url) else "",
        english=read_notice(folder, ENGLISH),
        parts=tuple(_read_part(folder, tag) for tag in manifest.languages if tag in languages),
    )


def name_months(edition: str) -> tuple[str, str]:
    """Return an edition's month and the one after which to look for the next, as ``2026-11``.

    Six months is our own rule. Both are empty where the edition names no month."""
    first = edition_date(edition)
    if (first.year, first.month) == (1980, 1):
        return "", ""
    months = first.year * 12 + first.month - 1 + _MONTHS_TO_NEXT
    return f"{first:%Y-%m}", f"{months // 12:04}-{months % 12 + 1:02}"


def _read_part(folder: SiteFolder, tag: LangTag) -> LanguagePart:
    pages = [page for page in folder.manifest.pages if page.lang == tag]
    by_kind: dict[str, ManifestPage] = {}
    for page in pages:
        by_kind.setdefault(page.kind, page)
    handbooks = [folder.list_handbook(one.id, tag)[0] for one in folder.manifest.products]
    return LanguagePart(
        language=get_language(tag),
        words=read_words(tag),
        notice=read_notice(folder, tag),
        home=SITE + by_kind["home"].address,
        handbooks=tuple(_make_way(page) for page in handbooks),
        reference=tuple(_make_way(by_kind[kind]) for kind in _REFERENCE if kind in by_kind),
        pages=len(pages),
        english=sum(page.words != tag for page in pages),
    )


def _make_way(page: ManifestPage) -> Way:
    return Way(page.title, SITE + page.address, page.words)
