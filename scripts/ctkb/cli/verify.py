"""``ctkb verify``: whether a copy is as it was made, and with a key, whether it is genuine."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from ctkb.cli.printing import print_json, print_problems, problem_as_json
from ctkb.content.files import quote
from ctkb.offline.keys import UnusableKey, read_public
from ctkb.offline.verifying import Verdict, verify

_WITHOUT_KEY = """\
This shows that nothing was damaged on the way. It does not show that nobody altered the copy:
whoever alters a copy can alter the sums beside it. To see that too, give the public key with --key,
or compare the zip's own sum. Take either from the hosted site or the trainer's paper, never from
the stick that the copy came on.
"""


def run(options: argparse.Namespace) -> int:
    """Check a copy. Returns 0 if all that was asked for is shown, 1 if not, 2 for a wrong use."""
    path: Path = options.copy
    if not path.exists():
        sys.stderr.write(f"ctkb: there is no {path}.\n")
        return 2
    try:
        key = read_public(options.key) if options.key is not None else None
    except UnusableKey as fault:
        sys.stderr.write(f"ctkb: {fault}\n")
        return 2
    verdict = verify(path, key)
    if options.json:
        outcome = asdict(verdict) | {"good": verdict.is_good}
        outcome["problems"] = [problem_as_json(one) for one in verdict.problems]
        print_json(outcome)
    else:
        print_problems(verdict.problems)
        _print(verdict)
    return 0 if verdict.is_good else 1


def _print(verdict: Verdict) -> None:
    write = sys.stdout.write
    path = quote(verdict.path)
    edition = f", edition {quote(verdict.edition)}" if verdict.edition else ""
    if verdict.problems:
        write(f"{path}: NOT as it was made. Do not use it.\n")
    else:
        write(f"{path}: {verdict.files} files, each as the sums say{edition}\n")
    if verdict.genuine is not None:
        word = "genuine: signed by the key given" if verdict.genuine else "NOT shown to be genuine"
        by = f", {verdict.signed_by}" if verdict.genuine else ""
        write(f"{word}{by}\n")
    elif not verdict.problems:
        if verdict.signed_by:
            write(f"signed by the key {verdict.signed_by}, which is compared with none\n")
        else:
            write("not signed\n")
        write(_WITHOUT_KEY)
