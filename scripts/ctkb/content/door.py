"""pydantic at the door: a YAML node against a shape; every fault a problem with its own line."""

from __future__ import annotations

import difflib
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ctkb.content.files import quote
from ctkb.content.schemas import ByLanguage
from ctkb.content.yaml_door import NEAR, Node, end_with_guess, list_known
from ctkb.problems import Place, Problem

S = TypeVar("S", bound=BaseModel)

_TYPES = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "model_type": "a mapping of keys to values",
    "dict_type": "a mapping of keys to values",
}
_OURS = {"bad-id", "bad-date", "bad-url", "wrong-type", "wrong-value"}


def check_shape(shape: type[S], node: Node, path: str) -> tuple[S | None, list[Problem]]:
    """Return the node as the shape, or None and every fault found in it.

    Codes: missing-key, unknown-key, unknown-language, wrong-type, wrong-value, bad-id, bad-date,
    bad-url.
    """
    try:
        return shape.model_validate(node.value), []
    except ValidationError as error:
        found = error.errors(include_url=False)
        meant = _find_misspelt(shape, found)
        left = [d for d in found if d["type"] != "missing" or tuple(d["loc"]) not in meant]
        return None, [_make_problem(shape, node, path, detail) for detail in left]


def _find_misspelt(shape: type[BaseModel], found: list[ErrorDetails]) -> set[tuple[int | str, ...]]:
    """Return the places of keys that are there under an unknown key's name: one fault, not two."""
    meant: set[tuple[int | str, ...]] = set()
    for detail in found:
        steps = tuple(detail["loc"])
        if detail["type"] == "extra_forbidden":
            owner = _owner(shape, steps[:-1])
            near = difflib.get_close_matches(str(steps[-1]), _keys(owner), n=1, cutoff=NEAR)
            meant |= {(*steps[:-1], name) for name in near}
    return meant


def _make_problem(shape: type[BaseModel], node: Node, path: str, detail: ErrorDetails) -> Problem:
    steps = tuple(detail["loc"])
    kind = detail["type"]
    place = Place(path, node.line_of(*steps))
    name = quote(".".join(str(s) for s in steps if isinstance(s, str)) or "this")
    last = str(steps[-1]) if steps else ""
    context = detail.get("ctx", {})
    if kind == "missing":
        mend = f"Write `{last}:` and its value here"
        return Problem(place, "missing-key", f"the key `{name}` is missing", mend)
    if kind == "extra_forbidden":
        owner = _owner(shape, steps[:-1])
        known = _keys(owner)
        if issubclass(owner, ByLanguage):
            what = f"`{quote(last)}` is not a language of this site"
            return Problem(place, "unknown-language", what, f"Write {list_known(known)}")
        what = f"the key `{quote(last)}` is not known here"
        mend = end_with_guess("Delete the key, or write a known one", last, known)
        return Problem(place, "unknown-key", what, mend)
    if kind == "literal_error":
        choices = str(context.get("expected", "")).replace("' or '", "', '").strip("'")
        known = choices.split("', '")
        what = f"`{quote(str(detail['input']))}` is not a value of `{name}`"
        mend = end_with_guess(f"Write {list_known(known)}", str(detail["input"]), known)
        return Problem(place, "wrong-value", what, mend)
    if kind in _OURS:
        return Problem(place, kind, f"`{name}`: {context['what']}", str(context["mend"]))
    wanted = _TYPES.get(kind, "something else")
    if not steps:
        what = f"the entry is {_describe(detail['input'])}, not {wanted}"
        return Problem(place, "wrong-type", what, "Write its keys, each as `key: value`")
    what = f"the value of `{name}` is {_describe(detail['input'])}, not {wanted}"
    return Problem(place, "wrong-type", what, f"Write {_suggest(wanted, detail['input'])}")


def _describe(value: Any) -> str:
    if value is None:
        return "empty"
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text"}
    return names.get(type(value), "a list" if isinstance(value, list) else "a mapping")


def _suggest(wanted: str, value: Any) -> str:
    if wanted == "a text" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return f'it between quotation marks: "{value}"'
    if wanted == "a list" and isinstance(value, str):
        return f"it between brackets: [{quote(value)}]"
    return wanted


def _owner(shape: type[BaseModel], steps: tuple[int | str, ...]) -> type[BaseModel]:
    """Return the shape that stands at the steps, found in the annotations of its fields."""
    current = shape
    for step in steps:
        if not isinstance(step, str) or step not in current.model_fields:
            continue
        inner = _find_shape(current.model_fields[step].annotation)
        current = inner or current
    return current


def _keys(shape: type[BaseModel]) -> list[str]:
    """Return the keys of a shape as they are written."""
    return [field.alias or name for name, field in shape.model_fields.items()]


def _find_shape(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _find_shape(part)
        if found is not None:
            return found
    return None
