"""``ctkb stamp``: writes into translations which English text they were made from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import yaml

from ctkb.build.publish import write_whole
from ctkb.cli.printing import print_problems
from ctkb.content import load_library
from ctkb.content.model import Origin, Page
from ctkb.languages import ENGLISH
from ctkb.problems import Place, Problem, count_errors
from ctkb.translation import UnstampableText, stamp_text


def run(options: argparse.Namespace) -> int:
    """Stamp pages. Returns 0 if all were stamped, else 1, and then none was."""
    root: Path = options.project.resolve()
    edition = _read_edition(root / "mkdocs.yml")
    if not edition:
        place = Place("mkdocs.yml")
        mend = "Run ctkb build and mend what it says of mkdocs.yml"
        print_problems([Problem(place, "missing-edition", "no edition can be read", mend)])
        return 1
    library, _ = load_library(root, drafts=True)
    texts: dict[Path, str] = {}
    problems: list[Problem] = []
    for given in options.pages:
        path = given.resolve()
        where = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(given)
        page = next((p for p in library.pages.values() if p.path == where), None)
        english = library.page(page.key, ENGLISH) if page else None
        origin = _choose_origin(options.origin, page)
        if not path.is_file():
            mend = "Name a page that is there"
            problems.append(Problem(Place(where), "missing-file", "there is no such file", mend))
            continue
        found = _find_fault(where, page, english, origin)
        if found or page is None or english is None or origin is None:
            problems += found
            continue
        source = path.read_bytes().decode("utf-8", errors="surrogateescape")
        try:
            texts[path] = stamp_text(source, english, origin=origin, edition=edition)
        except UnstampableText as fault:
            mend = "Mend the front matter, then stamp again"
            problems.append(Problem(Place(where), "unstampable", str(fault), mend))
    print_problems(problems)
    if count_errors(problems):
        return 1
    for path, text in texts.items():
        write_whole(path, text.encode(errors="surrogateescape"))
    sys.stdout.write(f"{len(texts)} stamped\n")
    return 0


def _read_edition(config: Path) -> str:
    """Read ``extra.edition`` without MkDocs: only that value, whatever tags stand elsewhere."""
    try:
        node = yaml.compose(config.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return ""
    for key, value in node.value if node else ():
        if key.value == "extra":
            for name, edition in value.value:
                if name.value == "edition":
                    return str(edition.value)
    return ""


def _choose_origin(given: str | None, page: Page | None) -> Origin | None:
    if given:
        return Origin(given)
    return page.stamp.origin if page and page.stamp else None


def _find_fault(
    where: str, page: Page | None, english: Page | None, origin: Origin | None
) -> list[Problem]:
    place = Place(where)
    if page is None:
        return [
            Problem(place, "not-a-page", "no page could be read here", "Run ctkb check and mend it")
        ]
    if page.lang == ENGLISH:
        return [
            Problem(
                place, "not-a-translation", "it is the English page", "Name a translation of it"
            )
        ]
    if english is None:
        return [
            Problem(place, "orphan-translation", "no English page has this place", "Move the file")
        ]
    if origin is None:
        return [
            Problem(
                place,
                "unknown-origin",
                "nobody has said how this translation came about",
                "Add --origin human, machine or machine-edited to the command",
            )
        ]
    return []
