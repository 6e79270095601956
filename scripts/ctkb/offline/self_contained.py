"""What would lead out of a copy: addresses that a room without internet cannot reach.

Nothing that a browser loads by itself may be remote, no link to the site's own pages may be
absolute, and every relative link has to lead to a file of the copy, and to an id in it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree

from ctkb.manifest import FILE_NAME, DamagedManifest, load_manifest
from ctkb.problems import Place, Problem, sort_problems

_ADDRESSES = frozenset(
    ("action", "background", "data", "formaction", "href", "ping", "poster", "src", "xlink:href")
)
_FOLLOWED = frozenset(("a", "area"))
_OPENED = frozenset(("mailto", "tel"))
# Links in the head that name addresses and load nothing.
_NAMES_ONLY = frozenset(("canonical", "alternate", "license", "author", "help", "next", "prev"))
_ENDS = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
_FILE = re.compile(r"[\w./~%-]*[\w~%-]\.[a-z0-9]{2,5}(?:[?#].*)?", re.ASCII)
_REFRESH = re.compile(r"[\s\d.;,]*(?:url\s*=)?\s*[\"']?([^\"']*)", re.IGNORECASE)
_CSS = re.compile(
    r"""/\*.*?(?:\*/|\Z)|url\(\s*["']?([^"'()]*?)["']?\s*\)|@import\s+["']([^"'\n]*)["']""",
    re.DOTALL | re.IGNORECASE,
)
_SCRIPT = re.compile(r"""["'`]((?:https?|wss?)://[\w.-]+[^"'`\s]*)""", re.IGNORECASE)
_NAMESPACES = "http://www.w3.org/"


@dataclass(frozen=True, slots=True)
class _Use:
    """An address that a file names. loads: a browser fetches it unasked. shows: the reader reads
    the address itself, so that nobody takes it for a way inside the copy."""

    line: int
    target: str
    loads: bool
    shows: bool = False


def find_leaks(files: Mapping[str, bytes]) -> list[Problem]:
    """Return what in a copy leads out of it: ``remote-resource``, ``absolute-link``,
    ``broken-link``, ``broken-anchor``.

    files: address -> bytes of the whole copy; ``manifest.json`` among them, in whatever folder,
    tells the address of the hosted site. Links to other hosts that a reader has to follow are
    sources, licences and edit links, and stay."""
    own = _find_site_url(files)
    uses: dict[str, list[_Use]] = {}
    known: dict[str, frozenset[str]] = {}
    for address, data in files.items():
        if _is_page(address):
            known[address], uses[address] = _read_page(data)
        else:
            uses[address] = list(_read_uses(address, data))
    problems = []
    for address in files:
        for use in uses[address]:
            fault = _find_fault(use, address, files, known, own)
            if fault:
                problems.append(Problem(Place(address, use.line), *fault))
    return sort_problems(problems)


def _find_site_url(files: Mapping[str, bytes]) -> str:
    for address, data in files.items():
        if posixpath.basename(address) == FILE_NAME:
            try:
                return load_manifest(data, address).site_url
            except DamagedManifest:
                continue
    return ""


def _is_page(address: str) -> bool:
    return address.endswith((".html", ".htm", ".xhtml"))


def _read_uses(address: str, data: bytes) -> Iterator[_Use]:
    if address.endswith(".css"):
        text = data.decode("utf-8", "replace")
        for found in _CSS.finditer(text):
            target = (found[1] or found[2] or "").strip()
            if target:
                yield _Use(text.count("\n", 0, found.start()) + 1, target, loads=True)
    elif address.endswith((".js", ".mjs")):
        text = data.decode("utf-8", "replace")
        for found in _SCRIPT.finditer(text):
            if not found[1].startswith(_NAMESPACES):
                yield _Use(text.count("\n", 0, found.start()) + 1, found[1], loads=True)


def _read_page(data: bytes) -> tuple[frozenset[str], list[_Use]]:
    """Return the ids of a page and the addresses it names."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    whole = _ENDS.sub(b"", data)
    root = etree.fromstring(whole, parser) if whole.strip() else None
    ids: set[str] = set()
    uses: list[_Use] = []
    for element in () if root is None else root.iter(etree.Element):
        if element.get("id"):
            ids.add(str(element.get("id")))
        rel = set(str(element.get("rel") or "").lower().split())
        if element.tag != "link" or not rel & {"canonical", "alternate"}:
            uses.extend(_read_element(element, rel))
    return frozenset(ids), uses


def _read_element(element: etree._Element, rel: set[str]) -> Iterator[_Use]:
    tag = str(element.tag)
    line = element.sourceline if isinstance(element.sourceline, int) else 1
    waits = tag in _FOLLOWED or (tag == "link" and bool(rel) and rel <= _NAMES_ONLY)
    for key, words in element.items():
        name, value = str(key), str(words).strip()
        if name in ("srcset", "imagesrcset"):
            for one in value.split(",") if not value.startswith("data:") else (value,):
                yield _Use(line, (one.split() or [""])[0], loads=True)
        elif name in _ADDRESSES:
            shown = tag == "a" and "".join(map(str, element.itertext())).strip() == value
            yield _Use(line, value, not waits or name == "ping", shown)
        elif name.startswith("data-") and _FILE.fullmatch(value):
            yield _Use(line, value, loads=True)
        elif name == "content" and str(element.get("http-equiv")).lower() == "refresh":
            found = _REFRESH.match(value)
            yield _Use(line, found[1].strip() if found else "", loads=True)


def _find_fault(
    use: _Use,
    address: str,
    files: Mapping[str, bytes],
    known: Mapping[str, frozenset[str]],
    own: str,
) -> tuple[str, str, str] | None:
    """Return code, what and mend, or None for an address that stays inside."""
    try:
        parts = urlsplit(use.target)
    except ValueError:
        return "broken-link", f'"{use.target}" is no address', "Correct the address"
    if parts.scheme == "data" and use.loads:
        return None
    if parts.scheme or parts.netloc:
        return _find_remote_fault(use, parts.scheme, own)
    if use.target.startswith(("/", "\\")):
        what = f'"{use.target}" begins with a slash and leads nowhere on a disk'
        return "absolute-link", what, "Write it relative to the page"
    target = unquote(parts.path)
    if target:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(address), target))
    else:
        target = address
    if target not in files:
        what = f'"{use.target}" leads to {target}, which is not in the copy'
        return "broken-link", what, "Take the link out where the copy is made, or add the file"
    anchor = unquote(parts.fragment)
    if anchor and target in known and anchor not in known[target] and anchor != "top":
        what = f"#{anchor} is no id in {target}"
        return "broken-anchor", what, "Correct the part behind # on the site"
    return None


def _find_remote_fault(use: _Use, scheme: str, own: str) -> tuple[str, str, str] | None:
    if use.loads:
        what = f'a browser would fetch "{use.target}" from elsewhere'
        return "remote-resource", what, "Put the file into the site and name it relative"
    if scheme in _OPENED:
        return None
    if scheme not in ("http", "https"):
        what = f'"{use.target}" is no address that a copy may name'
        return "absolute-link", what, "Link to a file of the copy, to https: or to mailto:"
    if own and use.target.startswith(own) and not use.shows:
        what = f'"{use.target}" leads to the hosted site, not into the copy'
        return "absolute-link", what, "Write it relative to the page"
    return None
