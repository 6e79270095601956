"""A block's list or table, its words read for markup, to the plain words a drawing holds."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass

from ctkb.content.answers import split_answer
from ctkb.markdown.drawing import CITE_TAG
from ctkb.markdown.links import read_target

_LISTS = frozenset({"ul", "ol"})
_MARK = "\ufffe"
"""Stands for a citation; no file may hold it."""
_CITED = re.compile(rf"\s*{_MARK}")


@dataclass(frozen=True, slots=True)
class Node:
    """A question or an outcome. answer: what leads to it, empty for the first."""

    answer: str
    words: str
    nodes: tuple[Node, ...]


def read_words(element: etree.Element) -> str:
    """Return the words of an element: of links and terms what is seen, of citations nothing."""
    words = _CITED.sub("", _collect(element))
    return " ".join(html.unescape(read_target(words)).split())


def _collect(element: etree.Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == CITE_TAG:
            parts.append(_MARK)
        elif child.tag not in _LISTS:
            parts.append(_collect(child))
        parts.append(child.tail or "")
    return "".join(parts)


def read_steps(block: etree.Element) -> tuple[str, ...]:
    """Return the items of the first list."""
    found = next((child for child in block if child.tag in ("ol", "ul")), None)
    return () if found is None else tuple(read_words(item) for item in found)


def read_tree(block: etree.Element) -> Node | None:
    """Return the first question with all below it."""
    found = next((child for child in block if child.tag in ("ol", "ul")), None)
    return None if found is None else _read_node(found[0], is_answer=False)


def _read_node(item: etree.Element, *, is_answer: bool) -> Node:
    words = read_words(item)
    label, rest = split_answer(words) if is_answer else ("", words)
    inner = [
        _read_node(below, is_answer=True)
        for child in item
        if child.tag in ("ul", "ol")
        for below in child
    ]
    return Node(label, rest, tuple(inner))


def read_grid(block: etree.Element) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table, the head first."""
    return tuple(
        tuple(read_words(cell) for cell in row if cell.tag in ("th", "td"))
        for row in block.iter("tr")
    )
