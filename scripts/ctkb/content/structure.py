"""A body of Markdown, line by line, before Python-Markdown sees it.

Reads a subset in which each line has one meaning, and that meaning Python-Markdown's: what is
accepted here is drawn as it was read. ``tests/content/test_differential.py`` compares the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ctkb.content.block_content import Inside, check_content
from ctkb.content.block_kinds import (
    BLOCK_KINDS,
    CLOSING,
    OPENING,
    check_options,
    looks_like_option,
)
from ctkb.content.comments import FENCE, blank_comments, closes_fence
from ctkb.content.files import mark, quote
from ctkb.content.finds import Finds, Vocabulary
from ctkb.content.headings import read_heading
from ctkb.content.inline import InlineReader
from ctkb.content.lists import ITEM, SIGNS, ListReader, indent_of
from ctkb.content.model import Block
from ctkb.content.tables import read_table
from ctkb.content.yaml_door import end_with_guess, list_known

_INFO = re.compile(r" ?[A-Za-z0-9+#-]*\Z")
_OLD_BLOCK = re.compile(r"(!!!|\?\?\?\+?|===[!+]*) ")
_HEADING = re.compile(r"#{1,6} ")
_MAX_DEPTH = 8
_SNIPPET = re.compile(r"-+8<-+")


@dataclass(slots=True)
class _Open:
    """An open block. held: kinds of what stands in it so far."""

    name: str
    slashes: int
    line: int
    held: list[str] = field(default_factory=list)


def read_body(body: str, first_line: int, finds: Finds, vocabulary: Vocabulary) -> str:
    """Read a body whose first line is this line of the file; fill the finds.

    Returns the body with its comments blanked out, which is what is to be drawn.
    """
    lines = blank_comments(body.split("\n"), first_line, finds)
    _BodyReader(lines, first_line, finds, vocabulary).read()
    return "\n".join(lines)


class _BodyReader:
    def __init__(self, lines: list[str], first: int, finds: Finds, vocabulary: Vocabulary) -> None:
        self.lines = lines
        self.first = first
        self.finds = finds
        self.vocabulary = vocabulary
        self.inline = InlineReader(finds, vocabulary)
        self.lists = ListReader(finds, self.inline)
        self.open: list[_Open] = []
        self.at = 0

    def read(self) -> None:
        while self.at < len(self.lines):
            if self.finds.is_full:
                what = f"the page has more than {len(self.finds.problems)} problems"
                self._say("too-many-problems", what, "Mend those above, then check again")
                return
            line = self.lines[self.at]
            if not line.strip():
                if line.strip(" "):
                    what = "a line holds nothing but spaces that are no plain spaces"
                    self._say("hidden-character", what, "Empty the line")
                self.at += 1
            elif line.startswith("///"):
                self.lists.close()
                self._read_block_fence(line)
            elif match := FENCE.match(line):
                self.lists.close()
                self._read_code(match)
            else:
                self._read_chunk()
        for block in self.open:
            self._refuse_unclosed(block)

    def _say(self, code: str, what: str, mend: str, at: int | None = None) -> None:
        self.finds.say(self.first + (self.at if at is None else at), code, what, mend)

    # Blocks

    def _read_block_fence(self, line: str) -> None:
        if match := CLOSING.match(line):
            self._close_block(len(match[1]))
        elif match := OPENING.match(line):
            if self.at > 0 and self._is_text(self.at - 1):
                what = "the block's opening line stands directly under other text"
                self._say("crowded", what, "Put an empty line before it")
            self._open_block(match)
        else:
            what = f"`{quote(line, 40)}` neither opens nor closes a block"
            mend = "Write `/// name`, `/// name | title`, or `///` alone"
            self._say("stray-block-fence", what, mend)
            self.at += 1

    def _is_text(self, at: int) -> bool:
        line = self.lines[at]
        return bool(line.strip()) and not line.startswith("///")

    def _close_block(self, slashes: int) -> None:
        number = self.at
        self.at += 1
        fitting = [block for block in self.open if block.slashes == slashes]
        if not fitting:
            what = f"`{'/' * slashes}` closes no block"
            mend = "Delete the line, or write the opening line of its block"
            if self.open:
                mend = (
                    f"Write `{'/' * self.open[-1].slashes}`, as the block was opened, or delete it"
                )
            self._say("stray-block-fence", what, mend, number)
            return
        while self.open:
            block = self.open.pop()
            if block is fitting[-1]:
                start = block.line - self.first + 1
                inside = Inside(tuple(block.held), self.lines[start:number], block.line)
                check_content(block.name, inside, self.finds)
                return
            self._refuse_unclosed(block)

    def _refuse_unclosed(self, block: _Open) -> None:
        what = f"the block `{block.name}` is not closed"
        mend = f"Write `{'/' * block.slashes}` on a line of its own at its end"
        self.finds.say(block.line, "unclosed-block", what, mend)

    def _open_block(self, match: re.Match[str]) -> None:
        opened = self.at
        slashes, name, argument = len(match[1]), match[2], match[3] or ""
        line = self.first + opened
        if name not in BLOCK_KINDS:
            what = f"there is no block `{quote(name)}`"
            mend = end_with_guess(f"Write {list_known(BLOCK_KINDS)}", name, BLOCK_KINDS)
            self._say("unknown-block", what, mend)
        self._check_nesting(name, slashes)
        if argument:
            kind = BLOCK_KINDS.get(name)
            if kind is not None and not kind.argument:
                what = f"the block `{name}` takes no title"
                self._say("bad-argument", what, f"Write `{'/' * slashes} {name}` alone")
            self.inline.read(argument, line, plain="the title of a block")
        self.at += 1
        options = self._take_options(name)
        good: Any = {}
        if name in BLOCK_KINDS:
            good = check_options(name, options, line + 1, line, self.finds, self.vocabulary)
            self.finds.blocks.append(Block(line, name, argument, good))
        if self.open:
            self.open[-1].held.append("block")
        if len(self.open) < _MAX_DEPTH:
            self.open.append(_Open(name, slashes, line))

    def _check_nesting(self, name: str, slashes: int) -> None:
        if not self.open:
            return
        outer = self.open[-1]
        kind = BLOCK_KINDS.get(outer.name)
        if kind is not None and not kind.outer:
            what = f"the block `{name}` stands inside the block `{outer.name}`"
            mend = f"Close `{outer.name}` before it with `{'/' * outer.slashes}`"
            self._say("nested-block", what, mend)
        elif slashes >= outer.slashes:
            what = f"the block `{name}` inside `{outer.name}` has as many slashes or more"
            mend = f"Write the lines of `{outer.name}` with more slashes, or close it before"
            self._say("nested-block", what, mend)

    def _take_options(self, name: str) -> list[str]:
        start = self.at
        while self.at < len(self.lines) and self.lines[self.at].startswith("    "):
            if not self.lines[self.at].strip():
                break
            self.at += 1
        options = self.lines[start : self.at]
        following = self.lines[self.at] if self.at < len(self.lines) else ""
        if looks_like_option(following.lstrip(" ")):
            what = f"the option `{quote(following.strip(), 40)}` of `{name}` is not indented enough"
            self._say("unindented-option", what, "Put four spaces before it")
            while self.at < len(self.lines) and looks_like_option(self.lines[self.at].lstrip(" ")):
                self.at += 1
        elif options and following.strip() and not following.startswith("///"):
            what = "text stands directly under the options of a block"
            self._say("crowded", what, "Put an empty line between them")
        return [line[4:] for line in options]

    # Code

    def _read_code(self, match: re.Match[str]) -> None:
        opened, fence = self.at, match["fence"]
        if not _INFO.match(match["info"]):
            what = f"{mark(self.lines[opened], 40)} opens code with more than a language"
            self._say("code-fence", what, f'Write "{fence}" or "{fence}text"')
        if opened > 0 and self._is_text(opened - 1):
            what = "the code stands directly under other text"
            self._say("crowded", what, "Put an empty line before it")
        self.at += 1
        while self.at < len(self.lines) and not closes_fence(self.lines[self.at], fence):
            self.at += 1
        if self.at == len(self.lines):
            what = "the code is not closed"
            mend = f'Write "{fence}" on a line of its own at its end'
            self._say("unclosed-fence", what, mend, opened)
        self.at += 1
        if self.at < len(self.lines) and self._is_text(self.at):
            what = "text stands directly under the code"
            self._say("crowded", what, "Put an empty line before it")
        self._hold("code", opened)

    # Everything else

    def _read_chunk(self) -> None:
        start = self.at
        end = start + 1
        first = self.lines[start]
        is_heading = first.startswith("#")
        if is_heading and start > 0 and self._is_text(start - 1):
            before = self.lines[start - 1]
            if not before.startswith("#") and not FENCE.match(before):
                what = "the heading stands directly under other text"
                self._say("crowded", what, "Put an empty line before it")
        while not is_heading and end < len(self.lines) and self._goes_on(self.lines[end]):
            end += 1
        self.at = end
        chunk = self.lines[start:end]
        if "\t" in "".join(chunk):
            for number, line in enumerate(chunk, start=start):
                if "\t" in line:
                    self._say("tab", "the line holds a tab", "Write spaces for it", number)
            chunk = [line.expandtabs(4) for line in chunk]
        self._read_kind(chunk, start)

    def _goes_on(self, line: str) -> bool:
        if not line.strip() or line.startswith("///") or FENCE.match(line):
            return False
        return not _HEADING.match(line)

    def _read_kind(self, chunk: list[str], start: int) -> None:
        number = self.first + start
        first = chunk[0]
        spaces = indent_of(first)
        if spaces and self._read_indented(chunk, start, spaces):
            return
        if spaces:
            chunk = [line.lstrip(" ") for line in chunk]
            first = chunk[0]
        if ITEM.match(first) and not (SIGNS.match(first) and len(first.strip()) > 1):
            self._hold("list", start)
            self.lists.read_items(chunk, number)
            return
        self.lists.close()
        if first.startswith("#"):
            if self.open:
                what = "a heading stands inside a block"
                mend = f"Close the block `{self.open[-1].name}` before it"
                self._say("heading-in-block", what, mend, start)
            self._hold("heading", start)
            read_heading(first, number, self.finds, self.inline)
        elif first.startswith(">"):
            self._hold("quote", start)
            self._read_quote(chunk, start)
        elif first.startswith("|"):
            self._hold("table", start)
            read_table(chunk, number, self.finds, self.inline)
        else:
            self._hold("paragraph", start)
            self._read_paragraph(chunk, start)

    def _hold(self, kind: str, at: int) -> None:
        if self.open:
            self.open[-1].held.append(kind)
        elif kind == "paragraph":
            self.finds.paragraph_lines.append(self.first + at)

    def _read_indented(self, chunk: list[str], start: int, spaces: int) -> bool:
        """Read what belongs to an item above; or say why it does not, and return False."""
        number = self.first + start
        depth = len(self.lists.kinds)
        level, left = divmod(spaces, 4)
        if depth and not left and level <= depth:
            pad = " " * spaces
            for offset, line in enumerate(chunk):
                if not line.startswith(pad):
                    what = "a line is less indented than the part of the item it stands in"
                    mend = f"Begin it with {spaces} spaces, or put an empty line before it"
                    self.finds.say(number + offset, "list-indent", what, mend)
            if ITEM.match(chunk[0][spaces:]):
                self.lists.read_items(chunk, number, level)
            else:
                self.lists.read_paragraph(chunk, number, level)
            return True
        if depth:
            what = "the text below a list is indented, but not by four spaces for each level"
            mend = "Begin it at the margin, or with four spaces to keep it in the item"
            self._say("list-indent", what, mend, start)
        elif spaces >= 4:
            what = "a paragraph indented by four spaces or more is code to Markdown"
            mend = "Begin it at the margin; write code between lines of three backticks"
            self._say("indented-code", what, mend, start)
        else:
            what = "the line begins with spaces"
            self._say("indent", what, "Begin it at the margin", start)
        return False

    def _read_quote(self, chunk: list[str], start: int) -> None:
        part: list[str] = []
        part_line = start
        for number, line in enumerate(chunk, start=start):
            words = line[2:] if line.startswith("> ") else line[1:]
            if not line.startswith(">"):
                what = "a line without `>` stands directly under a quotation"
                self._say("crowded", what, "Put `> ` or an empty line before it", number)
                words = line
            if not words.strip():
                self._read_part(part, part_line)
                part, part_line = [], number + 1
                continue
            if words[0] == " " or _is_special(words):
                what = f"{mark(words, 20)} stands inside a quotation, which holds words only"
                self._say("quote-content", what, "Write words, or put it below", number)
            part.append(words)
        self._read_part(part, part_line)

    def _read_part(self, part: list[str], at: int) -> None:
        if part:
            self.inline.read("\n".join(part), self.first + at)

    def _read_paragraph(self, chunk: list[str], start: int) -> None:
        crowded = False
        for number, line in enumerate(chunk, start=start):
            words = line.lstrip(" ")
            if _OLD_BLOCK.match(words) and not SIGNS.match(words):
                what = f"`{quote(words, 30)}` is a block of another dialect"
                mend = "Write `/// note | title`, the text, and `///`"
                self._say("unknown-block", what, mend, number)
                chunk[number - start] = ""
            elif _SNIPPET.match(words):
                what = "the line would take in another file, which is not done here"
                self._say("template", what, "Write the text itself", number)
                chunk[number - start] = ""
            elif words.startswith("///"):
                what = "a line of a block is indented"
                self._say("stray-block-fence", what, "Begin it at the margin", number)
            elif words.startswith(("```", "~~~")) and FENCE.match(words):
                what = "the fence of code is indented"
                self._say("code-fence", what, "Begin it at the margin", number)
            elif SIGNS.match(words):
                what = f"a line of signs, `{quote(words, 20)}`, makes a heading, a rule or a table"
                mend = "Delete it; write headings with `##` and table rows with `|` at both ends"
                self._say("line-of-signs", what, mend, number)
            elif number > start and not crowded and _is_special(words):
                crowded = True
                what = f"{mark(words, 20)} stands directly under a paragraph"
                mend = "Put an empty line before it, or break the line elsewhere"
                self._say("crowded", what, mend, number)
        self.inline.read("\n".join(chunk), self.first + start)


def _is_special(words: str) -> bool:
    """Tell whether a line would begin something that is not a paragraph, at least elsewhere."""
    match = ITEM.match(words)
    if match and match[1] in ("-", "*", "+", "1."):
        return True
    return bool(SIGNS.match(words)) or words.startswith(("#", ">", "|", "```", "~~~", "///"))
