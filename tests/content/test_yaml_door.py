"""YAML: plain values with their lines, and nothing that costs or hides."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ctkb.content.yaml_door import read_yaml

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text("abc:#-'\" \né", max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc é", min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(PLAIN, st.booleans())
def test_plain_yaml_means_what_it_means_elsewhere(value: Any, flow: bool) -> None:
    text = yaml.safe_dump({"a": value}, allow_unicode=True, default_flow_style=flow)
    node, problems = read_yaml(text, "a.yml")
    if problems:  # the writer uses anchors only for values that are one object
        assert "&id" in text
        return
    assert node is not None
    assert node.value == {"a": value}


def test_words_of_yaml_1_1_are_words() -> None:
    node, problems = read_yaml("on: no\nid: yes\nat: 12:30\nday: 2026-11-21\nhex: 0x1f", "a.yml")
    assert problems == []
    assert node is not None
    assert node.value == {
        "on": "no",
        "id": "yes",
        "at": "12:30",
        "day": "2026-11-21",
        "hex": "0x1f",
    }


def test_every_value_knows_its_line() -> None:
    text = "a:\n  - b: 1\n    c:\n      d\n  - {e: 2,\n     f: [3,\n  4]}\n"
    node, _ = read_yaml(text, "a.yml", first_line=10)
    assert node is not None
    steps: list[tuple[str | int, ...]] = [
        (), ("a",), ("a", 0), ("a", 0, "c"), ("a", 1, "e"), ("a", 1, "f"), ("a", 1, "f", 1),
        ("a", 1, "f", 9),
    ]  # fmt: skip
    assert [node.line_of(*step) for step in steps] == [10, 10, 11, 12, 14, 15, 16, 15]


def test_a_bomb_of_aliases_is_refused_and_costs_nothing() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    node, problems = read_yaml(bomb, "a.yml")
    assert {problem.code for problem in problems} == {"yaml-alias"}
    assert len(problems) == 30 + 29 * 9
    assert node is not None
    assert len(str(node.value)) < 5000


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 50_000])
def test_depth_is_refused_before_it_hurts(text: str) -> None:
    node, problems = read_yaml(text, "a.yml")
    assert node is None
    assert [problem.code for problem in problems] in (["yaml-depth"], ["yaml-syntax"])


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a: b\n  c: d", 2, "yaml-syntax"),
        ("a: [b\n", 1, "yaml-syntax"),
        ("a: b\n\tc: d", 2, "yaml-syntax"),
        ("a: 'b\n\n\n", 1, "yaml-syntax"),
        ("a: b\n---\nc: d", 2, "yaml-syntax"),
        ("? [a, b]\n: c", 1, "yaml-syntax"),
        ("a: b\nc: !!python/object/apply:os.system [id]", 2, "yaml-tag"),
        ("a: 1\nb: 2\na: 3", 3, "duplicate-key"),
        ("a: &x 1\nb:\n  <<: *x", 3, "yaml-alias"),
    ],
)
def test_what_is_not_plain_yaml_is_said_with_its_line(text: str, line: int, code: str) -> None:
    _, problems = read_yaml(text, "a.yml")
    assert (line, code) in [(problem.place.line, problem.code) for problem in problems]
    assert {problem.code for problem in problems} == {code}


def test_an_empty_text_is_nothing_and_no_problem() -> None:
    assert read_yaml("# only words\n", "a.yml") == (None, [])
