"""Files: what their bytes may be and where they may stand."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ctkb.content.files import MAX_BYTES, decode_text, hash_blob, quote
from tests.content.broken import copy_tree, say

ABOUT = "docs/en/about/index.md"
HEAD = "---\ntitle: T\ndescription: D\norigin: human\n---\n"


def _write(root: Path, path: str, data: bytes) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def _words(data: bytes) -> bytes:
    return HEAD.encode() + b"\n" + data


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"caf\xe9\n", ":7: not-utf-8: the byte 0xe9 is not UTF-8. Save the file in the encoding"),
        (b"a\0b\n", ":7: control-character: the file holds a NUL character"),
        (b"a\x1bb\n", ":7: control-character: U+001B is a control character. Delete U+001B"),
        (b"a\rb\n", ":7: control-character: U+000D is a control character. Delete U+000D"),
        ("a\u2028b\n".encode(), ":7: control-character: U+2028 is a control character."),
        ("a\u202eb\u202c\n".encode(), ":7: bidi-control: U+202C, U+202E can make text read"),
        ("a\u2066b\n".encode(), ":7: bidi-control: U+2066 can make text read otherwise"),
        ("a\u200bb\n".encode(), ":7: hidden-character: U+200B cannot be seen. Delete U+200B"),
        ("a\U000e0041b\n".encode(), ":7: hidden-character: U+E0041 cannot be seen."),
        ("\u00a0\n".encode(), ":7: hidden-character: a line holds nothing but spaces that are no"),
    ],
)
def test_a_sign_that_may_not_stand_in_a_text_is_said(
    data: bytes, problem: str, tmp_path: Path
) -> None:
    root = copy_tree(tmp_path)
    _write(root, ABOUT, _words(data))
    (found,) = say(root)
    assert found.startswith(ABOUT + problem)
    _write(root, ABOUT, _words(b"Words.\n"))
    assert say(root) == []


def test_marks_of_direction_joiners_and_windows_line_ends_are_taken(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    text = "\ufeff" + HEAD + "\nكلمات\u200f (UN)\u200e می\u200cخواهم.\n\n- a\n- b\n"
    _write(root, ABOUT, text.replace("\n", "\r\n").encode())
    assert say(root) == []


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    _write(root, ABOUT, _words(b"a" * MAX_BYTES))
    what = "too-large: the file is larger than 2 MiB. Split it into smaller files."
    assert say(root) == [f"{ABOUT}:1: {what}"]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("docs/readme.txt", "wrong-place: no page of the site stands here"),
        ("docs/en/deep/a.md", "wrong-place: no page of the site stands here"),
        ("docs/en/about/deep/a.md", "wrong-place: no page of the site stands here"),
        ("docs/en/about/a.html", "wrong-place: files that end in `.html` are not published"),
        ("docs/en/about/a.svg", "wrong-place: files that end in `.svg` are not published"),
        ("docs/en/.htaccess", "wrong-place: a file without an ending is not published"),
        ("docs/en/about/My Page.md", "wrong-name: `My Page.md` cannot be the name of a file"),
        ("docs/en/about/con.md", "wrong-name: `con.md` cannot be the name of a file"),
        ("docs/data/source.yml", "wrong-place: this is not a file of facts. Did you mean `sourc"),
        ("products/readme.md", "wrong-place: no page of a handbook stands here"),
        ("products/borders/en/deep/a.md", "wrong-place: no page of a handbook stands here"),
        ("products/borders/notes.md", "wrong-place: no page of a handbook stands here"),
        ("docs/en/about/a.png", "bad-image: the file is not an image of the kind `.png`"),
    ],
)
def test_a_file_in_the_wrong_place_is_said(path: str, problem: str, tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    file = _write(root, path, b"<script>")
    found = [text for text in say(root) if "unused-image" not in text]
    assert [text.startswith(f"{path}:1: {problem}") for text in found] == [True], found
    file.unlink()
    assert say(root) == []


def test_an_unknown_language_is_said_once_and_not_for_each_file(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    for path in ("docs/de/index.md", "docs/de/glossary.md", "products/borders/frr/index.md"):
        _write(root, path, b"x")
    mend = "Name it `en`, `fr`, `es`, `ru`, `ar` or `zh`."
    assert say(root) == [
        f"docs/de:1: unknown-language: the folder `de` is not a language of this site. {mend}",
        "products/borders/frr:1: unknown-language: the folder `frr` is not a language of this "
        f"site. Did you mean `fr`? If not, {mend[0].lower()}{mend[1:]}",
    ]


def test_a_path_that_cannot_be_printed_is_shown_by_numbers(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    _write(root, "docs/en/a\x1b[31m\n::error::b", b"x")
    (found,) = say(root)
    assert found.startswith("docs/en/a\\u001b[31m\\u000a::error::b:1: wrong-place: ")


@pytest.mark.parametrize("target", ["/etc/hostname", "../index.md", "nowhere.md"])
def test_every_symbolic_link_is_refused(target: str, tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    (root / "docs/en/about/link.md").symlink_to(target)
    (root / "products/other").symlink_to(root / "products/borders", target_is_directory=True)
    mend = "symlink: this is a symbolic link. Put the file itself in its place."
    assert say(root) == [f"docs/en/about/link.md:1: {mend}", f"products/other:1: {mend}"]


def test_a_folder_that_is_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    (root / "products").rename(root / "elsewhere")
    (root / "products").symlink_to("elsewhere", target_is_directory=True)
    assert say(root)[0].startswith("docs/en/index.md:30: broken-link: ")
    assert any(text.startswith("products:1: symlink: ") for text in say(root))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    os.mkfifo(root / "docs/en/about/pipe.md")
    path = "docs/en/about/pipe.md"
    assert say(root) == [f"{path}:1: wrong-place: this is not a file. Delete it."]


def test_files_that_systems_leave_behind_are_passed_over(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    _write(root, "docs/en/.DS_Store", b"\0")
    assert say(root) == []


def test_the_blob_id_is_that_of_git(tmp_path: Path) -> None:
    data = "Wörter\r\n".encode()
    file = _write(tmp_path, "a", data)
    command = ["git", "hash-object", "--no-filters", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    text, _ = decode_text("a", data)
    assert hash_blob(data) == done.stdout.strip()
    assert text is not None
    assert text.blob == done.stdout.strip()


def test_quoted_words_cannot_move_the_cursor_or_break_the_line() -> None:
    assert quote("a\x1b[31m\nb\u202e") == "a [31m b"
    assert quote("a" * 99) == "a" * 59 + "…"
