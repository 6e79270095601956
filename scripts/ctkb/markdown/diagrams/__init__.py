"""Diagrams drawn of a block's own list or table, which stays below as the same in words.

- ``reading``: a drawn list or table to plain words. ``letters``: how wide words are, where they
  may break.
- ``canvas``: boxes, arrows and words as SVG, mirrored where the page runs from right to left.
- ``process``, ``decision``, ``matrix``: where everything stands, once for wide pages and paper,
  once for narrow ones.
- ``figure``: the drawings, their title and the words put together.
"""

from ctkb.markdown.diagrams.figure import draw_decision, draw_matrix, draw_process

__all__ = ["draw_decision", "draw_matrix", "draw_process"]
