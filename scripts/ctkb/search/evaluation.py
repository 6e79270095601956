"""How well a table of queries is answered: by the session that answers a single query, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ctkb.search.tables import QueryTable, TableRow, Target

DEPTH = 100
"""Results that are looked at for each query; a page behind them counts as not found."""


class Found(Protocol):
    """A page of an answer."""

    @property
    def address(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def sections(self) -> Sequence[FoundPart]: ...


class FoundPart(Protocol):
    """A section of a page of an answer."""

    @property
    def anchor(self) -> str: ...


class Answered(Protocol):
    """An answer: its pages, the best first."""

    @property
    def pages(self) -> Sequence[Found]: ...


class Session(Protocol):
    """What is asked. The one of a finished folder is ``ctkb.search.session.SearchSession``."""

    def ask(self, query: str, *, limit: int) -> Answered: ...


@dataclass(frozen=True, slots=True)
class Figures:
    """queries: how many. s1, s5: share of them with a right page first, or among the first five.
    mrr: mean of one by the place of the right page, 0 where it was not found."""

    queries: int
    s1: float
    s5: float
    mrr: float


@dataclass(frozen=True, slots=True)
class Miss:
    """A query whose right page does not stand first. place: where it stands, from 1, or None where
    it is not among the first DEPTH. first: address with anchor of what stands there, and its title;
    both "" where nothing was found."""

    row: TableRow
    place: int | None
    first: str
    first_title: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of a table. groups: figures by note, in the order of the table; empty where no
    line has one."""

    table: QueryTable
    figures: Figures
    groups: tuple[tuple[str, Figures], ...]
    misses: tuple[Miss, ...]


def evaluate(table: QueryTable, session: Session) -> Evaluation:
    """Ask every query of a table as a reader would and say where the right pages stand."""
    places: list[tuple[TableRow, int | None]] = []
    misses: list[Miss] = []
    for row in table.rows:
        pages = session.ask(row.query, limit=DEPTH).pages
        place = next((n for n, page in enumerate(pages, start=1) if _is_right(page, row)), None)
        places.append((row, place))
        if place != 1:
            first = pages[0] if pages else None
            misses.append(Miss(row, place, _name(first), first.title if first else ""))
    notes = dict.fromkeys(row.note for row in table.rows)
    groups = tuple(
        (note, _measure([place for row, place in places if row.note == note])) for note in notes
    )
    return Evaluation(
        table,
        _measure([place for _, place in places]),
        groups if any(notes) else (),
        tuple(misses),
    )


def average(evaluations: Sequence[Evaluation]) -> Figures:
    """Return the mean of the figures of several tables, each counting the same."""
    count = len(evaluations)
    all_figures = [one.figures for one in evaluations]
    return Figures(
        sum(figures.queries for figures in all_figures),
        sum(figures.s1 for figures in all_figures) / count,
        sum(figures.s5 for figures in all_figures) / count,
        sum(figures.mrr for figures in all_figures) / count,
    )


def _is_right(page: Found, row: TableRow) -> bool:
    """Tell whether a page answers a query: the right page, and where a section is asked for, one
    of those that are shown with it."""
    anchors = {section.anchor for section in page.sections}
    return any(
        page.address == target.address and (not target.anchor or target.anchor in anchors)
        for target in row.targets
    )


def _name(page: Found | None) -> str:
    if page is None:
        return ""
    return str(Target(page.address, page.sections[0].anchor if page.sections else ""))


def _measure(places: Sequence[int | None]) -> Figures:
    count = len(places)
    if not count:
        return Figures(0, 0.0, 0.0, 0.0)
    found = [place for place in places if place is not None]
    return Figures(
        count,
        sum(1 for place in found if place == 1) / count,
        sum(1 for place in found if place <= 5) / count,
        sum(1 / place for place in found) / count,
    )
