"""``ctkb offline``: copies of the finished site, signed where a key is given."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from ctkb.build.lock import BuildLock
from ctkb.cli.printing import print_json, print_problems, problem_as_json, say, say_nothing
from ctkb.languages import TAGS
from ctkb.offline.folder import open_folder
from ctkb.offline.formats import FORMATS, Plan, plan_copies
from ctkb.offline.job import CopiesReport, Copy, NotOurCopies, make_copies
from ctkb.offline.keys import UnusableKey, read_private
from ctkb.offline.signing import sign_sums
from ctkb.offline.sums import write_sums
from ctkb.offline.tasks import ALL
from ctkb.problems import Place, Problem

UNSIGNED = (
    "note: no key was given, so the copies are not signed (`ctkb keys new`, then `--key FILE`)"
)


def run(options: argparse.Namespace) -> int:
    """Make copies. Returns 0, 1 with problems or where a format asked for by name cannot be made,
    2 for a wrong use."""
    tell = say_nothing if options.quiet or options.json else say
    if not has_good_key(options.key):
        return 2
    site: Path = options.site or options.project / "site"
    folder, problems = open_folder(site.resolve())
    if folder is None:
        return finish(problems, options.json)
    languages = tuple(tag for tag in folder.manifest.languages if tag in (options.lang or TAGS))
    absent = [tag for tag in options.lang or () if tag not in languages]
    if absent:
        what = f"the site was built without {', '.join(absent)}"
        mend = "Build it again with `ctkb build`, for all languages"
        return finish([Problem(Place(str(site)), "missing-language", what, mend)], options.json)
    formats = options.format or tuple(FORMATS)
    started = time.monotonic()
    plan = plan_copies(folder, languages, formats, options.key)
    say_missing(plan, tell if not options.format else say)
    if not plan.tasks:
        return 1
    out: Path = (options.out or options.project / "dist").resolve()
    try:
        with hold(out):
            report = copy_all(plan, out, options.jobs, tell)
            if not report.problems:
                write_sums(out)
                if options.key:
                    sign_sums(out, options.key, folder.manifest.edition)
    except NotOurCopies as refusal:
        sys.stderr.write(f"ctkb: {refusal}. Name another folder with --out.\n")
        return 2
    if options.json:
        print_json(as_json(report, plan))
    else:
        print_problems(report.problems)
        print_copies(report.copies, time.monotonic() - started)
        if not options.key:
            sys.stdout.write(f"{UNSIGNED}\n")
        sys.stdout.write(f"copies: {out}\n")
    return 1 if report.problems or (options.format and plan.missing) else 0


def has_good_key(path: Path | None) -> bool:
    """Tell whether no key was given, or one that signs; say what is wrong with another."""
    try:
        if path is not None:
            read_private(path)
    except UnusableKey as fault:
        sys.stderr.write(f"ctkb: {fault}\n")
        return False
    return True


def hold(out: Path) -> BuildLock:
    """Return the lock that keeps two runs away from one folder of copies."""
    out.parent.mkdir(parents=True, exist_ok=True)
    return BuildLock(out.with_name(f".{out.name}.lock"))


def copy_all(
    plan: Plan, out: Path, jobs: int, tell: Callable[[str], None], also: Sequence[str] = ()
) -> CopiesReport:
    """Make what is planned with as many processes as wanted; 0 means one for each processor.

    also: files the caller writes into the folder itself."""
    tell(f"making {len(plan.tasks)} copies")
    return make_copies(plan.tasks, out, jobs or os.cpu_count() or 1, tell, also)


def say_missing(plan: Plan, tell: Callable[[str], None]) -> None:
    """Say which formats are left out, and what would have to be installed for them."""
    for name, lines in plan.missing.items():
        tell(f"{name} is left out. Install what it needs:")
        for line in lines:
            tell(f"  {line}")


def finish(problems: list[Problem], as_json_: bool) -> int:
    """Print problems and return the exit status."""
    if as_json_:
        print_json({"good": False, "problems": [problem_as_json(one) for one in problems]})
    else:
        print_problems(problems)
    return 1


def as_json(report: CopiesReport, plan: Plan) -> dict[str, object]:
    """Return what came of a run as a JSON object."""
    return {
        "good": not report.problems,
        "problems": [problem_as_json(one) for one in report.problems],
        "missing": plan.missing,
        "copies": [asdict(copy) for copy in report.copies],
    }


def print_copies(copies: tuple[Copy, ...], seconds: float) -> None:
    """Print a table: copies and bytes by format and language."""
    names = [copy.path.rpartition("/")[2] for copy in copies]
    languages = [tag for tag in (*TAGS, ALL) if any(f"-{tag}-" in name for name in names)]
    cells: dict[tuple[str, str], int] = {}
    for copy in copies:
        lang = next((tag for tag in languages if f"-{tag}-" in copy.path.rpartition("/")[2]), "")
        cells[copy.format, lang] = cells.get((copy.format, lang), 0) + copy.size
    write = sys.stdout.write
    write(f"{'MB':<6}{''.join(f'{tag:>8}' for tag in languages)}{'together':>10}\n")
    for name in FORMATS:
        row = [cells.get((name, tag), 0) / 1_000_000 for tag in languages]
        if any(row):
            write(f"{name:<6}{''.join(f'{size:>8.2f}' for size in row)}{sum(row):>10.2f}\n")
    total = sum(copy.size for copy in copies) / 1_000_000
    kept = sum(copy.kept for copy in copies)
    write(f"{len(copies)} copies, {kept} of them kept, {total:.1f} MB, {seconds:.0f} s\n")
