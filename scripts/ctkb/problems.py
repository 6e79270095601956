"""What people see when something is wrong: ``path:line: code: what. How to mend it.``"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """An error stops a build; a warning is printed and counted, and does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file. path: POSIX, from the project's root. line: 1-based."""

    path: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one place, as a value.

    code: stable, kebab-case. what: one sentence without its full stop. mend: names an edit, not a
    rule, without its full stop.
    """

    place: Place
    code: str
    what: str
    mend: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place.path}:{self.place.line}: {self.code}: {self.what}. {self.mend}."


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by place, then by code and text, each once."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.place, p.code, p.what))


def count_errors(problems: Iterable[Problem]) -> int:
    """Return how many of the problems stop a build."""
    return sum(1 for problem in problems if problem.severity is Severity.ERROR)
