"""A book as one HTML document for paper: cover, contents, chapters, and the sheet of its lines.

Plain strings and trees; what draws it on pages is ``pdf``. The styles stand in ``paper/``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import cast

from lxml import html
from lxml.html import HtmlElement

from ctkb.languages import LangTag, get_language
from ctkb.offline.books import EVERYTHING, Book, Chapter
from ctkb.offline.typesetting import FACES, prepare_article
from ctkb.offline.words import CopyWords, read_words

FONTS = (
    "Noto Sans",
    "Noto Serif",
    "Noto Sans Mono",
    "Noto Sans Arabic",
    "Noto Naskh Arabic",
    "Noto Sans CJK SC",
    "Noto Sans Symbols2",
)
"""Every family that the styles name."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to print. html: the document. css: its style sheets, in order. lang: of the
    document. titles: of the ids in it that links lead to, for readers who cannot see where a link
    leads. title: of the file."""

    html: str
    css: tuple[str, ...]
    lang: LangTag
    title: str
    titles: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    level: int
    id: str
    number: str
    title: str
    lang: LangTag
    english: bool


def make_paper(book: Book) -> Paper:
    """Make the document of a book. The chapters' articles are changed on the way."""
    whole = book.id == EVERYTHING
    entries: list[_Entry] = []
    chapters: list[str] = []
    for part in book.parts:
        several = whole and part.product is None and len(part.chapters) > 1
        for place, chapter in enumerate(part.chapters):
            opens = several and place == 0
            if opens:
                entries.append(
                    _Entry(1, f"part--{chapter.id}", "", part.title or "", book.lang, english=False)
                )
            level = 2 if several or (whole and part.product and place) else 1
            entries.extend(_list_entries(chapter, level, book))
            chapters.append(
                draw_chapter(chapter, book, level, part.title if opens else None, whole=whole)
            )
    words = book.words
    shown = [entry for entry in entries if entry.level <= 2]
    title = _title(book)
    return Paper(
        html=wrap_document(
            title,
            book.lang,
            draw_cover(book) + _draw_contents(shown, words, whole=whole) + "".join(chapters),
            book.edition,
        ),
        css=(read_style("base"), read_style("book"), _draw_lines(book)),
        lang=book.lang,
        title=title,
        titles={entry.id: entry.title for entry in entries},
    )


def wrap_document(title: str, lang: LangTag, body: str, edition: str) -> str:
    """Return a whole HTML document. body: its markup."""
    return (
        f'<!doctype html><html lang="{lang}" dir="{get_language(lang).direction}"><head>'
        f'<meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="generator" content="ctkb {escape(edition)}"></head>'
        f'<body lang="{lang}">{body}</body></html>'
    )


@cache
def read_style(name: str) -> str:
    """Return a style sheet of ``paper/``."""
    return (files("ctkb.offline") / "paper" / f"{name}.css").read_text(encoding="utf-8")


def draw_cover(book: Book) -> str:
    """Draw the cover: what this is, what it is not, and the edition. No emblem."""
    notice, words = book.notice, book.words
    whole = book.id == EVERYTHING
    name = "" if whole else f'<p class="cover__name plain">{escape(notice.name)}</p>'
    about = f'<p class="cover__about">{escape(words["pdf-everything"])}</p>' if whole else ""
    edition = words["pdf-edition"].format(edition=book.edition)
    language = get_language(book.lang).endonym
    facts = "".join(
        f'<p><span class="soft">{escape(term)}{words["pdf-colon"]}</span>{escape(value)}</p>'
        for term, value in notice.facts
    )
    return (
        f'<section class="cover">{name}<h1 class="cover__title">{escape(book.title)}</h1>'
        f'<p class="cover__standing plain">{escape(notice.standing)}</p>'
        f'<p class="cover__subtitle">{escape(notice.subtitle)}</p>{about}'
        f'<p class="cover__edition plain">{escape(edition)} · {escape(language)}</p>'
        f'<div class="cover__notice plain"><p>{escape(notice.notice)}</p></div>'
        f'<div class="facts plain">{facts}</div></section>'
    )


def draw_chapter(
    chapter: Chapter, book: Book, level: int, part: str | None, *, whole: bool = False
) -> str:
    """Draw a chapter with its standing below the title. level: of its title among the headings.
    part: title of the part that it opens, if the part has one of its own."""
    article = chapter.article
    article.set("class", "chapter")
    article.set("data-standing", shorten_standing(chapter))
    prepare_article(article, chapter.words, see=not whole)
    top = cast(HtmlElement, article.find("h1"))
    number = _number(article)
    for heading in list(article.iter("h1", "h2", "h3", "h4", "h5")):
        was = int(heading.tag[1])
        heading.set("class", f"head-{was}")
        heading.set("style", f"bookmark-level: {was + level - 1}")
        heading.tag = f"h{was + level - 1}"
    top.set("class", "chapter__title")
    before = []
    if part:
        before.append(
            f'<h1 class="chapter__part" id="part--{chapter.id}" lang="{book.lang}" '
            f'style="bookmark-level: 1">{escape(part)}</h1>'
        )
    if number:
        label = read_words(chapter.words)["pdf-chapter"].format(number=number)
        before.append(f'<p class="chapter__number plain">{escape(label)}</p>')
    direction = get_language(book.lang).direction
    for piece in before:
        top.addprevious(html.fragment_fromstring(piece))
    told = (
        f'<p class="untranslated">{escape(chapter.untranslated)}</p>'
        if chapter.untranslated
        else ""
    )
    space = "" if book.lang == "zh" else " "
    top.addnext(
        html.fragment_fromstring(
            f'<div class="chapter__standing plain" lang="{book.lang}" dir="{direction}">{told}'
            f"<p>{escape(space.join(chapter.standing))}</p></div>"
        )
    )
    return str(html.tostring(article, encoding="unicode", with_tail=False))


def shorten_standing(chapter: Chapter) -> str:
    """Return how a text came about and whether a person reviewed it: the first and the last
    sentence of its standing."""
    return " ".join(dict.fromkeys((*chapter.standing[:1], *chapter.standing[-1:])))


def css_string(text: str) -> str:
    """Return a text as a string of a style sheet."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def css_counted(pattern: str, **counters: str) -> str:
    """Return a text with places as the value of ``content``, each place filled with a counter."""
    text = css_string(pattern)
    for name, counter in counters.items():
        text = text.replace(f"{{{name}}}", f'" {counter} "')
    return text


def _title(book: Book) -> str:
    name = book.notice.name
    return name if book.title == name else f"{book.title} · {name}"


def _number(article: HtmlElement) -> str:
    found = article.find_class("kb-number")
    return str(found[0].text_content()).partition(".")[0].strip() if found else ""


def _list_entries(chapter: Chapter, level: int, book: Book) -> list[_Entry]:
    english = chapter.untranslated is not None
    number = _number(chapter.article)
    entries = [_Entry(level, chapter.id, number, chapter.title, chapter.words, english)]
    for heading in chapter.article.iter("h2", "h3"):
        if heading.get("id"):
            deep = level + int(heading.tag[1]) - 1
            deep += 2 if book.id == EVERYTHING or _is_sources(heading) else 0
            text = " ".join(str(heading.text_content()).split())
            entries.append(_Entry(deep, heading.get("id"), "", text, chapter.words, english=False))
    return entries


def _is_sources(heading: HtmlElement) -> bool:
    return str(heading.get("id")).endswith("--sources")


def _draw_contents(entries: list[_Entry], words: CopyWords, *, whole: bool) -> str:
    rows = []
    for entry in entries:
        number = ""
        if entry.level == 1 and not whole:
            number = f'<span class="entry__number">{escape(entry.number)}</span>'
        direction = get_language(entry.lang).direction
        title = f'<bdi lang="{entry.lang}" dir="{direction}">{escape(entry.title)}</bdi>'
        english = (
            f' <span class="entry__english">{escape(words["book-in-english"])}</span>'
            if entry.english
            else ""
        )
        rows.append(
            f'<li class="entry-{entry.level}"><a href="#{entry.id}">{number}{title}{english}</a>'
            "</li>"
        )
    kind = "everything" if whole else "handbook"
    return (
        f'<section class="contents plain"><h1>{escape(words["pdf-contents"])}</h1>'
        f'<ol class="{kind}">{"".join(rows)}</ol></section>'
    )


def _draw_lines(book: Book) -> str:
    words, notice = book.words, book.notice
    edition = words["pdf-edition"].format(edition=book.edition)
    right = f"{notice.standing} · {edition}"
    return draw_lines(book.lang, css_string(book.title), right, "string(standing)")


def draw_lines(lang: LangTag, head: str, right: str, foot: str) -> str:
    """Return the sheet of the running lines: head and foot of each page, and pages of links.

    head and foot: values of ``content``, at the side where lines begin. right: text at the end of
    the head. In right-to-left languages the sides change places."""
    words = read_words(lang)
    rtl = get_language(lang).direction == "rtl"
    start, end = ("right", "left") if rtl else ("left", "right")
    face = ", ".join(f'"{one}"' for one in FACES.get(lang, "Noto Sans").split(", "))
    page = css_counted(words["pdf-page"], page="counter(page)", pages="counter(pages)")
    box = f"font-family: {face}, 'Noto Sans'; font-size: 7.5pt; line-height: 1.35; color: #4a453e;"
    notice = css_string(" " + words["pdf-notice-short"])
    sees = "".join(
        f"a.see:lang({tag})::after {{ content: "
        + css_counted(read_words(tag)["pdf-see"], page="target-counter(attr(href url), page)")
        + "; font-size: .85em; color: #5a544b; }"
        for tag in dict.fromkeys((LangTag("en"), lang))
    )
    return f"""
@page {{
  margin: 25mm; margin-{start}: 34mm; margin-{end}: 24mm;
  {box} direction: {"rtl" if rtl else "ltr"}; hyphens: manual;
  @top-{start} {{ content: {head}; width: 58%; text-align: {start}; vertical-align: bottom;
    border-bottom: .5pt solid #b9b1a4; padding-bottom: 1.5mm; margin-bottom: 6mm; }}
  @top-{end} {{ content: {css_string(right)}; width: 42%; text-align: {end};
    vertical-align: bottom; border-bottom: .5pt solid #b9b1a4; padding-bottom: 1.5mm;
    margin-bottom: 6mm; }}
  @bottom-{start} {{ content: {foot} {notice}; width: 78%; text-align: {start};
    vertical-align: top; margin-top: 5mm; }}
  @bottom-{end} {{ content: {page}; width: 22%; text-align: {end}; vertical-align: top;
    margin-top: 5mm; }}
}}
@page cover {{
  @top-left {{ content: none }} @top-right {{ content: none }}
  @bottom-left {{ content: none }} @bottom-right {{ content: none }}
}}
{sees}
a.address::after {{ content: " <" attr(href) ">"; font-size: .85em; }}
"""
