"""Blocks that frame what the author wrote: key facts, checklists, notes and warnings."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ctkb.markdown.blocks.kinds import BlockCall
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.elements import escape


def draw_key_facts(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Put the name of the block above its list."""
    del call
    put_title(block, drawing.say("block.key-facts"), drawing)


def draw_checklist(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Make the lists of the block lists to tick off; the boxes come from the style sheet."""
    block.set("class", "kb-checklist-frame")
    for child in block.iter():
        if child.tag in ("ul", "ol"):
            child.set("class", "kb-checklist")
    put_title(block, call.argument or drawing.say("block.checklist"), drawing)


def draw_note(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Put the title above a note."""
    block.set("role", "note")
    put_title(block, call.argument or drawing.say("block.note"), drawing)


def draw_warning(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Put the title above a warning; its kind is said in words where the author gave a title."""
    block.set("role", "note")
    title = call.argument or drawing.say("block.warning")
    put_title(block, title, drawing)
    if call.argument:
        block.set("aria-label", drawing.say("block.warning"))
        block.attrib.pop("aria-labelledby", None)


def put_title(block: etree.Element, title: str, drawing: Drawing) -> None:
    """Put a title above what a block holds, and name the block by it."""
    number = sum(1 for used in drawing.ids if used.startswith("kb-block-")) + 1
    heading = etree.Element("p", {"class": "kb-block-title"})
    heading.text = escape(title)
    drawing.claim_id(heading, f"kb-block-{number}")
    if "role" not in block.attrib:
        block.set("role", "group")
    block.set("aria-labelledby", heading.attrib["id"])
    block.insert(0, heading)
