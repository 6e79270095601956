"""Which heading a page is listed under, in the menu and in the list of all pages."""

from __future__ import annotations

from ctkb.content.model import Library, PageKey, PageKind
from ctkb.languages import ENGLISH

_GROUPS = {
    PageKind.GUIDELINE: "guidelines",
    PageKind.REGION: "regions",
    PageKind.TRAINING: "reference",
    PageKind.INSTRUMENTS: "reference",
    PageKind.GLOSSARY: "reference",
    PageKind.PAGE: "about",
    PageKind.ABOUT: "about",
}


def group_pages(library: Library) -> dict[str, list[PageKey]]:
    """Return the pages of each group in reading order; the interface words ``nav.<group>`` name it.

    The first page, the search and the handbooks with their chapters are in none of them."""
    groups: dict[str, list[PageKey]] = {name: [] for name in _GROUPS.values()}
    for key in library.order:
        page = library.page(key, ENGLISH)
        name = _GROUPS.get(page.kind) if page else None
        if name:
            groups[name].append(key)
    return groups
