"""A small folder of another project's Markdown, made searchable."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.conftest import run_ctkb

TREE = Path(__file__).parents[1] / "trees" / "foreign-folder"


def copy_tree(folder: Path) -> Path:
    """Copy the tree into a folder that does not exist yet."""
    shutil.copytree(TREE, folder)
    return folder


def index(root: Path, out: Path, *more: str) -> dict[str, Any]:
    """Index a folder as a user would, and return what was said of it."""
    done = run_ctkb("index", str(root), "--out", str(out), "--json", *more)
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["good"] is (done.returncode == 0)
    return found
