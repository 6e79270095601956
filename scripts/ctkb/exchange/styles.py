"""The styles and lists of a Word document, as far as the way back asks for them."""

from __future__ import annotations

import re

from ctkb import word_styles
from ctkb.exchange.package import Element, Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

_OURS = {
    value
    for key, value in vars(word_styles).items()
    if isinstance(value, str) and key.isupper() and not key.startswith("PROPERTY")
} | {
    name
    for names in (word_styles.BLOCK_TITLES, word_styles.BLOCK_TEXTS, word_styles.BLOCK_LISTS)
    for name in names.values()
}
_BUILT_IN = {
    "Title", "Subtitle", "TOC Heading", *(f"TOC {n}" for n in range(1, 10)),
    *(f"Heading {n}" for n in range(1, 10)), "List Paragraph", "Intense Quote",
    "Strong", "Emphasis", "Intense Emphasis",
}  # fmt: skip
_KNOWN = {name.casefold(): name for name in _OURS | _BUILT_IN}
_DEEP = 20
"""Styles above one another that are looked through."""


class Styles:
    """Styles by id: the name that is known here, and the list that they bring."""

    def __init__(self, package: Package) -> None:
        self._names: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        self._lists: dict[str, tuple[str, int]] = {}
        root = package.find("styles")
        for style in root.iter(f"{W}style") if root is not None else ():
            key = style.get(f"{W}styleId") or ""
            self._names[key] = read_value(style, "name")
            self._bases[key] = read_value(style, "basedOn")
            found = read_list(style.find(f"{W}pPr"))
            if found is not None:
                self._lists[key] = found
        self._formats = _read_formats(package.find("numbering"))

    def name(self, key: str) -> str:
        """Return the name of a style, or of the nearest one above it that is known here."""
        for one in self._climb(key):
            known = _KNOWN.get(self._names.get(one, "").casefold())
            if known:
                return known
        return ""

    def list_of(self, key: str, own: tuple[str, int] | None) -> tuple[int, bool] | None:
        """Return level and order of a paragraph's list. own: what the paragraph itself says."""
        found = own
        if found is None:
            chain = (self._lists.get(one) for one in self._climb(key))
            found = next((one for one in chain if one is not None), None)
        if found is None or found[0] in ("", "0"):
            return None
        number, level = found
        form = self._formats.get((number, level), "bullet")
        return level, form not in ("bullet", "none")

    def _climb(self, key: str) -> list[str]:
        way: list[str] = []
        while key in self._names and key not in way and len(way) < _DEEP:
            way.append(key)
            key = self._bases[key]
        return way


def read_value(parent: Element | None, tag: str) -> str:
    """Return ``w:val`` of a child, or nothing."""
    child = parent.find(f"{W}{tag}") if parent is not None else None
    return str(child.get(f"{W}val") or "") if child is not None else ""


def is_on(properties: Element | None, tag: str) -> bool:
    """Tell whether a property that is on or off is there and on."""
    child = properties.find(f"{W}{tag}") if properties is not None else None
    return child is not None and (child.get(f"{W}val") or "1") not in ("0", "false", "off", "none")


def read_list(properties: Element | None) -> tuple[str, int] | None:
    """Return the number of a list and the level that paragraph properties name, or None."""
    numbered = properties.find(f"{W}numPr") if properties is not None else None
    if numbered is None:
        return None
    level = read_value(numbered, "ilvl")
    return read_value(numbered, "numId"), int(level) if re.fullmatch("[0-8]", level) else 0


def _read_formats(root: Element | None) -> dict[tuple[str, int], str]:
    if root is None:
        return {}
    kinds: dict[str, dict[int, str]] = {}
    for kind in root.iter(f"{W}abstractNum"):
        levels = kinds.setdefault(kind.get(f"{W}abstractNumId") or "", {})
        for level in kind.iter(f"{W}lvl"):
            at = level.get(f"{W}ilvl") or ""
            if re.fullmatch("[0-8]", at):
                levels[int(at)] = read_value(level, "numFmt") or "decimal"
    found: dict[tuple[str, int], str] = {}
    for number in root.iter(f"{W}num"):
        key = number.get(f"{W}numId") or ""
        for depth, form in kinds.get(read_value(number, "abstractNumId"), {}).items():
            found[key, depth] = form
    return found
