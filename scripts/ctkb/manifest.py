"""What a built site says it holds: ``site/manifest.json``, all that readers of the folder rely on.

Small on purpose: the quick path of the command line reads it before anything else is imported.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, TypeVar, cast

from ctkb.languages import TAGS, LangTag

SCHEMA = 1
FILE_NAME = "manifest.json"
ROLES = ("asset", "search", "feed")

Role = Literal["asset", "search", "feed"]
_Item = TypeVar("_Item")


class DamagedManifest(ValueError):
    """A manifest that cannot be relied on. faults: one sentence each, without a full stop, with
    the place inside the file (``pages[3].sha256 ...``)."""

    def __init__(self, path: str, faults: Iterable[str]) -> None:
        self.path = path
        self.faults = tuple(faults)
        super().__init__(f"{path}: {'; '.join(self.faults)}")


@dataclass(frozen=True, slots=True)
class ManifestReview:
    """A review that counts for a page. kind: law, practice, rights or language. on: ISO date.
    valid: sections of the page it covers. total: sections of the page."""

    kind: str
    name: str
    role: str
    on: str
    valid: int
    total: int


@dataclass(frozen=True, slots=True)
class ManifestPage:
    """One page. address: from the site's root, with ``.html``. lang: of the address. words: the
    language of the text shown. source: the Markdown file whose words are shown, from the project's
    root. The hashes are SHA-256 in 64 hex digits, of that file and of the page."""

    address: str
    lang: LangTag
    words: LangTag
    title: str
    kind: str
    product: str | None
    region: str | None
    origin: str
    reviews: tuple[ManifestReview, ...]
    source: str
    source_sha256: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """Every file that is not a page and not the manifest itself."""

    address: str
    sha256: str
    role: Role


@dataclass(frozen=True, slots=True)
class ManifestProduct:
    """A handbook and its chapters in reading order. The pages stand at
    ``products/<id>/index.html`` and ``products/<id>/<chapter>.html`` below each language."""

    id: str
    chapters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole site. languages: those built, in the order of the languages. products: in reading
    order. pages and files: by address."""

    edition: str
    site_url: str
    languages: tuple[LangTag, ...]
    products: tuple[ManifestProduct, ...]
    pages: tuple[ManifestPage, ...]
    files: tuple[ManifestFile, ...]
    schema: int = SCHEMA


def dump_manifest(manifest: Manifest) -> bytes:
    """Return the JSON in UTF-8: keys, languages, pages and files sorted, indented by one, so that
    the same site gives the same bytes."""
    tree = asdict(manifest)
    for name in ("pages", "files"):
        tree[name] = sorted(tree[name], key=lambda entry: cast(str, entry["address"]))
    tree["languages"] = sorted(manifest.languages, key=TAGS.index)
    text = json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return text.encode("utf-8")


def write_manifest(manifest: Manifest, path: Path) -> None:
    """Write the manifest's bytes to a file."""
    path.write_bytes(dump_manifest(manifest))


def read_manifest(path: Path) -> Manifest:
    """Read a manifest file strictly.

    Raises DamagedManifest with every fault found: unknown or missing keys, wrong types, addresses
    that leave the folder or stand twice, languages that are not ours. Raises OSError where the
    file cannot be read.
    """
    return load_manifest(path.read_bytes(), str(path))


def load_manifest(data: bytes, path: str = FILE_NAME) -> Manifest:
    """Read a manifest from its bytes, as :func:`read_manifest` does; path is only named."""
    try:
        tree: object = json.loads(data.decode("utf-8"), object_pairs_hook=_refuse_twice)
    except (ValueError, RecursionError) as error:
        raise DamagedManifest(path, [f"this is no JSON in UTF-8 ({error})"]) from None
    reader = _Reader()
    manifest = reader.manifest(tree)
    if reader.faults or manifest is None:
        raise DamagedManifest(path, reader.faults)
    return manifest


def _refuse_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key stands twice")
    return result


class _Wrong(Exception):
    """An object that could not be made; its faults are noted."""


class _Reader:
    """Turns JSON values into the dataclasses and notes what is wrong on the way."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def manifest(self, tree: object) -> Manifest | None:
        if isinstance(tree, dict) and tree.get("schema") != SCHEMA:
            self.faults.append(f"schema is {tree.get('schema')!r}, and this program reads {SCHEMA}")
            return None
        try:
            entry = self._object(tree, "the manifest", Manifest.__slots__)
        except _Wrong:
            return None
        if type(entry["schema"]) is not int:
            self.faults.append(f"schema is no whole number: {entry['schema']!r}")
        manifest = Manifest(
            edition=self._text(entry, "edition", ""),
            site_url=self._text(entry, "site_url", "", empty=True),
            languages=tuple(
                self._language(tag, f"languages[{n}]")
                for n, tag in enumerate(self._list(entry, "languages", ""))
            ),
            products=self._each(entry, "products", self._product),
            pages=self._each(entry, "pages", self._page),
            files=self._each(entry, "files", self._file),
        )
        self._check_whole(manifest)
        return manifest

    def _check_whole(self, manifest: Manifest) -> None:
        if len(set(manifest.languages)) != len(manifest.languages):
            self.faults.append("languages: one stands twice")
        seen: set[str] = set()
        addresses = [page.address for page in manifest.pages]
        for address in addresses + [file.address for file in manifest.files]:
            if address in seen:
                self.faults.append(f"{address!r} stands twice")
            seen.add(address)
        for page in manifest.pages:
            if page.lang not in manifest.languages:
                self.faults.append(f"{page.address!r} is in {page.lang!r}, which was not built")

    def _product(self, tree: object, place: str) -> ManifestProduct:
        entry = self._object(tree, place, ManifestProduct.__slots__)
        chapters = self._list(entry, "chapters", place)
        return ManifestProduct(
            id=self._text(entry, "id", place),
            chapters=tuple(self._string(c, f"{place}.chapters") for c in chapters),
        )

    def _page(self, tree: object, place: str) -> ManifestPage:
        entry = self._object(tree, place, ManifestPage.__slots__)
        return ManifestPage(
            address=self._address(entry, "address", place),
            lang=self._language(entry["lang"], f"{place}.lang"),
            words=self._language(entry["words"], f"{place}.words"),
            title=self._text(entry, "title", place),
            kind=self._text(entry, "kind", place),
            product=self._text(entry, "product", place) if entry["product"] is not None else None,
            region=self._text(entry, "region", place) if entry["region"] is not None else None,
            origin=self._text(entry, "origin", place),
            reviews=self._each(entry, "reviews", self._review, place),
            source=self._address(entry, "source", place),
            source_sha256=self._hash(entry, "source_sha256", place),
            sha256=self._hash(entry, "sha256", place),
        )

    def _review(self, tree: object, place: str) -> ManifestReview:
        entry = self._object(tree, place, ManifestReview.__slots__)
        kind, name, role, on = (
            self._text(entry, field, place) for field in ("kind", "name", "role", "on")
        )
        valid, total = (self._count(entry, field, place) for field in ("valid", "total"))
        return ManifestReview(kind, name, role, on, valid, total)

    def _file(self, tree: object, place: str) -> ManifestFile:
        entry = self._object(tree, place, ManifestFile.__slots__)
        role = entry["role"]
        if role not in ROLES:
            self._note(f"{place}.role", f"is {role!r}, not one of {', '.join(ROLES)}")
        return ManifestFile(
            address=self._address(entry, "address", place),
            sha256=self._hash(entry, "sha256", place),
            role=cast(Role, role),
        )

    def _each(
        self,
        entry: dict[str, object],
        name: str,
        make: Callable[[object, str], _Item],
        place: str = "",
    ) -> tuple[_Item, ...]:
        items: list[_Item] = []
        for number, tree in enumerate(self._list(entry, name, place)):
            try:
                items.append(make(tree, f"{_join(place, name)}[{number}]"))
            except _Wrong:
                continue
        return tuple(items)

    def _object(self, tree: object, place: str, names: Iterable[str]) -> dict[str, object]:
        if not isinstance(tree, dict):
            self._note(place, "is no object")
            raise _Wrong
        wanted = tuple(names)
        missing = [name for name in wanted if name not in tree]
        unknown = sorted(name for name in tree if name not in wanted)
        for name in missing:
            self._note(place, f"lacks {name!r}")
        for name in unknown:
            self._note(place, f"has the unknown key {name!r}")
        if missing:
            raise _Wrong
        return tree

    def _list(self, entry: dict[str, object], name: str, place: str) -> list[object]:
        value = entry[name]
        if not isinstance(value, list):
            self._note(_join(place, name), "is no list")
            return []
        return value

    def _text(self, entry: dict[str, object], name: str, place: str, *, empty: bool = False) -> str:
        return self._string(entry[name], _join(place, name), empty=empty)

    def _string(self, value: object, place: str, *, empty: bool = False) -> str:
        if not isinstance(value, str) or not (value or empty):
            self._note(place, f"is no text: {value!r}")
            return ""
        return value

    def _count(self, entry: dict[str, object], name: str, place: str) -> int:
        value = entry[name]
        if type(value) is not int or value < 0:
            self._note(_join(place, name), f"is no whole number: {value!r}")
            return 0
        return value

    def _language(self, value: object, place: str) -> LangTag:
        if value not in TAGS:
            self._note(place, f"is {value!r}, not one of {', '.join(TAGS)}")
        return LangTag(str(value))

    def _address(self, entry: dict[str, object], name: str, place: str) -> str:
        address = self._text(entry, name, place)
        parts = address.split("/")
        if address and ("\\" in address or any(part in ("", ".", "..") for part in parts)):
            self._note(_join(place, name), f"leaves the folder or is not plain: {address!r}")
        return address

    def _hash(self, entry: dict[str, object], name: str, place: str) -> str:
        value = self._text(entry, name, place)
        if value and (len(value) != 64 or set(value) - set("0123456789abcdef")):
            self._note(_join(place, name), f"is no SHA-256 in 64 hex digits: {value!r}")
        return value

    def _note(self, place: str, what: str) -> None:
        self.faults.append(f"{place} {what}")


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
