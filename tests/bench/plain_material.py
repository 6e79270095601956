"""Pages of a finished site built anew with stock Material for MkDocs, from their words alone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from ctkb.languages import LangTag, address_prefix
from ctkb.manifest import ManifestPage
from ctkb.search import SearchSection

BUILD_SECONDS = 300


def shorten(page: ManifestPage) -> str:
    """Return a page's address below its language, which is its address in the plain site."""
    return page.address.removeprefix(address_prefix(page.lang))


def _escape(words: str) -> str:
    """Return words as Markdown that means nothing but them."""
    words = words.replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\`*_{}\[\]()>#+\-.!])", r"\\\1", words)


def _as_markdown(page: ManifestPage, sections: Sequence[SearchSection]) -> str:
    parts = ["---", f"title: {json.dumps(page.title, ensure_ascii=False)}", "---", ""]
    for section in sections:
        heading = _escape(section.heading or page.title)
        anchor = f" {{#{section.anchor}}}" if section.anchor else ""
        parts += [f"{'#' * section.level} {heading}{anchor}", "", _escape(section.text), ""]
    return "\n".join(parts)


def build_material(
    folder: Path, lang: LangTag, pages: Mapping[ManifestPage, Sequence[SearchSection]]
) -> Path:
    """Write the pages as a project, build it with the stock theme, and return its site.

    folder: does not exist yet. Ends the program with what MkDocs said where it cannot build."""
    for page, sections in pages.items():
        path = (folder / "docs" / shorten(page)).with_suffix(".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_as_markdown(page, sections), encoding="utf-8")
    settings = {
        "site_name": "Plain",
        "site_url": "",
        "use_directory_urls": False,
        "theme": {"name": "material", "language": lang, "font": False},
        "plugins": [{"search": {"lang": lang}}],
        "markdown_extensions": ["attr_list"],
        "extra": {"generator": False},
    }
    (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=BUILD_SECONDS
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return folder / "site"
