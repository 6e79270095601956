"""Any folder of Markdown, read with patience: what breaks the rules of this project's content is
a warning, and the page is taken as it is.

Pages stand in ``docs/<lang>/**/*.md`` and ``products/<id>/<lang>/**/*.md``; everything else may be
missing. Symbolic links are not followed.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ctkb.content.facts import Facts, load_facts
from ctkb.content.files import decode_text, read_bytes
from ctkb.content.front_matter_text import split_front_matter
from ctkb.content.library import make_vocabulary
from ctkb.content.model import Page, PageKey, PageKind, ProductId
from ctkb.content.pages import read_page
from ctkb.content.tree import PagePlace, Tree, find_files, printable, walk_files
from ctkb.languages import ENGLISH, TAGS, LangTag, address_prefix
from ctkb.problems import Place, Problem, Severity, sort_problems

SEARCH_KEY = PageKey("search")
"""The key of the page that carries the search; a file of that name gives its words."""

_UNFIT = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """A page as it stands in its file. page: as the rules of content read it, but its body is the
    whole Markdown behind the front matter. has_title: whether its front
    matter gives one; if not, title and origin are no author's. sha256: of the file's bytes."""

    page: Page
    has_title: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class ForeignFolder:
    """What could be read. languages: those with a page, in their order. pages: those of English
    first, by path. facts: of ``docs/data``, which may be empty. problems: warnings all, but one
    error where there is no page at all; of a file's words at most one of a kind."""

    languages: tuple[LangTag, ...]
    pages: tuple[ForeignPage, ...]
    facts: Facts
    problems: tuple[Problem, ...]


def read_folder(root: Path, say: Callable[[str], None]) -> ForeignFolder:
    """Read every page of a folder. say: gets a line of progress now and then.

    Codes: those of content, as warnings; and no-pages (an error), unreadable, wrong-name,
    same-address. Raises OSError where a folder cannot be listed.
    """
    tree = find_files(root)
    problems = [_as_warning(problem) for problem in tree.problems]
    facts, faults = load_facts(root, tree.data)
    problems += map(_as_warning, faults)
    vocabulary = make_vocabulary(facts, list(tree.product_files))
    pages: list[ForeignPage] = []
    taken: dict[str, str] = {}
    for place in _places(root, tree, problems):
        owner = taken.setdefault(_address(place).casefold(), place.path)
        if owner != place.path:
            what = f"the page would have the address of {printable(owner)}"
            problems.append(_warn(place.path, "same-address", what, "Rename one of the two files"))
            continue
        data, faults = _read_bytes(root, place.path)
        problems += faults
        file, faults = decode_text(place.path, data) if data is not None else (None, [])
        problems += map(_as_warning, faults)
        if file is None or data is None:
            continue
        read = read_page(file, place, vocabulary, None)
        problems += _thin_out(map(_as_warning, read.problems))
        if not read.page.draft:
            pages.append(_make_page(read.page, file.text, data))
        if not len(pages) % 250:
            say(f"read: {len(pages)} pages")
    if not pages:
        what = "there is no page here"
        mend = f"Put Markdown files into docs/<language>/, the language being one of {_tags()}"
        problems.append(Problem(Place("docs"), "no-pages", what, mend))
    there = {one.page.lang for one in pages}
    return ForeignFolder(
        languages=tuple(tag for tag in TAGS if tag in there),
        pages=tuple(pages),
        facts=facts,
        problems=tuple(sort_problems(problems)),
    )


def name_key(path: str) -> tuple[PageKey, LangTag] | None:
    """Return key and language of a Markdown file by its path, or None where no page stands.

    Signs that not every system or address can hold become hyphens."""
    parts = path.split("/")
    if not path.endswith(".md"):
        return None
    if parts[0] == "docs" and len(parts) > 2:
        lang, rest = parts[1], parts[2:]
        head: list[str] = []
    elif parts[0] == "products" and len(parts) > 3:
        lang, rest = parts[2], parts[3:]
        head = parts[:2]
    else:
        return None
    names = [_UNFIT.sub("-", part) for part in [*head, *rest[:-1], rest[-1].removesuffix(".md")]]
    if lang not in TAGS or any(not name.strip(".-") for name in names):
        return None
    return PageKey("/".join(names)), LangTag(lang)


def _places(root: Path, tree: Tree, problems: list[Problem]) -> Iterator[PagePlace]:
    """Yield the pages, English ones first; those that stand by the rules have their kind."""
    known = {place.path: place for place in tree.pages}
    found: list[PagePlace] = []
    for top in ("docs", "products"):
        for path in walk_files(root, top, Tree()):
            if not path.endswith(".md") or any(part.startswith(".") for part in path.split("/")):
                continue
            named = name_key(path) if path.isprintable() else None
            if named is None or (named[1] == ENGLISH and named[0].split("/")[0] in TAGS):
                what = "the file's name or folder cannot be part of an address"
                mend = "Name it with letters, digits and hyphens, unlike a language's folder"
                problems.append(_warn(path, "wrong-name", what, mend))
                continue
            key, lang = named
            product = ProductId(key.split("/")[1]) if top == "products" else None
            plain = PagePlace(path, key, lang, PageKind.PAGE, product=product)
            found.append(known.get(path, plain))
    yield from sorted(found, key=lambda place: (TAGS.index(place.lang), place.path))


def _address(place: PagePlace) -> str:
    return f"{address_prefix(place.lang)}{place.key}.html"


def _read_bytes(root: Path, path: str) -> tuple[bytes | None, list[Problem]]:
    try:
        data, faults = read_bytes(root, path)
    except OSError as fault:
        what = f"the file cannot be read: {fault.strerror}"
        return None, [_warn(path, "unreadable", what, "Let its owner make it readable")]
    return data, [_as_warning(problem) for problem in faults]


def _make_page(page: Page, text: str, data: bytes) -> ForeignPage:
    yaml_text, body, _ = split_front_matter(text)
    title = " ".join(page.title.split())
    description = " ".join(page.description.split())
    page = replace(page, title=title, description=description, body=body)
    has_title = yaml_text is not None and title != page.key
    return ForeignPage(page, has_title, hashlib.sha256(data).hexdigest())


def _thin_out(problems: Iterable[Problem]) -> list[Problem]:
    """Return the first problem of each kind in a file, which says how many more there are."""
    first: dict[str, Problem] = {}
    counts: Counter[str] = Counter()
    for problem in problems:
        first.setdefault(problem.code, problem)
        counts[problem.code] += 1
    thin = []
    for code, problem in first.items():
        more = counts[code] - 1
        what = f"{problem.what} (and {more} more in this file)" if more else problem.what
        thin.append(replace(problem, what=what))
    return thin


def _as_warning(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.WARNING)


def _warn(path: str, code: str, what: str, mend: str) -> Problem:
    return Problem(Place(printable(path)), code, what, mend, Severity.WARNING)


def _tags() -> str:
    return ", ".join(TAGS)
