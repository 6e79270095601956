"""A Word document's body to paragraphs, tables and remarks, in the order of the file.

Tracked changes are taken as accepted: what was inserted stands, what was deleted does not; both
are remarks. Fields give their last result; a table of contents gives nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ctkb.exchange.document import (
    MAX_LOSSES,
    Document,
    Loss,
    Paragraph,
    Run,
    Spot,
    Table,
    join_paragraphs,
)
from ctkb.exchange.package import Element, Package
from ctkb.exchange.remarks import RemarkKeeper, read_comments, read_notes
from ctkb.exchange.styles import STRICT_W, Styles, W, is_on, read_list, read_value
from ctkb.word_styles import BULLET, NUMBER, ORDERED, PARAGRAPH_ANCHOR

R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_LABEL = re.compile(r"\d+\.\d+")
_LINK = re.compile(r"HYPERLINK(?:\s+\\[a-km-z])*\s+(\\l\s+)?\"([^\"]*)\"")
_PASSED = frozenset(("smartTag", "customXml", "bdo", "dir", "ins", "moveTo", "fldSimple"))
_PICTURES = frozenset(("drawing", "pict", "object", "AlternateContent"))
MAX_DEPTH = 60
"""Elements inside one another that are looked through; Word's own have a dozen."""

MAX_CODE = 3000
"""Signs of a field's code that are read."""


@dataclass(slots=True)
class _Look:
    bold: bool = False
    italic: bool = False
    style: str = ""
    link: str = ""


@dataclass(slots=True)
class _Open:
    """A field that is open. shown: its result is being read."""

    code: str = ""
    shown: bool = False


@dataclass(slots=True)
class _Line:
    """The paragraph being read."""

    spot: Spot
    runs: list[Run] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)


def read_document(package: Package) -> tuple[Document | None, list[Loss]]:
    """Read the body. Returns None where the part holds none."""
    root = package.parts[package.document]
    body = root.find(f"{W}body")
    if body is None:
        code, what = "not-docx", "the file holds no text of a Word document"
        if root.tag.startswith(STRICT_W):
            code, what = "strict-docx", "the file is a Strict Open XML document"
        mend = "Save it with Word as Word Document (.docx)"
        return None, [Loss(Spot(1), code, what, mend)]
    reader = _Reader(package)
    blocks = reader.read_blocks(body, 0)
    document = Document(tuple(_join(blocks)), tuple(reader.keeper.finish()), tuple(reader.losses))
    return document, []


def _join(blocks: list[Paragraph | Table]) -> list[Paragraph | Table]:
    joined: list[Paragraph | Table] = []
    some: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            some.append(block)
            continue
        joined += [*join_paragraphs(some), block]
        some = []
    return [*joined, *join_paragraphs(some)]


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package)
        self.notes = read_notes(package)
        self.keeper = RemarkKeeper(read_comments(package))
        self.losses: list[Loss] = []
        self.fields: list[_Open] = []
        self.waiting: list[str] = []
        self.at = 0
        self.label = ""
        self.line = _Line(Spot(1))

    def lose(self, code: str, what: str, mend: str) -> None:
        if len(self.losses) < MAX_LOSSES:
            self.losses.append(Loss(self.line.spot, code, what, mend))

    # Blocks

    def read_blocks(self, parent: Element, depth: int) -> list[Paragraph | Table]:
        blocks: list[Paragraph | Table] = []
        for child in parent:
            tag = _local(child)
            if tag == "p":
                blocks.append(self.read_paragraph(child))
            elif tag == "tbl":
                blocks.append(self.read_table(child))
            elif tag == "bookmarkStart":
                self.waiting.append(child.get(f"{W}name") or "")
            elif tag == "altChunk":
                what = "the file takes in another document, which is not read"
                self.lose("not-carried", what, "Copy its text into this one")
            elif tag == "sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None and depth < MAX_DEPTH:
                    blocks += self.read_blocks(content, depth + 1)
            elif tag in _PASSED and depth < MAX_DEPTH:
                blocks += self.read_blocks(child, depth + 1)
        return blocks

    def read_paragraph(self, element: Element) -> Paragraph:
        self.at += 1
        properties = element.find(f"{W}pPr")
        key = read_value(properties, "pStyle")
        self.line = _Line(Spot(self.at, self.label), anchors=self.waiting)
        self.waiting = []
        mark = properties.find(f"{W}rPr") if properties is not None else None
        style = self.styles.name(key)
        # The number is read first: remarks inside the paragraph name it.
        label = self._find_label(element)
        if label:
            self.label = label
            self.line.spot = Spot(self.at, label, True)
        self.keeper.begin(self.line.spot)
        self._read_inside(element, _Look(), 0)
        listed = self.styles.list_of(key, read_list(properties))
        if listed is None and style in (BULLET, ORDERED):
            listed = 0, style == ORDERED
        runs = _merge(self.line.runs)
        if style.startswith("Heading"):
            words = [run.text for run in runs if run.style != NUMBER]
            self.keeper.heading = " ".join("".join(words).split())
        gone = mark is not None and (
            mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
        )
        return Paragraph(
            self.line.spot,
            style,
            tuple(runs),
            listed[0] if listed else None,
            bool(listed and listed[1]),
            tuple(self.line.anchors),
            gone,
        )

    def _find_label(self, element: Element) -> str:
        for start in element.iter(f"{W}bookmarkStart"):
            found = PARAGRAPH_ANCHOR.fullmatch(start.get(f"{W}name") or "")
            if found:
                return found[1]
        for run in element.iter(f"{W}r"):
            if self.styles.name(read_value(run.find(f"{W}rPr"), "rStyle")) != NUMBER:
                return ""
            words = "".join(str(text.text or "") for text in run.iter(f"{W}t")).strip()
            return words if _LABEL.fullmatch(words) else ""
        return ""

    def read_table(self, element: Element) -> Table:
        spot = Spot(self.at + 1, self.label)
        style = self.styles.name(read_value(element.find(f"{W}tblPr"), "tblStyle"))
        rows: list[tuple[tuple[Paragraph, ...], ...]] = []
        merged = nested = False
        for row in _find_inside(element, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.line = _Line(Spot(self.at + 1, self.label))
                self.keeper.begin(self.line.spot)
                words = " ".join(str(one.text or "") for one in row.iter(f"{W}delText", f"{W}t"))
                self.keeper.take_change("deletion", properties.find(f"{W}del"), words)
                self.at += sum(1 for _ in row.iter(f"{W}p"))
                continue
            cells: list[tuple[Paragraph, ...]] = []
            for cell in _find_inside(row, "tc"):
                inside = cell.find(f"{W}tcPr")
                wide = read_value(inside, "gridSpan")
                merged = merged or wide not in ("", "1")
                merged = merged or (inside is not None and inside.find(f"{W}vMerge") is not None)
                blocks = self.read_blocks(cell, 0)
                nested = nested or any(isinstance(one, Table) for one in blocks)
                some = [one for one in blocks if isinstance(one, Paragraph)]
                cells.append(tuple(join_paragraphs(some)))
                extra = int(wide) - 1 if re.fullmatch("[0-9]{1,2}", wide) else 0
                cells += [()] * max(extra, 0)
            rows.append(tuple(cells))
        return Table(spot, style, tuple(rows), merged, nested)

    # Inside a paragraph

    def _read_inside(self, parent: Element, look: _Look, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for child in parent:
            tag = _local(child)
            if tag == "r":
                self._read_run(child, look)
            elif tag == "hyperlink":
                link = self._read_link(child)
                self._read_inside(child, replace(look, link=link or look.link), depth + 1)
            elif tag in ("ins", "moveTo"):
                before = len(self.line.runs)
                self._read_inside(child, look, depth + 1)
                words = "".join(run.text for run in self.line.runs[before:])
                self.keeper.take_change("insertion", child, words)
            elif tag in ("del", "moveFrom"):
                texts = child.iter(f"{W}delText", f"{W}t")
                words = "".join(str(one.text or "") for one in texts)
                self.keeper.take_change("deletion", child, words)
            elif tag == "sdt":
                self._read_control(child, look, depth)
            elif tag == "bookmarkStart":
                self.line.anchors.append(child.get(f"{W}name") or "")
            elif tag == "commentRangeStart":
                self.keeper.open_comment(child.get(f"{W}id") or "")
            elif tag == "commentRangeEnd":
                self.keeper.close_comment(child.get(f"{W}id") or "")
            elif tag in ("oMath", "oMathPara"):
                what = "a formula cannot be carried over"
                self.lose("not-carried", what, "Write it in words")
            elif tag in _PASSED:
                self._read_inside(child, look, depth + 1)

    def _read_control(self, control: Element, look: _Look, depth: int) -> None:
        properties = control.find(f"{W}sdtPr")
        content = control.find(f"{W}sdtContent")
        if content is None:
            return
        if properties is not None and (
            properties.find(f"{W14}checkbox") is not None or is_on(properties, "showingPlcHdr")
        ):
            return
        self._read_inside(content, look, depth + 1)

    def _read_link(self, element: Element) -> str:
        anchor = element.get(f"{W}anchor") or ""
        relation = self.package.relations.get(element.get(R_ID) or "")
        if relation is not None and relation.external:
            return f"{relation.target}#{anchor}" if anchor else relation.target
        return f"#{anchor}" if anchor else ""

    def _read_run(self, run: Element, look: _Look) -> None:
        properties = run.find(f"{W}rPr")
        style = self.styles.name(read_value(properties, "rStyle"))
        look = replace(
            look,
            bold=is_on(properties, "b") or style == "Strong",
            italic=is_on(properties, "i") or style in ("Emphasis", "Intense Emphasis"),
            style=style,
        )
        for child in run:
            tag = _local(child)
            if tag == "fldChar":
                self._turn_field(child.get(f"{W}fldCharType") or "")
            elif tag == "instrText" and self.fields:
                self.fields[-1].code = (self.fields[-1].code + str(child.text or ""))[:MAX_CODE]
            elif tag == "t":
                self._add(str(child.text or ""), look)
            elif tag in ("tab", "br", "cr"):
                self._add(" ", look)
            elif tag == "noBreakHyphen":
                self._add("\u2011", look)
            elif tag in ("footnoteReference", "endnoteReference"):
                kind = tag.removesuffix("Reference")
                note = self.notes.get((kind, child.get(f"{W}id") or ""), "")
                if note:
                    self.line.runs.append(Run("", note=note))
            elif tag == "commentReference":
                self.keeper.take_comment(child.get(f"{W}id") or "")
            elif tag == "sym":
                what = "a sign from a font of signs cannot be carried over"
                self.lose("not-carried", what, "Write it as a letter or a word")
            elif tag in _PICTURES:
                what = "a picture or a drawing cannot be carried over"
                self.lose("not-carried", what, "Send it as a file, and say in words what it shows")

    def _turn_field(self, kind: str) -> None:
        if kind == "begin" and len(self.fields) < MAX_DEPTH:
            self.fields.append(_Open())
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _add(self, text: str, look: _Look) -> None:
        link = look.link
        for one in self.fields:
            if not one.shown or one.code.split()[:1] in (["TOC"], ["PAGE"], ["PAGEREF"]):
                return
            found = _LINK.search(one.code)
            if found:
                link = f"#{found[2]}" if found[1] else found[2]
        self.keeper.hear(text)
        self.line.runs.append(Run(text, look.bold, look.italic, look.style, link))


def _merge(runs: list[Run]) -> list[Run]:
    """Put runs of one look together: Word cuts them anywhere. Citations stay apart."""
    merged: list[Run] = []
    for run in runs:
        before = merged[-1] if merged else None
        same = before is not None and run.note is None and before.note is None
        if same and before is not None and replace(run, text="") == replace(before, text=""):
            merged[-1] = replace(before, text=before.text + run.text)
        elif run.text or run.note is not None:
            merged.append(run)
    return merged


def _find_inside(parent: Element, tag: str) -> list[Element]:
    """Return children with a tag, also those in content controls and tracked changes."""
    found: list[Element] = []
    waiting = list(parent)[::-1]
    while waiting:
        child = waiting.pop()
        kind = _local(child)
        if kind == tag:
            found.append(child)
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            waiting += list(child)[::-1]
    return found


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
