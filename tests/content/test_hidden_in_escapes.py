"""What may not stand in a file may not come in as an escape either: YAML, JSON, entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctkb.content.strings import STRINGS_FOLDER, load_strings
from tests.content.broken import copy_tree, say

CODES = {
    "\\0": "control-character",
    "\\e": "control-character",
    "\\x02": "control-character",
    "\\u202e": "bidi-control",
    "\\u2066": "bidi-control",
    "\\u200b": "hidden-character",
    "\\U000E0041": "hidden-character",
}


@pytest.mark.parametrize("escape", CODES)
def test_an_escape_of_yaml_is_refused_with_its_line(escape: str, tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    page = root / "docs/en/about/a.md"
    head = f'---\ntitle: "A{escape}B"\ndescription: D\norigin: human\n---\n\nWords.\n'
    page.write_text(head, encoding="utf-8")
    (found,) = say(root)
    assert found.startswith(f"docs/en/about/a.md:2: {CODES[escape]}: an escape stands for U+")


@pytest.mark.parametrize(
    ("entity", "code"),
    [
        ("&#8238;", "bidi-control"),
        ("&#x202E;", "bidi-control"),
        ("&#x0000202e;", "bidi-control"),
        ("&shy;", "hidden-character"),
        ("&ZeroWidthSpace;", "hidden-character"),
        ("&#2;", "control-character"),
    ],
)
@pytest.mark.parametrize("text", ["Words{}.\n", "## H{} {{#h}}\n", "- a\n- b{}\n", "> a{}\n"])
def test_an_entity_is_refused_with_its_line(
    entity: str, code: str, text: str, tmp_path: Path
) -> None:
    root = copy_tree(tmp_path)
    page = root / "docs/en/about/a.md"
    head = "---\ntitle: T\ndescription: D\norigin: human\n---\n\n"
    page.write_text(head + text.format(entity), encoding="utf-8")
    (found,) = say(root)
    assert f": {code}: " in found
    page.write_text(head + text.format("&lt;&nbsp;&#233;"), encoding="utf-8")
    assert say(root) == []


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ('"a\\u202eb"', "bidi-control"),
        ('"a\\u0000b"', "control-character"),
        ('"a\\ud800b"', "hidden-character"),
        ('{"other": "a\\u200bb"}', "hidden-character"),
        ("1" * 5000, "json-syntax"),
    ],
)
def test_an_escape_of_json_is_refused_with_its_line(value: str, code: str, tmp_path: Path) -> None:
    folder = tmp_path / STRINGS_FOLDER
    folder.mkdir(parents=True)
    (folder / "fr.json").write_text(f'{{\n  "a.b": {value}\n}}\n', encoding="utf-8")
    found = [str(problem) for problem in load_strings(tmp_path)[1]]
    line = 1 if code == "json-syntax" else 2
    path = f"{STRINGS_FOLDER}/fr.json:{line}: {code}: "
    assert [text for text in found if text.startswith(path)]


def test_a_fault_of_any_key_is_said_on_one_line(tmp_path: Path) -> None:
    folder = tmp_path / STRINGS_FOLDER
    folder.mkdir(parents=True)
    for name in ("en", "fr"):
        text = '{"a\\n::error::b": {"x\\n::error::y": "z"}}' if name == "en" else "{}"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    found = [str(problem) for problem in load_strings(tmp_path)[1]]
    assert len(found) > 3
    assert not [text for text in found if "\n" in text]


def test_interface_words_are_not_read_through_symbolic_links(tmp_path: Path) -> None:
    folder = tmp_path / STRINGS_FOLDER
    folder.mkdir(parents=True)
    (tmp_path / "else.json").write_text('{"a.b": "secret"}', encoding="utf-8")
    (folder / "fr.json").symlink_to(tmp_path / "else.json")
    strings, problems = load_strings(tmp_path)
    assert f"{STRINGS_FOLDER}/fr.json:1: symlink: " in "\n".join(map(str, problems))
    assert all("a.b" not in words.entries for words in strings.values())
