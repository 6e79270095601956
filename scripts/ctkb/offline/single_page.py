"""The page for phones: a whole handbook in one HTML file that needs nothing beside itself.

File managers of phones open a page alone: its styles, pictures and other files stay behind. So
everything is inside, there is no script, and a policy in the file itself forbids every request.
"""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import cast

from lxml.html import HtmlElement, fragment_fromstring, tostring

from ctkb.languages import LangTag, get_language
from ctkb.offline.books import EVERYTHING, Book, Chapter, list_books, make_book
from ctkb.offline.folder import SiteFolder, reopen_folder
from ctkb.offline.reading import (
    key_of_book,
    list_headings,
    name_chapter,
    read_style,
    tell_standing,
    with_class,
    write_language,
    write_notice,
)
from ctkb.offline.tasks import Task

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
_LEVELS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}


def find_missing() -> list[str]:
    """Return what has to be installed first: nothing."""
    return []


def list_tasks(folder: SiteFolder, languages: tuple[LangTag, ...]) -> list[Task]:
    """Return a task for each handbook of each language. Everything would be too long a page."""
    edition = folder.manifest.edition
    return [
        Task(
            path=f"{lang}/{book}-{lang}-{edition}.html",
            format="html",
            key=key_of_book(folder, book, lang),
            make=partial(write_single_page, folder.root, book, lang),
            weight=0.5,
        )
        for lang in languages
        for book in list_books(folder)
        if book != EVERYTHING
    ]


def write_single_page(root: Path, book_id: str, lang: LangTag, path: Path) -> None:
    """Write one handbook as one page. root: of a finished site without faults."""
    folder = reopen_folder(root)
    path.write_text(write_page(make_book(folder, book_id, lang, narrow=True)), encoding="utf-8")


def write_page(book: Book) -> str:
    """Return the whole file. The book's articles are changed on the way."""
    words, notice = book.words, book.notice
    chapters = "\n".join(_write_chapter(book, chapter) for chapter in book.chapters)
    return f"""<!doctype html>
<html {write_language(book.lang)}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{escape(book.title)} · {escape(notice.name)}</title>
<style>
{read_style("reading.css")}{read_style("page.css")}</style>
</head>
<body>
<a class="ho-skip" href="#{book.chapters[0].id}">{escape(words["page-skip"])}</a>
<header>
<p class="ho-name">{escape(notice.name)}<br>
<strong>{escape(notice.standing)}</strong></p>
<h1>{escape(book.title)}</h1>
<div class="ho-notice" role="note" aria-label="{escape(words["page-notice"])}">
<p><strong>{escape(notice.subtitle)}</strong></p>
<p>{escape(notice.notice)}</p>
</div>
</header>
<nav aria-labelledby="contents">
<h2 id="contents">{escape(words["page-contents"])}</h2>
{_write_contents(book)}
</nav>
<main>
{chapters}
</main>
<footer>
<h2>{escape(words["page-notice"])}</h2>
{write_notice(book)}
</footer>
</body>
</html>
"""


def _write_contents(book: Book) -> str:
    entries = "\n".join(
        f'<li><a href="#{chapter.id}"{_write_other_language(book, chapter)}>'
        f"{escape(name_chapter(book, chapter))}</a>{_mark_english(book, chapter)}</li>"
        for chapter in book.chapters
    )
    return f"<ol>\n{entries}\n</ol>"


def _mark_english(book: Book, chapter: Chapter) -> str:
    return (
        f" <small>{escape(book.words['book-in-english'])}</small>" if chapter.untranslated else ""
    )


def _write_other_language(book: Book, chapter: Chapter) -> str:
    return "" if chapter.words == book.lang else f" {write_language(chapter.words)}"


def _write_chapter(book: Book, chapter: Chapter) -> str:
    article = chapter.article
    tell_standing(book, chapter)
    sections = _list_sections(book, chapter)
    title = article.find("h1")
    title.text, title[:] = name_chapter(book, chapter), []
    if chapter.words != book.lang and name_chapter(book, chapter) != chapter.title:
        title.set("lang", book.lang)
        title.set("dir", get_language(book.lang).direction)
    if sections is not None:
        article.find("div[@class='ho-standing']").addnext(sections)
    for name in ("class", "data-kind", "data-product", "data-region"):
        article.attrib.pop(name, None)
    for frame in with_class(article, "kb-table"):
        # What scrolls sideways has to be reached with the keyboard.
        frame.set("tabindex", "0")
    for sources in with_class(article, "kb-sources"):
        # Eight landmarks called "Sources" would help nobody.
        sources.tag = "div"
        sources.attrib.pop("aria-labelledby", None)
    for element in article.iter():
        element.tag = _LEVELS.get(element.tag, element.tag)
    text = cast(str, tostring(article, encoding="unicode", with_tail=False))
    back = escape(book.words["page-to-contents"])
    return f'{text}\n<p class="ho-back"><a href="#contents">{back}</a></p>'


def _list_sections(book: Book, chapter: Chapter) -> HtmlElement | None:
    headings = list_headings(chapter)
    if len(headings) < 2:
        return None
    entries = "".join(f'<li><a href="#{h.id}">{escape(h.title)}</a></li>' for h in headings)
    told = f"<summary {write_language(book.lang)}>{escape(book.words['page-sections'])}</summary>"
    return fragment_fromstring(f'<details class="ho-sections">{told}<ul>{entries}</ul></details>')
