"""Tells whether a copy is as it was made, and with a key, whether it is genuine.

Sums alone show damage, not forgery: whoever alters a copy can alter the sums beside it. Only a key
from elsewhere, or a sum on paper, shows more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ctkb.languages import LangTag
from ctkb.offline.found_files import AGAIN, VERSION, FoundFiles, find_in_folder
from ctkb.offline.keys import PublicKey, find_missing
from ctkb.offline.signatures import (
    MINISIG_NAME,
    SSHSIG_NAME,
    DamagedSignature,
    Minisig,
    SshSignature,
    is_minisig_of,
    is_sshsig_of,
    read_minisig,
    read_sshsig,
)
from ctkb.offline.signing import read_comment
from ctkb.offline.sums import NOT_SUMMED, SIGNATURES, SUMS, read_sums
from ctkb.offline.words import read_words
from ctkb.offline.zip_reading import find_in_zip
from ctkb.problems import Place, Problem, sort_problems

FILES_COMMANDS = (f"sha256sum -c {SUMS}", f"shasum -a 256 -c {SUMS}")
"""What checks each file of an extracted copy: on Linux, on macOS."""

SIGNATURE_COMMAND = f"minisign -Vm {SUMS} -P KEY"
"""What checks the signature in an extracted copy; KEY is to be replaced."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a check. path: as given. files: how many have the right sum. edition: that the
    signature vouches for, else that the copy says of itself, empty where there is none. signed_by:
    fingerprint of the key whose signatures are right, empty without any. genuine: True where the
    key that was given signed it, False where not, None where none was given. problems: by place;
    none means that all that was asked for is shown."""

    path: str
    files: int
    edition: str
    signed_by: str
    genuine: bool | None
    problems: tuple[Problem, ...]

    @property
    def is_good(self) -> bool:
        """Whether all that was asked for is shown."""
        return not self.problems and self.genuine is not False


def list_sum_commands(name: str) -> list[str]:
    """Return the commands that print the sum of a file: of Windows, of Linux, of macOS."""
    return [f"certutil -hashfile {name} SHA256", f"sha256sum {name}", f"shasum -a 256 {name}"]


def explain_check(lang: LangTag, name: str = "NAME", fingerprint: str = "") -> list[str]:
    """Return how to check a file, for paper: what to do, a line before Windows' command, the
    command, a line before the two others, these, the fingerprint's place, and where sum and
    fingerprint have to come from. fingerprint: of the key, empty for a copy without a signature."""
    say = read_words(lang)
    windows, *unix = list_sum_commands(name)
    key = f"{say['start-fingerprint']} {fingerprint}" if fingerprint else say["start-unsigned"]
    return [
        say["start-check-zip"],
        say["start-windows"],
        windows,
        say["start-unix"],
        *unix,
        key,
        say["start-not-same-stick"],
    ]


def verify(path: Path, key: PublicKey | None = None) -> Verdict:
    """Check a folder of copies, an extracted copy or a zip of one.

    key: that the copy has to be signed by; it must come from elsewhere. Follows no link, extracts
    nothing, and raises nothing for what is there."""
    found = find_in_folder(path) if path.is_dir() else find_in_zip(path)
    problems = list(found.problems)
    version = _read_version(found.kept.get(VERSION, b""))
    right = 0
    genuine = None if key is None else False
    signed_by = ""
    edition = version.get("edition", "")
    sums = found.kept.get(SUMS)
    if sums is not None:
        faults, right = _compare(found, sums)
        problems += faults
        checker = _SignatureCheck(found, sums, key, _is_said_to_be_signed(version))
        problems += checker.check()
        signed_by = checker.signed_by
        edition = checker.edition or edition
    elif SUMS not in found.unread:
        what = "the copy has no sums, so nothing can be said of its files"
        problems.append(Problem(Place(f"{found.top}/{SUMS}"), "missing-sums", what, AGAIN))
    if key is not None:
        genuine = not problems and signed_by == key.fingerprint
    return Verdict(str(path), right, edition, signed_by, genuine, tuple(sort_problems(problems)))


def _read_version(data: bytes) -> dict[str, str]:
    lines = data.decode("utf-8", "replace").splitlines()
    pairs = (line.partition(": ") for line in lines)
    return {name: value.strip() for name, _, value in pairs}


def _is_said_to_be_signed(version: Mapping[str, str]) -> bool:
    return version.get("signed", "no") != "no"


def _compare(found: FoundFiles, sums: bytes) -> tuple[list[Problem], int]:
    """Return each file that is not as the sums say, and how many are."""
    told = read_sums(sums)
    problems = [
        Problem(Place(f"{found.top}/{SUMS}", line), "damaged-sums", what, AGAIN)
        for line, what in told.faults
    ]
    there = {name: digest for name, digest in found.sums.items() if name not in NOT_SUMMED}
    added = {name: digest for name, digest in there.items() if name not in told.sums}
    right = 0
    for name, digest in sorted(told.sums.items()):
        place = Place(f"{found.top}/{name}")
        if name in there:
            right += there[name] == digest
            if there[name] != digest:
                what = "the file was changed or damaged: its sum is not the one of the edition"
                problems.append(Problem(place, "changed-file", what, AGAIN))
        elif name not in found.unread:
            other = next((one for one, same in sorted(added.items()) if same == digest), None)
            if other is None:
                problems.append(Problem(place, "missing-file", "the file is missing", AGAIN))
            else:
                del added[other]
                what = f"the file stands under another name: {other}"
                mend = f"Give it its name again: {name}"
                problems.append(Problem(place, "renamed-file", what, mend))
    for name in sorted(added):
        what = "the file has no sum: it was added, and is no part of the edition"
        mend = "Do not open it; remove it, or get the copy anew"
        problems.append(Problem(Place(f"{found.top}/{name}"), "added-file", what, mend))
    return problems, right


class _SignatureCheck:
    """Checks the signatures of one file of sums, with a key or against each other."""

    def __init__(
        self, found: FoundFiles, sums: bytes, key: PublicKey | None, is_said: bool
    ) -> None:
        self._found = found
        self._sums = sums
        self._key = key
        self._is_said = is_said
        self._problems: list[Problem] = []
        self.signed_by = ""
        self.edition = ""

    def check(self) -> list[Problem]:
        """Return what is wrong with the signatures; signed_by is set where all is right."""
        there = [name for name in SIGNATURES if name in self._found.kept]
        if not there and not self._is_said and self._key is None:
            return []
        for name in SIGNATURES:
            if name not in there and name not in self._found.unread:
                self._note_missing(name)
        if not there:
            return self._problems
        if find_missing():
            what = "signatures cannot be checked: cryptography is not installed"
            self._note(there[0], "unchecked-signature", what, "Run `pip install 'ctkb[offline]'`")
            return self._problems
        ssh = self._read_ssh() if SSHSIG_NAME in there else None
        mini = self._read_mini() if MINISIG_NAME in there else None
        by = self._key or (ssh.public if ssh else None)
        if ssh and by:
            self._check_ssh(ssh, by)
        if mini and by:
            self._check_mini(mini, by)
        if by and ssh and mini and not self._problems:
            self.signed_by = by.fingerprint
            self.edition = read_comment(mini.comment)
        return self._problems

    def _note(self, name: str, code: str, what: str, mend: str = AGAIN) -> None:
        self._problems.append(Problem(Place(f"{self._found.top}/{name}"), code, what, mend))

    def _note_missing(self, name: str) -> None:
        what = "the signature is missing"
        if self._is_said:
            what += f", though {VERSION} says that the copy is signed: it was taken away"
        elif self._key:
            what += ", so nothing shows who made the copy"
        self._note(name, "missing-signature", what)

    def _read_ssh(self) -> SshSignature | None:
        try:
            return read_sshsig(self._found.kept[SSHSIG_NAME])
        except DamagedSignature as fault:
            self._note(SSHSIG_NAME, "damaged-signature", f"this is no signature: {fault}")
            return None

    def _read_mini(self) -> Minisig | None:
        try:
            return read_minisig(self._found.kept[MINISIG_NAME])
        except DamagedSignature as fault:
            self._note(MINISIG_NAME, "damaged-signature", f"this is no signature: {fault}")
            return None

    def _check_ssh(self, signature: SshSignature, by: PublicKey) -> None:
        if signature.public.raw != by.raw:
            what = f"another key signed this: {signature.public.fingerprint}"
            self._note(SSHSIG_NAME, "foreign-signature", what)
        elif not is_sshsig_of(signature, self._sums, by):
            self._note(SSHSIG_NAME, "wrong-signature", "the signature is not of these sums")

    def _check_mini(self, signature: Minisig, by: PublicKey) -> None:
        if is_minisig_of(signature, self._sums, by):
            if signature.number != by.number:
                what = "the signature carries the number of another key"
                self._note(MINISIG_NAME, "foreign-signature", what)
        elif signature.number != by.number:
            self._note(MINISIG_NAME, "foreign-signature", "another key signed this")
        else:
            self._note(MINISIG_NAME, "wrong-signature", "the signature is not of these sums")
