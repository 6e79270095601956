"""Arguments, and which command they mean."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from ctkb.languages import TAGS

GOOD, PROBLEMS, WRONG_USAGE = 0, 1, 2
FORMATS = ("zip", "html", "zim", "epub", "pdf", "docx", "pack")
"""Of copies; a test holds them against the ones that can be made."""
_MODULES = {"import": "importing"}
"""Commands whose name cannot be a module's."""


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
    check.add_argument(
        "--words",
        action="store_true",
        help="say how many words each chapter has, and its languages",
    )

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

    search = commands.add_parser(
        "search", parents=[common], help="ask the built index, or measure tables of queries"
    )
    search.add_argument("query", nargs="*", metavar="QUERY", help="words, as a reader types them")
    search.add_argument(
        "--evaluate",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="tables: query, tab, right page; says how often the right page stands first",
    )
    search.add_argument(
        "--lang", choices=TAGS, metavar="TAG", help="default: en; of tables: the file's name"
    )
    search.add_argument(
        "--site", type=Path, metavar="DIR", help="a built folder (default: site/ in the project)"
    )
    search.add_argument(
        "--tier", type=int, choices=(1, 2), default=2, help="1: titles and headings alone"
    )
    search.add_argument("--limit", type=_whole, default=10, metavar="N", help="default: 10 pages")
    for name in ("kind", "product", "region"):
        search.add_argument(
            f"--{name}", action="append", default=[], metavar="ID", help="repeatable"
        )
    search.add_argument("--json", action="store_true", help="print the outcome as JSON")

    index = commands.add_parser(
        "index", parents=[common], help="make a searchable folder of any Markdown"
    )
    index.add_argument(
        "folder", type=Path, metavar="DIR", help="holds docs/<language>/, no mkdocs.yml needed"
    )
    index.add_argument("--out", type=Path, required=True, metavar="DIR", help="what is made")
    index.add_argument(
        "--jobs", type=_whole, default=0, metavar="N", help="default: one for each processor"
    )
    index.add_argument("--json", action="store_true", help="print the outcome as JSON")

    _add_copies(commands, common)
    serve = commands.add_parser("serve", parents=[common], help="preview one language, reloading")
    serve.add_argument("--lang", choices=TAGS, default="en", metavar="TAG", help="default: en")
    serve.add_argument("--port", type=_port, default=8000, help="default: 8000")
    return parser


def _add_copies(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the commands that make copies, sign and check them, and take them back."""
    offline = commands.add_parser(
        "offline", parents=[common], help="make copies of the built site for rooms without internet"
    )
    release = commands.add_parser(
        "release", parents=[common], help="build the site and every copy of an edition"
    )
    release.add_argument("edition", metavar="EDITION", help="as mkdocs.yml names it: 2026.11")
    offline.add_argument(
        "--lang", action="append", choices=TAGS, metavar="TAG", help="repeatable (default: all)"
    )
    offline.add_argument(
        "--format",
        type=_formats,
        metavar="NAMES",
        help=f"with commas between (default: all: {','.join(FORMATS)})",
    )
    offline.add_argument("--site", type=Path, metavar="DIR", help="a built folder (default: site/)")
    offline.add_argument("--out", type=Path, metavar="DIR", help="default: dist/ in the project")
    release.add_argument(
        "--out", type=Path, metavar="DIR", help="holds a folder an edition (default: releases/)"
    )
    for command in (offline, release):
        command.add_argument(
            "--key", type=Path, metavar="FILE", help="private key that signs (`ctkb keys new`)"
        )
        command.add_argument(
            "--jobs", type=_whole, default=0, metavar="N", help="default: one for each processor"
        )
        command.add_argument("--json", action="store_true", help="print the outcome as JSON")

    keys = commands.add_parser(
        "keys", help="make the key that signs editions, or show its public part"
    )
    actions = keys.add_subparsers(dest="action", required=True, metavar="ACTION")
    new = actions.add_parser("new", help="make a key; the private part is never printed")
    new.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="a folder outside of any repository"
    )
    show = actions.add_parser("show", help="print fingerprint and public forms")
    show.add_argument("file", type=Path, metavar="FILE", help="a private or a public key")
    show.add_argument("--json", action="store_true", help="print the forms as JSON")

    verify = commands.add_parser("verify", help="say whether a copy is as it was made")
    verify.add_argument("copy", type=Path, metavar="FOLDER|ZIP", help="with SHA256SUMS in it")
    verify.add_argument(
        "--key", metavar="PUBLIC", help="a file or the text of the public key: is it genuine, too?"
    )
    verify.add_argument("--json", action="store_true", help="print the outcome as JSON")

    back = commands.add_parser(
        "import", parents=[common], help="make Markdown of a Word copy, and list its comments"
    )
    back.add_argument("file", type=Path, metavar="FILE.docx")
    back.add_argument("--product", required=True, metavar="ID", help="the handbook's folder")
    back.add_argument("--lang", required=True, choices=TAGS, metavar="TAG")
    back.add_argument("--out", type=Path, metavar="DIR", help="default: a new folder beside FILE")
    back.add_argument("--force", action="store_true", help="replace files that are there")
    back.add_argument("--json", action="store_true", help="print the outcome as JSON")


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(text.split(",")))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown:
        raise argparse.ArgumentTypeError(
            f"{', '.join(map(repr, unknown))}: choose from {', '.join(FORMATS)}"
        )
    return wanted


def _keep_signs(arguments: list[str]) -> list[str]:
    """Keep words such as ``-x`` behind ``search`` words: a leading space tells them from options,
    and search takes it away again."""
    if not arguments or arguments[0] != "search":
        return arguments
    return [
        f" {one}" if re.fullmatch(r"-(?!-|[qh]\Z).+", one, re.DOTALL) else one for one in arguments
    ]


def _needs_project(options: argparse.Namespace) -> bool:
    """Tell whether a command reads the project: what works on a folder or file named does not."""
    alone = ("index", "keys", "verify")
    return options.command not in alone and not getattr(options, "site", None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 if all is well, 1 with problems, 2 for a wrong use."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = make_parser().parse_args(_keep_signs(given))
    if _needs_project(options) and not (options.project / "mkdocs.yml").is_file():
        sys.stderr.write(
            f"ctkb: no mkdocs.yml in {options.project}. "
            "Go to the project's folder or name it with --project.\n"
        )
        return WRONG_USAGE
    name = _MODULES.get(options.command, options.command)
    run = import_module(f"ctkb.cli.{name}").run
    try:
        status = int(run(options))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever read us, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except KeyboardInterrupt:
        sys.stderr.write("ctkb: stopped; nothing half-made was left.\n")
        return 130
