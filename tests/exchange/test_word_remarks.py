"""Comments and tracked changes of a Word file come out as a list by paragraph number."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from ctkb.cli import importing
from ctkb.cli.importing import list_remarks, run
from ctkb.content import Library
from ctkb.exchange import Imported, import_docx
from ctkb.languages import LangTag
from tests.conftest import ROOT
from tests.exchange.conftest import COPIES
from tests.exchange.word_files import W, edit, make, style_of

pytestmark = pytest.mark.xdist_group("word")

WHEN = {"author": "Ana Ruiz", "date": "2026-12-01T10:00:00Z"}


def _review(document: Any) -> None:
    """Comment on 1.4 and on an item below it; delete and insert words in 2.3."""
    paragraphs = document.paragraphs
    numbered = {p.text.split(" ")[0]: p for p in paragraphs if style_of(p) == "KBParagraph"}
    document.add_comment(
        numbered["1.4"].runs[1], text="Add the constitution\nof 1999.", author="Ana Ruiz",
        initials="AR",
    )  # fmt: skip
    item = next(p for p in paragraphs if p.text.startswith("the Convention on Cybercrime"))
    document.add_comment(item.runs[0], text="And its protocol?", author="B. Li", initials="BL")
    target = numbered["2.3"]._p
    last = list(target.iter(f"{{{W}}}r"))[-1]
    words = make("delText", text=last.text)
    at = target.index(last)
    target.remove(last)
    target.insert(at, make("del", make("r", words), id="900", **WHEN))
    target.insert(at + 1, make("ins", make("r", make("t", text="One ")), id="901", **WHEN))
    target.insert(at + 2, make("ins", make("r", make("t", text="way.")), id="902", **WHEN))


@pytest.fixture(scope="session")
def reviewed(copies: dict[str, bytes]) -> bytes:
    return edit(copies["en"], _review)


@pytest.fixture(scope="session")
def done(reviewed: bytes, library: Library) -> Imported:
    return import_docx(reviewed, "copy.docx", library, COPIES["en"], LangTag("en"))


def test_each_remark_names_its_paragraph_who_when_and_the_words(done: Imported) -> None:
    found = [(one.kind, one.spot.label, one.spot.exact, one.who) for one in done.remarks]
    assert found == [
        ("comment", "1.4", True, "AR"),
        ("comment", "1.8", False, "BL"),
        ("deletion", "2.3", True, "AR"),
        ("insertion", "2.3", True, "AR"),
    ]
    comment, second, deletion, insertion = done.remarks
    assert comment.text == "Add the constitution\nof 1999."
    assert comment.heading == "What binds"
    assert comment.about.startswith("Begin with your constitution")
    assert comment.date
    assert second.text == "And its protocol?"
    assert deletion.text.strip() == "For a single measure, begin with step 3."
    assert deletion.date == WHEN["date"]
    assert insertion.text == "One way."


def test_changes_are_taken_as_accepted_and_comments_leave_the_text_alone(
    done: Imported,
) -> None:
    source = (ROOT / "products" / COPIES["en"] / "en" / "method.md").read_text(encoding="utf-8")
    assert "For a single measure, begin with step 3." in source
    assert "For a single measure" not in done.files["method.md"]
    assert "\nOne way.\n" in done.files["method.md"]
    basis = (ROOT / "products" / COPIES["en"] / "en" / "basis.md").read_text(encoding="utf-8")
    assert done.files["basis.md"] == basis


def test_the_list_reads_as_one_line_a_remark(done: Imported) -> None:
    lines = list_remarks(done.remarks)
    assert lines[0].startswith("1.4  comment  AR  2")
    assert lines[0].endswith(": Add the constitution of 1999.")
    assert lines[1].startswith("after 1.8  comment  BL")
    assert lines[3] == "2.3  insertion  AR  2026-12-01T10:00:00Z: One way."


def _options(file: Path, **more: Any) -> argparse.Namespace:
    plain = {"project": ROOT, "file": file, "product": COPIES["en"], "lang": "en", "out": None,
             "json": False, "force": False, "quiet": False}  # fmt: skip
    return argparse.Namespace(**{**plain, **more})


def test_the_command_writes_a_folder_once(
    reviewed: bytes,
    library: Library,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "load_library", lambda *_, **__: (library, []))
    file = tmp_path / "copy.docx"
    file.write_bytes(reviewed)
    assert run(_options(file)) == 0
    out = tmp_path / "copy-markdown"
    said = capsys.readouterr().out
    assert "9 chapters, 4 remarks in " in said
    assert "1.4  comment  AR" in said
    names = sorted(path.name for path in out.iterdir())
    assert "basis.md" in names
    assert len(names) == 11
    listed = json.loads((out / "remarks.json").read_text(encoding="utf-8"))
    assert [one["paragraph"] for one in listed] == ["1.4", "1.8", "2.3", "2.3"]

    (out / "basis.md").write_text("mine", encoding="utf-8")
    assert run(_options(file, json=True)) == 1
    printed = json.loads(capsys.readouterr().out)
    assert printed["out"] is None
    assert {one["code"] for one in printed["problems"]} == {"file-exists"}
    assert (out / "basis.md").read_text(encoding="utf-8") == "mine"
    assert run(_options(file, force=True)) == 0
    assert (out / "basis.md").read_text(encoding="utf-8").startswith("---\ntitle:")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy-markdown", "copy.docx"]


def test_the_command_says_what_is_wrong_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "copy.docx"
    assert run(_options(file)) == 1
    assert "missing-file" in capsys.readouterr().out
    file.write_text("no zip")
    assert run(_options(file)) == 1
    said = capsys.readouterr().out
    assert f"{file}:1: not-docx: the file is no DOCX, or it is damaged." in said
    assert "nothing was written" in said
    assert [path.name for path in tmp_path.iterdir()] == ["copy.docx"]
