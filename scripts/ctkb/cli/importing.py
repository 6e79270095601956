"""``ctkb import``: a Word copy that came back to Markdown, and the list of its remarks."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ctkb.cli.printing import print_json, print_problems, problem_as_json
from ctkb.content import load_library
from ctkb.content.files import quote
from ctkb.exchange import Imported, Remark, import_docx
from ctkb.exchange.package import MAX_FILE
from ctkb.languages import LangTag
from ctkb.problems import Place, Problem, count_errors, sort_problems


def run(options: argparse.Namespace) -> int:
    """Import a file. Returns 0 if all went over, 1 with problems, and then says each.

    Nothing is written where the file is refused, or where a file is there and --force is not."""
    root: Path = options.project.resolve()
    given: Path = options.file
    out: Path = options.out or given.with_name(f"{given.stem}-markdown")
    data, problems = _read(given)
    done = Imported({}, (), tuple(problems))
    if data is not None:
        library, _ = load_library(root, drafts=True)
        done = import_docx(data, str(given), library, options.product, LangTag(options.lang))
        problems = list(done.problems)
    written = False
    if done.files:
        there = [out / name for name in done.files if (out / name).exists()]
        if out.exists() and (not out.is_dir() or out.is_symlink()):
            mend = "Name another folder with --out"
            problems.append(Problem(Place(str(out)), "not-a-folder", "it is no folder", mend))
        elif there and not options.force:
            problems += [_say_exists(path) for path in there]
        else:
            problems += _write(out, _list_files(done))
            written = not any(one.code == "not-written" for one in problems)
    problems = sort_problems(problems)
    if options.json:
        print_json(_as_json(done, problems, out if written else None))
    else:
        _print(done, problems, out if written else None, options)
    return 1 if count_errors(problems) else 0


def _read(path: Path) -> tuple[bytes | None, list[Problem]]:
    place = Place(str(path))
    try:
        if path.is_file() and path.stat().st_size > MAX_FILE:
            what = f"the file has more than {MAX_FILE // 1_000_000} MB"
            return None, [Problem(place, "too-large", what, "Take the pictures out of it")]
        return path.read_bytes(), []
    except OSError as fault:
        what = f"the file cannot be read ({fault.strerror})"
        return None, [Problem(place, "missing-file", what, "Name a file that is there")]


def _say_exists(path: Path) -> Problem:
    mend = "Name another folder with --out, or add --force"
    return Problem(Place(str(path)), "file-exists", "there is such a file already", mend)


def _list_files(done: Imported) -> dict[str, str]:
    files = dict(done.files)
    if done.remarks:
        files["remarks.txt"] = "".join(f"{line}\n" for line in list_remarks(done.remarks))
        text = json.dumps([_remark(one) for one in done.remarks], ensure_ascii=False, indent=1)
        files["remarks.json"] = f"{text}\n"
    return files


def _write(out: Path, files: Mapping[str, str]) -> list[Problem]:
    """Write all files or none: beside their folder first, then moved into it."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        try:
            for name, text in files.items():
                (draft / name).write_text(text, encoding="utf-8", newline="\n")
            out.mkdir(exist_ok=True)
            for name in files:
                (draft / name).replace(out / name)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as fault:
        what = f"the folder cannot be written ({fault.strerror})"
        return [Problem(Place(str(out)), "not-written", what, "Name another folder with --out")]
    return []


def list_remarks(remarks: tuple[Remark, ...]) -> list[str]:
    """Return remarks as lines: place, kind, who, when, the words it is on, and its own."""
    lines = []
    for one in remarks:
        label = one.spot.label if one.spot.exact else f"after {one.spot.label or 'the beginning'}"
        kind = f"{one.kind} (resolved)" if one.resolved else one.kind
        head = "  ".join(filter(None, (label, kind, quote(one.who, 40), quote(one.date, 30))))
        about = f' on "{quote(one.about, 120)}"' if one.about else ""
        lines.append(f"{head}{about}: {quote(one.text, 1000)}")
    return lines


def _remark(one: Remark) -> dict[str, Any]:
    return {
        "paragraph": one.spot.label,
        "exact": one.spot.exact,
        "heading": one.heading,
        "kind": one.kind,
        "who": one.who,
        "date": one.date,
        "on": one.about,
        "text": one.text,
        "resolved": one.resolved,
        "at": one.spot.at,
    }


def _as_json(done: Imported, problems: list[Problem], out: Path | None) -> dict[str, Any]:
    return {
        "out": None if out is None else str(out),
        "files": sorted(done.files) if out is not None else [],
        "remarks": [_remark(one) for one in done.remarks],
        "problems": [problem_as_json(one) for one in problems],
    }


def _print(
    done: Imported, problems: list[Problem], out: Path | None, options: argparse.Namespace
) -> None:
    print_problems(problems)
    for line in list_remarks(done.remarks):
        sys.stdout.write(f"{line}\n")
    if out is None:
        sys.stdout.write("nothing was written\n")
        return
    sys.stdout.write(f"{len(done.files)} chapters, {len(done.remarks)} remarks in {out}\n")
    if options.lang != "en" and not options.quiet:
        where = f"products/{options.product}/{options.lang}/"
        sys.stderr.write(f"Copy them to {where}, then run ctkb stamp and ctkb check.\n")
