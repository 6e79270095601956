"""One language a process, forked from one that has imported and read everything.

A shard lies in ``.cache/shards/<lang>-<key>/``: ``site/`` with the language's files and
``shard.json`` with their hashes and what the checks need to know of each page. It is put there by
one rename, so that a killed build leaves no half of one.
"""

from __future__ import annotations

import contextlib
import json
import logging
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from ctkb.build.indexing import IndexCache, draw_index
from ctkb.build.inputs import hash_file
from ctkb.checks import PageFacts, read_html
from ctkb.content.strings import STRINGS_FOLDER, UnfillableWords
from ctkb.languages import LangTag
from ctkb.problems import Place, Problem
from ctkb.site import KnowledgeBasePlugin, PageCache, Project, ShardPlugin


@dataclass(frozen=True, slots=True)
class Shard:
    """One built language. folder: holds its files. files: address -> SHA-256. facts: of every
    page, by address. pages, indexes: names of its files in those caches."""

    lang: str
    folder: Path
    files: Mapping[str, str]
    facts: Mapping[str, PageFacts]
    pages: tuple[str, ...]
    indexes: tuple[str, ...]


def shard_folder(cache: Path, lang: str, key: str) -> Path:
    """Return where a shard is kept."""
    return cache / "shards" / f"{lang}-{key[:32]}"


def load_shard(cache: Path, lang: str, key: str) -> Shard | None:
    """Return a kept shard, or None where there is none or where a byte of it has changed."""
    home = shard_folder(cache, lang, key)
    try:
        record = json.loads((home / "shard.json").read_bytes())
        files: dict[str, str] = record["files"]
        facts = {where: PageFacts.from_json(value) for where, value in record["facts"].items()}
        pages, indexes = tuple(record["pages"]), tuple(record["indexes"])
        intact = all(hash_file(home / "site" / where) == sha for where, sha in files.items())
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Shard(lang, home / "site", files, facts, pages, indexes) if intact else None


def forget_others(cache: Path, kept: Iterable[Shard]) -> None:
    """Remove every shard but the given ones, and every page and index none of them holds."""
    kept = tuple(kept)
    shards = {shard.folder.parent.name for shard in kept}
    files = {name for shard in kept for name in (*shard.pages, *shard.indexes)}
    for path in (cache / "shards").glob("*"):
        if path.name not in shards:
            shutil.rmtree(path, ignore_errors=True)
    for path in (*(cache / "pages").glob("*"), *(cache / "indexes").glob("*")):
        if path.name not in files:
            path.unlink(missing_ok=True)


class ShardBuilder:
    """Draws shards of one project. Made once, before forking, so that children share it all."""

    def __init__(
        self, config: MkDocsConfig, cache: Path, project: Project, built: Sequence[str], shared: str
    ) -> None:
        """shared: key of all that every page reads beside pages."""
        self._cache = cache
        self._shared = shared
        self._pages = PageCache(cache / "pages", shared, built, project.library)
        self._indexes = IndexCache(cache / "indexes", shared)
        self._project = project
        self._built = tuple(built)
        self._config = config
        # Every template is ours, and MkDocs would list the theme's ten thousand icons anew for
        # each language. A template of the theme that is asked for after all is an error, at once.
        theme = Path(str(distribution("mkdocs-material").locate_file("material")))
        dirs = self._config.theme.dirs
        dirs[:] = [folder for folder in dirs if not Path(folder).is_relative_to(theme)]

    def draw(self, lang: str, key: str) -> list[Problem]:
        """Draw one language into its place in the cache; return what MkDocs warned of."""
        home = shard_folder(self._cache, lang, key)
        draft = home.with_name(f"{home.name}.{os.getpid()}.new")
        shutil.rmtree(draft, ignore_errors=True)
        try:
            problems = self._run_mkdocs(lang, draft / "site")
        except UnfillableWords as lack:
            what = f"a page asks for the words `{lack.key}`, which {lack.lack}"
            mend = "Add them, or take the placeholder or the plurals out"
            place = Place(f"{STRINGS_FOLDER}/{lack.lang}.json")
            problems = [Problem(place, "unfillable-words", what, mend)]
        if problems:
            shutil.rmtree(draft, ignore_errors=True)
            return problems
        library, scripts = self._project.library, self._project.search
        draw_index(draft / "site", LangTag(lang), library, scripts, self._indexes)
        known = self._read_known_facts(lang)
        files, facts = {}, {}
        for path in sorted((draft / "site").rglob("*")):
            if path.is_file():
                where = path.relative_to(draft / "site").as_posix()
                files[where] = sha = hash_file(path)
                if path.suffix == ".html":
                    facts[where] = known.get(sha) or read_html(path.read_bytes()).to_json()
        record = {
            "files": files,
            "facts": facts,
            "pages": sorted(set(self._pages.used)),
            "indexes": sorted(set(self._indexes.used)),
            "shared": self._shared,
        }
        (draft / "shard.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        shutil.rmtree(home, ignore_errors=True)
        draft.rename(home)
        return []

    def _read_known_facts(self, lang: str) -> dict[str, Any]:
        """Return facts of pages by the page's SHA-256, from older shards of the same code."""
        known: dict[str, Any] = {}
        for path in (self._cache / "shards").glob(f"{lang}-*/shard.json"):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                record = json.loads(path.read_bytes())
                if record["shared"] == self._shared:
                    known |= {record["files"][w]: fact for w, fact in record["facts"].items()}
        return known

    def _run_mkdocs(self, lang: str, folder: Path) -> list[Problem]:
        config = self._config
        config.site_dir = str(folder)
        for plugin in config.plugins.values():
            if isinstance(plugin, ShardPlugin):
                plugin.shard = lang
            if isinstance(plugin, KnowledgeBasePlugin):
                plugin.project = self._project
                plugin.built = self._built
                plugin.pages = self._pages
                plugin.bytecode = jinja2.FileSystemBytecodeCache(str(_made(self._cache / "jinja")))
        collected = _Collector()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(collected)
        logger.propagate = False
        try:
            mkdocs_build(config)
        except Abort as stop:
            collected.messages.append(str(stop))
        finally:
            logger.removeHandler(collected)
        return [
            Problem(Place("mkdocs.yml"), "mkdocs", f"{lang}: {_line(text)}", "Mend what it names")
            for text in collected.messages
        ]


def read_config(root: Path) -> tuple[MkDocsConfig | None, list[Problem]]:
    """Read ``mkdocs.yml``; return None and what is wrong with it where it cannot be used."""
    collected = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collected)
    logger.propagate = False
    place = Place("mkdocs.yml")
    try:
        config = load_config(str(root / "mkdocs.yml"))
        if config.extra.get("edition"):
            return config, []
        mend = "Write `edition: '2026.11'`, or what it is called, under `extra:`"
        return None, [Problem(place, "missing-edition", "the edition has no name", mend)]
    except (Abort, ConfigurationError) as fault:
        said = collected.messages or [str(fault)]
    finally:
        logger.removeHandler(collected)
    return None, [Problem(place, "configuration", _line(text), "Mend that key") for text in said]


class _Collector(logging.Handler):
    """Keeps warnings and errors of MkDocs and its plugins: a build with one is not published."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _made(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def draw_shards(
    builder: ShardBuilder,
    keys: Mapping[str, str],
    jobs: int,
    report: Callable[[str], None],
) -> list[Problem]:
    """Draw several languages, at most ``jobs`` at once. keys: language -> key of its shard.

    A child does one language and ends, so that nothing waits for a parent that was killed; the
    lock it inherits keeps the next build from starting before it has ended."""
    problems: list[Problem] = []
    if jobs == 1 or "fork" not in multiprocessing.get_all_start_methods() or len(keys) == 1:
        for lang, key in keys.items():
            problems += builder.draw(lang, key)
            report(lang)
        return problems
    context = multiprocessing.get_context("fork")
    waiting = list(keys.items())
    running: dict[Connection, tuple[str, BaseProcess]] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            lang, key = waiting.pop(0)
            ours, theirs = context.Pipe(duplex=False)
            process: BaseProcess = context.Process(
                target=_child, args=(builder, lang, key, ours, theirs), daemon=True
            )
            process.start()
            theirs.close()
            running[ours] = (lang, process)
        for ready in wait(list(running)):
            assert isinstance(ready, Connection)
            lang, process = running.pop(ready)
            try:
                problems += ready.recv()
            except EOFError as error:
                raise RuntimeError(f"the process building {lang} ended early") from error
            finally:
                process.join()
                ready.close()
            report(lang)
    return problems


def _child(
    builder: ShardBuilder, lang: str, key: str, theirs: Connection, result: Connection
) -> None:
    theirs.close()  # see reading.py
    result.send(builder.draw(lang, key))
    result.close()
