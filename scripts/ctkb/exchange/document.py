"""What a Word document holds, as values: paragraphs and tables with what stands in them."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. style: name of their style of signs. link: ``#`` and a bookmark, or an
    address outside; note: text of a footnote or an endnote, which has no words of its own."""

    text: str
    bold: bool = False
    italic: bool = False
    style: str = ""
    link: str = ""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands. at: number of the paragraph in the file, from 1. label: number of
    the last numbered paragraph up to here, such as ``3.12``; exact: whether it is this one."""

    at: int
    label: str = ""
    exact: bool = False

    def __str__(self) -> str:
        if not self.label:
            return f"paragraph {self.at} of the file"
        return f"paragraph {self.label}" if self.exact else f"text after paragraph {self.label}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. style: its name, or that of the nearest style above it that is known here.
    level: of a list, from 0, or None. anchors: names of its bookmarks."""

    spot: Spot
    style: str
    runs: tuple[Run, ...]
    level: int | None = None
    ordered: bool = False
    anchors: tuple[str, ...] = ()
    joins_next: bool = False

    @property
    def words(self) -> str:
        """Its words alone."""
        return "".join(run.text for run in self.runs).strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A table. rows: of cells, of paragraphs. merged: whether cells were joined; nested: whether a
    table stood in it."""

    spot: Spot
    style: str
    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    merged: bool = False
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reviewer left: a comment, or a change that was tracked.

    kind: ``comment``, ``insertion`` or ``deletion``. heading: the last one before it. who: the
    initials in the file, or the name where it has none. date: as in the file, or empty. about: the
    words that a comment was made on. resolved: of comments."""

    kind: str
    spot: Spot
    heading: str
    who: str
    date: str
    text: str
    about: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that cannot be carried over. code, what, mend: as of a problem."""

    spot: Spot
    code: str
    what: str
    mend: str


MAX_LOSSES = 500
"""Of one document; nobody mends more at a time."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. blocks: in order, as if all tracked changes were accepted."""

    blocks: tuple[Paragraph | Table, ...]
    remarks: tuple[Remark, ...]
    losses: tuple[Loss, ...]


def join_paragraphs(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Put together paragraphs whose division was deleted; the later one's style stays."""
    joined: list[Paragraph] = []
    waiting: Paragraph | None = None
    for one in paragraphs:
        if waiting is not None:
            empty = not waiting.words
            one = replace(
                one,
                spot=one.spot if empty else waiting.spot,
                runs=one.runs if empty else waiting.runs + one.runs,
                anchors=one.anchors if empty else waiting.anchors + one.anchors,
                style=one.style if empty else waiting.style,
                level=one.level if empty else waiting.level,
            )
        waiting = one if one.joins_next else None
        if waiting is None:
            joined.append(one)
    if waiting is not None and waiting.words:
        joined.append(waiting)
    return joined
