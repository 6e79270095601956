"""Content: front matter, Markdown and facts of the project's files to one checked Library.

The way of a file, and the module of each step::

    tree          which files there are, what each is by its place
    files         bytes to text: UTF-8, no hidden signs, git's blob id
    yaml_door     YAML events to plain values with lines; door, schemas: pydantic at the door
    facts         docs/data/*.yml to dataclasses, references between them
    front_matter  the head of a page; products: product.yml
    structure     the body line by line; comments, headings, lists, tables, block_kinds,
                  block_content (what a diagram is drawn of)
    inline        links, images, citations, terms; targets: what a link may be
    pages         one file to a Page; links: where links lead
    worksheets    forms of a handbook to dataclasses (worksheet_model)
    library       all of it, in reading order

Beside it: numbering (paragraphs), groups (of pages, in menu and lists), dates and names (CLDR),
strings (interface words). The values are in model; front_matter_text cuts and writes front
matter. Problems are returned, never raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctkb.content.model import (
    LEAD,
    Library,
    Page,
    PageKey,
    PageKind,
    Product,
    ProductId,
    SectionId,
)
from ctkb.content.numbering import label_paragraph, number_paragraphs

__all__ = [
    "LEAD",
    "Library",
    "Page",
    "PageKey",
    "PageKind",
    "Product",
    "ProductId",
    "SectionId",
    "label_paragraph",
    "load_library",
    "number_paragraphs",
]

if TYPE_CHECKING:
    from ctkb.content.library import load_library


def __getattr__(name: str) -> Any:
    """Import the reader when it is asked for: who only uses a Library needs no pydantic, which
    is slow to start."""
    if name == "load_library":
        from ctkb.content.library import load_library

        return load_library
    raise AttributeError(name)
