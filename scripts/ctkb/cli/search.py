"""``ctkb search``: asks the built index with the engine a browser runs, and measures tables."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict
from html import unescape
from pathlib import Path
from typing import Any

from ctkb.cli.printing import print_json, print_problems, problem_as_json
from ctkb.content.files import quote
from ctkb.content.model import PageKind
from ctkb.content.tree import printable
from ctkb.languages import ENGLISH, TAGS, LangTag
from ctkb.manifest import FILE_NAME, DamagedManifest, read_manifest
from ctkb.problems import Place, Problem, count_errors, sort_problems
from ctkb.search.evaluation import Evaluation, Figures, Miss, average, evaluate
from ctkb.search.session import Answer, DamagedIndex, FoundPage, SearchSession
from ctkb.search.tables import IndexedPage, QueryTable, name_language, read_table

_ANCHOR = re.compile(r'<(?:h[1-6]|dt)\b[^>]*\sid="([^"]*)"')
_WIDE = 200
"""Signs of a title or a query that are printed."""


class _Folder:
    """A built folder: its sessions and pages by language, each opened once."""

    def __init__(self, site: Path, stack: ExitStack) -> None:
        self.site = site
        self._stack = stack
        self._sessions: dict[LangTag, SearchSession | Problem] = {}
        self._pages: dict[LangTag, list[IndexedPage]] = {}

    def open(self, lang: LangTag, tier: int = 2) -> SearchSession | Problem:
        """Return the session of a language, or what is wrong with its index."""
        if lang not in self._sessions:
            self._sessions[lang] = self._open(lang, tier)
        return self._sessions[lang]

    def _open(self, lang: LangTag, tier: int) -> SearchSession | Problem:
        mend = "Build the folder again with `ctkb build` or `ctkb index`"
        if not self.site.is_dir():
            what = "there is no built folder here"
            return Problem(Place(printable(str(self.site))), "missing-index", what, mend)
        try:
            session = SearchSession(self.site, lang, tier=1 if tier == 1 else 2)
        except DamagedIndex as damage:
            place = Place(printable(str(damage.path)))
            if damage.path.exists():
                return Problem(place, "damaged-index", damage.what, mend)
            what = f"there is no such file, so {lang} cannot be searched"
            return Problem(place, "missing-index", what, mend)
        return self._stack.enter_context(session)

    def list_pages(self, lang: LangTag) -> list[IndexedPage] | Problem:
        """Return the pages that can be found in a language, as the manifest lists them."""
        if lang in self._pages:
            return self._pages[lang]
        path = self.site / FILE_NAME
        mend = "Build the folder again with `ctkb build` or `ctkb index`"
        try:
            manifest = read_manifest(path)
        except (OSError, DamagedManifest) as fault:
            why = fault.strerror if isinstance(fault, OSError) else "; ".join(fault.faults)
            place = Place(printable(str(path)))
            return Problem(place, "damaged-index", f"the manifest cannot be read: {why}", mend)
        self._pages[lang] = [
            IndexedPage(page.address, page.source, _find_anchors(self.site / page.address))
            for page in manifest.pages
            if page.lang == lang and page.kind != PageKind.SEARCH.value
        ]
        return self._pages[lang]


def run(options: argparse.Namespace) -> int:
    """Search or evaluate. Returns 0, 1 with problems of the index or of a table, 2 for a wrong
    use."""
    site: Path = options.site or options.project / "site"
    if bool(options.query) == bool(options.evaluate):
        sys.stderr.write("ctkb: name either words to search for or tables with --evaluate\n")
        return 2
    with ExitStack() as stack:
        folder = _Folder(site, stack)
        if options.evaluate:
            return _evaluate(options, folder)
        return _ask(options, folder)


def _ask(options: argparse.Namespace, folder: _Folder) -> int:
    lang = LangTag(options.lang or ENGLISH)
    session = folder.open(lang, options.tier)
    if isinstance(session, Problem):
        return _fail([session], options.json)
    query = " ".join(word.removeprefix(" ") for word in options.query)
    answer = session.ask(
        query,
        limit=options.limit,
        kinds=options.kind,
        products=options.product,
        regions=options.region,
    )
    if options.json:
        print_json(_answer_as_json(query, lang, options.tier, answer))
    else:
        _print_answer(answer, lang)
    return 0


def _print_answer(answer: Answer, lang: LangTag) -> None:
    write = sys.stdout.write
    for rank, page in enumerate(answer.pages, start=1):
        best = page.sections[0] if page.sections else None
        write(f"{rank:>3}  {page.score:>8.3f}  {quote(_locate(page), _WIDE)}\n")
        language = f" [{page.words}]" if page.words != lang else ""
        write(f"{'':15}{quote(page.title, _WIDE)}{language}\n")
        if best is not None and best.anchor:
            write(f"{'':15}{quote(' › '.join([*best.path, best.heading]), _WIDE)}\n")
        write(f"{'':15}because: {quote(', '.join(page.why), _WIDE)}\n")
    count = f"{answer.total} page" if answer.total == 1 else f"{answer.total} pages"
    write(f"{count}, {len(answer.pages)} shown\n" if answer.total else "no page was found\n")


def _locate(page: FoundPage) -> str:
    anchor = page.sections[0].anchor if page.sections else ""
    return f"{page.address}#{anchor}" if anchor else page.address


def _answer_as_json(query: str, lang: LangTag, tier: int, answer: Answer) -> dict[str, Any]:
    pages = [{"rank": rank, **asdict(page)} for rank, page in enumerate(answer.pages, start=1)]
    return {
        "query": query,
        "lang": lang,
        "tier": tier,
        "total": answer.total,
        "counts": answer.counts,
        "pages": pages,
    }


def _evaluate(options: argparse.Namespace, folder: _Folder) -> int:
    """Read every table, then ask all of them; or ask none and say all that is wrong."""
    tables, problems = _read_tables(options.evaluate, options.lang, folder)
    if count_errors(problems):
        return _fail(problems, options.json)
    done = []
    for table in tables:
        session = folder.open(table.lang)
        assert not isinstance(session, Problem), "tables of such languages are problems"
        done.append(evaluate(table, session))
    if options.json:
        found = {"tables": [_evaluation_as_json(one) for one in done]}
        print_json({**found, "mean": asdict(average(done))})
    else:
        _print_evaluations(done)
    return 0


def _read_tables(
    paths: Iterable[Path], given: str | None, folder: _Folder
) -> tuple[list[QueryTable], list[Problem]]:
    tables: list[QueryTable] = []
    problems: list[Problem] = []
    for path in paths:
        lang = LangTag(given) if given else name_language(path)
        if lang is None:
            what = "the file's name does not say which language its queries are in"
            mend = f"Name it like `fr.tsv`, or add `--lang` with one of {', '.join(TAGS)}"
            problems.append(Problem(Place(printable(str(path))), "unknown-language", what, mend))
            continue
        session, pages = folder.open(lang), folder.list_pages(lang)
        faults = [fault for fault in (session, pages) if isinstance(fault, Problem)]
        problems += faults
        if not faults and not isinstance(pages, Problem):
            table, found = read_table(path, lang, pages)
            tables.append(table)
            problems += found
    return tables, sort_problems(problems)


def _find_anchors(page: Path) -> frozenset[str]:
    try:
        text = page.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return frozenset()
    return frozenset(unescape(anchor) for anchor in _ANCHOR.findall(text))


def _print_evaluations(done: list[Evaluation]) -> None:
    write = sys.stdout.write
    name = max(len(one.table.path) for one in done) + 2
    write(f"{'table':<{name}}queries    S@1    S@5    MRR\n")
    for one in done:
        write(f"{one.table.path:<{name}}{_word(one.figures)}\n")
        for note, figures in one.groups:
            label = f"  {quote(note, name - 4)}" if note else "  (no note)"
            write(f"{label:<{name}}{_word(figures)}\n")
    if len(done) > 1:
        write(f"{'mean':<{name}}{_word(average(done))}\n")
    for one in done:
        for miss in one.misses:
            write(f"{one.table.path}:{miss.row.line}: {_word_miss(miss)}\n")


def _word(figures: Figures) -> str:
    return f"{figures.queries:>7}  {figures.s1:.3f}  {figures.s5:.3f}  {figures.mrr:.3f}"


def _word_miss(miss: Miss) -> str:
    right = " or ".join(str(target) for target in miss.row.targets)
    place = f"stands at {miss.place}" if miss.place else "was not found"
    first = f"{miss.first} ({miss.first_title})" if miss.first else "nothing"
    return quote(f"“{miss.row.query}”: {right} {place}; first stands {first}", 4 * _WIDE)


def _evaluation_as_json(one: Evaluation) -> dict[str, Any]:
    return {
        "path": one.table.path,
        "lang": one.table.lang,
        **asdict(one.figures),
        "groups": {note: asdict(figures) for note, figures in one.groups},
        "misses": [
            {
                "line": miss.row.line,
                "query": miss.row.query,
                "right": [str(target) for target in miss.row.targets],
                "place": miss.place,
                "first": miss.first,
                "first_title": miss.first_title,
            }
            for miss in one.misses
        ],
    }


def _fail(problems: list[Problem], as_json: bool) -> int:
    if as_json:
        print_json({"problems": [problem_as_json(problem) for problem in problems]})
    else:
        print_problems(problems)
    return 1
