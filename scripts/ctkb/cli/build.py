"""``ctkb build``: the finished site folder, or every problem at once."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import asdict
from pathlib import Path

from ctkb.build import BuildOptions, BuildReport, build_site
from ctkb.build.publish import NotOurFolder
from ctkb.cli.printing import print_json, print_problems, problem_as_json, say, say_nothing
from ctkb.languages import TAGS, get_language

EXAMPLE_HOSTS = {"SITE_URL": "https://kb.example.org/", "REPO_URL": "https://git.example.org/kb"}


def run(options: argparse.Namespace) -> int:
    """Build. Returns 0 with a summary, 1 with the problems and the old folder untouched."""
    for name in EXAMPLE_HOSTS:
        if not os.environ.get(name, "x"):
            del os.environ[name]  # runners often hand over empty ones
    root: Path = options.project.resolve()
    out: Path = options.out.resolve() if options.out else root / "site"
    wanted = BuildOptions(root, out, tuple(options.lang or TAGS), options.jobs)
    try:
        report = build_site(wanted, say_nothing if options.quiet or options.json else say)
    except NotOurFolder as refusal:
        sys.stderr.write(f"ctkb: {refusal}\n")
        return 2
    if options.json:
        print_json(_as_json(report))
    elif report.is_good:
        print_problems(report.problems)
        _print_summary(report)
    else:
        print_problems(report.problems)
        sys.stdout.write("Nothing was published; the folder is as it was.\n")
    return 0 if report.is_good else 1


def _as_json(report: BuildReport) -> dict[str, object]:
    return {
        "good": report.is_good,
        "problems": [problem_as_json(problem) for problem in report.problems],
        "languages": [asdict(count) for count in report.languages],
        "drawn": list(report.drawn),
        "bytes": report.size,
        "seconds": round(report.seconds, 2),
        "address": report.address,
    }


def _print_summary(report: BuildReport) -> None:
    write = sys.stdout.write
    write("language            pages  untranslated\n")
    for count in report.languages:
        name = f"{count.lang}  {get_language(count.lang).endonym}"
        write(f"{name:<20}{count.pages:>5}{count.untranslated:>14}\n")
    drawn = ", ".join(report.drawn) or "none, nothing has changed"
    write(f"drawn anew: {drawn}\n")
    write(f"{report.seconds:.1f} s, {report.size / 1_000_000:.1f} MB\n")
    for name, example in EXAMPLE_HOSTS.items():
        if os.environ.get(name, example) == example:
            write(f"note: {name} is not set, so pages name the example host {example}\n")
    write(f"open: {Path(report.address).as_uri()}\n")
