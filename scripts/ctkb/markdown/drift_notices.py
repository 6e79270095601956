"""A notice at each section whose English text has changed since it was translated."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ctkb.content.model import LEAD, SectionId
from ctkb.languages import ENGLISH
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.elements import add, add_text
from ctkb.markdown.headings import TAGS


def draw_drift_notices(root: etree.Element, drawing: Drawing) -> None:
    """Put the notices right behind the headings; that of the lead at the top of the page."""
    drift = drawing.context.drift
    if LEAD in drift:
        root.insert(0, _make_notice(drawing, drift[LEAD]))
    for heading in [child for child in root if child.tag in TAGS]:
        href = drift.get(SectionId(heading.get("id", "")))
        if href is not None:
            root.insert(list(root).index(heading) + 1, _make_notice(drawing, href))


def _make_notice(drawing: Drawing, href: str) -> etree.Element:
    notice = etree.Element("p", {"class": "kb-drift"})
    add_text(notice, drawing.say("drift.section") + " ")
    add(notice, "a", drawing.say("block.english-section"), href=href, hreflang=ENGLISH)
    notice.tail = "\n"
    return notice
