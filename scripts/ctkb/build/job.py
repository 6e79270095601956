"""The whole build: read, check, draw, assemble, check again, publish; or publish nothing."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ctkb.build.inputs import Inputs, hash_file, hash_json, read_inputs
from ctkb.build.lock import BuildLock
from ctkb.build.publish import complete_publish, publish, require_our_folder, write_whole
from ctkb.build.reading import Reading
from ctkb.languages import ENGLISH, TAGS
from ctkb.manifest import FILE_NAME, Manifest
from ctkb.problems import Problem, count_errors, sort_problems

CACHE = ".cache"
FIRST_VIEW_BUDGET = 64 * 1024
"""Bytes, compressed, of the heaviest page with all it loads; product pages have a tighter one in
the tests. Reference pages with long lists come near it."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build. root: the folder with ``mkdocs.yml``. languages: all six by default; English
    is always among them, since every translation leads to it. jobs: processes at once."""

    root: Path
    out: Path
    languages: tuple[str, ...] = TAGS
    jobs: int = 0


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """Pages of one language, and how many of them are shown in English for want of it."""

    lang: str
    pages: int
    untranslated: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What came of a build. problems: any error among them means that nothing was published.
    drawn: languages drawn anew; the others were reused. size: of the folder, in bytes."""

    problems: Sequence[Problem] = ()
    languages: Sequence[LanguageCount] = ()
    drawn: Sequence[str] = ()
    size: int = 0
    seconds: float = 0.0
    address: str = ""

    @property
    def is_good(self) -> bool:
        """Tell whether the folder was published, or was already right."""
        return not count_errors(self.problems)


def _say_nothing(text: str) -> None:
    del text


def build_site(
    options: BuildOptions,
    say: Callable[[str], None] = _say_nothing,
    clock: Callable[[], float] = time.monotonic,
) -> BuildReport:
    """Build a site, or say what is wrong with its content.

    say: gets a line of progress now and then. Raises :class:`ctkb.build.publish.NotOurFolder`
    where ``options.out`` holds something that no build of ours has made."""
    start = clock()
    cache = options.root / CACHE
    cache.mkdir(exist_ok=True)
    built = tuple(tag for tag in TAGS if tag in options.languages or tag == ENGLISH)
    with BuildLock(cache / "build.lock", lambda: say("waiting for another build to end")):
        complete_publish(options.out)
        if os.path.lexists(options.out):
            require_our_folder(options.out, may_be_empty=True)  # said before the work is done
        inputs = read_inputs(options.root)
        found = _already_published(options, cache, inputs.whole_key(built))
        if found is None:
            found = _build(options, cache, inputs, built, say)
    return BuildReport(
        problems=found.problems,
        languages=found.languages,
        drawn=found.drawn,
        size=found.size,
        seconds=clock() - start,
        address=str(options.out / "index.html"),
    )


def _record_path(cache: Path, out: Path) -> Path:
    return cache / "published" / f"{hash_json(str(out.resolve()))[:16]}.json"


def _already_published(options: BuildOptions, cache: Path, key: str) -> BuildReport | None:
    """Return the last report where inputs and published bytes are both unchanged."""
    try:
        record = json.loads(_record_path(cache, options.out).read_bytes())
        if record["key"] != key:
            return None
        manifest = options.out / FILE_NAME
        if hash_file(manifest) != record["manifest"]:
            return None
        listed = json.loads(manifest.read_bytes())
        for entry in [*listed["pages"], *listed["files"]]:
            if hash_file(options.out / entry["address"]) != entry["sha256"]:
                return None
        counts = [LanguageCount(**count) for count in record["languages"]]
        return BuildReport(languages=counts, size=record["size"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _build(
    options: BuildOptions,
    cache: Path,
    inputs: Inputs,
    built: tuple[str, ...],
    say: Callable[[str], None],
) -> BuildReport:
    jobs = options.jobs or _count_processors()
    with Reading(options.root, jobs) as reading:
        from ctkb.build import drawing

        config, faults = drawing.read_config(options.root)
        if config is None:
            return BuildReport(problems=faults)
        drawn = drawing.draw_languages(
            options.root, config, cache, inputs, built, reading, jobs, say
        )
    if count_errors(drawn.problems):
        return BuildReport(problems=drawn.problems)

    staging = options.out.parent / f".{options.out.name}.new"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        manifest = drawn.assemble(staging, inputs.files)
        say(f"assembled: {len(manifest.pages)} pages, {len(manifest.files)} other files")
        problems = sort_problems([*drawn.problems, *drawn.check(staging, FIRST_VIEW_BUDGET)])
        if count_errors(problems):
            return BuildReport(problems=problems)
        size = sum(path.stat().st_size for path in staging.rglob("*") if path.is_file())
        manifest_sha = hash_file(staging / FILE_NAME)
        publish(staging, options.out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    drawn.forget_others(cache)
    counts = [_count_pages(manifest, lang) for lang in built]
    record = {
        "key": inputs.whole_key(built),
        "manifest": manifest_sha,
        "size": size,
        "languages": [asdict(count) for count in counts],
    }
    path = _record_path(cache, options.out)
    path.parent.mkdir(exist_ok=True)
    write_whole(path, json.dumps(record).encode())
    return BuildReport(problems=problems, languages=counts, drawn=drawn.anew, size=size)


def _count_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _count_pages(manifest: Manifest, lang: str) -> LanguageCount:
    mine = [page for page in manifest.pages if page.lang == lang]
    return LanguageCount(lang, len(mine), sum(1 for page in mine if page.words != lang))
