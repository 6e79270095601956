"""Our search beside that of plain Material for MkDocs: the same words, the same run.

    python -m tests.bench.search_against_material [--site site] [--questions 20] [--lang fr ru]

For each language the words of the finished site's pages that are in that language, as our own
index reads them, are written as plain Markdown and built once with the stock theme: its search
plugin for that language, no other. Both sides are served from 127.0.0.1 to headless Chromium.

Bytes are gzip bytes of the files that a fresh tab asks the server for. Of Material: the script of
the search worker, the stemmers it loads and ``search_index.json``; not its page bundle, without
which there is no search either. Of ours: all below ``search/``: the box, both tiers, excerpts. The
first results are those that come while our full texts and excerpts are held back by the server,
which shows that these are not needed for them; "to all texts" counts these, too.

S@1 and S@5 are shares of questions with a right page first, or among the first five: the first
questions of ``tests/search/<lang>.tsv`` that a page in the language answers, else headings with a
letter left out. Whatever section a table names, the page counts. Ours are put to ``SearchSession``,
which runs the browser's script, all else being as published: pages that are English in this
language, and glossary terms, are in it. Material's are typed into its box and read from its list.

Times are taken inside the pages, everything loaded: from the event a box listens to (ours
``input``, Material's ``keyup``) to results in its list, in turn, so that a slow moment of the
machine meets both; only their ratio means something. Exit status 1 if ours is worse in S@1 or in
bytes to first results in any language, 2 if there is nothing to measure. This is no test.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import importlib.util
import re
import statistics
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, TimeoutError, sync_playwright
from playwright.sync_api import Page as Tab

from ctkb.languages import TAGS, LangTag, address_prefix
from ctkb.manifest import FILE_NAME, ManifestPage, read_manifest
from ctkb.search import SearchSection, read_sections
from ctkb.search.session import SearchSession
from ctkb.search.tables import IndexedPage, read_table
from tests.bench.plain_material import build_material, shorten
from tests.conftest import find_chromium
from tests.e2e.visits import POLICY

TABLES = Path(__file__).parents[1] / "search"
ANSWER_MS = 4000
"""A box that shows nothing for so long has found nothing."""

# Notes when the list at the selector changes after the event, once for each question.
WATCH = """([list, event]) => {
  window.kbStart = 0;
  window.kbTook = -1;
  document.addEventListener(event, () => {
    window.kbStart = performance.now();
    window.kbTook = -1;
  }, true);
  new MutationObserver(() => {
    if (window.kbTook < 0 && document.querySelector(`${list} a[href]`)) {
      window.kbTook = performance.now() - window.kbStart;
    }
  }).observe(document, {childList: true, subtree: true});
}"""
IS_EMPTY = "list => !document.querySelector(`${list} a[href]`)"
READ_ITEMS = """list => [...document.querySelectorAll(`${list} > li`)].map((item) => {
  const link = item.querySelector("a[href]");
  return link ? new URL(link.href).pathname : "";
})"""


@dataclass(frozen=True)
class Side:
    """One of the two. field, results: selectors of its box and of its list. event: what it listens
    to. files: addresses of its search files. later: those of them held back at first, if any."""

    name: str
    field: str
    results: str
    event: str
    files: re.Pattern[str]
    later: re.Pattern[str] | None = None


OURS = Side(
    "ours",
    ".kb-search input",
    ".kb-search__results ol",
    "input",
    re.compile(r"^search/.*\.js$"),
    re.compile(r"^search/[a-z]+/(full\.|t\d+\.js$)"),
)
MATERIAL = Side(
    "Material",
    "[data-md-component=search-query]",
    ".md-search-result__list",
    "keyup",
    re.compile(r"^(search/|assets/javascripts/(workers|lunr)/)"),
)


@dataclass(frozen=True)
class Question:
    """query: what is typed. right: addresses, below the language, of pages that answer it."""

    query: str
    right: frozenset[str]


@dataclass(frozen=True)
class Figures:
    """What one side has shown. The first three are gzip bytes, s1 and s5 shares of the questions,
    ms the median of the times."""

    untouched: int
    first: int
    whole: int
    s1: float
    s5: float
    ms: float


class _Server:
    """A folder served from this machine. asked: the files that were sent for, in turn."""

    def __init__(self, folder: Path, later: re.Pattern[str] | None, policy: str) -> None:
        self.folder, self._later, self._policy = folder, later, policy
        self.asked: list[str] = []
        self.released = threading.Event()
        server = self

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                where = unquote(urlsplit(self.path).path).lstrip("/")
                if server._later and server._later.search(where):
                    server.released.wait(60)
                server.asked.append(where)
                super().do_GET()

            def end_headers(self) -> None:
                if server._policy:
                    self.send_header("Content-Security-Policy", server._policy)
                super().end_headers()

            def log_message(self, format: str, *args: object) -> None:
                del format, args

        self.handler = functools.partial(Handler, directory=str(folder))

    @contextmanager
    def running(self) -> Iterator[str]:
        with ThreadingHTTPServer(("127.0.0.1", 0), self.handler) as listener:
            threading.Thread(target=listener.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{listener.server_port}/"
            self.released.set()
            listener.shutdown()

    def weigh(self, files: re.Pattern[str]) -> int:
        """Return the gzip bytes of the files asked for so far, each counted once."""
        paths = [self.folder / where for where in set(self.asked) if files.search(where)]
        return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths if path.is_file())


class _Box:
    """A side's search box in a tab of its own, the watch running."""

    def __init__(self, side: Side, browser: Browser, address: str) -> None:
        self.side = side
        self.tab: Tab = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        self.tab.goto(address)
        self._settle()
        self.tab.evaluate(WATCH, [side.results, side.event])

    def _settle(self) -> None:
        self.tab.wait_for_load_state("networkidle")
        self.tab.wait_for_timeout(1500)

    def weigh(self, server: _Server, query: str) -> tuple[int, int, int]:
        """Touch the box, type, and return what was fetched before, to first results, and in all."""
        untouched = server.weigh(self.side.files)
        self.tab.keyboard.press("/")
        self.tab.wait_for_selector(self.side.field, state="visible", timeout=20_000)
        if self.type(query, 20_000) is None:
            raise SystemExit(f"{self.side.name}: no result for the title {query!r}")
        first = server.weigh(self.side.files)
        server.released.set()
        self._settle()
        return untouched, first, server.weigh(self.side.files)

    def type(self, query: str, patience: int = ANSWER_MS) -> float | None:
        """Put a question into the empty field, and return ms until results, None without any."""
        self.tab.fill(self.side.field, "")
        self.tab.keyboard.press("End")
        self.tab.wait_for_function(IS_EMPTY, arg=self.side.results, timeout=20_000)
        self.tab.keyboard.insert_text(query)
        self.tab.keyboard.press("End")
        try:
            self.tab.wait_for_function("() => window.kbTook >= 0", timeout=patience)
        except TimeoutError:
            return None
        return float(self.tab.evaluate("() => window.kbTook"))

    def list_found(self) -> list[str]:
        """Return the addresses of the pages listed, the best first."""
        found: list[str] = self.tab.evaluate(READ_ITEMS, self.side.results)
        return [unquote(address).lstrip("/") for address in found]


def _read_pages(site: Path, lang: LangTag) -> dict[ManifestPage, tuple[SearchSection, ...]]:
    """Return the pages of an index whose words are in its language, with what it knows of them."""
    return {
        page: read_sections((site / page.address).read_bytes())
        for page in read_manifest(site / FILE_NAME).pages
        if page.lang == lang and page.words == lang and page.kind != "search"
    }


def _read_questions(
    site: Path,
    lang: LangTag,
    pages: Mapping[ManifestPage, Sequence[SearchSection]],
    count: int,
) -> tuple[list[Question], str]:
    """Return the questions of a language and where they are from."""
    path = TABLES / f"{lang}.tsv"
    if not path.exists():
        return _make_questions(pages, count), "headings with a letter left out"
    indexed = []
    for page in read_manifest(site / FILE_NAME).pages:
        if page.lang == lang and page.kind != "search":
            sections = pages.get(page) or read_sections((site / page.address).read_bytes())
            anchors = frozenset(section.anchor for section in sections)
            indexed.append(IndexedPage(page.address, page.source, anchors))
    table, problems = read_table(path, lang, indexed)
    for problem in problems:
        print(f"left out: {problem.place} {problem.what}")
    here = {page.address: shorten(page) for page in pages}
    found = []
    for row in table.rows:
        right = frozenset(here[to.address] for to in row.targets if to.address in here)
        if right:
            found.append(Question(row.query, right))
    return found[:count], f"{path.name}, {len(found)} of {len(table.rows)} usable"


def _make_questions(
    pages: Mapping[ManifestPage, Sequence[SearchSection]], count: int
) -> list[Question]:
    """Return headings that stand once, from all over the pages, a letter of the longest word
    left out."""
    places: dict[str, list[str]] = {}
    for page, sections in pages.items():
        for section in sections:
            if len(section.heading) >= (4 if page.lang == "zh" else 10):
                places.setdefault(section.heading, []).append(shorten(page))
    once = [(heading, where[0]) for heading, where in places.items() if len(where) == 1]
    questions = []
    for heading, where in once[:: max(1, len(once) // max(1, count))][:count]:
        word = max(heading.split(), key=len)
        middle = len(word) // 2
        query = heading.replace(word, word[:middle] + word[middle + 1 :], 1)
        questions.append(Question(query, frozenset((where,))))
    return questions


def _share(questions: Sequence[Question], found: Sequence[Sequence[str]], depth: int) -> float:
    """Return the share of questions with a right page among so many of what was found."""
    hits = [
        bool(question.right.intersection(pages[:depth]))
        for question, pages in zip(questions, found, strict=True)
    ]
    return sum(hits) / len(hits)


def _ask_session(site: Path, lang: LangTag, questions: Sequence[Question]) -> list[list[str]]:
    prefix = address_prefix(lang)
    with SearchSession(site, lang) as session:
        answers = [session.ask(question.query, limit=5).pages for question in questions]
    return [[page.address.removeprefix(prefix) for page in pages] for pages in answers]


def measure(
    browser: Browser,
    site: Path,
    plain: Path,
    pages: Iterable[ManifestPage],
    questions: Sequence[Question],
) -> tuple[Figures, Figures, int]:
    """Return the figures of our site and of the plain one, and how many questions both boxes
    showed results for, whose times count. Bytes are weighed with the title of a page asked for."""
    start = min(pages, key=shorten)
    servers = (_Server(site, OURS.later, POLICY), _Server(plain, None, ""))
    with servers[0].running() as ours_at, servers[1].running() as plain_at:
        ours = _Box(OURS, browser, f"{ours_at}{start.address}")
        theirs = _Box(MATERIAL, browser, plain_at + shorten(start))
        weights = [ours.weigh(servers[0], start.title), theirs.weigh(servers[1], start.title)]
        times: list[tuple[float, float]] = []
        read: list[list[str]] = []
        for question in questions:
            first, second = ours.type(question.query), theirs.type(question.query)
            read.append([] if second is None else theirs.list_found())
            if first is not None and second is not None:
                times.append((first, second))
        for box in (ours, theirs):
            box.tab.context.close()
    figures = []
    for number, found in enumerate((_ask_session(site, start.lang, questions), read)):
        ms = statistics.median(pair[number] for pair in times) if times else float("nan")
        shares = _share(questions, found, 1), _share(questions, found, 5)
        figures.append(Figures(*weights[number], *shares, ms))
    return figures[0], figures[1], len(times)


def _print_language(lang: LangTag, ours: Figures, theirs: Figures) -> None:
    def row(what: str, first: float, second: float, digits: int) -> None:
        ratio = f"{first / second:.2f}" if second else "-"
        values = f"{first:>9.{digits}f}{second:>11.{digits}f}"
        print(f"{lang}  {what:<34}{values}{ratio:>8}", flush=True)

    row("KB before search is touched", ours.untouched / 1024, theirs.untouched / 1024, 1)
    row("KB to first results", ours.first / 1024, theirs.first / 1024, 1)
    row("KB to all texts", ours.whole / 1024, theirs.whole / 1024, 1)
    row("S@1", ours.s1, theirs.s1, 2)
    row("S@5", ours.s5, theirs.s5, 2)
    row("ms from question to results", ours.ms, theirs.ms, 1)


def _compare(
    browser: Browser, site: Path, folder: Path, lang: LangTag, count: int
) -> list[str] | None:
    """Measure and print a language. Returns what is worse in it, None without a question."""
    pages = _read_pages(site, lang)
    questions, source = _read_questions(site, lang, pages, count)
    if not questions:
        print(f"{lang}: no page in the language, or no question")
        return None
    plain = build_material(folder, lang, pages)
    ours, theirs, timed = measure(browser, site, plain, pages, questions)
    print(f"{lang}: {len(pages)} pages; {len(questions)} questions ({source}), {timed} timed")
    _print_language(lang, ours, theirs)
    worse = [f"{lang}: S@1"] if ours.s1 < theirs.s1 else []
    return worse + ([f"{lang}: bytes to first results"] if ours.first > theirs.first else [])


def main() -> int:
    """Compare every language asked for and tell whether ours is worse in any."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--lang", nargs="+", choices=TAGS, default=TAGS)
    options = parser.parse_args()
    if not (options.site / FILE_NAME).is_file():
        print(f"{options.site} is no built site. Build it with `ctkb build`, or name it: --site")
        return 2
    worse: list[str] = []
    compared = 0
    has_jieba = importlib.util.find_spec("jieba") is not None
    print(f"Material cuts Chinese {'with' if has_jieba else 'without'} jieba, its optional part")
    print(f"{'':38}{'ours':>9}{'Material':>11}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        for lang in options.lang:
            folder = Path(name) / lang
            found = _compare(browser, options.site, folder, LangTag(lang), options.questions)
            compared += found is not None
            worse += found or []
        browser.close()
    for one in worse:
        print(f"WORSE than Material: {one}")
    if not compared:
        return 2
    return 1 if worse else 0


if __name__ == "__main__":
    raise SystemExit(main())
