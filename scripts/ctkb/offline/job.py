"""Make many copies: several at once, each whole or not at all, and none twice.

Beside the folder of copies ``dist`` stands ``.dist.making``: what is being made, and a record of
each finished copy. A copy whose record still fits is kept, so that a run that was ended goes on
where it stood. A file gets its place by renaming, so that nobody meets half of one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from ctkb.offline.sums import SIGNATURES, SUMS
from ctkb.offline.tasks import Task
from ctkb.problems import Place, Problem

_RECORDS = "records.json"


class NotOurCopies(Exception):
    """A folder holds files that no run of ours has made; nothing was touched. strangers: paths."""

    def __init__(self, folder: Path, strangers: Sequence[str]) -> None:
        self.folder = folder
        self.strangers = tuple(strangers)
        super().__init__(f"{folder} holds files that are no copies of ours: {', '.join(strangers)}")


@dataclass(frozen=True, slots=True)
class Copy:
    """A finished copy. path: below the folder, POSIX. size: bytes. sha256: hex. kept: whether it
    was there already."""

    path: str
    format: str
    size: int
    sha256: str
    kept: bool


@dataclass(frozen=True, slots=True)
class CopiesReport:
    """What came of a run. copies: by path. problems: one for each copy that failed; then the folder
    has no sums, and the other copies are there."""

    copies: tuple[Copy, ...]
    problems: tuple[Problem, ...]


def make_copies(
    tasks: Sequence[Task],
    out: Path,
    jobs: int,
    say: Callable[[str], None],
    also: Sequence[str] = (),
) -> CopiesReport:
    """Make the copies of all tasks in a folder, several at once. jobs: processes. also: files that
    the caller writes into the folder, and may have written before.

    Copies in the folder that no task names are of an older run and are removed. The sums are
    removed first, since they no longer hold: whoever calls writes them anew. Raises NotOurCopies
    before anything is touched, OSError if the disk refuses."""
    work = out.with_name(f".{out.name}.making")
    records = _read_records(work / _RECORDS)
    _refuse_strangers(out, {*records, *also})
    out.mkdir(parents=True, exist_ok=True)
    drafts = work / "drafts"
    shutil.rmtree(drafts, ignore_errors=True)
    drafts.mkdir(parents=True)

    kept = {task.path: copy for task in tasks if (copy := _find_kept(task, out, records))}
    todo = sorted((t for t in tasks if t.path not in kept), key=lambda t: (-t.weight, t.path))
    wanted = {task.path for task in tasks}
    if todo or set(records) - wanted:
        for name in (SUMS, *SIGNATURES):
            (out / name).unlink(missing_ok=True)
    for path in sorted(set(records) - wanted):
        (out / path).unlink(missing_ok=True)
        say(f"removed {path}, of an older run")
        del records[path]
    _write_records(work / _RECORDS, records)

    made: dict[str, Copy] = dict(kept)
    problems: list[Problem] = []

    def take(task: Task, draft: Path, future: Future[None]) -> None:
        try:
            future.result()
            data_size, digest = draft.stat().st_size, _hash(draft)
        except Exception as fault:
            problems.append(_word_failure(out, task, fault))
            draft.unlink(missing_ok=True)
            return
        records[task.path] = {"key": task.key, "sha256": digest}
        _write_records(work / _RECORDS, records)
        target = out / task.path
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.replace(target)
        made[task.path] = Copy(task.path, task.format, data_size, digest, kept=False)
        say(f"{len(made)} of {len(tasks)}: {task.path}, {data_size / 1_000_000:.2f} MB")

    if kept:
        say(f"{len(kept)} of {len(tasks)} copies are there already")
    _run(todo, drafts, jobs, take)
    shutil.rmtree(drafts, ignore_errors=True)
    _remove_empty_folders(out)
    return CopiesReport(tuple(made[path] for path in sorted(made)), tuple(problems))


def _run(
    todo: Iterable[Task],
    drafts: Path,
    jobs: int,
    take: Callable[[Task, Path, Future[None]], None],
) -> None:
    running: dict[Future[None], tuple[Task, Path]] = {}
    # Forked, so that libraries are imported once; each copy is written by one process alone.
    context = get_context("fork") if hasattr(os, "fork") else None
    with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as pool:
        for number, task in enumerate(todo):
            draft = drafts / f"{number}-{task.path.rpartition('/')[2]}"
            running[pool.submit(task.make, draft)] = (task, draft)
        try:
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    take(*running.pop(future), future)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _word_failure(out: Path, task: Task, fault: Exception) -> Problem:
    frames = traceback.extract_tb(fault.__traceback__)
    place = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    what = f"the copy was not made ({type(fault).__name__}: {fault}{place})"
    mend = "Mend what it names and run the command again: finished copies are kept"
    return Problem(Place(str(out / task.path)), "copy-failed", " ".join(what.split()), mend)


def _find_kept(task: Task, out: Path, records: Mapping[str, Mapping[str, str]]) -> Copy | None:
    record = records.get(task.path)
    path = out / task.path
    if record is None or record["key"] != task.key or not path.is_file():
        return None
    if _hash(path) != record["sha256"]:
        return None
    return Copy(task.path, task.format, path.stat().st_size, record["sha256"], kept=True)


def _refuse_strangers(out: Path, ours: set[str]) -> None:
    if not out.exists():
        return
    known = {SUMS, *SIGNATURES, *ours}
    found = sorted(
        path.relative_to(out).as_posix()
        for path in out.rglob("*")
        if path.is_symlink() or not path.is_dir()
    )
    strangers = [path for path in found if path not in known]
    if strangers:
        raise NotOurCopies(out, strangers)


def _remove_empty_folders(out: Path) -> None:
    for path in sorted(out.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _read_records(path: Path) -> dict[str, dict[str, str]]:
    """Return path -> key and sum of each copy made; nothing where the file is no record of ours."""
    try:
        records: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return records


def _write_records(path: Path, records: Mapping[str, Mapping[str, str]]) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(records, indent=1, sort_keys=True), encoding="utf-8")
    draft.replace(path)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
