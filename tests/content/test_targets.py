"""Targets of links: a browser may make of an accepted one only what the reader took it for."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctkb.content.targets import Fault, Target, TargetKind, decode_scheme, read_target

PIECES = [
    *"abc:/?#&;%.@-_~!$'()*+,=<>[]{}|\\^`\" \t\n\x00\x01\u200b\u202e\uff0f\uff1aé",
    "javascript:", "JaVa", "script:", "data:", "vbscript:", "file:", "https:", "https://", "http://",
    "//", "mailto:", "term:", "term:osint", "&colon;", "&Tab;", "&NewLine;", "&#58;", "&#x3a;",
    "&amp;", "&#106;", "%3A", "%6a", "%253A", "%0a", "e.org", "a@e.org", "../", "x.md", "#a",
]  # fmt: skip


def _browser_scheme(target: str) -> str:
    """Return the scheme a browser would see in an href: entities decoded once, spaces dropped."""
    seen = re.sub(r"[\t\n\r]", "", html.unescape(target)).lstrip("".join(map(chr, range(33))))
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", seen)
    return match[1].lower() if match else ""


@settings(max_examples=2000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join))
def test_an_accepted_target_is_what_a_browser_makes_of_it(target: str) -> None:
    found = read_target(target)
    if isinstance(found, Fault):
        return
    schemes = {
        TargetKind.WEB: "https",
        TargetKind.MAIL: "mailto",
        TargetKind.TERM: "term",
        TargetKind.LOCAL: "",
    }
    assert target.isascii()
    assert not re.search(r"[\s<>\"'`\\{}|^\[\]]", target)
    for seen in (target, html.unescape(target), unquote(target), unquote(html.unescape(target))):
        assert _browser_scheme(seen) == schemes[found.kind]
    if found.kind is TargetKind.WEB:
        parts = urlsplit(html.unescape(target))
        assert parts.scheme == "https"
        assert re.fullmatch(r"[a-zA-Z0-9.-]+", parts.netloc)
    if found.kind is TargetKind.LOCAL:
        assert not target.startswith("/")
        assert "%" not in target


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("x.md", Target(TargetKind.LOCAL, "x.md")),
        ("../a/x.md#b", Target(TargetKind.LOCAL, "../a/x.md", "b")),
        ("#b", Target(TargetKind.LOCAL, "", "b")),
        ("https://undocs.org/S/RES/1373(2001)", Target(TargetKind.WEB)),
        ("https://e.org/?a=%20b&amp;c=d#e", Target(TargetKind.WEB)),
        ("mailto:desk@kb.example.org", Target(TargetKind.MAIL)),
        ("term:open-source", Target(TargetKind.TERM, "open-source")),
    ],
)
def test_the_forms_that_are_read(target: str, expected: Target) -> None:
    assert read_target(target) == expected


@pytest.mark.parametrize(
    ("target", "scheme"),
    [
        ("x.md", ""),
        ("JAVASCRIPT:a", "javascript"),
        ("%256aavascript%253aa", "javascript"),
        ("&amp;#106;avascript:a", "javascript"),
        (" \x01java\tscript\n:a", "javascript"),
    ],
)
def test_a_scheme_is_found_behind_any_disguise(target: str, scheme: str) -> None:
    assert decode_scheme(target) == scheme
