"""A copy of five small files, as a folder or a zip, whole or altered."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ctkb.offline.archive import write_zip
from ctkb.offline.keys import PrivateKey, read_private, write_new_key
from ctkb.offline.signing import make_signatures
from ctkb.offline.sums import SUMS, make_sums
from tests.conftest import find_program

TOP = "open-handbook-fr"
EDITION = "2026.11"


def make_key(folder: Path) -> PrivateKey:
    """Make a key for one test."""
    write_new_key(folder)
    return read_private(folder / "edition-key")


def make_files(key: PrivateKey | None = None) -> dict[str, bytes]:
    """Return the files of a copy, signed where a key is given."""
    files = {
        "START.html": b"<!doctype html>\n",
        "VERSION": f"edition: {EDITION}\nsigned: {'yes' if key else 'no'}\n".encode(),
        "site/index.html": b"<!doctype html>\n<p>one</p>\n",
        "site/fr/index.html": b"<!doctype html>\n<p>un</p>\n",
        "site/assets/a.css": b"p { color: red }\n" * 100,
    }
    files[SUMS] = make_sums(files)
    return files | (make_signatures(files[SUMS], key, EDITION) if key else {})


def write_folder(files: dict[str, bytes], folder: Path) -> Path:
    """Write files below a folder that does not exist yet."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def write_copy(files: dict[str, bytes], path: Path) -> Path:
    """Write files as the zip of a copy."""
    write_zip({f"{TOP}/{name}": data for name, data in files.items()}, path, EDITION)
    return path


def run_tool(*command: str, folder: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a program that people check copies with; skip the test where it is not installed."""
    find_program(command[0])
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, check=False)
