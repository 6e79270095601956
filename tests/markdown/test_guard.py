"""Nothing that could run or lead astray leaves the room, however it is written."""

from __future__ import annotations

import xml.etree.ElementTree as etree

import pytest
from markdown import Markdown

from ctkb.markdown.guard import Guard, is_safe_address
from tests.markdown.drawing_board import draw, draw_tree

ATTACKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "%6Aavascript:alert(1)",
    "%256Aavascript:alert(1)",
    "&#37;6Aavascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "http://example.org",
    "//example.org",
    "/&#47;example.org",
    "\\\\example.org",
    "/root.html",
    "java\u200bscript:alert(1)",
    "\x01javascript:alert(1)",
    "blob:https://example.org/x",
)


@pytest.mark.parametrize("address", ATTACKS)
def test_an_address_that_leads_astray_is_not_safe(address: str) -> None:
    assert not is_safe_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://undocs.org/S/RES/1373(2001)",
        "HTTPS://example.org",
        "mailto:a@example.org",
        "../en/a.md#b",
        "#first",
        "a/b:c.html",
        "?q=a:b",
        "",
        "regions/%D8%A3.html",
    ],
)
def test_relative_paths_and_allowed_schemes_are_safe(address: str) -> None:
    assert is_safe_address(address)


@pytest.mark.parametrize("address", [a for a in ATTACKS if "\x01" not in a])
def test_a_link_that_leads_astray_keeps_its_words_alone(address: str) -> None:
    tree = draw_tree(f"[words]({address}) ![words]({address})")
    assert "words" in tree.text_content()
    assert not tree.xpath(".//@href | .//@src")


def test_attributes_reach_the_page_in_no_way() -> None:
    body = """[x](https://example.org){onclick=alert(1)} ![y](z.png){onerror=alert(1)}

## Heading {#x onclick=alert(1)}

/// note
    attrs: {onclick: alert(1), style: "color:red"}

Text
///

``` {#id .class onclick=alert(1)}
code
```

[x](https://example.org "title onclick=alert(1)")
"""
    tree = draw_tree(body)
    names = {str(name) for element in tree.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or name in ("style", "title")}


def test_what_another_extension_adds_is_cleaned_as_well() -> None:
    root = etree.fromstring(
        '<div><p onclick="x" style="y" id="z" data-x="1">a</p><script>b</script>'
        '<iframe src="https://example.org"/><a href="javascript:x" target="_blank">c</a></div>'
    )
    Guard(Markdown()).run(root)
    assert etree.tostring(root, encoding="unicode") == (
        '<div><p id="z">a</p><span>b</span><span /><a>c</a></div>'
    )


def test_a_permalink_of_the_table_of_contents_passes() -> None:
    root = etree.fromstring(
        '<div><a class="headerlink" href="#x" title="Permanent link">¶</a></div>'
    )
    before = etree.tostring(root)
    Guard(Markdown()).run(root)
    assert etree.tostring(root) == before


def test_no_mark_of_ours_is_left_in_a_page() -> None:
    html = draw("[@S3] [a](term:osint) [@nowhere] [b](term:nowhere) [c [@S3]](https://example.org)")
    assert "-mark" not in html
    assert "[@nowhere]" in html
