"""A matrix: a grid, or where its words would not fit, each row as a band of its own.

Cells with the same words are shaded alike where there are few kinds of them; no shade says what
the words do not say.
"""

from __future__ import annotations

from collections.abc import Sequence

from ctkb.markdown.diagrams.canvas import PAD, Canvas, Words, fits

Rows = Sequence[Sequence[str]]
_INSET = 6.0
_TINTS = (0.03, 0.1, 0.17, 0.24, 0.31)


def lay_matrix(canvas: Canvas, rows: Rows) -> None:
    """Put the rows onto the canvas. The first row and the first column are the scales."""
    columns = len(rows[0])
    first = min(150.0, canvas.width / columns)
    width = (canvas.width - first) / (columns - 1)
    heads = [row[0] for row in rows]
    others = [cell for row in rows for cell in row[1:]]
    if fits(heads, first - 2 * _INSET) and fits(others, width - 2 * _INSET):
        _lay_grid(canvas, rows, [first, *[width] * (columns - 1)])
    else:
        _lay_bands(canvas, rows)


def _shade(rows: Rows) -> dict[str, float]:
    """Return how strongly the cells with the same words are filled, darker towards the last
    column, where those words stand on average; nothing where shades would tell nothing."""
    places: dict[str, list[int]] = {}
    for row in rows[1:]:
        for column, cell in enumerate(row[1:]):
            places.setdefault(cell, []).append(column)
    count = sum(map(len, places.values()))
    if len(places) > len(_TINTS) or len(places) == count:
        return {}
    kinds = sorted(places, key=lambda cell: sum(places[cell]) / len(places[cell]))
    return dict(zip(kinds, _TINTS, strict=False))


def _lay_grid(canvas: Canvas, rows: Rows, widths: Sequence[float]) -> None:
    shades = _shade(rows)
    y = 0.0
    for number, row in enumerate(rows):
        cells = [
            _set(canvas, cell, width - 2 * _INSET, bold=not number or not at)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        height = max(words.height for words in cells) + 2 * PAD
        x = 0.0
        for at, (words, width) in enumerate(zip(cells, widths, strict=True)):
            is_scale = not number or not at
            if number or at or words.lines:
                css = "kb-dg-ask" if is_scale else "kb-dg-cell"
                tint = 0.0 if is_scale else shades.get(row[at], 0.0)
                canvas.box((x, y), (width, height), css, tint=tint)
            canvas.write(x + width / 2, y + (height - words.height) / 2, words, "middle")
            x += width
        y += height


def _set(canvas: Canvas, cell: str, width: float, *, bold: bool) -> Words:
    return canvas.set("", width, cell) if bold else canvas.set(cell, width)


def _lay_bands(canvas: Canvas, rows: Rows) -> None:
    """Draw each row of the matrix as a heading with its cells below, named by their columns."""
    shades = _shade(rows)
    name_width = canvas.width * 0.38
    rest = canvas.width - name_width
    y = 0.0
    for row in rows[1:]:
        head = canvas.set("", canvas.width - 2 * PAD, row[0])
        height = head.height + PAD
        canvas.box((0, y), (canvas.width, height), "kb-dg-ask")
        canvas.write(PAD, y + PAD / 2, head)
        y += height
        for name, cell in zip(rows[0][1:], row[1:], strict=True):
            label = canvas.set(name, name_width - 2 * PAD)
            words = canvas.set(cell, rest - 2 * PAD)
            height = max(label.height, words.height) + PAD
            canvas.box((0, y), (name_width, height), "kb-dg-box")
            tint = shades.get(cell, 0.0)
            canvas.box((name_width, y), (rest, height), "kb-dg-cell", tint=tint)
            canvas.write(PAD, y + (height - label.height) / 2, label)
            canvas.write(name_width + PAD, y + (height - words.height) / 2, words)
            y += height
        y += PAD
