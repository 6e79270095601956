"""One good tree, one edit that breaks it, the problems that follow, and none after the mend."""

from __future__ import annotations

import shutil
from pathlib import Path

from ctkb.content import load_library

TREES = Path(__file__).parents[1] / "trees"
GOOD = TREES / "small-and-good"


class Broken:
    """An edit of one file and the problems it makes, sorted.

    Problems that begin with ``:`` are those of the edited file itself.
    """

    def __init__(self, path: str, old: str, new: str, *problems: str) -> None:
        self.path = path
        self.old = old
        self.new = new
        self.problems = [path + p if p.startswith(":") else p for p in problems]


def copy_tree(tmp_path: Path) -> Path:
    """Return a copy of the good tree that a test may break."""
    return shutil.copytree(GOOD, tmp_path / "tree")


def say(root: Path, *, drafts: bool = False) -> list[str]:
    """Return the problems of a tree as they are printed."""
    return [str(problem) for problem in load_library(root, drafts=drafts)[1]]


def check(broken: Broken, tmp_path: Path) -> None:
    """Break the tree, compare the problems and their count, mend it, and see none."""
    root = copy_tree(tmp_path)
    file = root / broken.path
    good = file.read_text(encoding="utf-8")
    assert broken.old in good
    file.write_text(good.replace(broken.old, broken.new, 1), encoding="utf-8")
    assert say(root) == broken.problems
    file.write_text(good, encoding="utf-8")
    assert say(root) == []
