"""The trainer's pack, with one handbook, in English; its one-page handouts in all languages."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pytest

from ctkb.languages import TAGS, LangTag
from ctkb.offline import pack, pdf
from ctkb.offline.books import make_book
from ctkb.offline.folder import SiteFolder, open_folder
from ctkb.offline.keys import make_public
from ctkb.offline.pages import read_notice
from ctkb.offline.sheets import SIZES, START, make_check_sheet, make_checklist
from ctkb.offline.slides import SIZES as SLIDE_SIZES
from ctkb.offline.slides import first_sentence, make_slides
from ctkb.offline.words import read_words

pytestmark = pytest.mark.xdist_group("pack")

ENGLISH = LangTag("en")
HANDBOOK = "threat-assessment"
KEY = make_public(bytes(range(32)))


@pytest.fixture(scope="module")
def folder(site: Path) -> SiteFolder:
    """The site, with its first handbook alone and one that is not finished."""
    found, problems = open_folder(site)
    assert found is not None, problems
    empty = [one for one in found.manifest.products if not one.chapters][:1]
    products = (found.manifest.products[0], *empty)
    assert products[0].id == HANDBOOK
    return replace(found, manifest=replace(found.manifest, products=products))


@pytest.fixture(scope="module")
def files(folder: SiteFolder) -> dict[str, bytes]:
    return pack.collect_files(folder, ENGLISH, KEY)


def read(data: bytes) -> list[str]:
    """The words of each page, with single spaces."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def squash(text: str) -> str:
    """Only the letters and digits: lines break where they may."""
    return "".join(sign for sign in text if sign.isalnum())


def test_a_pack_holds_what_a_trainer_prints(files: dict[str, bytes]) -> None:
    assert sorted(files) == [
        "README.txt",
        f"handouts/{HANDBOOK}-checklist.pdf",
        f"handouts/{HANDBOOK}-worksheet.pdf",
        "open-and-check.pdf",
        f"run-sheets/{HANDBOOK}-run-sheet.pdf",
        f"slides/{HANDBOOK}-slides.pdf",
        "stick-labels.pdf",
    ]


def test_each_sheet_is_tagged_and_says_that_it_is_unofficial(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(data)) as file:
                assert file.Root.MarkInfo.Marked
            for text in read(data):
                assert "Independent and unofficial" in text, name
                assert "2026.11" in text, name


def test_the_readme_names_each_part_and_the_notice(files: dict[str, bytes]) -> None:
    text = files["README.txt"].decode("utf-8-sig")
    for name in ("handouts/", "slides/", "run-sheets/", "open-and-check.pdf", "stick-labels.pdf"):
        assert name in text
    assert "not legal advice" in text
    assert "never from the same stick alone" in text


def test_a_slide_for_each_step_and_each_stop(folder: SiteFolder, files: dict[str, bytes]) -> None:
    slides = read(files[f"slides/{HANDBOOK}-slides.pdf"])
    chapters = {one.id: one for one in make_book(folder, HANDBOOK, ENGLISH).chapters}
    wanted = [
        " ".join(heading.text_content().split())
        for name, mark in (("method", "--step-"), ("stop-points", "--stop-"))
        for heading in chapters[name].article.iter("h2")
        if mark in heading.get("id", "")
    ]
    assert len(wanted) >= 10
    for heading in wanted:
        assert sum(squash(heading) in squash(text) for text in slides) == 1, heading
    diagrams = 3
    assert len(slides) == len(wanted) + diagrams + 2  # the title and the notice
    assert "not legal advice" in slides[0]
    assert any("May the work go on?" in text for text in slides)
    with pikepdf.open(io.BytesIO(files[f"slides/{HANDBOOK}-slides.pdf"])) as file:
        boxes = [[float(one) for one in page.MediaBox] for page in file.pages]
    assert all(box[2] / box[3] == pytest.approx(16 / 9, abs=0.01) for box in boxes)


@pytest.mark.parametrize(
    ("handbook", "lang"), [("national-policy", "zh"), ("online-data-legal-framework", "ru")]
)
def test_a_slide_with_much_to_say_stays_one_page(site: Path, handbook: str, lang: str) -> None:
    folder, problems = open_folder(site)
    assert folder is not None, problems
    paper = make_slides(make_book(folder, handbook, LangTag(lang)))
    data = pdf.print_slides(paper, folder.manifest.edition, SLIDE_SIZES)
    assert len(read(data)) == paper.html.count('class="slide"')
    assert ">…</li>" in paper.html  # a list that was cut says so


def test_the_run_sheet_holds_the_exercise_and_no_answers(files: dict[str, bytes]) -> None:
    text = " ".join(read(files[f"run-sheets/{HANDBOOK}-run-sheet.pdf"]))
    for words in ("Aim", "Time", "Groups", "Notes for the facilitator", "Debrief questions"):
        assert words in text
    assert "Question 1" not in text


def test_the_sheet_on_checking_has_commands_and_the_key(
    folder: SiteFolder, files: dict[str, bytes]
) -> None:
    (text,) = read(files["open-and-check.pdf"])
    for words in (
        "certutil -hashfile",
        "sha256sum",
        KEY.fingerprint,
        KEY.minisign,
        "never from the same stick",
    ):
        assert words in text
    edition = folder.manifest.edition
    paper = make_check_sheet(read_notice(folder, ENGLISH), edition, "a.zip", None)
    (unsigned,) = read(pdf.print_paper(paper, edition))
    assert "SHA256:" not in unsigned
    assert "Fingerprint of the key:" in unsigned


def test_labels_say_what_to_open(files: dict[str, bytes]) -> None:
    (text,) = read(files["stick-labels.pdf"])
    assert text.count(START) == 10


@pytest.mark.parametrize("lang", TAGS)
def test_a_checklist_takes_one_page(folder: SiteFolder, lang: LangTag) -> None:
    book = make_book(folder, HANDBOOK, lang)
    chapter = next(one for one in book.chapters if one.id == "checklist")
    assert pdf.find_fitting(make_checklist(book, chapter), SIZES, 1) is not None


def test_what_is_not_translated_says_so(folder: SiteFolder) -> None:
    book = make_book(folder, HANDBOOK, LangTag("fr"))
    chapter = next(one for one in book.chapters if one.id == "checklist")
    told = read_words(LangTag("fr"))["book-in-english"]
    paper = make_checklist(book, replace(chapter, untranslated=f"X {told}"))
    assert paper.html.count(told) == 1
    assert any(told in css for css in paper.css)


def test_the_zip_is_the_same_twice(files: dict[str, bytes], tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        pack.write_files(files, ENGLISH, "2026.11", tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 1, 0, 0, 0)}
        assert all(one.startswith("open-handbook-en-trainer/") for one in archive.namelist())


def test_there_is_a_pack_for_each_language(folder: SiteFolder) -> None:
    paths = [task.path for task in pack.list_tasks(folder, TAGS)]
    assert paths == [f"open-handbook-{lang}-2026.11-trainer.zip" for lang in TAGS]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One signed page gives the law. It names more.", "One signed page gives the law."),
        ("See No. 16. It is about privacy. More.", "See No. 16. It is about privacy."),
        ("第一句话说明任务授权的内容。第二句。", "第一句话说明任务授权的内容。"),
        ("هل هذا قانوني في بلدكم الآن؟ نعم.", "هل هذا قانوني في بلدكم الآن؟"),
    ],
)
def test_the_first_sentence_of_a_text(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence
