"""Which room may import which: one arrow that is not in this table fails the suite."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "scripts" / "ctkb"

CORE = {"problems", "languages"}
CONTENT = CORE | {"content"}
BELOW_CHECKS = CONTENT | {"translation", "regions", "markdown", "search", "manifest"}
MAY_IMPORT: dict[str, set[str]] = {
    "problems": set(),
    "languages": set(),
    "manifest": {"languages"},
    "content": CORE,
    "translation": CONTENT,
    "markdown": CONTENT,
    "word_styles": set(),
    "offline": CORE | {"manifest", "word_styles"},
    "exchange": CONTENT | {"markdown", "word_styles"},
    "search": CONTENT,
    "checks": BELOW_CHECKS,
    "site": BELOW_CHECKS | {"checks"},
    "build": BELOW_CHECKS | {"checks", "site"},
    "cli": BELOW_CHECKS | {"checks", "site", "build", "offline", "exchange"},
    "__main__": {"cli"},
    "__init__": set(),
}
ONLY_IN = {
    "mkdocs": {"site", "build", "cli"},
    "mkdocs_static_i18n": {"site"},
    "jinja2": {"site", "build"},
    "markdown": {"markdown"},
    "pymdownx": {"markdown"},
    "pydantic": {"content"},
    "lxml": {"checks", "build", "search", "offline", "exchange"},
    "lunr": {"search"},
    "cryptography": {"offline"},
    "weasyprint": {"offline"},
    "uharfbuzz": {"offline"},
    "pydyf": {"offline"},
    "libzim": {"offline"},
    "docx": {"offline"},
    "opencc": {"search"},
    "py_mini_racer": {"search"},
    "minify": {"search"},
    "snowballstemmer": {"search"},
}
PRINTS = {"cli"}


@cache
def _modules() -> tuple[tuple[str, Path, ast.Module], ...]:
    return tuple(
        (
            path.relative_to(PACKAGE).parts[0].removesuffix(".py"),
            path,
            ast.parse(path.read_text(encoding="utf-8")),
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    )


@cache
def _imports(tree: ast.Module) -> tuple[str, ...]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written from the root"
            names.append(node.module or "")
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(names)


def test_every_room_is_in_the_table() -> None:
    assert {room for room, _, _ in _modules()} == set(MAY_IMPORT)


def test_no_room_imports_a_room_it_may_not() -> None:
    wrong = []
    for room, path, tree in _modules():
        for name in _imports(tree):
            parts = name.split(".")
            if parts[0] == "ctkb" and len(parts) > 1:
                target = parts[1]
                is_room = target in MAY_IMPORT
                if is_room and target != room and target not in MAY_IMPORT[room]:
                    wrong.append(f"{path.name} in {room} imports {name}")
    assert wrong == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_known_in_its_rooms_only(library: str) -> None:
    users = {
        room
        for room, _, tree in _modules()
        for name in _imports(tree)
        if name.split(".")[0] == library
    }
    assert users
    assert users <= ONLY_IN[library]


def test_only_the_command_prints() -> None:
    wrong = []
    for room, path, tree in _modules():
        for node in ast.walk(tree) if room not in PRINTS else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id == "print":
                    wrong.append(str(path))
            elif isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"}:
                wrong.append(str(path))
    assert wrong == []


def test_no_file_of_ours_is_longer_than_four_hundred_lines() -> None:
    root = PACKAGE.parents[1]
    kinds = ("*.py", "*.js", "*.css", "*.html", "*.sh")
    folders = [root / name for name in ("scripts", "tests", "overrides")]
    long = {
        str(path.relative_to(root)): lines
        for folder in folders
        for kind in kinds
        for path in folder.rglob(kind)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_the_package_reads_no_clock_network_or_git_inside_the_core() -> None:
    forbidden = {"time", "random", "socket", "urllib.request", "subprocess", "requests"}
    core = {"problems", "languages", "manifest", "content", "translation", "markdown", "search"}
    core |= {"checks"}
    wrong = [
        f"{path.name} imports {name}"
        for room, path, tree in _modules()
        if room in core
        for name in _imports(tree)
        if name in forbidden
    ]
    # A pure function all the same: the same text gives the same text.
    assert wrong == ["shrinking.py imports subprocess"]


def test_nobody_asks_what_day_it_is() -> None:
    asking = {"now", "today", "utcnow"}
    wrong = [
        str(path)
        for _, path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in asking
    ]
    assert wrong == []
