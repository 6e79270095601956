"""Front matter as text: cut from a page, and written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_FENCE = re.compile(r"---[ \t]*\Z")
_PLAIN = re.compile(r"[^\W\d](?:[\w /().,'’«»“”-]*[\w).’»”])?")
_RESERVED = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """Return the YAML without its fences, the body, and the line of the body's first line.

    The YAML begins on line 2. It is None where the text does not begin with ``---`` or where no
    second ``---`` follows; the body is then the whole text.
    """
    lines = text.split("\n")
    if not _FENCE.match(lines[0]):
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if _FENCE.match(line):
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None, text, 1


def render_front_matter(mapping: Mapping[str, Any]) -> str:
    """Write a mapping as front matter, with both ``---`` lines and a line end behind the second.

    Keys stay in their order, letters of any script stay as they are, no line is folded; equal
    input gives equal text. Words that other readers of YAML take for values are quoted, but for
    the key ``on``. Values: str, int, bool, None, lists and mappings of these. Raises
    TypeError for any other.
    """
    lines = ["---"]
    for key, value in mapping.items():
        lines += _render_entry(key, value, 0)
    return "\n".join([*lines, "---", ""])


def _render_entry(key: str, value: Any, indent: int) -> list[str]:
    pad = "  " * indent
    head = f"{pad}{key if key == 'on' else _render_scalar(key)}:"
    if isinstance(value, Mapping) and value:
        inner = [line for k, v in value.items() for line in _render_entry(k, v, indent + 1)]
        return [head, *inner]
    if isinstance(value, (list, tuple)) and value:
        return [head, *(line for item in value for line in _render_item(item, indent + 1))]
    return [f"{head} {_render_scalar(value)}"]


def _render_item(item: Any, indent: int) -> list[str]:
    pad = "  " * indent
    if isinstance(item, Mapping) and item:
        inner = [line for k, v in item.items() for line in _render_entry(k, v, indent + 1)]
        return [f"{pad}- {inner[0].lstrip(' ')}", *inner[1:]]
    if isinstance(item, (list, tuple)) and item:
        raise TypeError("a list directly inside a list is not written")
    return [f"{pad}- {_render_scalar(item)}"]


def _render_scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, (list, tuple)):
        return "[]"
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} is not written into front matter")
    words = value.replace("\u0085", " ")
    if _PLAIN.fullmatch(words) and words.lower() not in _RESERVED:
        return words
    return json.dumps(words, ensure_ascii=False)
