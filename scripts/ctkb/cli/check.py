"""``ctkb check``: the problems of the content alone, without building."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ctkb.checks.content import read_content
from ctkb.checks.word_counts import count_handbooks
from ctkb.cli.printing import print_json, print_lengths, print_problems, problem_as_json
from ctkb.problems import count_errors


def run(options: argparse.Namespace) -> int:
    """Check. Returns 0 if no problem is an error, else 1."""
    root: Path = options.project.resolve()
    content = read_content(root)
    problems = content.problems
    found: Any = [problem_as_json(problem) for problem in problems]
    if options.words and options.json:
        lengths = [asdict(length) for length in count_handbooks(content.library)]
        found = {"problems": found, "handbooks": lengths}
    if options.json:
        print_json(found)
    else:
        if options.words:
            print_lengths(count_handbooks(content.library))
        print_problems(problems)
        if not problems:
            sys.stdout.write(f"{len(content.library.pages)} pages, no problems\n")
    return 1 if count_errors(problems) else 0
