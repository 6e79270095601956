"""What the YAML files may hold, for pydantic: the shapes as written, before they are dataclasses.

Every validator of ours raises a PydanticCustomError whose type is the problem's code and whose
context carries the mend.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ctkb.content.dates import parse_date
from ctkb.content.files import quote
from ctkb.content.model import Date

EventKind = Literal[
    "kick-off",
    "consultation",
    "expert-meeting",
    "launch",
    "regional-workshop",
    "national-workshop",
    "training",
    "conclusion",
    "follow-on",
    "forerunner",
]
EVENT_KINDS: tuple[str, ...] = get_args(EventKind)
InstrumentGroup = Literal[
    "security-council",
    "general-assembly",
    "guidance",
    "human-rights",
    "treaties",
    "evidence",
    "virtual-assets",
    "companies",
    "emerging",
]
INSTRUMENT_GROUPS: tuple[str, ...] = get_args(InstrumentGroup)
MAX_WORDS = 5000
"""Signs of one text of the data; titles stand on every page."""
_SPACES = re.compile(r"[ \t\r\n]+")  # not the no-break spaces of French
_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*", re.ASCII)
_STATE = re.compile(r"[a-z]{2}", re.ASCII)
_URL = re.compile(r"https://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+", re.ASCII)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")


def fail(code: str, what: str, mend: str) -> PydanticCustomError:
    """Return an error that the door turns into a problem with this code, what and mend."""
    return PydanticCustomError(code, "{what}", {"what": what, "mend": mend})


def _matcher(pattern: re.Pattern[str], mend: str) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise fail("bad-id", f"`{quote(value)}` cannot be an id", mend)
        return value

    return AfterValidator(check)


def _check_words(value: str) -> str:
    words = _SPACES.sub(" ", value).strip(" ")
    if not words.strip():
        raise fail("wrong-type", "the text is empty", "Write the text, or delete the key")
    if len(words) > MAX_WORDS:
        what = f"the text has more than {MAX_WORDS} signs"
        raise fail("wrong-value", what, "Write it shorter; long texts belong into a page")
    return words


def _check_date(value: Any) -> Date:
    date = parse_date(value) if isinstance(value, str) else None
    if date is None:
        shown = quote(str(value))
        mend = 'Write "2024", "2024-08" or "2024-08-07", between quotation marks'
        lack = "" if isinstance(value, str) else " between quotation marks"
        raise fail("bad-date", f"`{shown}` is not a date{lack}", mend)
    return date


def _check_day(value: Any) -> Date:
    date = _check_date(value)
    if date.day is None:
        raise fail("bad-date", f"`{date}` has no day", "Write the whole date, like 2026-11-21")
    return date


def check_url(value: str) -> str:
    """Return a complete https address as it is; raise the door's error for any other."""
    mend = "Write a whole address that begins with https://, with signs like `é` as %C3%A9"
    try:
        parts = urlsplit(value)
        good = bool(_URL.fullmatch(value) and _HOST.fullmatch(parts.netloc.lower()))
    except ValueError:
        good = False
    if not good:
        raise fail("bad-url", f"`{quote(value)}` is not an https address", mend)
    return value


Words = Annotated[str, AfterValidator(_check_words)]
KebabId = Annotated[str, _matcher(_KEBAB, "Use small letters a-z, digits and single hyphens")]
KeyId = Annotated[str, _matcher(_KEY, "Use letters, digits and single hyphens, like S3")]
StateCode = Annotated[str, _matcher(_STATE, "Write the two small letters of ISO 3166-1, like ke")]
AnyDate = Annotated[Date, BeforeValidator(_check_date)]
Day = Annotated[Date, BeforeValidator(_check_day)]
Url = Annotated[str, AfterValidator(check_url)]
ConfidenceWord = Literal["high", "medium", "low"]


class Shape(BaseModel):
    """Strict, closed, and without coercion."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, arbitrary_types_allowed=True
    )


class ByLanguage(Shape):
    """The base of mappings whose keys are languages: an unknown key is an unknown language."""


class TextIn(ByLanguage):
    en: Words
    fr: Words | None = None
    es: Words | None = None
    ru: Words | None = None
    ar: Words | None = None
    zh: Words | None = None


class NamesIn(ByLanguage):
    en: Words | None = None
    fr: Words | None = None
    es: Words | None = None
    ru: Words | None = None
    ar: Words | None = None
    zh: Words | None = None


class FormIn(Shape):
    term: Words
    abbr: Words | None = None
    alt: list[Words] = []
    avoid: list[Words] = []
    confidence: ConfidenceWord


class FormsIn(ByLanguage):
    en: FormIn
    fr: FormIn | None = None
    es: FormIn | None = None
    ru: FormIn | None = None
    ar: FormIn | None = None
    zh: FormIn | None = None


class SourceIn(Shape):
    id: KeyId
    title: Words
    publisher: Words
    date: AnyDate | None = None
    url: Url | None = None
    language: Literal["en", "fr", "es", "ru", "ar", "zh", "mul"]
    title_language: Literal["en", "fr", "es", "ru", "ar", "zh"] = "en"
    read: Literal["whole", "most", "opening", "front-matter", "not-rechecked"]


class InstrumentIn(Shape):
    id: KeyId
    group: InstrumentGroup
    weight: Literal["chapter-vii", "resolution", "treaty", "guidance", "standard", "regional-law"]
    name: TextIn
    symbol: Words | None = None
    date: AnyDate | None = None
    body: TextIn
    about: TextIn
    url: Url | None = None
    sources: list[KeyId] = []
    confidence: ConfidenceWord


class StateIn(Shape):
    id: StateCode
    un_names: NamesIn | None = None


class NamedStateIn(Shape):
    state: StateCode
    why: list[Literal["host", "participant", "national-support", "follow-on"]]
    sources: list[KeyId]
    note: TextIn | None = None


class RegionIn(Shape):
    id: KebabId
    name: TextIn
    states: list[NamedStateIn] = []


class EventIn(Shape):
    id: KebabId
    kind: EventKind
    title: TextIn
    start: AnyDate | None = None
    end: AnyDate | None = None
    place: TextIn | None = None
    state: StateCode | None = None
    regions: list[KebabId] = []
    attendance: TextIn | None = None
    note: TextIn | None = None
    announced: bool = False
    sources: list[KeyId]
    confidence: ConfidenceWord


class TermIn(Shape):
    id: KebabId
    part: KebabId
    core: bool
    forms: FormsIn
    definition: TextIn
    sources: list[KeyId] = []


class NameIn(Shape):
    id: KebabId
    kind: Literal["institution", "initiative", "region", "instrument", "term"]
    forms: FormsIn


class SynonymsIn(Shape):
    id: KebabId
    language: Literal["en", "fr", "es", "ru", "ar", "zh"]
    words: Annotated[list[Words], Field(min_length=2)]


class ProductIn(Shape):
    order: int
    chapters: list[KebabId]
