"""The styles and lists of a Word copy, made new for each language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ctkb.offline.docx_body import BOXES, BULLETS, COUNTED
from ctkb.offline.docx_elements import Element, Tongue, make
from ctkb.word_styles import (
    ADDRESS,
    BACK_ENTRY,
    BACK_HEADING,
    BLOCK_LISTS,
    BLOCK_TEXTS,
    BLOCK_TITLES,
    BULLET,
    CELL,
    CELL_HEAD,
    CITATION,
    CODE,
    CODE_TEXT,
    CONTINUED,
    COVER,
    DESCRIPTION,
    FIELD_LABEL,
    GENERATED,
    GENERATED_TABLE,
    MATRIX,
    NUMBER,
    ORDERED,
    PARAGRAPH,
    QUOTE,
    SOURCE,
    SOURCE_PUBLISHER,
    SOURCE_TITLE,
    SOURCES_HEADING,
    STATUS,
    TABLE,
    TERM,
    UNTRANSLATED,
    WORKSHEET,
    WORKSHEET_PART,
    WORKSHEET_TABLE,
    WORKSHEET_TITLE,
    style_id,
)

INK, QUIET, BLUE, LINE, TINT = "1B1F23", "57606A", "1F4E79", "B8C0C8", "F2F5F8"
_DEEP = 6
"""Levels of lists."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs. size: in half points. before and after: in twentieths of a point.
    indent: of the whole paragraph. box: a tint and a bar at its start. outline: level in contents,
    from 0. keep: with what follows. close: no space between paragraphs of this style. listed:
    number of the list that the style brings, so that whoever applies it gets one."""

    name: str
    base: str = "Normal"
    size: int = 0
    bold: bool = False
    italic: bool = False
    color: str = ""
    before: int = -1
    after: int = -1
    indent: int = 0
    box: str = ""
    outline: int = -1
    keep: bool = False
    close: bool = False
    new_page: bool = False
    follow: str = ""
    listed: int = 0


def _head(name: str, level: int, size: int, *, base: str = "Normal", follow: str = "") -> Style:
    return Style(
        name, base, size=size, bold=True, color=BLUE, before=280 - 40 * level, after=100,
        outline=level, keep=True, new_page=level == 0, follow=follow or PARAGRAPH,
    )  # fmt: skip


_BARS = {"warning": "B3261E", "checklist": "2E7D32"}
_LISTED = {"key-facts": BULLETS, "checklist": BOXES, "process": COUNTED, "decision": BULLETS}
STYLES = (
    _head("Heading 1", 0, 34, follow=DESCRIPTION),
    _head("Heading 2", 1, 27),
    _head("Heading 3", 2, 24),
    _head("Heading 4", 3, 22),
    Style("Title", size=52, bold=True, color=BLUE, before=1600, after=240, follow="Subtitle"),
    Style("Subtitle", size=26, bold=True, color="B3261E", after=240),
    Style(COVER, size=22, after=160),
    Style("TOC Heading", size=34, bold=True, color=BLUE, after=200, keep=True, new_page=True),
    Style("TOC 1", bold=True, before=120, after=40),
    Style("TOC 2", indent=340, after=20),
    Style("Header", size=16, color=QUIET, after=0),
    Style("Footer", size=16, color=QUIET, after=0),
    Style(PARAGRAPH, after=140),
    Style(DESCRIPTION, size=23, italic=True, color=QUIET, after=140),
    Style(STATUS, size=18, color=QUIET, after=180, close=True),
    Style(UNTRANSLATED, bold=True, box="8A6100", after=140),
    Style(CODE, after=0),
    Style(QUOTE, indent=500, italic=True, after=140),
    Style(BULLET, after=60, listed=BULLETS),
    Style(ORDERED, after=60, listed=COUNTED),
    Style("List Paragraph", after=60, indent=400),
    Style(CONTINUED, after=60, indent=400),
    Style(SOURCES_HEADING, size=24, bold=True, color=BLUE, before=280, after=80, keep=True),
    Style(SOURCE, size=18, after=40),
    _head(BACK_HEADING, 0, 34, follow=BACK_ENTRY),
    Style(BACK_ENTRY, after=80),
    Style(GENERATED, after=60, color=INK),
    Style(CELL, size=19, after=20, before=20),
    Style(CELL_HEAD, size=19, bold=True, after=20, before=20, keep=True),
    _head(WORKSHEET_TITLE, 1, 27, follow=WORKSHEET),
    _head(WORKSHEET_PART, 2, 24, follow=WORKSHEET),
    Style(WORKSHEET, size=20, after=80),
    Style(FIELD_LABEL, size=19, bold=True, after=20, before=20),
    Style("KB Gap", size=8, after=60),
    *(
        Style(name, bold=True, before=160, after=60, keep=True, box=_BARS.get(kind, BLUE))
        for kind, name in BLOCK_TITLES.items()
    ),
    *(
        Style(name, after=60, box=_BARS.get(kind, BLUE), listed=_LISTED.get(kind, 0))
        for kind, name in BLOCK_TEXTS.items()
    ),
    *(
        Style(name, after=60, box=_BARS.get(kind, BLUE), listed=BULLETS)
        for kind, name in BLOCK_LISTS.items()
    ),
)


def make_styles(tongue: Tongue) -> list[Element]:
    """Return the children of ``w:styles``. tongue: of the document."""
    fonts = make("rFonts", ascii="Calibri", hAnsi="Calibri", cs="Arial", eastAsia="Microsoft YaHei")
    code = tongue.code
    lang = make(
        "lang",
        val="en-GB" if tongue.rtl else code,
        eastAsia="zh-CN",
        bidi=code if tongue.rtl else "ar-SA",
    )
    run = make("rPr", fonts, make("color", val=INK), make("sz", val=21), make("szCs", val=21), lang)
    spacing = make("spacing", after=120, line=271, lineRule="auto")
    defaults = make(
        "docDefaults", make("rPrDefault", run), make("pPrDefault", make("pPr", spacing))
    )
    normal = make(
        "style", make("name", val="Normal"), make("qFormat"),
        type="paragraph", default=1, styleId="Normal",
    )  # fmt: skip
    plain = make(
        "style", make("name", val="Default Paragraph Font"), make("uiPriority", val=1),
        type="character", default=1, styleId="DefaultParagraphFont",
    )  # fmt: skip
    return [
        defaults,
        normal,
        plain,
        _make_normal_table(),
        *(_make_style(style, tongue) for style in STYLES),
        *_make_sign_styles(),
        *(_make_table_style(one) for one in (TABLE, MATRIX, WORKSHEET_TABLE, GENERATED_TABLE)),
    ]


def _make_style(style: Style, tongue: Tongue) -> Element:
    spacing = {
        key: str(value)
        for key, value in (("before", style.before), ("after", style.after))
        if value >= 0
    }
    inside = []
    if spacing:
        inside.append(make("spacing", **spacing))
    if style.box:
        bar = make("right" if tongue.rtl else "left", val="single", sz=24, space=8, color=style.box)
        inside += [make("pBdr", bar), make("shd", val="clear", color="auto", fill=TINT)]
    if style.listed:
        inside.append(make("numPr", make("numId", val=style.listed)))
    elif style.indent or style.box:
        inside.append(make("ind", left=style.indent or 200))
    if style.outline >= 0:
        inside.append(make("outlineLvl", val=style.outline))
    if style.keep:
        inside += [make("keepNext"), make("keepLines")]
    if style.close:
        inside.append(make("contextualSpacing"))
    if style.new_page:
        inside.append(make("pageBreakBefore"))
    name = style.name.lower() if style.name.startswith(("Heading", "TOC ")) else style.name
    return make(
        "style",
        make("name", val="TOC Heading" if style.name == "TOC Heading" else name),
        make("basedOn", val=style.base),
        make("next", val=style_id(style.follow)) if style.follow else None,
        make("qFormat"),
        make("pPr", *inside),
        make("rPr", *_marks(style.bold, style.italic, style.color, style.size)),
        type="paragraph",
        styleId=style_id(style.name),
        **({"customStyle": 1} if style.name.startswith("KB ") else {}),
    )


def _marks(bold: bool, italic: bool, color: str, size: int) -> Iterable[Element]:
    if bold:
        yield from (make("b"), make("bCs"))
    if italic:
        yield from (make("i"), make("iCs"))
    if color:
        yield make("color", val=color)
    if size:
        yield from (make("sz", val=size), make("szCs", val=size))


def _make_sign_styles() -> Iterable[Element]:
    mono = make("rFonts", ascii="Consolas", hAnsi="Consolas", cs="Courier New")
    looks: dict[str, list[Element]] = {
        "Hyperlink": [make("color", val="0B57A4"), make("u", val="single")],
        "Placeholder Text": [make("color", val=QUIET)],
        NUMBER: [make("color", val=QUIET), make("sz", val=18), make("szCs", val=18)],
        CITATION: [make("color", val="0B57A4"), make("vertAlign", val="superscript")],
        TERM: [make("u", val="dotted")],
        CODE_TEXT: [mono],
        SOURCE_TITLE: [make("i"), make("iCs")],
        SOURCE_PUBLISHER: [make("color", val=INK)],
        ADDRESS: [make("color", val="0B57A4")],
    }
    for name, marks in looks.items():
        yield make(
            "style",
            make("name", val=name),
            make("basedOn", val="DefaultParagraphFont"),
            make("qFormat"),
            make("rPr", *marks),
            type="character",
            styleId=style_id(name),
            **({"customStyle": 1} if name.startswith("KB ") else {}),
        )


def _make_normal_table() -> Element:
    sides = [make(side, w=100, type="dxa") for side in ("left", "right")]
    margins = make("tblCellMar", *sides)
    return make(
        "style", make("name", val="Normal Table"), make("uiPriority", val=99),
        make("tblPr", make("tblInd", w=0, type="dxa"), margins),
        type="table", default=1, styleId="TableNormal",
    )  # fmt: skip


def _make_table_style(name: str) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [make(side, val="single", sz=4, space=0, color=LINE) for side in sides]
    shade = make("shd", val="clear", color="auto", fill=TINT)
    return make(
        "style",
        make("name", val=name),
        make("basedOn", val="TableNormal"),
        make("qFormat"),
        make("tblPr", make("tblBorders", *borders)),
        make("tblStylePr", make("tcPr", shade), type="firstRow"),
        type="table",
        styleId=style_id(name),
        customStyle=1,
    )


def make_numbering(ordered: list[int]) -> list[Element]:
    """Return the children of ``w:numbering``. ordered: the numbers of ordered lists, each of which
    begins at one."""
    signs = ("•", "–", "▪")
    bullets = [_level(at, "bullet", signs[at % 3]) for at in range(_DEEP)]
    boxes = [_level(at, "none", "") for at in range(_DEEP)]
    counted = [_level(at, "decimal", f"%{at + 1}.") for at in range(_DEEP)]
    kinds = [(1, bullets), (2, boxes), (3, counted)]
    written = [
        make(
            "abstractNum", make("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=n
        )
        for n, levels in kinds
    ]
    written += [
        make("num", make("abstractNumId", val=1), numId=BULLETS),
        make("num", make("abstractNumId", val=2), numId=BOXES),
        make("num", make("abstractNumId", val=3), numId=COUNTED),
    ]
    for number in ordered:
        first = [make("lvlOverride", make("startOverride", val=1), ilvl=at) for at in range(_DEEP)]
        written.append(make("num", make("abstractNumId", val=3), *first, numId=number))
    return written


def _level(at: int, form: str, text: str) -> Element:
    indent = 400 * (at + 1) + 100
    return make(
        "lvl",
        make("start", val=1),
        make("numFmt", val=form),
        make("suff", val="nothing") if form == "none" else None,
        make("lvlText", val=text),
        make("lvlJc", val="left"),
        make("pPr", make("ind", left=indent, hanging=400)),
        ilvl=at,
    )
