"""Put a finished site folder in the place of the published one; a reader meets the old or the new.

Beside the published folder ``site`` there may stand, while it is replaced and after a crash:
``.site.publishing``, the journal that names the new folder, and ``.site.discarded``, what is being
removed. A folder is renamed to that name before its first file is deleted, so half a folder is
never mistaken for a site.
"""

from __future__ import annotations

import errno
import glob
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from ctkb.build.exchange import exchange_folders
from ctkb.manifest import FILE_NAME


class NotOurFolder(Exception):
    """A folder that no build of ours made; it is not touched. path: of it. why: a sentence's end,
    such as ``is a symbolic link``."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        self.why = why
        super().__init__(f"{path} {why}")


@dataclass(frozen=True, slots=True)
class _Places:
    """The names a publication uses; all in one folder, and so on one file system."""

    target: Path
    journal: Path
    discarded: Path

    @classmethod
    def of(cls, target: Path) -> _Places:
        name = target.name
        return cls(
            target,
            target.with_name(f".{name}.publishing"),
            target.with_name(f".{name}.discarded"),
        )


def publish(staging: Path, target: Path, *, exchange: bool = True) -> None:
    """Make the folder staging the folder target; the old target is removed after that.

    staging: a finished site with its manifest, on the file system of target; it is gone
    afterwards. exchange: False takes the way of systems that cannot exchange two folders, two
    renames, where a reader may for an instant meet no folder. Call it under the build lock.
    Raises NotOurFolder if either folder is a link, a file, or something no build made; OSError
    if the disk refuses, and then target is as it was.
    """
    places = _Places.of(_absolute(target))
    staging = _absolute(staging)
    complete_publish(target)
    require_our_folder(staging)
    if staging.stat().st_dev != places.target.parent.stat().st_dev:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(staging), None, str(target))
    if not os.path.lexists(places.target):
        staging.rename(places.target)
        return
    require_our_folder(places.target, may_be_empty=True)
    _write_journal(places, staging)
    try:
        if exchange and exchange_folders(staging, places.target):
            staging.rename(places.discarded)
        else:
            _replace_by_renames(staging, places)
    except OSError:
        _undo(places)
        raise
    places.journal.unlink()
    shutil.rmtree(places.discarded)


def complete_publish(target: Path) -> bool:
    """Finish what a killed publication left behind; call it at the start of every command.

    If target is missing, the new folder takes its place, or else the old one does. If target is
    there it is whole and stays, old or new, and the rest is removed. Call it under the build lock:
    otherwise it takes a build that is still at work for a dead one.
    Returns True if something was left. Raises NotOurFolder, OSError.
    """
    places = _Places.of(_absolute(target))
    found = False
    if places.journal.is_file():
        found = True
        _follow_journal(places, _read_journal(places))
        places.journal.unlink()
    if os.path.lexists(places.discarded):
        found = True
        _discard(places)
    for draft in places.target.parent.glob(f".{glob.escape(places.journal.name)}.*.new"):
        draft.unlink()
    return found


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: whoever reads it meets the old bytes or the new ones.

    The folder must exist. A file that is there keeps its permissions. Raises OSError."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        draft.write_bytes(data)
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def require_our_folder(folder: Path, *, may_be_empty: bool = False) -> None:
    """Raise NotOurFolder unless a folder is a real one that holds a site's manifest."""
    if folder.is_symlink():
        raise NotOurFolder(folder, "is a symbolic link")
    if not folder.exists():
        raise NotOurFolder(folder, "does not exist")
    if not folder.is_dir():
        raise NotOurFolder(folder, "is not a folder")
    if (folder / FILE_NAME).is_file() or (may_be_empty and not any(folder.iterdir())):
        return
    raise NotOurFolder(folder, f"holds files but no {FILE_NAME}, so no build of ours made it")


def _replace_by_renames(staging: Path, places: _Places) -> None:
    places.target.rename(places.discarded)
    staging.rename(places.target)


def _undo(places: _Places) -> None:
    """Put the old folder back if it was moved away, and forget the journal."""
    if not os.path.lexists(places.target):
        places.discarded.rename(places.target)
    places.journal.unlink()


def _follow_journal(places: _Places, staging: Path | None) -> None:
    new_is_whole = staging is not None and _is_ours(staging)
    if os.path.lexists(places.target):
        if new_is_whole and staging is not None:
            _discard(places)
            staging.rename(places.discarded)
    elif new_is_whole and staging is not None:
        staging.rename(places.target)
    elif _is_ours(places.discarded):
        places.discarded.rename(places.target)


def _is_ours(folder: Path) -> bool:
    try:
        require_our_folder(folder)
    except NotOurFolder:
        return False
    return True


def _discard(places: _Places) -> None:
    """Remove the folder of that name. A link or a file is none of ours."""
    if not os.path.lexists(places.discarded):
        return
    if places.discarded.is_symlink() or not places.discarded.is_dir():
        raise NotOurFolder(places.discarded, "is not a folder that a build set aside")
    shutil.rmtree(places.discarded)


def _write_journal(places: _Places, staging: Path) -> None:
    """Write the journal. It names the new folder from the target's, so that a copied project
    looks into itself."""
    named = os.path.relpath(staging, places.target.parent)
    write_whole(places.journal, (json.dumps({"staging": named}) + "\n").encode())


def _read_journal(places: _Places) -> Path | None:
    """Return the new folder the journal names, or None for a journal we did not write."""
    try:
        tree: object = json.loads(places.journal.read_text(encoding="utf-8"))
    except ValueError:
        return None
    staging = tree.get("staging") if isinstance(tree, dict) else None
    if not isinstance(staging, str) or not staging:
        return None
    return places.target.parent / staging


def _absolute(path: Path) -> Path:
    """Return the path from the root, without following a link at its end."""
    return path.parent.resolve() / path.name
