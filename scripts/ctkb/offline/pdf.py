"""PDF: each handbook and the whole, tagged for readers who cannot see. Only user of WeasyPrint.

The pages' styles and lines are made in ``paper``; here they are set, numbered, tagged (PDF/UA-1)
and written, the same bytes for the same input: no clock, a fixed identifier, the edition's date.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ctkb.languages import LangTag, get_language
from ctkb.offline.books import EVERYTHING, list_books, make_book
from ctkb.offline.folder import SiteFolder, reopen_folder
from ctkb.offline.paper import FONTS, Paper, make_paper
from ctkb.offline.tasks import STEM, Task, edition_date, make_key

FORMAT = "pdf"
_GUESSED = re.compile(r'id="(slide-\d+)" data-size="(\d+)"')


def list_tasks(folder: SiteFolder, languages: tuple[LangTag, ...]) -> list[Task]:
    """Return a task for each handbook and for everything, in each language."""
    edition = folder.manifest.edition
    tasks = []
    for lang in languages:
        for book_id in list_books(folder):
            stem = STEM if book_id == EVERYTHING else book_id
            tasks.append(
                Task(
                    path=f"{lang}/{stem}-{lang}-{edition}.pdf",
                    format=FORMAT,
                    key=make_key(folder.digest, book_id, lang, *list_versions()),
                    make=partial(write_book, folder.root, book_id, lang),
                    weight=_weigh(folder, book_id),
                )
            )
    return tasks


def find_missing() -> list[str]:
    """Return what has to be installed before PDF can be made, one line each."""
    missing: list[str] = []
    if find_spec("weasyprint") is None or find_spec("uharfbuzz") is None:
        missing.append("pip install 'ctkb[offline]'")
    else:
        try:
            import weasyprint  # noqa: F401
        except OSError:
            missing.append("apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
    if shutil.which("fc-list") is None:
        missing.append("apt-get install fontconfig")
    elif set(FONTS) - {family for family, _ in _list_fonts()}:
        missing.append("apt-get install fonts-noto-core fonts-noto-mono fonts-noto-cjk")
    return missing


@cache
def list_versions() -> tuple[str, ...]:
    """Return what the bytes depend on beside the site: versions of the engine and of the fonts."""
    if find_missing():
        return ()
    from importlib.metadata import version

    names = ("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "pyphen", "uharfbuzz")
    return (
        *(f"{name} {version(name)}" for name in names),
        *(f"{family} {number}" for family, number in _list_fonts()),
    )


def write_book(root: Path, book_id: str, lang: LangTag, path: Path) -> None:
    """Write the PDF of one book. root: of the finished site."""
    folder = reopen_folder(root)
    book = make_book(folder, book_id, lang)
    with without_collector():
        path.write_bytes(print_paper(make_paper(book), book.edition))


@contextmanager
def without_collector() -> Iterator[None]:
    """Leave out Python's search for unused circles of objects while pages are set: there are
    millions of objects, all in use, and the search takes a sixth of the time. The largest book
    needs 650 MB."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def print_paper(paper: Paper, edition: str) -> bytes:
    """Set a document on pages and return the PDF."""
    return _write(paper, edition, _render(paper))


def print_fitting(paper: Paper, edition: str, sizes: Sequence[float], pages: int) -> bytes:
    """Set a document in the largest size in which it fits on so many pages, else in the smallest.

    sizes: of the body's words, in points, the largest first."""
    return _write(paper, edition, _fit(paper, sizes, pages)[1])


def find_fitting(paper: Paper, sizes: Sequence[float], pages: int) -> float | None:
    """Return the largest of the sizes in which a document fits on so many pages, or None."""
    size, document = _fit(paper, sizes, pages)
    return size if len(document.pages) <= pages else None


def _fit(paper: Paper, sizes: Sequence[float], pages: int) -> tuple[float, Any]:
    for size in sizes:
        document = _render(_resize(paper, f"body {{ font-size: {size}pt }}"))
        if len(document.pages) <= pages:
            break
    return size, document


def print_slides(paper: Paper, edition: str, sizes: Sequence[float]) -> bytes:
    """Set slides, each on one page if a size is small enough.

    A slide is ``#slide-0`` and so on; its ``data-size`` says which of the sizes to try first."""
    chosen: dict[str, int] = {}
    guessed = {name: int(size) for name, size in _GUESSED.findall(paper.html)}
    while True:
        rules = " ".join(f"#{name} {{ font-size: {sizes[n]}pt }}" for name, n in chosen.items())
        document = _render(_resize(paper, rules))
        found = [
            (number, name)
            for number, page in enumerate(document.pages)
            for name in page.anchors
            if name.startswith("slide-")
        ]
        starts = sorted({name: number for number, name in reversed(found)}.items(), key=_second)
        ends = [number for _, number in starts[1:]] + [len(document.pages)]
        long = [name for (name, start), end in zip(starts, ends, strict=True) if end - start > 1]
        smaller = {name: chosen.get(name, guessed.get(name, len(sizes))) + 1 for name in long}
        smaller = {name: n for name, n in smaller.items() if n < len(sizes)}
        if not smaller:
            return _write(paper, edition, document)
        chosen |= smaller


def _second(pair: tuple[str, int]) -> int:
    return pair[1]


def _resize(paper: Paper, css: str) -> Paper:
    return replace(paper, css=(*paper.css, css))


def _render(paper: Paper) -> Any:
    import weasyprint

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    fonts = _font_configuration()
    return weasyprint.HTML(string=paper.html, url_fetcher=_refuse).render(
        font_config=fonts,
        stylesheets=[weasyprint.CSS(string=css, font_config=fonts) for css in paper.css],
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
    )


def _write(paper: Paper, edition: str, document: Any) -> bytes:
    date = edition_date(edition).strftime("%Y-%m-%dT%H:%M:%SZ")
    document.metadata.created = document.metadata.modified = date
    source = "\n".join((paper.html, *paper.css))
    data: bytes = document.write_pdf(
        finisher=partial(_finish, paper),
        pdf_identifier=hashlib.sha256(source.encode()).digest()[:16],
        pdf_variant="pdf/ua-1",
    )
    return data


def _finish(paper: Paper, document: Any, pdf: Any) -> None:
    from ctkb.offline.embedding import shrink_fonts
    from ctkb.offline.tags import mend_tags

    mend_tags(pdf, paper.titles)
    shrink_fonts(pdf, document.fonts.values())
    if get_language(paper.lang).direction == "rtl":
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"


def _refuse(url: str, *_: object, **__: object) -> Any:
    raise ValueError(f"nothing is loaded while a book is printed: {url}")


@cache
def _font_configuration() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _list_fonts() -> tuple[tuple[str, str], ...]:
    """Return family and version of the fonts that we name, as fontconfig knows them."""
    found = set()
    command = ["fc-list", "--format", "%{family[0]}\t%{fontversion}\n", ":"]
    for line in subprocess.check_output(command, text=True).splitlines():
        family, _, number = line.partition("\t")
        if family in FONTS:
            found.add((family, number))
    return tuple(sorted(found))


def _weigh(folder: SiteFolder, book_id: str) -> float:
    if book_id == EVERYTHING:
        return 40.0
    return 1.0 + len(next(p.chapters for p in folder.manifest.products if p.id == book_id))
