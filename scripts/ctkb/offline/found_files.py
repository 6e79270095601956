"""The files of a copy that is to be checked, with their sums: read from a folder, never followed
out of it, and the same from a zip in ``zip_reading``."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ctkb.offline.sums import NOT_SUMMED, SUMS, sum_file
from ctkb.problems import Place, Problem

VERSION = "VERSION"
KEPT = frozenset((*NOT_SUMMED, VERSION))
"""Files at the root whose bytes are read too."""

MAX_KEPT = 1 << 24
"""Bytes of such a file that are read at most; ours are smaller by far."""

AGAIN = "Get the copy anew from where it is hosted or from the trainer"


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What stands in a copy. top: the folder that names are relative to, for people. sums: name ->
    SHA-256 in hex. unread: names of files that are there, or may be, and could not be read. kept:
    bytes of the files in KEPT. problems: what was wrong on the way."""

    top: str
    sums: Mapping[str, str]
    unread: frozenset[str]
    kept: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def find_in_folder(folder: Path) -> FoundFiles:
    """Read a folder of copies or an extracted copy. Where it holds nothing but one folder with
    sums, as some programs extract, that one is meant. Never raises for what is in it."""
    top = _find_top(folder)
    sums: dict[str, str] = {}
    kept: dict[str, bytes] = {}
    unread: set[str] = set()
    problems: list[Problem] = []
    waiting = [top]
    while waiting:
        current = waiting.pop()
        try:
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError as fault:
            problems.append(_refuse(current, f"the folder cannot be read ({fault.strerror})"))
            continue
        for entry in entries:
            path = Path(entry.path)
            name = path.relative_to(top).as_posix()
            try:
                mode = entry.stat(follow_symlinks=False).st_mode
                if stat.S_ISDIR(mode):
                    waiting.append(path)
                elif not stat.S_ISREG(mode):
                    kind = "a link" if stat.S_ISLNK(mode) else "no plain file"
                    unread.add(name)
                    problems.append(_refuse(path, f"this is {kind}, which no copy holds"))
                else:
                    sums[name] = sum_file(path)
                    if name in KEPT:
                        with path.open("rb") as file:
                            kept[name] = file.read(MAX_KEPT)
            except OSError as fault:
                unread.add(name)
                problems.append(_refuse(path, f"the file cannot be read ({fault.strerror})"))
    return FoundFiles(str(top), sums, frozenset(unread), kept, tuple(problems))


def _find_top(folder: Path) -> Path:
    try:
        entries = [Path(entry.path) for entry in os.scandir(folder)]
        (only,) = entries if len(entries) == 1 else (folder,)
        if not only.is_symlink() and (only / SUMS).is_file():
            return only
    except OSError:
        pass
    return folder


def _refuse(path: Path, what: str) -> Problem:
    return Problem(Place(str(path)), "unreadable-file", what, AGAIN)
