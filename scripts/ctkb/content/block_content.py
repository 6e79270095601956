"""What stands inside a block: whether it is what the block shows, and can be drawn.

The three diagrams are drawn of plain lists and tables::

    steps      a numbered list, one level deep: a process
    questions  a list of one question, below each question its answers ``Yes: ...``: a decision
    grid       a table whose first row and first column are two scales: a matrix
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ctkb.content.answers import MAX_LABEL, split_answer
from ctkb.content.block_kinds import BLOCK_KINDS
from ctkb.content.files import quote
from ctkb.content.finds import Finds
from ctkb.content.lists import ITEM, indent_of
from ctkb.content.tables import split_row

STEPS = range(2, 13)
ANSWERS = range(2, 5)
GRID = range(2, 7)
"""Rows and columns of a matrix, with those of the scales: at most five by five beside them."""
MAX_SIGNS = 160
"""Of one item or cell of a diagram; longer ones belong into the text around it."""


@dataclass(frozen=True, slots=True)
class Inside:
    """The inside of a block. held: kinds of what stands in it, in order. lines: between its
    fences. opened: line of the file of its opening fence."""

    held: tuple[str, ...]
    lines: list[str]
    opened: int


@dataclass(slots=True)
class _Item:
    line: int
    marker: str
    words: str
    items: list[_Item] = field(default_factory=list)


def check_content(name: str, inside: Inside, finds: Finds) -> None:
    """Check what stands in a block. Codes: block-content, missing-title, and for diagrams
    diagram-content."""
    kind = BLOCK_KINDS.get(name)
    if kind is None:
        return
    held = set(inside.held)
    what = mend = ""
    if kind.content == "none" and held:
        what = f"the block `{name}` holds text, which it does not show"
        mend = "Put the text below its closing line"
    elif kind.content in ("list", "steps", "questions") and held != {"list"}:
        what = f"the block `{name}` holds something other than one list"
        if not held:
            what = f"the block `{name}` holds no list"
        marker = "1. " if kind.content == "steps" else "- "
        mend = f"Write a list with `{marker}` into it, and nothing else"
    elif kind.content == "markdown" and not held:
        what, mend = f"the block `{name}` is empty", "Write its text, or delete the block"
    elif kind.content == "grid" and inside.held != ("table",):
        what = f"the block `{name}` holds something other than one table"
        mend = "Write a table into it, and nothing else"
    if what:
        finds.say(inside.opened, "block-content", what, mend)
    elif kind.content in _DIAGRAMS:
        _check_title(name, inside, finds)
        _DIAGRAMS[kind.content](inside, finds)


def _check_title(name: str, inside: Inside, finds: Finds) -> None:
    block = finds.blocks[-1] if finds.blocks else None
    if block is not None and block.line == inside.opened and not block.argument:
        what = f"the block `{name}` has no title, which readers of its words need"
        finds.say(inside.opened, "missing-title", what, f"Write `/// {name} | What it shows`")


def _read_items(inside: Inside) -> list[_Item]:
    """Return the outer items of a list that was read before, with those inside them."""
    top: list[_Item] = []
    way: list[_Item] = []
    for number, line in enumerate(inside.lines, start=inside.opened + 1):
        spaces = indent_of(line)
        match = ITEM.match(line[spaces:])
        if match is None:
            if way:
                way[-1].words = f"{way[-1].words} {line.strip()}".strip()
            continue
        way = way[: spaces // 4]
        item = _Item(number, match[1], (match[2] or "").strip())
        (way[-1].items if way else top).append(item)
        way.append(item)
    return top


def _say(finds: Finds, line: int, what: str, mend: str) -> None:
    finds.say(line, "diagram-content", what, mend)


def _check_length(words: str, line: int, finds: Finds) -> None:
    if len(words) > MAX_SIGNS:
        what = f"`{quote(words, 30)}` has more than {MAX_SIGNS} signs, too many for a diagram"
        _say(finds, line, what, "Write it shorter, and the rest into the text")


def _check_steps(inside: Inside, finds: Finds) -> None:
    items = _read_items(inside)
    for item in items:
        _check_length(item.words, item.line, finds)
        if item.items:
            what = "a list stands inside a step of a process"
            _say(finds, item.items[0].line, what, "Write the steps as one list, one level deep")
    if items and not items[0].marker.endswith("."):
        what = "the steps of a process are not numbered"
        _say(finds, items[0].line, what, "Begin them with `1.`, `2.`, `3.`")
    if len(items) not in STEPS:
        what = f"the process has {_count(len(items), 'step')}"
        mend = f"Write {STEPS[0]} to {STEPS[-1]} steps"
        _say(finds, inside.opened, what, mend)


def _check_questions(inside: Inside, finds: Finds) -> None:
    items = _read_items(inside)
    if len(items) != 1:
        what = f"the decision begins with {len(items)} questions"
        mend = "Write one question at the margin, and the others below the answers to it"
        _say(finds, inside.opened, what, mend)
    waiting = [(item, False) for item in items]
    while waiting:
        item, is_answer = waiting.pop(0)
        label, words = split_answer(item.words) if is_answer else ("", item.words)
        _check_length(words, item.line, finds)
        if is_answer and not label:
            what = f"`{quote(item.words, 30)}` does not begin with an answer"
            mend = f"Write `Yes: ...` or the like, the answer with {MAX_LABEL} signs or fewer"
            _say(finds, item.line, what, mend)
        if (item.items or not is_answer) and len(item.items) not in ANSWERS:
            what = f"the question has {_count(len(item.items), 'answer')} below it"
            mend = f"Write {ANSWERS[0]} to {ANSWERS[-1]}, four spaces further in"
            _say(finds, item.line, what, mend)
        waiting += [(inner, True) for inner in item.items]


def _check_grid(inside: Inside, finds: Finds) -> None:
    rows = [
        (number, cells)
        for number, line in enumerate(inside.lines, start=inside.opened + 1)
        if line.strip() and (cells := split_row(line.rstrip(" "))) is not None
    ]
    body = rows[:1] + rows[2:]  # without the line |---|---|
    if not rows or len(body) not in GRID or len(rows[0][1]) not in GRID:
        size = f"{max(len(body) - 1, 0)} by {max(len(rows[0][1]) - 1, 0) if rows else 0}"
        what = f"the matrix has {size} cells beside its scales"
        _say(finds, inside.opened, what, f"Write 1 by 1 to {GRID[-1] - 1} by {GRID[-1] - 1}")
    for number, cells in body:
        for at, cell in enumerate(cells):
            _check_length(cell.strip(), number, finds)
            if not cell.strip() and (at or number != body[0][0]):
                _say(finds, number, "a cell of the matrix is empty", "Write its words")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_DIAGRAMS: dict[str, Callable[[Inside, Finds], None]] = {
    "steps": _check_steps,
    "questions": _check_questions,
    "grid": _check_grid,
}
