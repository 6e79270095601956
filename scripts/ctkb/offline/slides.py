"""Slides of a handbook for a wall: its method step by step, its decision tree, its stop points.

Made from the sentences of the pages: each part of a step with its first sentence and the number of
its paragraph, so that the room finds the rest on paper. Chapters that have not been translated are
shown in English and say so on each slide.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, replace
from html import escape

from lxml import html
from lxml.html import HtmlElement

from ctkb.languages import get_language
from ctkb.offline.books import Book, Chapter
from ctkb.offline.paper import (
    Paper,
    css_counted,
    css_string,
    read_style,
    shorten_standing,
    wrap_document,
)
from ctkb.offline.typesetting import FACES, draw_diagram, prepare_article

SIZES = (24.0, 22.0, 20.0, 18.5, 17.0, 15.5, 14.0)
"""Sizes of the words of a slide in points, on a page of 320 by 180 mm, the largest first."""

_WIDTH, _DIAGRAM_HEIGHT = 280.0, 114.0  # millimetres, on the same page
_MOST_ITEMS, _FEWEST_ITEMS = 5, 2
_MORE = "…"
_USUAL = (0.54, 1.55)
_SIGNS = {"zh": (1.02, 1.65), "ru": (0.59, 1.55)}
"""Language -> the width of its signs and the height of its lines, as parts of the size."""
_END = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])")


@dataclass(frozen=True, slots=True)
class _Block:
    """A heading of a step and what stands first below it. number: of the paragraph."""

    heading: str
    number: str
    sentence: str
    items: tuple[str, ...]


def make_slides(book: Book) -> Paper:
    """Make the deck of a handbook with chapters ``method`` and ``stop-points``."""
    chapters = {chapter.id: chapter for chapter in book.chapters}
    slides = [_draw_title(book)]
    method, stops = chapters.get("method"), chapters.get("stop-points")
    if method is not None:
        slides += _draw_diagrams(method, "kb-process")
        slides += _draw_sections(method, "--step-")
        slides += _draw_diagrams(method, "kb-matrix")
    if stops is not None:
        slides += _draw_diagrams(stops, "kb-decision")
        slides += _draw_sections(stops, "--stop-")
    slides.append(_draw_end(book, [one for one in (method, stops) if one is not None]))
    body = "".join(
        f'<section class="slide" id="slide-{n}" {one}</section>' for n, one in enumerate(slides)
    )
    sizes = "".join(
        f'.slide[data-size="{n}"] {{ font-size: {size}pt }}' for n, size in enumerate(SIZES)
    )
    title = f"{book.title} · {book.notice.name}"
    return Paper(
        html=wrap_document(title, book.lang, body, book.edition),
        css=(read_style("base"), read_style("slides"), _draw_page(book), sizes),
        lang=book.lang,
        title=title,
        titles={},
    )


def first_sentence(text: str) -> str:
    """Return the first sentence of a text; a very short one takes the next with it."""
    parts = [part for part in _END.split(text) if part]
    sentence = parts[0] if parts else ""
    space = "" if sentence.endswith(("。", "！", "？")) else " "
    for part in parts[1:]:
        if len(sentence) >= 25 or (not space and len(sentence) >= 10):
            break
        sentence += space + part
    return sentence


def _draw_title(book: Book) -> str:
    notice = book.notice
    edition = book.words["pdf-edition"].format(edition=book.edition)
    return (
        f'data-standing=""><p class="name">{escape(notice.name)}</p>'
        f'<h1 class="deck">{escape(book.title)}</h1>'
        f'<p class="standing">{escape(notice.standing)} · {escape(edition)}</p>'
        f'<p class="subtitle">{escape(notice.subtitle)}</p>'
        f'<p class="notice">{escape(notice.notice)}</p>'
    )


def _draw_end(book: Book, chapters: list[Chapter]) -> str:
    rows = "".join(
        f'<p><bdi lang="{one.words}" dir="{get_language(one.words).direction}">'
        f"{escape(one.title)}</bdi>{book.words['pdf-colon']}"
        f"{escape(' '.join(one.standing))} {escape(one.untranslated or '')}</p>"
        for one in chapters
    )
    return (
        f'data-standing=""><h2>{escape(book.words["start-notice"])}</h2>'
        f'<p class="notice">{escape(book.notice.notice)}</p><div class="standings">{rows}</div>'
    )


def _draw_sections(chapter: Chapter, mark: str) -> list[str]:
    article = _strip(chapter)
    found = []
    nodes = list(article)
    for place, node in enumerate(nodes):
        if node.tag == "h2" and mark in str(node.get("id")):
            length = next(
                (n for n, one in enumerate(nodes[place + 1 :]) if one.tag in ("h2", "section")),
                len(nodes),
            )
            found.append(_draw_section(chapter, node, nodes[place + 1 : place + 1 + length]))
    return found


def _draw_section(chapter: Chapter, heading: HtmlElement, nodes: list[HtmlElement]) -> str:
    starts = [n for n, one in enumerate(nodes) if one.tag == "h3"]
    lead = _read_block("", nodes[: starts[0]] if starts else nodes)
    blocks = [
        _read_block(_text(nodes[start]), nodes[start + 1 : end])
        for start, end in zip(starts, [*starts[1:], len(nodes)], strict=True)
    ]
    # What a step needs stands on one side; when it is done well and how it fails on the other.
    if lead.sentence or lead.items:
        start, end = [lead], blocks
    else:
        start, end = blocks[:3], blocks[3:]
    size = _guess_size(start, end, chapter)
    while size is None and _shorten(start, end):
        size = _guess_size(start, end, chapter)
    columns = "".join(
        f'<div class="column">{"".join(map(_draw_block, side))}</div>'
        for side in (start, end)
        if side
    )
    size = len(SIZES) - 1 if size is None else size
    return (
        f'data-size="{size}" {_frame(chapter)}'
        f'<p class="chapter-name">{escape(chapter.title)}</p><h2>{escape(_text(heading))}</h2>'
        f'<div class="columns">{columns}</div></div>'
    )


def _read_block(heading: str, nodes: list[HtmlElement]) -> _Block:
    number, sentence = "", ""
    items: tuple[str, ...] = ()
    for node in nodes:
        if node.tag == "p" and not sentence:
            found = node.find_class("kb-number")
            if found:
                number = _text(found[0])
                found[0].drop_tree()
            sentence = first_sentence(_text(node))
            if not sentence.endswith((":", "：")):
                break
        elif node.tag in ("ul", "ol"):
            items = _cut(tuple(_text(one) for one in node.iterchildren("li")), _MOST_ITEMS)
            break
    return _Block(heading, number, sentence, items)


def _cut(items: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Keep so many items; a mark says that the paragraph holds more."""
    return items if len(items) <= most else (*items[:most], _MORE)


def _shorten(*sides: list[_Block]) -> bool:
    """Take an item from the longest list of a slide. False: no list can do without one."""
    places = [(side, n) for side in sides for n in range(len(side))]
    side, n = max(places, key=lambda one: len(one[0][one[1]].items))
    items = [item for item in side[n].items if item != _MORE]
    if len(items) <= _FEWEST_ITEMS:
        return False
    side[n] = replace(side[n], items=(*items[:-1], _MORE))
    return True


def _guess_size(start: list[_Block], end: list[_Block], chapter: Chapter) -> int | None:
    """Return which of the sizes may fit, so that the engine has few to try, or None."""
    wide, high = _SIGNS.get(chapter.words, _USUAL)
    for place, size in enumerate(SIZES):
        signs = (_WIDTH / 2 - 10) / (size * 0.3528 * wide)
        lines = 115 / (size * 0.3528 * high)
        if all(_count_lines(side, signs) <= lines for side in (start, end)):
            return place
    return None


def _count_lines(side: list[_Block], signs: float) -> float:
    """Return how many lines of so many signs a column takes."""
    texts = [text for one in side for text in (one.heading, one.sentence, *one.items) if text]
    return sum(-(-len(text) // signs) + 0.15 for text in texts)


def _draw_block(block: _Block) -> str:
    heading = f"<h3>{escape(block.heading)}</h3>" if block.heading else ""
    number = f'<span class="number"> {escape(block.number)}</span>' if block.number else ""
    sentence = f"<p>{escape(block.sentence)}{number}</p>" if block.sentence else ""
    items = "".join(f"<li>{escape(item)}</li>" for item in block.items)
    return heading + sentence + (f"<ul>{items}</ul>" if items else "")


def _draw_diagrams(chapter: Chapter, kind: str) -> list[str]:
    slides = []
    for figure in chapter.article.find_class(kind):
        copy = deepcopy(figure)
        svg = copy.find(".//svg")
        title = copy.find_class("kb-block-title")
        if svg is None or not title:
            continue
        wide, high = (float(one) for one in svg.get("viewBox").split()[2:])
        heading = _text(title[0])
        # Of a heading in one line: 28 points, bold.
        signs = _WIDTH / (28 * 0.3528 * 1.06 * _SIGNS.get(chapter.words, _USUAL)[0])
        height = _DIAGRAM_HEIGHT - 13 * ((len(heading) - 1) // signs)
        width = min(_WIDTH, height * wide / high)
        holder = html.fragment_fromstring('<div class="diagram"></div>')
        holder.append(svg)
        holder.set("style", f"padding: 0 {(_WIDTH - width) / 2:.2f}mm")
        draw_diagram(svg, chapter.words, width)
        slides.append(
            f"{_frame(chapter)}"
            f'<p class="chapter-name">{escape(chapter.title)}</p><h2>{escape(heading)}</h2>'
            f"{html.tostring(holder, encoding='unicode', with_tail=False)}</div>"
        )
    return slides


def _frame(chapter: Chapter) -> str:
    """Open a slide: its standing for the foot, the language of its words."""
    standing = " ".join(filter(None, (shorten_standing(chapter), chapter.untranslated)))
    direction = get_language(chapter.words).direction
    return f'data-standing="{escape(standing)}"><div lang="{chapter.words}" dir="{direction}">'


def _strip(chapter: Chapter) -> HtmlElement:
    """Return a copy of a chapter's article without numbers of sources."""
    copy = deepcopy(chapter.article)
    for element in copy.find_class("kb-cite") + copy.find_class("kb-drift"):
        element.drop_tree()
    prepare_article(copy, chapter.words)
    return copy


def _text(element: HtmlElement) -> str:
    return re.sub(r"\s+([.,;:،؛])", r"\1", " ".join(str(element.text_content()).split()))


def _draw_page(book: Book) -> str:
    rtl = get_language(book.lang).direction == "rtl"
    start, end = ("right", "left") if rtl else ("left", "right")
    face = ", ".join(f'"{one}"' for one in FACES.get(book.lang, "Noto Sans").split(", "))
    edition = book.words["pdf-edition"].format(edition=book.edition)
    foot = f"{book.notice.standing} · {edition} · {book.title}"
    page = css_counted(book.words["pdf-page"], page="counter(page)", pages="counter(pages)")
    return f"""
@page {{
  size: 320mm 180mm; margin: 12mm 20mm 20mm;
  font-family: {face}, "Noto Sans"; font-size: 10pt; line-height: 1.35; color: #4a453e;
  hyphens: manual; direction: {"rtl" if rtl else "ltr"};
  @bottom-{start} {{ content: {css_string(foot)} "\\A " string(standing); white-space: pre-wrap;
    width: 80%; text-align: {start}; vertical-align: top; padding-top: 2mm; }}
  @bottom-{end} {{ content: {page}; width: 20%; text-align: {end}; vertical-align: top;
    padding-top: 2mm; }}
}}
.slide {{ string-set: standing attr(data-standing); }}
"""
