"""What a reviewer of a language should look at first: the notice, then the unsettled forms."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ctkb.content.model import Confidence, TermForm
from ctkb.languages import ENGLISH, LangTag
from ctkb.markdown.blocks.kinds import BlockCall
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.elements import add, set_language

NOTICE = ("site.name", "site.subtitle", "notice.whole")


def draw_review(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Draw the words of the notice, and each form of low or medium confidence in the page's
    language with its English one, in the order of the data."""
    del call
    _add_heading(drawing, block, "notice")
    listing = add(block, "ul")
    for key in NOTICE:
        add(listing, "li", drawing.say(key))
    library = drawing.context.library
    known = [term.forms for term in library.terms.values()]
    known += [name.forms for name in library.names.values()]
    lang = drawing.lang
    entries = [(forms[ENGLISH], forms[lang]) for forms in known if lang in forms]
    for confidence in (Confidence.LOW, Confidence.MEDIUM):
        _add_heading(drawing, block, confidence.value)
        chosen = [(en, form) for en, form in entries if form.confidence is confidence]
        if not chosen:
            add(block, "p", drawing.say("block.review.none"), css="kb-empty")
            continue
        listing = add(block, "ul")
        for english, form in chosen:
            _draw_entry(listing, english, form, lang)


def _draw_entry(listing: etree.Element, english: TermForm, form: TermForm, lang: LangTag) -> None:
    entry = add(listing, "li")
    add(entry, "strong", form.term).tail = " · "
    set_language(add(entry, "bdi", english.term), ENGLISH, lang)


def _add_heading(drawing: Drawing, block: etree.Element, name: str) -> None:
    heading = add(block, "h3", drawing.say(f"block.review.{name}"))
    drawing.claim_id(heading, f"review-{name}")
