"""Legal and policy instruments, by group, with what each binds to."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ctkb.content.dates import format_date
from ctkb.content.model import Confidence, Instrument
from ctkb.markdown.blocks.kinds import BlockCall
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.elements import (
    add,
    add_latin,
    add_text,
    add_time,
    add_words,
    escape,
    put_words,
)

GROUPS = (
    "security-council", "general-assembly", "guidance", "human-rights", "treaties", "evidence",
    "virtual-assets", "companies", "emerging",
)  # fmt: skip
"""The groups in the order they are listed in."""


def draw_instruments(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Draw the instruments that match the options. Groups have headings if there are several."""
    groups, ids = set(call.read_list("group")), set(call.read_list("ids"))
    chosen = [
        instrument
        for instrument in drawing.context.library.instruments.values()
        if (not groups or instrument.group in groups) and (not ids or instrument.id in ids)
    ]
    if not chosen:
        add(block, "p", drawing.say("instrument.none"), css="kb-empty")
        return
    present = [group for group in GROUPS if any(item.group == group for item in chosen)]
    for group in present:
        if len(present) > 1:
            heading = add(block, "h3", drawing.say(f"group.{group}"))
            drawing.claim_id(heading, f"group-{group}")
        entries = add(block, "ul", css="kb-instruments__list")
        for instrument in chosen:
            if instrument.group == group:
                _draw_instrument(drawing, entries, instrument)


def _draw_instrument(drawing: Drawing, entries: etree.Element, instrument: Instrument) -> None:
    lang = drawing.lang
    entry = add(entries, "li", css="kb-instrument")
    drawing.claim_id(entry, f"instrument-{instrument.id}")
    line = add(entry, "p", css="kb-instrument__name")
    add_words(line, "strong", instrument.name.get(lang), lang)
    drawing.cite(line, instrument.sources)
    add_words(entry, "p", instrument.about.get(lang), lang, css="kb-instrument__about")
    facts = add(entry, "dl", css="kb-instrument__facts")
    if instrument.symbol is not None:
        add_latin(_add_fact(drawing, facts, "symbol"), "bdi", instrument.symbol)
    if instrument.date is not None:
        words = format_date(instrument.date, lang)
        add_time(_add_fact(drawing, facts, "date"), words, instrument.date)
    put_words(_add_fact(drawing, facts, "body"), instrument.body.get(lang), lang)
    add_text(_add_fact(drawing, facts, "weight"), drawing.say(_choose_weight(instrument)))
    if instrument.url is not None:
        link = add_latin(_add_fact(drawing, facts, "text"), "a", instrument.url, css="kb-url")
        link.set("href", escape(instrument.url))
        link.set("rel", "noreferrer")
    if instrument.confidence is not Confidence.HIGH:
        doubt = drawing.say(f"confidence.{instrument.confidence.value}")
        add(entry, "p", doubt, css="kb-doubt")


def _choose_weight(instrument: Instrument) -> str:
    """Return the key of the sentence on what binds; of resolutions, those of the Security Council
    may bind outside Chapter VII as well, others recommend."""
    if instrument.weight == "resolution" and instrument.group == "security-council":
        return "weight.resolution-security-council"
    return f"weight.{instrument.weight}"


def _add_fact(drawing: Drawing, facts: etree.Element, name: str) -> etree.Element:
    row = add(facts, "div")
    add(row, "dt", drawing.say(f"instrument.{name}")).tail = " "
    return add(row, "dd")
