"""Build and browser analyse alike, and the browser's index is the one that was built."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from py_mini_racer import MiniRacer

from ctkb.languages import ENGLISH, TAGS, LangTag
from ctkb.manifest import FILE_NAME, read_manifest
from ctkb.search import SearchPage, SearchScripts, make_index_files, read_sections
from ctkb.search.analysis import cut, simplified_characters
from ctkb.search.index import build_index
from ctkb.search.stemming import ALGORITHMS, make_stemmer

pytestmark = pytest.mark.xdist_group("both-sides")

ENGINE = Path(__file__).parents[2] / "overrides/assets/search/engine"
ODD = (
    "L’État d'Aujourd’hui Œuvre ﬁche Å naïve ÀÉÎÕÜ ß ﷺ ﻻ مُحَمَّـــد آأإٱا ىي ةه ؤئ ١٢٣ ۴۵ "
    "Ёлка йод\u0306 e\u0301tat A\u030a STRASSE İstanbul ½ ① 恐\u200b怖主義 臺灣 𠮷野家 々 〇 "
    "OSINT开源情报2024年 a_b x-y "
    "don't state's l'l'eau \ud83d\ude00 \u2028 \u00ad-\u00ad soft\u00adhyphen"
)


def read_pages(site: Path, lang: str) -> list[SearchPage]:
    """Return the pages of a finished folder as the index of a language sees them."""
    manifest = read_manifest(site / FILE_NAME)
    return [
        SearchPage(
            address=page.address,
            title=page.title,
            description="",
            words=page.words,
            kind=page.kind,
            product=page.product,
            region=page.region,
            sections=read_sections((site / page.address).read_bytes()),
        )
        for page in manifest.pages
        if page.lang == lang and page.kind != "search"
    ]


def texts_of(pages: list[SearchPage], lang: str) -> list[str]:
    """Return every text of the pages whose words are in a language."""
    return [
        text
        for page in pages
        if page.words == lang
        for section in page.sections
        for text in (section.heading, section.text, section.terms)
    ]


@pytest.fixture(scope="module")
def browser_side(scripts: SearchScripts) -> Any:
    """The analysis of the engine in V8, with every stemmer and every Traditional character."""
    engine = MiniRacer()
    names = [f"{name.capitalize()}Stemmer" for name in ALGORITHMS.values()]
    made = ",".join(
        f"{lang}:function(){{return new {name}()}}"
        for lang, name in zip(ALGORITHMS, names, strict=True)
    )
    table = {chr(one): other for one, other in simplified_characters().items()}
    parts = ["var BaseStemmer;", scripts.base, *scripts.stemmers.values()]
    parts += [f"var stemmers={{{made}}};", (ENGINE / "analysis.js").read_text(encoding="utf-8")]
    parts.append(f"simplified = new Map(Object.entries({json.dumps(table)}));")
    parts.append(
        "function analyse(lang, texts) { var stem = stemIn(lang);"
        "return JSON.stringify(JSON.parse(texts).map(function (text) {"
        "return cut(text).map(function (it) { return [it[0], stem(it[0])]; }); })); }"
    )
    engine.eval("\n;".join(parts))
    yield engine
    engine.close()


@pytest.mark.parametrize("lang", TAGS)
def test_both_sides_cut_and_stem_every_word_of_the_site_alike(
    lang: LangTag, site: Path, browser_side: MiniRacer
) -> None:
    texts = [*texts_of(read_pages(site, lang), lang), ODD]
    stem = make_stemmer(lang)
    ours = [[[word, stem(word)] for word in cut(text)] for text in texts]
    theirs = json.loads(str(browser_side.call("analyse", lang, json.dumps(texts))))
    assert sum(map(len, ours)) > 5000
    assert theirs == ours


@pytest.mark.parametrize("lang", TAGS)
def test_the_index_in_the_browser_is_the_one_that_lunr_built(
    lang: LangTag, site: Path, scripts: SearchScripts, tmp_path: Path
) -> None:
    """Vectors are rounded to three digits on each side, in each language's own way."""
    pages = read_pages(site, lang)
    folder = f"search/{lang}"
    for where, data in make_index_files(lang, pages, {}, scripts).items():
        (tmp_path / where).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / where).write_bytes(data)
    engine = MiniRacer()
    engine.eval(
        "var self = this, seen = [], scope = { postMessage: function () {} };"
        "function kbSearchPart(name, run, data) {"
        "  if (name === 'full') { var inner = scope.kbSearchFull;"
        "    scope.kbSearchFull = function (lunr, sent) { var Index = lunr.Index;"
        "      lunr.Index = function (made) { seen.push(made); return new Index(made); };"
        "      inner(lunr, sent); }; }"
        "  run(scope, data); }"
        "function dump(number) { var made = seen[number], all = {};"
        "  Object.keys(made.fieldVectors).forEach(function (ref) {"
        "    all[ref] = made.fieldVectors[ref].toJSON(); });"
        "  var terms = {}; Object.keys(made.invertedIndex).forEach(function (term) {"
        "    terms[made.invertedIndex[term]._index] = term; });"
        "  return JSON.stringify({vectors: all, terms: terms}); }"
    )
    engine.eval((tmp_path / folder / "first.js").read_text(encoding="utf-8"))
    full = next((tmp_path / folder).glob("full.*.js"))
    engine.eval(full.read_text(encoding="utf-8"))
    theirs = json.loads(str(engine.call("dump", 0)))
    engine.close()
    index = build_index(lang, [page for page in pages if page.words == lang]).builder.build()
    words = {posting["_index"]: term for term, posting in index.inverted_index.items()}
    assert set(theirs["terms"].values()) == set(index.inverted_index)
    assert set(theirs["vectors"]) == set(index.field_vectors)
    for ref, vector in index.field_vectors.items():
        flat = vector.serialize()
        ours = {words[flat[at]]: flat[at + 1] for at in range(0, len(flat), 2)}
        sent = theirs["vectors"][ref]
        there = {theirs["terms"][str(sent[at])]: sent[at + 1] for at in range(0, len(sent), 2)}
        assert set(there) == set(ours), ref
        assert all(abs(there[term] - score) < 0.0011 for term, score in ours.items()), ref


def test_untranslated_pages_stand_in_an_index_of_their_own(
    site: Path, scripts: SearchScripts
) -> None:
    pages = read_pages(site, "fr")
    assert {page.words for page in pages} == {"fr", ENGLISH}
    text = make_index_files(LangTag("fr"), pages, {}, scripts)["search/fr/first.js"].decode()
    assert {lang for lang in TAGS if f".{lang}=function" in text} == {"fr", "en"}
    assert text.count('"lang":') == 2
