"""Limits that keep a page, a copy on a stick and a build whole, each said where it is crossed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.broken import copy_tree, say

HEAD = "---\ntitle: T\ndescription: D\norigin: human\n---\n\n"


@pytest.mark.parametrize(
    "alias",
    [
        "FR/index.html",
        "Zh/a.html",
        "con.html",
        "a/AUX/b.html",
        "nul.b.html",
        f"{'a' * 96}.html",
        f"{'a' * 101}/b.html",
    ],
)
def test_an_old_address_that_some_system_cannot_hold_is_refused(alias: str, tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    page = root / "docs/en/about/a.md"
    page.write_text(HEAD.replace("origin", f"aliases: [{alias}]\norigin"), encoding="utf-8")
    (found,) = say(root)
    assert found.startswith("docs/en/about/a.md:4: bad-alias: ")
    page.write_text(HEAD.replace("origin", "aliases: [old/con-a.html]\norigin"), encoding="utf-8")
    assert say(root) == []


def test_a_name_too_long_for_some_disks_is_refused(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    page = root / f"docs/en/about/{'a' * 101}.md"
    page.write_text(HEAD + "Words.\n", encoding="utf-8")
    (found,) = say(root)
    assert ": wrong-name: " in found
    assert found.endswith("Give it a name of 100 signs or fewer.")


def test_an_image_too_large_to_carry_is_refused(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    (root / "docs/en/map.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1024 * 1024))
    (found,) = say(root)
    assert found.startswith("docs/en/map.png:1: too-large: ")


def test_a_title_that_would_swell_every_page_is_refused(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    page = root / "docs/en/about/a.md"
    page.write_text(HEAD.replace("title: T", f"title: {'T' * 5001}"), encoding="utf-8")
    (found,) = say(root)
    assert found.startswith("docs/en/about/a.md:2: wrong-value: `title`: ")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lists_deeper_than_a_reader_follows_are_refused(gap: str, tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    page = root / "docs/en/about/a.md"

    def write(depth: int) -> None:
        items = gap.join(f"{' ' * 4 * level}- a" for level in range(depth))
        page.write_text(HEAD + items + "\n", encoding="utf-8")

    write(400)
    assert [text for text in say(root) if ": list-depth: " in text]
    write(6)
    assert say(root) == []
