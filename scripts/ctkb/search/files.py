"""The published files of one language's search.

``search/<lang>/first.js`` holds the engine with the first tier, ``full.<hash>.js`` lunr with the
second, ``t<N>.js`` the running texts. All are classic scripts: a page opened from a disk can load
nothing else.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from ctkb.languages import ENGLISH, TAGS, LangTag
from ctkb.search.documents import SearchPage, SearchTerm
from ctkb.search.index import build_index
from ctkb.search.packing import checksum, pack_first, pack_full
from ctkb.search.scripts import SearchScripts
from ctkb.search.shrinking import shrink_function
from ctkb.search.stemming import ALGORITHMS

_PART = (
    "var kbSearchPart=self.kbSearchPart||function(name,run,data){run(self,data)};"
    'kbSearchPart("%s",(%s),%s);\n'  # in brackets, a function is not read twice
)
_CHUNK_GOAL = 3600
_CHUNK_LIMIT = 5 * 1024


Keep = Callable[[str, Callable[[], dict[str, Any]]], dict[str, Any]]
"""Name and way of making -> what was made, now or before."""


def _make_anew(_name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    return make()


def search_folder(lang: LangTag) -> str:
    """Return the address of a language's search files, from the site's root."""
    return f"search/{lang}"


def make_index_files(
    lang: LangTag,
    pages: Sequence[SearchPage],
    terms: Mapping[LangTag, Sequence[SearchTerm]],
    scripts: SearchScripts,
    keep: Keep = _make_anew,
) -> dict[str, bytes]:
    """Return the files of one language's search by their address from the site's root.

    lang: of the addresses. pages: in the order of the site, those without a translation with their
    English words. terms: by the language of the words. keep: knows what was made before, by a name
    for all it is made of: five languages may have the same untranslated pages, and all have lunr.
    The same input gives the same bytes."""
    by_words = {
        words: [page for page in pages if page.words == words]
        for words in (lang, *(tag for tag in (ENGLISH, *TAGS) if tag != lang))
    }
    by_words = {words: some for words, some in by_words.items() if some or words == lang}
    folder = search_folder(lang)
    prefix = "" if lang == ENGLISH else f"{lang}/"
    files: dict[str, bytes] = {}
    firsts, fulls, chunk = [], [], 0
    for words, some in by_words.items():
        chunks, texts = _fill_chunks(some, chunk)
        files |= {f"{folder}/t{number}.js": data for number, data in texts.items()}
        chunk = max(texts, default=chunk - 1) + 1
        firsts.append(pack_first(words, some, terms.get(words, ()), chunks, prefix))
        fulls.append(keep(_name_texts(words, some), partial(_make_full, words, some)))
    identity = hashlib.sha256(_dump([firsts, fulls]).encode()).hexdigest()[:16]
    full = _PART % (
        "full",
        _shrink(f"{scripts.lunr}\nscope.kbSearchFull(self.lunr,data)", keep),
        _dump({"id": identity, "check": checksum(_strings(fulls)), "parts": fulls}),
    )
    full_name = f"full.{hashlib.sha256(full.encode()).hexdigest()[:8]}.js"
    files[f"{folder}/{full_name}"] = full.encode()
    first = {
        "id": identity,
        "check": checksum(_strings(firsts)),
        "full": full_name,
        "prefixes": [prefix] * len(firsts),
        "parts": firsts,
    }
    code = _shrink(f"{_stemmers(by_words, scripts)}\n{scripts.engine}", keep)
    files[f"{folder}/first.js"] = (_PART % ("first", code, _dump(first))).encode()
    return files


def _shrink(body: str, keep: Keep) -> str:
    """Return a script of ours as a small function of ``scope`` and ``data``."""
    parameters = "scope,data"
    name = hashlib.sha256(f"{parameters}\n{body}".encode()).hexdigest()
    made = keep(name, lambda: {"code": shrink_function(parameters, body)})
    return str(made["code"])


def _make_full(words: LangTag, pages: Sequence[SearchPage]) -> dict[str, Any]:
    return pack_full(build_index(words, pages))


def _name_texts(words: LangTag, pages: Sequence[SearchPage]) -> str:
    """Return a hash of all that an index of these pages depends on."""
    texts = [
        [page.title, page.description, [[it.heading, it.text, it.terms] for it in page.sections]]
        for page in pages
    ]
    return hashlib.sha256(_dump([words, texts]).encode(errors="surrogatepass")).hexdigest()


def _dump(value: Any) -> str:
    """Return JSON that is JavaScript too: the two separators of lines are not signs there."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _strings(value: Any) -> list[str]:
    """Return every string of a value in the order of its writing."""
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value
    return [text for item in items for text in _strings(item)]


def _stemmers(languages: Mapping[LangTag, object], scripts: SearchScripts) -> str:
    parts = ["var BaseStemmer,stemmers={};", scripts.base]
    for lang in languages:
        if lang in scripts.stemmers:
            name = f"{ALGORITHMS[lang].capitalize()}Stemmer"
            # called when the first word is stemmed
            parts += [
                f";stemmers.{lang}=function(){{{scripts.stemmers[lang]}",
                f";return new {name}}};",
            ]
    return "\n".join(parts) if len(parts) > 2 else parts[0]


def _fill_chunks(pages: Sequence[SearchPage], start: int) -> tuple[list[int], dict[int, bytes]]:
    """Put the texts of sections into files that stay under 5 KB compressed.

    Returns of each section the number of its file, and the files by number. A page begins a new
    file, so that it is loaded with few; a section that is too long for one is cut off."""
    chunks: list[int] = []
    texts: dict[int, list[str]] = {}
    number = start - 1
    size = 0
    for page in pages:
        size = _CHUNK_GOAL
        for section in page.sections:
            text = _fit(section.text)
            weight = len(zlib.compress(text.encode(), 6))
            if size + weight > _CHUNK_GOAL:
                number += 1
                texts[number] = []
                size = 0
            size += weight
            texts[number].append(text)
            chunks.append(number)
    made = {
        number: f"kbSearchText({number},{_dump(part)});\n".encode()
        for number, part in texts.items()
    }
    return chunks, made


def _fit(text: str) -> str:
    while len(zlib.compress(text.encode(), 6)) > _CHUNK_LIMIT - 256:
        text = text[: len(text) * 3 // 4]
    return text
