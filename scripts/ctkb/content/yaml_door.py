"""The only door for YAML: events of the parser to plain values, each with its line.

Plain YAML only: no anchors, no tags, no second document. Words are words (``no`` is Norway and
``on`` is a key); only ``true``, ``false``, ``null``, and decimal numbers are anything else.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from ctkb.content.files import clean_decoded, quote
from ctkb.problems import Place, Problem

MAX_DEPTH = 12
NEAR = 0.7
"""How like a known word a wrong one has to be for a guess: 1 is equal, 0 nothing shared."""
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}\Z")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A value with its line (1-based) and, for mappings and lists, the nodes inside it.

    For a value of a mapping, line is that of its key."""

    value: Any
    line: int
    children: dict[Any, Node] = field(default_factory=dict)

    def line_of(self, *steps: str | int) -> int:
        """Return the line of what stands at the steps, or of the last of them that exists."""
        node = self
        for step in steps:
            inner = node.children.get(step)
            if inner is None:
                break
            node = inner
        return node.line


def guess(wrong: str, known: Iterable[str], marks: str = "`") -> str:
    """Return ``Did you mean `x`?`` without its mark of the end, or nothing where no x is near."""
    near = difflib.get_close_matches(wrong, list(known), n=1, cutoff=NEAR)
    return f"Did you mean {marks}{near[0]}{marks}?" if near else ""


def end_with_guess(mend: str, wrong: str, known: Iterable[str]) -> str:
    """Return the mend, with the known word that is nearest before it where one is near."""
    near = guess(wrong, known)
    if not near:
        return mend
    if near == f"Did you mean {mend.removeprefix('Write ')}?":
        return f"{near} Write it so"
    return f"{near} If not, {mend[0].lower()}{mend[1:]}"


def list_known(known: Iterable[str], limit: int = 12) -> str:
    """Return words for a mend: ``a, b or c``; the rest of a long list is only counted."""
    words = [f"`{word}`" for word in known]
    if len(words) > limit:
        return f"{', '.join(words[:limit])} or one of {len(words) - limit} more"
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1] if words else "none"]))


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """Read a YAML text whose first line is line first_line of the file.

    Returns None where nothing could be read: an empty text, or one that is not YAML.
    Codes: yaml-syntax, yaml-alias, yaml-tag, duplicate-key, yaml-depth, and those of characters.
    """
    builder = _Builder(path, first_line)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (min(mark.line, text.rstrip().count("\n")) if mark else 0)
        what = f"this is not YAML: {quote(str(error.problem or error.context), 90)}"
        mend = "Mend the line; put text that holds `: ` or ` #` between quotation marks"
        builder.say(line, "yaml-syntax", what, mend)
        builder.root = None
    except yaml.YAMLError as error:
        what = f"this is not YAML: {quote(str(error), 90)}"
        builder.say(first_line, "yaml-syntax", what, "Save the file as plain text in UTF-8")
        builder.root = None
    return builder.root, builder.problems


class _Builder:
    """Takes the parser's events one by one; a stack instead of recursion, so depth is ours."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._stack: list[Node] = []
        self._keys: list[tuple[str, int] | None] = []
        self._documents = 0

    def say(self, line: int, code: str, what: str, mend: str) -> None:
        self.problems.append(Problem(Place(self.path, line), code, what, mend))

    def take(self, event: Any) -> bool:
        """Take an event; False stops the reading."""
        line = self.first_line + event.start_mark.line
        if isinstance(event, yaml.ScalarEvent):
            self._refuse(event, line)
            self._scalar(event, line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._refuse(event, line)
            return self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._stack.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            what = f"`*{event.anchor}` is an alias, which is not read here"
            self.say(line, "yaml-alias", what, "Write the value itself in its place")
            self._put(Node(f"*{event.anchor}", line))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                what = "a second YAML document begins here"
                self.say(line, "yaml-syntax", what, "Delete the line `---`")
                return False
        return True

    def _refuse(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            what = f"`&{event.anchor}` is an anchor, which is not read here"
            self.say(line, "yaml-alias", what, f"Delete `&{event.anchor}`")
        if event.tag is not None:
            what = f"`{quote(str(event.tag))}` is a tag, which is not read here"
            self.say(line, "yaml-tag", what, "Delete the tag and leave the value")

    def _open(self, value: Any, line: int) -> bool:
        if self._stack and isinstance(self._stack[-1].value, dict) and self._keys[-1] is None:
            self.say(line, "yaml-syntax", "a key is itself a list or a mapping", "Write one word")
            self.root = None
            return False
        if len(self._stack) >= MAX_DEPTH:
            what = f"values stand more than {MAX_DEPTH} deep inside one another"
            self.say(line, "yaml-depth", what, "Delete the brackets or the indentation")
            self.root = None
            return False
        node = self._put(Node(value, line))
        self._stack.append(node)
        self._keys.append(None)
        return True

    def _scalar(self, event: Any, line: int) -> None:
        top = self._stack[-1] if self._stack else None
        words, faults = clean_decoded(event.value)
        for code, what in faults:
            self.say(line, code, what, "Delete the escape")
        if top is not None and isinstance(top.value, dict) and self._keys[-1] is None:
            key = words
            if key in top.value:
                what = f"the key `{quote(key)}` stands here for a second time"
                self.say(line, "duplicate-key", what, "Delete one of the two")
            self._keys[-1] = (key, line)
            return
        value = _read_plain(words) if event.implicit[0] and not event.style else words
        self._put(Node(value, line))

    def _put(self, node: Node) -> Node:
        if not self._stack:
            self.root = node
            return node
        top = self._stack[-1]
        if isinstance(top.value, list):
            top.children[len(top.value)] = node
            top.value.append(node.value)
            return node
        key = self._keys[-1]
        if key is None:
            self.say(node.line, "yaml-syntax", "a key is not a plain word", "Write one word")
            return node
        node.line = key[1]
        top.children[key[0]] = node
        top.value[key[0]] = node.value
        self._keys[-1] = None
        return node


def _read_plain(text: str) -> Any:
    if text in ("", "~", "null"):
        return None
    if text == "true":
        return True
    if text == "false":
        return False
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text


def as_mapping(node: Node | None) -> Mapping[str, Any]:
    """Return the node's mapping, or an empty one."""
    return node.value if node is not None and isinstance(node.value, dict) else {}


def as_list(value: Any) -> Sequence[Any]:
    """Return a value that may be one or a list as a list; nothing as an empty one."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)
