"""Pages of ``products/`` presented to MkDocs as if they stood under ``docs/<lang>/products/``.

The i18n plugin takes only files below ``docs_dir``; generated ones are dropped. So each file is
appended under a pretended path before the plugin runs, and told its real path and edit link after.
"""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from ctkb.content.model import Library

PRODUCTS = "products/"


def pretended_path(path: str) -> str:
    """Return where MkDocs is told a content file stands, below ``docs_dir``.

    ``products/x/fr/a.md`` -> ``fr/products/x/a.md``; ``docs/fr/a.md`` -> ``fr/a.md``.
    """
    if path.startswith(PRODUCTS):
        _, product, lang, rest = path.split("/", 3)
        return f"{lang}/products/{product}/{rest}"
    return path.removeprefix("docs/")


def content_files(library: Library) -> Mapping[str, str]:
    """Return every page and every image a page shows: pretended path -> path from the root."""
    paths = [page.path for page in library.pages.values()]
    paths += [link.file for page in library.pages.values() for link in page.links if link.file]
    return {pretended_path(path): path for path in paths}


def append_product_files(files: Files, library: Library, config: MkDocsConfig) -> None:
    """Append the products' files under their pretended paths (before the i18n plugin runs)."""
    for src_uri, path in sorted(content_files(library).items()):
        if path.startswith(PRODUCTS):
            files.append(
                File(
                    src_uri,
                    config.docs_dir,
                    config.site_dir,
                    config.use_directory_urls,
                    inclusion=InclusionLevel.NOT_IN_NAV,
                )
            )


def restore_product_paths(files: Files, library: Library) -> None:
    """Give each product's file its real source and edit link (after the i18n plugin ran)."""
    known = content_files(library)
    for file in files:
        path = known.get(file.src_uri, "")
        if path.startswith(PRODUCTS):
            file.abs_src_path = str(library.root / path)
            file.edit_uri = f"../{path}"


def drop_unknown_files(files: Files, library: Library) -> None:
    """Remove what the library does not hold: drafts, data files, and all of the theme's files."""
    known = content_files(library)
    for file in list(files):
        if file.src_uri not in known:
            files.remove(file)
