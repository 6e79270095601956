"""README.txt and VERSION: what START.html says, as plain text for people and for programs."""

from __future__ import annotations

import re
import textwrap
from unicodedata import east_asian_width

from ctkb.offline.start_facts import CopyFacts, LanguagePart
from ctkb.offline.start_page import START, list_inside
from ctkb.offline.verifying import FILES_COMMANDS, SIGNATURE_COMMAND, list_sum_commands
from ctkb.offline.words import CopyWords

README, VERSION = "README.txt", "VERSION"
_WIDTH = 76
_STAYS = "，。、；：！？）》”…"
"""Signs that no Chinese line may begin with."""


def write_readme(copy: CopyFacts) -> bytes:
    """Return README.txt: a mark of UTF-8 in front and Windows' line ends, so that the editors of
    old Windows read it too; one text for each language of the copy."""
    texts = [_write_part(copy, part) for part in copy.parts]
    text = f"\n\n{'=' * _WIDTH}\n\n".join(texts)
    return ("\ufeff" + text.replace("\n", "\r\n") + "\r\n").encode("utf-8")


def _write_part(copy: CopyFacts, part: LanguagePart) -> str:
    say, notice = part.words, part.notice

    def label(key: str, value: str = "") -> str:
        return _label(say, say[key], value)

    windows, *unix = list_sum_commands(copy.name)
    facts = [label("start-edition", copy.edition)]
    if copy.month:
        facts.append(label("start-date", copy.month))
        newer = say["start-newer-rule"].format(month=copy.newer)
        facts.append(label("start-newer", newer))
    names = ", ".join(one.language.endonym for one in copy.parts)
    facts.append(label("start-languages", names))
    facts += [_label(say, term, value) for term, value in notice.facts[1:]]
    facts += [copy.url] if copy.url else []
    if copy.key:
        signed = [say["start-signed"].format(fingerprint=copy.key.fingerprint)]
        signed += [say["start-check-signature"], f"    {SIGNATURE_COMMAND}"]
    else:
        signed = [say["start-unsigned"]]
    blocks = [
        [notice.name, notice.standing],
        [notice.subtitle],
        [label("start-notice", notice.notice)],
        [label("start-open", say["start-open-file"].format(file=START)), say["start-works"]],
        facts,
        [label("start-inside"), *(f"- {line}" for line in list_inside(part))],
        [label("start-check"), say["start-check-zip"]],
        [say["start-windows"], f"    {windows}"],
        [say["start-unix"], *(f"    {one}" for one in unix)],
        [say["start-check-files"], *(f"    {one}" for one in FILES_COMMANDS)],
        [say["start-not-same-stick"]],
        signed,
    ]
    return "\n\n".join("\n".join(_wrap(line) for line in block) for block in blocks)


def _label(say: CopyWords, label: str, value: str) -> str:
    return say["start-label"].format(label=label, value=value).rstrip()


def _wrap(line: str) -> str:
    """Break a line where it gets too wide; a command stays in one piece."""
    if line.startswith("    "):
        return line
    if any(east_asian_width(sign) == "W" for sign in line):
        return _wrap_chinese(line)
    lines = textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)


def _wrap_chinese(line: str) -> str:
    lines, width = [""], 0
    for piece in re.findall(rf"(?:[!-~]+ ?|.)[{_STAYS}]*", line):
        size = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in piece)
        if width + size > _WIDTH:
            lines.append("")
            width = 0
        lines[-1] += piece
        width += size
    return "\n".join(one.rstrip() for one in lines)


def write_version(copy: CopyFacts) -> bytes:
    """Return VERSION: lines of ``key: value``, in English, for programs too."""
    signed = f"yes, by the key {copy.key.fingerprint}" if copy.key else "no"
    rows = {
        "name": copy.english.name,
        "standing": copy.english.standing,
        "subtitle": copy.english.subtitle,
        "notice": copy.english.notice,
        "edition": copy.edition,
        "languages": ", ".join(part.language.tag for part in copy.parts),
        "date": copy.month,
        "look for a newer edition after": f"{copy.newer} (our own rule)" if copy.newer else "",
        "signed": signed,
        "site": copy.url,
        "file": copy.name,
    }
    return "".join(f"{key}: {value}\n" for key, value in rows.items() if value).encode("utf-8")
