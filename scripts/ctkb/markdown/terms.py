"""Marked terms: a button that shows the definition, with a way to the glossary.

The definition opens on hover and on focus by style sheet alone; a small script adds touch and
Escape. Only phrasing content, because terms stand inside paragraphs.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ctkb.content.model import PageKey, Term, TermId, Words
from ctkb.languages import ENGLISH
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.elements import add, add_words
from ctkb.markdown.links import TERM_TAG

GLOSSARY = PageKey("glossary")


def term_anchor(term: TermId) -> str:
    """Return the id of a term's entry on the glossary page."""
    return f"term-{term}"


def name_term(term: Term, lang: str) -> Words:
    """Return the term in a language, or the English one with its tag."""
    for tag, form in term.forms.items():
        if tag == lang:
            return Words(form.term, tag)
    return Words(term.forms[ENGLISH].term, ENGLISH)


def draw_terms(root: etree.Element, drawing: Drawing) -> None:
    """Turn the marks of the tree into buttons with definitions, in reading order. Inside a link or
    another term only the words stay."""
    _walk(root, drawing, [0], inside_control=False)


def _walk(element: etree.Element, drawing: Drawing, count: list[int], inside_control: bool) -> None:
    if element.tag == TERM_TAG:
        term = drawing.context.library.terms.get(TermId(element.attrib.pop("term")))
        if term is None or inside_control:
            element.tag = "span"
        else:
            count[0] += 1
            _draw_term(element, term, drawing, f"kb-term-{count[0]}")
        inside_control = True
    inside_control = inside_control or element.tag == "a"
    for child in element:
        _walk(child, drawing, count, inside_control)


def _draw_term(mark: etree.Element, term: Term, drawing: Drawing, anchor: str) -> None:
    lang = drawing.lang
    # Not a <button>: browsers lay it out as a box, which breaks neither its own words nor the
    # full stop behind it over two lines.
    button = etree.Element("span", {"class": "kb-term__button", "role": "button", "tabindex": "0"})
    button.set("aria-describedby", anchor)
    button.text = mark.text
    button.extend(list(mark))
    for child in list(mark):
        mark.remove(child)
    mark.tag = "span"
    mark.text = None
    mark.set("class", "kb-term")
    mark.append(button)
    tip = add(mark, "span", css="kb-term__tip")
    definition = add_words(tip, "span", term.definition.get(lang), lang)
    definition.set("id", anchor)
    definition.set("role", "tooltip")
    definition.tail = " "
    add(
        tip,
        "a",
        drawing.say("glossary.entry"),
        css="kb-term__more",
        href=drawing.context.page_href(GLOSSARY, term_anchor(term.id)),
        aria_label=drawing.say("glossary.entry-of", term=name_term(term, lang).text),
    )
