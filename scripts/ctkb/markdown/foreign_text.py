"""Markdown of other projects made plain, before Python-Markdown reads it.

Code is taken out, wherever it is indented; titles of the blocks of other dialects become
paragraphs, and what the blocks hold stands at their place; files that a page would include are
left out; so is every tag of raw HTML, while its words stay. All of it takes time in proportion to
the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

_FENCE = re.compile(
    r"(?P<head>(?:[ >]|[-*+](?= )|\d{1,9}[.)](?= ))*)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)\Z"
)
_BLOCK = re.compile(r"(?P<indent> *)/{3,} *(?:[\w-]+ *(?:\| *(?P<title>.*))?)?\Z")
_ADMONITION = re.compile(
    r'(?P<indent> *)(?:(?:!!!|\?\?\?\+?) +[\w-][^"]*|===[!+]? +(?="))(?:"(?P<title>[^"]*)")? *\Z'
)
_OPTION = re.compile(r" {4,}[\w-]+:(?: |\Z)")
_INCLUDE = re.compile(r" *(?:\{[*!].*[*!]\}|;?-+8<-+.*) *\Z")
_QUOTES = re.compile(r" *(?:> ?)+")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[.#:][^{}\n]{0,500}\}")
_EVENT = re.compile(r"\\.|`+|<|\{", re.DOTALL)
_BLANK = re.compile(r"\n[ \t]*\n")
_PARAGRAPH = re.compile(r"(\n[ \t]*\n)")
_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_SPACES = re.compile(r" {201,}")
_BRACKET = re.compile(r"[\[\]]")
_TICKS = re.compile(r"`+")
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])|<[!?](?=[A-Za-z])")
_PLAIN = re.compile(r"[^\"'<>]*")
MAX_TAG = 10_000
"""Signs of one tag; what is longer is text."""
MAX_LINE = 1000
"""Signs of a line that may open a block; a longer one is text."""
MAX_OPEN = 40
"""Links that a paragraph leaves open; what has more is no prose."""
MAX_SPACES = 200
"""One behind the other; more of them say nothing."""
# fmt: off
_WHOLE = frozenset({
    "script", "style", "iframe", "object", "embed", "noscript", "template", "svg", "math",
    "textarea", "select", "audio", "video", "canvas", "noframes", "xmp", "plaintext",
})
"""Elements that go with all they hold."""
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})
# fmt: on


def make_plain(lines: list[str], keep_code: Callable[[str], str]) -> list[str]:
    """Return lines without code, raw HTML, foreign blocks and includes.

    lines: tabs expanded. keep_code: keeps fenced code and returns the sign that stands for it.
    An unclosed fence runs on to the end."""
    reader = _LineReader(keep_code)
    for line in lines:
        reader.read(line)
    reader.end()
    return _ease(drop_tags("\n".join(reader.lines))).split("\n")


@dataclass(slots=True)
class _LineReader:
    """Goes through the lines once. inside: columns from which lines belong to the admonitions that
    are open. head, code: of the fence that is open."""

    keep_code: Callable[[str], str]
    lines: list[str] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)
    fence: str = ""
    head: str = ""
    code: list[str] = field(default_factory=list)
    in_options: bool = False

    def read(self, line: str) -> None:
        if self.fence and self._read_code(line):
            return
        line = self._move_out(line)
        if self.in_options and _OPTION.match(line):
            return
        self.in_options = False
        if len(line) > MAX_LINE:
            self.lines.append(line)
        elif match := _FENCE.match(line):
            self.fence, self.head, self.code = match["fence"], match["head"], []
        elif match := _BLOCK.match(line):
            self.in_options = not line.endswith("/")
            self._title(match["indent"], match["title"])
        elif match := _ADMONITION.match(line):
            self._title(match["indent"], match["title"])
            self.inside.append(len(match["indent"]) + 4 * len(self.inside) + 4)
        elif _INCLUDE.match(line):
            self.lines.append("")
        else:
            self.lines.append(line)

    def end(self) -> None:
        """Close what is open."""
        if self.fence:
            self._put_code()

    def _read_code(self, line: str) -> bool:
        """Take a line into the code; tell whether it was part of it."""
        if ">" in self.head:
            if not line.lstrip(" ").startswith(">"):
                self._put_code()
                return False
            line = _QUOTES.sub("", line, count=1)
        bare = line.strip(" ")
        if bare.startswith(self.fence) and not bare.strip(self.fence[0]):
            self._put_code()
            return True
        width = len(self.head) + 4 * len(self.inside) if ">" not in self.head else 0
        indent = len(line) - len(line.lstrip(" "))
        self.code.append(line[min(width, indent) :])
        return True

    def _put_code(self) -> None:
        sign = self.keep_code("\n".join(self.code))
        bare = not self.head.strip(" ")
        self.lines += ["", self.head + sign, ""] if bare else [self.head + sign]
        self.fence, self.code = "", []

    def _move_out(self, line: str) -> str:
        """Return a line of an admonition as if it stood outside of it."""
        indent = len(line) - len(line.lstrip(" "))
        if line.strip(" "):
            while self.inside and indent < self.inside[-1]:
                self.inside.pop()
        return line[min(indent, 4 * len(self.inside)) :]

    def _title(self, indent: str, title: str | None) -> None:
        words = (title or "").strip(" ")
        self.lines += ["", indent + words, ""] if words else [""]


def _ease(text: str) -> str:
    """Return a text without what takes Python-Markdown minutes: long runs of spaces, headings
    without an end, and links that are nested deep or left open by the dozen, which become signs."""
    text = _HEADING.sub(r"\n\g<0>\n", _SPACES.sub(" " * MAX_SPACES, text))
    blocks = _PARAGRAPH.split(text)
    for number, block in enumerate(blocks):
        if block.count("](") - block.count(")") > MAX_OPEN:
            block = block.replace("](", "]&#40;")
        if block.count("[") > MAX_OPEN and _depth(block) > MAX_OPEN:
            block = block.replace("[", "&#91;")
        blocks[number] = block
    return "".join(blocks)


def _depth(block: str) -> int:
    """Return how many square brackets are open at once."""
    depth = deepest = 0
    for sign in _BRACKET.findall(block):
        depth = depth + 1 if sign == "[" else max(0, depth - 1)
        deepest = max(depth, deepest)
    return deepest


def drop_tags(text: str) -> str:
    """Return Markdown without comments and tags of HTML, those in code spans excepted, and without
    lists of attributes behind words. Elements that hold no words for readers go as a whole."""
    return _TagDropper(text).run()


class _TagDropper:
    def __init__(self, text: str) -> None:
        self._text = text
        self._out: list[str] = []
        self._blanks = [match.start() for match in _BLANK.finditer(text)]
        self._runs: dict[int, list[int]] = {}
        for match in _TICKS.finditer(text):
            self._runs.setdefault(len(match[0]), []).append(match.start())
        self._absent: set[str] = set()

    def run(self) -> str:
        text, at = self._text, 0
        while match := _EVENT.search(text, at):
            start, sign = match.start(), match[0]
            self._out.append(text[at:start])
            if sign[0] == "`":
                end = self._end_of_code(start, len(sign))
            elif sign == "<":
                end = self._pass_tag(start)
            elif sign == "{" and self._is_attributes(start):
                end = _end(_ATTRIBUTES.match(text, start))
            else:
                end = match.end()
                self._out.append(sign)
            if sign[0] == "`":
                self._out.append(text[start:end])
            at = end
        self._out.append(text[at:])
        return "".join(self._out)

    def _end_of_code(self, start: int, length: int) -> int:
        """Return where the code span that begins here ends, in its paragraph, or the backticks."""
        runs = self._runs.get(length, [])
        following = bisect_right(runs, start)
        blank = bisect_left(self._blanks, start)
        limit = self._blanks[blank] if blank < len(self._blanks) else len(self._text)
        if following < len(runs) and runs[following] < limit:
            return runs[following] + length
        return start + length

    def _is_attributes(self, start: int) -> bool:
        before = self._text[start - 1] if start else "\n"
        if before not in "])*_`>\n" or not _ATTRIBUTES.match(self._text, start):
            return False
        return before != "\n" or self._text.startswith("{:", start)

    def _pass_tag(self, start: int) -> int:
        """Write what stands for the tag that begins here; return where it ends."""
        text = self._text
        if text.startswith("<!--", start):
            end = self._find("-->", start + 4)
            return end + 3 if end >= 0 else start + 4
        match = _TAG.match(text, start)
        end = self._end_of_tag(match.end()) if match else -1
        if match is None or end < 0:
            self._out.append("<")
            return start + 1
        name = (match["name"] or "").lower()
        if name in _WHOLE and text[start + 1] != "/" and text[end - 2] != "/":
            closing = self._find(f"</{name}", end)
            if closing >= 0:
                end = self._end_of_tag(closing + 2 + len(name))
                end = end if end >= 0 else closing + 2 + len(name)
        if name not in _INLINE:
            self._out.append(" ")
            self._at_margin(start)
            while end < len(text) and text[end] == " ":
                end += 1
        return end

    def _at_margin(self, start: int) -> None:
        """Take out the indent of a line that begins with a tag: it does not stand for code."""
        line = self._text.rfind("\n", max(0, start - 200), start) + 1
        if line and not self._text[line:start].strip(" ") and len(self._out) > 1:
            self._out.pop()
            self._out[-1] = self._out[-1].rstrip(" ")

    def _end_of_tag(self, at: int) -> int:
        """Return the place behind the ``>`` that closes a tag, or -1 where none does."""
        text, limit = self._text, min(len(self._text), at + MAX_TAG)
        while at < limit:
            at = _end(_PLAIN.match(text, at))
            if at >= limit or text[at] == "<":
                return -1
            if text[at] == ">":
                return at + 1
            closing = text.find(text[at], at + 1, limit)
            if closing < 0:
                return -1
            at = closing + 1
        return -1

    def _find(self, words: str, start: int) -> int:
        """Find words of any case; what is not found once is not looked for again."""
        if words in self._absent:
            return -1
        match = re.compile(re.escape(words), re.IGNORECASE).search(self._text, start)
        if match is None:
            self._absent.add(words)
            return -1
        return match.start()


def _end(match: re.Match[str] | None) -> int:
    assert match is not None, "the pattern matches an empty text, or was tried before"
    return match.end()
