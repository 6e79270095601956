"""Handouts on paper: checklist, worksheet, run sheet, how to check the copy, label of the stick."""

from __future__ import annotations

from copy import deepcopy
from html import escape

from lxml import html
from lxml.html import HtmlElement

from ctkb.languages import get_language
from ctkb.offline.books import Book, Chapter
from ctkb.offline.keys import PublicKey
from ctkb.offline.pages import SiteNotice
from ctkb.offline.paper import (
    Paper,
    css_string,
    draw_lines,
    read_style,
    shorten_standing,
    wrap_document,
)
from ctkb.offline.start_facts import name_months
from ctkb.offline.typesetting import prepare_article
from ctkb.offline.verifying import SIGNATURE_COMMAND, list_sum_commands
from ctkb.offline.words import read_words

CHECKLIST, WORKSHEET, EXERCISE = "checklist", "worksheet", "practice"
"""Chapters of a handbook that handouts are made of."""

START = "START.html"
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Sizes of words in points that are tried, until a handout fits its sheets."""
FORM_SIZES = (9.5, 9.0, 8.5, 8.0)
"""The same for a form that should fit one sheet; smaller would be too small to fill in."""

_WIDTH = 182.0  # millimetres of A4 without the margins of a handout
_MARGINS = "@page { margin: 20mm 14mm 20mm; }"
_LABELS = 10


def make_checklist(book: Book, chapter: Chapter) -> Paper:
    """Make the handout of a checklist, for one sheet."""
    article = _prepare(chapter)
    return _make_sheet(book, chapter, _head(book, chapter, article) + _inner(article))


def make_worksheet(book: Book, chapter: Chapter, *, form_only: bool = False) -> Paper:
    """Make the handout of a worksheet: the form, and behind it how to fill it in.

    form_only: without what stands behind it, to see how many sheets the form takes."""
    article = _prepare(chapter)
    head = _head(book, chapter, article)
    forms = article.find_class("kb-worksheet")
    for form in forms:
        form.getparent().remove(form)
    body = head + "".join(html.tostring(one, encoding="unicode", with_tail=False) for one in forms)
    if not form_only:
        body += f'<div class="instructions" {_language(chapter)}>{_inner(article)}</div>'
    return _make_sheet(book, chapter, f"<div {_language(chapter)}>{body}</div>")


def make_run_sheet(book: Book, chapter: Chapter) -> Paper | None:
    """Make the run sheet of a handbook's exercise; None where the chapter has none."""
    article = _prepare(chapter)
    found = [one for one in article.iter("h2") if str(one.get("id")).endswith("--exercise")]
    if not found:
        return None
    say = read_words(chapter.words)
    top = found[0]
    nodes = []
    for node in top.itersiblings():
        if node.tag in ("h2", "section"):
            break
        nodes.append(node)
    name = escape(say["pack-run-sheet"])
    fields = "".join(f"<p>{escape(say[key])}</p>" for key in ("pack-date", "pack-trainer"))
    body = "".join(html.tostring(one, encoding="unicode", with_tail=False) for one in nodes)
    title = " ".join(str(top.text_content()).split())
    return _make_sheet(
        book,
        chapter,
        f'<div {_language(chapter)}><p class="book-name">{escape(book.title)} · {name}</p>'
        f"<h1>{escape(title)}</h1></div>{_standing(book, chapter)}"
        f'<div {_language(chapter)}><div class="fields">{fields}</div>{body}'
        f'<h3>{escape(say["pack-notes"])}</h3><div class="box notes"></div></div>',
    )


def make_check_sheet(
    notice: SiteNotice, edition: str, zip_name: str, signed_by: PublicKey | None
) -> Paper:
    """Make the sheet on how to open and check a copy. zip_name: of the copy. signed_by: the
    key that signed it; None leaves a box to fill in."""
    say = read_words(notice.lang)
    windows, *unix = list_sum_commands(zip_name)
    shell = "\n".join(unix)
    key, signature = '<div class="box"></div>', ""
    if signed_by is not None:
        key = f'<pre lang="en" dir="ltr">{escape(signed_by.fingerprint)}</pre>'
        command = f"{SIGNATURE_COMMAND}\n\nKEY = {signed_by.minisign}"
        signature = (
            f"<p>{escape(say['start-check-signature'])}</p>"
            f'<pre lang="en" dir="ltr">{escape(command)}</pre>'
        )
    name = f'<bdi dir="ltr">{escape(zip_name)}</bdi>'
    body = (
        f"<h1>{escape(say['pack-check-title'])}</h1>"
        f"<p>{escape(notice.subtitle)}</p><p>{escape(notice.notice)}</p>"
        f"<h2>{escape(say['start-open'])}</h2><p>{escape(say['start-extract'])}</p>"
        f"<p>{escape(say['start-works'])}</p>"
        f"<h2>{escape(say['start-check'])}</h2><p>{escape(say['start-check-zip'])}</p>"
        f'<p>{escape(say["start-windows"])}</p><pre lang="en" dir="ltr">{escape(windows)}</pre>'
        f'<p>{escape(say["start-unix"])}</p><pre lang="en" dir="ltr">{escape(shell)}</pre>'
        f"<p>{escape(say['pack-sum']).format(file=name)}</p>"
        f'<div class="box"></div>'
        f"<p>{escape(say['start-fingerprint'])}</p>{key}{signature}"
        f"<p>{escape(say['pack-fill-in'])}</p>"
        f'<p class="important">{escape(say["start-not-same-stick"])}</p>'
    )
    return _wrap(notice, edition, f'<div class="sheet">{body}</div>', say["pack-check-title"], "")


def make_labels(notice: SiteNotice, edition: str) -> Paper:
    """Make a sheet of labels for sticks, to be cut out."""
    say = read_words(notice.lang)
    language = get_language(notice.lang).endonym
    newer = name_months(edition)[1]
    rows = [
        f'<p class="label__name">{escape(notice.name)}</p>',
        f"<p>{escape(notice.standing)}</p>",
        f"<p>{escape(say['pdf-edition'].format(edition=edition))} · {escape(language)}</p>",
        f'<p class="label__open">{escape(say["start-open-file"].format(file=START))}</p>',
        f"<p>{escape(say['pdf-notice-short'])}</p>",
    ]
    if newer:
        after = say["start-label"].format(label=say["start-newer"], value=newer)
        rows.append(f"<p>{escape(after)}</p>")
    cell = f"<td>{''.join(rows)}</td>"
    table = f"<tr>{cell * 2}</tr>" * (_LABELS // 2)
    body = (
        f'<div class="sheet"><p>{escape(say["pack-cut"])}</p>'
        f'<table class="labels"><tbody>{table}</tbody></table></div>'
    )
    return _wrap(notice, edition, body, say["pack-label"], "")


def _make_sheet(book: Book, chapter: Chapter, body: str) -> Paper:
    foot = " ".join(filter(None, (shorten_standing(chapter), chapter.untranslated)))
    whole = f'<div class="sheet">{body}</div>'
    return _wrap(book.notice, book.edition, whole, f"{chapter.title} · {book.title}", foot)


def _wrap(notice: SiteNotice, edition: str, body: str, title: str, foot: str) -> Paper:
    say = read_words(notice.lang)
    right = f"{notice.standing} · {say['pdf-edition'].format(edition=edition)}"
    lines = draw_lines(notice.lang, css_string(notice.name), right, css_string(foot))
    return Paper(
        html=wrap_document(title, notice.lang, body, edition),
        css=(read_style("base"), read_style("sheet"), lines, _MARGINS),
        lang=notice.lang,
        title=title,
        titles={},
    )


def _prepare(chapter: Chapter) -> HtmlElement:
    """Return a copy of a chapter's article without numbers of sources, which lead nowhere here."""
    article = deepcopy(chapter.article)
    for element in article.find_class("kb-cite") + article.find_class("kb-sources"):
        element.drop_tree()
    for link in list(article.iter("a")):
        link.drop_tag()
    prepare_article(article, chapter.words, _WIDTH)
    return article


def _head(book: Book, chapter: Chapter, article: HtmlElement) -> str:
    top = article.find("h1")
    article.remove(top)
    return (
        f'<div {_language(chapter)}><p class="book-name">{escape(book.title)}</p>'
        f"<h1>{escape(chapter.title)}</h1></div>{_standing(book, chapter)}"
    )


def _standing(book: Book, chapter: Chapter) -> str:
    space = "" if book.lang == "zh" else " "
    told = (
        f'<p class="untranslated">{escape(chapter.untranslated)}</p>'
        if chapter.untranslated
        else ""
    )
    return f'<div class="sheet__standing">{told}<p>{escape(space.join(chapter.standing))}</p></div>'


def _language(chapter: Chapter) -> str:
    return f'lang="{chapter.words}" dir="{get_language(chapter.words).direction}"'


def _inner(article: HtmlElement) -> str:
    inner = "".join(
        html.tostring(one, encoding="unicode", with_tail=False) for one in article.iterchildren()
    )
    return f'<div lang="{article.get("lang")}" dir="{article.get("dir")}">{inner}</div>'
