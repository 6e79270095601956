"""How wide words will be, and where they break: estimates, since nobody asks a font.

Widths are in ems of common sans-serif faces, on the safe side; ``tests/e2e/test_forms.py`` looks in
a browser whether words stay inside their boxes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MARGIN = 1.06
"""What faces differ by."""
_TRIES = 8
"""Widths that are tried, from half the whole one on, until lines are about equally long."""
_NARROW = frozenset("iljtfrI.,;:'’!|()[]/ -·ـ")
_WIDE = frozenset("mwMWmwжшщюыфмЖШЩЮЫФМДЁ—%@Œœæ")
_CLOSING = frozenset("，。、；：？！）」』》〉】〕”’…%")
_OPENING = frozenset("（「『《〈【〔“‘")
_PIECE = re.compile(r"[^\s\-‐–/]+[-‐–/]?|[-‐–/]")


@lru_cache(maxsize=4096)
def _width_of(sign: str) -> float:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Mn"):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0  # exactly, in every face
    return _letter_width(sign) * MARGIN


def _letter_width(sign: str) -> float:
    if "\u0600" <= sign <= "\u06ff":
        return 0.3 if sign in "اأإآلدذرزو،؛" else 0.58
    if sign in _NARROW:
        return 0.33
    if sign in _WIDE:
        return 0.88
    return 0.69 if sign.isupper() else 0.57


def measure(words: str, size: float) -> float:
    """Return the width of words on one line. size: of the face, in units of the drawing."""
    return sum(_width_of(sign) for sign in words) * size


def wrap(words: str, width: float, size: float) -> tuple[str, ...]:
    """Break words into as few lines as a width allows, and these about equally long.

    Latin, Cyrillic and Arabic break at spaces and behind hyphens, Chinese between any two signs
    but before a closing and behind an opening one. A longer word stands on a line of its own.
    """
    pieces = _split(words)
    lines = _fill(pieces, width, size)
    for part in range(_TRIES, _TRIES * 2) if len(lines) > 1 else ():
        narrower = _fill(pieces, width * part / _TRIES / 2, size)
        if len(narrower) == len(lines):
            return narrower
    return lines


def _fill(pieces: list[str], width: float, size: float) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        longer = line + piece
        if line.strip() and measure(longer.strip(), size) > width:
            lines.append(line.strip())
            longer = piece
        line = longer
    return (*lines, line.strip()) if line.strip() else tuple(lines)


def widest_piece(words: str, size: float) -> float:
    """Return the width of what of these words cannot be broken."""
    return max((measure(piece.strip(), size) for piece in _split(words)), default=0.0)


def _split(words: str) -> list[str]:
    """Return the pieces between which a line may end; a space stays with the piece before it."""
    pieces: list[str] = []
    for word in words.split():
        parts: list[str] = []
        for part in _PIECE.findall(word) or [word]:
            parts += _split_wide(part)
        pieces += [*parts[:-1], f"{parts[-1]} "]
    return pieces


def _split_wide(part: str) -> list[str]:
    """Split at the edges of Chinese signs; what is not Chinese stays together."""
    found: list[str] = []
    for sign in part:
        is_wide = unicodedata.east_asian_width(sign) in "WF" or sign in _OPENING
        before = found[-1][-1] if found else ""
        was_wide = bool(before) and unicodedata.east_asian_width(before) in "WF"
        holds = sign in _CLOSING or before in _OPENING if before else False
        if found and (holds or not (is_wide or was_wide)):
            found[-1] += sign
        else:
            found.append(sign)
    return found
