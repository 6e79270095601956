"""The whole: files to a checked :class:`Library`, and every problem of every file in one run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ctkb.content.facts import Facts, load_facts, unknown_id
from ctkb.content.files import quote, read_text
from ctkb.content.finds import Vocabulary
from ctkb.content.links import Site, resolve_links
from ctkb.content.model import Library, Page, PageKey, PageKind, Product, RegionId
from ctkb.content.pages import ReadPage, read_page
from ctkb.content.products import make_product, read_products
from ctkb.content.schemas import EVENT_KINDS, INSTRUMENT_GROUPS
from ctkb.content.tree import PagePlace, Tree, english_path, find_files, is_portable
from ctkb.content.worksheets import check_worksheet_blocks, read_worksheets
from ctkb.languages import ENGLISH, TAGS, LangTag
from ctkb.problems import Place, Problem, sort_problems

_ALIAS = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_-]*/)*[A-Za-z0-9][A-Za-z0-9_.-]*\.html", re.ASCII)
_BUILT = frozenset({"404.html", "search.html"})
_ORDER = (
    PageKind.HOME,
    PageKind.PRODUCT,
    PageKind.CHAPTER,
    PageKind.GUIDELINE,
    PageKind.REGION,
    PageKind.TRAINING,
    PageKind.INSTRUMENTS,
    PageKind.GLOSSARY,
    PageKind.ABOUT,
    PageKind.PAGE,
    PageKind.SEARCH,
)
Pages = dict[tuple[PageKey, LangTag], ReadPage]


def load_library(root: Path, *, drafts: bool = False) -> tuple[Library, list[Problem]]:
    """Read and check everything under ``docs/`` and ``products/``.

    drafts: whether pages with ``status: draft`` are part of the library. Returns the library of
    what could be read, with the problems sorted by place, each once; empty means good. Never
    raises for what an author wrote; OSError where a file cannot be opened.
    """
    tree = find_files(root)
    problems = list(tree.problems)
    facts, faults = load_facts(root, tree.data)
    problems += faults
    read_handbooks, faults = read_products(root, tree)
    problems += faults
    vocabulary = make_vocabulary(facts, [product.id for product in read_handbooks])

    pages = _read_pages(root, tree, vocabulary, problems)
    english = {key: read.page for (key, lang), read in pages.items() if lang == ENGLISH}
    products: list[Product] = []
    for handbook in read_handbooks:
        product, faults = make_product(handbook, english)
        problems += faults
        if product is not None:
            products.append(product)
    products.sort(key=lambda product: (product.order, product.id))

    hidden = set() if drafts else _find_drafts(english)
    site = Site({place.path: place for place in tree.pages}, english, set(tree.images), hidden)
    linked: dict[tuple[PageKey, LangTag], Page] = {}
    for at, read in pages.items():
        marked = replace(read.page, draft=read.page.draft or read.page.key in hidden)
        links, faults = resolve_links(marked, read.links, site)
        problems += faults
        linked[at] = replace(read.page, links=links)
    problems += _check_regions(linked, facts)
    problems += _check_aliases(pages)
    problems += _check_images(linked.values(), tree)
    worksheets, faults = read_worksheets(root, tree.worksheets)
    problems += [*faults, *check_worksheet_blocks(linked.values(), tree.worksheets)]

    shown = {at: page for at, page in linked.items() if page.key not in hidden}
    products = [_without(product, hidden) for product in products if product.overview not in hidden]
    library = Library(
        root=root,
        products=tuple(products),
        pages=shown,
        order=_order_pages(shown, products, facts),
        regions=facts.regions,
        states=facts.states,
        events=facts.events,
        instruments=facts.instruments,
        sources=facts.sources,
        terms=facts.terms,
        names=facts.names,
        synonyms=facts.synonyms,
        worksheets=worksheets,
    )
    return library, sort_problems(problems)


def make_vocabulary(facts: Facts, products: list[str]) -> Vocabulary:
    """Return what a page may name. products: ids of the handbooks."""
    return Vocabulary(
        sources=dict.fromkeys(facts.known_sources()),
        terms=facts.known("terms"),
        regions=facts.known("regions"),
        products=dict.fromkeys(products),
        instruments=facts.known("instruments"),
        groups=INSTRUMENT_GROUPS,
        parts=dict.fromkeys(term.part for term in facts.terms.values()),
        kinds=EVENT_KINDS,
    )


def _read_pages(root: Path, tree: Tree, vocabulary: Vocabulary, problems: list[Problem]) -> Pages:
    """Read English pages first, so that translations can be held against them."""
    pages: Pages = {}
    rank = {tag: number for number, tag in enumerate(TAGS)}
    for place in sorted(tree.pages, key=lambda p: (rank[p.lang], p.path)):
        file, faults = read_text(root, place.path)
        problems += faults
        twin = pages.get((place.key, ENGLISH)) if place.lang != ENGLISH else None
        if place.lang != ENGLISH and twin is None and not (root / english_path(place)).is_file():
            problems.append(_say_orphan(place))
        if file is None:
            continue
        read = read_page(file, place, vocabulary, twin.page if twin is not None else None)
        problems += read.problems
        pages[place.key, place.lang] = read
    return pages


def _say_orphan(place: PagePlace) -> Problem:
    what = "the translation has no English page"
    mend = f"Write {english_path(place)}, rename this file, or delete it"
    return Problem(Place(place.path), "orphan-translation", what, mend)


def _find_drafts(english: Mapping[PageKey, Page]) -> set[PageKey]:
    """Return the keys that are not published; a handbook whose overview is a draft is one whole."""
    drafts = {key for key, page in english.items() if page.draft}
    whole = {english[key].product for key in drafts if english[key].kind is PageKind.PRODUCT}
    return drafts | {key for key, page in english.items() if page.product in whole - {None}}


def _without(product: Product, hidden: set[PageKey]) -> Product:
    chapters = tuple(key for key in product.chapters if key not in hidden)
    return replace(product, chapters=chapters)


def _check_regions(pages: Mapping[tuple[PageKey, LangTag], Page], facts: Facts) -> list[Problem]:
    known = list(facts.known("regions"))
    return [
        unknown_id("region", page.region, known, Place(page.path))
        for page in pages.values()
        if page.region is not None and page.region not in known and page.lang == ENGLISH
    ]


def _check_aliases(pages: Pages) -> list[Problem]:
    """Codes: bad-alias, alias-shadows-page, duplicate-alias."""
    addresses = {f"{key}.html".lower(): read.page.path for (key, _), read in pages.items()}
    taken: dict[str, Page] = {}
    problems: list[Problem] = []
    for (_, lang), read in pages.items():
        if lang != ENGLISH:
            continue
        for index, alias in enumerate(read.page.aliases):
            place = Place(read.page.path, read.front.line_of("aliases", index))
            low, shown = alias.lower(), quote(alias)
            parts = low.split("/")
            is_good = _ALIAS.fullmatch(alias) and ".." not in alias and parts[0] not in TAGS
            if not is_good or not all(map(is_portable, parts)):
                what = f"`{shown}` cannot be an old address"
                mend = "Write the path from the site's root without language, like `old/page.html`"
                problems.append(Problem(place, "bad-alias", what, mend))
            elif low in addresses or low in _BUILT:
                what = f"the old address `{shown}` is that of a page now"
                mend = "Delete the line, or rename the page"
                problems.append(Problem(place, "alias-shadows-page", what, mend))
            elif low in taken:
                what = f"the old address `{shown}` is also given in {taken[low].path}"
                mend = "Delete one of the two lines"
                problems.append(Problem(place, "duplicate-alias", what, mend))
            else:
                taken[low] = read.page
    return problems


def _check_images(pages: Iterable[Page], tree: Tree) -> list[Problem]:
    used = {link.file for page in pages for link in page.links if link.file is not None}
    what, mend = "no page shows this image", "Show it with `![what it shows](file)`, or delete it"
    return [
        Problem(Place(image), "unused-image", what, mend)
        for image in tree.images
        if image not in used
    ]


def _order_pages(
    pages: Mapping[tuple[PageKey, LangTag], Page], products: Iterable[Product], facts: Facts
) -> tuple[PageKey, ...]:
    """Return the keys of English pages in reading order; translations have the same keys."""
    handbook: dict[PageKey, int] = {}
    for product in products:
        for key in (product.overview, *product.chapters):
            handbook[key] = len(handbook)
    regions = {region: number for number, region in enumerate(facts.known("regions"))}
    last = len(handbook) + len(regions)

    def rank(page: Page) -> tuple[int, int, bool, str]:
        kind = page.kind
        number = page.order
        if kind in (PageKind.PRODUCT, PageKind.CHAPTER):
            kind, number = PageKind.PRODUCT, handbook.get(page.key, last)
        elif kind is PageKind.REGION:
            number = regions.get(page.region or RegionId(""), last)
        elif page.key.startswith("training/"):
            kind = PageKind.TRAINING
        is_index = page.key.rsplit("/", 1)[-1] == "index"
        return _ORDER.index(kind), number, not is_index, page.key

    english = [page for (_, lang), page in pages.items() if lang == ENGLISH]
    return tuple(page.key for page in sorted(english, key=rank))
