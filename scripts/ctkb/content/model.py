"""The knowledge base as values: frozen, checked, free of MkDocs, of the clock and of the network,
made by :func:`ctkb.content.load_library` and read by every other room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NewType

from ctkb.languages import ENGLISH, LangTag

if TYPE_CHECKING:
    from ctkb.content.worksheet_model import Worksheet

PageKey = NewType("PageKey", str)
"""An address without language and ending: ``index``, ``regions/africa``, ``products/x/index``."""
ProductId = NewType("ProductId", str)
RegionId = NewType("RegionId", str)
StateId = NewType("StateId", str)
EventId = NewType("EventId", str)
InstrumentId = NewType("InstrumentId", str)
SourceId = NewType("SourceId", str)
TermId = NewType("TermId", str)
NameId = NewType("NameId", str)
SectionId = NewType("SectionId", str)

LEAD = SectionId("_lead")
"""The section before the first heading, with the title and the description. No author can write
this id: ids begin with a letter."""


class PageKind(Enum):
    """What a page is; written into ``data-kind`` of its ``<article>`` and into the manifest."""

    HOME = "home"
    ABOUT = "about"
    PRODUCT = "product"
    CHAPTER = "chapter"
    GUIDELINE = "guideline"
    REGION = "region"
    TRAINING = "training"
    INSTRUMENTS = "instruments"
    GLOSSARY = "glossary"
    SEARCH = "search"
    PAGE = "page"


class Origin(Enum):
    """How a text came about."""

    HUMAN = "human"
    MACHINE = "machine"
    MACHINE_EDITED = "machine-edited"


class ReviewKind(Enum):
    """What a named person looked at."""

    LAW = "law"
    PRACTICE = "practice"
    RIGHTS = "rights"
    LANGUAGE = "language"


class Confidence(Enum):
    """How sure a fact or a term is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Words:
    """A text with the language it is really in, which may be English where a translation lacks."""

    text: str
    lang: LangTag


@dataclass(frozen=True, slots=True)
class Text:
    """One text in up to six languages; English is always there."""

    by_lang: Mapping[LangTag, str]

    def get(self, lang: str) -> Words:
        """Return the text in a language, or the English one with its tag."""
        tag = LangTag(lang)
        if tag in self.by_lang:
            return Words(self.by_lang[tag], tag)
        return Words(self.by_lang[ENGLISH], ENGLISH)


@dataclass(frozen=True, slots=True)
class Date:
    """A Gregorian date known to the year, the month or the day, as the source gives it."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Source:
    """Something a statement rests on. read: how much of it could be read (``whole``, ``most``,
    ``opening``, ``front-matter``, ``not-rechecked``). language: of the source, ``mul`` for several;
    title_language: of its title, which may be our English description of it."""

    id: SourceId
    title: str
    publisher: str
    date: Date | None
    url: str | None
    language: str
    read: str
    title_language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal or policy instrument. group: heading it is listed under. weight: what it binds to
    (``chapter-vii``, ``resolution``, ``treaty``, ``guidance``, ``standard``, ``regional-law``)."""

    id: InstrumentId
    group: str
    weight: str
    name: Text
    symbol: str | None
    date: Date | None
    body: Text
    about: Text
    url: str | None
    sources: tuple[SourceId, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class State:
    """A state named in the record. id: ISO 3166-1 alpha-2 in lower case. un_names: only where UN
    usage differs from CLDR."""

    id: StateId
    un_names: Mapping[LangTag, str]


@dataclass(frozen=True, slots=True)
class NamedState:
    """A state on a region's page. why: of ``host``, ``participant``, ``national-support``,
    ``follow-on``. note: where something has to be added."""

    state: StateId
    why: tuple[str, ...]
    sources: tuple[SourceId, ...]
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A region as the site cuts the world."""

    id: RegionId
    name: Text
    states: tuple[NamedState, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. start and end: as precise as the source. place: town, in words.
    attendance and note: one sentence each. announced: the record only says it was planned."""

    id: EventId
    kind: str
    title: Text
    start: Date | None
    end: Date | None
    place: Text | None
    state: StateId | None
    regions: tuple[RegionId, ...]
    attendance: Text | None
    note: Text | None
    announced: bool
    sources: tuple[SourceId, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class TermForm:
    """A term in one language. avoid: forms that no page may use for it."""

    term: str
    abbr: str | None
    alt: tuple[str, ...]
    confidence: Confidence
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry. part: heading it is listed under."""

    id: TermId
    part: str
    core: bool
    forms: Mapping[LangTag, TermForm]
    definition: Text
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an institution, an initiative or a place that is not a state."""

    id: NameId
    kind: str
    forms: Mapping[LangTag, TermForm]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What readers of one language call the same thing; only the search reads it."""

    id: str
    lang: LangTag
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page. level: 2 to 4. line: in the file, 1-based. text: without the id."""

    id: SectionId
    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """From one heading to the next of any level; the first one is :data:`LEAD`.

    text: the Markdown of it with its heading line; for LEAD the title and the description stand
    before it, a line each. paragraphs: how many numbered paragraphs it holds (counted in every
    page, drawn in chapters only)."""

    id: SectionId
    line: int
    text: str
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image of a page. target: as written. page: where it leads inside the site.
    anchor: the part behind ``#``. file: an image's path from the project's root."""

    line: int
    target: str
    page: PageKey | None = None
    anchor: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation or a marked term: its key and its line in the file."""

    line: int
    key: str


@dataclass(frozen=True, slots=True)
class Block:
    """A ``/// name | argument`` block with its checked options (plain YAML values)."""

    line: int
    name: str
    argument: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """Who or what compared a text with its sources, and when."""

    by: str
    on: Date


@dataclass(frozen=True, slots=True)
class LawCheck:
    """When what a page says of the law was last compared with it, and after when it has to be
    looked at again."""

    checked: Date
    again: Date


@dataclass(frozen=True, slots=True)
class Review:
    """A review by a named person. sections: fingerprints of this page's own text it was given
    for; it counts for no other text."""

    kind: ReviewKind
    name: str
    role: str
    on: Date
    sections: Mapping[SectionId, str]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a translation was made from; written by ``ctkb stamp``, never by hand.

    blob: git blob id of the English file (40 hex digits). edition: of the site then. sections:
    fingerprints of the English sections, in their order."""

    blob: str
    edition: str
    origin: Origin
    sections: Mapping[SectionId, str]


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file. path: POSIX, from the project's root. body: the Markdown behind the front
    matter, comments blanked out, line for line as in the file; body_line: the file's line number of
    its first line. order: place among pages of its kind, 1000 where the author gave none; then by
    address. stamp: on translations, never on English pages. law: on English pages, for their
    translations too. origin: of the English text; for a translation that of the stamp. blob: git
    blob id of the file's own bytes."""

    key: PageKey
    lang: LangTag
    path: str
    kind: PageKind
    title: str
    description: str
    nav_title: str
    body: str
    body_line: int
    blob: str
    origin: Origin
    product: ProductId | None = None
    region: RegionId | None = None
    order: int = 1000
    draft: bool = False
    aliases: tuple[str, ...] = ()
    checked: Checked | None = None
    law: LawCheck | None = None
    reviews: tuple[Review, ...] = ()
    stamp: Stamp | None = None
    headings: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    citations: tuple[Reference, ...] = ()
    terms: tuple[Reference, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """One handbook. chapters: in order, without the overview page."""

    id: ProductId
    order: int
    overview: PageKey
    chapters: tuple[PageKey, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything, checked against itself. order: every page key in reading order. worksheets: by
    handbook and file."""

    root: Path
    products: tuple[Product, ...] = ()
    pages: Mapping[tuple[PageKey, LangTag], Page] = field(default_factory=dict)
    order: tuple[PageKey, ...] = ()
    regions: Mapping[RegionId, Region] = field(default_factory=dict)
    states: Mapping[StateId, State] = field(default_factory=dict)
    events: Mapping[EventId, Event] = field(default_factory=dict)
    instruments: Mapping[InstrumentId, Instrument] = field(default_factory=dict)
    sources: Mapping[SourceId, Source] = field(default_factory=dict)
    terms: Mapping[TermId, Term] = field(default_factory=dict)
    names: Mapping[NameId, Name] = field(default_factory=dict)
    synonyms: Mapping[str, Synonyms] = field(default_factory=dict)
    worksheets: Mapping[tuple[ProductId, str], Worksheet] = field(default_factory=dict)

    def page(self, key: str, lang: str) -> Page | None:
        """Return the page of a key in a language, or None where it is not translated."""
        return self.pages.get((PageKey(key), LangTag(lang)))
