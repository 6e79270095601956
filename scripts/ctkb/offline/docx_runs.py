"""The inside of a paragraph: words of the page to runs, each with its language and direction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from lxml.html import HtmlElement

from ctkb.offline.docx_elements import TONGUES, XML, Element, R, Tongue, W, make
from ctkb.word_styles import (
    ADDRESS,
    CITATION,
    CODE_TEXT,
    NUMBER,
    SOURCE_PUBLISHER,
    SOURCE_TITLE,
    TERM,
    bookmark_name,
    style_id,
    term_anchor,
)

LATIN = re.compile(r"[A-Za-z\u00c0-\u024f](?:[^\u0590-\u08ff\n]*[A-Za-z\u00c0-\u024f0-9])?[)\]]?")
"""In text that runs from right to left: words that run the other way, with what stands between."""
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CLASSES = {
    "kb-number": NUMBER,
    "kb-cite": CITATION,
    "kb-term": TERM,
    "kb-url": ADDRESS,
    "kb-source__publisher": SOURCE_PUBLISHER,
}
_TAGS = {"code": CODE_TEXT, "kbd": CODE_TEXT, "cite": SOURCE_TITLE}


@dataclass(frozen=True, slots=True)
class Look:
    """How words look. style: name of a style of signs. link: ``#`` and a bookmark, or an address
    on the web."""

    tongue: Tongue
    bold: bool = False
    italic: bool = False
    style: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look."""

    text: str
    look: Look


Relate = Callable[[str], str]
"""Takes an address on the web, returns the id of the document's relation to it."""
Lead = Callable[[HtmlElement], str]
"""Takes a link, returns what :class:`Look` calls link, or nothing where the words stay words."""


def read_pieces(element: HtmlElement, look: Look, lead: Lead, *, skip: str = "") -> list[Piece]:
    """Return the words of an element, its blank space drawn together as a browser does.

    skip: tags of children, apart by spaces, that are no part of the paragraph."""
    pieces = list(_walk(element, look, lead, skip.split()))
    clean: list[Piece] = []
    blank = True
    for piece in pieces:
        if piece.text == "\n":
            if clean:
                clean[-1] = replace(clean[-1], text=clean[-1].text.rstrip(" "))
            clean.append(piece)
            blank = True
            continue
        text = _SPACES.sub(" ", piece.text)
        if blank:
            text = text.lstrip(" ")
        if text:
            clean.append(replace(piece, text=text))
            blank = text.endswith(" ")
    if clean:
        clean[-1] = replace(clean[-1], text=clean[-1].text.rstrip(" "))
    return [piece for piece in clean if piece.text]


def _walk(element: HtmlElement, look: Look, lead: Lead, skip: list[str]) -> Iterator[Piece]:
    if element.text:
        yield Piece(element.text, look)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in skip and child.get("aria-hidden") != "true":
            if tag == "br":
                yield Piece("\n", replace(look, style="", link=""))
            elif tag == "img":
                yield Piece(child.get("alt", ""), look)
            elif tag != "svg":
                yield from _walk(child, _change(look, child, lead), lead, [])
        if child.tail:
            yield Piece(child.tail, look)


def _change(look: Look, element: HtmlElement, lead: Lead) -> Look:
    """Return the look inside an element."""
    tag = str(element.tag)
    lang = (element.get("lang") or "").partition("-")[0]
    if lang in TONGUES:
        look = replace(look, tongue=TONGUES[lang])
    elif element.get("dir") == "ltr" and look.tongue.rtl:
        look = replace(look, tongue=TONGUES["en"])
    if tag in ("strong", "b"):
        look = replace(look, bold=True)
    elif tag in ("em", "i", "dfn"):
        look = replace(look, italic=True)
    style = next((_CLASSES[one] for one in element.get("class", "").split() if one in _CLASSES), "")
    style = style or _TAGS.get(tag, "")
    if style:
        look = replace(look, style=style)
    if element.get("data-term"):
        look = replace(look, link=f"#{bookmark_name(term_anchor(element.get('data-term')))}")
    elif tag == "a" or element.get("data-page"):
        look = replace(look, link=lead(element))
    return look


def write_pieces(pieces: Iterable[Piece], relate: Relate) -> list[Element]:
    """Return the runs and links of a paragraph."""
    written: list[Element] = []
    for link, some in groupby(pieces, key=lambda piece: piece.look.link):
        runs = [run for piece in some for run in write_runs(piece)]
        if not link:
            written += runs
            continue
        around = make("hyperlink", *runs, history=1)
        if link.startswith("#"):
            around.set(f"{{{W}}}anchor", link[1:])
        else:
            around.set(f"{{{R}}}id", relate(link))
        written.append(around)
    return written


def write_runs(piece: Piece) -> Iterator[Element]:
    """Yield the runs of a piece: in a script from right to left, Latin words have their own."""
    look = piece.look
    if piece.text == "\n":
        yield make("r", make("br"))
        return
    if not look.tongue.rtl:
        yield _write_run(piece.text, look, rtl=False)
        return
    done = 0
    for found in LATIN.finditer(piece.text):
        end = found.end()
        if piece.text[end - 1] in ")]" and not re.search(r"[(\[]", found[0]):
            end -= 1
        if found.start() > done:
            yield _write_run(piece.text[done : found.start()], look, rtl=True)
        yield _write_run(piece.text[found.start() : end], look, rtl=False)
        done = end
    if done < len(piece.text):
        yield _write_run(piece.text[done:], look, rtl=look.style not in (NUMBER, CITATION))


def _write_run(text: str, look: Look, *, rtl: bool) -> Element:
    tongue = look.tongue if rtl or not look.tongue.rtl else TONGUES["en"]
    style = look.style
    if look.link and not style:
        style = "Hyperlink"
    inside = make("t", text)
    inside.set(f"{{{XML}}}space", "preserve")
    properties = make(
        "rPr",
        make("rStyle", val=style_id(style)) if style else None,
        make("b") if look.bold else None,
        make("bCs") if look.bold else None,
        make("i") if look.italic else None,
        make("iCs") if look.italic else None,
        make("rtl") if rtl else None,
        tongue.mark(),
    )
    return make("r", properties, inside)
