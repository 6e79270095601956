"""`ctkb keys` and `ctkb verify`: what they print and how they end."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from ctkb.cli import keys as keys_command
from ctkb.cli import verify as verify_command
from tests.offline.small_copy import make_files, make_key, write_copy


def _verify(copy: Path, key: str | None = None, *, json: bool = False) -> int:
    return verify_command.run(argparse.Namespace(copy=copy, key=key, json=json))


def test_without_a_key_it_says_that_forgery_is_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_copy(make_files(make_key(tmp_path / "key")), tmp_path / "a.zip")
    assert _verify(path) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "5 files, each as the sums say, edition 2026.11" in said
    assert "It does not show that nobody altered the copy" in said
    assert "never from the stick that the copy came on" in said
    assert "genuine" not in said


def test_with_a_key_it_says_genuine_or_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, other = make_key(tmp_path / "key"), make_key(tmp_path / "other")
    path = write_copy(make_files(key), tmp_path / "a.zip")
    for given in (key.public.ssh, key.public.minisign, str(tmp_path / "key" / "edition-key.pub")):
        assert _verify(path, given) == 0
        assert f"genuine: signed by the key given, {key.public.fingerprint}" in (
            capsys.readouterr().out
        )
    assert _verify(path, other.public.ssh) == 1
    said = capsys.readouterr().out
    assert "NOT shown to be genuine" in said
    assert "2 problems" in said
    assert _verify(path, str(tmp_path / "key" / "edition-key")) == 2
    assert "private key" in capsys.readouterr().err


def test_a_fault_is_printed_with_place_and_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = make_files()
    files["site/index.html"] += b" "
    path = write_copy(files, tmp_path / "a.zip")
    assert _verify(path) == 1
    said = capsys.readouterr().out
    assert f"{path}/open-handbook-fr/site/index.html:1: changed-file: " in said
    assert "Get the copy anew" in said
    assert "Do not use it" in said
    assert _verify(path, json=True) == 1
    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["good"], outcome["genuine"], outcome["files"]) == (False, None, 4)
    assert [one["code"] for one in outcome["problems"]] == ["changed-file"]


def test_names_in_a_copy_cannot_print_lines_of_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = make_files() | {"x\n::error::gen\x1b[1muine": b""}
    path = write_copy(files, tmp_path / "a.zip")
    assert _verify(path) == 1
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\n::error::gen" not in said


def test_a_copy_that_is_not_there_is_a_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _verify(tmp_path / "none") == 2
    assert "there is no" in capsys.readouterr().err


def test_a_key_is_made_and_shown_and_never_its_private_part(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "key"
    assert keys_command.run(argparse.Namespace(action="new", out=folder)) == 0
    made = capsys.readouterr().out
    private = folder / "edition-key"
    for file in (private, folder / "edition-key.pub", folder / "edition-key.minisign.pub"):
        assert keys_command.run(argparse.Namespace(action="show", file=file, json=False)) == 0
        shown = capsys.readouterr().out
        assert shown == made[made.index("fingerprint: ") :]
        assert shown.count("\n") == 4
    assert keys_command.run(argparse.Namespace(action="show", file=private, json=True)) == 0
    forms = json.loads(capsys.readouterr().out)
    assert forms["ssh"].startswith("ssh-ed25519 ")
    for line in private.read_text().splitlines():
        assert line not in made + shown + str(forms)
    assert keys_command.run(argparse.Namespace(action="new", out=folder)) == 1
    assert "there already" in capsys.readouterr().err
    assert keys_command.run(argparse.Namespace(action="show", file=tmp_path, json=False)) == 1
