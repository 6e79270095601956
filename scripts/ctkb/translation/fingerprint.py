"""Fingerprints of texts: what a change is, and what is only another way of typing the same.

The rule is our own. It follows what Python-Markdown does with white space: what cannot be seen on
the drawn page does not count, what can be seen does.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from ctkb.content.model import Page, SectionId

_TAB = 4
_DEEPEST_QUOTE = 8
_FENCE = re.compile(r"[ \t]*(?P<marks>`{3,}|~{3,})")
_BLOCK_FENCE = re.compile(r"[ ]{0,3}/{3,}")
_HEADING = re.compile(r"#{1,6}[ \t]")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
_TABLE_RULE = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?")
_CELL_EDGE = re.compile(r"(?<!\\)\|")


def fingerprint(text: str) -> str:
    """Return the fingerprint of a Markdown text: 16 hex digits of SHA-256 of its normal form.

    Does not count: Unicode composition (NFC), line ends, blank lines in a row, spaces at the ends
    of lines, runs of white space (no-break spaces too), where a paragraph, a list item or a
    quotation is wrapped (between two Chinese characters a wrap is no space), the padding of table
    cells. Counts: every word, number, punctuation and emphasis mark, links, citations, ids, the
    lines of fenced code, table rows, block options, list items, and how deep they are indented.
    """
    return hashlib.sha256(normalise(text).encode("utf-8")).hexdigest()[:16]


def fingerprint_sections(page: Page) -> dict[SectionId, str]:
    """Return the fingerprint of every section of a page, in the page's order."""
    return {section.id: fingerprint(section.text) for section in page.sections}


def normalise(text: str) -> str:
    """Return the normal form that is hashed. Normalising it again changes nothing."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(_normalise_lines(plain.split("\n"), depth=0)).strip("\n")


def _normalise_lines(lines: list[str], depth: int) -> list[str]:
    out: list[str] = []
    chunk: list[str] = []
    closing: re.Pattern[str] | None = None
    for line in (written.rstrip() for written in lines):
        if closing is not None:
            out.append(line)
            if closing.fullmatch(line):
                closing = None
        elif fence := _FENCE.match(line):
            _flush(chunk, out, depth)
            out.append(line)
            closing = re.compile(rf"[ \t]*{fence['marks']}{fence['marks'][0]}*")
        elif line:
            chunk.append(line)
        else:
            _flush(chunk, out, depth)
            if out and out[-1]:
                out.append("")
    _flush(chunk, out, depth)
    return out


def _flush(chunk: list[str], out: list[str], depth: int) -> None:
    """Add the normal form of lines between two blank ones, and empty them."""
    if len(chunk) > 1 and "|" in chunk[0] and _TABLE_RULE.fullmatch(chunk[1].strip()):
        out.extend(_normalise_row(row) for row in chunk)
    else:
        for is_quoted, part in _split_quotes(chunk):
            out.extend(_fold_quote(part, depth) if is_quoted else _fold(part))
    chunk.clear()


def _split_quotes(chunk: list[str]) -> list[tuple[bool, list[str]]]:
    """Return runs of lines, each with whether it is quoted. A line without a mark belongs to the
    quotation before it, because Markdown is lazy there; a block's fence ends it."""
    runs: list[tuple[bool, list[str]]] = [(False, [])]
    for line in chunk:
        is_open = runs[-1][0] or _QUOTE.match(line) is not None
        is_quoted = is_open and not _BLOCK_FENCE.match(line)
        if is_quoted != runs[-1][0]:
            runs.append((is_quoted, []))
        runs[-1][1].append(line)
    return runs


def _normalise_row(row: str) -> str:
    if _TABLE_RULE.fullmatch(row.strip()):
        return re.sub(r"-+", "-", "".join(row.split()))
    return "|".join(" ".join(cell.split()) for cell in _CELL_EDGE.split(row))


def _fold(chunk: list[str]) -> list[str]:
    """Join wrapped lines; begin a new one only where Markdown does."""
    folded: list[list[str]] = []
    in_list = in_options = may_join = False
    for line in chunk:
        in_options = in_options and line.startswith(("    ", "\t"))
        words = " ".join(line.split())
        if _BLOCK_FENCE.match(line):
            folded.append([words])
            in_options, in_list, may_join = True, False, False
        elif in_options:
            folded.append([line])
        elif _HEADING.match(line):
            folded.append([words])
            may_join = in_list = False
        elif may_join and not (in_list and _ITEM.match(line)):
            before = folded[-1][-1]
            folded[-1] += [_gap(before[-1], words[0]), words]
        else:
            folded.append([_indent(line), words])
            in_list = in_list or _ITEM.match(line) is not None
            may_join = True
    return ["".join(parts) for parts in folded]


def _fold_quote(quoted: list[str], depth: int) -> list[str]:
    if depth == _DEEPEST_QUOTE:
        return _fold(quoted)
    unmarked = [_QUOTE.sub("", line, count=1) for line in quoted]
    inner = "\n".join(_normalise_lines(unmarked, depth + 1)).strip("\n")
    return [f"> {line}".rstrip() for line in inner.split("\n")]


def _indent(line: str) -> str:
    """Return the depth of a line in whole tabs: less than that is not seen by Python-Markdown."""
    spread = line.expandtabs(_TAB)
    return "\t" * ((len(spread) - len(spread.lstrip(" "))) // _TAB)


def _gap(before: str, after: str) -> str:
    return "" if _is_wide(before) and _is_wide(after) else " "


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
