"""What stands round the chapters: cover, contents, running header and footer, terms and pages."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin

from ctkb.languages import address_prefix
from ctkb.offline.books import Book, Chapter, has_real_host
from ctkb.offline.docx_body import TEXT_WIDTH, Body
from ctkb.offline.docx_elements import TONGUES, Element, R, Tongue, make
from ctkb.offline.docx_runs import Look, Piece, read_pieces
from ctkb.offline.folder import SiteFolder
from ctkb.offline.pages import read_page
from ctkb.word_styles import (
    ADDRESS,
    BACK_ENTRY,
    BACK_HEADING,
    COVER,
    NUMBER,
    bookmark_name,
    term_anchor,
)

_MARGIN = (11906 - TEXT_WIDTH) // 2


def write_cover(body: Body, book: Book) -> None:
    """Write the cover: what this is, what it is not, of which edition, how to comment on it."""
    notice = book.notice
    body.out += [
        body.write(COVER, body.say_words(notice.name)),
        body.write("Title", body.say_words(book.title)),
        body.write("Subtitle", body.say_words(notice.standing)),
        body.write(COVER, body.say_words(notice.subtitle)),
        body.write(COVER, body.say_words(notice.notice, bold=True)),
    ]
    for term, value in notice.facts:
        words = [*body.say_words(f"{term}: ", bold=True), *body.say_words(value)]
        body.out.append(body.write(COVER, words))
    body.out.append(body.write(COVER, body.say_words(body.say("docx-how-to-comment"))))


def number_chapter(chapter: Chapter) -> str:
    """Return the number of a chapter, read from its first paragraph's; nothing where it has none.

    ``3`` for a chapter whose paragraphs are 3.1, 3.2 and so on."""
    marks = chapter.article.xpath(".//span[contains(concat(' ', @class, ' '), ' kb-number ')]")
    return str(marks[0].text_content()).partition(".")[0] if marks else ""


def write_contents(body: Body, book: Book) -> None:
    """Write the table of contents: a field that Word brings up to date, filled in already."""
    body.out.append(body.write("TOC Heading", body.say_words(body.say("docx-contents"))))
    entries: list[tuple[str, str, list[Piece]]] = []
    for chapter in book.chapters:
        number = number_chapter(chapter)
        look = Look(TONGUES[chapter.words])
        title = [Piece(f"{number}. {chapter.title}" if number else chapter.title, look)]
        entries.append(("TOC 1", chapter.id, title))
        for heading in chapter.article.iter("h2"):
            anchor = heading.get("id")
            if anchor and heading.getparent().get("class") != "kb-sources":
                pieces = read_pieces(heading, look, lambda _: "")
                entries.append(("TOC 2", anchor, pieces))
    code = ' TOC \\o "1-2" \\h \\z \\u '
    for at, (style, anchor, pieces) in enumerate(entries):
        linked = [
            Piece(p.text, Look(p.look.tongue, link=f"#{bookmark_name(anchor)}")) for p in pieces
        ]
        before = [] if at else _begin_field(code)
        tongue = pieces[0].look.tongue if pieces else body.tongue
        written = body.write(style, linked, before=before, tongue=tongue)
        if at == len(entries) - 1:
            written.append(make("r", make("fldChar", fldCharType="end")))
        body.out.append(written)


def _begin_field(code: str) -> list[Element]:
    text = make("instrText", code)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        make("r", make("fldChar", fldCharType="begin")),
        make("r", text),
        make("r", make("fldChar", fldCharType="separate")),
    ]


def make_header(body: Body, book: Book) -> list[Element]:
    """Return the paragraphs of the running header: what it is, and that it is unofficial."""
    notice = book.notice
    line = [
        *body.say_words(f"{notice.name} · "),
        *body.say_words(notice.standing, bold=True),
    ]
    return [
        body.write("Header", line),
        body.write("Header", body.say_words(notice.notice)),
    ]


def make_footer(body: Body, book: Book) -> list[Element]:
    """Return the paragraph of the running footer: title, edition and number of the page."""
    words = body.say("docx-edition").format(edition=book.edition)
    written = body.write("Footer", body.say_words(f"{book.title} · {words} · "))
    written.extend([*_begin_field(" PAGE "), make("r", make("t", "1"))])
    written.append(make("r", make("fldChar", fldCharType="end")))
    return [written]


def make_section(tongue: Tongue, header: str, footer: str) -> Element:
    """Return the properties of the document's one section. header, footer: ids of relations."""
    head = make("headerReference", type="default")
    head.set(f"{{{R}}}id", header)
    foot = make("footerReference", type="default")
    foot.set(f"{{{R}}}id", footer)
    margins = make(
        "pgMar",
        top=1500,
        bottom=1200,
        left=_MARGIN,
        right=_MARGIN,
        header=560,
        footer=560,
        gutter=0,
    )
    return make(
        "sectPr",
        head,
        foot,
        make("pgSz", w=11906, h=16838),
        margins,
        make("cols", space=708),
        make("bidi") if tongue.rtl else None,
    )


def write_terms(body: Body, folder: SiteFolder, book: Book) -> None:
    """Write the terms that the chapters mark, each with the glossary's definition."""
    used = {str(one) for chapter in book.chapters for one in chapter.article.xpath(".//@data-term")}
    entries = _read_definitions(folder, book) if used else {}
    known = [term for term in entries if term in used]
    if not known:
        return
    body.out.append(body.write(BACK_HEADING, body.say_words(body.say("docx-terms"))))
    for term in known:
        name, definition = entries[term]
        words = [*name, *body.say_words(" — "), *definition]
        body.out.append(body.write(BACK_ENTRY, words, anchor=term_anchor(term)))


def _read_definitions(
    folder: SiteFolder, book: Book
) -> Mapping[str, tuple[list[Piece], list[Piece]]]:
    """Return of each term of the glossary its name and its definition, in the glossary's order."""
    address = f"{address_prefix(book.lang)}glossary.html"
    if address not in folder.pages:
        return {}
    found: dict[str, tuple[list[Piece], list[Piece]]] = {}
    look = Look(TONGUES[book.lang])
    for name in read_page(folder, address).article.iter("dt"):
        definition = name.getnext()
        term = (name.get("id") or "").removeprefix("term-")
        if term and definition is not None:
            shown = read_pieces(name, Look(look.tongue, bold=True), lambda _: "")
            words = read_pieces(definition, look, lambda _: "", skip="sup")
            found[term] = (
                [Piece(p.text, Look(p.look.tongue, bold=True)) for p in shown],
                [Piece(p.text, Look(p.look.tongue)) for p in words],
            )
    return found


def write_pages(body: Body, folder: SiteFolder) -> None:
    """Write the pages outside the document that it names, each with its address in the site."""
    if not body.pages.words:
        return
    body.out.append(body.write(BACK_HEADING, body.say_words(body.say("docx-pages"))))
    host = folder.manifest.site_url if has_real_host(folder.manifest.site_url) else ""
    for number, address in enumerate(body.pages.words, start=1):
        page = folder.pages.get(address.partition("#")[0])
        title = page.title if page is not None else body.pages.words[address]
        link = urljoin(host, address) if host else ""
        words = [
            *body.say_words(f"{number}.", style=NUMBER),
            *body.say_words(f" {title} — "),
            Piece(address, Look(TONGUES["en"], style=ADDRESS, link=link)),
        ]
        body.out.append(body.write(BACK_ENTRY, words, anchor=f"page-{number}"))
