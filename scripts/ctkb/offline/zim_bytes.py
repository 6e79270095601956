"""The same bytes twice: take out of a ZIM archive what the library made up when it wrote it.

An archive of the same entries differs in four places: the identifier in its header, one identifier
in each of its two Xapian indexes, and the sum over everything at its end. The three are replaced by
digits of a digest of the rest, so that two archives have the same identifier only if they hold the
same; then the sum is made again.

Source of the layout: "ZIM file format" of the openZIM project (header, directory entries, clusters;
all numbers little-endian). Of an index in one file: ``backends/glass/glass_version.cc`` of Xapian
1.4, which begins with 14 bytes of magic, 2 of the format's version and 16 of its identifier.
"""

from __future__ import annotations

import hashlib
import struct
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEADER = struct.Struct("<IHH16sIIQQQQIIQ")
_MAGIC = 0x44D495A
_UUID_AT = 8
_REDIRECT, _OLD_KINDS = 0xFFFF, (0xFFFE, 0xFFFD)
_INDEXES = (b"fulltext/xapian", b"title/xapian")
_XAPIAN_MAGIC = b"\x0f\x0dXapian Glass"
_XAPIAN_UUID_AT = 16
_PLAIN, _EXTENDED = 1, 0x10


class UnknownLayout(ValueError):
    """The file is no archive as this module knows them; nothing was changed."""


@dataclass(frozen=True, slots=True)
class _Header:
    entries: int
    paths_at: int
    clusters_at: int
    sum_at: int


def fix_identifiers(path: Path) -> None:
    """Rewrite the identifiers and the sum of a finished archive in place.

    Raises UnknownLayout where a byte that will be changed is not known to be one of them."""
    data = bytearray(path.read_bytes())
    header = _read_header(data)
    places = [_UUID_AT, *_find_indexes(data, header)]
    if len(places) != 1 + len(_INDEXES):
        raise UnknownLayout(f"{path.name} holds {len(places) - 1} indexes, not {len(_INDEXES)}")
    for place in places:
        data[place : place + 16] = bytes(16)
    digest = hashlib.sha256(data[: header.sum_at]).digest()
    for number, place in enumerate(places):
        own = hashlib.sha256(digest + bytes([number])).digest()
        data[place : place + 16] = uuid.UUID(bytes=own[:16], version=4).bytes
    data[header.sum_at :] = hashlib.md5(data[: header.sum_at], usedforsecurity=False).digest()
    path.write_bytes(data)


def _read_header(data: bytearray) -> _Header:
    if len(data) < _HEADER.size:
        raise UnknownLayout("the file is shorter than a header")
    fields = _HEADER.unpack_from(data)
    magic, major, entries = fields[0], fields[1], fields[4]
    paths_at, clusters_at, sum_at = fields[6], fields[8], fields[12]
    if magic != _MAGIC or major != 6:
        raise UnknownLayout(f"the file is no archive of version 6 (version {major})")
    if sum_at != len(data) - 16:
        raise UnknownLayout("the sum does not stand at the end")
    if hashlib.md5(data[:sum_at], usedforsecurity=False).digest() != data[sum_at:]:
        raise UnknownLayout("the sum is not that of the file")
    return _Header(entries, paths_at, clusters_at, sum_at)


def _find_indexes(data: bytearray, header: _Header) -> Iterator[int]:
    """Return where the identifiers of the indexes stand, in the order of their paths."""
    for number in range(header.entries):
        (at,) = struct.unpack_from("<Q", data, header.paths_at + 8 * number)
        kind, _, namespace, _, cluster, blob = struct.unpack_from("<HBcIII", data, at)
        if kind == _REDIRECT or kind in _OLD_KINDS or namespace != b"X":
            continue
        if bytes(data[at + 16 : data.index(0, at + 16)]) not in _INDEXES:
            continue
        start = _find_blob(data, header, cluster, blob)
        if data[start : start + len(_XAPIAN_MAGIC)] != _XAPIAN_MAGIC:
            raise UnknownLayout("an index does not begin as Xapian's do")
        yield start + _XAPIAN_UUID_AT


def _find_blob(data: bytearray, header: _Header, cluster: int, blob: int) -> int:
    at: int = struct.unpack_from("<Q", data, header.clusters_at + 8 * cluster)[0]
    if data[at] & 0x0F != _PLAIN:
        raise UnknownLayout("an index is compressed")
    form, size = ("<Q", 8) if data[at] & _EXTENDED else ("<I", 4)
    offset: int = struct.unpack_from(form, data, at + 1 + size * blob)[0]
    return at + 1 + offset
