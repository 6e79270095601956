"""Word files made by hand, good and bad."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from docx import Document
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def pack(
    body: str, *, main: str = MAIN, more: dict[str, bytes] | None = None, head: str = ""
) -> bytes:
    """Make a DOCX whose body is this XML. head: stands before the root. more: further parts."""
    types = (
        f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    root = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    document = (
        f'{head}<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>'
    )
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": root.encode(),
        "word/document.xml": document.encode(),
        **(more or {}),
    }
    return zip_parts(parts)


def zip_parts(parts: dict[str, bytes]) -> bytes:
    """Make a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def unzip(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edit(data: bytes, change: Callable[[Any], None]) -> bytes:
    """Open a DOCX with python-docx, change it and save it, as another program would."""
    document = Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make(tag: str, *children: etree._Element, text: str = "", **attributes: str) -> etree._Element:
    """Make an element of WordprocessingML."""
    element = etree.Element(f"{{{W}}}{tag}")
    for key, value in attributes.items():
        element.set(f"{{{W}}}{key}", value)
    element.text = text or None
    element.extend(children)
    return element


def style_of(paragraph: Any) -> str:
    """Return the id of a paragraph's style; python-docx's own way to it is slow."""
    found = paragraph._p.pPr.pStyle if paragraph._p.pPr is not None else None
    return "" if found is None else str(found.val)
