"""The article of a page to paragraphs and tables of a Word document, block by block."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ctkb.offline.docx_elements import Counters, Element, Tongue, W, make
from ctkb.offline.docx_runs import Look, Piece, Relate, read_pieces, write_pieces
from ctkb.word_styles import (
    BLOCK_LISTS,
    BLOCK_TEXTS,
    BLOCK_TITLES,
    BULLET,
    CELL,
    CELL_HEAD,
    CODE,
    CONTINUED,
    GENERATED,
    GENERATED_TABLE,
    MATRIX,
    NUMBER,
    ORDERED,
    PARAGRAPH,
    QUOTE,
    SOURCE,
    SOURCES_HEADING,
    TABLE,
    bookmark_name,
    style_id,
)

TEXT_WIDTH = 9298
"""Of a page's text, in twentieths of a point: A4 with margins of 23 mm."""
BULLETS, BOXES, COUNTED = 1, 2, 3
"""Numbers of the lists that styles bring; behind them each ordered list of a page has its own."""
_HEADINGS = {"h2": "Heading 2", "h3": "Heading 3", "h4": "Heading 4"}
_BLOCKS = {
    "kb-note": "note",
    "kb-warning": "warning",
    "kb-key-facts": "key-facts",
    "kb-checklist-frame": "checklist",
    "kb-process": "process",
    "kb-decision": "decision",
    "kb-matrix": "matrix",
}
_INNER = "ul ol p div table section blockquote pre dl"
_HOLDERS = frozenset(_INNER.split()) | {"li", "dt", "dd", "article", "figure", "details", "thead"}


@dataclass(slots=True)
class Pages:
    """Pages outside the document that it names: address from the site's root -> words of the first
    link to it."""

    words: dict[str, str] = field(default_factory=dict)

    def lead(self, address: str, words: str) -> str:
        """Return the link to the entry of a page behind the last chapter."""
        self.words.setdefault(address, words)
        return f"#page-{list(self.words).index(address) + 1}"


@dataclass(slots=True)
class Body:
    """Writes articles into one document. relate: for addresses on the web. say: words of copies."""

    relate: Relate
    counters: Counters
    pages: Pages
    say: Callable[[str], str]
    tongue: Tongue
    out: list[Element] = field(default_factory=list)

    # Parts that all blocks are made of

    def write(
        self, style: str, pieces: list[Piece], *, lists: tuple[int, int] | None = None,
        tongue: Tongue | None = None, anchor: str = "", before: list[Element] | None = None,
    ) -> Element:  # fmt: skip
        """Make a paragraph. lists: number of a list and level. before: what stands ahead of the
        words. A bookmark goes round the paragraph's number, else round all of it."""
        tongue = tongue or self.tongue
        numbered = pieces[:1] if pieces and pieces[0].look.style == NUMBER else []
        head = write_pieces(numbered, self.relate)
        rest = write_pieces(pieces[len(numbered) :], self.relate)
        if anchor and numbered:
            head = self.counters.mark(bookmark_name(anchor), head)
        elif anchor:
            rest = self.counters.mark(bookmark_name(anchor), rest)
        properties = make(
            "pPr",
            make("pStyle", val=style_id(style)),
            make("numPr", make("ilvl", val=lists[1]), make("numId", val=lists[0]))
            if lists
            else None,
            make("bidi") if tongue.rtl else None,
        )
        return make("p", properties, *(before or []), *head, *rest)

    def read(self, element: HtmlElement, *, skip: str = "", bold: bool = False) -> list[Piece]:
        """Return the words of an element of the page."""
        return read_pieces(element, Look(self.tongue, bold=bold), self.lead, skip=skip)

    def say_words(self, text: str, *, bold: bool = False, style: str = "") -> list[Piece]:
        """Return words of our own as a paragraph's pieces."""
        return [Piece(text, Look(self.tongue, bold=bold, style=style))] if text else []

    def lead(self, link: HtmlElement) -> str:
        """Return where a link leads: into the document, to the web, or to the entry of a page."""
        href = str(link.get("href") or "")
        if href.startswith("#"):
            return f"#{bookmark_name(href[1:])}"
        if href:
            return href
        address = link.get("data-page")
        words = " ".join(link.text_content().split())
        return self.pages.lead(address, words) if address else ""

    # Blocks

    def write_children(self, parent: HtmlElement, style: str = PARAGRAPH) -> None:
        """Write everything that stands in an element, one below the other."""
        for child in parent:
            if isinstance(child.tag, str):
                self.write_block(child, style)

    def write_block(self, block: HtmlElement, style: str = PARAGRAPH) -> None:
        """Write one block of an article. style: of paragraphs where no block asks for another."""
        tag = str(block.tag)
        classes = block.get("class", "").split()
        kind = next((_BLOCKS[one] for one in classes if one in _BLOCKS), "")
        if tag == "p":
            anchor = block.get("id") or ""
            self.out.append(self.write(style, self.read(block), anchor=anchor))
        elif tag in _HEADINGS:
            heading = self.write(_HEADINGS[tag], self.read(block), anchor=block.get("id") or "")
            self.out.append(heading)
        elif kind:
            self._write_titled(block, kind)
        elif tag in ("ul", "ol"):
            self.write_list(block)
        elif tag == "table":
            self.write_table(block)
        elif tag == "blockquote":
            self.write_children(block, QUOTE)
        elif tag == "pre":
            for line in block.text_content().rstrip("\n").split("\n"):
                self.out.append(self.write(CODE, self.say_words(line)))
        elif "kb-sources" in classes:
            self._write_sources(block)
        elif "kb-table" in classes:
            self.write_children(block, style)
        else:
            self._write_generated(block)

    def write_list(self, block: HtmlElement, level: int = 0, style: str = "", own: int = 0) -> None:
        """Write a list and the lists in it. style: of all its items. own: number of its list."""
        number = own or (self._new_list() if block.tag == "ol" else BULLETS)
        named = style or (ORDERED if block.tag == "ol" else BULLET)
        for item in block.iterchildren("li"):
            words = self.read(item, skip=_INNER)
            paragraphs = list(item.iterchildren("p"))
            if not words and paragraphs:
                words = self.read(paragraphs.pop(0))
            box = [self.tick(words)] if own == BOXES else None
            words = [*self.say_words(" "), *words] if box else words
            written = self.write(named, words, lists=(number, min(level, 5)), before=box)
            self.out.append(written)
            for inner in item:
                if inner in paragraphs:
                    self.out.append(self.write(style or CONTINUED, self.read(inner)))
                elif inner.tag in ("ul", "ol"):
                    self.write_list(inner, level + 1, style, own)

    def _new_list(self) -> int:
        self.counters.lists.append(COUNTED + 1 + len(self.counters.lists))
        return self.counters.lists[-1]

    def tick(self, words: list[Piece]) -> Element:
        """Make a box to tick, named by the words beside it."""
        states = [
            make("w14:checked", val=0),
            make("w14:checkedState", val="2612", font="MS Gothic"),
            make("w14:uncheckedState", val="2610", font="MS Gothic"),
        ]
        fonts = make("rFonts", ascii="MS Gothic", hAnsi="MS Gothic", eastAsia="MS Gothic")
        title = "".join(piece.text for piece in words)
        return make(
            "sdt",
            self.name_control(title, make("w14:checkbox", *states)),
            make("sdtContent", make("r", make("rPr", fonts), make("t", "☐"))),
        )

    def name_control(self, title: str, *kinds: Element) -> Element:
        """Make the properties of a content control. title: cut to the length Word takes."""
        shown = " ".join(title.split())
        shown = shown if len(shown) <= 64 else f"{shown[:63]}…"
        number = self.counters.next_control()
        tag = make("tag", val=f"kb-{self.counters.control}")
        return make("sdtPr", make("alias", val=shown) if shown else None, tag, number, *kinds)

    def write_table(self, table: HtmlElement, style: str = TABLE) -> None:
        """Write a table; the first row of its head is said again on each page."""
        rows = [
            (row, row.getparent() is not None and row.getparent().tag == "thead")
            for row in table.iter("tr")
        ]
        width = max((len(row) for row, _ in rows), default=1)
        written = []
        for row, is_head in rows:
            cells = []
            for cell in row:
                bold = cell.tag == "th" and not is_head
                words = self.read(cell, bold=bold)
                cells.append([self.write(CELL_HEAD if is_head else CELL, words)])
            written.append(self.row(cells, width, head=is_head))
        self.add_table(style, written, width, title=table.get("aria-label") or "")

    def row(self, cells: list[list[Element]], width: int, *, head: bool = False) -> Element:
        """Make a row of a table of so many columns of the same width."""
        properties = make("trPr", make("cantSplit"), make("tblHeader") if head else None)
        cells = cells + [[self.write(CELL, [])] for _ in range(width - len(cells))]
        boxes = [
            make("tc", make("tcPr", make("tcW", w=TEXT_WIDTH // width, type="dxa")), *cell)
            for cell in cells
        ]
        return make("tr", properties, *boxes)

    def add_table(self, style: str, rows: list[Element], width: int, *, title: str = "") -> None:
        """Put a table into the document, and a small paragraph below: two tables that touch grow
        together in Word."""
        if not rows:
            return
        has_head = rows[0].find("w:trPr/w:tblHeader", {"w": W}) is not None
        look = make("tblLook", val="0420" if has_head else "0400", firstRow=int(has_head))
        properties = make(
            "tblPr",
            make("tblStyle", val=style_id(style)),
            make("bidiVisual") if self.tongue.rtl else None,
            make("tblW", w=5000, type="pct"),
            make("tblLayout", type="autofit"),
            look,
            make("tblCaption", val=title) if title else None,
        )
        columns = [make("gridCol", w=TEXT_WIDTH // width) for _ in range(width)]
        self.out.append(make("tbl", properties, make("tblGrid", *columns), *rows))
        self.out.append(make("p", make("pPr", make("pStyle", val="KBGap"))))

    def _write_titled(self, block: HtmlElement, kind: str) -> None:
        title = next(block.iterchildren("p"), None)
        if title is not None and "kb-block-title" in title.get("class", ""):
            self.out.append(self.write(BLOCK_TITLES[kind], self.read(title)))
        inside = block.find("div[@class='kb-diagram__words']")
        for child in block if inside is None else inside:
            if child is title or child.get("class") == "kb-diagram__note":
                continue
            if kind == "matrix":
                for table in child.iter("table"):
                    self.write_table(table, MATRIX)
            elif child.tag in ("ul", "ol"):
                style = BLOCK_LISTS.get(kind, BLOCK_TEXTS[kind])
                self.write_list(child, style=style, own=BOXES if kind == "checklist" else 0)
            else:
                self.write_block(child, BLOCK_TEXTS[kind])

    def _write_sources(self, block: HtmlElement) -> None:
        heading = next(block.iterchildren("h2"), None)
        if heading is not None:
            self.out.append(self.write(SOURCES_HEADING, self.read(heading)))
        for number, entry in enumerate(block.xpath("./ol/li"), start=1):
            mark = self.say_words(f"[{number}]", style=NUMBER)
            words = [*self.say_words(" "), *self.read(entry)]
            written = self.write(SOURCE, [*mark, *words], anchor=entry.get("id") or "")
            self.out.append(written)

    def _write_generated(self, block: HtmlElement) -> None:
        """Write what the site made of data: line by line, its tables as tables."""
        if block.tag == "table":
            self.write_table(block, GENERATED_TABLE)
            return
        if block.tag == "svg":
            return
        skip = " ".join(_HOLDERS | set(_HEADINGS))
        words = self.read(block, skip=skip)
        if any(re.search(r"\w", piece.text) for piece in words):
            self.out.append(self.write(GENERATED, words))
        for child in block:
            if isinstance(child.tag, str) and (child.tag in _HOLDERS or child.tag in _HEADINGS):
                self._write_generated(child)
