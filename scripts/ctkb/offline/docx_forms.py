"""Worksheets as tables of labels and content controls, to be filled in on screen or by hand."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from ctkb.offline.docx_body import Body
from ctkb.offline.docx_elements import Element, make
from ctkb.offline.docx_runs import Piece
from ctkb.word_styles import (
    CELL,
    FIELD_LABEL,
    WORKSHEET,
    WORKSHEET_PART,
    WORKSHEET_TABLE,
    WORKSHEET_TITLE,
)

LINE = 420
"""Height of a line to write on, in twentieths of a point."""


def write_worksheet(body: Body, block: HtmlElement) -> None:
    """Write one worksheet: its title, and a table for each part."""
    for child in block:
        if child.tag == "h2":
            anchor = child.get("id") or ""
            body.out.append(body.write(WORKSHEET_TITLE, body.read(child), anchor=anchor))
        elif child.tag == "p":
            body.out.append(body.write(WORKSHEET, body.read(child)))
        else:
            _Part(body).write(child)


class _Part:
    """One part. rows: those of the table that is being filled; fields with a table of their own
    end it."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.rows: list[Element] = []

    def write(self, part: HtmlElement) -> None:
        for child in part:
            classes = child.get("class", "").split()
            if child.tag == "h3":
                heading = self.body.write(WORKSHEET_PART, self.body.read(child))
                self.body.out.append(heading)
            elif "kb-field" in classes:
                self._write_field(child)
            elif "kb-adds" in classes:
                self._write_sums(child)
            else:
                self._end_table()
                self._write_words(child)
        self._end_table()

    def _end_table(self) -> None:
        self.body.add_table(WORKSHEET_TABLE, self.rows, 2)
        self.rows = []

    def _write_words(self, block: HtmlElement) -> None:
        """Write what is only read: explanations of scales, notes, tables of what sums mean."""
        body = self.body
        if block.tag == "p":
            body.out.append(body.write(WORKSHEET, body.read(block)))
        elif block.tag == "table":
            body.write_table(block, WORKSHEET_TABLE)
        elif block.tag in ("ul", "ol"):
            for item in block.iterchildren("li"):
                body.out.append(body.write(WORKSHEET, body.read(item)))
        else:
            for child in block:
                self._write_words(child)

    def _write_field(self, field: HtmlElement) -> None:
        body = self.body
        asked = list(field.iterfind("div[@class='kb-field__asked']/p"))
        label = body.read(asked[0]) if asked else []
        labels = [body.write(FIELD_LABEL, label)]
        labels += [body.write(CELL, body.read(one)) for one in asked[1:]]
        table = next(field.iter("table"), None)
        if table is not None:
            self._end_table()
            body.out += labels
            self._write_grid(table)
            return
        boxes = next((one for one in field.iter("ul") if "kb-ticks" in one.get("class", "")), None)
        if boxes is not None:
            answer = [self._write_choice(item) for item in boxes.iterchildren("li")]
            self._add_row(labels, answer, 1)
            return
        lines = len(field.findall("div[@class='kb-lines']/span"))
        is_date = "kb-field--date" in field.get("class", "")
        control = self._write_control(_words(label), "date" if is_date else "text", lines > 1)
        self._add_row(labels, [control], max(lines, 1))

    def _add_row(self, labels: list[Element], answer: list[Element], lines: int) -> None:
        row = self.body.row([labels, answer], 2)
        properties = row[0]
        properties.append(make("trHeight", val=LINE * lines, hRule="atLeast"))
        self.rows.append(row)

    def _write_choice(self, item: HtmlElement) -> Element:
        body = self.body
        words = body.read(item)
        return body.write(CELL, [*body.say_words(" "), *words], before=[body.tick(words)])

    def _write_control(self, title: str, kind: str, is_long: bool) -> Element:
        """Make a paragraph with a control that is filled in; until then it says so."""
        body = self.body
        inner = make("text", multiLine=1) if is_long else make("text")
        if kind == "date":
            inner = make(
                "date",
                make("dateFormat", val="yyyy-MM-dd"),
                make("lid", val=body.tongue.code),
                make("storeMappedDataAs", val="dateTime"),
                make("calendar", val="gregorian"),
            )
        hint = body.say("docx-write-date" if kind == "date" else "docx-write-here")
        runs = list(self._hint(hint))
        properties = body.name_control(title, make("showingPlcHdr"), inner)
        control = make("sdt", properties, make("sdtContent", *runs))
        return body.write(CELL, [], before=[control])

    def _hint(self, words: str) -> Iterator[Element]:
        tongue = self.body.tongue
        properties = make(
            "rPr",
            make("rStyle", val="PlaceholderText"),
            make("rtl") if tongue.rtl else None,
            tongue.mark(),
        )
        yield make("r", properties, make("t", words))

    def _write_grid(self, table: HtmlElement) -> None:
        """Write a field that is a table: each empty cell holds a control named by its column."""
        body = self.body
        heads = [body.read(cell) for cell in table.findall("thead/tr/th")]
        rows = [body.row([[body.write(FIELD_LABEL, one)] for one in heads], len(heads), head=True)]
        for line in table.findall("tbody/tr"):
            cells = []
            for at, cell in enumerate(line):
                title = _words(heads[at]) if at < len(heads) else ""
                words = body.read(cell)
                filled = body.write(CELL, words) if words else None
                cells.append([filled or self._write_control(title, "text", True)])
            rows.append(body.row(cells, len(heads)))
        body.add_table(WORKSHEET_TABLE, rows, len(heads), title=table.get("aria-label") or "")

    def _write_sums(self, block: HtmlElement) -> None:
        for item in block.iterchildren("li"):
            words = self.body.read(item)
            control = self._write_control(_words(words), "text", False)
            self._add_row([self.body.write(FIELD_LABEL, words)], [control], 1)


def _words(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
