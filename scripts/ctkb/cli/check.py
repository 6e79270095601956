"""``ctkb check``: the problems of the content alone, without building."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ctkb.checks.content import read_content
from ctkb.cli.printing import print_json, print_problems, problem_as_json
from ctkb.problems import count_errors


def run(options: argparse.Namespace) -> int:
    """Check. Returns 0 if no problem is an error, else 1."""
    root: Path = options.project.resolve()
    content = read_content(root)
    problems = content.problems
    if options.json:
        print_json([problem_as_json(problem) for problem in problems])
    else:
        print_problems(problems)
        if not problems:
            sys.stdout.write(f"{len(content.library.pages)} pages, no problems\n")
    return 1 if count_errors(problems) else 0
