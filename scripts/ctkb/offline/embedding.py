"""Makes the Chinese fonts in a PDF small: WeasyPrint 70 keeps a place for each of 65,000 glyphs.

A font with CIDs may be embedded as bare CFF, whose glyphs say themselves which CID they are (PDF
1.7, 9.7.4.2). So the places of unused glyphs, and all tables beside the outlines, can go.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Any

import pydyf
import uharfbuzz


def shrink_fonts(pdf: Any, fonts: Iterable[Any]) -> None:
    """Embed the OpenType fonts of a document anew. fonts: those of the engine, all with CIDs that
    are the numbers of their glyphs, as in Noto CJK."""
    used: dict[bytes, set[int]] = {}
    for font in fonts:
        used.setdefault(font.file_content, {0}).update(font.to_unicode)
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.extra.get("Subtype") == "/OpenType":
            thing.stream[:] = [_take_outlines(thing.stream[0], used[thing.stream[0]])]
            thing.extra["Subtype"] = "/CIDFontType0C"


def _take_outlines(data: bytes, glyphs: set[int]) -> bytes:
    """Return the CFF table of some glyphs of a font; they keep their CIDs."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.set(glyphs)
    wanted.flags = uharfbuzz.SubsetFlags.DESUBROUTINIZE | uharfbuzz.SubsetFlags.NO_HINTING
    small = uharfbuzz.subset(uharfbuzz.Face(data), wanted).blob.data
    # The directory of tables (OpenType 1.9, 4): 16 bytes each behind the first 12.
    for place in range(12, 12 + 16 * int.from_bytes(small[4:6]), 16):
        tag, _, offset, length = struct.unpack(">4sLLL", small[place : place + 16])
        if tag == b"CFF ":
            return bytes(small[offset : offset + length])
    raise ValueError("a font without outlines in CFF")
