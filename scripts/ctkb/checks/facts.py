"""What the checks need to know of a drawn page and of the other files: values, kept as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Role = Literal["asset", "search", "feed"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Something found in a line of a file: an id, or the words of a fault."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Ref:
    """An address in an attribute, as written. Of equal ones in a page the first is kept.

    rel and hreflang: of the same element, in lower case, empty where there is none."""

    line: int
    tag: str
    attribute: str
    target: str
    rel: str = ""
    hreflang: str = ""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page of the finished folder.

    lang and dir: of ``<html>``. article_*: of the first ``<article>``; article_line is 0 where
    there is none. ids: in order, repeated ones too. links: every address but canonical, alternates
    and those of ids in the page itself. uses: values of ``data-`` attributes that look like files.
    is_redirect: the page only leads on. gzip_size: bytes of the page alone.
    """

    lang: str
    dir: str
    article_lang: str
    article_dir: str
    article_line: int
    ids: tuple[Spot, ...]
    links: tuple[Ref, ...]
    canonical: str
    alternates: tuple[Ref, ...]
    inline_scripts: tuple[Spot, ...]
    inline_styles: tuple[Spot, ...]
    uses: tuple[str, ...]
    is_redirect: bool
    gzip_size: int

    def to_json(self) -> dict[str, Any]:
        """Return plain values for a JSON file."""
        return {
            "article": [self.article_lang, self.article_dir, self.article_line],
            "alternates": _refs_to_json(self.alternates),
            "canonical": self.canonical,
            "gzip_size": self.gzip_size,
            "html": [self.lang, self.dir],
            "ids": _spots_to_json(self.ids),
            "inline_scripts": _spots_to_json(self.inline_scripts),
            "inline_styles": _spots_to_json(self.inline_styles),
            "is_redirect": self.is_redirect,
            "links": _refs_to_json(self.links),
            "uses": list(self.uses),
        }

    @classmethod
    def from_json(cls, tree: dict[str, Any]) -> PageFacts:
        """Read what :meth:`to_json` returned. Raises KeyError, TypeError or ValueError for
        anything else."""
        lang, direction = tree["html"]
        article_lang, article_dir, article_line = tree["article"]
        return cls(
            lang=lang,
            dir=direction,
            article_lang=article_lang,
            article_dir=article_dir,
            article_line=article_line,
            ids=_spots_from_json(tree["ids"]),
            links=_refs_from_json(tree["links"]),
            canonical=tree["canonical"],
            alternates=_refs_from_json(tree["alternates"]),
            inline_scripts=_spots_from_json(tree["inline_scripts"]),
            inline_styles=_spots_from_json(tree["inline_styles"]),
            uses=tuple(tree["uses"]),
            is_redirect=tree["is_redirect"],
            gzip_size=tree["gzip_size"],
        )


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A published file that is not a page.

    role: as in the manifest. gzip_size: of stylesheets and scripts, else 0. refs: addresses in a
    stylesheet, with their lines. names: words of a script or a data file that look like files.
    """

    role: Role = "asset"
    gzip_size: int = 0
    refs: tuple[Spot, ...] = ()
    names: tuple[str, ...] = ()


def _spots_to_json(spots: Iterable[Spot]) -> list[Any]:
    return [[spot.line, spot.words] for spot in spots]


def _spots_from_json(trees: Iterable[Any]) -> tuple[Spot, ...]:
    return tuple(Spot(line, words) for line, words in trees)


def _refs_to_json(refs: Iterable[Ref]) -> list[Any]:
    return [[r.line, r.tag, r.attribute, r.target, r.rel, r.hreflang] for r in refs]


def _refs_from_json(trees: Iterable[Any]) -> tuple[Ref, ...]:
    return tuple(Ref(*tree) for tree in trees)
