"""Pipe tables: every row with a pipe at both ends and as many cells as the first."""

from __future__ import annotations

import itertools
import re

from ctkb.content.comments import find_code_spans
from ctkb.content.finds import Finds
from ctkb.content.inline import InlineReader

_RULE = re.compile(r" *:?-+:? *\Z")


def read_table(lines: list[str], first: int, finds: Finds, inline: InlineReader) -> None:
    """Read a table whose header is line first of the file. Codes: table-row, table-columns."""
    width = 0
    for number, line in enumerate(lines, start=first):
        cells = split_row(line.rstrip(" "))
        if cells is None:
            what = "a row of a table has no `|` at both its ends"
            mend = "Begin and end the row with `|`, or put an empty line before it"
            finds.say(number, "table-row", what, mend)
            continue
        if number == first:
            width = len(cells)
        elif len(cells) != width:
            what = f"the row has {len(cells)} cells, and the first row {width}"
            mend = "Add or join cells; write `\\|` for a `|` that stands in the text"
            finds.say(number, "table-columns", what, mend)
        if number == first + 1:
            if not all(_RULE.match(cell) for cell in cells):
                what = "the second line of the table is not `|---|---|`"
                finds.say(number, "table-row", what, "Write it between the header and the rows")
            continue
        for cell in cells:
            inline.read(cell.strip(" "), number)
    if len(lines) < 2:
        what = "a line that begins with `|` is no table by itself"
        finds.say(first, "table-row", what, "Write `|---|---|` and the rows below it")


def split_row(row: str) -> list[str] | None:
    """Return the cells of a row, or None where it lacks a pipe at one of its ends."""
    spans = find_code_spans(row)
    pipes = []
    at = 0
    while at < len(row):
        span = next((s for s in spans if s[0] == at), None)
        if span is not None:
            at = span[1]
            continue
        if row[at] == "\\":
            at += 1
        elif row[at] == "|":
            pipes.append(at)
        at += 1
    if len(pipes) < 2 or pipes[0] != 0 or pipes[-1] != len(row) - 1:
        return None
    return [row[a + 1 : b] for a, b in itertools.pairwise(pipes)]
