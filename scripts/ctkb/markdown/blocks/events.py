"""Events of the record: a list with everything known, and a short timeline."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ctkb.content.dates import format_range
from ctkb.content.model import Confidence, Date, Event
from ctkb.content.names import state_name
from ctkb.languages import LangTag
from ctkb.markdown.blocks.kinds import BlockCall
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.elements import add, add_text, add_time, add_words, put_words

END_OF_TIME = (10_000, 13, 32)


def draw_events(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Draw the events that match the options, oldest first, undated ones last."""
    events = choose_events(drawing, call)
    if not events:
        add(block, "p", drawing.say("event.none"), css="kb-empty")
        return
    entries = add(block, "ol", css="kb-events__list")
    for event in events:
        entry = add(entries, "li", css="kb-event")
        drawing.claim_id(entry, f"event-{event.id}")
        line = add(entry, "p", css="kb-event__when")
        _draw_date(drawing, line, event)
        kind = add(line, "span", drawing.say(f"kind.{event.kind}"), css="kb-event__kind")
        kind.tail = " "
        title = add(entry, "p", css="kb-event__title")
        put_words(title, event.title.get(drawing.lang), drawing.lang)
        _draw_place(drawing, entry, event, "p")
        for text in (event.attendance, event.note):
            if text is not None:
                add_words(entry, "p", text.get(drawing.lang), drawing.lang, css="kb-event__note")
        _draw_doubt(drawing, entry, event, "p")
        drawing.cite(title, event.sources)


def draw_timeline(drawing: Drawing, block: etree.Element, call: BlockCall) -> None:
    """Draw date, title and place of the events that match the options, oldest first."""
    events = choose_events(drawing, call)
    if not events:
        add(block, "p", drawing.say("event.none"), css="kb-empty")
        return
    entries = add(block, "ol", css="kb-timeline__list")
    for event in events:
        entry = add(entries, "li", css="kb-timeline__entry")
        when = add(entry, "span", css="kb-timeline__when")
        _draw_date(drawing, when, event)
        when.tail = " "
        what = add(entry, "span", css="kb-timeline__what")
        title = add_words(
            what, "span", event.title.get(drawing.lang), drawing.lang, css="kb-timeline__title"
        )
        title.tail = " "
        _draw_place(drawing, what, event, "span")
        _draw_doubt(drawing, what, event, "span")
        drawing.cite(what, event.sources)


def choose_events(drawing: Drawing, call: BlockCall) -> list[Event]:
    """Return the events that match a block's options, in the order they are drawn in."""
    regions, kinds = set(call.read_list("region")), set(call.read_list("kind"))
    year = call.read_number("year")
    events = [
        event
        for event in drawing.context.library.events.values()
        if (not regions or regions & {str(region) for region in event.regions})
        and (not kinds or event.kind in kinds)
        and (year is None or _is_in_year(event, year))
    ]
    return sorted(events, key=lambda event: (_sort_key(event.start), str(event.id)))


def _is_in_year(event: Event, year: int) -> bool:
    if event.start is None:
        return False
    last = event.end if event.end is not None else event.start
    return event.start.year <= year <= last.year


def _sort_key(date: Date | None) -> tuple[int, int, int]:
    """A date known to the month or year stands behind the days of that month or year."""
    if date is None:
        return END_OF_TIME
    return (date.year, date.month or 13, date.day or 32)


def _draw_date(drawing: Drawing, parent: etree.Element, event: Event) -> None:
    if event.start is None:
        undated = add(parent, "span", drawing.say("event.undated"))
        undated.tail = " "
        return
    words = format_range(event.start, event.end, drawing.lang)
    add_time(parent, words, event.start).tail = " "


def _draw_place(drawing: Drawing, parent: etree.Element, event: Event, tag: str) -> None:
    """Draw town and state; as one phrase where both have words in the page's language."""
    if event.place is None and event.state is None:
        return
    line = add(parent, tag, css="kb-event__place")
    line.tail = " "
    state = _name_state(drawing, event, drawing.lang)
    if event.place is None:
        add_text(line, state)
        return
    place = event.place.get(drawing.lang)
    if not state or place.text == state:
        put_words(line, place, drawing.lang)
    elif place.lang == drawing.lang:
        add_text(line, drawing.say("event.place", place=place.text, state=state))
    else:
        add_words(line, "span", place, drawing.lang).tail = " "
        add(line, "span", state)


def _name_state(drawing: Drawing, event: Event, lang: LangTag) -> str:
    if event.state is None:
        return ""
    return state_name(drawing.context.library.states[event.state], lang)


def _draw_doubt(drawing: Drawing, parent: etree.Element, event: Event, tag: str) -> None:
    """Say in words what the record does not settle."""
    keys = ["event.announced"] if event.announced else []
    if event.confidence is not Confidence.HIGH:
        keys.append(f"confidence.{event.confidence.value}")
    for key in keys:
        add(parent, tag, drawing.say(key), css="kb-doubt").tail = " "
