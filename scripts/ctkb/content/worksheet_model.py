"""A worksheet as values: the fields of a paper form, its scales, and how its points are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from ctkb.content.model import ProductId, Text
from ctkb.languages import TAGS, LangTag


class FieldKind(Enum):
    """How a field is filled in: words on one line or several, a date, a tick, a table."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    DATE = "date"
    YES_NO = "yes-no"
    CHOICE = "choice"
    SCALE = "scale"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Named:
    """A choice, a column or the like: its id and its words."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Step:
    """One value of a scale. value: the points it counts for."""

    value: int
    label: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale that fields share. steps: in rising order of their values."""

    id: str
    title: Text
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. lines: to write on, for a long text. rows: empty ones of a table.
    scale, choices, columns: of those kinds alone, else empty."""

    id: str
    kind: FieldKind
    label: Text
    help: Text | None = None
    lines: int = 1
    rows: int = 0
    scale: str = ""
    choices: tuple[Named, ...] = ()
    columns: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Fields under one heading."""

    id: str
    title: Text
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """What a sum of points means. start and end belong to it."""

    start: int
    end: int
    label: Text
    advice: Text


@dataclass(frozen=True, slots=True)
class Scoring:
    """adds: ids of the scale fields whose points are added up. bands: in rising order, together
    every sum that can come out; both are empty where nothing is added."""

    adds: tuple[str, ...]
    bands: tuple[Band, ...]
    note: Text | None


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One worksheet of a handbook. id: the name of its file. path: POSIX, from the project's
    root."""

    id: str
    product: ProductId
    path: str
    title: Text
    purpose: Text
    scales: Mapping[str, Scale]
    parts: tuple[Part, ...]
    scoring: Scoring | None

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Yield every text with the keys and ids that lead to it, in the order of the file."""
        yield "title", self.title
        yield "purpose", self.purpose
        for scale in self.scales.values():
            yield f"scales.{scale.id}.title", scale.title
            for step in scale.steps:
                yield f"scales.{scale.id}.{step.value}", step.label
        for part in self.parts:
            yield f"parts.{part.id}.title", part.title
            for entry in part.fields:
                where = f"parts.{part.id}.{entry.id}"
                yield f"{where}.label", entry.label
                if entry.help is not None:
                    yield f"{where}.help", entry.help
                for inner in (*entry.choices, *entry.columns):
                    yield f"{where}.{inner.id}", inner.label
        if self.scoring is not None:
            for band in self.scoring.bands:
                yield f"scoring.{band.start}-{band.end}.label", band.label
                yield f"scoring.{band.start}-{band.end}.advice", band.advice
            if self.scoring.note is not None:
                yield "scoring.note", self.scoring.note

    def lacks(self, lang: LangTag) -> tuple[str, ...]:
        """Return where a text is missing in a language, so that English stands there."""
        return tuple(where for where, text in self.texts() if lang not in text.by_lang)

    def languages(self) -> tuple[LangTag, ...]:
        """Return the languages that lack nothing."""
        return tuple(tag for tag in TAGS if not self.lacks(tag))
