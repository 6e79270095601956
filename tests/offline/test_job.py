"""Making copies: whole or not at all, several at once, none twice, nothing of others touched."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from ctkb.cli.printing import say_nothing
from ctkb.offline.job import CopiesReport, NotOurCopies, make_copies
from ctkb.offline.sums import SUMS, write_sums
from ctkb.offline.tasks import Task


def write(text: str, path: Path) -> None:
    """Make a copy that holds a text."""
    path.write_text(text, encoding="utf-8")


def fail(path: Path) -> None:
    """Write half a copy and fail."""
    path.write_text("half", encoding="utf-8")
    raise ValueError("no ink")


def write_slowly(path: Path) -> None:
    """Take longer than the test that kills us waits."""
    path.write_text("half", encoding="utf-8")
    time.sleep(60)


def task(name: str, text: str = "words", key: str = "1") -> Task:
    """Return a task that writes a text."""
    return Task(name, "zip", key, partial(write, text))


def run(tasks: list[Task], out: Path) -> CopiesReport:
    """Make copies with two processes, silently."""
    return make_copies(tasks, out, 2, say_nothing)


def kept(report: CopiesReport) -> list[str]:
    """Return the paths of copies that were not made again."""
    return [copy.path for copy in report.copies if copy.kept]


def test_copies_are_made_with_size_and_sum(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    report = run([task("b.zip"), task("fr/a.pdf", "mots")], out)
    assert report.problems == ()
    assert [(copy.path, copy.size) for copy in report.copies] == [("b.zip", 5), ("fr/a.pdf", 4)]
    assert report.copies[1].sha256 == hashlib.sha256(b"mots").hexdigest()
    assert (out / "fr/a.pdf").read_text() == "mots"
    assert sorted(path.name for path in out.rglob("*")) == ["a.pdf", "b.zip", "fr"]


def test_a_copy_is_made_again_when_its_key_or_its_bytes_have_changed(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    run([task("a"), task("b"), task("c")], out)
    (out / "b").write_text("altered")
    report = run([task("a"), task("b"), task("c", key="2")], out)
    assert kept(report) == ["a"]
    assert (out / "b").read_text() == "words"


def test_copies_of_an_older_run_and_its_sums_go(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    run([task("a"), task("fr/b")], out)
    write_sums(out)
    assert kept(run([task("a"), task("fr/b")], out)) == ["a", "fr/b"]
    assert (out / SUMS).exists()
    run([task("a")], out)
    assert [path.name for path in out.rglob("*")] == ["a"]


def test_one_failure_is_said_and_the_rest_is_made(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    report = run([task("a"), Task("x.pdf", "pdf", "1", fail), task("b")], out)
    (problem,) = report.problems
    assert problem.place.path == str(out / "x.pdf")
    assert "ValueError: no ink" in problem.what
    assert sorted(path.name for path in out.rglob("*")) == ["a", "b"]
    assert not any((out.parent / ".dist.making").rglob("drafts/*"))


def test_a_folder_with_files_of_others_is_not_touched(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    with pytest.raises(NotOurCopies, match=r"letter\.txt"):
        run([task("a")], out)
    assert [path.name for path in tmp_path.rglob("*")] == ["dist", "letter.txt"]


def test_a_killed_run_leaves_whole_copies_and_the_next_goes_on(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    code = (
        "from pathlib import Path; from tests.offline.test_job import *\n"
        f"run([task('a'), Task('slow', 'zip', '1', write_slowly)], Path({str(out)!r}))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], start_new_session=True
    )
    drafts = tmp_path / ".dist.making" / "drafts"
    until = time.monotonic() + 30
    while not ((out / "a").exists() and any(drafts.glob("*slow"))):
        assert time.monotonic() < until
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert [path.name for path in out.rglob("*")] == ["a"]
    report = run([task("a"), task("slow", "done")], out)
    assert kept(report) == ["a"]
    assert (out / "slow").read_text() == "done"
    assert not drafts.exists()
