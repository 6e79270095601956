"""A drawing in the making: boxes, arrows and words in units of a pixel, top start corner first.

Whoever draws thinks from start to end; where the page runs from right to left everything is
mirrored on its way into the SVG. Presentation attributes alone, so that a drawing is whole without
a stylesheet; classes let a stylesheet choose the colours.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable
from dataclasses import dataclass, field

from ctkb.markdown.diagrams.letters import widest_piece, wrap
from ctkb.markdown.elements import escape

SIZE = 15.0
PAD = 10.0
HEAD = 5.0
"""Half the width of an arrow's head."""
_LEADING = {"ar": 25.0, "zh": 22.0}
_RISE = 0.34
"""From the middle of a line of words down to where they stand, in parts of their size."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words broken into lines. bold: how many lines, from the first, are strong."""

    lines: tuple[str, ...]
    leading: float
    bold: int = 0

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.leading


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing to draw, in the order of drawing."""

    tag: str
    css: str
    points: tuple[tuple[float, float], ...]
    words: str = ""
    anchor: str = "start"
    bold: bool = False
    tint: float = 0.0
    radius: float = 0.0


@dataclass(slots=True)
class Canvas:
    """width: of the drawing. lang, mirrored: of the page's words."""

    width: float
    lang: str
    mirrored: bool
    height: float = 0.0
    shapes: list[Shape] = field(default_factory=list)

    def set(self, words: str, width: float, label: str = "") -> Words:
        """Break words to a width, under a label on strong lines of its own where there is one."""
        leading = _LEADING.get(self.lang, 20.0)
        head = wrap(label, width, SIZE * 1.08) if label else ()
        return Words((*head, *wrap(words, width, SIZE)), leading, len(head))

    def box(
        self,
        at: tuple[float, float],
        size: tuple[float, float],
        css: str,
        *,
        radius: float = 0.0,
        tint: float = 0.0,
    ) -> None:
        """Draw a box. at: its start corner. tint: how strongly it is filled with ink (0 to 1)."""
        (x, y), (width, height) = at, size
        points = ((x, y), (x + width, y + height))
        self.shapes.append(Shape("rect", css, points, radius=radius, tint=tint))
        self.height = max(self.height, y + height)

    def write(self, x: float, y: float, words: Words, anchor: str = "start") -> None:
        """Write words whose first line begins at y. x: where lines start, or their middle."""
        for number, line in enumerate(words.lines):
            middle = y + (number + 0.5) * words.leading
            self.shapes.append(
                Shape(
                    "text",
                    "",
                    ((x, middle + SIZE * _RISE),),
                    line,
                    anchor,
                    number < words.bold,
                )
            )
        self.height = max(self.height, y + words.height)

    def circle(self, x: float, y: float, radius: float, words: str) -> None:
        """Draw a circle round short words. x, y: of its middle."""
        self.shapes.append(Shape("circle", "kb-dg-ask", ((x, y),), radius=radius))
        self.shapes.append(Shape("text", "", ((x, y + SIZE * _RISE),), words, "middle", bold=True))

    def line(self, *points: tuple[float, float], arrow: bool = True) -> None:
        """Draw a line through points, with a head at its end."""
        way = list(points)
        if arrow:
            (ax, ay), (bx, by) = points[-2:]
            dx, dy = (bx > ax) - (bx < ax), (by > ay) - (by < ay)
            back = (bx - dx * HEAD * 1.6, by - dy * HEAD * 1.6)
            sides = [(back[0] + s * dy * HEAD, back[1] + s * dx * HEAD) for s in (1, -1)]
            way[-1] = back
            self.shapes.append(Shape("polygon", "kb-dg-head", (*sides, (bx, by))))
        self.shapes.append(Shape("polyline", "kb-dg-line", tuple(way)))

    def finish(self, title: str, title_id: str, css: str) -> etree.Element:
        """Return the ``<svg>``, named by its title."""
        width, height = _show(self.width + 2), _show(self.height + 2)
        svg = etree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": css,
                "viewBox": f"-1 -1 {width} {height}",
                "width": width,
                "height": height,
                "role": "img",
                "aria-labelledby": title_id,
                "font-size": _show(SIZE),
                "fill": "currentColor",
            },
        )
        if self.mirrored:
            svg.set("direction", "rtl")
        etree.SubElement(svg, "title", {"id": title_id}).text = escape(title)
        for shape in self.shapes:
            self._add(svg, shape)
        return svg

    def _add(self, svg: etree.Element, shape: Shape) -> None:
        element = etree.SubElement(svg, shape.tag)
        if shape.css:
            element.set("class", shape.css)
        points = [(self.width - x if self.mirrored else x, y) for x, y in shape.points]
        if shape.tag == "rect":
            (ax, ay), (bx, by) = points
            _set(element, x=min(ax, bx), y=ay, width=abs(bx - ax), height=by - ay)
            if shape.radius:
                _set(element, rx=shape.radius)
            if shape.tint:
                element.set("fill-opacity", _show(shape.tint, 2))
            else:
                element.set("fill", "none")
            element.set("stroke", "currentColor")
        elif shape.tag == "circle":
            _set(element, cx=points[0][0], cy=points[0][1], r=shape.radius)
            element.set("fill", "none")
            element.set("stroke", "currentColor")
        elif shape.tag == "text":
            _set(element, x=points[0][0], y=points[0][1])
            if shape.anchor != "start":
                element.set("text-anchor", shape.anchor)
            if shape.bold:
                element.set("font-weight", "700")
            element.text = escape(shape.words)
        else:
            element.set("points", " ".join(f"{_show(x)},{_show(y)}" for x, y in points))
            if shape.tag == "polyline":
                element.set("fill", "none")
                element.set("stroke", "currentColor")
                element.set("stroke-width", "1.5")


def _set(element: etree.Element, **numbers: float) -> None:
    for name, number in numbers.items():
        element.set(name, _show(number))


def _show(number: float, places: int = 1) -> str:
    """Return a number with at most so many places, the same on every machine."""
    text = f"{number:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def fits(cells: Iterable[str], width: float) -> bool:
    """Tell whether no word of the cells is wider than a width."""
    return all(widest_piece(cell, SIZE) <= width for cell in cells)
