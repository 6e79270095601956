"""Elements of WordprocessingML, each with its children in the order that Word insists on.

Source of the orders: ECMA-376, part 1, and the transitional schema of part 4.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML = "http://www.w3.org/XML/1998/namespace"
NAMESPACES = {"w": W, "w14": W14, "r": R, "mc": MC, "xml": XML}

# fmt: off
ORDERS: dict[str, tuple[str, ...]] = {
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr",
        "shd", "tabs", "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr",
        "sectPr",
    ),
    "rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "strike", "noProof", "vanish", "webHidden",
        "color", "sz", "szCs", "u", "shd", "vertAlign", "rtl", "cs", "lang",
    ),
    "tblPr": (
        "tblStyle", "bidiVisual", "tblStyleRowBandSize", "tblW", "jc", "tblInd", "tblBorders",
        "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription",
    ),
    "tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "vAlign"),
    "sdtPr": (
        "rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr",
        "text", "date", "checkbox",
    ),
    "date": ("dateFormat", "lid", "storeMappedDataAs", "calendar"),
    "sectPr": (
        "headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols",
        "titlePg", "bidi", "rtlGutter",
    ),
    "style": (
        "name", "basedOn", "next", "uiPriority", "unhideWhenUsed", "qFormat", "pPr", "rPr",
        "tblPr", "tcPr", "tblStylePr",
    ),
    "tblStylePr": ("pPr", "rPr", "tblPr", "tcPr"),
    "lvl": ("start", "numFmt", "suff", "lvlText", "lvlJc", "pPr", "rPr"),
}
# fmt: on
"""Children by parent, of those this room writes."""


def name(tag: str) -> str:
    """Return a name with its namespace: ``p`` is of ``w``, ``w14:checkbox`` of the one named."""
    prefix, _, local = tag.rpartition(":")
    return f"{{{NAMESPACES[prefix or 'w']}}}{local}"


def make(tag: str, *children: Element | str | None, **attributes: str | int) -> Element:
    """Make an element with children in their order, and attributes of its own namespace.

    An underscore at an attribute's end is taken off; text is put behind what is there. Raises
    ValueError for a child that the order of its parent does not know."""
    element = etree.Element(name(tag), nsmap={"w": W, "w14": W14, "r": R})
    prefix = tag.rpartition(":")[0] or "w"
    for key, value in attributes.items():
        element.set(name(f"{prefix}:{key.rstrip('_')}"), str(value))
    inner = [child for child in children if child is not None]
    order = ORDERS.get(tag)
    if order is not None:
        inner.sort(key=lambda child: order.index(_local(child)))
    for child in inner:
        if isinstance(child, str):
            element.text = (element.text or "") + child
        else:
            element.append(child)
    return element


def _local(child: Element | str) -> str:
    if isinstance(child, str):
        raise ValueError("text stands where only properties may")
    return str(etree.QName(child).localname)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as Word wants it told. tag: BCP 47. code: of a language with its country, as
    Word's proofing knows it. rtl: of its script."""

    tag: str
    code: str
    rtl: bool = False

    def mark(self) -> Element:
        """Return ``w:lang`` for a run of this language."""
        if self.rtl:
            return make("lang", bidi=self.code)
        if self.tag == "zh":
            return make("lang", val=self.code, eastAsia=self.code)
        return make("lang", val=self.code)


TONGUES = {
    tongue.tag: tongue
    for tongue in (
        Tongue("en", "en-GB"),
        Tongue("fr", "fr-FR"),
        Tongue("es", "es-ES"),
        Tongue("ru", "ru-RU"),
        Tongue("ar", "ar-SA", rtl=True),
        Tongue("zh", "zh-CN"),
    )
}


@dataclass(slots=True)
class Counters:
    """Numbers that a document uses once: of bookmarks, content controls and lists.

    lists: of each further ordered list the number of its definition."""

    bookmark: int = 0
    control: int = 0
    lists: list[int] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def mark(self, anchor: str, inside: list[Element]) -> list[Element]:
        """Return elements of a paragraph with a bookmark round them; as they are where the document
        has a bookmark of this name."""
        if anchor in self.seen:
            return inside
        self.seen.add(anchor)
        self.bookmark += 1
        start = make("bookmarkStart", id=self.bookmark, name=anchor)
        return [start, *inside, make("bookmarkEnd", id=self.bookmark)]

    def next_control(self) -> Element:
        """Return the id of the next content control."""
        self.control += 1
        return make("id", val=self.control)
