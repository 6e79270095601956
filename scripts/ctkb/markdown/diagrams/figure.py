"""A diagram in its page: the title, the drawing for wide and for narrow pages, the words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable

from ctkb.languages import get_language
from ctkb.markdown.blocks.framed import put_title
from ctkb.markdown.blocks.kinds import BlockCall
from ctkb.markdown.diagrams.canvas import Canvas
from ctkb.markdown.diagrams.decision import lay_decision
from ctkb.markdown.diagrams.matrix import lay_matrix
from ctkb.markdown.diagrams.process import lay_process
from ctkb.markdown.diagrams.reading import read_grid, read_steps, read_tree
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.elements import add

WIDTHS = {"wide": 640.0, "narrow": 320.0}
"""Units of the two drawings; the style sheet shows the one that needs no shrinking."""
_SAME = re.compile(r"kb-diagram-\d+-words")


def draw_process(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Draw the numbered list of the block as boxes that follow each other."""
    steps = read_steps(block)
    if steps:
        _draw(drawing, block, call, lambda canvas: lay_process(canvas, steps))


def draw_decision(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Draw the nested list of the block as questions with their answers."""
    root = read_tree(block)
    if root is not None:
        _draw(drawing, block, call, lambda canvas: lay_decision(canvas, root))


def draw_matrix(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Draw the table of the block as a grid."""
    rows = read_grid(block)
    if len(rows) > 1 and len(rows[0]) > 1:
        _draw(drawing, block, call, lambda canvas: lay_matrix(canvas, rows))


def _draw(
    drawing: Drawing, block: etree.Element, call: BlockCall, lay: Callable[[Canvas], None]
) -> None:
    name = block.get("class", "").removeprefix("kb-")
    block.set("class", f"kb-diagram kb-{name}")
    words = list(block)
    for child in words:
        block.remove(child)
    number = sum(1 for used in drawing.ids if _SAME.fullmatch(used)) + 1
    same = f"kb-diagram-{number}-words"
    title = drawing.say("diagram.title", title=call.argument)
    mirrored = get_language(drawing.lang).direction == "rtl"
    for form, width in WIDTHS.items():
        canvas = Canvas(width, drawing.lang, mirrored)
        lay(canvas)
        title_id = f"kb-diagram-{number}-{form}"
        svg = canvas.finish(title, title_id, f"kb-diagram__{form}")
        svg.set("aria-details", same)
        drawing.ids.add(title_id)
        block.append(svg)
    below = add(block, "div", css="kb-diagram__words")
    drawing.claim_id(below, same)
    add(below, "p", drawing.say("diagram.words"), css="kb-diagram__note")
    below.extend(words)
    put_title(block, call.argument, drawing)
