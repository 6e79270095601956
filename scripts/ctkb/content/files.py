"""One text file as it is read: bytes to lines, with the faults that are faults of any file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ctkb.problems import Place, Problem

MAX_BYTES = 2 * 1024 * 1024
"""More than any page or data file of a handbook needs; less than what makes a reader slow."""

_MARKS = "\u200c\u200d\u200e\u200f\u061c"
"""Invisible but needed in running text: joiners, and marks of direction that end by themselves."""
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|\r")
_HIDDEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164"
    "\ud800-\udfff\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U000e0000-\U000e0fff]"
)
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
_UNFIT = (
    ("bidi-control", _BIDI, "can make text read otherwise than it stands in the file"),
    ("control-character", _CONTROL, "is a control character"),
    ("hidden-character", _HIDDEN, "cannot be seen"),
)


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file's text. path: POSIX, from the root. text: line ends are ``\\n`` alone, and what may
    not stand in it is replaced by U+FFFD, so that reading goes on. blob: git's id of the bytes."""

    path: str
    text: str
    blob: str


def hash_blob(data: bytes) -> str:
    """Return git's blob id of the bytes: 40 hex digits. Source: git's object format."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def quote(text: str, limit: int = 60) -> str:
    """Return an author's words for use in a problem: one line, printable, no longer than limit."""
    line = " ".join("".join(c if c.isprintable() or c in _MARKS else " " for c in text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def mark(text: str, limit: int = 60) -> str:
    """Return an author's words between backticks, or between quotation marks if they hold one."""
    shown = quote(text, limit)
    return f'"{shown}"' if "`" in shown else f"`{shown}`"


def read_text(root: Path, path: str) -> tuple[TextFile | None, list[Problem]]:
    """Read one file. Returns None where nothing can be made of it; never raises for its content.

    Codes: too-large, not-utf-8, control-character, bidi-control, hidden-character.
    """
    data, problems = read_bytes(root, path)
    return decode_text(path, data) if data is not None else (None, problems)


def read_bytes(root: Path, path: str) -> tuple[bytes | None, list[Problem]]:
    """Read the bytes of one file, None where they are more than MAX_BYTES. Code: too-large."""
    full = root / path
    with full.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        what = f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB"
        return None, [Problem(Place(path), "too-large", what, "Split it into smaller files")]
    return data, []


def decode_text(path: str, data: bytes) -> tuple[TextFile | None, list[Problem]]:
    """Turn the bytes of a file into text and problems; the codes are those of read_text."""
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        what = "the file holds a NUL character, so it is not a text"
        mend = "Save it as plain text in UTF-8"
        return None, [Problem(Place(path, line), "control-character", what, mend)]
    problems: list[Problem] = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        mend = "Save the file in the encoding UTF-8"
        problems.append(Problem(Place(path, line), "not-utf-8", what, mend))
        text = data.decode("utf-8", errors="replace")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if _SUSPECT.search(text):
        text = _clean(path, text, problems)
    return TextFile(path, text, hash_blob(data)), problems


def clean_decoded(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Look at a text that was written with escapes, in YAML, JSON or HTML's entities, which the
    file's own text does not show. Returns it with U+FFFD for what may not stand in it, and code
    and fault of each kind of such signs."""
    faults: list[tuple[str, str]] = []
    if _SUSPECT.search(text):
        for code, pattern, what in _UNFIT:
            if names := _name_signs(pattern, text):
                faults.append((code, f"an escape stands for {names}, which {what}"))
            text = pattern.sub("\ufffd", text)
    return text, faults


def _name_signs(pattern: re.Pattern[str], text: str) -> str:
    return ", ".join(sorted({f"U+{ord(sign):04X}" for sign in pattern.findall(text)}))


def _clean(path: str, text: str, problems: list[Problem]) -> str:
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if not _SUSPECT.search(line):
            continue
        place = Place(path, number)
        for code, pattern, what in _UNFIT:
            if names := _name_signs(pattern, line):
                mend = f"Delete {names} from this line"
                problems.append(Problem(place, code, f"{names} {what}", mend))
            line = pattern.sub("\ufffd", line)
        lines[number - 1] = line
    return "\n".join(lines)
