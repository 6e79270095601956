"""What a build reads, as hashes. Standard library alone: this runs before anything is imported.

Keys are made of bytes, never of dates: a fresh clone, another folder and another day give the
same keys.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ctkb.languages import ENGLISH

FOLDERS = ("docs", "products", "overrides")
_ENVIRONMENT = re.compile(r"!ENV\s*\[?\s*([A-Z_][A-Z0-9_]*)")


def hash_json(value: object) -> str:
    """Return the SHA-256 of a JSON value, 64 hex digits, whatever the order of its keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, 64 hex digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _walk(root: Path) -> Iterable[Path]:
    for folder, names, files in os.walk(root):
        names[:] = sorted(n for n in names if not n.startswith((".", "__pycache__")))
        yield from (Path(folder) / name for name in sorted(files))


@dataclass(frozen=True, slots=True)
class Inputs:
    """Hashes of everything a build depends on.

    files: POSIX path from the project's root -> SHA-256. code: of our package and the versions
    of what it stands on. environment: the variables ``mkdocs.yml`` asks for."""

    files: Mapping[str, str]
    code: str
    environment: Mapping[str, str]

    def whole_key(self, languages: Iterable[str]) -> str:
        """Return the key of a whole build of some languages."""
        return hash_json([dict(self.files), self.code, dict(self.environment), list(languages)])

    def shared_key(self) -> str:
        """Return the key of what every page's words depend on beside pages: data, templates,
        interface words, configuration, code."""
        common = {path: sha for path, sha in self.files.items() if language_of(path) is None}
        return hash_json([common, self.code, dict(self.environment)])

    def shard_key(self, lang: str, languages: Iterable[str]) -> str:
        """Return the key of one language's shard.

        It covers the English files, its own, all that is shared, and of the other languages only
        which pages exist: that is what switchers and alternates show of them."""
        mine: dict[str, str] = {}
        others: list[str] = []
        for path, digest in self.files.items():
            page_lang = language_of(path)
            if page_lang in (None, ENGLISH, lang):
                mine[path] = digest
            else:
                others.append(path)
        parts = [mine, sorted(others), self.code, dict(self.environment), list(languages), lang]
        return hash_json(parts)


def language_of(path: str) -> str | None:
    """Return the language folder of a content or string file, or None for what all share."""
    parts = path.split("/")
    if parts[0] == "docs" and len(parts) > 2 and parts[1] != "data":
        return parts[1]
    if parts[0] == "products" and len(parts) > 3 and parts[2] != "worksheets":
        return parts[2]
    return None


def read_inputs(root: Path) -> Inputs:
    """Hash every input of a project. root: the folder with ``mkdocs.yml``."""
    files = {"mkdocs.yml": hash_file(root / "mkdocs.yml")}
    for folder in FOLDERS:
        for path in _walk(root / folder):
            if path.is_file():
                files[path.relative_to(root).as_posix()] = hash_file(path)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8", errors="replace")
    names = sorted(set(_ENVIRONMENT.findall(config)))
    return Inputs(files, _hash_code(), {name: os.environ.get(name, "") for name in names})


def _hash_code() -> str:
    package = Path(__file__).parents[1]
    own = {
        path.relative_to(package).as_posix(): hash_file(path)
        for path in _walk(package)
        if path.suffix == ".py"
    }
    return hash_json([own, _list_packages(), platform.python_version()])


def _list_packages() -> list[str]:
    """Return name and version of every installed package, as the names of their folders say.

    Any of them may change what comes out; asking each for its version takes longer."""
    names: set[str] = set()
    for folder in filter(None, sys.path):
        with contextlib.suppress(OSError):
            names.update(path.name for path in Path(folder).glob("*.dist-info"))
    return sorted(names)
