"""Write into a translation which English text it was made from."""

from __future__ import annotations

from ctkb.content.front_matter_text import render_front_matter, split_front_matter
from ctkb.content.model import Origin, Page
from ctkb.content.yaml_door import Node, read_yaml
from ctkb.translation.fingerprint import fingerprint_sections

KEY = "translation"


class UnstampableText(ValueError):
    """A file whose front matter cannot be read, so that nothing can be put into it safely.

    ``str`` of it is a sentence's end that names the fault, such as ``line 3: this is not YAML``.
    """


def stamp_text(source_text: str, english: Page, *, origin: Origin, edition: str) -> str:
    """Return the text of a translation, stamped as made from the English page as it is now.

    source_text: the whole file, its line ends as they are in it. Only the key ``translation`` of
    the front matter is written anew, in its place or as the last key; every other line, comments
    too, and the body stay as they are. Stamping twice gives the same text. A file without front
    matter gets one. Raises UnstampableText where the front matter cannot be read.
    """
    end_of_line = "\r\n" if "\r\n" in source_text else "\n"
    stamp = [line + end_of_line for line in _render_stamp(english, origin, edition)]
    text = source_text.removeprefix("\ufeff")
    plain = text.replace("\r\n", "\n")
    yaml_text, _, body_line = split_front_matter(plain)
    if yaml_text is None:
        if plain.startswith("---"):
            raise UnstampableText("line 1: the front matter is not closed with `---`")
        fence = f"---{end_of_line}"
        return "".join([fence, *stamp, fence, text])
    lines = text.split("\n")
    first, end = _find_key(yaml_text, body_line - 1)
    before = [f"{line}\n" for line in lines[: first - 1]]
    return "".join([*before, *stamp]) + "\n".join(lines[end - 1 :])


def _render_stamp(english: Page, origin: Origin, edition: str) -> list[str]:
    mapping = {
        "blob": english.blob,
        "edition": edition,
        "origin": origin.value,
        "sections": {str(key): mark for key, mark in fingerprint_sections(english).items()},
    }
    return render_front_matter({KEY: mapping}).split("\n")[1:-2]


def _find_key(yaml_text: str, closing_line: int) -> tuple[int, int]:
    """Return the file's lines from the stamp's first to behind its last; for a new one, twice the
    closing line."""
    node, problems = read_yaml(yaml_text, "", first_line=2)
    if problems:
        raise UnstampableText(f"line {problems[0].place.line}: {problems[0].what}")
    if node is None:
        return closing_line, closing_line
    if not isinstance(node.value, dict) or yaml_text.lstrip().startswith("{"):
        raise UnstampableText("line 2: the front matter is not written as one key a line")
    if KEY not in node.children:
        return closing_line, closing_line
    return _extent(node, yaml_text.split("\n"), closing_line)


def _extent(node: Node, lines: list[str], closing_line: int) -> tuple[int, int]:
    """Return the lines of the key: up to the next key, but for comments that stand before it."""
    first = node.children[KEY].line
    later = [child.line for child in node.children.values() if child.line > first]
    end = min(later, default=closing_line)
    while end - 1 > first and lines[end - 3].lstrip()[:1] in ("", "#"):
        end -= 1
    return first, end
