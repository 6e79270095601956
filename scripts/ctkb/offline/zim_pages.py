"""What an archive for Kiwix holds beside the pages of the site: a first page where it holds several
languages, and the picture that stands for it in a list."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from html import escape

from ctkb.languages import get_language
from ctkb.offline.pages import SiteNotice

_GROUND, _INK = (0x17, 0x42, 0x3C), (0xF6, 0xF3, 0xEC)
# Bars of the paragraph sign that browsers show for the site, in a field of 32 by 32:
# left, top, right, bottom.
_BARS = ((14, 6, 25, 9), (20, 6, 23, 26), (15, 6, 18, 26))
_DISC = (14, 12, 6)


def write_chooser(title: str, entries: Iterable[tuple[SiteNotice, str]]) -> bytes:
    """Return the page on which readers choose their language. entries: notice of a language and
    the address of its first page."""
    items = "\n".join(
        f'<li lang="{notice.lang}" dir="{get_language(notice.lang).direction}">'
        f'<a href="{address}" hreflang="{notice.lang}">{get_language(notice.lang).endonym}</a>'
        f"<p><strong>{escape(notice.name)}</strong></p><p>{escape(notice.subtitle)}</p></li>"
        for notice, address in entries
    )
    return f"""<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>{escape(title)}</title>
<style>
body {{ max-width: 42rem; margin: 0 auto; padding: 1rem; line-height: 1.6; font-family: system-ui,
  "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }}
ul {{ list-style: none; padding: 0; }}
li {{ padding: .8rem 0; border-top: 1px solid; }}
li a {{ font-size: 1.3rem; }}
p {{ margin: .3rem 0; }}
</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<ul>
{items}
</ul>
</main>
</body>
</html>
""".encode()


def draw_icon(size: int) -> bytes:
    """Return a PNG, size by size pixels: the paragraph sign of the site's pages on plain ground."""
    steps = [(n + 0.5) / 4 for n in range(4)]
    rows = []
    for y in range(size):
        row = bytearray(b"\0")
        for x in range(size):
            inked = sum(
                _is_ink((x + dx) * 32 / size, (y + dy) * 32 / size) for dx in steps for dy in steps
            )
            row += bytes(
                (ground * (16 - inked) + ink * inked + 8) // 16
                for ground, ink in zip(_GROUND, _INK, strict=True)
            )
        rows.append(bytes(row))
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(b"".join(rows), 9)),
            (b"IEND", b""),
        )
    )


def _is_ink(x: float, y: float) -> bool:
    left, top, radius = _DISC
    in_disc = x <= left and (x - left) ** 2 + (y - top) ** 2 <= radius**2
    return in_disc or any(a <= x <= c and b <= y <= d for a, b, c, d in _BARS)
