"""HTML comments are taken out before anything else reads a body; every line stays a line.

Code keeps its comments. A comment goes without a trace: the words before and after it meet, and
what they then form is checked like everything else.
"""

from __future__ import annotations

import re

from ctkb.content.finds import Finds

FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)\Z")
"""A line that opens a fenced code block at the margin."""
_TICKS = re.compile(r"`+")
_TICKS_OR_COMMENT = re.compile(r"`+|<!--")


def closes_fence(line: str, fence: str) -> bool:
    """Tell whether a line closes the fenced code block that this fence opened."""
    return line.startswith(fence) and not line[len(fence) :].strip(" \t")


def find_code_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each code span of one line, backticks included."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(runs):
        start, end = runs[index]
        index += 1
        for other in range(index, len(runs)):
            if runs[other][1] - runs[other][0] == end - start:
                spans.append((start, runs[other][1]))
                index = other + 1
                break
    return spans


def blank_comments(lines: list[str], first_line: int, finds: Finds) -> list[str]:
    """Return the lines without their comments. Code: unclosed-comment."""
    if not any("<!--" in line for line in lines):
        return lines
    clean: list[str] = []
    fence = ""
    opened = 0
    for number, line in enumerate(lines, start=first_line):
        rest = line
        if fence:
            fence = "" if closes_fence(line, fence) else fence
        elif opened:
            at = line.find("-->")
            rest = "" if at < 0 else _cut(line[at + 3 :].lstrip(" "))
            opened = opened if at < 0 else 0
        elif match := FENCE.match(line):
            fence = match["fence"]
        if not fence and "<!--" in rest:
            rest, is_open = _blank_in_line(rest)
            opened = number if is_open else opened
        clean.append(rest)
    if opened:
        what = "the comment `<!--` is not closed"
        finds.say(opened, "unclosed-comment", what, "Write `-->` at its end")
    return clean


def _cut(text: str) -> str:
    return "" if text.isspace() else text


def _blank_in_line(line: str) -> tuple[str, bool]:
    """Return the line without its comments, and whether the last of them stays open."""
    kept: list[str] = []
    at, taken, is_open, is_blank = 0, 0, False, True
    unpaired: set[str] = set()
    while match := _TICKS_OR_COMMENT.search(line, at):
        at = match.end()
        if match[0] != "<!--":
            at = _skip_code(line, match, unpaired)
            continue
        kept.append(line[taken : match.start()])
        is_blank = is_blank and not kept[-1].strip(" ")
        end = line.find("-->", at)
        is_open = end < 0
        taken = at = len(line) if is_open else end + 3
        while is_blank and line.startswith(" ", taken):
            at = taken = taken + 1
    kept.append(line[taken:])
    if not kept[-1].strip(" "):
        return "".join(kept).rstrip(" "), is_open
    return "".join(kept), is_open


def _skip_code(line: str, opening: re.Match[str], unpaired: set[str]) -> int:
    """Return where the code that begins with these backticks ends, or where they do."""
    if opening[0] not in unpaired:
        for match in _TICKS.finditer(line, opening.end()):
            if match[0] == opening[0]:
                return match.end()
        unpaired.add(opening[0])
    return opening.end()
