"""Two builds never work at once, and a dead build holds nothing."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from ctkb.build.lock import BuildLock


def fork_holder(path: Path, ready: int) -> int:
    child = os.fork()
    if child == 0:
        with BuildLock(path):
            os.write(ready, b"!")
            time.sleep(20)
        os._exit(0)
    return child


def test_a_free_lock_is_taken_without_waiting(tmp_path: Path) -> None:
    waits: list[str] = []

    for _ in range(2):
        with BuildLock(tmp_path / "cache" / "lock", lambda: waits.append("waiting")):
            assert (tmp_path / "cache" / "lock").exists()

    assert waits == []


def test_a_build_waits_for_another_and_a_killed_one_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    reading, writing = os.pipe()
    holder = fork_holder(path, writing)
    os.read(reading, 1)
    waits: list[str] = []

    def kill_the_other() -> None:
        waits.append("waiting")
        os.kill(holder, signal.SIGKILL)

    start = time.monotonic()
    with BuildLock(path, kill_the_other):
        assert waits == ["waiting"]
    os.waitpid(holder, 0)
    os.close(reading)
    os.close(writing)

    assert time.monotonic() - start < 10


def test_a_forked_child_that_leaves_the_block_does_not_free_its_parents_lock(
    tmp_path: Path,
) -> None:
    path = tmp_path / "lock"
    waits: list[str] = []
    lock = BuildLock(path)
    lock.__enter__()
    child = os.fork()
    if child == 0:
        lock.__exit__(None, None, None)
        os._exit(0)
    os.waitpid(child, 0)

    def free_it() -> None:
        waits.append("waiting")
        lock.__exit__(None, None, None)

    with BuildLock(path, free_it):
        assert waits == ["waiting"]
