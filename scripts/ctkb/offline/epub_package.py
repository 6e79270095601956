"""The two files that make chapters a book: the package, and the contents that readers open.

What the metadata says of accessibility is true of every book, or is left out: no conformance is
claimed, because nobody has evaluated one.

Source: EPUB 3.3, sections 5 and 7; EPUB Accessibility 1.1, section 2.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from ctkb.languages import LangTag, get_language
from ctkb.offline.books import EVERYTHING, Book
from ctkb.offline.reading import Heading, write_language
from ctkb.offline.tasks import STEM, edition_date

CONTENTS = "contents.xhtml"
COVER = "cover.xhtml"
NOTICE = "notice.xhtml"
STYLE = "style.css"


@dataclass(frozen=True, slots=True)
class EpubChapter:
    """A chapter in its file. title: in the contents. lang: of title, headings and words."""

    file: str
    title: str
    lang: LangTag
    kind: str
    headings: tuple[Heading, ...]
    has_drawing: bool


def make_identifier(book: Book) -> str:
    """Return the book's identifier: the same for one book of one language and edition."""
    name = f"{STEM}/{book.id}/{book.lang}/{book.edition}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def write_package(book: Book, chapters: Sequence[EpubChapter]) -> str:
    """Return the package: what the book is, which files it has, and their order."""
    items = [(CONTENTS, "nav"), (COVER, ""), (NOTICE, "")]
    items += [(chapter.file, "svg" if chapter.has_drawing else "") for chapter in chapters]
    manifest = "\n".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"'
        + (f' properties="{what}"/>' if what else "/>")
        for number, (name, what) in enumerate(items)
    )
    order = (COVER, NOTICE, CONTENTS, *(chapter.file for chapter in chapters))
    numbers = {name: number for number, (name, _) in enumerate(items)}
    spine = "\n".join(f'<itemref idref="i{numbers[name]}"/>' for name in order)
    direction = get_language(book.lang).direction
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" \
xml:lang="{book.lang}" dir="{direction}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{_write_metadata(book, chapters)}
</metadata>
<manifest>
{manifest}
<item id="style" href="{STYLE}" media-type="text/css"/>
</manifest>
<spine page-progression-direction="{direction}">
{spine}
</spine>
</package>
"""


def _write_metadata(book: Book, chapters: Sequence[EpubChapter]) -> str:
    notice = book.notice
    words = sorted({chapter.lang for chapter in chapters} - {book.lang})
    drawings = any(chapter.has_drawing for chapter in chapters)
    lines = [
        f'<dc:identifier id="id">{make_identifier(book)}</dc:identifier>',
        f'<dc:title id="title">{escape(book.title)}</dc:title>',
        '<meta refines="#title" property="title-type">main</meta>',
        *(f"<dc:language>{lang}</dc:language>" for lang in (book.lang, *words)),
        f"<dc:description>{escape(f'{notice.subtitle} {notice.notice}')}</dc:description>",
        f"<dc:rights>{escape(notice.facts[-1][1])}</dc:rights>",
        _write_meta("dcterms:modified", f"{edition_date(book.edition):%Y-%m-%dT%H:%M:%SZ}"),
    ]
    if book.id != EVERYTHING:
        lines += [
            f'<meta property="belongs-to-collection" id="all">{escape(notice.name)}</meta>',
            '<meta refines="#all" property="collection-type">series</meta>',
        ]
    features = [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
    ]
    summary = book.words["epub-summary"]
    if drawings:
        features += ["alternativeText", "longDescription"]
        summary = f"{summary} {book.words['epub-diagrams']}"
    modes = ["textual", *(["visual"] if drawings else [])]
    lines += [
        *(_write_meta("schema:accessMode", mode) for mode in modes),
        _write_meta("schema:accessModeSufficient", "textual"),
        *(_write_meta("schema:accessibilityFeature", feature) for feature in features),
        _write_meta("schema:accessibilityHazard", "none"),
        _write_meta("schema:accessibilitySummary", summary),
    ]
    return "\n".join(lines)


def _write_meta(name: str, value: str) -> str:
    return f'<meta property="{name}">{escape(value)}</meta>'


def write_contents(book: Book, parts: Sequence[tuple[str | None, Sequence[EpubChapter]]]) -> str:
    """Return the body of the contents. parts: title or None, and chapters, in reading order."""
    words = book.words
    entries = [_write_entry(NOTICE, words["page-notice"])]
    for title, chapters in parts:
        if title and len(chapters) == 1:
            entries.append(_write_chapter(book, replace(chapters[0], title=title)))
            continue
        own = [_write_chapter(book, chapter) for chapter in chapters]
        entries += [_write_entry(chapters[0].file, title, inner=own)] if title else own
    first = parts[0][1][0].file
    places = [
        _write_entry(COVER, words["epub-cover"], "titlepage"),
        _write_entry(CONTENTS, words["page-contents"], "toc"),
        _write_entry(first, words["epub-begin"], "bodymatter"),
    ]
    heading = escape(words["page-contents"])
    return (
        f'<nav epub:type="toc" role="doc-toc" aria-labelledby="toc">\n<h1 id="toc">{heading}</h1>\n'
        f"<ol>\n{''.join(entries)}</ol>\n</nav>\n"
        f'<nav epub:type="landmarks" aria-label="{escape(words["epub-places"])}" hidden="hidden">\n'
        f"<ol>\n{''.join(places)}</ol>\n</nav>"
    )


def _write_chapter(book: Book, chapter: EpubChapter) -> str:
    lang = chapter.lang if chapter.lang != book.lang else None
    inner = [_write_entry(f"{chapter.file}#{h.id}", h.title, lang=lang) for h in chapter.headings]
    return _write_entry(chapter.file, chapter.title, inner=inner, lang=lang)


def _write_entry(
    href: str,
    title: str,
    kind: str | None = None,
    inner: Sequence[str] = (),
    lang: LangTag | None = None,
) -> str:
    says = f' epub:type="{kind}"' if kind else ""
    language = f' xml:lang="{lang}" {write_language(lang)}' if lang else ""
    below = f"\n<ol>\n{''.join(inner)}</ol>\n" if inner else ""
    return f'<li><a href="{href}"{says}{language}>{escape(title)}</a>{below}</li>\n'
