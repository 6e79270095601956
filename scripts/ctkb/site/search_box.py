"""The search box of one language: one script with its code, its style and its words."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from ctkb.content.model import Library, PageKey, PageKind
from ctkb.languages import ENGLISH, LangTag
from ctkb.site.addresses import address
from ctkb.site.navigation import words_of
from ctkb.site.project import Project

SEARCH = PageKey("search")
GLOSSARY = PageKey("glossary")
_WORDS = "search."
_KIND = "search.kind-"


@dataclass(frozen=True, slots=True)
class SearchBox:
    """A language's box. page, script: addresses from the site's root; data: the script's bytes."""

    page: str
    script: str
    data: bytes


def make_search_box(project: Project, lang: LangTag) -> SearchBox | None:
    """Return the box of a language, or None for a project without its code or a search page.

    The script's name holds a hash of its bytes, and these nothing of what pages say but the titles
    of handbooks: pages name the script, and are seldom drawn anew for it."""
    code, library = project.assets.box_js, project.library
    if not code or SEARCH not in library.order:
        return None
    facts = json.dumps(_facts(project, lang), ensure_ascii=False, separators=(",", ":"))
    text = f'(function(){{"use strict";\nconst KB_SEARCH={facts};\n{code}}})();\n'
    data = text.encode()
    mark = hashlib.sha256(data).hexdigest()[:8]
    return SearchBox(address(SEARCH, lang), f"search/{lang}/box.{mark}.js", data)


def _facts(project: Project, lang: LangTag) -> dict[str, object]:
    """Return what the code knows of its language and site; names come as [name, language]."""
    library, strings = project.library, project.strings[lang]
    overviews = {p.id: words_of(library, p.overview, lang) for p in library.products}
    regions = {region.id: region.name.get(lang) for region in library.regions.values()}
    return {
        "lang": lang,
        "words": {
            key.removeprefix(_WORDS): entry
            for key, entry in sorted(strings.entries.items())
            if key.startswith(_WORDS) and not key.startswith(_KIND)
        },
        "kinds": {kind: [strings(f"{_KIND}{kind}"), lang] for kind in _kinds(library)},
        "products": {key: [page.nav_title, page.lang] for key, page in overviews.items()},
        "regions": {key: [name.text, name.lang] for key, name in regions.items()},
        "languages": {ENGLISH: strings("block.handbooks.english")},
        "search": address(SEARCH, lang),
        "glossary": address(GLOSSARY, lang) if GLOSSARY in library.order else "",
        "css": project.assets.box_css,
    }


def _kinds(library: Library) -> list[str]:
    """Return the kinds of page there are, in the order of the model."""
    there = {page.kind for page in library.pages.values()}
    return [kind.value for kind in PageKind if kind in there]
