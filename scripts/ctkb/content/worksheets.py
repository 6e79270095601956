"""``products/<id>/worksheets/<name>.yml`` to a :class:`Worksheet`, and the blocks that show them.

The shapes say what may stand where; what one place demands of another (the scale of a field, the
points a band covers) is looked at here, so that every fault has its own line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field as Spelt

from ctkb.content.door import check_shape
from ctkb.content.facts import make_text
from ctkb.content.files import quote, read_text
from ctkb.content.model import Page, ProductId
from ctkb.content.schemas import KebabId, Shape, TextIn
from ctkb.content.worksheet_model import (
    Band,
    Field,
    FieldKind,
    Named,
    Part,
    Scale,
    Scoring,
    Step,
    Worksheet,
)
from ctkb.content.yaml_door import Node, end_with_guess, list_known, read_yaml
from ctkb.problems import Place, Problem

BLOCK = "worksheet"
Worksheets = dict[tuple[ProductId, str], Worksheet]
_KEYS: Mapping[str, tuple[str, ...]] = {
    "text": (),
    "long-text": ("lines",),
    "date": (),
    "yes-no": (),
    "choice": ("choices",),
    "scale": ("scale",),
    "table": ("rows", "columns"),
}
"""The keys that a kind of field has for itself. All but ``lines`` it must have."""
_OWN = ("lines", "rows", "scale", "choices", "columns")
_LINES = 3


class NamedIn(Shape):
    id: KebabId
    label: TextIn


class StepIn(Shape):
    value: int
    label: TextIn


class ScaleIn(Shape):
    id: KebabId
    title: TextIn
    steps: list[StepIn]


class FieldIn(Shape):
    id: KebabId
    kind: Literal["text", "long-text", "date", "yes-no", "choice", "scale", "table"]
    label: TextIn
    help: TextIn | None = None
    lines: int | None = None
    rows: int | None = None
    scale: KebabId | None = None
    choices: list[NamedIn] | None = None
    columns: list[NamedIn] | None = None


class PartIn(Shape):
    id: KebabId
    title: TextIn
    fields: list[FieldIn]


class BandIn(Shape):
    start: Annotated[int, Spelt(alias="from")]
    to: int
    label: TextIn
    advice: TextIn


class ScoringIn(Shape):
    adds: list[KebabId]
    bands: list[BandIn] = Spelt(default_factory=list)
    note: TextIn | None = None


class WorksheetIn(Shape):
    title: TextIn
    purpose: TextIn
    scales: list[ScaleIn] = Spelt(default_factory=list)
    parts: list[PartIn]
    scoring: ScoringIn | None = None


def read_worksheets(
    root: Path, files: Iterable[tuple[ProductId, str, str]]
) -> tuple[Worksheets, list[Problem]]:
    """Read every worksheet. files: handbook, id and path of each.

    Codes: those of the YAML door and of shapes, wrong-value, missing-key, unknown-key,
    duplicate-id, unknown-scale, unused-scale, unknown-field, bad-bands.
    """
    found: Worksheets = {}
    problems: list[Problem] = []
    for product, name, path in files:
        file, faults = read_text(root, path)
        problems += faults
        node, faults = read_yaml(file.text, path) if file is not None else (None, [])
        problems += faults
        if file is None or (node is None and faults):
            continue
        shape, faults = check_shape(WorksheetIn, node or Node({}, 1), path)
        if shape is not None and node is not None:
            faults = _Checker(node, path).check(shape)
            found[product, name] = _make(shape, product, name, path)
        problems += faults
    return found, problems


class _Checker:
    """Looks for what the shapes cannot say. node: the whole file."""

    def __init__(self, node: Node, path: str) -> None:
        self._node = node
        self._path = path
        self._problems: list[Problem] = []

    def check(self, shape: WorksheetIn) -> list[Problem]:
        self._check_scales(shape)
        self._check_ids("part", [(part.id, ("parts", n)) for n, part in enumerate(shape.parts)])
        places = [
            (field, ("parts", number, "fields", at))
            for number, part in enumerate(shape.parts)
            for at, field in enumerate(part.fields)
        ]
        self._check_ids("field", [(field.id, where) for field, where in places])
        self._check_count(shape.parts, "parts", 1, 12, "parts")
        for number, part in enumerate(shape.parts):
            self._check_count(part.fields, "fields", 1, 30, "parts", number, "fields")
        scales = {scale.id for scale in shape.scales}
        for field, where in places:
            self._check_field(field, scales, *where)
        used = {field.scale for field, _ in places}
        for number, scale in enumerate(shape.scales):
            if scale.id not in used:
                what = f"no field uses the scale `{scale.id}`"
                self._say("unused-scale", what, "Use it, or delete it", "scales", number, "id")
        if shape.scoring is not None:
            fields = {field.id: field for field, _ in places}
            self._check_scoring(shape.scoring, fields, {s.id: s for s in shape.scales})
        return self._problems

    def _say(self, code: str, what: str, mend: str, *steps: str | int) -> None:
        place = Place(self._path, self._node.line_of(*steps))
        self._problems.append(Problem(place, code, what, mend))

    def _check_ids(self, noun: str, found: Sequence[tuple[str, tuple[str | int, ...]]]) -> None:
        lines: dict[str, int] = {}
        for name, where in found:
            line = self._node.line_of(*where, "id")
            if name in lines:
                what = f"the id `{name}` is also that of the {noun} on line {lines[name]}"
                self._say("duplicate-id", what, "Give one of the two another id", *where, "id")
            lines.setdefault(name, line)

    def _check_count(
        self, found: Sequence[object], noun: str, least: int, most: int, *where: str | int
    ) -> None:
        if not least <= len(found) <= most:
            what = f"there are {len(found)} {noun} here"
            self._say("wrong-value", what, f"Write {least} to {most}", *where)

    def _check_number(self, key: str, value: int, least: int, most: int, *where: Any) -> None:
        if not least <= value <= most:
            what = f"the value of `{key}` is {value}"
            self._say("wrong-value", what, f"Write a number from {least} to {most}", *where, key)

    def _check_scales(self, shape: WorksheetIn) -> None:
        scales = list(enumerate(shape.scales))
        self._check_ids("scale", [(scale.id, ("scales", number)) for number, scale in scales])
        for number, scale in scales:
            where = ("scales", number, "steps")
            self._check_count(scale.steps, "steps", 2, 10, *where)
            before = -1
            for at, step in enumerate(scale.steps):
                self._check_number("value", step.value, 0, 100, *where, at)
                if step.value <= before:
                    what = f"the value {step.value} does not rise above the one before it"
                    mend = "Write the steps of a scale from the lowest value to the highest"
                    self._say("wrong-value", what, mend, *where, at, "value")
                before = step.value

    def _check_field(self, field: FieldIn, scales: Collection[str], *where: str | int) -> None:
        own = _KEYS[field.kind]
        for key in _OWN:
            value = getattr(field, key)
            if value is None and key in own and key != "lines":
                what = f"the field `{field.id}` of the kind `{field.kind}` has no `{key}`"
                self._say("missing-key", what, f"Write `{key}:` and its value here", *where)
            elif value is not None and key not in own:
                what = f"a field of the kind `{field.kind}` has no `{key}`"
                self._say("unknown-key", what, "Delete the key", *where, key)
        if field.lines is not None:
            self._check_number("lines", field.lines, 1, 20, *where)
        if field.rows is not None:
            self._check_number("rows", field.rows, 1, 20, *where)
        for key, most in (("choices", 12), ("columns", 6)):
            entries = getattr(field, key)
            if entries is not None:
                self._check_count(entries, key, 2, most, *where, key)
                ids = [(entry.id, (*where, key, at)) for at, entry in enumerate(entries)]
                self._check_ids(key.removesuffix("s"), ids)
        if field.scale is not None and field.scale not in scales:
            what = f"there is no scale `{quote(field.scale)}` in this worksheet"
            mend = end_with_guess(f"Write {list_known(scales)}", field.scale, scales)
            self._say("unknown-scale", what, mend, *where, "scale")

    def _check_scoring(
        self, scoring: ScoringIn, fields: Mapping[str, FieldIn], scales: Mapping[str, ScaleIn]
    ) -> None:
        known = [name for name, field in fields.items() if field.kind == "scale"]
        added: list[ScaleIn] = []
        for at, name in enumerate(scoring.adds):
            if name not in known or name in scoring.adds[:at]:
                what = f"there is no field `{quote(name)}` of the kind `scale`"
                if name in known:
                    what = f"the field `{name}` is added twice"
                mend = end_with_guess(f"Write {list_known(known)}", name, known)
                self._say("unknown-field", what, mend, "scoring", "adds", at)
            elif (scale := scales.get(fields[name].scale or "")) is not None and scale.steps:
                added.append(scale)
        if len(added) == len(scoring.adds):
            least = sum(scale.steps[0].value for scale in added)
            most = sum(scale.steps[-1].value for scale in added)
            self._check_bands(scoring, least, most)

    def _check_bands(self, scoring: ScoringIn, least: int, most: int) -> None:
        if not scoring.adds and not scoring.bands:
            return
        mend = f"Let the bands hold every sum from {least} to {most}, each once, in rising order"
        due = least
        for at, band in enumerate(scoring.bands):
            if band.start != due or band.to < band.start:
                what = f"the band from {band.start} to {band.to} should begin with {due}"
                self._say("bad-bands", what, mend, "scoring", "bands", at)
                return
            due = band.to + 1
        if due != most + 1:
            what = f"the bands end with {due - 1}, and the highest sum is {most}"
            if not scoring.bands:
                what = "the sum of the points has no bands that say what it means"
            self._say("bad-bands", what, mend, "scoring", "bands")


def _make(shape: WorksheetIn, product: ProductId, name: str, path: str) -> Worksheet:
    scales = {
        scale.id: Scale(
            scale.id,
            make_text(scale.title),
            tuple(Step(step.value, make_text(step.label)) for step in scale.steps),
        )
        for scale in shape.scales
    }
    parts = tuple(
        Part(part.id, make_text(part.title), tuple(_make_field(field) for field in part.fields))
        for part in shape.parts
    )
    scoring = None if shape.scoring is None else _make_scoring(shape.scoring)
    title, purpose = make_text(shape.title), make_text(shape.purpose)
    return Worksheet(name, product, path, title, purpose, scales, parts, scoring)


def _make_field(shape: FieldIn) -> Field:
    return Field(
        id=shape.id,
        kind=FieldKind(shape.kind),
        label=make_text(shape.label),
        help=None if shape.help is None else make_text(shape.help),
        lines=shape.lines or (_LINES if shape.kind == "long-text" else 1),
        rows=shape.rows or 0,
        scale=shape.scale or "",
        choices=_make_named(shape.choices),
        columns=_make_named(shape.columns),
    )


def _make_named(shapes: list[NamedIn] | None) -> tuple[Named, ...]:
    return tuple(Named(shape.id, make_text(shape.label)) for shape in shapes or ())


def _make_scoring(shape: ScoringIn) -> Scoring:
    bands = tuple(
        Band(band.start, band.to, make_text(band.label), make_text(band.advice))
        for band in shape.bands
    )
    return Scoring(tuple(shape.adds), bands, None if shape.note is None else make_text(shape.note))


def check_worksheet_blocks(
    pages: Iterable[Page], files: Iterable[tuple[ProductId, str, str]]
) -> list[Problem]:
    """Hold the blocks that show worksheets against the files there are, good or wrong.

    Codes: unknown-worksheet, unused-worksheet.
    """
    there = {(product, name): path for product, name, path in files}
    shown: set[tuple[ProductId, str]] = set()
    problems: list[Problem] = []
    for page in pages:
        known = [name for product, name in there if product == page.product]
        for block in page.blocks:
            name = block.options.get("file")
            if block.name != BLOCK or not isinstance(name, str):
                continue
            if page.product is not None and name in known:
                shown.add((page.product, name))
                continue
            place = Place(page.path, block.line + 1)
            if page.product is None:
                what, mend = "a worksheet stands outside a handbook", "Take the block out"
            else:
                what = f"there is no worksheet `{quote(name)}` in this handbook"
                path = f"products/{page.product}/worksheets/{quote(name)}.yml"
                mend = end_with_guess(f"Write the file {path}", name, known)
            problems.append(Problem(place, "unknown-worksheet", what, mend))
    for key, path in there.items():
        if key not in shown:
            what = "no page of the handbook shows this worksheet"
            mend = f"Write a block `/// {BLOCK}` with `file: {key[1]}` in an English page"
            mend = f"{mend}, or delete the file"
            problems.append(Problem(Place(path), "unused-worksheet", what, mend))
    return problems
