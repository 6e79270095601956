"""Paragraphs and tables of a Word copy to our Markdown, one chapter after the other."""

from __future__ import annotations

from collections.abc import Mapping

from ctkb.content.block_kinds import BLOCK_KINDS
from ctkb.content.headings import suggest_id
from ctkb.exchange.document import Document, Loss, Paragraph, Table
from ctkb.exchange.draft import Chapter, Draft, write_block
from ctkb.exchange.handbook import Handbook
from ctkb.exchange.leads import Leads
from ctkb.exchange.markdown_words import clean_signs, escape_start, write_plain, write_words
from ctkb.word_styles import (
    BACK_HEADING,
    BLOCK_LISTS,
    BLOCK_TEXTS,
    BLOCK_TITLES,
    CODE,
    CONTINUED,
    DESCRIPTION,
    FIELD_LABEL,
    GENERATED,
    GENERATED_TABLE,
    MATRIX,
    NUMBER,
    QUOTE,
    SOURCE,
    SOURCES_HEADING,
    STATUS,
    UNTRANSLATED,
    WORKSHEET,
    WORKSHEET_PART,
    WORKSHEET_TABLE,
    WORKSHEET_TITLE,
)

_TITLES = {style: name for name, style in BLOCK_TITLES.items()}
_TEXTS = {style: name for name, style in (*BLOCK_TEXTS.items(), *BLOCK_LISTS.items())}
_PASSED = {STATUS, UNTRANSLATED, SOURCES_HEADING, SOURCE, WORKSHEET_PART, WORKSHEET, "TOC Heading"}
_IN_LIST = ("list", "continued")
_LEVELS = {"Heading 2": 2, "Heading 3": 3, "Heading 4": 4}


def write_chapters(
    document: Document, handbook: Handbook, defaults: Mapping[str, str]
) -> tuple[list[Chapter], list[Loss]]:
    """Write the chapters of a document. defaults: titles that blocks have where the author gave
    none, by block. Returns also what could not be carried over."""
    writer = _Writer(document, handbook, defaults)
    for block in document.blocks:
        if isinstance(block, Table):
            writer.take_table(block)
        else:
            writer.take_paragraph(block)
    writer.close_chapter()
    return writer.chapters, writer.losses


class _Writer:
    def __init__(self, document: Document, handbook: Handbook, defaults: Mapping[str, str]) -> None:
        self.handbook = handbook
        self.defaults = defaults
        self.losses = list(document.losses)
        self.chapters: list[Chapter] = []
        self.draft: Draft | None = None
        self.leads = Leads(handbook, self.losses, handbook.product.overview)
        self.leads.read_lists(document)

    def lose(self, code: str, what: str, mend: str) -> None:
        self.leads.lose(code, what, mend)

    # Chapters and sections

    def close_chapter(self) -> None:
        """End the chapter that is open."""
        if self.draft is None:
            return
        self._close_block()
        self._place_made()
        self.draft.chapter.body = self.draft.write()
        self.chapters.append(self.draft.chapter)
        self.draft = None

    def _open_chapter(self, paragraph: Paragraph) -> None:
        self.close_chapter()
        self.leads.ordinal += 1
        words = [run.text for run in paragraph.runs if run.style != NUMBER]
        title = clean_signs("".join(words)).strip()
        key = self.handbook.find_chapter(paragraph.anchors, title)
        if key is None or any(one.key == key for one in self.chapters):
            what = f"`{title[:60]}` is no chapter of this handbook, or stands twice"
            mend = "Give the chapter the title it has in the handbook; its text was left out"
            self.lose("unknown-chapter", what, mend)
            return
        self.leads.key = key
        self.draft = Draft(Chapter(key, paragraph.spot, title))

    def _open_section(self, paragraph: Paragraph, level: int) -> None:
        draft = self.draft
        assert draft is not None
        self._close_block()
        self._place_made()
        words = write_plain(paragraph.runs)
        if not words:
            return
        found = self.handbook.find_heading(draft.chapter.key, paragraph.anchors, words, draft.ids)
        if found is not None:
            name = str(found.id)
        else:
            name = suggest_id(words, draft.ids) or f"new-{len(draft.ids) + 1}"
            what = (
                f"the heading `{words[:60]}` is not in the English chapter, and got the id {name}"
            )
            self.lose("new-heading", what, "Add it to the English chapter, or take it out")
        draft.ids[name] = 1
        draft.section = name
        draft.worksheet = ""
        draft.add(f"{'#' * level} {words} {{#{name}}}", "heading")

    def _place_made(self) -> None:
        """Put the blocks that the site makes of data where the document showed them."""
        draft = self.draft
        if draft is None or draft.made is None:
            return
        if not draft.made:
            what = "text that looks made of data belongs to no block of the English section"
            self.lose("not-carried", what, "Give its paragraphs another style")
        for block in draft.made:
            draft.add(write_block(block), "block")
        draft.made = None

    # Paragraphs

    def take_paragraph(self, paragraph: Paragraph) -> None:
        """Take the next paragraph of the document."""
        self.leads.spot = paragraph.spot
        style = paragraph.style
        if style == BACK_HEADING:
            self.close_chapter()
        elif style == "Heading 1":
            self._open_chapter(paragraph)
        elif self.draft is not None and not self._take_known(paragraph, self.draft):
            self._take_text(paragraph, self.draft)

    def _take_known(self, paragraph: Paragraph, draft: Draft) -> bool:
        """Take a paragraph that is no text of its own. Returns whether it was one."""
        style = paragraph.style
        if style == DESCRIPTION:
            words = clean_signs("".join(run.text for run in paragraph.runs)).strip()
            draft.chapter.description = f"{draft.chapter.description} {words}".strip()
        elif style in _LEVELS:
            self._open_section(paragraph, _LEVELS[style])
        elif style.startswith("Heading"):
            what = "a heading stands deeper than four levels"
            self.lose("heading-level", what, "Make it a heading of level 4, or a paragraph")
            return False
        elif style == WORKSHEET_TITLE:
            self._take_worksheet(paragraph, draft)
        elif style == FIELD_LABEL:
            self._check_field(paragraph, draft)
        elif style == GENERATED:
            self._open_made(draft)
        elif style in _PASSED or style.startswith("TOC"):
            return True
        else:
            return not paragraph.words and all(run.note is None for run in paragraph.runs)
        return True

    def _take_text(self, paragraph: Paragraph, draft: Draft) -> None:
        style = paragraph.style
        self._place_made()
        if style in _TITLES:
            self._close_block()
            self._open_block(_TITLES[style], write_plain(paragraph.runs), draft)
            return
        name = _TEXTS.get(style, "")
        if name != draft.block:
            self._close_block()
            if name:
                self._open_block(name, "", draft)
        if style == CODE:
            words = "".join(run.text for run in paragraph.runs)
            self._take_code(words, draft)
            return
        words = write_words(paragraph.runs, self.leads.guide())
        if not words:
            return
        counted = name in ("checklist", "process", "decision", "key-facts")
        if style == CONTINUED and draft.last in _IN_LIST:
            draft.add(" " * 4 * (draft.level + 1) + escape_start(words), "continued")
        elif paragraph.level is not None or counted:
            self._take_item(paragraph, words, name, draft)
        elif style in (QUOTE, "Intense Quote"):
            draft.add(f"> {escape_start(words)}", "quote")
        else:
            draft.add(escape_start(words), "paragraph")

    def _take_item(self, paragraph: Paragraph, words: str, name: str, draft: Draft) -> None:
        ordered = name == "process" or (paragraph.ordered and name not in ("checklist", "decision"))
        if draft.last not in _IN_LIST:
            draft.level, draft.counts = -1, []
        level = min(paragraph.level or 0, draft.level + 1)
        draft.counts = [*draft.counts, 0][: level + 1]
        draft.counts[level] += 1
        draft.level = level
        marker = f"{draft.counts[level]}." if ordered else "-"
        draft.add(f"{' ' * 4 * level}{marker} {escape_start(words)}", "list", closely=True)

    def _take_code(self, words: str, draft: Draft) -> None:
        if "```" in words:
            self.lose("not-carried", "code holds three backticks", "Write it otherwise")
            return
        if draft.last == "code":
            text, closely = draft.parts.pop()
            draft.parts.append((f"{text[:-3]}{words}\n```", closely))
        else:
            draft.add(f"```\n{words}\n```", "code")

    # Blocks

    def _open_block(self, name: str, title: str, draft: Draft) -> None:
        shown = title if BLOCK_KINDS[name].argument and title != self.defaults.get(name) else ""
        draft.add(f"/// {name} | {shown}" if shown else f"/// {name}", "block")
        draft.last = "" if name in BLOCK_LISTS else "list-head"
        draft.level, draft.counts, draft.block = -1, [], name

    def _close_block(self) -> None:
        draft = self.draft
        if draft is None or not draft.block:
            return
        draft.parts.append(("///", True))
        draft.block, draft.last = "", "block"

    def _take_worksheet(self, paragraph: Paragraph, draft: Draft) -> None:
        self._close_block()
        self._place_made()
        name = self.handbook.find_worksheet(draft.chapter.key, paragraph.anchors, paragraph.words)
        if not name:
            what = f"the worksheet `{paragraph.words[:60]}` is none of this handbook"
            self.lose(
                "unknown-worksheet", what, "Write it as a file in worksheets/ of the handbook"
            )
            return
        draft.worksheet = name
        draft.add(f"/// worksheet\n    file: {name}\n///", "block")

    def _check_field(self, paragraph: Paragraph, draft: Draft) -> None:
        """Say that the words of a worksheet were changed: they stand in its own file."""
        words = clean_signs(paragraph.words)
        known = self.handbook.list_words(draft.worksheet) if draft.worksheet else set()
        if draft.worksheet and words and words not in known | set(self.defaults.values()):
            where = f"products/{self.handbook.product.id}/worksheets/{draft.worksheet}.yml"
            what = f"`{words[:60]}` is not in the worksheet, whose words are not carried over"
            self.lose("changed-worksheet", what, f"Change {where}")

    def _open_made(self, draft: Draft) -> None:
        if draft.made is None:
            self._close_block()
            there = self.handbook.list_made(draft.chapter.key, draft.section)
            draft.made = there

    # Tables

    def take_table(self, table: Table) -> None:
        """Take the next table of the document."""
        self.leads.spot = table.spot
        draft = self.draft
        if draft is None:
            return
        if table.style == GENERATED_TABLE:
            self._open_made(draft)
            return
        if table.style == WORKSHEET_TABLE:
            for paragraph in (one for row in table.rows for cell in row for one in cell):
                if paragraph.style == FIELD_LABEL:
                    self.leads.spot = paragraph.spot
                    self._check_field(paragraph, draft)
            return
        self._place_made()
        if table.style != MATRIX or draft.block != "matrix":
            self._close_block()
        self._write_table(table, draft)
        if draft.block == "matrix":
            self._close_block()

    def _write_table(self, table: Table, draft: Draft) -> None:
        width = max((len(row) for row in table.rows), default=0)
        if not width or not any(one.words for row in table.rows for cell in row for one in cell):
            return
        if table.merged:
            what = "cells of the table are joined, which the text does not know"
            self.lose("merged-cells", what, "Divide them, and write the words into each")
        if table.nested:
            what = "a table stands inside a table, and was left out"
            self.lose("nested-table", what, "Put it below the other one")
        lines = []
        for row in table.rows:
            cells = [self._write_cell(cell) for cell in row]
            cells += [""] * (width - len(cells))
            lines.append(f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in cells)}|")
        lines.insert(1, f"|{'---|' * width}")
        draft.add("\n".join(lines), "table", closely=draft.block == "matrix")

    def _write_cell(self, cell: tuple[Paragraph, ...]) -> str:
        filled = [one for one in cell if one.words]
        if len(filled) > 1 or any(one.level is not None for one in filled):
            self.leads.spot = filled[0].spot
            what = "a cell of a table holds several paragraphs or a list, now one line"
            self.lose("table-cell", what, "Divide it into rows, or put it into the text")
        words = "; ".join(write_words(one.runs, self.leads.guide()) for one in filled)
        return words.replace("|", "\\|")
