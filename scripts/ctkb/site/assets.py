"""Styles and scripts: ours bundled, the theme's one stylesheet, and the licences of both.

A bundle's name holds a hash of its bytes, so that a host may let browsers keep it for ever.
Nothing else of the theme is published: not its scripts, fonts, images or source maps.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

from ctkb.search import read_licences

STYLE_ORDER = ("tokens", "base", "frame", "blocks", "print")
"""Order of our stylesheets in the bundle: later ones win."""

_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(rb"\s+")
_AROUND = re.compile(rb"\s*([{};,>])\s*")


@dataclass(frozen=True, slots=True)
class Assets:
    """Published files by address, and the addresses a page needs.

    css: in order of loading. scripts: by name without ending (``scheme``, ``menu``, ...).
    licences: one text with every licence the published files ask for. box_js, box_css: code and
    style of the search box, to which each language adds its words; empty where there is none.
    forms: the stylesheet of pages that hold a form or a diagram."""

    files: Mapping[str, bytes]
    css: tuple[str, ...]
    scripts: Mapping[str, str]
    licences: str
    box_js: str = ""
    box_css: str = ""
    forms: str = ""


def _shrink_css(data: bytes) -> bytes:
    """Take comments and white space out of a stylesheet (strings of ours hold neither)."""
    return _AROUND.sub(rb"\1", _SPACE.sub(b" ", _COMMENT.sub(b"", data))).strip() + b"\n"


def _shrink_js(data: bytes) -> bytes:
    """Take whole-line comments and indentation out of a script of ours, nothing cleverer."""
    lines = (line.strip() for line in data.splitlines())
    return b"\n".join(line for line in lines if line and not line.startswith(b"//")) + b"\n"


def _hashed(name: str, ending: str, data: bytes) -> str:
    return f"assets/{name}.{hashlib.sha256(data).hexdigest()[:8]}.{ending}"


def _theme_stylesheet() -> tuple[str, bytes]:
    """Return the address and the bytes of the theme's main stylesheet, as installed.

    The pointer to its source map is left out: the map (1.3 MB with the others) is not published.
    """
    root = Path(str(distribution("mkdocs-material").locate_file("material/templates")))
    path = next((root / "assets/stylesheets").glob("main.*.min.css"))
    data = re.sub(rb"\s*/\*#\s*sourceMappingURL=[^*]*\*/\s*$", b"\n", path.read_bytes())
    return f"assets/{path.name}", data


def _licences() -> str:
    material = distribution("mkdocs-material")
    licence = material.read_text("licenses/LICENSE") or material.read_text("LICENSE")
    if licence is None:
        raise FileNotFoundError("the licence of mkdocs-material is not where its package puts it")
    return (
        "Texts and data of this site: Creative Commons Attribution 4.0 International (CC BY 4.0),\n"
        "https://creativecommons.org/licenses/by/4.0/\n\n"
        "Scripts and styles of this site: MIT License.\n\n"
        "The stylesheet assets/main.*.min.css comes from Material for MkDocs "
        f"{material.version}:\n\n"
        f"{licence}\n\n"
        f"{read_licences()}"
    )


def collect_assets(overrides: Path, *, forms: bool = True) -> Assets:
    """Read and bundle everything a page may load.

    overrides: the project's folder of that name; its ``assets/css`` and ``assets/js`` are ours.
    forms: whether any page holds a form or a diagram; without one their sheet is not published.
    """
    theme_address, theme_css = _theme_stylesheet()
    css = b"".join(
        _shrink_css((overrides / "assets/css" / f"{name}.css").read_bytes()) for name in STYLE_ORDER
    )
    style_address = _hashed("site", "css", css)
    files = {theme_address: theme_css, style_address: css}
    scripts = {}
    for path in sorted((overrides / "assets/js").glob("*.js")):
        data = _shrink_js(path.read_bytes())
        scripts[path.stem] = _hashed(path.stem, "js", data)
        files[scripts[path.stem]] = data
    files["licences.txt"] = _licences().encode()
    sheet = ""
    if forms:
        data = _shrink_css((overrides / "assets/forms/forms.css").read_bytes())
        sheet = _hashed("forms", "css", data)
        files[sheet] = data
    search = overrides / "assets/search"
    code = b"".join(_shrink_js(path.read_bytes()) for path in sorted(search.glob("box*.js")))
    style = b"".join(_shrink_css(path.read_bytes()) for path in sorted(search.glob("box*.css")))
    styles = (theme_address, style_address)
    return Assets(files, styles, scripts, "licences.txt", code.decode(), style.decode(), sheet)
