"""Headings: ``## Words {#id}``. The only attribute an author can write is that id."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown.blockprocessors import HashHeaderProcessor
from markdown.treeprocessors import Treeprocessor

TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ID_AT_END = re.compile(r"\s*\{#(?P<id>[a-z][a-z0-9-]*)\}\s*$")


class SpacedHeaderProcessor(HashHeaderProcessor):
    """Reads a heading only where a space follows the signs, so that ``#1`` stays text."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>(?:\\.|[^\\\n])*?)[ \t]*(?:\n|$)")


class HeadingIds(Treeprocessor):
    """Moves the id at a heading's end into its attribute, before words are read for markup."""

    def run(self, root: etree.Element) -> None:
        """Change the headings in place."""
        for element in root.iter():
            if element.tag in TAGS and element.text:
                match = ID_AT_END.search(element.text)
                if match is not None:
                    element.set("id", match["id"])
                    element.text = element.text[: match.start()]


def plain_text(element: etree.Element, skip: frozenset[str]) -> str:
    """Return the words of an element without those inside elements whose tag is in skip."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in skip:
            parts.append(plain_text(child, skip))
        parts.append(child.tail or "")
    return "".join(parts)
