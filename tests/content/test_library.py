"""The library as a whole: order, drafts, translations, and what a good tree becomes."""

from __future__ import annotations

from pathlib import Path

from ctkb.content import LEAD, PageKind, load_library, number_paragraphs
from ctkb.content.model import Origin, ReviewKind
from tests.content.broken import GOOD, copy_tree, say


def test_a_good_tree_has_no_problems_and_the_reading_order() -> None:
    library, problems = load_library(GOOD)
    assert problems == []
    assert library.order == (
        "index",
        "products/borders/index",
        "products/borders/starting",
        "products/borders/ending",
        "guidelines/first",
        "regions/africa",
        "training/index",
        "instruments",
        "glossary",
        "about/index",
    )
    kinds = {key: page.kind for (key, _), page in library.pages.items()}
    assert [kinds[key] for key in library.order[:7]] == [
        PageKind.HOME,
        PageKind.PRODUCT,
        PageKind.CHAPTER,
        PageKind.CHAPTER,
        PageKind.GUIDELINE,
        PageKind.REGION,
        PageKind.TRAINING,
    ]
    assert list(library.regions) == ["europe", "africa"]
    assert library.states["no"].un_names == {"es": "Noruega"}  # type: ignore[index]


def test_a_page_carries_what_was_read() -> None:
    library, _ = load_library(GOOD)
    page = library.page("index", "en")
    assert page is not None
    assert (page.title, page.nav_title, page.origin) == (
        "An open handbook",
        "Home",
        Origin.HUMAN,
    )
    assert page.aliases == ("old/start.html",)
    assert page.checked is not None
    assert (page.checked.by, str(page.checked.on)) == ("A. Reader", "2026-11-21")
    assert [(r.kind, list(r.sections)) for r in page.reviews] == [
        (ReviewKind.LAW, ["_lead", "what-it-holds"])
    ]
    assert [(link.page, link.anchor, link.file) for link in page.links] == [
        ("regions/africa", "training", None),
        ("products/borders/index", None, None),
        ("index", "what-it-holds", None),
        (None, None, None),
        (None, None, None),
        (None, None, "docs/en/map.png"),
        ("regions/africa", None, None),
    ]
    assert [reference.key for reference in page.citations] == ["S1", "res-1373", "S2", "S1"]
    assert [reference.key for reference in page.terms] == ["digital-evidence"]
    assert [(block.name, block.argument) for block in page.blocks] == [
        ("key-facts", ""),
        ("note", "Mind this"),
        ("events", ""),
    ]
    assert page.blocks[2].options == {
        "region": "africa",
        "kind": ["regional-workshop", "training"],
        "year": 2023,
    }
    assert [(h.id, h.level, h.text) for h in page.headings] == [
        ("what-it-holds", 2, "What it holds"),
        ("lists", 3, "Lists"),
    ]


def test_lines_are_those_of_the_file_and_comments_leave_none_out() -> None:
    library, _ = load_library(GOOD)
    page = library.page("index", "en")
    assert page is not None
    lines = (GOOD / page.path).read_text(encoding="utf-8").split("\n")
    body = page.body.split("\n")
    assert len(lines) == len(body) + page.body_line - 1
    assert "nowhere" not in page.body
    assert "<!-- not a comment -->" in page.body
    for heading in page.headings:
        assert lines[heading.line - 1].endswith(f"{{#{heading.id}}}")
        assert body[heading.line - page.body_line] == lines[heading.line - 1]
    for link in page.links:
        assert f"]({link.target})" in lines[link.line - 1]


def test_sections_hold_their_text_and_count_their_paragraphs() -> None:
    library, _ = load_library(GOOD)
    page = library.page("products/borders/starting", "en")
    assert page is not None
    assert [(s.id, s.paragraphs) for s in page.sections] == [(LEAD, 2), ("first", 2), ("second", 1)]
    assert page.sections[0].text == "Starting\nHow to start.\n\n\nLead one.\n\nLead two."
    assert page.sections[1].text == "## First {#first}\n\nThree.\n\n- An item\n\nFour."
    numbers = number_paragraphs(page, 3)
    assert {key: list(value) for key, value in numbers.items()} == {
        LEAD: [1, 2],
        "first": [3, 4],
        "second": [5],
    }


def test_a_translation_takes_its_origin_from_its_stamp() -> None:
    library, _ = load_library(GOOD)
    page = library.page("products/borders/index", "fr")
    assert page is not None
    assert page.origin is Origin.MACHINE_EDITED
    assert page.stamp is not None
    assert page.stamp.edition == "2026.11"
    french = library.page("regions/africa", "fr")
    assert french is not None
    assert [(link.page, link.anchor) for link in french.links] == [
        ("index", "what-it-holds"),
        ("regions/africa", "training"),
    ]


def test_drafts_are_part_of_the_library_only_where_asked_for(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    assert load_library(root)[0].page("later", "en") is None
    library, problems = load_library(root, drafts=True)
    assert problems == []
    assert library.page("later", "en") is not None
    assert library.order[-1] == "later"
    page = root / "docs/en/about/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[x](../later.md)\n", encoding="utf-8")
    assert len(say(root)) == 1
    assert say(root, drafts=True) == []


def test_a_handbook_whose_overview_is_a_draft_is_one_whole(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    overview = root / "products/borders/en/index.md"
    text = overview.read_text(encoding="utf-8")
    overview.write_text(text.replace("origin:", "status: draft\norigin:"), encoding="utf-8")
    library, problems = load_library(root)
    assert library.products == ()
    assert not [key for key, _ in library.pages if key.startswith("products/")]
    assert [str(problem) for problem in problems] == [
        "docs/en/index.md:30: broken-link: the link leads to products/borders/en/index.md, which "
        "is a draft. Delete `status: draft` there, or take the link out."
    ]


def test_a_translation_without_english_page_is_said(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    (root / "docs/en/regions/africa.md").rename(root / "docs/en/regions/europe.md")
    found = [text for text in say(root) if "orphan" in text]
    assert found == [
        "docs/fr/regions/africa.md:1: orphan-translation: the translation has no English page. "
        "Write docs/en/regions/africa.md, rename this file, or delete it."
    ]


def test_a_page_of_no_region_is_said(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    page = root / "docs/en/regions/africa.md"
    (root / "docs/en/regions/asia.md").write_bytes(page.read_bytes())
    assert say(root) == [
        "docs/en/regions/asia.md:1: unknown-region: there is no region `asia`. Write `europe` or "
        "`africa`."
    ]


def test_a_handbook_needs_its_file_its_overview_and_an_order_of_its_own(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    chapter = root / "products/rights/en/first.md"
    chapter.parent.mkdir(parents=True)
    chapter.write_bytes((root / "docs/en/about/index.md").read_bytes())
    path = "products/rights/product.yml"
    assert say(root) == [
        f"{path}:1: missing-overview: the handbook `rights` has no overview in English. Write "
        "products/rights/en/index.md.",
        f"{path}:1: missing-product: the handbook `rights` has no file product.yml. Write it, "
        "with `order:` and `chapters:`.",
    ]
    (root / "products/rights/en/index.md").write_bytes(chapter.read_bytes())
    (root / path).write_text("order: 1\nchapters: []\n", encoding="utf-8")
    assert say(root) == [
        f"{path}:1: duplicate-order: the handbook `borders` has the order 1 too. Give one of the "
        "two another number.",
        f"{path}:2: unlisted-chapter: the chapter products/rights/en/first.md is not listed. Add "
        "`first` to `chapters:`, or delete the file.",
    ]
    (root / path).write_text("order: 0\nchapters: [first]\n", encoding="utf-8")
    assert say(root) == []
    assert [product.id for product in load_library(root)[0].products] == ["rights", "borders"]


def test_a_wrong_entry_of_facts_is_one_problem_however_often_it_is_cited(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    sources = root / "docs/data/sources.yml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace("read: whole", "read: all"), encoding="utf-8")
    assert len(say(root)) == 1
    assert "S1" not in load_library(root)[0].sources


def test_a_tree_without_anything_is_an_empty_library(tmp_path: Path) -> None:
    library, problems = load_library(tmp_path)
    assert (library.order, problems) == ((), [])


def test_a_page_full_of_faults_ends_its_reading(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    page = root / "docs/en/about/index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\n[@X1]\n" * 9999, encoding="utf-8")
    found = say(root)
    assert len(found) == 201
    assert "too-many-problems: the page has more than 200 problems" in found[-1]


def test_the_same_tree_gives_the_same_library_and_problems() -> None:
    assert load_library(GOOD) == load_library(GOOD)
