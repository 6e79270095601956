"""A searchable folder of any Markdown: read, draw, index, and publish in one step."""

from __future__ import annotations

import hashlib
import multiprocessing
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ctkb.build.foreign_pages import PageFrame, PageLink, draw_list, draw_page, draw_search
from ctkb.build.foreign_source import INDEX, ForeignSource
from ctkb.build.lock import BuildLock
from ctkb.build.publish import complete_publish, publish, require_our_folder
from ctkb.content.foreign import SEARCH_KEY, ForeignPage, read_folder
from ctkb.languages import ENGLISH, LangTag, get_language
from ctkb.manifest import (
    FILE_NAME,
    Manifest,
    ManifestFile,
    ManifestPage,
    ManifestProduct,
    Role,
    write_manifest,
)
from ctkb.markdown.plain import PlainPage
from ctkb.problems import Problem, count_errors, sort_problems
from ctkb.search import SearchPage, make_index_files, read_licences, read_sections
from ctkb.site.addresses import address
from ctkb.site.search_box import make_search_box


@dataclass(frozen=True, slots=True)
class IndexedLanguage:
    """Pages of one language, how many of them are in English for want of it, and the bytes of its
    search files."""

    lang: LangTag
    pages: int
    untranslated: int
    search: int


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What came of it. problems: any error among them means that nothing was published. size: of
    the folder, in bytes. address: of the first page."""

    problems: Sequence[Problem] = ()
    languages: Sequence[IndexedLanguage] = ()
    size: int = 0
    seconds: float = 0.0
    address: str = ""

    @property
    def is_good(self) -> bool:
        """Tell whether the folder was published."""
        return not count_errors(self.problems)


@dataclass(slots=True)
class _Staging:
    """A part of the folder under way: what its manifest will hold, and problems met."""

    folder: Path
    pages: list[ManifestPage] = field(default_factory=list)
    files: list[ManifestFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def write(self, where: str, data: bytes, role: Role | None) -> str:
        """Write a file and return its SHA-256; a role puts it among the files."""
        path = self.folder / where
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        sha = hashlib.sha256(data).hexdigest()
        if role is not None:
            self.files.append(ManifestFile(where, sha, role))
        return sha


def index_folder(
    root: Path,
    out: Path,
    project: Path,
    say: Callable[[str], None],
    jobs: int = 1,
    clock: Callable[[], float] = time.monotonic,
) -> IndexReport:
    """Make the searchable folder ``out`` of the Markdown in ``root``, or leave it as it was.

    project: the folder whose ``overrides/`` holds scripts, styles and interface words. jobs:
    languages at once. What breaks the rules of content is a warning. Raises
    :class:`ctkb.build.publish.NotOurFolder` where out holds something that no build of ours has
    made, OSError where the disk refuses."""
    start = clock()
    out.parent.mkdir(parents=True, exist_ok=True)
    with BuildLock(out.with_name(f".{out.name}.lock"), lambda: say("waiting for another build")):
        complete_publish(out)
        if out.exists() or out.is_symlink():
            require_our_folder(out, may_be_empty=True)
        folder = read_folder(root, say)
        if count_errors(folder.problems):
            return IndexReport(folder.problems)
        say(f"read: {len(folder.pages)} pages in {', '.join(folder.languages)}")
        report = _build(ForeignSource(root, folder, project), out, jobs, say)
    return replace(report, seconds=clock() - start, address=str(out / "index.html"))


def _build(source: ForeignSource, out: Path, jobs: int, say: Callable[[str], None]) -> IndexReport:
    staging = _Staging(out.with_name(f".{out.name}.new"))
    shutil.rmtree(staging.folder, ignore_errors=True)
    staging.folder.mkdir()
    try:
        counts = []
        for count, part in _build_languages(source, staging.folder, jobs):
            counts.append(count)
            staging.pages += part.pages
            staging.files += part.files
            staging.problems += part.problems
            say(f"{count.lang}: {count.pages} pages, {count.search / 1000:.0f} KB of search")
        _write_shared(source, staging)
        write_manifest(_make_manifest(source, staging), staging.folder / FILE_NAME)
        size = sum(path.stat().st_size for path in staging.folder.rglob("*") if path.is_file())
        publish(staging.folder, out)
    finally:
        shutil.rmtree(staging.folder, ignore_errors=True)
    problems = sort_problems([*source.folder.problems, *staging.problems])
    return IndexReport(problems, counts, size)


_Built = tuple[IndexedLanguage, _Staging]
_SHARED: list[tuple[ForeignSource, Path]] = []
"""What forked children find without its being sent to them."""


def _build_languages(source: ForeignSource, folder: Path, jobs: int) -> Iterator[_Built]:
    """Yield what each language gives, in their order, several being made at once."""
    languages = source.folder.languages
    if min(jobs, len(languages)) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from (_build_language(source, lang, folder) for lang in languages)
        return
    _SHARED.append((source, folder))
    try:
        with multiprocessing.get_context("fork").Pool(min(jobs, len(languages))) as pool:
            yield from pool.imap(_build_shared, languages, chunksize=1)
    finally:
        _SHARED.pop()


def _build_shared(lang: LangTag) -> _Built:
    source, folder = _SHARED[-1]
    return _build_language(source, lang, folder)


def _build_language(source: ForeignSource, lang: LangTag, folder: Path) -> _Built:
    """Draw the pages of one language, its search page and its search files."""
    staging = _Staging(folder)
    assets = source.project.assets
    box = make_search_box(source.project, lang)
    frame = PageFrame(
        lang=lang,
        name=source.name,
        strings=source.project.strings[lang],
        templates=source.templates,
        css=assets.css,
        scripts=(assets.scripts["frame"],) if box else (),
        box=box.script if box else "",
    )
    documents = [
        _draw_document(source, frame, one, staging)
        for one in (source.find(key, lang) for key in source.keys_of(lang))
        if one is not None
    ]
    links = [PageLink(page.address, page.title, page.words) for page in documents]
    index = address(INDEX, lang)
    if index not in {page.address for page in documents}:
        staging.write(index, draw_list(frame, index, links), "asset")
    own = source.pages.get((SEARCH_KEY, lang))
    words = source.draw(own, lang) if own else PlainPage("", "")
    html = draw_search(frame, words.title, words.html, links)
    staging.write(address(SEARCH_KEY, lang), html, "search")
    files = make_index_files(lang, documents, source.terms, source.project.search)
    if box:
        files[box.script] = box.data
    for where, data in files.items():
        staging.write(where, data, "search")
    count = IndexedLanguage(
        lang,
        len(documents),
        sum(page.words != lang for page in documents),
        sum(map(len, files.values())),
    )
    return count, staging


def _draw_document(
    source: ForeignSource, frame: PageFrame, one: ForeignPage, staging: _Staging
) -> SearchPage:
    """Write one page; return it as search knows it."""
    page, drawn = one.page, source.draw(one, frame.lang)
    if not drawn.is_whole and page.lang == frame.lang:
        staging.problems.append(source.say_crowded(page))
    where = address(page.key, frame.lang)
    html = draw_page(frame, where, drawn.title, page, drawn.html)
    sha = staging.write(where, html, None)
    staging.pages.append(
        ManifestPage(
            address=where,
            lang=frame.lang,
            words=page.lang,
            title=drawn.title,
            kind=page.kind.value,
            product=page.product,
            region=page.region,
            origin=page.origin.value if one.has_title else "unknown",
            reviews=(),
            source=page.path,
            source_sha256=one.sha256,
            sha256=sha,
        )
    )
    return SearchPage(
        address=where,
        title=drawn.title,
        description=page.description,
        words=page.lang,
        kind=page.kind.value,
        product=page.product,
        region=page.region,
        sections=read_sections(html),
    )


def _write_shared(source: ForeignSource, staging: _Staging) -> None:
    """Write styles, scripts and licences; a way in where there is no English."""
    assets = source.project.assets
    for where in (*assets.css, assets.scripts["frame"]):
        staging.write(where, assets.files[where], "asset")
    licences = assets.files[assets.licences].decode()
    if read_licences() not in licences:
        licences = f"{licences}\n{read_licences()}"
    staging.write(assets.licences, licences.encode(), "asset")
    languages = source.folder.languages
    if ENGLISH not in languages:
        strings = source.project.strings[languages[0]]
        frame = PageFrame(languages[0], source.name, strings, source.templates, assets.css, (), "")
        ways = [PageLink(address(INDEX, tag), get_language(tag).endonym, tag) for tag in languages]
        staging.write("index.html", draw_list(frame, "index.html", ways), "asset")


def _make_manifest(source: ForeignSource, staging: _Staging) -> Manifest:
    """Return the manifest; its edition is named by what the sources hold."""
    return Manifest(
        edition=f"sha256-{_hash_all(page.source_sha256 for page in staging.pages)}",
        site_url="",
        languages=source.folder.languages,
        products=tuple(
            ManifestProduct(p.id, tuple(key.rsplit("/", 1)[1] for key in p.chapters))
            for p in source.project.library.products
        ),
        pages=tuple(staging.pages),
        files=tuple(sorted(staging.files, key=lambda file: file.address)),
    )


def _hash_all(hashes: Iterable[str]) -> str:
    return hashlib.sha256("".join(sorted(set(hashes))).encode()).hexdigest()[:16]
