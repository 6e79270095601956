"""What is a change of a text, and what is only another way of typing it."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

import pytest

from ctkb.translation.fingerprint import fingerprint, normalise

TEXT = """## What it helps to decide {#decide}

An officer asks a **lawful** question, and writes down
why it was asked [@S3]. See [the region](regions/africa.md#training).

- first point that is
  wrapped
- second, 12 of 30

| Right | Test |
|---|:---:|
| privacy | necessity |
| speech | proportion |

> A quotation that
> goes on.

/// events
    region: africa
    kind: [training]
///

```text
one line
  another
```
"""

SAME = {
    "re-wrapped paragraph": TEXT.replace("down\nwhy", "down why").replace("asks a", "asks\na"),
    "re-wrapped list item": TEXT.replace("that is\n  wrapped", "that\n  is wrapped"),
    "re-wrapped quotation": TEXT.replace("that\n> goes", "that goes"),
    "re-wrapped quotation without its mark": TEXT.replace("> goes", "goes"),
    "carriage returns": TEXT.replace("\n", "\r\n"),
    "lone carriage returns": TEXT.replace("\n", "\r"),
    "spaces at ends of lines": TEXT.replace("\n", " \t\n"),
    "two spaces between words": TEXT.replace("an officer", "an  officer").replace(
        "12 of", "12  of"
    ),
    "no-break space": TEXT.replace("12 of", "12\u00a0of"),
    "more blank lines": TEXT.replace("\n\n", "\n\n\n").replace("\n\n\n\n", "\n\n\n"),
    "blank lines around": f"\n\n{TEXT}\n\n",
    "padded table": TEXT.replace("| privacy |", "|   privacy    |").replace("|---|", "|-------|"),
    "unpadded table": TEXT.replace("| Right | Test |", "|Right|Test|"),
}

CHANGED = {
    "a word": TEXT.replace("lawful", "legal"),
    "a number": TEXT.replace("30", "31"),
    "punctuation": TEXT.replace("question, and", "question and"),
    "emphasis": TEXT.replace("**lawful**", "lawful"),
    "capitals": TEXT.replace("first", "First"),
    "a citation": TEXT.replace("@S3", "@S4"),
    "a link": TEXT.replace("africa.md#", "asia.md#"),
    "a heading's id": TEXT.replace("{#decide}", "{#decides}"),
    "a paragraph cut in two": TEXT.replace("down\nwhy", "down\n\nwhy"),
    "two items made one": TEXT.replace("wrapped\n- second", "wrapped - second"),
    "an item moved under the first": TEXT.replace("\n- second", "\n    - second"),
    "a table row": TEXT.replace("| speech | proportion |\n", ""),
    "a table's alignment": TEXT.replace(":---:", "---"),
    "a cell moved": TEXT.replace("| privacy | necessity |", "| privacy necessity | |"),
    "two rows made one": TEXT.replace("necessity |\n|", "necessity | |"),
    "a block's option": TEXT.replace("region: africa", "region: asia"),
    "a block's options in one line": TEXT.replace("africa\n    kind", "africa kind"),
    "a line of code": TEXT.replace("one line\n", "one\nline\n"),
    "code's indentation": TEXT.replace("  another", "    another"),
    "spaces inside code": TEXT.replace("one line\n", "one  line\n"),
    "a quotation no longer one": TEXT.replace("> A quotation that\n> ", "A quotation that\n"),
}


@pytest.mark.parametrize("other", SAME.values(), ids=SAME.keys())
def test_another_way_of_typing_is_no_change(other: str) -> None:
    assert other != TEXT
    assert fingerprint(other) == fingerprint(TEXT)


@pytest.mark.parametrize("other", CHANGED.values(), ids=CHANGED.keys())
def test_what_a_reader_can_see_is_a_change(other: str) -> None:
    assert other != TEXT
    assert fingerprint(other) != fingerprint(TEXT)


def test_unicode_composition_is_no_change() -> None:
    text = "État, protégé, اَلْأَمْنُ"
    assert unicodedata.normalize("NFD", text) != text
    assert fingerprint(unicodedata.normalize("NFD", text)) == fingerprint(text)


def test_a_wrap_between_chinese_characters_is_no_space_but_a_space_is() -> None:
    assert fingerprint("依法打击\n恐怖主义") == fingerprint("依法打击恐怖主义")
    assert fingerprint("依法打击 恐怖主义") != fingerprint("依法打击恐怖主义")
    assert fingerprint("使用 OSINT\n的") == fingerprint("使用 OSINT 的")


def test_a_dash_at_the_start_of_a_wrapped_line_is_text() -> None:
    assert fingerprint("from 3\n- 5 days") == fingerprint("from 3 - 5 days")


def test_two_paragraphs_that_only_change_places_are_a_change() -> None:
    assert fingerprint("one\n\ntwo") != fingerprint("two\n\none")


def test_a_fence_inside_a_longer_fence_does_not_close_it() -> None:
    text = "````\n```\na  b\n```\n````\n\nwords  here"
    assert normalise(text) == "````\n```\na  b\n```\n````\n\nwords here"


def test_a_fingerprint_is_sixteen_hex_digits_and_never_changes() -> None:
    assert fingerprint("An officer asks.") == "22ebfed75730f126"


@pytest.mark.parametrize("text", [TEXT, *SAME.values(), *CHANGED.values()])
def test_normalising_again_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


MADE_TO_BE_SLOW: list[Callable[[int], str]] = [
    lambda n: "> " * n + "x",
    lambda n: "> x\n///\n" * n,
    lambda n: "a\n" * 4 * n,
    lambda n: " " * 4 * n + "|\n" + " " * 4 * n + "-",
]


@pytest.mark.parametrize("make", MADE_TO_BE_SLOW)
def test_eight_times_the_text_takes_about_eight_times_as_long(make: Callable[[int], str]) -> None:
    def cost(size: int) -> float:
        text = make(size)
        start = time.process_time()
        fingerprint("| a |\n" + text)
        fingerprint(text)
        return time.process_time() - start

    # 64 times, were it the square. Both sides of a pair are taken at once and one fair pair is
    # enough: what else the machine does can spoil a pair, but hardly make a square look straight.
    assert any(cost(32_000) < 24 * cost(4_000) + 0.02 for _ in range(4))
