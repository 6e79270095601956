"""Problems and summaries, for people, for programs and for CI."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from ctkb.checks.word_counts import HandbookLength
from ctkb.content.files import quote
from ctkb.problems import Problem, Severity, count_errors

MAX_LINE = 2000
"""Signs of one printed problem; one line each, whatever an author wrote: runners obey some."""


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as a JSON object."""
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "code": problem.code,
        "what": problem.what,
        "mend": problem.mend,
        "severity": problem.severity.value,
    }


def print_json(value: object) -> None:
    """Print a value for a program to read; half a sign of two, which a typed query may hold, as
    a question mark."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    sys.stdout.write(text.encode("utf-8", "replace").decode() + "\n")


def print_problems(problems: Sequence[Problem]) -> None:
    """Print every problem, a line each, and how many there are; in CI as annotations too."""
    for problem in problems:
        mark = "" if problem.severity is Severity.ERROR else "warning: "
        sys.stdout.write(f"{mark}{quote(str(problem), MAX_LINE)}\n")
        if os.environ.get("GITHUB_ACTIONS") == "true":
            sys.stdout.write(_annotation(problem))
    errors = count_errors(problems)
    warnings = len(problems) - errors
    if problems:
        sys.stdout.write(f"{_count(errors, 'problem')}, {_count(warnings, 'warning')}\n")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _annotation(problem: Problem) -> str:
    """Return a problem in the form code hosts show beside the line.

    Source: the workflow commands of GitHub Actions, with their escapes."""
    text = f"{problem.what}. {problem.mend}."
    for char, escape in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(char, escape)
    path = problem.place.path.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    kind = problem.severity.value
    return f"::{kind} file={path},line={problem.place.line},title={problem.code}::{text}\n"


def print_lengths(handbooks: Iterable[HandbookLength]) -> None:
    """Print words and languages of every page of the handbooks, as a table."""
    write = sys.stdout.write
    for handbook in handbooks:
        write(f"{handbook.product:<44} words  languages\n")
        rows = [handbook.overview, *handbook.chapters]
        lines = [(row.name, row.words, " ".join(row.languages)) for row in rows]
        lines.append(("all chapters", handbook.words, ""))
        for sheet in handbook.worksheets:
            lines.append((f"worksheets/{sheet.name}", sheet.words, " ".join(sheet.languages)))
        for name, words, languages in lines:
            write(f"  {name:<40} {words:>7,}  {languages}".rstrip() + "\n")


def say(text: str) -> None:
    """Print a line of progress."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def say_nothing(text: str) -> None:
    """Take a line of progress and print nothing."""
    del text
