"""The scripts of search: lunr's and Snowball's as installed, and the engine of ours."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from ctkb.languages import LangTag
from ctkb.search.stemming import ALGORITHMS

ENGINE = "assets/search/engine"
"""Folder of the engine's scripts, below ``overrides/``."""

LUNR = "mkdocs/contrib/search/templates/search/lunr.js"
_ORDER = ("analysis", "unpacking", "matching", "ranking", "excerpts", "full", "messages")


@dataclass(frozen=True, slots=True)
class SearchScripts:
    """engine: ours. lunr: the library. base: what all stemmers stand on. stemmers: by language."""

    engine: str
    lunr: str
    base: str
    stemmers: dict[LangTag, str]


def read_scripts(overrides: Path) -> SearchScripts:
    """Return the scripts as they stand. overrides: the project's folder of that name."""
    mkdocs, sphinx = distribution("mkdocs"), distribution("sphinx")
    folder = "sphinx/search/minified-js"
    return SearchScripts(
        engine="\n".join(_read(overrides / ENGINE / f"{name}.js") for name in _ORDER),
        lunr=_read(_installed(mkdocs, LUNR)),
        base=_read(_installed(sphinx, f"{folder}/base-stemmer.js")),
        stemmers={
            LangTag(lang): _read(_installed(sphinx, f"{folder}/{name}-stemmer.js"))
            for lang, name in ALGORITHMS.items()
        },
    )


def _installed(package: Distribution, name: str) -> Path:
    return Path(str(package.locate_file(name)))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()


def read_licences() -> str:
    """Return what the licences of the published libraries ask to be carried with them."""
    snowball, sphinx = distribution("snowballstemmer"), distribution("sphinx")
    head = _read(_installed(distribution("mkdocs"), LUNR))
    lunr = head[: head.index(";(function")].replace("/**", "").replace("*/", "").replace(" * ", "")
    return (
        "The search of this site holds lunr.js, under the MIT License:\n\n"
        f"{lunr.strip()}\n\n{_licence(distribution('lunr'), 'LICENSE')}\n\n"
        "and stemmers that the Snowball compiler made, as Sphinx ships them:\n\n"
        f"{_licence(snowball, 'COPYING')}\n\n{_licence(sphinx, 'LICENSE.rst')}\n"
    )


def _licence(package: Distribution, name: str) -> str:
    for folder in ("licenses/", ""):
        text = package.read_text(f"{folder}{name}")
        if text:
            return text.strip()
    raise FileNotFoundError(f"the licence of {package.name} is not where its package puts it")
