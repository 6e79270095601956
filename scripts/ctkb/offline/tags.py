"""Mends what WeasyPrint 70 leaves undone in the tags of a PDF, before it is written.

Works on the objects of pydyf, in the engine's ``finisher``. Rules: ISO 14289-1 (PDF/UA-1), 7.1
(running lines are artifacts), 7.5 (headers of tables have a scope), 7.18 (links print, and say in
words where they lead).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf


def mend_tags(pdf: Any, titles: Mapping[str, str]) -> None:
    """Mend the tags of a document. titles: words for the targets of its links, by id."""
    things = [one for one in pdf.objects if isinstance(one, pydyf.Dictionary)]
    elements = {one.reference: one for one in things if one.get("Type") == "/StructElem"}
    root = next(one for one in things if one.get("Type") == "/StructTreeRoot")
    content = next(one for one in things if one.reference == root["ParentTree"])
    for thing in things:
        if thing.get("Subtype") == "/Link":
            target = thing["Contents"].string
            thing["Contents"] = pydyf.String(titles.get(target, target))
            thing["F"] = 4
    for element in elements.values():
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column"
    _hide_running_lines(pdf, elements, content, root)
    _join_words(elements, content)
    spare: set[bytes] = set()
    _find_spare_links(root["K"][0], elements, {one.reference: one for one in things}, spare)
    for thing in things:
        if thing.get("Type") == "/Page" and "Annots" in thing:
            thing["Annots"][:] = [one for one in thing["Annots"] if one not in spare]


def _hide_running_lines(pdf: Any, elements: Mapping[bytes, Any], content: Any, root: Any) -> None:
    """Make artifacts of heads and feet: the engine keeps them out of the tree, and marks them as
    words of the text all the same."""
    document = root["K"][0]
    known = set(elements[document]["K"])
    hidden: dict[bytes, set[int]] = {}
    for reference, element in elements.items():
        if element.get("P") == document and reference not in known:
            for one in _walk(element, elements):
                own = (kid for kid in one["K"] if isinstance(kid, int))
                hidden.setdefault(one["Pg"], set()).update(own)
                one.clear()
    pages = {
        one.reference: one
        for one in pdf.objects
        if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/Page"
    }
    streams = {one.reference: one for one in pdf.objects if isinstance(one, pydyf.Stream)}
    numbers = content["Nums"]
    by_page = {numbers[n]: numbers[n + 1] for n in range(0, len(numbers), 2)}
    for reference, marks in hidden.items():
        page = pages[reference]
        parents = by_page[page["StructParents"]]
        stream = streams[page["Contents"]].stream
        for place, part in enumerate(stream):
            if isinstance(part, pydyf.Dictionary) and part.get("MCID") in marks:
                stream[place - 1 : place + 1] = ["/Artifact", b"<</Type /Pagination>>"]
        for mark in marks:
            parents[mark] = "null"


def _walk(element: Any, elements: Mapping[bytes, Any]) -> Iterator[Any]:
    kids = list(element["K"])
    yield element
    for kid in kids:
        if isinstance(kid, bytes) and kid in elements:
            yield from _walk(elements[kid], elements)


def _join_words(elements: Mapping[bytes, Any], content: Any) -> None:
    """Hang the words of each line on their paragraph itself.

    The engine gives each line an element of its own, which is a third of a tagged file, and which
    makes some readers stop at the end of each line."""
    lines = {
        reference: one
        for reference, one in elements.items()
        if one.get("S") == "/Span" and len(one["K"]) == 1 and isinstance(one["K"][0], int)
    }
    held: dict[bytes, bytes] = {}
    for reference, element in elements.items():
        kids = element.get("K", [])
        for place, kid in enumerate(kids):
            line = lines.get(kid) if isinstance(kid, bytes) else None
            if line and line["P"] == reference and line["Pg"] == element["Pg"]:
                kids[place] = line["K"][0]
                held[kid] = reference
    for parents in content["Nums"]:
        if isinstance(parents, pydyf.Array):
            parents[:] = [held.get(one, one) for one in parents]
    for reference in held:
        lines[reference].clear()


def _find_spare_links(
    reference: bytes,
    elements: Mapping[bytes, Any],
    things: Mapping[bytes, Any],
    spare: set[bytes],
    *,
    inside: bool = False,
) -> bool:
    """Take from the tree the links inside links, which the engine makes of each part of a link, and
    those without words, which it leaves where a link begins on the next line. Returns whether the
    element has words. spare: annotations to be taken from the pages."""
    element = elements[reference]
    link = element["S"] == "/Link"
    words = False
    own = []
    for kid in list(element["K"]):
        if isinstance(kid, int):
            words = True
        elif kid in elements:
            words |= _find_spare_links(kid, elements, things, spare, inside=inside or link)
        else:
            own.append(kid)
    if own and (inside or not words):
        for kid in own:
            element["K"].remove(kid)
            spare.add(things[kid]["Obj"])
    if link and (inside or not words):
        element["S"] = "/Span" if words else "/NonStruct"
    return words or element["S"] == "/Figure"
