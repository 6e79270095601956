"""SHA256SUMS: the sum of each file, in the format that ``sha256sum -c`` reads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ctkb.offline.signatures import MINISIG_NAME, SSHSIG_NAME

SUMS = "SHA256SUMS"
SIGNATURES = (MINISIG_NAME, SSHSIG_NAME)
"""What may stand beside the sums: signatures of them."""

NOT_SUMMED = frozenset((SUMS, *SIGNATURES))
"""Files at the root that a sum cannot be given for: the sums, and the signatures of them."""

_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *](.+)")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class SumsFile:
    """What a file of sums says. sums: name -> 64 hex digits, lower case. faults: line and what is
    wrong with it, a sentence without a full stop."""

    sums: Mapping[str, str]
    faults: tuple[tuple[int, str], ...]


def make_sums(files: Mapping[str, bytes]) -> bytes:
    """Return the sums of files. files: name -> bytes; what stands in NOT_SUMMED is left out."""
    return dump_sums({name: hashlib.sha256(data).hexdigest() for name, data in files.items()})


def dump_sums(sums: Mapping[str, str]) -> bytes:
    """Return the lines, sorted by name, with two spaces and a line feed as ``sha256sum`` prints
    them; names that it would escape are a bug."""
    lines = []
    for name, digest in sorted(sums.items()):
        if name not in NOT_SUMMED:
            assert not set(name) & set("\\\n\r"), name
            lines.append(f"{digest}  {name}\n")
    return "".join(lines).encode("utf-8")


def write_sums(folder: Path) -> bytes:
    """Write SHA256SUMS over all files of a finished folder, below it too, and return its bytes.

    Old sums and signatures at its root are not counted. Links are a bug."""
    sums = {}
    for path in sorted(folder.rglob("*")):
        assert not path.is_symlink(), path
        if path.is_file():
            sums[path.relative_to(folder).as_posix()] = sum_file(path)
    data = dump_sums(sums)
    (folder / SUMS).write_bytes(data)
    return data


def sum_file(path: Path) -> str:
    """Return the SHA-256 of a file in hex, whatever its size."""
    with path.open("rb") as file:
        return sum_chunks(iter(lambda: file.read(_CHUNK), b""))


def sum_chunks(chunks: Iterator[bytes]) -> str:
    """Return the SHA-256 of bytes that come in pieces."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def read_sums(data: bytes) -> SumsFile:
    """Read a file of sums; lines may end as on Windows. Never raises for what is in it."""
    sums: dict[str, str] = {}
    faults = []
    for number, line in enumerate(data.decode("utf-8", "surrogateescape").split("\n"), 1):
        text = line.removesuffix("\r")
        found = _LINE.fullmatch(text)
        if not text:
            continue
        if not found:
            faults.append((number, "the line is no sum and name"))
        elif found[2] in sums:
            faults.append((number, "the line names a file a second time"))
        elif not is_plain(found[2]):
            faults.append((number, "the line names a file outside of the copy"))
        else:
            sums[found[2]] = found[1].lower()
    if not sums:
        faults.append((1, "no file has a sum"))
    return SumsFile(sums, tuple(faults))


def is_plain(name: str) -> bool:
    """Tell whether a name stays below the folder it is in, on every system: no way up, no drive
    or stream, no backslash, nothing that a system drops or cannot name."""
    if set(name) & set('\\:*?"<>|') or any(ord(sign) < 32 or ord(sign) == 127 for sign in name):
        return False
    parts = name.split("/")
    return all(part not in ("", ".", "..") and part[-1] not in ". " for part in parts)
