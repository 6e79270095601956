"""Content read in a second process while this one imports what draws it.

Reading needs pydantic and PyYAML, drawing needs MkDocs; each takes a while to start. On two
processors they start at once, and the checked content comes over a pipe, pickled by ourselves.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctkb.checks.content import Content


class Reading:
    """Content on its way, inside a ``with`` block: whoever leaves it early stops the reading.

    root: the project. jobs: with 1 it is read here, when it is taken."""

    def __init__(self, root: Path, jobs: int) -> None:
        self._root = root
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        if jobs > 1 and "fork" in multiprocessing.get_all_start_methods():
            context = multiprocessing.get_context("fork")
            self._pipe, theirs = context.Pipe(duplex=False)
            self._process = context.Process(
                target=_read_and_send, args=(root, self._pipe, theirs), daemon=True
            )
            self._process.start()
            theirs.close()

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pipe is not None and self._process is not None:
            self._pipe.close()
            self._process.terminate()
            self._process.join()

    def take(self) -> Content:
        """Wait for the content. Raises RuntimeError if the reading process ended early."""
        if self._pipe is None:
            return _read(self._root)
        try:
            content: Content = self._pipe.recv()
        except EOFError as error:
            raise RuntimeError("the process reading the content ended early") from error
        return content


def _read(root: Path) -> Content:
    from ctkb.checks.content import read_content

    return read_content(root)


def _read_and_send(root: Path, theirs: Connection, ours: Connection) -> None:
    """Read and send. theirs: the receiving end, closed here first: while it is open in this
    process, a parent that was killed would leave it waiting for a reader, with the lock."""
    theirs.close()
    with suppress(BrokenPipeError):  # nobody wants it any more
        ours.send(_read(root))
    ours.close()
