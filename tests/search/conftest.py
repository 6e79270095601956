"""Engines to ask: the published scripts, run in V8 from folders made for a test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ctkb.languages import LangTag
from ctkb.search import (
    SearchPage,
    SearchScripts,
    SearchSection,
    SearchTerm,
    make_index_files,
    read_scripts,
)
from ctkb.search.session import SearchSession

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def scripts() -> SearchScripts:
    return read_scripts(ROOT / "overrides")


def make_page(
    name: str,
    title: str,
    text: str = "",
    *,
    words: str = "en",
    sections: Sequence[tuple[str, str]] = (),
) -> SearchPage:
    """Return a page whose sections are given as heading and text."""
    parts = [SearchSection("", title, 1, text)]
    parts += [SearchSection(f"s{n}", head, 2, body) for n, (head, body) in enumerate(sections)]
    return SearchPage(
        address=name,
        title=title,
        description="",
        words=LangTag(words),
        kind="page",
        product=None,
        region=None,
        sections=tuple(parts),
    )


Ask = Callable[..., list[str]]


@pytest.fixture
def ask(tmp_path: Path, scripts: SearchScripts) -> Ask:
    """Return a function that indexes texts (address -> words of a page) and answers a question
    with addresses, best first."""

    def run(
        lang: str, texts: dict[str, str], query: str, forms: Sequence[tuple[str, ...]] = ()
    ) -> list[str]:
        pages = [make_page(name, f"{name} 7", text, words=lang) for name, text in texts.items()]
        terms = {LangTag(lang): [SearchTerm(str(n), form) for n, form in enumerate(forms)]}
        return ask_pages(tmp_path, scripts, lang, pages, query, terms)

    return run


def ask_pages(
    folder: Path,
    scripts: SearchScripts,
    lang: str,
    pages: Sequence[SearchPage],
    query: str,
    terms: dict[LangTag, list[SearchTerm]] | None = None,
) -> list[str]:
    """Index pages in a folder, ask, and return the ends of addresses, best first."""
    for where, data in make_index_files(LangTag(lang), pages, terms or {}, scripts).items():
        target = folder / where
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    with SearchSession(folder, LangTag(lang)) as session:
        return [page.address.rpartition("/")[2] for page in session.ask(query).pages]
