"""Arguments, and which command they mean."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from ctkb.languages import TAGS

GOOD, PROBLEMS, WRONG_USAGE = 0, 1, 2


def _whole(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 65535")
    return int(text)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--project",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="folder with mkdocs.yml, docs/ and products/ (default: the current one)",
    )
    common.add_argument("-q", "--quiet", action="store_true", help="no progress")

    parser = argparse.ArgumentParser(
        prog="ctkb", description="Builds, checks and previews the knowledge base."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    build = commands.add_parser("build", parents=[common], help="build the finished site folder")
    build.add_argument(
        "--lang",
        action="append",
        choices=TAGS,
        metavar="TAG",
        help=f"a language to build, repeatable (default: all: {', '.join(TAGS)}); "
        "English is always built, since every translation leads to it",
    )
    build.add_argument("--out", type=Path, metavar="DIR", help="default: site/ in the project")
    build.add_argument(
        "--jobs", type=_whole, default=0, metavar="N", help="default: one for each processor"
    )
    build.add_argument("--json", action="store_true", help="print the outcome as JSON")

    check = commands.add_parser("check", parents=[common], help="print problems, build nothing")
    check.add_argument("--json", action="store_true", help="print the problems as JSON")

    stamp = commands.add_parser(
        "stamp",
        parents=[common],
        help="write into a translation which English text it was made from",
    )
    stamp.add_argument("pages", nargs="+", type=Path, metavar="PAGE")
    stamp.add_argument(
        "--origin",
        choices=("human", "machine", "machine-edited"),
        help="how the translation came about; kept from the last stamp if left out",
    )

    serve = commands.add_parser("serve", parents=[common], help="preview one language, reloading")
    serve.add_argument("--lang", choices=TAGS, default="en", metavar="TAG", help="default: en")
    serve.add_argument("--port", type=_port, default=8000, help="default: 8000")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 if all is well, 1 with problems, 2 for a wrong use."""
    options = make_parser().parse_args(arguments)
    if not (options.project / "mkdocs.yml").is_file():
        sys.stderr.write(
            f"ctkb: no mkdocs.yml in {options.project}. "
            "Go to the project's folder or name it with --project.\n"
        )
        return WRONG_USAGE
    run = import_module(f"ctkb.cli.{options.command}").run
    try:
        status = int(run(options))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever read us, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except KeyboardInterrupt:
        sys.stderr.write("ctkb: stopped; nothing was published.\n")
        return 130
