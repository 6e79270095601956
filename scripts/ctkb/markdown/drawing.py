"""What one conversion of one page remembers, and where its parts find it."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable
from dataclasses import dataclass, field

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from ctkb.languages import LangTag
from ctkb.markdown.context import ContextHolder, PageContext

CITE_TAG = "kb-cite-mark"
"""Stands where a citation goes until ``citations`` numbers them all in reading order."""


@dataclass(slots=True)
class Drawing:
    """The page being drawn. ids: those given out, so that none stands twice."""

    context: PageContext
    ids: set[str] = field(default_factory=set)

    @property
    def lang(self) -> LangTag:
        """The language of the words."""
        return self.context.lang

    def say(self, key: str, **values: object) -> str:
        """Return words of the interface in the language of the page's words."""
        return self.context.strings(key, **values)

    def claim_id(self, element: etree.Element, wanted: str) -> None:
        """Give the element an id, unless the page has it already."""
        if wanted not in self.ids:
            self.ids.add(wanted)
            element.set("id", wanted)

    def cite(self, parent: etree.Element, keys: Iterable[str]) -> None:
        """Append a citation of sources or instruments; without keys nothing."""
        joined = " ".join(keys)
        if joined:
            etree.SubElement(parent, CITE_TAG, {"keys": joined})


class Desk:
    """Holds the drawing of the page under way; one for each Markdown instance."""

    def __init__(self, holder: ContextHolder) -> None:
        self._holder = holder
        self._drawing: Drawing | None = None

    def start(self) -> None:
        """Begin a page: take its context, forget the last page."""
        context = self._holder.take()
        self._drawing = Drawing(context, {heading.id for heading in context.page.headings})

    @property
    def drawing(self) -> Drawing:
        """The page under way."""
        if self._drawing is None:
            self.start()
        assert self._drawing is not None
        return self._drawing


class StartOfPage(Preprocessor):
    """Begins the page before any other part looks at it."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self._desk = desk

    def run(self, lines: list[str]) -> list[str]:
        """Leave the lines as they are."""
        self._desk.start()
        return lines
