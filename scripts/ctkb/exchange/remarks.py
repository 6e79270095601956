"""Comments and tracked changes of a Word document, each with the paragraph it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ctkb.exchange.document import Remark, Spot
from ctkb.exchange.package import Element, Package
from ctkb.exchange.styles import W

W14_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MAX_OPEN = 50
"""Comments on the same words whose words are heard."""
MAX_ABOUT = 200
"""Signs of the words a comment was made on that are shown."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as the file holds it."""

    who: str
    author: str
    date: str
    text: str
    resolved: bool


def read_comments(package: Package) -> dict[str, Comment]:
    """Return the comments by id."""
    root = package.find("comments")
    if root is None:
        return {}
    more = package.find("commentsExtended")
    done = {
        one.get(f"{W15}paraId")
        for one in (more if more is not None else ())
        if one.get(f"{W15}done") in ("1", "true")
    }
    found = {}
    for one in root.iter(f"{W}comment"):
        paragraphs = list(one.iter(f"{W}p"))
        text = "\n".join(filter(None, (_read_words(part) for part in paragraphs)))
        last = paragraphs[-1].get(W14_ID) if paragraphs else None
        author = one.get(f"{W}author") or ""
        found[one.get(f"{W}id") or ""] = Comment(
            who=one.get(f"{W}initials") or author,
            author=author,
            date=one.get(f"{W}date") or "",
            text=text,
            resolved=last is not None and last in done,
        )
    return found


def read_notes(package: Package) -> dict[tuple[str, str], str]:
    """Return the words of footnotes and endnotes by kind and id; Word's own lines are none."""
    found = {}
    for kind in ("footnote", "endnote"):
        root = package.find(f"{kind}s")
        for one in root.iter(f"{W}{kind}") if root is not None else ():
            if one.get(f"{W}type") in (None, "normal"):
                words = " ".join(_read_words(part) for part in one.iter(f"{W}p"))
                found[kind, one.get(f"{W}id") or ""] = words.strip()
    return found


def _read_words(element: Element) -> str:
    texts = (one for one in element.iter(f"{W}t") if not _is_in_deletion(one))
    return " ".join("".join(str(one.text or "") for one in texts).split())


def _is_in_deletion(element: Element) -> bool:
    return next(element.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None


@dataclass(slots=True)
class RemarkKeeper:
    """Fills as the document is read. heading: the last one so far."""

    comments: dict[str, Comment]
    heading: str = ""
    spot: Spot = field(default_factory=lambda: Spot(1))
    remarks: list[Remark] = field(default_factory=list)
    _places: dict[str, tuple[Spot, str]] = field(default_factory=dict)
    _heard: dict[str, str] = field(default_factory=dict)
    _listening: list[str] = field(default_factory=list)
    _at: dict[str, int] = field(default_factory=dict)
    _last: Element | None = None
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._names = {one.author: one.who for one in self.comments.values()}

    def begin(self, spot: Spot) -> None:
        """A paragraph begins."""
        self.spot = spot

    def open_comment(self, key: str) -> None:
        """The words that a comment is on begin."""
        self._place(key)
        if len(self._listening) < MAX_OPEN:
            self._listening.append(key)

    def close_comment(self, key: str) -> None:
        """The words that a comment is on end."""
        self._listening = [one for one in self._listening if one != key]

    def take_comment(self, key: str) -> None:
        """A comment's mark stands here."""
        self._place(key)

    def _place(self, key: str) -> None:
        if key in self.comments and key not in self._places:
            self._places[key] = self.spot, self.heading
            self._at[key] = len(self.remarks)
            self.remarks.append(Remark("comment", self.spot, self.heading, "", "", key))

    def hear(self, text: str) -> None:
        """Words of the paragraph go by."""
        for key in self._listening:
            if len(self._heard.get(key, "")) <= MAX_ABOUT:
                self._heard[key] = self._heard.get(key, "") + text

    def take_change(self, kind: str, mark: Element | None, text: str) -> None:
        """Words were inserted or deleted; changes of one author that touch are one."""
        if mark is None or not text.strip():
            return
        author = mark.get(f"{W}author") or ""
        date = mark.get(f"{W}date") or ""
        remark = Remark(kind, self.spot, self.heading, self._names.get(author, author), date, text)
        last = self.remarks[-1] if self.remarks else None
        touches = self._last is not None and mark.getprevious() is self._last
        self._last = mark
        if touches and last is not None and replace(last, text="") == replace(remark, text=""):
            self.remarks[-1] = replace(last, text=last.text + text)
        else:
            self.remarks.append(remark)

    def finish(self) -> list[Remark]:
        """Return all remarks in the order of the text, comments without a place at the end."""
        for key, at in self._at.items():
            comment = self.comments[key]
            about = " ".join(self._heard.get(key, "").split())
            self.remarks[at] = replace(
                self.remarks[at],
                who=comment.who,
                date=comment.date,
                text=comment.text,
                about=about if len(about) <= MAX_ABOUT else f"{about[: MAX_ABOUT - 1]}…",
                resolved=comment.resolved,
            )
        lost = [one for key, one in self.comments.items() if key not in self._places]
        return self.remarks + [
            Remark("comment", Spot(1), "", one.who, one.date, one.text, "", one.resolved)
            for one in lost
        ]
