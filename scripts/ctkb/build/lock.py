"""A lock that keeps two builds of one project apart, and that dies with its process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

_PAUSE = 0.2


def _say_nothing() -> None:
    pass


class BuildLock:
    """Hold the lock of a file while the ``with`` block runs.

    path: the lock's file; made if needed, never removed, so that all builds lock the same one.
    on_wait: called once if another build holds the lock, before waiting for it without a limit.
    The kernel lets go of the lock when its process ends, however it ends; children that were
    forked inside the block hold it too, until they end, but do not let go of it for their parent.
    """

    def __init__(self, path: Path, on_wait: Callable[[], None] = _say_nothing) -> None:
        self._path = path
        self._on_wait = on_wait
        self._file: BinaryIO | None = None
        self._owner = 0

    def __enter__(self) -> BuildLock:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("ab")
        try:
            if not _try_lock(file):
                self._on_wait()
                _wait_for_lock(file)
        except BaseException:
            file.close()
            raise
        self._file, self._owner = file, os.getpid()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            if os.getpid() == self._owner:
                _unlock(self._file)
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: BinaryIO) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _wait_for_lock(file: BinaryIO) -> None:
        while not _try_lock(file):
            time.sleep(_PAUSE)

    def _unlock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait_for_lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
