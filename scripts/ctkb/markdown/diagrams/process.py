"""A process: numbered boxes, one below the other, or in rows where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from ctkb.markdown.diagrams.canvas import PAD, Canvas, Words

_GAP = 26.0
_DISC = 13.0


def lay_process(canvas: Canvas, steps: Sequence[str]) -> None:
    """Put the steps onto the canvas: as many in a row as its width holds."""
    per_row = 1
    if canvas.width > 500:
        per_row = 2 if len(steps) in (2, 4) else 3
    width = (canvas.width - (per_row - 1) * _GAP) / per_row
    inner = width - 3 * PAD - 2 * _DISC
    y = 0.0
    for first in range(0, len(steps), per_row):
        row = [canvas.set(step, inner) for step in steps[first : first + per_row]]
        height = max(max(words.height for words in row), 2 * _DISC) + 2 * PAD
        if first:
            _lead_on(canvas, y, width, per_row)
            y += _GAP if per_row == 1 else 1.3 * _GAP
        for at, words in enumerate(row):
            x = at * (width + _GAP)
            _draw_step(canvas, x, y, (width, height), str(first + at + 1), words)
            if at:
                canvas.line((x - _GAP, y + height / 2), (x - 1, y + height / 2))
        y += height


def _lead_on(canvas: Canvas, y: float, width: float, per_row: int) -> None:
    """Draw the way from the end of one row to the start of the next."""
    start = width / 2
    if per_row == 1:
        canvas.line((start, y), (start, y + _GAP - 1))
        return
    end = start + (per_row - 1) * (width + _GAP)
    middle = y + 0.5 * _GAP
    canvas.line((end, y), (end, middle), (start, middle), (start, y + 1.3 * _GAP - 1))


def _draw_step(
    canvas: Canvas, x: float, y: float, size: tuple[float, float], number: str, words: Words
) -> None:
    height = size[1]
    canvas.box((x, y), size, "kb-dg-box", radius=4)
    canvas.circle(x + PAD + _DISC, y + height / 2, _DISC, number)
    canvas.write(x + 2 * PAD + 2 * _DISC, y + (height - words.height) / 2, words)
