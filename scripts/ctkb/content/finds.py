"""What a reader of Markdown brings home: things found, and problems, each with its line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from ctkb.content.model import Block, Heading, Reference
from ctkb.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ids and words that a page may name, each in the order of its file."""

    sources: Collection[str] = ()
    terms: Collection[str] = ()
    regions: Collection[str] = ()
    products: Collection[str] = ()
    instruments: Collection[str] = ()
    groups: Collection[str] = ()
    parts: Collection[str] = ()
    kinds: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class RawLink:
    """A link or image as written, its target checked for its form but not yet looked for."""

    line: int
    target: str
    image: bool = False


MAX_PROBLEMS = 200
"""Of one page; behind them its reader stops, and near words are no longer looked for."""


@dataclass(slots=True)
class Finds:
    """Filled by the readers of one page, in the order of its lines. ids: headings' lines by id."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    links: list[RawLink] = field(default_factory=list)
    citations: list[Reference] = field(default_factory=list)
    terms: list[Reference] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    paragraph_lines: list[int] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether the page has so many problems that more of them would help nobody."""
        return len(self.problems) >= MAX_PROBLEMS

    def say(self, line: int, code: str, what: str, mend: str) -> None:
        """Note a problem of this page."""
        self.problems.append(Problem(Place(self.path, line), code, what, mend))
