"""Reads the zip of a copy without extracting it, and says everything that ours never hold.

Programs that extract differ in what they read of a damaged zip: the directory at its end, or what
stands before each member. Here both have to say the same, and each byte has to belong to one of
them. Source: APPNOTE.TXT of PKWARE, version 6.3; the overlapping members of David Fifield's "A
better zip bomb"; what extracting programs make of names.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ctkb.offline.found_files import AGAIN, KEPT, MAX_KEPT, FoundFiles
from ctkb.offline.sums import SUMS, is_plain
from ctkb.problems import Place, Problem

MAX_SIZE = 1_000_000_000
"""Bytes of a zip, and of what is in it, at most."""

MAX_RATIO = 200
"""How much smaller a member may have become; text of ours shrinks to a tenth."""

_RATIO_FROM = 1_000_000
_CHUNK = 1 << 16
_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800
_KNOWN_FLAGS = 0x6 | _UTF8
"""How hard the packer tried, and names in UTF-8; any other says that something is elsewhere."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def find_in_zip(path: Path) -> FoundFiles:
    """Read a zip of a copy: one folder with sums in it. Never raises for what is in the file, and
    writes nothing to the disk."""
    try:
        with path.open("rb") as file:
            return _ZipReader(path, file).read()
    except OSError as fault:
        what = f"the file cannot be read ({fault.strerror or fault})"
        return _nothing(path, Problem(Place(str(path)), "unreadable-file", what, AGAIN))


def _nothing(path: Path, *problems: Problem) -> FoundFiles:
    return FoundFiles(str(path), {}, frozenset((SUMS,)), {}, problems)


class _Unreadable(Exception):
    """A member whose bytes are not what the zip says. The text says why."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Bytes of the zip that belong to one member."""

    start: int
    end: int
    data: int


class _ZipReader:
    """Reads one zip, and notes faults on the way."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file
        self._problems: list[Problem] = []
        self._before = 0
        self._size = os.fstat(file.fileno()).st_size

    def read(self) -> FoundFiles:
        """Return what is in it."""
        if self._size > MAX_SIZE:
            self._note("", "too-large", "the zip is larger than 1 GB, as no copy of ours is")
            return _nothing(self._path, *self._problems)
        try:
            with zipfile.ZipFile(self._file) as archive:
                infos, start, comment = archive.infolist(), archive.start_dir, archive.comment
        except Exception as fault:  # whatever bytes make the library raise, this is no zip
            why = " ".join(str(fault).split()) or type(fault).__name__
            self._note("", "no-zip", f"this is no zip file, or a damaged one ({why})")
            return _nothing(self._path, *self._problems)
        self._check_ends(infos, start, comment)
        self._check_names(infos)
        if self._is_bomb(infos):
            return _nothing(self._path, *self._problems)
        spans = self._check_layout(infos, start)
        return self._read_members(infos, spans)

    def _note(self, name: str, code: str, what: str) -> None:
        place = f"{self._path}/{name}" if name else str(self._path)
        self._problems.append(Problem(Place(place), code, what, AGAIN))

    def _check_ends(self, infos: list[zipfile.ZipInfo], start: int, comment: bytes) -> None:
        if comment:
            self._note("", "hidden-bytes", "the zip carries a comment, as no copy of ours does")
        self._file.seek(max(0, self._size - _END.size - len(comment)))
        end = self._file.read(_END.size)
        if len(end) < _END.size or not end.startswith(b"PK\5\6"):
            self._note("", "hidden-bytes", "something stands behind the end of the zip")
            return
        _, *counts, size, offset, comment_size = _END.unpack(end)
        if counts != [0, 0, len(infos), len(infos)] or comment_size != len(comment):
            self._note("", "hidden-bytes", "the end of the zip does not count what stands before")
        if start + size + _END.size + len(comment) != self._size:
            self._note("", "hidden-bytes", "something stands around the directory of the zip")
        if offset != start:
            self._note("", "hidden-bytes", "something stands before the beginning of the zip")
            self._before = max(0, start - offset)
        if not self._is_bare_directory(start, start + size, len(infos)):
            what = "the directory of the zip holds more than names, sizes and sums"
            self._note("", "hidden-bytes", what)

    def _is_bare_directory(self, at: int, end: int, count: int) -> bool:
        """Tell whether the directory has one entry a member and neither fields nor comments."""
        for _ in range(count):
            self._file.seek(at)
            entry = self._file.read(_ENTRY.size)
            if len(entry) < _ENTRY.size:
                return False
            _, *_, name_size, extra, comment, disk, kind, _, _ = _ENTRY.unpack(entry)
            if extra or comment or disk or kind & ~1:
                return False
            at += _ENTRY.size + name_size
        return at == end

    def _check_names(self, infos: list[zipfile.ZipInfo]) -> None:
        seen: dict[str, str] = {}
        for info in infos:
            name = info.orig_filename
            if not is_plain(name.removesuffix("/")):
                what = "the name would lead out of the folder, or differs from system to system"
                self._note(name, "unsafe-name", what)
            folded = unicodedata.normalize("NFC", name).casefold()
            if folded in seen:
                what = f"the zip holds two files of this name: {seen[folded]} and {name}"
                self._note(name, "two-files-of-one-name", what)
            seen[folded] = name
            mode = info.external_attr >> 16
            if stat.S_ISLNK(mode):
                self._note(name, "link-in-zip", "this is a link, which no copy holds")
            elif stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
                self._note(name, "link-in-zip", "this is no plain file")

    def _is_bomb(self, infos: list[zipfile.ZipInfo]) -> bool:
        total = sum(info.file_size for info in infos)
        if total > MAX_SIZE:
            self._note("", "zip-bomb", "extracted, the zip would fill more than 1 GB")
        for info in infos:
            ratio = info.file_size / max(1, info.compress_size)
            if info.file_size > _RATIO_FROM and ratio > MAX_RATIO:
                what = f"extracted, it would be {ratio:.0f} times as large"
                self._note(info.orig_filename, "zip-bomb", what)
                total = MAX_SIZE + 1
        return total > MAX_SIZE

    def _check_layout(self, infos: list[zipfile.ZipInfo], start: int) -> list[_Span | None]:
        """Hold the directory against what stands before each member, and see that the members
        fill the zip without gaps and without lying over each other."""
        spans = [self._check_member(info) for info in infos]
        at = self._before
        for span in sorted((one for one in spans if one), key=lambda one: (one.start, one.end)):
            if span.start < at:
                what = f"members of the zip lie over each other at byte {span.start}"
                self._note("", "hidden-bytes", what)
            elif span.start > at and all(spans):
                what = f"something stands between members of the zip at byte {at}"
                self._note("", "hidden-bytes", what)
            at = max(at, span.end)
        if at != start and all(spans):
            what = f"something stands behind the last member of the zip at byte {at}"
            self._note("", "hidden-bytes", what)
        return spans

    def _check_member(self, info: zipfile.ZipInfo) -> _Span | None:
        name = info.orig_filename
        self._file.seek(max(0, info.header_offset))
        header = self._file.read(_LOCAL.size)
        if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
            self._note(name, "damaged-zip", "nothing stands where the directory says the file is")
            return None
        fields = _LOCAL.unpack(header)
        _, _, flags, method, _, _, crc, packed, size, name_size, extra_size = fields
        raw = self._file.read(name_size)
        local = raw.decode("utf-8" if flags & _UTF8 else "cp437", "surrogateescape")
        if local != name:
            what = f"the directory of the zip calls the file so, and the file itself {local!r}"
            self._note(name, "two-names", what)
        if (flags | info.flag_bits) & _ENCRYPTED:
            self._note(name, "encrypted-file", "the file is locked by a password")
            return None
        if info.compress_type not in _METHODS:
            self._note(name, "damaged-zip", "the file is packed in a way that no copy of ours uses")
            return None
        if (flags | info.flag_bits) & ~_KNOWN_FLAGS or info.extra or extra_size:
            what = "the file was packed by another program, with fields that copies do not carry"
            self._note(name, "packed-anew", what)
        elif (method, crc, packed, size) != (
            info.compress_type,
            info.CRC,
            info.compress_size,
            info.file_size,
        ):
            what = "the directory of the zip and the file itself say different sizes or sums"
            self._note(name, "damaged-zip", what)
        data = info.header_offset + _LOCAL.size + name_size + extra_size
        return _Span(info.header_offset, data + info.compress_size, data)

    def _read_members(self, infos: list[zipfile.ZipInfo], spans: list[_Span | None]) -> FoundFiles:
        top = self._find_top(infos)
        sums: dict[str, str] = {}
        unread: set[str] = set()
        kept: dict[str, bytes] = {}
        for info, span in zip(infos, spans, strict=True):
            name = info.orig_filename.removeprefix(top)
            if info.orig_filename.endswith("/") and not info.file_size:
                continue
            if not info.orig_filename.startswith(top):
                name = f"../{info.orig_filename}"
                what = f"the file stands outside of {top}, the one folder of the copy"
                self._note(info.orig_filename, "added-file", what)
                continue
            if name in sums or span is None:
                unread.add(name)
                continue
            try:
                digest, head = self._sum_member(info, span, name in KEPT)
            except _Unreadable as fault:
                self._note(info.orig_filename, "damaged-zip", str(fault))
                unread.add(name)
                continue
            sums[name] = digest
            if name in KEPT:
                kept[name] = head
        where = f"{self._path}/{top.rstrip('/')}" if top else str(self._path)
        return FoundFiles(where, sums, frozenset(unread), kept, tuple(self._problems))

    def _find_top(self, infos: list[zipfile.ZipInfo]) -> str:
        """Return the one folder, with its slash: that with the sums, else the first."""
        names = [info.orig_filename for info in infos]
        tops = [name.removesuffix(SUMS) for name in names if name.split("/")[1:] == [SUMS]]
        if not tops:
            tops = [f"{name.partition('/')[0]}/" for name in names if "/" in name]
        return tops[0] if tops else ""

    def _sum_member(self, info: zipfile.ZipInfo, span: _Span, keep: bool) -> tuple[str, bytes]:
        digest, crc, size, head = hashlib.sha256(), 0, 0, b""
        for chunk in self._inflate(info, span):
            size += len(chunk)
            if size > info.file_size:
                raise _Unreadable("the file is larger than the zip says")
            digest.update(chunk)
            crc = zlib.crc32(chunk, crc)
            if keep and len(head) < MAX_KEPT:
                head += chunk
        if size != info.file_size or crc != info.CRC:
            raise _Unreadable("the file is damaged: its size or check sum is not what the zip says")
        return digest.hexdigest(), head

    def _inflate(self, info: zipfile.ZipInfo, span: _Span) -> Iterator[bytes]:
        """Yield the bytes of a member in pieces of bounded size."""
        self._file.seek(span.data)
        left = info.compress_size
        if info.compress_type == zipfile.ZIP_STORED:
            while left and (chunk := self._file.read(min(_CHUNK, left))):
                left -= len(chunk)
                yield chunk
            return
        unpacker = zlib.decompressobj(-15)
        while left and (packed := self._file.read(min(_CHUNK, left))):
            left -= len(packed)
            while packed:
                try:
                    yield unpacker.decompress(packed, _CHUNK)
                except zlib.error as fault:
                    raise _Unreadable(
                        f"the file is damaged and cannot be unpacked ({fault})"
                    ) from None
                packed = unpacker.unconsumed_tail
                if unpacker.eof:
                    break
            if unpacker.eof:
                break
        if not unpacker.eof or unpacker.unused_data or left:
            raise _Unreadable("the packed file ends too early, or something stands behind its end")
