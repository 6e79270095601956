"""The states that a region's sources name, and why."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as etree

from ctkb.content.model import NamedState, RegionId
from ctkb.content.names import state_name
from ctkb.markdown.blocks.kinds import BlockCall
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.elements import add, add_words


def draw_states(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Draw the states of the region, by name, and below them what being named does not mean."""
    regions = drawing.context.library.regions
    named = [
        state for region in call.read_list("region") for state in regions[RegionId(region)].states
    ]
    if not named:
        add(block, "p", drawing.say("state.none"), css="kb-empty")
    else:
        entries = add(block, "ul", css="kb-states__list")
        for name, state in _sort_by_name(drawing, named):
            _draw_state(drawing, entries, name, state)
    add(block, "p", drawing.say("state.remark"), css="kb-states__remark")


def _sort_by_name(drawing: Drawing, named: list[NamedState]) -> list[tuple[str, NamedState]]:
    """Sort by name without accents; Chinese names, which have no such order, as in the data."""
    states = drawing.context.library.states
    pairs = [(state_name(states[state.state], drawing.lang), state) for state in named]
    if drawing.lang == "zh":
        return pairs
    return sorted(pairs, key=lambda pair: (_fold(pair[0]), str(pair[1].state)))


def _fold(name: str) -> str:
    letters = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def _draw_state(drawing: Drawing, entries: etree.Element, name: str, state: NamedState) -> None:
    entry = add(entries, "li", css="kb-state")
    drawing.claim_id(entry, f"state-{state.state}")
    line = add(entry, "p", css="kb-state__name")
    add(line, "strong", name)
    reasons = add(entry, "ul", css="kb-state__why", aria_label=drawing.say("state.why"))
    for why in state.why:
        add(reasons, "li", drawing.say(f"why.{why}"))
    if state.note is not None:
        add_words(entry, "p", state.note.get(drawing.lang), drawing.lang, css="kb-state__note")
    drawing.cite(line, state.sources)
