"""Books for e-readers: EPUB 3.3, one of each handbook and one of everything in a language.

Written with the standard library: the chapters are finished XHTML already, and what is left, a
handful of small files, decides whether a book is accessible, reads from right to left and has the
same bytes each time.

Source: EPUB 3.3 and EPUB Accessibility 1.1 (W3C); DPUB-ARIA 1.1 for roles.
"""

from __future__ import annotations

import zipfile
from functools import partial
from html import escape
from pathlib import Path

from ctkb.languages import LangTag, get_language
from ctkb.offline.books import EVERYTHING, Book, Chapter, list_books, make_book
from ctkb.offline.epub_package import (
    CONTENTS,
    COVER,
    NOTICE,
    STYLE,
    EpubChapter,
    write_contents,
    write_package,
)
from ctkb.offline.folder import SiteFolder, reopen_folder
from ctkb.offline.pages import to_xhtml
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
from ctkb.offline.tasks import STEM, Task, edition_date

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


def find_missing() -> list[str]:
    """Return what has to be installed first: nothing."""
    return []


def list_tasks(folder: SiteFolder, languages: tuple[LangTag, ...]) -> list[Task]:
    """Return a task for each book of each language."""
    edition = folder.manifest.edition
    return [
        Task(
            path=f"{lang}/{STEM if book == EVERYTHING else book}-{lang}-{edition}.epub",
            format="epub",
            key=key_of_book(folder, book, lang),
            make=partial(write_epub, folder.root, book, lang),
            weight=3.0 if book == EVERYTHING else 0.6,
        )
        for lang in languages
        for book in list_books(folder)
    ]


def write_epub(root: Path, book_id: str, lang: LangTag, path: Path) -> None:
    """Write one book. root: of a finished site without faults."""
    folder = reopen_folder(root)
    book = make_book(folder, book_id, lang, narrow=True)
    _zip(list_files(book), path, book.edition)


def list_files(book: Book) -> dict[str, str]:
    """Return path -> text of all files of a book, in the order in which they are zipped.

    The book's articles are changed on the way."""
    parts: list[tuple[str | None, list[EpubChapter]]] = []
    files: dict[str, str] = {}
    for part in book.parts:
        entries = []
        for chapter in part.chapters:
            name = f"{chapter.id}.xhtml"
            files[name] = _write_chapter(book, chapter)
            has_drawing = next(chapter.article.iter("svg"), None) is not None
            entries.append(
                EpubChapter(
                    name,
                    name_chapter(book, chapter),
                    chapter.words,
                    chapter.kind,
                    tuple(list_headings(chapter)),
                    has_drawing,
                )
            )
        parts.append((part.title, entries))
    chapters = [chapter for _, entries in parts for chapter in entries]
    inner = {
        "package.opf": write_package(book, chapters),
        CONTENTS: _write_page(book.words["page-contents"], write_contents(book, parts), book.lang),
        STYLE: read_style("reading.css") + read_style("epub.css"),
        COVER: _write_page(book.title, _write_cover(book), book.lang),
        NOTICE: _write_page(book.words["page-notice"], _write_notice(book), book.lang),
        **files,
    }
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        **{f"EPUB/{name}": text for name, text in inner.items()},
    }


def _write_chapter(book: Book, chapter: Chapter) -> str:
    article = chapter.article
    tell_standing(book, chapter)
    article.tag = "section"
    for name in ("class", "data-kind", "data-product", "data-region"):
        article.attrib.pop(name, None)
    article.set("role", "doc-glossary" if chapter.kind == "glossary" else "doc-chapter")
    for frame in with_class(article, "kb-table"):
        # The table itself says its name; nothing scrolls in a book.
        for name in ("role", "aria-label"):
            frame.attrib.pop(name, None)
    for sources in with_class(article, "kb-sources"):
        sources.set("role", "doc-bibliography")
    for cite in with_class(article, "kb-cite"):
        cite.set("dir", get_language(chapter.words).direction)
        for link in cite.iter("a"):
            link.set("role", "doc-biblioref")
    for link in article.iter("a"):
        target = link.get("href", "")
        if target.startswith("#"):
            link.set("href", _lead(target[1:], chapter.id))
    for element in article.iter():
        if isinstance(element.tag, str) and element.get("lang"):
            element.set(_XML_LANG, element.get("lang"))
    title = chapter.title if chapter.title == book.title else f"{chapter.title} · {book.title}"
    return _write_page(title, to_xhtml(article), chapter.words)


def _lead(target: str, own: str) -> str:
    """Return the link to an id of the book. own: id of the chapter in which the link stands."""
    chapter, _, anchor = target.partition("--")
    file = "" if chapter == own and anchor else f"{chapter}.xhtml"
    return f"{file}#{target}" if anchor else file


def _write_page(title: str, body: str, lang: LangTag) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'xml:lang="{lang}" {write_language(lang)}>\n'
        f"<head>\n<title>{escape(title)}</title>\n"
        f'<link rel="stylesheet" type="text/css" href="{STYLE}"/>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _write_cover(book: Book) -> str:
    notice = book.notice
    name = "" if book.title == notice.name else f"<p>{escape(notice.name)}</p>\n"
    term, edition = notice.facts[0]
    return (
        '<section class="ho-cover" epub:type="titlepage">\n'
        f"{name}<h1>{escape(book.title)}</h1>\n"
        f'<p class="ho-unofficial">{escape(notice.subtitle)}</p>\n'
        f"<p>{escape(term)}: <bdi>{escape(edition)}</bdi></p>\n</section>"
    )


def _write_notice(book: Book) -> str:
    return (
        '<section epub:type="copyright-page">\n'
        f"<h1>{escape(book.words['page-notice'])}</h1>\n{write_notice(book)}\n</section>"
    )


def _zip(files: dict[str, str], path: Path, edition: str) -> None:
    """Write the container: its type first and not compressed, dates and modes fixed."""
    when = edition_date(edition).timetuple()[:6]
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, when)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"), how, 9)
