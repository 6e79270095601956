"""Which files there are, and what each is by its place. Nothing is opened here but images' heads.

Codes: wrong-place, wrong-name, unknown-language, symlink, bad-image, too-large.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ctkb.content.facts import DATA_FILES, DATA_FOLDER
from ctkb.content.files import quote
from ctkb.content.model import PageKey, PageKind, ProductId, RegionId
from ctkb.content.yaml_door import end_with_guess, list_known
from ctkb.languages import ENGLISH, TAGS, LangTag
from ctkb.problems import Place, Problem

IMAGE_HEADS = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
}
_IGNORED = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]", re.ASCII)
"""Names that Windows keeps for devices: no file of a copy on a stick may have them."""
WORKSHEETS = "worksheets"
"""The folder of a handbook that holds data and no language of its own."""
MAX_NAME = 100
"""Signs in the name of a file or folder."""
MAX_IMAGE_BYTES = 1024 * 1024
"""Of an image; slow lines and sticks carry each of them."""
_FOLDERS = {
    "about": PageKind.ABOUT,
    "guidelines": PageKind.GUIDELINE,
    "regions": PageKind.REGION,
    "training": PageKind.PAGE,
}
_TOP = {
    "index": PageKind.HOME,
    "instruments": PageKind.INSTRUMENTS,
    "glossary": PageKind.GLOSSARY,
    "search": PageKind.SEARCH,
}


@dataclass(frozen=True, slots=True)
class PagePlace:
    """What a Markdown file is by its path."""

    path: str
    key: PageKey
    lang: LangTag
    kind: PageKind
    product: ProductId | None = None
    region: RegionId | None = None


@dataclass(slots=True)
class Tree:
    """The files that may be read, each list by path. product_files: ids with a folder of their
    own. worksheets: handbook, id and path of each."""

    pages: list[PagePlace] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    product_files: dict[ProductId, str] = field(default_factory=dict)
    worksheets: list[tuple[ProductId, str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def say(self, path: str, code: str, what: str, mend: str) -> None:
        self.problems.append(Problem(Place(printable(path)), code, what, mend))


def printable(path: str) -> str:
    """Return a path for a problem: signs that cannot be printed are shown as their numbers."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in path)


def find_files(root: Path) -> Tree:
    """Find every file under ``docs/`` and ``products/`` and say what it is."""
    tree = Tree()
    for top in ("docs", "products"):
        for path in walk_files(root, top, tree):
            parts = path.split("/")
            if parts[-1] in _IGNORED:
                continue
            if top == "docs":
                _place_doc(root, path, parts, tree)
            else:
                _place_product(root, path, parts, tree)
    return tree


def walk_files(root: Path, top: str, tree: Tree) -> Iterator[str]:
    """Yield the paths of the files in a top folder, from the root, folder by folder; symbolic
    links and folders of unknown languages are not entered, and said to the tree."""
    folders = [top]
    if (root / top).is_symlink():
        tree.say(top, "symlink", "this is a symbolic link", "Put the folder itself in its place")
        return
    while folders:
        folder = folders.pop()
        if not (root / folder).is_dir():
            continue
        with os.scandir(root / folder) as entries:
            for entry in sorted(entries, key=lambda e: e.name):
                path = f"{folder}/{entry.name}"
                if entry.is_symlink():
                    mend = "Put the file itself in its place"
                    tree.say(path, "symlink", "this is a symbolic link", mend)
                elif entry.is_dir():
                    if _may_enter(path, entry.name, tree):
                        folders.append(path)
                elif entry.is_file():
                    yield path
                else:
                    tree.say(path, "wrong-place", "this is not a file", "Delete it")


def _may_enter(path: str, name: str, tree: Tree) -> bool:
    parts = path.split("/")
    is_language = (parts[0] == "docs" and len(parts) == 2 and path != DATA_FOLDER) or (
        parts[0] == "products" and len(parts) == 3 and name != WORKSHEETS
    )
    if is_language and name not in TAGS:
        what = f"the folder `{quote(name)}` is not a language of this site"
        mend = end_with_guess(f"Name it {list_known(TAGS)}", name, TAGS)
        tree.say(path, "unknown-language", what, mend)
        return False
    if parts[0] == "products" and len(parts) == 2 and not _is_name(name):
        _refuse_name(path, name, tree)
        return False
    return True


def is_portable(name: str) -> bool:
    """Tell whether every system a copy is carried to can hold a file of this name."""
    return len(name) <= MAX_NAME and not _DEVICES.fullmatch(name.split(".")[0].lower())


def _is_name(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and is_portable(name)


def _refuse_name(path: str, name: str, tree: Tree) -> None:
    what = f"`{quote(name)}` cannot be the name of a file or folder here"
    mend = "Name it with small letters a-z, digits and single hyphens, a letter first"
    if len(name) > MAX_NAME:
        mend = f"Give it a name of {MAX_NAME} signs or fewer"
    tree.say(path, "wrong-name", what, mend)


def _place_doc(root: Path, path: str, parts: list[str], tree: Tree) -> None:
    if parts[1] == "data":
        if len(parts) == 3 and parts[2] in DATA_FILES:
            tree.data.append(path)
        else:
            mend = end_with_guess(f"Name it {list_known(DATA_FILES)}", parts[-1], DATA_FILES)
            tree.say(path, "wrong-place", "this is not a file of facts", mend)
        return
    if len(parts) not in (3, 4) or (len(parts) == 4 and parts[2] not in _FOLDERS):
        folders = list_known(f"{folder}/" for folder in _FOLDERS)
        mend = f"Move it beside `index.md` of its language, or into {folders}, or delete it"
        tree.say(path, "wrong-place", "no page of the site stands here", mend)
        return
    stem = _take_stem(root, path, parts[-1], tree)
    if not stem:
        return
    lang = LangTag(parts[1])
    if len(parts) == 3:
        kind, key = _TOP.get(stem, PageKind.PAGE), PageKey(stem)
        tree.pages.append(PagePlace(path, key, lang, kind))
        return
    kind, key = _FOLDERS[parts[2]], PageKey(f"{parts[2]}/{stem}")
    if key == "training/index":
        kind = PageKind.TRAINING
    region = RegionId(stem) if kind is PageKind.REGION else None
    tree.pages.append(PagePlace(path, key, lang, kind, region=region))


def _place_product(root: Path, path: str, parts: list[str], tree: Tree) -> None:
    if len(parts) == 3 and parts[2] == "product.yml":
        tree.product_files[ProductId(parts[1])] = path
        return
    if len(parts) != 4:
        mend = "Move it to `products/<handbook>/<language>/`, or delete it"
        tree.say(path, "wrong-place", "no page of a handbook stands here", mend)
        return
    if parts[2] == WORKSHEETS:
        _place_worksheet(path, ProductId(parts[1]), parts[3], tree)
        return
    stem = _take_stem(root, path, parts[3], tree)
    if stem:
        kind = PageKind.PRODUCT if stem == "index" else PageKind.CHAPTER
        key = PageKey(f"products/{parts[1]}/{stem}")
        place = PagePlace(path, key, LangTag(parts[2]), kind, product=ProductId(parts[1]))
        tree.pages.append(place)


def _place_worksheet(path: str, product: ProductId, name: str, tree: Tree) -> None:
    stem, ending = os.path.splitext(name)  # noqa: PTH122 (a name, not a path)
    if ending != ".yml":
        mend = "Save it as `.yml`, or delete it"
        tree.say(path, "wrong-place", "this is not a worksheet", mend)
    elif not _is_name(stem):
        _refuse_name(path, name, tree)
    else:
        tree.worksheets.append((product, stem, path))


def _take_stem(root: Path, path: str, name: str, tree: Tree) -> str:
    """Return the stem of a page's file name; take images; say what is wrong with all else."""
    stem, ending = os.path.splitext(name)  # noqa: PTH122 (a name, not a path)
    if ending not in (".md", *IMAGE_HEADS):
        mend = "Delete it, or save it as `.md` (a page) or `.png`, `.jpg`, `.webp` (an image)"
        what = f"files that end in `{quote(ending)}` are not published"
        if not ending:
            what = "a file without an ending is not published"
        tree.say(path, "wrong-place", what, mend)
        return ""
    if not _is_name(stem):
        _refuse_name(path, name, tree)
        return ""
    if ending == ".md":
        return stem
    with (root / path).open("rb") as stream:
        head = stream.read(12)
    if not head.startswith(IMAGE_HEADS[ending]) or (ending == ".webp" and head[8:] != b"WEBP"):
        what = f"the file is not an image of the kind `{ending}`"
        tree.say(path, "bad-image", what, "Save the image again in that format")
    elif (root / path).stat().st_size > MAX_IMAGE_BYTES:
        what = f"the image is larger than {MAX_IMAGE_BYTES // 1024} KiB"
        tree.say(path, "too-large", what, "Save it smaller, with fewer pixels or colours")
    tree.images.append(path)
    return ""


def english_path(place: PagePlace) -> str:
    """Return the path of the English file of the same page."""
    if place.product is not None:
        return f"products/{place.product}/{ENGLISH}/{place.key.rsplit('/', 1)[1]}.md"
    return f"docs/{ENGLISH}/{place.key}.md"
