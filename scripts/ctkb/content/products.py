"""Handbooks: ``product.yml`` and the pages of its folder, held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ctkb.content.door import check_shape
from ctkb.content.files import quote, read_text
from ctkb.content.model import Page, PageKey, Product, ProductId
from ctkb.content.schemas import ProductIn
from ctkb.content.tree import Tree
from ctkb.content.yaml_door import Node, end_with_guess, read_yaml
from ctkb.languages import ENGLISH
from ctkb.problems import Place, Problem


@dataclass(slots=True)
class ReadProduct:
    """A handbook's file. shape: None where it is missing or wrong."""

    id: ProductId
    path: str
    shape: ProductIn | None = None
    node: Node = field(default_factory=lambda: Node({}, 1))


def read_products(root: Path, tree: Tree) -> tuple[list[ReadProduct], list[Problem]]:
    """Read every ``product.yml``, in the order of the ids.

    Codes: missing-product, those of the YAML door, duplicate-order.
    """
    ids = {place.product for place in tree.pages if place.product} | set(tree.product_files)
    products: list[ReadProduct] = []
    problems: list[Problem] = []
    orders: dict[int, ProductId] = {}
    for product in sorted(ids):
        path = f"products/{product}/product.yml"
        read = ReadProduct(product, path)
        products.append(read)
        if product not in tree.product_files:
            what = f"the handbook `{product}` has no file product.yml"
            mend = "Write it, with `order:` and `chapters:`"
            problems.append(Problem(Place(path), "missing-product", what, mend))
            continue
        file, faults = read_text(root, path)
        problems += faults
        node, faults = read_yaml(file.text, path) if file is not None else (None, [])
        problems += faults
        if file is None or (node is None and faults):
            continue
        read.node = node or read.node
        read.shape, faults = check_shape(ProductIn, read.node, path)
        problems += faults
        if read.shape is None:
            continue
        other = orders.setdefault(read.shape.order, product)
        if other != product:
            what = f"the handbook `{other}` has the order {read.shape.order} too"
            place = Place(path, read.node.line_of("order"))
            mend = "Give one of the two another number"
            problems.append(Problem(place, "duplicate-order", what, mend))
    return products, problems


def make_product(
    read: ReadProduct, english: Mapping[PageKey, Page]
) -> tuple[Product | None, list[Problem]]:
    """Hold a handbook against its English pages, drafts included.

    Returns None where it has no overview. Codes: missing-overview, missing-chapter,
    duplicate-chapter, unlisted-chapter.
    """
    problems: list[Problem] = []
    prefix = f"products/{read.id}/"
    overview = PageKey(f"{prefix}index")
    there = [key for key in english if key.startswith(prefix) and key != overview]
    if overview not in english:
        what = f"the handbook `{read.id}` has no overview in English"
        mend = f"Write products/{read.id}/{ENGLISH}/index.md"
        problems.append(Problem(Place(read.path), "missing-overview", what, mend))
    if read.shape is None:
        order, chapters = 0, sorted(there)
    else:
        order, chapters = read.shape.order, []
        problems += _list_chapters(read, prefix, there, chapters)
    if overview not in english:
        return None, problems
    return Product(read.id, order, overview, tuple(chapters)), problems


def _list_chapters(
    read: ReadProduct, prefix: str, there: list[PageKey], chapters: list[PageKey]
) -> list[Problem]:
    assert read.shape is not None
    problems: list[Problem] = []
    names = [key.removeprefix(prefix) for key in there]
    for index, name in enumerate(read.shape.chapters):
        key = PageKey(f"{prefix}{name}")
        place = Place(read.path, read.node.line_of("chapters", index))
        if key in chapters:
            what = f"the chapter `{name}` is listed twice"
            problems.append(Problem(place, "duplicate-chapter", what, "Delete one of the lines"))
        elif key not in there:
            what = f"there is no file {prefix}{ENGLISH}/{quote(name)}.md"
            mend = end_with_guess("Write the file, or delete the line", name, names)
            problems.append(Problem(place, "missing-chapter", what, mend))
        else:
            chapters.append(key)
    listed = set(chapters)
    for key in there:
        if key not in listed:
            name = key.removeprefix(prefix)
            what = f"the chapter {prefix}{ENGLISH}/{name}.md is not listed"
            place = Place(read.path, read.node.line_of("chapters"))
            mend = f"Add `{name}` to `chapters:`, or delete the file"
            problems.append(Problem(place, "unlisted-chapter", what, mend))
    return problems
