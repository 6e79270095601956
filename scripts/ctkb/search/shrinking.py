"""Makes published scripts small, in a process of its own.

The library is written in Go. Once a process has started it, every child that the process forks
hangs as soon as it asks the library for something; and languages are drawn in forked children.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache


@cache
def shrink_function(parameters: str, body: str) -> str:
    """Return a JavaScript function without comments, white space and long names of its own.

    The same text gives the same bytes. Raises CalledProcessError where it is no JavaScript."""
    whole = f"run=function({parameters}){{{body}\n}}"
    small = subprocess.check_output([sys.executable, "-I", __file__], input=whole, encoding="utf-8")
    return small.removeprefix("run=").rstrip(";\n")


def _shrink_input() -> None:
    import minify

    with open(0, encoding="utf-8") as given, open(1, "w", encoding="utf-8") as small:
        small.write(str(minify.string("application/javascript", given.read())))


if __name__ == "__main__":
    _shrink_input()
