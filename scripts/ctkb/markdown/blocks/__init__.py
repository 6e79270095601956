"""The ``/// name`` blocks. ``kinds`` says what a block may take; ``fence`` reads them with
pymdownx; every other module draws one block or a family of them."""

from __future__ import annotations

from markdown import Markdown

from ctkb.markdown.blocks.events import draw_events, draw_timeline
from ctkb.markdown.blocks.fence import register_kinds
from ctkb.markdown.blocks.framed import draw_checklist, draw_key_facts, draw_note, draw_warning
from ctkb.markdown.blocks.glossary import draw_glossary
from ctkb.markdown.blocks.handbooks import draw_handbooks
from ctkb.markdown.blocks.instruments import draw_instruments
from ctkb.markdown.blocks.kinds import BlockCall, BlockKind
from ctkb.markdown.blocks.pages import draw_pages
from ctkb.markdown.blocks.review import draw_review
from ctkb.markdown.blocks.states import draw_states
from ctkb.markdown.blocks.worksheet import draw_worksheet
from ctkb.markdown.diagrams import draw_decision, draw_matrix, draw_process
from ctkb.markdown.drawing import Desk

KINDS: tuple[BlockKind, ...] = (
    BlockKind("key-facts", draw_key_facts),
    BlockKind("events", draw_events, ("region", "kind", "year")),
    BlockKind("timeline", draw_timeline, ("region", "kind", "year")),
    BlockKind("states", draw_states, ("region",)),
    BlockKind("handbooks", draw_handbooks, ("ids",)),
    BlockKind("checklist", draw_checklist, takes_argument=True),
    BlockKind("instruments", draw_instruments, ("group", "ids")),
    BlockKind("glossary", draw_glossary, ("core", "part")),
    BlockKind("note", draw_note, takes_argument=True),
    BlockKind("warning", draw_warning, takes_argument=True),
    BlockKind("to-review", draw_review),
    BlockKind("process", draw_process, takes_argument=True),
    BlockKind("decision", draw_decision, takes_argument=True),
    BlockKind("matrix", draw_matrix, takes_argument=True),
    BlockKind("worksheet", draw_worksheet, ("file",)),
    BlockKind("pages", draw_pages),
)


def register_blocks(md: Markdown, desk: Desk) -> None:
    """Make the blocks known to one Markdown instance."""
    register_kinds(md, desk, KINDS)


__all__ = ["KINDS", "BlockCall", "BlockKind", "register_blocks"]
