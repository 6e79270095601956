"""Faults of the finished folder; the same fault on many pages is one problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ctkb.problems import Place, Problem, sort_problems


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of one file. address: of the file in the site. The rest is as in a problem."""

    address: str
    line: int
    code: str
    what: str
    mend: str


def merge_findings(findings: Iterable[Finding]) -> list[Problem]:
    """Return one problem for all findings of the same words, at the first place, with their count.

    A fault of a template stands on every page; it is mended once.
    """
    places: dict[tuple[str, str, str], dict[str, int]] = {}
    for finding in findings:
        lines = places.setdefault((finding.code, finding.what, finding.mend), {})
        lines[finding.address] = min(finding.line, lines.get(finding.address, finding.line))
    problems: list[Problem] = []
    for (code, what, mend), lines in places.items():
        first = min(lines)
        others = len(lines) - 1
        if others:
            what += f" (and so in {others} other file{'s' if others > 1 else ''})"
        problems.append(Problem(Place(f"site/{first}", lines[first]), code, what, mend))
    return sort_problems(problems)
