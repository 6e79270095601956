"""Word copies: one DOCX for each handbook and language, made to be commented on.

python-docx holds the package together (parts, relations, types, properties) and this room writes
the elements: content controls, bookmarks, direction of runs and the names of styles, which
``ctkb import`` reads back, are out of reach of a converter such as pandoc, whose footnotes are not
needed, since sources are a list at each chapter's end. Diagrams stand as the lists and tables they
were drawn of: Word does not show SVG everywhere.
"""

from __future__ import annotations

import io
import zipfile
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from lxml import etree

from ctkb.languages import LangTag
from ctkb.offline.books import EVERYTHING, Book, Chapter, list_books, make_book
from ctkb.offline.docx_body import Body, Pages
from ctkb.offline.docx_elements import MC, TONGUES, W14, Counters, Element, R, W, make
from ctkb.offline.docx_forms import write_worksheet
from ctkb.offline.docx_front import (
    make_footer,
    make_header,
    make_section,
    number_chapter,
    write_contents,
    write_cover,
    write_pages,
    write_terms,
)
from ctkb.offline.docx_styles import make_numbering, make_styles
from ctkb.offline.folder import SiteFolder, reopen_folder
from ctkb.offline.tasks import Task, edition_date, make_key
from ctkb.word_styles import (
    DESCRIPTION,
    NUMBER,
    PROPERTY_EDITION,
    PROPERTY_LANG,
    PROPERTY_PRODUCT,
    PROPERTY_SITE,
    STATUS,
    UNTRANSLATED,
)

if TYPE_CHECKING:
    from docx.document import Document

LIBRARY = "python-docx 1.2.0"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def list_tasks(folder: SiteFolder, languages: tuple[LangTag, ...]) -> list[Task]:
    """List the Word copies: of each handbook in each language."""
    edition = folder.manifest.edition
    return [
        Task(
            path=f"{lang}/{book}-{lang}-{edition}.docx",
            format="docx",
            key=make_key(folder.digest, "docx", book, lang, LIBRARY),
            make=partial(write_docx, folder.root, book, lang),
            weight=1.0,
        )
        for lang in languages
        for book in list_books(folder)
        if book != EVERYTHING
    ]


def find_missing() -> list[str]:
    """Say what has to be installed before Word copies can be made; nothing if all is there."""
    return [] if find_spec("docx") else ["pip install 'ctkb[offline]'"]


def write_docx(root: Path, book_id: str, lang: LangTag, path: Path) -> None:
    """Write one Word copy. root: of the finished site, opened before."""
    folder = reopen_folder(root)
    path.write_bytes(make_docx(folder, make_book(folder, book_id, lang)))


def make_docx(folder: SiteFolder, book: Book) -> bytes:
    """Make one Word copy: the same book gives the same bytes."""
    from docx import Document as open_template

    document = open_template()
    _empty(document)
    part: Any = document.part
    counters = Counters()
    tongue = TONGUES[book.lang]

    def relate(url: str) -> str:
        return str(part.relate_to(url, f"{R}/hyperlink", is_external=True))

    body = Body(relate, counters, Pages(), book.words.__getitem__, tongue)
    write_cover(body, book)
    write_contents(body, book)
    for chapter in book.chapters:
        _write_chapter(body, chapter)
    write_terms(body, folder, book)
    write_pages(body, folder)
    section: Any = document.sections[0]
    for place, paragraphs in (
        (section.header, make_header(body, book)),
        (section.footer, make_footer(body, book)),
    ):
        place.is_linked_to_previous = False
        _fill(place._element, paragraphs)
    header, footer = (
        place.get(f"{{{R}}}id")
        for place in section._sectPr.iterchildren()
        if place.tag.endswith("Reference")
    )
    _fill(part.styles._element, make_styles(tongue))
    _fill(part.numbering_part._element, make_numbering(counters.lists))
    part._element = _make_root([*body.out, make_section(tongue, header, footer)])
    _write_properties(document, folder, book)
    return _save(document)


def _write_chapter(body: Body, chapter: Chapter) -> None:
    """Write a chapter: title and status in the language of the book, or of the words."""
    own = body.tongue
    words = TONGUES[chapter.words]
    body.tongue = words
    number = number_chapter(chapter)
    mark = body.say_words(number, style=NUMBER)
    title = body.say_words(f" {chapter.title}" if number else chapter.title)
    body.out.append(body.write("Heading 1", [*mark, *title], anchor=chapter.id))
    if chapter.description:
        body.out.append(body.write(DESCRIPTION, body.say_words(chapter.description)))
    body.tongue = own
    if chapter.untranslated:
        body.out.append(body.write(UNTRANSLATED, body.say_words(chapter.untranslated)))
    for sentence in chapter.standing:
        body.out.append(body.write(STATUS, body.say_words(sentence)))
    body.tongue = words
    for block in chapter.article:
        if block.tag == "h1":
            continue
        if "kb-worksheet" in block.get("class", "").split():
            write_worksheet(body, block)
        else:
            body.write_block(block)
    body.tongue = own


def _empty(document: Document) -> None:
    """Take out of the library's template what is not ours: its picture, its application's name."""
    unwanted = ("thumbnail", "extended-properties", "customXml", "stylesWithEffects")
    for holder in (document.part.package, document.part):
        relations: Any = holder.rels
        for key in [key for key, one in relations.items() if one.reltype.endswith(unwanted)]:
            relations.pop(key)


def _fill(element: Element, children: list[Element]) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(children)


def _make_root(children: list[Element]) -> Any:
    """Return the document's root: the namespaces that content controls need are named on it."""
    from docx.oxml import parse_xml

    head = f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w14="{W14}"/>'
    root: Any = parse_xml(head)
    root.set(f"{{{MC}}}Ignorable", "w14")
    root.append(make("body", *children))
    return root


def _write_properties(document: Document, folder: SiteFolder, book: Book) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    moment = edition_date(book.edition).replace(tzinfo=None)
    core = document.core_properties
    core.title = book.title
    core.subject = book.notice.standing
    core.author = book.notice.name
    core.last_modified_by = book.notice.name
    core.comments = book.notice.subtitle
    core.language = TONGUES[book.lang].code
    core.version = book.edition
    core.keywords = ""
    core.identifier = f"{book.id}-{book.lang}-{book.edition}"
    core.created = core.modified = moment
    core.revision = 1
    values = {
        PROPERTY_PRODUCT: book.id,
        PROPERTY_LANG: book.lang,
        PROPERTY_EDITION: book.edition,
        PROPERTY_SITE: folder.manifest.site_url,
    }
    entries = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" '
        f'name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_TYPES}">{entries}</Properties>'
    )
    package: Any = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM, text.encode(), package)
    package.relate_to(part, _CUSTOM_RELATION)


def _save(document: Document) -> bytes:
    """Return the package: parts in order, each with the first day that a zip file can name."""
    raw = io.BytesIO()
    document.save(raw)
    written = io.BytesIO()
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(written, "w") as after:
        names = sorted(before.namelist(), key=lambda one: (one != "[Content_Types].xml", one))
        for name in names:
            data = before.read(name)
            if name == "word/document.xml":
                data = _tidy(data)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            after.writestr(entry, data, compresslevel=9)
    return written.getvalue()


def _tidy(data: bytes) -> bytes:
    """Take away declarations of namespaces that stand on the root already."""
    root = etree.fromstring(data)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r", "mc", "w14"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
