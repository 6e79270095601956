"""The list of all pages: what a reader without a script has in place of the search."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable

from ctkb.content.groups import group_pages
from ctkb.content.model import Page, PageKey, Words
from ctkb.languages import ENGLISH, LangTag
from ctkb.markdown.blocks.kinds import BlockCall
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.elements import add, add_words

FIRST = PageKey("index")


def draw_pages(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Draw a link to each page but this one, gathered as in the menu, in reading order; under each
    handbook its chapters."""
    del call
    block.set("class", "kb-page-list")
    library = drawing.context.library
    if _find(drawing, FIRST, drawing.lang):
        _draw_list(drawing, block, [FIRST])
    if library.products:
        _draw_heading(drawing, block, "handbooks")
        entries = add(block, "ul")
        for product in library.products:
            entry = _draw_link(drawing, entries, product.overview)
            if entry is not None:
                _draw_list(drawing, entry, product.chapters)
    for group, keys in group_pages(library).items():
        if keys:
            _draw_heading(drawing, block, group)
            _draw_list(drawing, block, keys)


def _draw_heading(drawing: Drawing, block: etree.Element, group: str) -> None:
    heading = add(block, "h3", drawing.say(f"nav.{group}"))
    drawing.claim_id(heading, f"pages-{group}")


def _draw_list(drawing: Drawing, parent: etree.Element, keys: Iterable[PageKey]) -> None:
    found = [key for key in keys if _find(drawing, key, drawing.lang)]
    entries = add(parent, "ul") if found else parent
    for key in found:
        _draw_link(drawing, entries, key)


def _draw_link(drawing: Drawing, entries: etree.Element, key: PageKey) -> etree.Element | None:
    page = _find(drawing, key, drawing.lang)
    if page is None:
        return None
    entry = add(entries, "li")
    link = add_words(entry, "a", Words(page.title, page.lang), drawing.lang)
    link.set("href", drawing.context.page_href(key, None))
    target = _find(drawing, key, drawing.context.address_lang)
    if target is not None and target.lang != drawing.lang:
        link.set("hreflang", target.lang)
    return entry


def _find(drawing: Drawing, key: PageKey, lang: LangTag) -> Page | None:
    library = drawing.context.library
    return library.page(key, lang) or library.page(key, ENGLISH)
