"""Tables: alignment as classes, column heads marked, a frame that scrolls by keyboard."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ctkb.markdown.drawing import Drawing

ALIGNMENT = {"left": "kb-start", "center": "kb-center", "right": "kb-end"}


def finish_tables(root: etree.Element, drawing: Drawing) -> None:
    """Change every table in place and put it into its frame."""
    number = 0
    for parent in list(root.iter()):
        for index, child in enumerate(list(parent)):
            if child.tag != "table":
                continue
            number += 1
            _finish_cells(child)
            label = drawing.say("block.table", number=number)
            frame = etree.Element(
                "div",
                {"class": "kb-table", "tabindex": "0", "role": "region", "aria-label": label},
            )
            frame.tail, child.tail = child.tail, None
            frame.append(child)
            parent[index] = frame


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
