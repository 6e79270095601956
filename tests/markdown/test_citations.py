"""Citations, the list of sources, and terms."""

from __future__ import annotations

from dataclasses import replace

from ctkb.content.dates import format_date
from ctkb.content.model import Date, SourceId
from ctkb.languages import LangTag
from tests.markdown.drawing_board import (
    convert,
    draw,
    draw_tree,
    make_context,
    make_library,
    source,
    texts,
)


def test_sources_are_numbered_in_reading_order_wherever_they_are_cited() -> None:
    tree = draw_tree("- a\n\n    - deep [@S4]\n\nAfter [@S3; @S4] and [@unsc-1373].\n")
    assert texts(tree, ".//sup") == ["[1]", "[2] [1]", "[3]"]
    assert [link.get("href") for link in tree.xpath(".//sup/a")] == [
        "#source-1",
        "#source-2",
        "#source-1",
        "#source-3",
    ]
    assert [entry.get("id") for entry in tree.xpath(".//section//li")] == [
        "source-1",
        "source-2",
        "source-3",
    ]


def test_each_use_has_a_way_back_with_a_label() -> None:
    tree = draw_tree("One [@S3], two [@S3].")
    back = tree.xpath(".//li[@id='source-1']/span[@class='kb-source__back']/a")
    assert [link.get("href") for link in back] == ["#cite-1-1", "#cite-1-2"]
    assert back[1].get("aria-label") == "Back to citation 2 of source 1"
    ids = tree.xpath(".//sup/a/@id")
    assert ids == ["cite-1-1", "cite-1-2"]


def test_a_source_is_drawn_with_all_that_is_known_of_it() -> None:
    tree = draw_tree("One [@S3], two [@S4].", "fr")
    first, second = texts(tree, ".//section//li")
    date = format_date(Date(2024, 8), LangTag("fr"))
    assert first.startswith(f"Publisher of S3 · Title of S3 · {date} · https://example.org/S3")
    assert "Only its opening part could be read" in first
    assert "Undated · Address not known · Read in full" in second
    link = tree.xpath(".//section//a[@class='kb-url']")[0]
    assert (link.get("href"), link.get("rel")) == ("https://example.org/S3", "noreferrer")
    assert tree.xpath(".//section//cite/@lang") == ["en", "en"]


def test_the_number_of_a_source_stays_on_the_line_of_its_word() -> None:
    html = draw("A word [@S3],\n**another** [@S3], none[@S3]")
    assert "word\u00a0<sup" in html
    assert "</strong>\u00a0<sup" in html
    assert "none<sup" in html


def test_an_instrument_can_be_cited() -> None:
    tree = draw_tree("Bound [@unsc-1373].", "ar")
    entry = tree.xpath(".//li[@id='source-1']")[0]
    assert texts(entry, "./cite") == ["القرار 1373 (2001)"]
    assert texts(entry, "./bdi[@dir='ltr']") == ["S/RES/1373(2001)"]
    assert entry.xpath("./time/@datetime") == ["2001-09-28"]


def test_data_of_a_source_is_text_and_never_markup() -> None:
    html = draw("[@A1]")
    assert "R&amp;D &lt;office&gt;" in html
    assert '<cite dir="rtl" lang="ar">عنوان</cite>' in html


def test_our_description_of_a_source_is_in_our_language_whatever_the_sources_is() -> None:
    library = make_library()
    sources = dict(library.sources)
    sources[SourceId("S3")] = source("S3", language="ar")
    html = draw("[@S3]", library=replace(library, sources=sources))
    assert "<cite>Title of S3</cite>" in html
    assert 'hreflang="ar"' in html


def test_the_list_of_sources_is_in_the_table_of_contents() -> None:
    _, contents = convert(make_context("## First {#first}\n\n[@S3]"))
    assert [entry.id for entry in contents] == ["first", "sources"]


def test_a_page_without_citations_has_no_list_of_sources() -> None:
    assert "kb-sources" not in draw("Words alone.")


def test_an_authors_heading_named_sources_keeps_its_id() -> None:
    tree = draw_tree("## Our sources {#sources}\n\n[@S3]", ids=("sources",))
    assert tree.xpath(".//h2/@id") == ["sources", "kb-sources"]
    assert tree.xpath("./section/@aria-labelledby") == ["kb-sources"]


def test_a_citation_in_code_stays_code() -> None:
    assert "<sup" not in draw("`[@S3]` and \\[@S3]")


def test_a_heading_with_a_citation_keeps_its_words_in_the_table_of_contents() -> None:
    body = "## About [terms](term:osint) [@S3] {#about}"
    _, contents = convert(make_context(body))
    assert contents[0].name == "About terms"


def test_a_term_is_a_button_with_its_definition_and_a_way_to_the_glossary() -> None:
    tree = draw_tree("About [*open* sources](term:osint).")
    term = tree.xpath("./p/span[@class='kb-term']")[0]
    button = term.xpath("./span[@role='button' and @tabindex='0']")[0]
    assert button.text_content() == "open sources"
    described = term.xpath(f".//*[@id='{button.get('aria-describedby')}']")
    assert texts(term, ".//*[@role='tooltip']") == ["Definition of osint."]
    assert described == term.xpath(".//*[@role='tooltip']")
    assert term.xpath(".//a/@href") == ["../glossary.md#term-osint"]


def test_a_term_twice_has_two_ids_and_only_phrasing_content() -> None:
    tree = draw_tree("[a](term:osint) [b](term:osint)")
    assert tree.xpath(".//*[@role='tooltip']/@id") == ["kb-term-1", "kb-term-2"]
    tags = {element.tag for element in tree.xpath("./p//*")}
    assert tags <= {"span", "a", "bdi", "em"}


def test_a_definition_that_is_not_translated_says_its_language() -> None:
    french = draw_tree("[a](term:osint)", "fr").xpath(".//*[@role='tooltip']")[0]
    assert (french.text, french.get("lang")) == ("Définition de osint.", None)
    arabic = draw_tree("[a](term:osint)", "ar").xpath(".//*[@role='tooltip']")[0]
    assert (arabic.tag, arabic.get("lang"), arabic.get("dir")) == ("bdi", "en", "ltr")


def test_a_term_in_a_link_leaves_its_words() -> None:
    tree = draw_tree("[see [sources](term:osint)](https://example.org)")
    assert not tree.xpath(".//a//*[@role='button'] | .//*[@role='button']//a")
