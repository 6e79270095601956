"""What a Word copy of a handbook and its way back agree on: names of styles, of bookmarks, of
properties.

``offline`` writes documents with these names and ``exchange`` reads them; neither imports the
other. People who write in such a document apply the same styles by their names.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

# Paragraphs

PARAGRAPH = "KB Paragraph"
DESCRIPTION = "KB Description"
STATUS = "KB Status"
UNTRANSLATED = "KB Untranslated"
CODE = "KB Code"
QUOTE = "Quote"
BULLET = "List Bullet"
ORDERED = "List Number"
CONTINUED = "List Continue"
SOURCES_HEADING = "KB Sources Heading"
SOURCE = "KB Source"
BACK_HEADING = "KB Back Heading"
"""Begins what stands behind the last chapter."""
BACK_ENTRY = "KB Back Entry"
COVER = "KB Cover"
GENERATED = "KB Generated"
"""What the site makes of its data: it comes back as the block that made it, not as text."""
WORKSHEET_TITLE = "KB Worksheet Title"
WORKSHEET_PART = "KB Worksheet Part"
WORKSHEET = "KB Worksheet"
FIELD_LABEL = "KB Field Label"

BLOCK_TITLES: Mapping[str, str] = {
    "note": "KB Note Title",
    "warning": "KB Warning Title",
    "key-facts": "KB Key Facts Title",
    "checklist": "KB Checklist Title",
    "process": "KB Process Title",
    "decision": "KB Decision Title",
    "matrix": "KB Matrix Title",
}
"""Block -> style of its title. A block ends where another style than its text's begins."""
BLOCK_TEXTS: Mapping[str, str] = {
    "note": "KB Note",
    "warning": "KB Warning",
    "key-facts": "KB Key Facts",
    "checklist": "KB Checklist",
    "process": "KB Process",
    "decision": "KB Decision",
}
BLOCK_LISTS: Mapping[str, str] = {"note": "KB Note List", "warning": "KB Warning List"}
"""Lists inside blocks that also hold paragraphs."""

# Signs and tables

NUMBER = "KB Number"
CITATION = "KB Citation"
TERM = "KB Term"
CODE_TEXT = "KB Code Text"
SOURCE_TITLE = "KB Source Title"
SOURCE_PUBLISHER = "KB Source Publisher"
ADDRESS = "KB Address"

TABLE = "KB Table"
CELL = "KB Cell"
CELL_HEAD = "KB Cell Head"
MATRIX = "KB Matrix"
WORKSHEET_TABLE = "KB Worksheet Table"
GENERATED_TABLE = "KB Generated Table"

# Properties of the document

PROPERTY_PRODUCT = "ctkb-product"
PROPERTY_LANG = "ctkb-lang"
PROPERTY_EDITION = "ctkb-edition"
PROPERTY_SITE = "ctkb-site"

# Bookmarks

MAX_BOOKMARK = 40
"""Signs of a bookmark's name; Word cuts longer ones off."""
PARAGRAPH_ANCHOR = re.compile(r"(?:[a-z0-9-]+--)?p-(\d+\.\d+)")


def style_id(name: str) -> str:
    """Return the id of a style of ours: its name without spaces."""
    return name.replace(" ", "")


def bookmark_name(anchor: str) -> str:
    """Return the bookmark of an anchor: ``basis--problem``, ``term-osint``; ``p-3.12`` for
    a numbered paragraph. One that is too long ends with twelve digits of its SHA-256."""
    found = PARAGRAPH_ANCHOR.fullmatch(anchor)
    if found:
        return f"p-{found[1]}"
    if len(anchor) <= MAX_BOOKMARK:
        return anchor
    digest = hashlib.sha256(anchor.encode()).hexdigest()[:12]
    return f"{anchor[: MAX_BOOKMARK - 13]}-{digest}"


def term_anchor(term: str) -> str:
    """Return the anchor of a term's entry behind the last chapter."""
    return f"term-{term}"
