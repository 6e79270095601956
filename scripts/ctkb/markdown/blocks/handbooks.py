"""Cards that lead to the handbooks."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ctkb.content.model import Library, Page, Product, Words
from ctkb.languages import ENGLISH, LangTag
from ctkb.markdown.blocks.kinds import BlockCall
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.elements import add, add_words


def draw_handbooks(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Draw a card for each handbook, or for those asked for, in the order asked for."""
    library = drawing.context.library
    wanted = call.read_list("ids")
    products = list(library.products)
    if wanted:
        by_id = {str(product.id): product for product in products}
        products = [by_id[name] for name in wanted if name in by_id]
    found = [(product, _find_overview(library, product, drawing.lang)) for product in products]
    cards = [(product, page) for product, page in found if page is not None]
    if not cards:
        add(block, "p", drawing.say("block.handbooks.none"), css="kb-empty")
        return
    entries = add(block, "ul", css="kb-handbooks__list")
    for product, page in cards:
        _draw_card(drawing, entries, product, page)


def _find_overview(library: Library, product: Product, lang: LangTag) -> Page | None:
    return library.page(product.overview, lang) or library.page(product.overview, ENGLISH)


def _draw_card(drawing: Drawing, entries: etree.Element, product: Product, page: Page) -> None:
    entry = add(entries, "li", css="kb-card")
    title = add(entry, "p", css="kb-card__title")
    link = add_words(title, "a", Words(page.title, page.lang), drawing.lang)
    link.set("href", drawing.context.page_href(product.overview, None))
    context = drawing.context
    target = _find_overview(context.library, product, context.address_lang)
    if target is not None and target.lang != drawing.lang:
        link.set("hreflang", target.lang)
    description = Words(page.description, page.lang)
    add_words(entry, "p", description, drawing.lang, css="kb-card__description")
    chapters = len(product.chapters)
    is_english = page.lang != drawing.lang
    if not chapters and not is_english:
        return
    facts = add(entry, "p", css="kb-card__facts")
    if chapters:
        add(facts, "span", drawing.say("block.handbooks.chapters", n=chapters)).tail = " "
    if is_english:
        add(facts, "span", drawing.say("block.handbooks.english"), css="kb-card__english")
