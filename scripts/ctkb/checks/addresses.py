"""Where an address leads that stands in a file of the site, as a browser reads it."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from urllib.parse import unquote

from ctkb.languages import ENGLISH, TAGS, LangTag, address_prefix

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_EDGES = "".join(map(chr, range(0x21)))
_NON_LOADING = frozenset(
    ("alternate", "author", "canonical", "edit", "help", "license", "me", "next", "prev")
)


class Reach(Enum):
    """How far an address leads."""

    INSIDE = "inside"
    ROOT = "root"
    """Begins with ``/``: another place under each host, and none from a disk."""
    OUTSIDE = "outside"
    """Climbs above the site's own folder."""
    REMOTE = "remote"
    """Names a host, with or without a scheme."""
    SCHEME = "scheme"
    """Has a scheme that names no host, such as ``mailto``."""


@dataclass(frozen=True, slots=True)
class Target:
    """A resolved address. address: inside the site, ``fr/`` for a folder; for ROOT what stands
    behind the ``/``. scheme: in lower case, empty where none is written."""

    reach: Reach
    address: str = ""
    anchor: str = ""
    scheme: str = ""


def resolve(base: str, written: str) -> Target:
    """Return where an address leads that is written in the file base (its address in the site)."""
    target = _resolve_in_folder(base.rpartition("/")[0], written)
    if target.reach is Reach.INSIDE and not target.address:
        return Target(Reach.INSIDE, base, target.anchor)
    return target


@lru_cache(maxsize=65536)
def _resolve_in_folder(folder: str, written: str) -> Target:
    text = written.strip(_EDGES).translate({9: None, 10: None, 13: None})
    if match := _SCHEME.match(text):
        scheme = match[1].lower()
        names_host = scheme in ("http", "https", "ftp", "ws", "wss")
        return Target(Reach.REMOTE if names_host else Reach.SCHEME, scheme=scheme)
    rest, _, anchor = text.partition("#")
    path = unquote(rest.partition("?")[0].replace("\\", "/"))
    anchor = unquote(anchor)
    if path.startswith("//"):
        return Target(Reach.REMOTE)
    if path.startswith("/"):
        return Target(Reach.ROOT, _normalise(path.lstrip("/")), anchor)
    if not path:
        return Target(Reach.INSIDE, "", anchor)
    address = _normalise(posixpath.join(folder, path))
    if address == ".." or address.startswith("../"):
        return Target(Reach.OUTSIDE, address, anchor)
    return Target(Reach.INSIDE, address, anchor)


def _normalise(path: str) -> str:
    is_folder = path.rpartition("/")[2] in ("", ".", "..")
    plain = posixpath.normpath(path) if path else "."
    if is_folder and plain not in ("..",) and not plain.endswith("/.."):
        return "./" if plain == "." else f"{plain}/"
    return plain


def loads(tag: str, attribute: str, rel: str) -> bool:
    """Tell whether a browser fetches the address by itself, or sends something to it."""
    if tag in ("a", "area"):
        return attribute == "ping"
    if tag == "meta":
        return False
    return not (tag == "link" and rel and set(rel.split()) <= _NON_LOADING)


def language_of(address: str) -> LangTag:
    """Return the language of an address: English for all that stands in no language's folder."""
    first = address.partition("/")[0]
    return LangTag(first) if "/" in address and first in TAGS and first != ENGLISH else ENGLISH


def twin_of(address: str, lang: str) -> str:
    """Return the address of the same page in another language."""
    return address_prefix(lang) + address.removeprefix(address_prefix(language_of(address)))


def is_not_found_page(address: str) -> bool:
    """Tell whether hosts show this page in the place of any address that does not exist."""
    return posixpath.basename(address) == "404.html"
