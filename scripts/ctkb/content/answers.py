"""An item of a decision, ``Yes: and what follows``, taken apart."""

from __future__ import annotations

import re

MAX_LABEL = 24
"""Signs of an answer's label, which stands in the diagram on a line of its own."""
_LABEL = re.compile(r"\s*([^:：]*?)\s*[:：]\s*(\S.*)\Z", re.DOTALL)


def split_answer(words: str) -> tuple[str, str]:
    """Return the label of an answer and what follows it; an empty label where there is none."""
    match = _LABEL.match(words)
    if match is None or not match[1] or len(match[1]) > MAX_LABEL:
        return "", words.strip()
    return match[1], match[2]
