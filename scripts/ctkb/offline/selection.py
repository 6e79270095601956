"""What a copy of some languages holds: the files of the site, by their addresses.

Addresses stay as on the site, English at the root and the others below ``fr/`` and so on, so that
the same pages serve every copy. A page that leads out of the copy is changed where it does, byte by
byte, and stays as it is elsewhere.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Collection
from dataclasses import replace
from html import unescape
from urllib.parse import unquote, urlsplit

from ctkb.languages import ENGLISH, TAGS, LangTag
from ctkb.manifest import FILE_NAME, Manifest, ManifestFile, dump_manifest
from ctkb.offline.folder import SiteFolder

SWITCHER = "kb-languages"
"""The class of the ``<nav>`` in which a page names its languages, one ``<li>`` each."""


def select(folder: SiteFolder, languages: tuple[LangTag, ...]) -> dict[str, bytes]:
    """Return address -> bytes of a copy of these languages, sorted by address, its manifest with
    it.

    The copy holds the pages of the languages, also the untranslated ones, the assets, their
    searches and the licences. In its pages an entry of the language switcher for a language that
    is not there goes, and with one language the whole switcher; another link to a page that is not
    there becomes its words. languages: of the site, in any order."""
    addresses = [
        address
        for address in folder.list_addresses(languages)
        if _find_language(address, folder) in (None, *languages)
    ]
    kept = frozenset(addresses)
    files: dict[str, bytes] = {}
    for address in addresses:
        data = folder.read(address)
        files[address] = cut_links(data, address, kept) if address.endswith(".html") else data
    files[FILE_NAME] = dump_manifest(_make_manifest(folder.manifest, languages, files))
    return dict(sorted(files.items()))


def _find_language(address: str, folder: SiteFolder) -> LangTag | None:
    """Return the language of a page, of a redirect too, which no manifest names as a page."""
    if not address.endswith(".html"):
        return None
    if address in folder.pages:
        return folder.pages[address].lang
    first = address.partition("/")[0]
    return LangTag(first) if first in TAGS else ENGLISH


def _make_manifest(
    manifest: Manifest, languages: tuple[LangTag, ...], files: dict[str, bytes]
) -> Manifest:
    sums = {address: hashlib.sha256(data).hexdigest() for address, data in files.items()}
    return replace(
        manifest,
        languages=tuple(tag for tag in manifest.languages if tag in languages),
        pages=tuple(
            replace(page, sha256=sums[page.address])
            for page in manifest.pages
            if page.address in sums
        ),
        files=tuple(
            ManifestFile(file.address, sums[file.address], file.role)
            for file in manifest.files
            if file.address in sums
        ),
    )


def cut_links(data: bytes, address: str, kept: Collection[str]) -> bytes:
    """Return a page without the ways that lead to pages of the site that are not in the copy.

    data: UTF-8. address: of the page. kept: addresses in the copy. A page all of whose links stay
    inside comes back with the same bytes."""
    text = data.decode("utf-8")
    parts: list[str] = []
    done = 0
    for start, end in _find_cuts(text, _Inside(address, kept)):
        parts.append(text[done:start])
        done = end
    parts.append(text[done:])
    return "".join(parts).encode("utf-8")


_TAG = re.compile(
    r"<!--.*?-->|<script\b.*?</script\s*>"
    r"""|<(?P<close>/?)(?P<name>nav|li|a)(?P<rest>(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?)>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = r"""\s{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_HREF = re.compile(_ATTRIBUTE.format("href"), re.IGNORECASE)
_CLASS = re.compile(_ATTRIBUTE.format("class"), re.IGNORECASE)


def _find_cuts(text: str, inside: _Inside) -> list[tuple[int, int]]:
    """Return the places to cut out of a page, in order, none within another."""
    cuts: list[tuple[int, int]] = []
    dead_link = False
    switcher = entry = -1
    entry_is_dead = False
    alive = 0
    dead: list[tuple[int, int]] = []
    for tag in _TAG.finditer(text):
        name, rest = (tag["name"] or "").lower(), tag["rest"] or ""
        if tag["close"]:
            if name == "a" and dead_link:
                dead_link = False
                cuts.append(tag.span())
            elif name == "li" and entry >= 0:
                alive += not entry_is_dead
                if entry_is_dead:
                    dead.append((entry, _with_line_end(text, tag.end())))
                entry = -1
            elif name == "nav" and switcher >= 0:
                whole = (switcher, _with_line_end(text, tag.end()))
                cuts.extend([whole] if dead and alive < 2 else dead)
                switcher = -1
        elif name == "nav" and SWITCHER in _read(_CLASS, rest).split():
            switcher, alive, dead = tag.start(), 0, []
        elif name == "li" and switcher >= 0:
            entry, entry_is_dead = tag.start(), False
        elif name == "a" and _read(_HREF, rest) not in inside:
            if entry >= 0:
                entry_is_dead = True
            else:
                dead_link = True
                cuts.append(tag.span())
    return cuts


def _read(attribute: re.Pattern[str], rest: str) -> str:
    found = attribute.search(rest)
    return unescape(next(value for value in found.groups() if value is not None)) if found else ""


def _with_line_end(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == "\n" else end


class _Inside:
    """The links of one page that do not leave the copy; links to other hosts lead where they say,
    and are counted among them."""

    def __init__(self, address: str, kept: Collection[str]) -> None:
        self._folder = posixpath.dirname(address)
        self._kept = kept
        self._known: dict[str, bool] = {}

    def __contains__(self, href: str) -> bool:
        path = href.partition("#")[0]
        if path not in self._known:
            self._known[path] = self._look(path)
        return self._known[path]

    def _look(self, path: str) -> bool:
        parts = urlsplit(path)
        if parts.scheme or parts.netloc or not parts.path:
            return True
        target = posixpath.normpath(posixpath.join(self._folder, unquote(parts.path)))
        return target in self._kept
