"""``ctkb index``: a searchable folder of any Markdown, whatever rules it was written by."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import ctkb
from ctkb.build.foreign import IndexReport, index_folder
from ctkb.build.publish import NotOurFolder
from ctkb.cli.printing import print_json, print_problems, problem_as_json, say, say_nothing
from ctkb.content.files import quote
from ctkb.languages import get_language
from ctkb.problems import Place, Problem, Severity

SHOWN = 5
"""Warnings of one kind that are printed; JSON holds them all."""


def run(options: argparse.Namespace) -> int:
    """Index. Returns 0 with a summary, 1 with the problems and the old folder untouched, 2 for
    folders that cannot be read or replaced."""
    root: Path = options.folder.resolve()
    out: Path = options.out.parent.resolve() / options.out.name
    project = _find_project(options.project)
    refusal = _refuse(options.folder, root, out, project)
    if refusal or project is None:
        sys.stderr.write(f"ctkb: {refusal}\n")
        return 2
    progress = say_nothing if options.quiet or options.json else say
    jobs = options.jobs or _count_processors()
    try:
        report = index_folder(root, out, project, progress, jobs)
    except NotOurFolder as fault:
        sys.stderr.write(f"ctkb: {fault}\n")
        return 2
    except OSError as fault:
        place = Place(quote(str(fault.filename or root), 300))
        what = f"it cannot be read or written: {fault.strerror}"
        problem = Problem(place, "unreadable", what, "Mend its permissions or free space")
        report = IndexReport([problem])
    if options.json:
        print_json(_as_json(report))
    else:
        _print_report(report)
    return 0 if report.is_good else 1


def _count_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _find_project(given: Path) -> Path | None:
    """Return the folder whose scripts and styles are used: the one given, or that of this code."""
    for folder in (given, Path(ctkb.__file__).parents[2]):
        if (folder / "overrides/assets/search").is_dir():
            return folder.resolve()
    return None


def _refuse(given: Path, root: Path, out: Path, project: Path | None) -> str:
    if not root.is_dir():
        return f"{given} is not a folder. Name the one that holds docs/."
    if project is None:
        return "no overrides/ with the scripts of search. Name the project with --project."
    real = out.resolve()
    inside = [real, *real.parents]
    if root == real or real in root.parents or {root / "docs", root / "products"} & set(inside):
        return f"{out} holds what is to be read, or lies in it. Name another folder with --out."
    return ""


def _as_json(report: IndexReport) -> dict[str, object]:
    return {
        "good": report.is_good,
        "problems": [problem_as_json(problem) for problem in report.problems],
        "languages": [asdict(count) for count in report.languages],
        "bytes": report.size,
        "seconds": round(report.seconds, 2),
        "address": report.address,
    }


def _print_report(report: IndexReport) -> None:
    write = sys.stdout.write
    shown, hidden = _choose(report.problems)
    print_problems(shown)
    for code, left in hidden.items():
        write(f"{code}: {left} more like these; --json prints them all\n")
    if not report.is_good:
        write("Nothing was published; the folder is as it was.\n")
        return
    write("language            pages  untranslated  KB of search\n")
    for count in report.languages:
        name = f"{count.lang}  {get_language(count.lang).endonym}"
        write(f"{name:<20}{count.pages:>5}{count.untranslated:>14}{count.search / 1000:>14.0f}\n")
    write(f"{report.seconds:.1f} s, {report.size / 1_000_000:.1f} MB\n")
    write(f"open: {Path(report.address).as_uri()}\n")


def _choose(problems: Sequence[Problem]) -> tuple[list[Problem], dict[str, int]]:
    """Return the problems to print, and how many of each kind are left out."""
    seen: Counter[str] = Counter()
    shown: list[Problem] = []
    for problem in problems:
        seen[problem.code] += 1
        if problem.severity is Severity.ERROR or seen[problem.code] <= SHOWN:
            shown.append(problem)
    printed = Counter(problem.code for problem in shown)
    return shown, {code: left for code in seen if (left := seen[code] - printed[code])}
