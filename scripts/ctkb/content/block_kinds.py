"""The blocks ``/// name | argument``: which there are, what they take, and the check of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ctkb.content.facts import unknown_id
from ctkb.content.files import quote
from ctkb.content.finds import Finds, Vocabulary
from ctkb.content.yaml_door import Node, as_list, as_mapping, end_with_guess, list_known, read_yaml
from ctkb.problems import Place

OPENING = re.compile(r"(/{3,}) ([a-z][a-z0-9-]*)(?: \|(?: (.*?))?)? *\Z")
CLOSING = re.compile(r"(/{3,}) *\Z")
OPTION_LIKE = re.compile(r"([A-Za-z_][\w-]*) *:(?: |\Z)")

Form = Literal["one", "one-or-list", "list", "int", "bool"]


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a block. words: the field of the vocabulary its values come from."""

    form: Form
    words: str = ""
    kind: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class BlockKind:
    """One kind of block. content: what may stand in it; steps, questions and grid are what the
    diagrams of block_content are drawn of. outer: whether blocks may."""

    options: Mapping[str, Option]
    content: Literal["none", "list", "markdown", "steps", "questions", "grid"] = "none"
    argument: bool = False
    outer: bool = False


_REGION = Option("one", "regions", "region")
_KIND = Option("one-or-list", "kinds", "kind")
_YEAR = Option("int")
BLOCK_KINDS: Mapping[str, BlockKind] = {
    "key-facts": BlockKind({}, content="list"),
    "events": BlockKind({"region": _REGION, "kind": _KIND, "year": _YEAR}),
    "timeline": BlockKind({"region": _REGION, "kind": _KIND, "year": _YEAR}),
    "states": BlockKind({"region": Option("one", "regions", "region", required=True)}),
    "handbooks": BlockKind({"ids": Option("list", "products", "product")}),
    "checklist": BlockKind({}, content="list", argument=True),
    "instruments": BlockKind(
        {
            "group": Option("one-or-list", "groups", "group"),
            "ids": Option("list", "instruments", "instrument"),
        }
    ),
    "glossary": BlockKind({"core": Option("bool"), "part": Option("one-or-list", "parts", "part")}),
    "note": BlockKind({}, content="markdown", argument=True, outer=True),
    "warning": BlockKind({}, content="markdown", argument=True, outer=True),
    "to-review": BlockKind({}),
    "pages": BlockKind({}),
    "process": BlockKind({}, content="steps", argument=True),
    "decision": BlockKind({}, content="questions", argument=True),
    "matrix": BlockKind({}, content="grid", argument=True),
    "worksheet": BlockKind({"file": Option("one", required=True)}),
}
_ALL_OPTIONS = {"attrs", *(name for kind in BLOCK_KINDS.values() for name in kind.options)}


def looks_like_option(line: str) -> bool:
    """Tell whether an unindented line under an opening line was meant to be an option."""
    match = OPTION_LIKE.match(line)
    return match is not None and match[1].lower() in _ALL_OPTIONS


def check_options(
    name: str, lines: list[str], first_line: int, opened: int, finds: Finds, words: Vocabulary
) -> Mapping[str, Any]:
    """Read and check the option lines of a block that opened on the line ``opened``.

    Returns those options that are good. Codes: the YAML door's, unknown-option, bad-option,
    missing-option, unknown-region and the like.
    """
    known = BLOCK_KINDS[name].options
    node: Node | None = None
    if lines:
        node, faults = read_yaml("\n".join(lines), finds.path, first_line)
        finds.problems += faults
        if not faults and (node is None or not isinstance(node.value, dict)):
            what = f"the options of the block `{name}` are not lines of `key: value`"
            mend = "Write each as `key: value`, or put an empty line before the text"
            finds.say(first_line, "bad-option", what, mend)
            return {}
        if faults:
            return {}
    good: dict[str, Any] = {}
    for key, value in as_mapping(node).items():
        line = node.line_of(key) if node is not None else opened
        if key not in known:
            what = f"the block `{name}` has no option `{quote(key)}`"
            rest = f"Write {list_known(known)}, or delete the line" if known else "Delete the line"
            finds.say(line, "unknown-option", what, end_with_guess(rest, key, known))
        elif _check_value(name, key, known[key], value, line, finds, words):
            good[key] = value
    for key, option in known.items():
        if option.required and key not in as_mapping(node):
            what = f"the block `{name}` needs the option `{key}`"
            mend = f"Write `    {key}: ...` directly under its opening line"
            finds.say(opened, "missing-option", what, mend)
    return good


def _check_value(
    name: str, key: str, option: Option, value: Any, line: int, finds: Finds, words: Vocabulary
) -> bool:
    wanted = {
        "one": "one word",
        "one-or-list": "a word or a list in brackets",
        "list": "a list in brackets",
        "int": "a year of four digits",
        "bool": "true or false",
    }[option.form]
    if option.form == "int":
        good = isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2100
    elif option.form == "bool":
        good = isinstance(value, bool)
    else:
        entries = as_list(value)
        good = bool(entries) and all(isinstance(entry, str) for entry in entries)
        good = good and isinstance(value, list) is not (option.form == "one")
        good = good or (option.form == "one-or-list" and isinstance(value, str))
    if not good:
        what = f"the option `{key}` of the block `{name}` is not {wanted}"
        example = "2023" if option.form == "int" else wanted
        finds.say(line, "bad-option", what, f"Write {example}")
        return False
    if not option.words:
        return True
    known: Collection[str] = getattr(words, option.words)
    unknown = [entry for entry in as_list(value) if entry not in known]
    for entry in unknown:
        if option.kind in ("kind", "group", "part"):
            what = f"`{quote(entry)}` is not a {option.kind} that the block `{name}` knows"
            mend = end_with_guess(f"Write {list_known(known)}", entry, known)
            finds.say(line, "bad-option", what, mend)
        elif option.kind == "product":
            what = f"there is no handbook `{quote(entry)}`"
            mend = end_with_guess(f"Write {list_known(known)}", entry, known)
            finds.say(line, "unknown-product", what, mend)
        else:
            place = Place(finds.path, line)
            finds.problems.append(unknown_id(option.kind, entry, known, place))
    return not unknown
