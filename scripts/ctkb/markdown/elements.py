"""Making elements from data: text escaped, words tagged with their language."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ctkb.content.model import Date, Words
from ctkb.languages import TAGS, LangTag, get_language


def escape(text: str) -> str:
    """Return text that stays what it is: Python-Markdown's serializer leaves entities alone, so an
    ampersand of the data has to be written as one."""
    return text.replace("&", "&amp;")


def add(
    parent: etree.Element, tag: str, text: str = "", css: str = "", **attributes: str
) -> etree.Element:
    """Append an element with plain text. In attribute names ``_`` stands for ``-``."""
    child = etree.SubElement(parent, tag)
    if css:
        child.set("class", css)
    for name, value in attributes.items():
        child.set(name.replace("_", "-"), escape(value))
    if text:
        child.text = escape(text)
    return child


def add_text(parent: etree.Element, text: str) -> None:
    """Append plain text behind what the element holds already."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + escape(text)
    else:
        parent.text = (parent.text or "") + escape(text)


def set_language(element: etree.Element, words_lang: str, page_lang: LangTag) -> None:
    """Write ``lang``, and ``dir`` if it differs, on an element with words of another language."""
    if words_lang == page_lang or words_lang not in TAGS:
        return
    element.set("lang", words_lang)
    direction = get_language(words_lang).direction
    if direction != get_language(page_lang).direction:
        element.set("dir", direction)


def add_words(
    parent: etree.Element, tag: str, words: Words, page_lang: LangTag, css: str = ""
) -> etree.Element:
    """Append an element with words in their language. An inline ``span`` of the other direction
    becomes a ``bdi``."""
    child = add(parent, tag, words.text, css)
    set_language(child, words.lang, page_lang)
    if tag == "span" and "dir" in child.attrib:
        child.tag = "bdi"
    return child


def put_words(parent: etree.Element, words: Words, page_lang: LangTag) -> None:
    """Append words as plain text, or in an element of their own if their language differs."""
    if words.lang == page_lang:
        add_text(parent, words.text)
    else:
        add_words(parent, "span", words, page_lang)


def add_latin(parent: etree.Element, tag: str, text: str, css: str = "") -> etree.Element:
    """Append an element for text that is written from left to right wherever it stands: symbols,
    addresses, numbers."""
    return add(parent, tag, text, css, dir="ltr")


def add_time(parent: etree.Element, text: str, date: Date, css: str = "") -> etree.Element:
    """Append a date in words with its machine form; of a range, that of its beginning."""
    return add(parent, "time", text, css, datetime=str(date))
