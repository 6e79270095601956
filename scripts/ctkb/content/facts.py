"""``docs/data/*.yml`` to dataclasses, and the references between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from ctkb.content import schemas
from ctkb.content.dates import first_day, last_day
from ctkb.content.door import check_shape
from ctkb.content.files import quote, read_text
from ctkb.content.model import (
    Confidence,
    Event,
    EventId,
    Instrument,
    InstrumentId,
    Name,
    NamedState,
    NameId,
    Region,
    RegionId,
    Source,
    SourceId,
    State,
    StateId,
    Synonyms,
    Term,
    TermForm,
    TermId,
    Text,
)
from ctkb.content.names import is_state
from ctkb.content.yaml_door import Node, end_with_guess, list_known, read_yaml
from ctkb.languages import TAGS, LangTag
from ctkb.problems import Place, Problem

T = TypeVar("T")


@dataclass(slots=True)
class Facts:
    """The facts that could be read, and the ids that stand in the files, read or not: a wrong
    entry is one problem, not one more for each place that names it."""

    sources: dict[SourceId, Source] = field(default_factory=dict)
    instruments: dict[InstrumentId, Instrument] = field(default_factory=dict)
    states: dict[StateId, State] = field(default_factory=dict)
    regions: dict[RegionId, Region] = field(default_factory=dict)
    events: dict[EventId, Event] = field(default_factory=dict)
    terms: dict[TermId, Term] = field(default_factory=dict)
    names: dict[NameId, Name] = field(default_factory=dict)
    synonyms: dict[str, Synonyms] = field(default_factory=dict)
    ids: dict[str, dict[str, int]] = field(default_factory=dict)

    def known(self, table: str) -> Mapping[str, int]:
        """Return the ids of a table with their lines."""
        return self.ids.get(table, {})

    def known_sources(self) -> list[str]:
        """Return what a citation may name: sources, then instruments."""
        return [*self.known("sources"), *self.known("instruments")]


@dataclass(frozen=True, slots=True)
class _Table:
    file: str
    key: str
    shape: type[BaseModel]
    make: Callable[[Any], Any]


def make_text(shape: schemas.TextIn) -> Text:
    """Turn the checked form of a text in several languages into the dataclass."""
    return Text(_by_lang(shape))


def _maybe(shape: schemas.TextIn | None) -> Text | None:
    return None if shape is None else make_text(shape)


def _by_lang(shape: Any) -> dict[LangTag, Any]:
    found = ((tag, getattr(shape, tag)) for tag in TAGS)
    return {tag: value for tag, value in found if value is not None}


def _forms(shape: schemas.FormsIn) -> dict[LangTag, TermForm]:
    return {tag: _form(form) for tag, form in _by_lang(shape).items()}


def _form(form: schemas.FormIn) -> TermForm:
    confidence = Confidence(form.confidence)
    return TermForm(form.term, form.abbr, tuple(form.alt), confidence, tuple(form.avoid))


def _source_ids(ids: Iterable[str]) -> tuple[SourceId, ...]:
    return tuple(SourceId(key) for key in ids)


def _make_source(s: schemas.SourceIn) -> Source:
    return Source(
        SourceId(s.id),
        s.title,
        s.publisher,
        s.date,
        s.url,
        s.language,
        s.read,
        s.title_language,
    )


def _make_instrument(s: schemas.InstrumentIn) -> Instrument:
    return Instrument(
        id=InstrumentId(s.id),
        group=s.group,
        weight=s.weight,
        name=make_text(s.name),
        symbol=s.symbol,
        date=s.date,
        body=make_text(s.body),
        about=make_text(s.about),
        url=s.url,
        sources=_source_ids(s.sources),
        confidence=Confidence(s.confidence),
    )


def _make_state(s: schemas.StateIn) -> State:
    return State(StateId(s.id), {} if s.un_names is None else _by_lang(s.un_names))


def _make_region(s: schemas.RegionIn) -> Region:
    states = tuple(
        NamedState(StateId(n.state), tuple(n.why), _source_ids(n.sources), _maybe(n.note))
        for n in s.states
    )
    return Region(RegionId(s.id), make_text(s.name), states)


def _make_event(s: schemas.EventIn) -> Event:
    return Event(
        id=EventId(s.id),
        kind=s.kind,
        title=make_text(s.title),
        start=s.start,
        end=s.end,
        place=_maybe(s.place),
        state=None if s.state is None else StateId(s.state),
        regions=tuple(RegionId(key) for key in s.regions),
        attendance=_maybe(s.attendance),
        note=_maybe(s.note),
        announced=s.announced,
        sources=_source_ids(s.sources),
        confidence=Confidence(s.confidence),
    )


def _make_term(s: schemas.TermIn) -> Term:
    forms, definition = _forms(s.forms), make_text(s.definition)
    return Term(TermId(s.id), s.part, s.core, forms, definition, _source_ids(s.sources))


def _make_name(s: schemas.NameIn) -> Name:
    return Name(NameId(s.id), s.kind, _forms(s.forms))


def _make_synonyms(s: schemas.SynonymsIn) -> Synonyms:
    return Synonyms(s.id, LangTag(s.language), tuple(s.words))


_TABLES = (
    _Table("sources.yml", "sources", schemas.SourceIn, _make_source),
    _Table("instruments.yml", "instruments", schemas.InstrumentIn, _make_instrument),
    _Table("states.yml", "states", schemas.StateIn, _make_state),
    _Table("regions.yml", "regions", schemas.RegionIn, _make_region),
    _Table("events.yml", "events", schemas.EventIn, _make_event),
    _Table("glossary.yml", "terms", schemas.TermIn, _make_term),
    _Table("names.yml", "names", schemas.NameIn, _make_name),
    _Table("synonyms.yml", "synonyms", schemas.SynonymsIn, _make_synonyms),
)
DATA_FOLDER = "docs/data"
DATA_FILES = tuple(table.file for table in _TABLES)


def load_facts(root: Path, found: Iterable[str]) -> tuple[Facts, list[Problem]]:
    """Read the data files among the found paths. A file that is not there holds nothing.

    Codes: those of the text and YAML doors, duplicate-id, unknown-source, unknown-region,
    unknown-state, bad-date.
    """
    facts = Facts()
    problems: list[Problem] = []
    nodes: dict[str, list[tuple[str, Node]]] = {}
    there = set(found)
    for table in _TABLES:
        path = f"{DATA_FOLDER}/{table.file}"
        if path not in there:
            continue
        file, faults = read_text(root, path)
        problems += faults
        if file is None:
            continue
        node, faults = read_yaml(file.text, path)
        problems += faults
        nodes[table.key] = []
        if node is not None:
            problems += _read_table(facts, table, node, path, nodes[table.key])
    problems += _check_references(facts, nodes)
    return facts, problems


def _read_table(
    facts: Facts, table: _Table, node: Node, path: str, nodes: list[tuple[str, Node]]
) -> list[Problem]:
    entries = node.children.get(table.key)
    problems: list[Problem] = []
    for key, child in node.children.items():
        if key != table.key:
            what = f"the key `{quote(str(key))}` is not known here"
            mend = end_with_guess("Delete it", str(key), [table.key])
            problems.append(Problem(Place(path, child.line), "unknown-key", what, mend))
    if entries is None or not isinstance(entries.value, list):
        what = f"the file does not hold a list `{table.key}`"
        line = node.line if entries is None else entries.line
        mend = f"Begin the file with `{table.key}:` and write the entries below it"
        problems.append(Problem(Place(path, line), "missing-key", what, mend))
        return problems
    known = facts.ids.setdefault(table.key, {})
    others = facts.known("sources") if table.key == "instruments" else {}
    store: dict[Any, Any] = getattr(facts, table.key)
    for entry in entries.children.values():
        shape, faults = check_shape(table.shape, entry, path)
        problems += faults
        key = entry.value.get("id") if isinstance(entry.value, dict) else None
        if not isinstance(key, str):
            continue
        line = entry.line_of("id")
        if key in known or key in others:
            where = f"line {known[key]}" if key in known else f"sources.yml, line {others[key]}"
            what = f"the id `{quote(key)}` is also that of {where}"
            mend = "Give one of the two another id"
            problems.append(Problem(Place(path, line), "duplicate-id", what, mend))
            continue
        known[key] = line
        nodes.append((path, entry))
        if shape is not None:
            store[key] = table.make(shape)
    return problems


_REFERENCES = (
    ("instruments", ("sources",), "source"),
    ("regions", ("states", "*", "state"), "state"),
    ("regions", ("states", "*", "sources"), "source"),
    ("events", ("state",), "state"),
    ("events", ("regions",), "region"),
    ("events", ("sources",), "source"),
    ("terms", ("sources",), "source"),
)
_HOME = {"source": "sources.yml", "state": "states.yml", "region": "regions.yml"}


def _check_references(facts: Facts, nodes: Mapping[str, list[tuple[str, Node]]]) -> list[Problem]:
    known: dict[str, list[str]] = {
        "source": facts.known_sources(),
        "state": list(facts.known("states")),
        "region": list(facts.known("regions")),
    }
    sets = {kind: set(ids) for kind, ids in known.items()}
    problems: list[Problem] = []
    for table, steps, kind in _REFERENCES:
        for path, entry in nodes.get(table, ()):
            for node in _reach(entry, steps):
                if isinstance(node.value, str) and node.value not in sets[kind]:
                    problems.append(
                        unknown_id(kind, node.value, known[kind], Place(path, node.line))
                    )
    for path, entry in nodes.get("states", ()):
        if entry.value["id"] in facts.states and not is_state(entry.value["id"]):
            what = f"`{entry.value['id']}` is not the code of a state"
            mend = "Write the two small letters of ISO 3166-1, like ke for Kenya"
            problems.append(Problem(Place(path, entry.line_of("id")), "unknown-state", what, mend))
    for path, entry in nodes.get("events", ()):
        event = facts.events.get(entry.value["id"])
        if event is not None:
            problems += _check_event_dates(event, Place(path, entry.line_of("end")))
    return problems


def _reach(node: Node, steps: tuple[str, ...]) -> Iterable[Node]:
    if not steps:
        yield from node.children.values() if node.children else (node,)
        return
    inner = node.children.values() if steps[0] == "*" else (node.children.get(steps[0]),)
    for child in inner:
        if child is not None:
            yield from _reach(child, steps[1:])


def _check_event_dates(event: Event, place: Place) -> list[Problem]:
    if event.end is None:
        return []
    if event.start is None:
        what = f"the event `{event.id}` has an end and no start"
        return [Problem(place, "bad-date", what, "Write `start:` above it")]
    if last_day(event.end) < first_day(event.start):
        what = f"the event `{event.id}` ends before it starts"
        return [Problem(place, "bad-date", what, "Exchange `start` and `end`, or mend one")]
    return []


def unknown_id(kind: str, wrong: str, known: Iterable[str], place: Place) -> Problem:
    """Return the problem ``unknown-<kind>`` for an id that stands in no file of facts."""
    known = list(known)
    home = _HOME.get(kind, "glossary.yml")
    shown = f"Add it to {DATA_FOLDER}/{home}, or write one that is there"
    if 0 < len(known) <= 12:
        shown = f"Write {list_known(known)}"
    what = f"there is no {kind} `{quote(wrong)}`"
    return Problem(place, f"unknown-{kind}", what, end_with_guess(shown, wrong, known))
