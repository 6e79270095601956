"""The trainer's pack of a language: handouts, slides, run sheets, a label, all as PDF in one zip.

What is not translated is there in English and says so. A handbook without chapters has no part in
it. The zip is the same for the same site, byte by byte.
"""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path

from ctkb.languages import LangTag
from ctkb.offline import keys, pdf
from ctkb.offline.books import Book, make_book
from ctkb.offline.folder import SiteFolder, reopen_folder
from ctkb.offline.keys import PublicKey
from ctkb.offline.pages import SiteNotice, read_notice
from ctkb.offline.sheets import (
    CHECKLIST,
    EXERCISE,
    FORM_SIZES,
    SIZES,
    WORKSHEET,
    make_check_sheet,
    make_checklist,
    make_labels,
    make_run_sheet,
    make_worksheet,
)
from ctkb.offline.slides import SIZES as SLIDE_SIZES
from ctkb.offline.slides import make_slides
from ctkb.offline.tasks import STEM, Task, edition_date, make_key
from ctkb.offline.words import read_words

FORMAT = "pack"
README, CHECK, LABELS = "README.txt", "open-and-check.pdf", "stick-labels.pdf"


def list_tasks(
    folder: SiteFolder, languages: tuple[LangTag, ...], private_key: Path | None = None
) -> list[Task]:
    """Return a task for each language. private_key: signs the copies; the pack prints its public
    part. Raises UnusableKey where it cannot be read."""
    key = keys.read_private(private_key).public if private_key else None
    edition = folder.manifest.edition
    return [
        Task(
            path=f"{STEM}-{lang}-{edition}-trainer.zip",
            format=FORMAT,
            key=make_key(FORMAT, folder.digest, lang, key.ssh if key else "", *pdf.list_versions()),
            make=partial(write_pack, folder.root, lang, key),
            weight=25.0,
        )
        for lang in languages
    ]


def find_missing() -> list[str]:
    """Return what has to be installed before a pack can be made, one line each."""
    return pdf.find_missing()


def write_pack(root: Path, lang: LangTag, key: PublicKey | None, path: Path) -> None:
    """Write the pack of a language. root: of the finished site. key: that signs the copies,
    if one does."""
    folder = reopen_folder(root)
    with pdf.without_collector():
        files = collect_files(folder, lang, key)
    write_files(files, lang, folder.manifest.edition, path)


def collect_files(folder: SiteFolder, lang: LangTag, key: PublicKey | None) -> dict[str, bytes]:
    """Return the files of a pack by their path in it."""
    edition = folder.manifest.edition
    notice = read_notice(folder, lang)
    check = make_check_sheet(notice, edition, f"{STEM}-{lang}-{edition}.zip", key)
    files = {
        README: _write_readme(notice, edition),
        CHECK: pdf.print_fitting(check, edition, SIZES, 1),
        LABELS: pdf.print_fitting(make_labels(notice, edition), edition, SIZES[1:], 1),
    }
    for product in folder.manifest.products:
        if product.chapters:
            files |= _make_parts(make_book(folder, product.id, lang))
    return files


def write_files(files: dict[str, bytes], lang: LangTag, edition: str, path: Path) -> None:
    """Write the zip: names in order, the edition's date, the same modes everywhere."""
    date = edition_date(edition).timetuple()[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{STEM}-{lang}-trainer/{name}", date)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, files[name])


def _make_parts(book: Book) -> dict[str, bytes]:
    """Return the PDF files of a handbook by their path in the pack."""
    chapters = {chapter.id: chapter for chapter in book.chapters}
    files = {}
    if CHECKLIST in chapters:
        paper = make_checklist(book, chapters[CHECKLIST])
        files[f"handouts/{book.id}-checklist.pdf"] = pdf.print_fitting(
            paper, book.edition, SIZES, 1
        )
    if WORKSHEET in chapters:
        form = make_worksheet(book, chapters[WORKSHEET], form_only=True)
        size = pdf.find_fitting(form, FORM_SIZES, 1)
        files[f"handouts/{book.id}-worksheet.pdf"] = pdf.print_fitting(
            make_worksheet(book, chapters[WORKSHEET]), book.edition, (size or 9.0,), 1
        )
    if EXERCISE in chapters:
        run = make_run_sheet(book, chapters[EXERCISE])
        if run is not None:
            files[f"run-sheets/{book.id}-run-sheet.pdf"] = pdf.print_fitting(
                run, book.edition, SIZES[1:5], 2
            )
    files[f"slides/{book.id}-slides.pdf"] = pdf.print_slides(
        make_slides(book), book.edition, SLIDE_SIZES
    )
    return files


def _write_readme(notice: SiteNotice, edition: str) -> bytes:
    say = read_words(notice.lang)
    newer = say["pack-newer"]
    blocks = (
        f"{say['pack-title']}\n{notice.name}\n"
        f"{notice.standing} · {say['pdf-edition'].format(edition=edition)}",
        notice.subtitle,
        notice.notice,
        "\n".join(
            f"{name}: {say[key]}"
            for name, key in (
                (CHECK, "pack-about-check"),
                (LABELS, "pack-about-labels"),
                ("handouts/", "pack-about-handouts"),
                ("run-sheets/", "pack-about-run-sheets"),
                ("slides/", "pack-about-slides"),
            )
        ),
        say["pack-untranslated"],
        say["start-not-same-stick"],
        newer,
        "\n".join(f"{term}{say['pdf-colon']}{value}" for term, value in notice.facts),
    )
    text = "\n\n".join(blocks) + "\n"
    return ("\ufeff" + text.replace("\n", "\r\n")).encode("utf-8")
