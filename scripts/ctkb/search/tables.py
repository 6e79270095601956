"""Tables of queries with the pages that answer them, read strictly.

A line is ``query<TAB>page`` or ``query<TAB>page|page<TAB>note``; one that begins with ``#`` is a
comment, an empty one is passed over.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ctkb.content.files import mark, read_text
from ctkb.content.tree import printable
from ctkb.content.yaml_door import end_with_guess
from ctkb.languages import TAGS, LangTag, address_prefix
from ctkb.problems import Place, Problem, sort_problems


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """A page that can be found. source: the file it was made from, from the project's root.
    anchors: ids of its headings."""

    address: str
    source: str
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Target:
    """A page that answers a query; anchor: the section that does, "" for any."""

    address: str
    anchor: str

    def __str__(self) -> str:
        return f"{self.address}#{self.anchor}" if self.anchor else self.address


@dataclass(frozen=True, slots=True)
class TableRow:
    """A query, the pages that answer it, each as well as the other, and the note of its group."""

    line: int
    query: str
    targets: tuple[Target, ...]
    note: str


@dataclass(frozen=True, slots=True)
class QueryTable:
    """The queries of one language. path: as it was named."""

    path: str
    lang: LangTag
    rows: tuple[TableRow, ...]


def name_language(path: Path) -> LangTag | None:
    """Return the language that a table's file name begins with: ``fr.tsv``, ``fr.typo.tsv``."""
    tag = path.name.split(".")[0].lower()
    return LangTag(tag) if tag in TAGS else None


def read_table(
    path: Path, lang: LangTag, pages: Iterable[IndexedPage]
) -> tuple[QueryTable, list[Problem]]:
    """Read a table and look for its pages among those of the language.

    Never raises for what stands in the file. Codes: those of any text file, missing-file,
    missing-page, too-many-columns, empty-query, unknown-page, unknown-anchor, empty-table."""
    where = printable(str(path))
    try:
        file, problems = read_text(path.parent, path.name)
    except OSError as fault:
        what = f"the table cannot be read: {fault.strerror}"
        return QueryTable(where, lang, ()), [
            Problem(Place(where), "missing-file", what, "Name a file that is there")
        ]
    problems = [_at(where, problem) for problem in problems]
    reader = _TableReader(where, lang, pages)
    for number, line in enumerate(file.text.split("\n") if file else (), start=1):
        if line.strip() and not line.startswith("#"):
            reader.read(number, line)
    problems += reader.problems
    if not problems and not reader.rows:
        what = "the table holds no query"
        mend = "Write a line for each: the query, a tab, and the page that answers it"
        problems.append(Problem(Place(where), "empty-table", what, mend))
    return QueryTable(where, lang, tuple(reader.rows)), sort_problems(problems)


def _at(where: str, problem: Problem) -> Problem:
    place = Place(where, problem.place.line)
    return Problem(place, problem.code, problem.what, problem.mend, problem.severity)


class _TableReader:
    def __init__(self, where: str, lang: LangTag, pages: Iterable[IndexedPage]) -> None:
        self._where = where
        self._lang = lang
        self._names = _name_pages(lang, pages)
        self.rows: list[TableRow] = []
        self.problems: list[Problem] = []

    def read(self, number: int, line: str) -> None:
        """Read one line and note all that is wrong with it."""
        query, *rest = line.split("\t")
        if not rest or not rest[0].strip():
            what = f"behind the query {mark(query)} there is no page"
            self._say(number, "missing-page", what, "Write a tab and the page that answers it")
            return
        if len(rest) > 2:
            what = f"the line has {len(rest) + 1} columns"
            mend = "Keep three at most: query, pages separated by `|`, note"
            self._say(number, "too-many-columns", what, mend)
        if not query.strip():
            mend = "Write the words a reader types before the first tab"
            self._say(number, "empty-query", "the query is empty", mend)
        named = [self._find(number, name.strip()) for name in rest[0].split("|")]
        targets = tuple(target for target in named if target is not None)
        note = rest[1].strip() if len(rest) > 1 else ""
        self.rows.append(TableRow(number, query, targets, note))

    def _find(self, number: int, name: str) -> Target | None:
        address, _, anchor = name.partition("#")
        page = self._names.get(_normal(address))
        if page is None:
            what = f"{mark(name, 100) if name else 'an empty name'} is no page of the index"
            mend = f"Write a page's address in {self._lang}, such as `{self._example()}`"
            mend = end_with_guess(mend, address, self._names)
            self._say(number, "unknown-page", what, mend)
            return None
        if anchor and anchor not in page.anchors:
            what = f"the page {mark(page.address, 100)} has no heading {mark(anchor)}"
            mend = end_with_guess("Write the id of one of its headings", anchor, page.anchors)
            self._say(number, "unknown-anchor", what, mend)
            return None
        return Target(page.address, anchor)

    def _example(self) -> str:
        return min((page.address for page in self._names.values()), default="index.html")

    def _say(self, line: int, code: str, what: str, mend: str) -> None:
        self.problems.append(Problem(Place(self._where, line), code, what, mend))


def _name_pages(lang: LangTag, pages: Iterable[IndexedPage]) -> Mapping[str, IndexedPage]:
    """Return the pages by each name a table may give them; those from the root come first."""
    prefix = address_prefix(lang)
    names: dict[str, IndexedPage] = {}
    listed = list(pages)
    for page in listed:
        for name in (page.address, _as_markdown(page.address), page.source):
            names.setdefault(_normal(name), page)
    for page in listed:
        short = page.address.removeprefix(prefix)
        for name in (short, _as_markdown(short)):
            names.setdefault(_normal(name), page)
    return names


def _as_markdown(address: str) -> str:
    return f"{address.removesuffix('.html')}.md"


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name.removeprefix("./"))
