"""The glossary: terms of the page's language, their meaning, the same terms in the others."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ctkb.content.model import Confidence, Term, TermForm
from ctkb.languages import LANGUAGES, LangTag
from ctkb.markdown.blocks.kinds import BlockCall
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.elements import add, put_words, set_language
from ctkb.markdown.terms import name_term, term_anchor


def draw_glossary(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Draw the terms that match the options, by part, in the order of the data."""
    parts, core = set(call.read_list("part")), call.read_switch("core")
    chosen = [
        term
        for term in drawing.context.library.terms.values()
        if (not parts or term.part in parts) and (core is None or term.core is core)
    ]
    if not chosen:
        add(block, "p", drawing.say("glossary.none"), css="kb-empty")
        return
    for part in dict.fromkeys(term.part for term in chosen):
        heading = add(block, "h3", drawing.say(f"part.{part}"))
        drawing.claim_id(heading, f"part-{part}")
        entries = add(block, "dl", css="kb-glossary__list")
        for term in chosen:
            if term.part == part:
                _draw_term(drawing, entries, term)


def _draw_term(drawing: Drawing, entries: etree.Element, term: Term) -> None:
    lang = drawing.lang
    entry = add(entries, "div", css="kb-glossary__entry")
    head = add(entry, "dt")
    drawing.claim_id(head, term_anchor(term.id))
    words = name_term(term, lang)
    form = term.forms[words.lang]
    set_language(add(head, "dfn", form.term), words.lang, lang)
    _draw_rest_of_form(drawing, head, form, words.lang)
    definition = add(entry, "dd", css="kb-glossary__definition")
    put_words(definition, term.definition.get(lang), lang)
    drawing.cite(definition, term.sources)
    if form.alt:
        others = add(entry, "dd", css="kb-glossary__also")
        add(others, "span", drawing.say("glossary.also"), css="kb-label").tail = " "
        listing = add(others, "ul", css="kb-inline-list")
        for alternative in form.alt:
            set_language(add(listing, "li", alternative), words.lang, lang)
    _draw_other_languages(drawing, entry, term, words.lang)


def _draw_other_languages(
    drawing: Drawing, entry: etree.Element, term: Term, shown: LangTag
) -> None:
    place = add(entry, "dd", css="kb-glossary__others")
    listing = add(place, "ul", aria_label=drawing.say("glossary.others"))
    for language in LANGUAGES:
        form = term.forms.get(language.tag)
        if form is None or language.tag == shown:
            continue
        line = add(listing, "li")
        endonym = add(line, "span", language.endonym, css="kb-glossary__lang")
        set_language(endonym, language.tag, drawing.lang)
        endonym.tail = " "
        words = add(line, "bdi", form.term, css="kb-glossary__form")
        set_language(words, language.tag, drawing.lang)
        _draw_rest_of_form(drawing, line, form, language.tag)


def _draw_rest_of_form(
    drawing: Drawing, parent: etree.Element, form: TermForm, lang: LangTag
) -> None:
    """Draw the abbreviation, and a remark where the term is not settled."""
    if form.abbr:
        parent[-1].tail = " "
        abbreviation = add(parent, "bdi", f"({form.abbr})", css="kb-glossary__abbr")
        set_language(abbreviation, lang, drawing.lang)
    if form.confidence is not Confidence.HIGH:
        parent[-1].tail = " "
        add(parent, "span", drawing.say("glossary.to-check"), css="kb-check")
