"""One copy to be made: what it is called, what it is made from, and the function that makes it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

STEM = "open-handbook"
"""How the names of all copies of the whole begin."""

ALL = "all"
"""Stands in a name for the language where a copy holds all of them."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to make. path: below the folder of copies, POSIX. format: as the command line calls
    it. key: changes whenever the file's bytes may. make: is called with the path to write, in a
    process of its own, so it and its arguments can be pickled. weight: rough seconds it takes, so
    that long ones start first."""

    path: str
    format: str
    key: str
    make: Callable[[Path], None]
    weight: float = 1.0


def make_key(*parts: str) -> str:
    """Return a key of what a copy is made from: its parts, and the code that makes copies."""
    return hashlib.sha256("\n".join((_hash_code(), *parts)).encode()).hexdigest()


@cache
def _hash_code() -> str:
    room = Path(__file__).parent
    files: Iterable[Path] = (path for path in room.rglob("*") if path.suffix not in (".pyc", ""))
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(room).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def edition_date(edition: str) -> datetime:
    """Return the first moment of an edition's month, in UTC: the only date copies know.

    An edition that does not begin with year and month, such as ``2026.11``, gives the first day
    that a zip file can name."""
    found = re.match(r"(\d{4})\.(\d{1,2})\b", edition)
    if found and int(found[1]) >= 1980 and 1 <= int(found[2]) <= 12:
        return datetime(int(found[1]), int(found[2]), 1, tzinfo=UTC)
    return datetime(1980, 1, 1, tzinfo=UTC)
