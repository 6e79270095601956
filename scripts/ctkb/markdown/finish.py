"""What is done once the tree of a page stands and its words have been read for markup."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ctkb.markdown.citations import Citations
from ctkb.markdown.drawing import CITE_TAG, Desk
from ctkb.markdown.drift_notices import draw_drift_notices
from ctkb.markdown.headings import TAGS, plain_text
from ctkb.markdown.links import TERM_TAG
from ctkb.markdown.paragraphs import number_paragraphs
from ctkb.markdown.tables import finish_tables
from ctkb.markdown.terms import draw_terms


class FinishPage(Treeprocessor):
    """Runs after words and blocks are drawn, before the table of contents is made."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self._desk = desk

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        drawing = self._desk.drawing
        label_headings(root)
        number_paragraphs(root, drawing)
        finish_tables(root, drawing)
        draw_terms(root, drawing)
        citations = Citations(drawing)
        citations.number_all(root)
        citations.draw_sources(root)
        for code in root.iter("code"):
            code.set("dir", "ltr")
        for pre in root.iter("pre"):
            pre.set("dir", "ltr")


class DrawDrift(Treeprocessor):
    """Runs after everybody has rewritten links: those to the English page are final already."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self._desk = desk

    def run(self, root: etree.Element) -> None:
        """Put the notices into the tree."""
        draw_drift_notices(root, self._desk.drawing)


def label_headings(root: etree.Element) -> None:
    """Tell the table of contents to leave numbers of sources and definitions out of its words."""
    for element in root.iter():
        marked = any(child.tag in (CITE_TAG, TERM_TAG) for child in element.iter())
        if element.tag in TAGS and marked:
            words = plain_text(element, frozenset({CITE_TAG}))
            element.set("data-toc-label", words.strip())
