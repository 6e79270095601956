"""The part of a link between its round brackets: which forms are read, and as what.

A form that is not on the list is refused, however harmless. What a browser would make of a target
(entities and percent escapes decoded, white space dropped) is looked at only to say why.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote

from ctkb.content.files import quote

_SIGNS = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&()*+,;=%]+", re.ASCII)
_WEB = re.compile(
    r"https://[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+"
    r"(?:[/?#][A-Za-z0-9\-._~:/?#@!$&()*+,;=%]*)?",
    re.ASCII | re.IGNORECASE,
)
_MAIL = re.compile(
    r"mailto:[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?@"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+",
    re.ASCII,
)
_TERM = re.compile(r"term:([a-z][a-z0-9-]*)", re.ASCII)
_LOCAL = re.compile(r"([A-Za-z0-9._/-]*)(?:#([A-Za-z0-9._:-]*))?", re.ASCII)
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DROPPED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")


class TargetKind(Enum):
    """What a target is: a page or file of this project, a web page, a mail address, a term."""

    LOCAL = "local"
    WEB = "web"
    MAIL = "mail"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Target:
    """A target that may stand. path: of a local one, empty for this page; or the term's id."""

    kind: TargetKind
    path: str = ""
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a target may not stand; made into a problem by who knows its line."""

    code: str
    what: str
    mend: str


def decode_scheme(target: str) -> str:
    """Return the scheme a browser could find in a target after any decoding, in small letters."""
    text = target
    for _ in range(5):
        match = _SCHEME.match(_DROPPED.sub("", text))
        if match:
            return match[1].lower()
        decoded = unquote(html.unescape(text))
        if decoded == text:
            break
        text = decoded
    return ""


def read_target(target: str) -> Target | Fault:
    """Read a target. Codes of faults: link-scheme, link-target."""
    shown = quote(target)
    if not target:
        return Fault("link-target", "the link leads nowhere", "Write where it leads")
    if match := _TERM.fullmatch(target):
        return Target(TargetKind.TERM, match[1])
    if _MAIL.fullmatch(target):
        return Target(TargetKind.MAIL)
    if target.startswith("https://"):
        return _read_web(target, shown)
    scheme = decode_scheme(target)
    if scheme == "term":
        what = f"`{shown}` does not name a term"
        return Fault(
            "link-target", what, "Write `term:` and the id of the entry, like `term:osint`"
        )
    if scheme == "mailto":
        what = f"`{shown}` is not a plain mail address"
        return Fault("link-scheme", what, "Write `mailto:name@example.org` and nothing behind it")
    if scheme:
        mend = "Write an address that begins with https://, or a path to a file of this project"
        return Fault("link-scheme", f"`{shown}` begins with `{scheme}:`", mend)
    if target.startswith(("//", "/\\", "\\")):
        what = f"`{shown}` leads to another host without https"
        return Fault("link-scheme", what, "Write https: before it")
    if target.startswith("/"):
        what = f"`{shown}` begins at the root of the host"
        return Fault("link-target", what, "Write the path from this file, like `../en/index.md`")
    match = _LOCAL.fullmatch(target)
    if match is None:
        mend = "Use letters, digits, `.`, `/`, `-` and `#` only, and neither title nor spaces"
        return Fault("link-target", f"`{shown}` is not a path that can be read", mend)
    return Target(TargetKind.LOCAL, match[1], match[2])


def _read_web(target: str, shown: str) -> Target | Fault:
    if not _SIGNS.fullmatch(target) or _PERCENT.search(target):
        odd = sorted({sign for sign in target if not _SIGNS.fullmatch(sign)}) or ["%"]
        mend = "Write such signs as percent escapes, like %20 for a space"
        if not target.removeprefix("https://").split("/")[0].isascii():
            mend = "Write the name of the host with plain letters a-z, as it was registered"
        return Fault("link-target", f"the address `{shown}` holds {quote(' '.join(odd))}", mend)
    if not _WEB.fullmatch(target):
        what = f"`{shown}` names no plain host"
        return Fault("link-target", what, "Write https:// and the name of the host, without port")
    return Target(TargetKind.WEB)
