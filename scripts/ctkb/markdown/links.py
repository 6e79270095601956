"""Links and images: targets resolved by the caller, marked terms turned into their own element."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import ImageInlineProcessor, LinkInlineProcessor
from markdown.util import ETX, STX

from ctkb.content.model import Link
from ctkb.markdown.drawing import Desk

TERM_TAG = "kb-term-mark"
"""Stands in the tree where a marked term goes until ``terms`` draws them all."""

TERM_SCHEME = "term:"
EXTERNAL = re.compile(r"^https:", re.IGNORECASE)
ESCAPED = re.compile(rf"{STX}(\d+){ETX}")

Match = re.Match[str]
Drawn = tuple[etree.Element | str | None, int | None, int | None]


def read_target(written: str) -> str:
    """Return a target without Python-Markdown's marks for characters behind a backslash."""
    return ESCAPED.sub(lambda match: chr(int(match[1])), written)


def find_href(desk: Desk, target: str) -> str:
    """Return where a written target leads: through the caller for pages and images of the site,
    as written for other sites and for anchors of the page itself."""
    link: Link | None = next(
        (link for link in desk.drawing.context.page.links if link.target == target), None
    )
    if link is None or (link.page is None and link.file is None):
        return target
    return desk.drawing.context.resolve(link)


class LinkReader(LinkInlineProcessor):
    """``[words](target)`` and ``[words](term:id)``."""

    def __init__(self, pattern: str, md: Markdown, desk: Desk) -> None:
        super().__init__(pattern, md)
        self._desk = desk

    def handleMatch(self, m: Match, data: str) -> Drawn:  # type: ignore[override]
        """Return the link, or the mark of a term."""
        element, start, end = super().handleMatch(m, data)
        if not isinstance(element, etree.Element):
            return None, None, None
        element.attrib.pop("title", None)
        target = read_target(element.get("href", ""))
        if target.startswith(TERM_SCHEME):
            element.tag = TERM_TAG
            element.attrib.clear()
            element.set("term", target.removeprefix(TERM_SCHEME))
            return element, start, end
        element.set("href", find_href(self._desk, target))
        if EXTERNAL.match(target):
            element.set("rel", "noreferrer")
        return element, start, end


class ImageReader(ImageInlineProcessor):
    """``![words](file)``."""

    def __init__(self, pattern: str, md: Markdown, desk: Desk) -> None:
        super().__init__(pattern, md)
        self._desk = desk

    def handleMatch(self, m: Match, data: str) -> Drawn:  # type: ignore[override]
        """Return the image."""
        element, start, end = super().handleMatch(m, data)
        if not isinstance(element, etree.Element):
            return None, None, None
        element.attrib.pop("title", None)
        element.set("src", find_href(self._desk, read_target(element.get("src", ""))))
        return element, start, end
