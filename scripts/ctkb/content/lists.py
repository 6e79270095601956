"""Lists, the part of Markdown where its dialects differ most: one reading or none.

Markers stand at the margin, a list inside a list four spaces further in, and an item holds words
and lists only. All else is refused with the edit that mends it.
"""

from __future__ import annotations

import re

from ctkb.content.files import mark, quote
from ctkb.content.finds import Finds
from ctkb.content.inline import InlineReader

ITEM = re.compile(r"([-*+]|\d+\.)(?: +(.*))?\Z")
"""An item's line without its indentation; a marker alone counts, with nothing behind it."""
SIGNS = re.compile(r"[-=_*+:|~ ]+\Z")
"""A line of signs only: a rule, an underline or the second line of a table to Markdown."""
MAX_DEPTH = 6
"""Lists inside one another; Python-Markdown fails far beyond, readers before."""
_ODD = ("#", ">", "|", "```", "~~~", "///", "!!!", "???")


def indent_of(line: str) -> int:
    """Return the number of spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


class ListReader:
    """Reads the lists of one container. kinds: the marker of each open level, outermost first."""

    def __init__(self, finds: Finds, inline: InlineReader) -> None:
        self.kinds: list[str] = []
        self._finds = finds
        self._inline = inline

    def close(self) -> None:
        """Forget the open list: something else follows."""
        self.kinds = []

    def read_items(self, lines: list[str], first: int, base: int = 0) -> None:
        """Read lines without an empty one between them, of which the first is an item.

        base: the level that the margin of these lines stands for.
        """
        text: list[str] = []
        text_line = first
        level = base
        for number, line in enumerate(lines, start=first):
            spaces = indent_of(line)
            words = line[spaces:]
            match = ITEM.match(words)
            if match is None:
                self._check_rest(words, spaces, number)
                text.append(words)
                continue
            if text:
                self._inline.read("\n".join(text), text_line)
            highest = len(self.kinds) if number > first else base
            level, left = divmod(spaces - 4 * base, 4)
            level += base
            if left or level > highest or level < base:
                self._refuse_indent(number, match[1])
                level = min(max(level, base), len(self.kinds))
            self._check_marker(match, level, number)
            text, text_line = [match[2] or ""], number
        self._inline.read("\n".join(text), text_line)

    def read_paragraph(self, lines: list[str], first: int, level: int) -> None:
        """Read a further paragraph of the last item of a level (1: of the outermost list)."""
        self.kinds = self.kinds[:level]
        for number, line in enumerate(lines, start=first):
            self._check_rest(line.lstrip(" "), 4, number)
        if not lines[0].lstrip(" ").startswith(("```", "~~~")):
            self._inline.read("\n".join(line.lstrip(" ") for line in lines), first)

    def _check_marker(self, match: re.Match[str], level: int, number: int) -> None:
        marker, words = match[1], match[2] or ""
        ordered = marker.endswith(".")
        kind = "1." if ordered else "-"
        say = self._finds.say
        if not ordered and marker != "-":
            say(number, "list-marker", f"an item begins with `{marker}`", "Write `-` for it")
        is_first = len(self.kinds) <= level
        if not is_first:
            self.kinds = self.kinds[: level + 1]
            if self.kinds[level] != kind:
                what = f"an item with `{marker}` stands in a list with `{self.kinds[level]}`"
                mend = "Use one kind of marker, or put a paragraph between the two lists"
                say(number, "list-marker", what, mend)
        else:
            self.kinds.append(kind)
            if len(self.kinds) == MAX_DEPTH + 1:
                what = f"lists stand more than {MAX_DEPTH} deep inside one another"
                say(number, "list-depth", what, "Write the inner list below, at the margin")
        if ordered and not (marker == "1." if is_first else re.fullmatch("[0-9]{1,3}.", marker)):
            what = f"`{quote(marker)}` at the start of a line makes an item, shown from 1 on"
            mend = "Number items 1., 2., 3.; where no list is meant, write `\\.` for the full stop"
            say(number, "list-marker", what, mend)
        if not words.strip():
            say(number, "list-content", "an item is empty", "Write its words, or delete it")
        elif ITEM.match(words) or words.startswith(_ODD) or SIGNS.match(words):
            what = f"an item begins with {mark(words, 20)}; items hold words and lists only"
            mend = "Write words, or put it below the list with an empty line before it"
            say(number, "list-content", what, mend)

    def _check_rest(self, words: str, spaces: int, number: int) -> None:
        say = self._finds.say
        if words.startswith(_ODD) or SIGNS.match(words):
            what = f"{mark(words, 20)} stands inside a list; items hold words and lists only"
            mend = "Put it below the list, at the margin, with an empty line before it"
            say(number, "list-content", what, mend)
        elif spaces < 2:
            what = "a line at the margin follows an item without an empty line"
            mend = "Indent it by two spaces, or put an empty line before it"
            say(number, "crowded", what, mend)

    def _refuse_indent(self, number: int, marker: str) -> None:
        if re.fullmatch(r"\d{3,}\.", marker):
            what = f"a line of an item begins with `{quote(marker)}`, which makes it an item"
            mend = "Break the line elsewhere"
        else:
            what = "an item stands neither at the margin nor four spaces inside the one above"
            mend = "Indent a list inside a list by four spaces, others not at all"
        self._finds.say(number, "list-indent", what, mend)
