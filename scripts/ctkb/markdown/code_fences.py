"""Fenced code: taken out line by line before anything else reads the page, drawn without styles."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX, AtomicString, code_escape

from ctkb.content.comments import FENCE, closes_fence

PLACE = re.compile(rf"^{STX}kb-code:(?P<number>\d+){ETX}$")


class CodeStash:
    """The code of the page under way, by number."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def keep(self, text: str) -> str:
        """Keep code and return the line that stands for it."""
        self.texts.append(text)
        return f"{STX}kb-code:{len(self.texts) - 1}{ETX}"


class FencedCodeReader(Preprocessor):
    """Takes fenced code out of the lines. Comments were taken out when the page was read; what is
    left of one is text."""

    def __init__(self, md: Markdown, stash: CodeStash) -> None:
        super().__init__(md)
        self._stash = stash

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with a placeholder for each fenced block. An unclosed one runs on to
        the end of the page."""
        self._stash.texts.clear()
        result: list[str] = []
        code: list[str] = []
        fence = ""
        for line in lines:
            if fence and closes_fence(line, fence):
                result += ["", self._stash.keep("\n".join(code)), ""]
                fence = ""
            elif fence:
                code.append(line)
            elif opening := FENCE.match(line):
                fence, code = opening["fence"], []
            else:
                result.append(line)
        if fence:
            result += ["", self._stash.keep("\n".join(code)), ""]
        return result


class FencedCodeDrawer(BlockProcessor):
    """Draws ``<pre dir="ltr"><code>`` where a placeholder stands."""

    def __init__(self, md: Markdown, stash: CodeStash) -> None:
        super().__init__(md.parser)
        self._stash = stash

    def test(self, parent: etree.Element, block: str) -> bool:
        """Say whether the block is a placeholder alone."""
        del parent
        return PLACE.match(block.strip()) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Draw the code."""
        match = PLACE.match(blocks.pop(0).strip())
        assert match is not None
        pre = etree.SubElement(parent, "pre", {"dir": "ltr"})
        code = etree.SubElement(pre, "code")
        code.text = AtomicString(code_escape(self._stash.texts[int(match["number"])]) + "\n")
