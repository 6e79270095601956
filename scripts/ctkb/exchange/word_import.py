"""A Word copy that came back to Markdown files: the top of the way back.

open the package → read the document → write the chapters → give them front matter → read them as
``ctkb check`` would.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ctkb.content.files import decode_text, quote
from ctkb.content.finds import Vocabulary
from ctkb.content.front_matter_text import render_front_matter, split_front_matter
from ctkb.content.model import Library, Page
from ctkb.content.pages import read_page
from ctkb.content.schemas import EVENT_KINDS, INSTRUMENT_GROUPS
from ctkb.content.strings import Strings, load_strings
from ctkb.content.tree import PagePlace
from ctkb.exchange.chapters import write_chapters
from ctkb.exchange.document import Loss, Remark
from ctkb.exchange.draft import Chapter
from ctkb.exchange.handbook import Handbook, find_product
from ctkb.exchange.package import Package, open_package
from ctkb.exchange.reading import read_document
from ctkb.languages import ENGLISH, LangTag
from ctkb.problems import Place, Problem, Severity, sort_problems
from ctkb.word_styles import PROPERTY_LANG, PROPERTY_PRODUCT, PROPERTY_SITE

SAME = 0.9
"""Share of lines that are the English page's, from which on a chapter counts as untranslated."""
_TITLES = ("note", "warning", "checklist", "key-facts")
_ERRORS = ("not-docx", "strict-docx", "unknown-chapter")
_TARGET = re.compile(r"\]\([^()\s]*\)")


@dataclass(frozen=True)
class Imported:
    """What came of a Word file. files: text by name, one a chapter; none where the file was
    refused. remarks: comments and tracked changes. problems: of the file, by paragraph of it, and
    of the Markdown, by its lines."""

    files: Mapping[str, str]
    remarks: tuple[Remark, ...]
    problems: tuple[Problem, ...]


def import_docx(data: bytes, path: str, library: Library, product: str, lang: LangTag) -> Imported:
    """Make Markdown of a Word copy of a handbook. path: as problems name the file.

    Nothing is written. Never raises for what stands in the file."""
    handbook = find_product(library, product)
    if handbook is None:
        what = f"there is no handbook `{quote(product)}`"
        known = ", ".join(str(one.id) for one in library.products)
        return _refuse([Problem(Place(path), "unknown-product", what, f"Name one of {known}")])
    package, problems = open_package(data, path)
    if package is None:
        return _refuse(problems)
    document, losses = read_document(package)
    if document is None:
        return _refuse([*problems, *(_say(path, loss) for loss in losses)])
    problems += _compare_properties(package, product, lang)
    site = package.custom.get(PROPERTY_SITE, "")
    book = Handbook(library, handbook, lang, site if site.startswith("https://") else "")
    chapters, losses = write_chapters(document, book, _read_titles(library.root, lang))
    problems += [_say(path, loss) for loss in losses]
    if not chapters:
        what = "no chapter of this handbook stands in the file"
        mend = "Send the copy made by `ctkb offline --format docx`, with its headings"
        problems.append(Problem(Place(path), "no-chapter", what, mend))
    files: dict[str, str] = {}
    for chapter in chapters:
        if lang != ENGLISH and _is_english(chapter, library):
            what = f"the chapter `{quote(chapter.title)}` is still English, and was left out"
            place = Place(path, chapter.spot.at)
            mend = "Translate it, and import again"
            problems.append(Problem(place, "untranslated", what, mend, Severity.WARNING))
            continue
        text, faults = _finish(chapter, book)
        files[f"{str(chapter.key).rpartition('/')[2]}.md"] = text
        problems += faults
    return Imported(files, document.remarks, tuple(sort_problems(problems)))


def _refuse(problems: list[Problem]) -> Imported:
    return Imported({}, (), tuple(sort_problems(problems)))


def _say(path: str, loss: Loss) -> Problem:
    severity = Severity.ERROR if loss.code in _ERRORS else Severity.WARNING
    what = f"{loss.spot}: {loss.what}"
    return Problem(Place(path, loss.spot.at), loss.code, what, loss.mend, severity)


def _compare_properties(package: Package, product: str, lang: LangTag) -> list[Problem]:
    """Say where a file tells of another handbook, or of another language, than was asked for."""
    problems = []
    for name, wanted, option in (
        (PROPERTY_PRODUCT, product, "--product"),
        (PROPERTY_LANG, lang, "--lang"),
    ):
        found = package.custom.get(name, wanted)
        if found != wanted:
            what = f"the file was made for `{quote(found)}`, and is read for `{wanted}`"
            mend = f"Look whether {option} is right"
            place = Place(package.path)
            problems.append(Problem(place, "other-copy", what, mend, Severity.WARNING))
    return problems


def _read_titles(root: Path, lang: LangTag) -> dict[str, str]:
    """Return the titles that blocks have where the author gave none, and other words of forms."""
    strings, _ = load_strings(root)
    say: Strings = strings[lang]
    found = {}
    for key in (*(f"block.{name}" for name in _TITLES), "worksheet.sum"):
        if key in say.entries:
            found[key.removeprefix("block.")] = say(key)
    return found


def _is_english(chapter: Chapter, library: Library) -> bool:
    english = library.pages[chapter.key, ENGLISH]
    wanted = {_TARGET.sub("]()", line) for line in english.body.split("\n") if line.strip()}
    lines = [_TARGET.sub("]()", line) for line in chapter.body.split("\n") if line.strip()]
    same = sum(line in wanted for line in lines)
    return bool(lines) and same >= SAME * len(lines)


def _finish(chapter: Chapter, book: Handbook) -> tuple[str, list[Problem]]:
    """Give a chapter its front matter, and read it as a check of the project would."""
    library, lang = book.library, book.lang
    english = library.pages[chapter.key, ENGLISH]
    name = f"{str(chapter.key).rpartition('/')[2]}.md"
    text = f"{_write_front(chapter, book)}\n{chapter.body}"
    file, problems = decode_text(name, text.encode("utf-8", "replace"))
    if file is None:
        return text, problems
    place = PagePlace(name, chapter.key, lang, english.kind, english.product)
    read = read_page(file, place, _vocabulary(library), english if lang != ENGLISH else None)
    problems += [one for one in read.problems if one.code != "unstamped"]
    return file.text, problems


def _write_front(chapter: Chapter, book: Handbook) -> str:
    """Return the front matter: that of the page there is, with the title and description of the
    file. A stamp or a review that stands in it counts for the text it was given for alone."""
    page = book.library.page(chapter.key, book.lang)
    english = book.english(chapter.key)
    known = page or english
    title = chapter.title or known.title
    description = chapter.description or known.description
    kept = _read_yaml(book.library.root, page)
    if kept is None:
        values = {"title": title, "description": description}
        return render_front_matter(values)
    for name, old, new in (
        ("title", known.title, title),
        ("description", known.description, description),
    ):
        if old != new:
            lines = kept.split("\n")
            at = next((n for n, line in enumerate(lines) if line.startswith(f"{name}:")), None)
            if at is not None:
                lines[at] = f"{name}: {json.dumps(new, ensure_ascii=False)}"
            kept = "\n".join(lines)
    return f"---\n{kept}\n---\n"


def _read_yaml(root: Path, page: Page | None) -> str | None:
    if page is None:
        return None
    try:
        text = (root / page.path).read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return None
    return split_front_matter(text)[0]


def _vocabulary(library: Library) -> Vocabulary:
    return Vocabulary(
        sources=dict.fromkeys([*map(str, library.sources), *map(str, library.instruments)]),
        terms=dict.fromkeys(map(str, library.terms)),
        regions=dict.fromkeys(map(str, library.regions)),
        products=dict.fromkeys(str(one.id) for one in library.products),
        instruments=dict.fromkeys(map(str, library.instruments)),
        groups=INSTRUMENT_GROUPS,
        parts=dict.fromkeys(term.part for term in library.terms.values()),
        kinds=EVENT_KINDS,
    )
