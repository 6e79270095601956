"""A decision: questions one below the other, what ends the way beside them or below.

Of the answers to a question those that end come first, then those that lead on; the last of these
goes straight down, so that a chain of questions stays one column however long it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from ctkb.markdown.diagrams.canvas import PAD, Canvas, Words
from ctkb.markdown.diagrams.reading import Node

_GAP = 12.0
_INDENT = 28.0
_RAIL = 14.0
"""From the start of a question to the line that leads down from it."""
_BESIDE = 36.0
"""Between a question and an outcome beside it."""


@dataclass(frozen=True, slots=True)
class _Placed:
    x: float
    y: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height


def lay_decision(canvas: Canvas, root: Node) -> None:
    """Put the questions and outcomes onto the canvas."""
    _Layout(canvas).ask(root, 0, 0)


class _Layout:
    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.is_wide = canvas.width > 500
        self.end = canvas.width * 0.52 if self.is_wide else canvas.width
        """Where questions end."""

    def ask(self, node: Node, x: float, y: float) -> float:
        """Draw a question and all below it. Returns how far down that reaches."""
        words = self.canvas.set(node.words, self.end - x - 2 * PAD)
        placed = _Placed(x, y, words.height + 2 * PAD)
        self.canvas.box((x, y), (self.end - x, placed.height), "kb-dg-ask", radius=12)
        self.canvas.write(x + PAD, y + PAD, words)
        ends = [inner for inner in node.nodes if not inner.nodes]
        goes_on = [inner for inner in node.nodes if inner.nodes]
        bottom = self._draw_beside(ends, placed) if self.is_wide else placed.bottom
        if not self.is_wide:
            for inner in ends:
                bottom = self._draw_below(inner, placed, bottom + _GAP)
        for inner in goes_on[:-1]:
            bottom = self._branch(inner, placed, bottom + _GAP)
        if goes_on:
            bottom = self._go_down(goes_on[-1], placed, bottom)
        return bottom

    def _draw_outcome(self, x: float, y: float, node: Node) -> float:
        """Draw the end of a way in the room from x to the edge. Returns its height."""
        words = self.canvas.set(node.words, self.canvas.width - x - 2 * PAD, node.answer)
        height = words.height + 2 * PAD * 0.7
        self.canvas.box((x, y), (self.canvas.width - x, height), "kb-dg-box")
        self.canvas.write(x + PAD, y + PAD * 0.7, words)
        return height

    def _draw_beside(self, ends: list[Node], question: _Placed) -> float:
        x, y = self.end + _BESIDE, question.y
        middle = question.y + question.height / 2
        for number, node in enumerate(ends):
            height = self._draw_outcome(x, y, node)
            target = y + height / 2
            if number == 0:
                level = min(max(middle, y + 8), y + height - 8)
                level = min(max(level, question.y + 8), question.bottom - 8)
                self.canvas.line((self.end, level), (x - 1, level))
            else:
                bend = self.end + _BESIDE / 2
                start = min(middle, question.bottom - 8)
                self.canvas.line((bend, start), (bend, target), (x - 1, target))
            y += height + _GAP
        return max(question.bottom, y - _GAP if ends else 0)

    def _draw_below(self, node: Node, question: _Placed, y: float) -> float:
        x, rail = question.x + _INDENT, question.x + _RAIL
        height = self._draw_outcome(x, y, node)
        level = y + height / 2
        self.canvas.line((rail, question.bottom), (rail, level), (x - 1, level))
        return y + height

    def _label(self, x: float, y: float, node: Node) -> Words:
        words = self.canvas.set("", self.end - x, node.answer)
        self.canvas.write(x, y, words)
        return words

    def _branch(self, node: Node, question: _Placed, y: float) -> float:
        """Draw an answer that leads on to a question further in."""
        x, rail = question.x + _INDENT, question.x + _RAIL
        words = self._label(x + 4, y, node)
        top = y + words.height + 2
        level = top + 16
        self.canvas.line((rail, question.bottom), (rail, level), (x - 1, level))
        return self.ask(node, x, top)

    def _go_down(self, node: Node, question: _Placed, y: float) -> float:
        rail = question.x + _RAIL
        words = self._label(rail + 12, y + 5, node)
        top = y + words.height + 12
        self.canvas.line((rail, question.bottom), (rail, top - 1))
        return self.ask(node, question.x, top)
