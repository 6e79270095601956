"""The running text of a page: paragraphs, items and rows with their lines, and their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ctkb.content.model import Page

_ITEM = re.compile(r"\s*(?:-|\d+\.)\s+")
_CODE = re.compile(r"`[^`]*`")
_CITATION = re.compile(r"\s*\[@[^\]]*\]")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}|\\(?=[^\w\s])")
_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“(]?[A-Z0-9])")
_SHORT = re.compile(r"\b(?:No|Nos|para|paras|art|e\.g|i\.e|cf|vs|Dr|Mr|Ms)\.$", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:[-'’.,/]\w+)*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, an item of a list or a row of a table, as it is written but for the marker of
    an item. line: of the file, its first."""

    line: int
    text: str
    is_item: bool = False

    @property
    def is_row(self) -> bool:
        """Whether this is a row of a table."""
        return self.text.startswith("|")


def split_text(page: Page) -> Iterator[Passage]:
    """Yield what a page says, in order; headings, fenced code and the options of blocks are left
    out."""
    kept: list[str] = []
    start = 0
    is_item = fenced = in_options = False
    for number, line in enumerate(page.body.split("\n"), page.body_line):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        is_fence = line.startswith("///")
        in_options = is_fence or (in_options and line.startswith("    "))
        skip = fenced or in_options or line.startswith(("#", "```", "~~~"))
        marker = _ITEM.match(line)
        if kept and (skip or not line.strip() or marker or line.startswith("|")):
            yield Passage(start, " ".join(kept), is_item)
            kept = []
        if skip or not line.strip():
            continue
        if not kept:
            start, is_item = number, marker is not None
        kept.append(line[marker.end() :] if marker else line)
    if kept:
        yield Passage(start, " ".join(kept), is_item)


def plain_words(text: str) -> str:
    """Return what a reader sees of a text: of links and terms their words, of citations nothing."""
    text = _CITATION.sub("", _CODE.sub("x", text))
    return _MARKS.sub("", _LINK.sub(r"\1", text)).strip()


def split_sentences(text: str) -> list[str]:
    """Return the sentences of an English paragraph, as they are seen."""
    sentences: list[str] = []
    for part in _END.split(plain_words(text)):
        if sentences and _SHORT.search(sentences[-1]):
            sentences[-1] = f"{sentences[-1]} {part}"
        elif part.strip():
            sentences.append(part.strip())
    return sentences


def count_words(text: str) -> int:
    """Return how many words a text has, in a language that puts spaces between them."""
    return len(_WORD.findall(text))


def count_page(page: Page) -> int:
    """Return how many words a page has: its title, headings and all its text, without sources."""
    words = count_words(page.title) + sum(count_words(h.text) for h in page.headings)
    words += sum(count_words(block.argument) for block in page.blocks)
    return words + sum(count_words(plain_words(passage.text)) for passage in split_text(page))
