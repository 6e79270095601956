"""The formats of copies, in the order of making, and what each needs to be installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from ctkb.languages import LangTag
from ctkb.offline.folder import SiteFolder
from ctkb.offline.tasks import Task

FORMATS = {
    "zip": "archive",
    "html": "single_page",
    "zim": "zim",
    "epub": "epub",
    "pdf": "pdf",
    "docx": "docx",
    "pack": "pack",
}
"""Format, as the command line calls it -> the module that makes it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will make. missing: format -> what has to be installed before it can be made."""

    tasks: tuple[Task, ...]
    missing: dict[str, list[str]]


def plan_copies(
    folder: SiteFolder,
    languages: tuple[LangTag, ...],
    formats: tuple[str, ...],
    private_key: Path | None = None,
) -> Plan:
    """List the copies to make, leaving out formats whose libraries are not installed.

    private_key: signs what is inside the zip files too."""
    tasks: list[Task] = []
    missing: dict[str, list[str]] = {}
    for name in FORMATS:
        if name not in formats:
            continue
        module = import_module(f"ctkb.offline.{FORMATS[name]}")
        lacks: list[str] = module.find_missing()
        if lacks:
            missing[name] = lacks
            continue
        list_tasks: Callable[..., list[Task]] = module.list_tasks
        if name in ("zip", "pack"):
            tasks += list_tasks(folder, languages, private_key)
        else:
            tasks += list_tasks(folder, languages)
    return Plan(tuple(tasks), missing)
