"""Nothing is drawn that was not read: the places where drawing once saw other words."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown

from ctkb.content.finds import Finds, Vocabulary
from ctkb.content.structure import read_body
from ctkb.markdown.guard import Guard
from tests.markdown.drawing_board import draw, draw_tree, make_library, source, text


def test_a_backtick_beside_an_option_does_not_change_what_is_code() -> None:
    body = (
        "/// states\n    region: africa # `\n\n///\n\n` <!-- `\n\n"
        "``--> [x](https://example.org) ![i](https://example.org/i.png) ``"
    )
    finds = Finds("page.md")
    clean = read_body(body, 1, finds, Vocabulary(regions=("africa",)))
    assert finds.problems == []
    tree = draw_tree(clean)
    assert not tree.xpath(".//img | .//a[@href='https://example.org']")


def test_an_image_has_no_address_of_another_host() -> None:
    root = etree.fromstring('<div><img src="https://example.org/a.png" /><img src="a.png" /></div>')
    Guard(Markdown()).run(root)
    assert etree.tostring(root) == b'<div><img /><img src="a.png" /></div>'


def test_data_that_asks_for_a_table_of_contents_stays_text() -> None:
    library = make_library()
    library.events.clear()  # type: ignore[attr-defined]
    original = make_library().events
    for key, event in original.items():
        library.events[key] = event.__class__(  # type: ignore[index]
            **{name: getattr(event, name) for name in event.__slots__} | {"note": text("[TOC]")}
        )
    html = draw("/// events\n///\n\n## H {#h}", library=library)
    assert "[TOC]" in html
    assert 'class="toc"' not in html


def test_an_entity_in_an_address_of_the_data_stays_what_it_is() -> None:
    library = make_library()
    url = "https://example.org/?a=1&copy;=2"
    key = next(iter(library.sources))
    library.sources[key] = source(key, url=url)  # type: ignore[index]
    (link,) = draw_tree(f"Words [@{key}].", library=library).xpath(".//a[@class='kb-url']")
    assert (link.get("href"), link.text) == (url, url)
