"""Tables: named by number and heading, alignment as classes, column heads marked, a frame that
scrolls by keyboard."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ctkb.markdown.drawing import CITE_TAG, Drawing
from ctkb.markdown.headings import TAGS, plain_text

ALIGNMENT = {"left": "kb-start", "center": "kb-center", "right": "kb-end"}


def finish_tables(root: etree.Element, drawing: Drawing) -> None:
    """Change every table in place and put it into its frame."""
    parents = {child: parent for parent in root.iter() for child in parent}
    number = 0
    heading = ""
    for element in list(root.iter()):
        if element.tag in TAGS:
            heading = f" · {plain_text(element, frozenset({CITE_TAG})).strip()}"
        if element.tag != "table":
            continue
        number += 1
        _finish_cells(element)
        label = drawing.say("block.table", number=number) + heading
        element.set("aria-label", label)
        frame = etree.Element(
            "div",
            {"class": "kb-table", "tabindex": "0", "role": "region", "aria-label": label},
        )
        frame.tail, element.tail = element.tail, None
        frame.append(element)
        parent = parents[element]
        parent[list(parent).index(element)] = frame


def _finish_cells(table: etree.Element) -> None:
    for cell in table.iter():
        if cell.tag not in ("th", "td"):
            continue
        style = cell.attrib.pop("style", "")
        side = cell.attrib.pop("align", "") or style.removeprefix("text-align:").strip(" ;")
        if side in ALIGNMENT:
            cell.set("class", ALIGNMENT[side])
        if cell.tag == "th":
            cell.set("scope", "col")
            if not "".join(cell.itertext()).strip():
                cell.tag = "td"
                del cell.attrib["scope"]
