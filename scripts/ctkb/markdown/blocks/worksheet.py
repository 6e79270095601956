"""A worksheet as a form for paper: lines to write on, boxes to tick, tables to fill in.

Nothing of it is filled in on screen. Lines are drawn for the eye alone: who listens hears what is
asked, not that there is room to write.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Iterable, Sequence

from ctkb.content.model import ProductId, Text
from ctkb.content.worksheet_model import Field, FieldKind, Part, Scale, Scoring, Worksheet
from ctkb.markdown.blocks.kinds import BlockCall
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.elements import add, add_words, put_words


def draw_worksheet(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Draw the worksheet that the option ``file`` names, with headings for the page's outline."""
    product = drawing.context.page.product
    name = next(iter(call.read_list("file")), "")
    sheet = drawing.context.library.worksheets.get((ProductId(product or ""), name))
    if sheet is not None:
        _Form(drawing, sheet).draw(block)


class _Form:
    def __init__(self, drawing: Drawing, sheet: Worksheet) -> None:
        self.drawing = drawing
        self.sheet = sheet
        fields = [field for part in sheet.parts for field in part.fields]
        uses = Counter(field.scale for field in fields if field.scale)
        self.shared = {name for name, times in uses.items() if times > 1}
        """Scales of several fields: explained once, before the first of them."""
        self.explained: set[str] = set()

    def draw(self, block: etree.Element) -> None:
        sheet = self.sheet
        self._head(block, "h2", sheet.title, "")
        self._words(block, "p", sheet.purpose, "kb-worksheet__purpose")
        for part in sheet.parts:
            self._draw_part(block, part)
        if sheet.scoring is not None:
            self._draw_scoring(block, sheet.scoring)

    def _words(self, parent: etree.Element, tag: str, text: Text, css: str = "") -> etree.Element:
        return add_words(parent, tag, text.get(self.drawing.lang), self.drawing.lang, css=css)

    def _head(self, parent: etree.Element, tag: str, text: Text | str, part: str) -> None:
        if isinstance(text, str):
            heading = add(parent, tag, text)
        else:
            heading = self._words(parent, tag, text)
        self.drawing.claim_id(heading, f"worksheet-{self.sheet.id}{part and '-'}{part}")

    def _draw_part(self, block: etree.Element, part: Part) -> None:
        place = add(block, "div", css="kb-worksheet__part")
        self._head(place, "h3", part.title, part.id)
        for field in part.fields:
            scale = self.sheet.scales.get(field.scale)
            if scale is not None and field.scale in self.shared - self.explained:
                self.explained.add(field.scale)
                self._explain(place, scale)
            self._draw_field(place, field, scale)

    def _explain(self, parent: etree.Element, scale: Scale) -> None:
        place = add(parent, "div", css="kb-worksheet__legend")
        self._words(place, "p", scale.title, "kb-field__label")
        self._list_steps(place, scale)

    def _list_steps(self, parent: etree.Element, scale: Scale, css: str = "") -> None:
        steps = add(parent, "ul", css=f"kb-steps {css}".strip())
        for step in scale.steps:
            entry = add(steps, "li")
            add(entry, "b", str(step.value)).tail = " "
            put_words(entry, step.label.get(self.drawing.lang), self.drawing.lang)

    def _draw_field(self, parent: etree.Element, field: Field, scale: Scale | None) -> None:
        place = add(parent, "div", css=f"kb-field kb-field--{field.kind.value}")
        asked = add(place, "div", css="kb-field__asked")
        self._words(asked, "p", field.label, "kb-field__label")
        if field.help is not None:
            self._words(asked, "p", field.help, "kb-field__help")
        if field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.DATE):
            lines = add(place, "div", css="kb-lines", aria_hidden="true")
            for _ in range(field.lines):
                add(lines, "span")
        elif field.kind is FieldKind.YES_NO:
            say = self.drawing.say
            self._tick(place, [say("worksheet.yes"), say("worksheet.no")])
        elif field.kind is FieldKind.CHOICE:
            self._tick(place, [choice.label for choice in field.choices])
        elif field.kind is FieldKind.TABLE:
            heads = [column.label for column in field.columns]
            _add_rows(self._table(place, heads), [("",) * len(heads)] * field.rows)
        elif scale is not None and field.scale in self.shared:
            self._tick(place, [str(step.value) for step in scale.steps])
        elif scale is not None:
            self._list_steps(place, scale, "kb-ticks")

    def _tick(self, parent: etree.Element, choices: Sequence[Text | str]) -> None:
        boxes = add(parent, "ul", css="kb-ticks")
        for choice in choices:
            if isinstance(choice, str):
                add(boxes, "li", choice)
            else:
                self._words(boxes, "li", choice)

    def _table(self, parent: etree.Element, heads: Iterable[Text | str]) -> etree.Element:
        """Add a table with its head. Returns its body."""
        table = add(parent, "table")
        row = add(add(table, "thead"), "tr")
        for head in heads:
            if isinstance(head, str):
                add(row, "th", head)
            else:
                self._words(row, "th", head)
        return add(table, "tbody")

    def _draw_scoring(self, block: etree.Element, scoring: Scoring) -> None:
        say = self.drawing.say
        place = add(block, "div", css="kb-worksheet__part kb-worksheet__scoring")
        self._head(place, "h3", say("worksheet.points"), "points")
        if scoring.adds:
            labels = {field.id: field.label for part in self.sheet.parts for field in part.fields}
            add(place, "p", say("worksheet.add"), css="kb-field__label")
            sums = add(place, "ul", css="kb-adds")
            for name in scoring.adds:
                entry = add(sums, "li")
                self._words(entry, "span", labels[name])
                add(entry, "span", aria_hidden="true")
            entry = add(sums, "li")
            add(entry, "span", say("worksheet.sum"))
            add(entry, "span", aria_hidden="true")
        if scoring.bands:
            heads = [say("worksheet.sum"), say("worksheet.meaning"), say("worksheet.advice")]
            body = self._table(place, heads)
            for band in scoring.bands:
                row = add(body, "tr")
                span = str(band.start)
                if band.end > band.start:
                    span = f"{band.start}–{band.end}"
                add(add(row, "td"), "bdi", span, dir="ltr")
                self._words(row, "td", band.label)
                self._words(row, "td", band.advice)
        if scoring.note is not None:
            self._words(place, "p", scoring.note, "kb-worksheet__note")


def _add_rows(body: etree.Element, rows: Iterable[Sequence[str]]) -> None:
    for cells in rows:
        row = add(body, "tr")
        for cell in cells:
            add(row, "td", cell)
