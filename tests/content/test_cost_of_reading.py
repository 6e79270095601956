"""What an unknown person sends in may be long and wild; reading it stays cheap.

The figures are ratios to a plain page of the same size, read in the same run.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ctkb.content import load_library
from ctkb.content.finds import Finds, Vocabulary
from ctkb.content.structure import read_body
from tests.content.broken import GOOD, copy_tree

SIZE = 100_000
WORDS = Vocabulary(sources=dict.fromkeys(f"S{n}" for n in range(200)))
WILD = {
    "brackets": "[" * SIZE,
    "closed brackets": "[" * (SIZE // 2) + "]" * (SIZE // 2),
    "many brackets": "[a] " * (SIZE // 4),
    "many links": "[a](b.md) " * (SIZE // 10),
    "open links": "[a](" * (SIZE // 4),
    "backticks": " ".join("`" * (n % 300 + 1) for n in range(SIZE // 150)),
    "backslashes": "\\" * SIZE,
    "a heading of spaces": "## " + " " * SIZE + "{",
    "many headings": "".join(f"## a {{#a{n}}}\n\n" for n in range(SIZE // 14)),
    "a heading of brackets": "## " + "{" * SIZE + "}",
    "comments": "<!---->" * (SIZE // 7),
    "open comments": "<!--" * (SIZE // 4),
    "tags": "<a@" * (SIZE // 3),
    "unknown sources": "".join(f"[@X{n}]\n\n" for n in range(SIZE // 9)),
    "opened blocks": "/// note\n\n" * (SIZE // 10),
    "closed blocks": "/// note\n\n" * (SIZE // 20) + "///\n" * (SIZE // 8),
    "rows": "| a " * (SIZE // 8) + "|\n" + "|---" * (SIZE // 8) + "|",
    "items": "- a\n" * (SIZE // 4),
    "deep items": "\n".join("    " * n + "- a" for n in range(200)),
    "definitions": "[a" * (SIZE // 4) + "\n[a" * (SIZE // 6),
    "one word": "a" * SIZE,
    "an address": "[a](https://" + "a." * (SIZE // 2) + "org)",
    "entities": "[a](" + "&amp;" * (SIZE // 5) + ")",
}


def _time(body: str) -> float:
    start = time.process_time()
    read_body(body, 1, Finds("page.md"), WORDS)
    return time.process_time() - start


@pytest.mark.parametrize("name", WILD)
def test_no_text_is_slow_to_read(name: str) -> None:
    plain = "Words [a](b.md) and [@S1] more.\n" * 10 + "\n"
    base = min(_time(plain * (SIZE // len(plain))) for _ in range(3))
    assert min(_time(WILD[name]) for _ in range(2)) < 40 * base


def test_many_pages_take_no_longer_each_than_few(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    page = (root / "docs/en/guidelines/first.md").read_bytes()
    for number in range(300):
        (root / f"docs/en/guidelines/page-{number}.md").write_bytes(page)

    def load(tree: Path) -> float:
        start = time.process_time()
        assert load_library(tree)[1] == []
        return time.process_time() - start

    # One fair pair is enough: what else the machine does hardly makes a square look straight.
    assert any(load(root) / 312 < 3 * load(GOOD) / 12 for _ in range(4))
