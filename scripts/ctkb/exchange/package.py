"""A Word file that somebody sent: opened as a zip of XML, with nothing of it believed.

Refused are what is no DOCX, macros, names that leave the archive, parts that grow beyond measure
when they are unpacked, document types and entities. Nothing outside the file is ever fetched.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from ctkb.problems import Place, Problem

Element = etree._Element

MAX_FILE = 50_000_000
"""Bytes of the file itself."""
MAX_PART = 25_000_000
"""Bytes of one part, unpacked; a handbook's text has about one million."""
MAX_PARTS = 3000
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
"""What the zip reader raises for archives that are damaged, odd or locked."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at. target: the name of a part, or an address outside."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """An opened file. document: name of its main part. parts: XML by name of part, those that can
    be read."""

    path: str
    document: str
    relations: dict[str, Relation]
    parts: dict[str, Element]
    custom: dict[str, str]

    def find(self, kind: str) -> Element | None:
        """Return the part that the document points at by a kind of relation, such as ``styles``."""
        for relation in self.relations.values():
            if relation.kind == kind and not relation.external:
                return self.parts.get(relation.target)
        return None


def open_package(data: bytes, path: str) -> tuple[Package | None, list[Problem]]:
    """Open a DOCX. path: as problems name it. Returns None where it cannot be read at all."""
    opening = _Opening(path)
    package = opening.open(data)
    return package, opening.problems


def parse_xml(data: bytes) -> Element | None:
    """Parse a part: no document type, no entities, no network, no depth beyond libxml2's bounds.

    Returns None for what is not such XML."""
    if _DOCTYPE.search(data) or _DOCTYPE.search(data.replace(b"\0", b"")):
        return None
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    info = root.getroottree().docinfo
    return None if getattr(info, "doctype", "") else root


class _Opening:
    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def say(self, code: str, what: str, mend: str) -> None:
        self.problems.append(Problem(Place(self.path), code, what, mend))

    def open(self, data: bytes) -> Package | None:
        if len(data) > MAX_FILE:
            what = f"the file has more than {MAX_FILE // 1_000_000} MB"
            self.say("too-large", what, "Take the pictures out of it")
            return None
        if data.startswith(_OLE):
            what = "the file is of an old version of Word, or locked by a password"
            self.say("not-docx", what, "Save it as .docx without a password")
            return None
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return self._read(archive)
        except _BROKEN:
            what = "the file is no DOCX, or it is damaged"
            self.say("not-docx", what, "Save it again as .docx")
            return None

    def _read(self, archive: zipfile.ZipFile) -> Package | None:
        names = archive.namelist()
        for name in names:
            parts = name.rstrip("/").split("/")
            if name.startswith("/") or "\\" in name or ".." in parts or ":" in parts[0]:
                what = "a part of the file has a name that leads out of it"
                self.say("unsafe-name", what, "Save it again with Word")
                return None
        if len(names) > MAX_PARTS or len(set(names)) != len(names):
            self.say("unsafe-archive", "the file has too many parts", "Save it again with Word")
            return None
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            self._refuse_macros()
            return None
        types = self._part(archive, "[Content_Types].xml")
        roots = self._part(archive, "_rels/.rels")
        if self.problems:
            return None
        if types is None or roots is None:
            self.say("not-docx", "the file is no DOCX", "Save it again as .docx")
            return None
        relations = _read_relations(roots, "")
        mains = [one.target for one in relations.values() if one.kind == "officeDocument"]
        document = mains[0] if mains else ""
        if any("macroEnabled" in (one.get("ContentType") or "") for one in types):
            self._refuse_macros()
            return None
        of_word = any(
            one.get("PartName") == f"/{document}"
            and (one.get("ContentType") or "").endswith("wordprocessingml.document.main+xml")
            for one in types.iter(f"{_TYPES}Override")
        )
        if not document or document not in names or not of_word:
            self.say("not-docx", "the file is no Word document", "Save it again as .docx")
            return None
        return self._read_parts(archive, document, relations)

    def _refuse_macros(self) -> None:
        what = "the file holds macros, which are never read"
        self.say("macros", what, "Save it as .docx, which holds none")

    def _read_parts(
        self, archive: zipfile.ZipFile, document: str, roots: dict[str, Relation]
    ) -> Package | None:
        names = set(archive.namelist())
        folder, _, name = document.rpartition("/")
        listed = f"{folder}/_rels/{name}.rels".lstrip("/")
        found = self._part(archive, listed) if listed in names else None
        relations = {} if found is None else _read_relations(found, folder)
        wanted = {document} | {
            one.target
            for one in relations.values()
            if not one.external and one.kind in _KINDS and one.target in names
        }
        parts = {}
        for one in sorted(wanted):
            element = self._part(archive, one)
            if element is not None:
                parts[one] = element
        if self.problems:
            return None
        custom = next((one.target for one in roots.values() if one.kind == "custom-properties"), "")
        properties = self._part(archive, custom) if custom in names else None
        return Package(self.path, document, relations, parts, _read_custom(properties))

    def _part(self, archive: zipfile.ZipFile, name: str) -> Element | None:
        """Read a part, no more of it than may be; say what is wrong with it."""
        if name not in archive.namelist():
            return None
        with archive.open(name) as stream:
            data = stream.read(MAX_PART + 1)
        if len(data) > MAX_PART:
            what = f"a part of the file is larger than {MAX_PART // 1_000_000} MB when unpacked"
            self.say("too-large", what, "Save the text alone into a new document")
            return None
        element = parse_xml(data)
        if element is None:
            what = f"the part {name.rpartition('/')[2]} is not XML that may be read"
            self.say("bad-xml", what, "Save it again with Word")
        return element


_KINDS = ("styles", "numbering", "comments", "commentsExtended", "footnotes", "endnotes")


def _read_relations(root: Element, folder: str) -> dict[str, Relation]:
    """Return the relations of a part by id, targets as names of parts where they are inside."""
    found = {}
    for one in root:
        kind = (one.get("Type") or "").removeprefix(_OFFICE).removeprefix(_STRICT)
        external = one.get("TargetMode") == "External"
        target = one.get("Target") or ""
        if not external:
            path = unquote(target)
            path = path[1:] if path.startswith("/") else posixpath.join(folder, path)
            target = posixpath.normpath(path)
        found[one.get("Id") or ""] = Relation(kind.rpartition("/")[2], target, external)
    return found


def _read_custom(root: Element | None) -> dict[str, str]:
    if root is None:
        return {}
    return {one.get("name") or "": "".join(str(part) for part in one.itertext()) for one in root}
