"""The page from which copies are taken: one a language, plain HTML with one stylesheet."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from ctkb.languages import ENGLISH, LANGUAGES, LangTag, Language, address_prefix
from ctkb.manifest import ManifestPage
from ctkb.offline.changes import Changes
from ctkb.offline.folder import SiteFolder
from ctkb.offline.job import Copy
from ctkb.offline.pages import SiteNotice, read_notice
from ctkb.offline.sums import SIGNATURES, SUMS
from ctkb.offline.tasks import ALL, STEM
from ctkb.offline.words import CopyWords, read_words

STYLE = "copies.css"
_WHOLE = ("zip", "html", "zim", "epub", "pdf", "docx", "pack")
_STYLE_FILE = Path(__file__).parent / "styles" / STYLE


def page_addresses(languages: Iterable[LangTag]) -> list[str]:
    """Return the files :func:`make_download_pages` makes, from the folder of copies."""
    return [STYLE, *(f"{address_prefix(lang)}index.html" for lang in languages)]


def make_download_pages(
    folder: SiteFolder,
    languages: tuple[LangTag, ...],
    copies: Sequence[Copy],
    changes: Mapping[LangTag, Changes] | None,
    last_edition: str,
    fingerprint: str | None,
) -> dict[str, bytes]:
    """Return the pages by their address from the folder of copies.

    changes: by language, None for a first edition. last_edition: what they are counted from.
    fingerprint: of the public key the sums are signed with, None if they are not signed."""
    files = {STYLE: _STYLE_FILE.read_bytes()}
    for lang in languages:
        draw = _Page(folder, languages, lang, copies, fingerprint)
        text = draw.draw(changes[lang] if changes is not None else None, last_edition)
        files[f"{address_prefix(lang)}index.html"] = text.encode("utf-8")
    return files


class _Page:
    """The download page of one language."""

    def __init__(
        self,
        folder: SiteFolder,
        languages: tuple[LangTag, ...],
        lang: LangTag,
        copies: Sequence[Copy],
        fingerprint: str | None,
    ) -> None:
        self._folder = folder
        self._languages: list[Language] = [one for one in LANGUAGES if one.tag in languages]
        self._lang = next(one for one in LANGUAGES if one.tag == lang)
        self._copies = {copy.path: copy for copy in copies}
        self._fingerprint = fingerprint
        self._words: CopyWords = read_words(lang)
        self._notice: SiteNotice = read_notice(folder, lang)
        self._root = "" if lang == ENGLISH else "../"

    def draw(self, changes: Changes | None, last_edition: str) -> str:
        """Return the whole page."""
        say, notice = self._say, self._notice
        edition = self._folder.manifest.edition
        title = say("release-title", edition=edition)
        parts = [
            "<!doctype html>",
            f'<html lang="{self._lang.tag}" dir="{self._lang.direction}">',
            '<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            f"<title>{escape(title)} · {escape(notice.name)}</title>",
            '<meta name="referrer" content="no-referrer">',
            '<meta name="color-scheme" content="light dark">',
            f'<link rel="stylesheet" href="{self._root}{STYLE}">\n</head>\n<body>',
            f"<header>\n<p><strong>{escape(notice.name)}</strong> {escape(notice.standing)}</p>",
            self._draw_languages(),
            "</header>\n<main>",
            f"<h1>{escape(title)}</h1>",
            f"<p>{escape(notice.subtitle)}</p>",
            f"<p>{escape(notice.notice)}</p>",
            self._draw_whole(),
            self._draw_handbooks(),
            self._draw_changes(changes, last_edition),
            self._draw_check(),
            "</main>\n<footer>\n<dl>",
            *(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in notice.facts),
            "</dl>\n</footer>\n</body>\n</html>\n",
        ]
        return "\n".join(part for part in parts if part)

    def _draw_languages(self) -> str:
        items = []
        for one in self._languages:
            href = posixpath.relpath(
                f"{address_prefix(one.tag)}index.html", address_prefix(self._lang.tag) or "."
            )
            here = ' aria-current="page"' if one.tag == self._lang.tag else ""
            items.append(
                f'<li><a href="{href}" lang="{one.tag}" hreflang="{one.tag}" '
                f'dir="{one.direction}"{here}>{escape(one.endonym)}</a></li>'
            )
        if len(items) < 2:
            return ""
        label = escape(self._say("release-languages"), quote=True)
        return f'<nav aria-label="{label}">\n<ul>\n' + "\n".join(items) + "\n</ul>\n</nav>"

    def _draw_whole(self) -> str:
        rows = []
        for copy in self._copies.values():
            name = copy.path.rpartition("/")[2]
            for stem in (f"{STEM}-{self._lang.tag}-", f"{STEM}-{ALL}-"):
                if name.startswith(stem):
                    order = (_WHOLE.index(copy.format), stem.startswith(f"{STEM}-{ALL}"))
                    rows.append((order, copy))
        cells = []
        for (_, holds_all), copy in sorted(rows, key=lambda row: row[0]):
            what = self._say(f"release-what-{copy.format}")
            if holds_all:
                what = f"{what} {self._say('release-all')}"
            cells.append(
                f'<tr><th scope="row">{self._link(copy)}</th>'
                f"<td>{escape(what)}</td><td>{self._size(copy)}</td></tr>"
            )
        return self._table("release-whole", ("release-file", "release-use", "release-size"), cells)

    def _draw_handbooks(self) -> str:
        rows, formats = [], []
        for name in ("html", "pdf", "epub", "docx"):
            if any(copy.format == name for copy in self._copies.values()):
                formats.append(name)
        edition = self._folder.manifest.edition
        for product in self._folder.manifest.products:
            cells = []
            for name in formats:
                head = escape(self._say(f"release-{name}"), quote=True)
                path = f"{self._lang.tag}/{product.id}-{self._lang.tag}-{edition}.{name}"
                copy = self._copies.get(path)
                cells.append(
                    f'<td data-head="{head}">{self._link(copy, name.upper())} '
                    f"{self._size(copy)}</td>"
                    if copy
                    else "<td></td>"
                )
            if any(cell != "<td></td>" for cell in cells):
                title = self._title(self._folder.list_handbook(product.id, self._lang.tag)[0])
                rows.append(f'<tr><th scope="row">{title}</th>{"".join(cells)}</tr>')
        heads = ("release-handbook", *(f"release-{name}" for name in formats))
        return self._table("release-handbooks", heads, rows)

    def _draw_changes(self, changes: Changes | None, last_edition: str) -> str:
        head = f'<h2 id="changes">{escape(self._say("release-changes"))}</h2>'
        if changes is None:
            return f"{head}\n<p>{escape(self._say('release-first'))}</p>"
        since = escape(self._say("release-since", edition=last_edition))
        if changes.is_empty:
            return f"{head}\n<p>{since} {escape(self._say('release-same'))}</p>"
        parts = [head, f"<p>{since}</p>"]
        for name in ("new", "translated", "changed", "removed"):
            pages: tuple[ManifestPage, ...] = getattr(changes, name)
            if pages:
                parts.append(f"<h3>{escape(self._say(f'release-{name}'))}</h3>\n<ul>")
                parts += [f"<li>{self._title(page)}</li>" for page in pages]
                parts.append("</ul>")
        return "\n".join(parts)

    def _draw_check(self) -> str:
        say = self._say
        name = f"{STEM}-{self._lang.tag}-{self._folder.manifest.edition}.zip"
        sums = [SUMS, *(SIGNATURES if self._fingerprint else ())]
        links = "".join(
            f'<li><a href="{self._root}{one}"><bdi>{one}</bdi></a></li>' for one in sums
        )
        key = (
            f"<p>{escape(say('release-key'))} "
            f"<code><bdi>{escape(self._fingerprint)}</bdi></code></p>"
            if self._fingerprint
            else f"<p>{escape(say('release-unsigned'))}</p>"
        )
        own = sorted(
            (copy for copy in self._copies.values() if self._is_own(copy)), key=lambda c: c.path
        )
        items = "".join(
            f"<dt>{self._link(copy)}</dt><dd><code>{copy.sha256}</code></dd>" for copy in own
        )
        return (
            f'<h2 id="check">{escape(say("release-check"))}</h2>\n'
            f"<p>{escape(say('release-compare'))}</p>\n"
            f"<ul><li>Windows: <code><bdi>certutil -hashfile {name} SHA256</bdi></code></li>"
            f"<li>Linux: <code><bdi>sha256sum {name}</bdi></code></li>"
            f"<li>macOS: <code><bdi>shasum -a 256 {name}</bdi></code></li></ul>\n"
            f"<p>{escape(say('release-not-same-stick'))}</p>\n{key}\n<ul>{links}</ul>\n"
            f"<details>\n<summary>{escape(say('release-sums'))}</summary>\n<dl>{items}</dl>\n</details>"
        )

    def _is_own(self, copy: Copy) -> bool:
        name = copy.path.rpartition("/")[2]
        return copy.path.startswith(f"{self._lang.tag}/") or name.startswith(
            (f"{STEM}-{self._lang.tag}-", f"{STEM}-{ALL}-")
        )

    def _table(self, title: str, heads: Sequence[str], rows: Sequence[str]) -> str:
        if not rows:
            return ""
        cells = "".join(f'<th scope="col">{escape(self._say(head))}</th>' for head in heads)
        label = escape(self._say(title))
        return (
            f'<h2 id="{title.removeprefix("release-")}">{label}</h2>\n'
            f'<div class="wide" role="region" tabindex="0" aria-label="{label}">\n<table>\n'
            f"<thead><tr>{cells}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n"
            "</table>\n</div>"
        )

    def _link(self, copy: Copy, text: str = "") -> str:
        name = copy.path.rpartition("/")[2]
        label = f' aria-label="{escape(name, quote=True)}"' if text else ""
        return f'<a href="{self._root}{copy.path}"{label}><bdi>{escape(text or name)}</bdi></a>'

    def _size(self, copy: Copy) -> str:
        size = f"{max(copy.size, 10_000) / 1_000_000:.2f}"
        return f"<span>{escape(self._say('release-megabytes', size=size))}</span>"

    def _title(self, page: ManifestPage) -> str:
        if page.words == self._lang.tag:
            return escape(page.title)
        direction = next(one.direction for one in LANGUAGES if one.tag == page.words)
        return f'<span lang="{page.words}" dir="{direction}">{escape(page.title)}</span>'

    def _say(self, key: str, **places: str) -> str:
        return self._words[key].format(**places)
