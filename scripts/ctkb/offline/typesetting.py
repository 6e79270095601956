"""An article of a page made ready for the engine that prints: rows of forms, diagrams, spaces.

Works around what WeasyPrint 70 does not do; each place says what.
"""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement

from ctkb.languages import LangTag

FACES = {
    "ar": "Noto Sans Arabic, Noto Sans",
    "zh": "Noto Sans CJK SC",
}
"""Faces of diagrams and running lines by language; ``Noto Sans`` for all others."""

WIDTH = 152.0
"""Of the text of a book, in millimetres: the paper without its margins."""

# Each box of the page costs time: these look like the words around them.
_UNWRAPPED = ("kb-term", "kb-term__button", "kb-source__publisher", "kb-event__place")
_INLINE = ("a", "strong", "em", "b", "i", "span", "sup", "cite", "time", "dfn")
# Of the Noto faces for Arabic and Latin, in ems: from the top of a line to its letters' foot.
_ASCENT = 1.069

_SVG_FILLS = {
    "kb-dg-box": ("#ffffff", "#6d665c"),
    "kb-dg-ask": ("#eaf1ed", "#2b7567"),
    "kb-dg-cell": (None, "#6d665c"),
    "kb-dg-line": (None, "#5a544b"),
    "kb-dg-head": ("#5a544b", None),
}


def prepare_article(
    article: HtmlElement, lang: LangTag, width: float = WIDTH, *, see: bool = False
) -> None:
    """Make an article ready for the engine: faces and colours of diagrams, rows of forms,
    addresses that can be typed. width: of the text, in millimetres. see: links to other chapters
    say their page, for which the engine has to lay out every page again."""
    for svg in list(article.iter("svg")):
        draw_diagram(svg, lang, width)
    for name in _UNWRAPPED:
        for element in article.find_class(name):
            element.drop_tag()
    for adds in article.find_class("kb-adds"):
        for label in adds.iterfind("li/span"):
            label.set("class", label.get("class") or "label")
    for element in list(article.iter("time", "span", "bdi")):
        if element.text and not any(element.get(one) for one in ("class", "id", "dir")):
            element.drop_tag()
    draw_lists(article)
    for field in article.find_class("kb-field--scale"):
        if not field.find_class("kb-steps"):
            field.set("class", "kb-field kb-field--row")
    own = f"#{article.get('id')}--"
    for link in article.iter("a"):
        href = link.get("href") or ""
        link.attrib.pop("aria-label", None)
        in_cite = any("kb-cite" in (one.get("class") or "") for one in link.iterancestors("sup"))
        if see and href.startswith("#") and not href.startswith(own) and not in_cite:
            link.set("class", "see")
        elif not href.startswith("#") and "kb-url" not in (link.get("class") or ""):
            link.set("class", "address")
    move_spaces(article)


def move_spaces(article: HtmlElement) -> None:
    """Move the space before a link, an emphasis and the like to its inside, or around a link.

    WeasyPrint 70 breaks a line after its first word where the words before an inline element fit
    and the space behind them does not; without a space there it breaks where it should."""
    for element in list(article.iter(*_INLINE)):
        if element.get("dir") or not _begins_with_word(element):
            continue
        before = element.getprevious()
        parent = element.getparent()
        text = (parent.text if before is None else before.tail) or ""
        rest = text.rstrip(" \n\u00a0")
        if not rest or rest == text:
            continue
        space = "\u00a0" if "\u00a0" in text[len(rest) :] else " "
        if before is None:
            parent.text = rest
        else:
            before.tail = rest
        if element.tag == "a":
            around = html.Element("span")
            element.addprevious(around)
            around.tail, element.tail = element.tail, None
            around.append(element)
            around.text = space
        else:
            element.text = space + (element.text or "")


def _begins_with_word(element: HtmlElement) -> bool:
    while not element.text:
        if not len(element) or element[0].tag not in _INLINE or element[0].get("dir"):
            return False
        element = element[0]
    return not element.text[0].isspace()


def draw_lists(article: HtmlElement) -> None:
    """Make plain lists of terms and their values, whose tags every reader understands."""
    for terms in list(article.iter("dl")):
        terms.tag = "ul"
        terms.set("class", f"terms {terms.get('class') or ''}".strip())
        for entry in terms.iter("div", "dt", "dd"):
            if entry.tag == "div" and entry.getparent() is terms:
                entry.tag = "li"
            elif entry.tag in ("dt", "dd"):
                entry.set("class", f"{entry.tag} {entry.get('class') or ''}".strip())
                entry.tag = "div"


def draw_diagram(svg: HtmlElement, lang: LangTag, width: float) -> None:
    """Give a diagram its faces and colours. width: that it fills, in millimetres.

    The engine sets the words of a drawing letter by letter and from left to right; so the words of
    a drawing from right to left are set as text above it."""
    svg.set("font-family", FACES.get(lang, "Noto Sans"))
    svg.set("color", "#1d1b18")
    for shape in svg.iter():
        fill, stroke = _SVG_FILLS.get(str(shape.get("class")), (None, None))
        if fill:
            shape.set("fill", fill)
        if stroke:
            shape.set("stroke", stroke)
    if svg.get("direction") != "rtl":
        return
    left, top, wide, high = (float(one) for one in svg.get("viewBox").split())
    scale = width / wide
    size = float(svg.get("font-size")) * scale
    frame = html.fragment_fromstring(
        f'<div class="drawing" style="width:{width:.2f}mm;height:{high * scale:.2f}mm"></div>'
    )
    for text in list(svg.iter("text")):
        x, y = (float(text.get("x")) - left) * scale, (float(text.get("y")) - top) * scale
        place = f"right:{width - x:.2f}mm;text-align:right"
        if text.get("text-anchor") == "middle":
            place = f"left:{x - 40:.2f}mm;width:80mm;text-align:center"
        elif text.get("text-anchor") == "end":
            place = f"left:{x:.2f}mm;text-align:left"
        weight = ";font-weight:700" if text.get("font-weight") == "700" else ""
        span = html.fragment_fromstring(
            f'<span class="drawing__words plain" style="{place};top:{y - _ASCENT * size:.2f}mm;'
            f'font-size:{size:.2f}mm{weight}"></span>'
        )
        span.text = text.text_content()
        frame.append(span)
        text.drop_tree()
    svg.addprevious(frame)
    frame.insert(0, svg)
