"""The search index of one language, from its drawn pages."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ctkb.build.inputs import hash_json
from ctkb.content import Library
from ctkb.content.model import PageKind, TermForm
from ctkb.languages import ENGLISH, TAGS, LangTag
from ctkb.search import SearchPage, SearchScripts, SearchTerm, make_index_files, read_sections
from ctkb.site import address
from ctkb.translation import find_route

_NOT_SEARCHED = {PageKind.SEARCH}


class IndexCache:
    """Indexes and scripts in a folder, one JSON file each, so that pages without a translation are
    indexed once and not in every language, and scripts made small once.

    shared: key of the code. used: names of the files that belong to the build at hand."""

    def __init__(self, folder: Path, shared: str) -> None:
        self._folder = folder
        self._shared = shared
        self.used: list[str] = []

    def keep(self, name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return what is kept under a name, made now where it is not there or cannot be read."""
        path = self._folder / f"{hash_json([self._shared, name])[:40]}.json"
        self.used.append(path.name)
        with contextlib.suppress(OSError, ValueError):
            found: dict[str, Any] = json.loads(path.read_bytes())
            return found
        made = make()
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.new")
        draft.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)
        return made


def draw_index(
    site: Path, lang: LangTag, library: Library, scripts: SearchScripts, cache: IndexCache
) -> None:
    """Write the search files of a language beside its drawn pages. site: folder of its shard."""
    pages = []
    for key in library.order:
        page = find_route(library, key, lang).page
        if page.kind in _NOT_SEARCHED:
            continue
        where = address(key, lang)
        pages.append(
            SearchPage(
                address=where,
                title=page.title,
                description=page.description,
                words=page.lang,
                kind=page.kind.value,
                product=page.product,
                region=page.region,
                sections=read_sections((site / where).read_bytes()),
            )
        )
    # Pages without a translation are found by their own words and by the glossary's: what readers
    # load before the first result has a budget.
    terms = {tag: tuple(list_terms(library, tag, whole=tag == lang)) for tag in TAGS}
    for where, data in make_index_files(lang, pages, terms, scripts, cache.keep).items():
        target = site / where
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def list_terms(library: Library, lang: LangTag, *, whole: bool = True) -> Iterable[SearchTerm]:
    """Yield what a language has more than one word for: terms and, if whole, names and synonyms."""
    every: dict[str, Mapping[LangTag, TermForm]] = {}
    every |= {id_: term.forms for id_, term in library.terms.items()}
    if whole:
        every |= {id_: name.forms for id_, name in library.names.items()}
    for id_, by_lang in every.items():
        form = by_lang.get(lang)
        forms = _list_forms(form) if form else ()
        # Officials of every language also use the English abbreviations.
        abbreviation = by_lang[ENGLISH].abbr if ENGLISH in by_lang else None
        if forms and abbreviation and abbreviation not in forms:
            forms = (*forms, abbreviation)
        if len(forms) > 1:
            yield SearchTerm(id_, forms)
    for same in library.synonyms.values() if whole else ():
        if same.lang == lang:
            yield SearchTerm(same.id, same.words)


def _list_forms(form: TermForm) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (form.term, form.abbr, *form.alt))))
