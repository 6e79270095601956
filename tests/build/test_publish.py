"""The published folder is replaced whole, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from ctkb.build import exchange as exchange_module
from ctkb.build.exchange import exchange_folders
from ctkb.build.publish import NotOurFolder, complete_publish, publish, write_whole

WAYS = pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two-renames"])


def make_site(folder: Path, words: str, pages: int = 3) -> Path:
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")
    (folder / "index.html").write_text(words)
    for number in range(pages):
        (folder / f"page-{number}.html").write_text(words)
    return folder


def is_whole(folder: Path, pages: int = 3) -> bool:
    texts = {path.read_text() for path in folder.glob("*.html")}
    return len(list(folder.iterdir())) == pages + 2 and len(texts) == 1


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@WAYS
def test_a_new_site_takes_the_place_of_the_old_one(tmp_path: Path, exchange: bool) -> None:
    target = make_site(tmp_path / "site", "old")
    (target / "gone.html").write_text("old")
    staging = make_site(tmp_path / "cache" / "staging", "new")

    publish(staging, target, exchange=exchange)

    assert (target / "index.html").read_text() == "new"
    assert names(target) == {"manifest.json", "index.html", *(f"page-{n}.html" for n in range(3))}
    assert names(tmp_path) == {"site", "cache"}
    assert names(tmp_path / "cache") == set()


@WAYS
def test_the_first_site_needs_no_old_one(tmp_path: Path, exchange: bool) -> None:
    publish(make_site(tmp_path / "staging", "new"), tmp_path / "site", exchange=exchange)

    assert (tmp_path / "site" / "index.html").read_text() == "new"
    assert names(tmp_path) == {"site"}


@WAYS
def test_an_empty_folder_may_be_replaced(tmp_path: Path, exchange: bool) -> None:
    (tmp_path / "site").mkdir()

    publish(make_site(tmp_path / "staging", "new"), tmp_path / "site", exchange=exchange)

    assert names(tmp_path) == {"site"}
    assert (tmp_path / "site" / "index.html").read_text() == "new"


@WAYS
def test_a_strangers_folder_is_refused_and_stays(tmp_path: Path, exchange: bool) -> None:
    staging = make_site(tmp_path / "staging", "new")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.doc").write_text("years of work")

    with pytest.raises(NotOurFolder, match=r"holds files but no manifest\.json"):
        publish(staging, tmp_path / "site", exchange=exchange)

    assert (tmp_path / "site" / "thesis.doc").read_text() == "years of work"
    assert is_whole(staging)


@WAYS
def test_a_link_to_a_folder_is_refused_and_stays(tmp_path: Path, exchange: bool) -> None:
    real = make_site(tmp_path / "real", "old")
    (tmp_path / "site").symlink_to(real)

    with pytest.raises(NotOurFolder, match="is a symbolic link"):
        publish(make_site(tmp_path / "staging", "new"), tmp_path / "site", exchange=exchange)

    assert (tmp_path / "site").is_symlink()
    assert is_whole(real)


def test_a_file_and_a_dead_link_are_refused(tmp_path: Path) -> None:
    staging = make_site(tmp_path / "staging", "new")
    (tmp_path / "file").write_text("x")
    (tmp_path / "dead").symlink_to(tmp_path / "nowhere")

    with pytest.raises(NotOurFolder, match="is not a folder"):
        publish(staging, tmp_path / "file")
    with pytest.raises(NotOurFolder, match="is a symbolic link"):
        publish(staging, tmp_path / "dead")


def test_a_new_site_without_a_manifest_is_refused(tmp_path: Path) -> None:
    target = make_site(tmp_path / "site", "old")
    staging = make_site(tmp_path / "staging", "new")
    (staging / "manifest.json").unlink()

    with pytest.raises(NotOurFolder):
        publish(staging, target)

    assert is_whole(target)


def test_the_old_site_comes_back_when_the_second_rename_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = make_site(tmp_path / "site", "old")
    staging = make_site(tmp_path / "staging", "new")
    rename = Path.rename

    def fail_for_staging(self: Path, to: Path) -> Path:
        if self.name == "staging":
            raise OSError(errno.EIO, "the disk is broken")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fail_for_staging)
    with pytest.raises(OSError, match="the disk is broken"):
        publish(staging, target, exchange=False)

    assert (target / "index.html").read_text() == "old"
    assert names(tmp_path) == {"site", "staging"}


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EPERM])
def test_a_system_that_cannot_exchange_takes_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(exchange_module, "_renameat2", lambda _one, _other: number)
    target = make_site(tmp_path / "site", "old")

    publish(make_site(tmp_path / "staging", "new"), target)

    assert (target / "index.html").read_text() == "new"
    assert names(tmp_path) == {"site"}


def test_the_raw_system_call_exchanges_where_the_library_has_no_name_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = exchange_module.ctypes.CDLL(None, use_errno=True)

    class OldLibrary:
        syscall = library.syscall

    monkeypatch.setattr(exchange_module.ctypes, "CDLL", lambda *_args, **_options: OldLibrary())
    one, other = make_site(tmp_path / "one", "1"), make_site(tmp_path / "other", "2")

    assert exchange_folders(one, other)
    assert (one / "index.html").read_text() == "2"
    with pytest.raises(FileNotFoundError):
        exchange_folders(one, tmp_path / "missing")


def test_nothing_is_completed_where_nothing_was_left(tmp_path: Path) -> None:
    target = make_site(tmp_path / "site", "old")

    assert complete_publish(target) is False
    assert complete_publish(tmp_path / "not-there") is False
    assert is_whole(target)


def test_a_kill_between_the_two_renames_is_completed_with_the_new_site(tmp_path: Path) -> None:
    make_site(tmp_path / ".site.discarded", "old")
    make_site(tmp_path / "cache" / "staging", "new")
    (tmp_path / ".site.publishing").write_text('{"staging": "cache/staging"}')

    assert complete_publish(tmp_path / "site") is True
    assert (tmp_path / "site" / "index.html").read_text() == "new"
    assert names(tmp_path) == {"site", "cache"}


def test_the_old_site_comes_back_when_the_new_one_is_lost(tmp_path: Path) -> None:
    make_site(tmp_path / ".site.discarded", "old")
    (tmp_path / ".site.publishing").write_text('{"staging": "cache/staging"}')

    assert complete_publish(tmp_path / "site") is True
    assert (tmp_path / "site" / "index.html").read_text() == "old"
    assert names(tmp_path) == {"site"}


def test_a_journal_that_names_a_strangers_folder_leaves_it_alone(tmp_path: Path) -> None:
    target = make_site(tmp_path / "site", "old")
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.doc").write_text("years of work")
    (tmp_path / ".site.publishing").write_text('{"staging": "thesis"}')

    assert complete_publish(target) is True
    assert names(tmp_path) == {"site", "thesis"}
    assert (tmp_path / "thesis" / "thesis.doc").exists()


def test_a_file_is_written_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("old")
    path.chmod(0o640)

    write_whole(path, b"new")
    write_whole(tmp_path / "other.md", b"first")

    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == {"page.md", "other.md"}


def publish_in_a_loop(folder: Path, exchange: bool) -> None:
    number = 0
    while True:
        number += 1
        complete_publish(folder / "site")
        publish(
            make_site(folder / "staging" / str(number), f"edition {number}"),
            folder / "site",
            exchange=exchange,
        )


def fork_publisher(folder: Path, exchange: bool) -> int:
    child = os.fork()
    if child == 0:
        try:
            publish_in_a_loop(folder, exchange)
        finally:
            os._exit(1)
    return child


def test_a_reader_never_misses_a_page_while_sites_are_exchanged(tmp_path: Path) -> None:
    if not exchange_folders(make_site(tmp_path / "a", "a"), make_site(tmp_path / "b", "b")):
        pytest.skip("this file system cannot exchange folders")
    make_site(tmp_path / "site", "edition 0")
    page = str(tmp_path / "site" / "index.html")
    child = fork_publisher(tmp_path, exchange=True)
    seen: set[bytes] = set()
    try:
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            with open(page, "rb") as file:  # noqa: PTH123
                seen.add(file.read())
        assert os.waitpid(child, os.WNOHANG) == (0, 0), "the publisher failed"
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

    assert len(seen) > 5
    assert all(words.startswith(b"edition ") for words in seen)


@WAYS
def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path: Path, exchange: bool) -> None:
    chance = random.Random(20240807)
    make_site(tmp_path / "site", "edition 0")
    for round_number in range(40):
        folder = tmp_path / "site"
        child = fork_publisher(tmp_path, exchange)
        time.sleep(0.003 + chance.random() * 0.02)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "the publisher failed by itself"

        complete_publish(folder)

        assert is_whole(folder), f"round {round_number}"
        assert names(tmp_path) <= {"site", "staging"}
        for unfinished in (tmp_path / "staging").glob("*"):
            for file in unfinished.iterdir():
                file.unlink()
            unfinished.rmdir()


@WAYS
def test_a_kill_after_each_step_leaves_a_whole_site(tmp_path: Path, exchange: bool) -> None:
    """Stops a child before its n-th change of the disk, for every n, so that no moment is left to
    chance."""
    outcomes: list[tuple[bool, str]] = []
    for step in range(30):
        folder = tmp_path / str(step)
        target = make_site(folder / "site", "old")
        staging = make_site(folder / "staging", "new")
        child = os.fork()
        if child == 0:
            kill_before_step(step)
            publish(staging, target, exchange=exchange)
            os._exit(0)
        _, status = os.waitpid(child, 0)

        left_over = complete_publish(target)

        assert is_whole(target), f"step {step}"
        assert names(folder) <= {"site", "staging"}
        outcomes.append((left_over, (target / "index.html").read_text()))
        if not os.WIFSIGNALED(status):
            assert status == 0, "the publisher failed by itself"
            break
    else:
        pytest.fail("a publication has more steps than were tried")
    assert outcomes[0] == (False, "old")
    assert outcomes[-1] == (False, "new")
    assert sum(left_over for left_over, _ in outcomes) > 3


def kill_before_step(step: int) -> None:
    """Make this process kill itself before its step-th rename, exchange or deletion."""
    left = step

    def count(event: str, _args: tuple[object, ...]) -> None:
        nonlocal left
        if event in ("os.rename", "os.remove", "os.rmdir", "ctypes.dlopen"):
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.addaudithook(count)
