"""What `verify` says of copies: good, damaged, altered, forged, and of anything else."""

from __future__ import annotations

import io
import os
import stat
import struct
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctkb.languages import TAGS
from ctkb.offline.keys import PrivateKey
from ctkb.offline.signatures import MINISIG_NAME, SSHSIG_NAME
from ctkb.offline.signing import make_signatures
from ctkb.offline.sums import SUMS, make_sums, write_sums
from ctkb.offline.verifying import Verdict, explain_check, verify
from tests.offline.small_copy import (
    EDITION,
    TOP,
    make_files,
    make_key,
    write_copy,
    write_folder,
)

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> PrivateKey:
    return make_key(tmp_path_factory.mktemp("one") / "key")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> PrivateKey:
    return make_key(tmp_path_factory.mktemp("two") / "key")


def codes(verdict: Verdict) -> list[str]:
    """Return code and place, without what is above the copy's folder, of each problem."""
    top = f"/{TOP}/"
    return [
        f"{one.code} {one.place.path.partition(top)[2] or one.place.path.rpartition('/')[2]}"
        for one in verdict.problems
    ]


def both(files: Files, folder: Path) -> list[Path]:
    """Write a copy as a zip and as an extracted folder."""
    return [write_copy(files, folder / "copy.zip"), write_folder(files, folder / "x" / TOP).parent]


def test_a_good_copy_is_good_as_zip_as_folder_and_one_folder_deeper(
    tmp_path: Path, key: PrivateKey, other: PrivateKey
) -> None:
    for path in [*both(make_files(key), tmp_path), tmp_path / "x" / TOP]:
        verdict = verify(path)
        assert (verdict.is_good, verdict.genuine, verdict.files) == (True, None, 5)
        assert (verdict.edition, verdict.signed_by) == (EDITION, key.public.fingerprint)
        verdict = verify(path, key.public)
        assert (verdict.is_good, verdict.genuine, verdict.problems) == (True, True, ())
        verdict = verify(path, other.public)
        assert (verdict.is_good, verdict.genuine) == (False, False)
        assert codes(verdict) == [f"foreign-signature {n}" for n in (MINISIG_NAME, SSHSIG_NAME)]


def test_a_release_folder_is_checked_too(tmp_path: Path, key: PrivateKey) -> None:
    folder = write_folder({"a.zip": b"a", "fr/b.epub": b"b"}, tmp_path / "copies")
    sums = write_sums(folder)
    assert verify(folder).is_good
    assert codes(verify(folder, key.public)) == [
        f"missing-signature {name}" for name in (MINISIG_NAME, SSHSIG_NAME)
    ]
    write_folder(make_signatures(sums, key, EDITION), folder)
    verdict = verify(folder, key.public)
    assert (verdict.is_good, verdict.edition) == (True, EDITION)


def _flip(files: Files) -> None:
    data = bytearray(files["site/index.html"])
    data[20] ^= 1
    files["site/index.html"] = bytes(data)


def _rename(files: Files) -> None:
    files["site/home.html"] = files.pop("site/index.html")


def _move(files: Files) -> None:
    for name in (SUMS, MINISIG_NAME, SSHSIG_NAME):
        files[f"site/{name}"] = files.pop(name)


ALTERED: list[tuple[Callable[[Files], object], list[str]]] = [
    (_flip, ["changed-file site/index.html"]),
    (lambda f: f.pop("site/index.html"), ["missing-file site/index.html"]),
    (lambda f: f.update({"site/x.exe": b"x"}), ["added-file site/x.exe"]),
    (lambda f: f.update({"site/SHA256SUMS": b"x"}), ["added-file site/SHA256SUMS"]),
    (_rename, ["renamed-file site/index.html"]),
    (lambda f: f.pop(SUMS), ["missing-sums SHA256SUMS"]),
    (_move, ["missing-sums SHA256SUMS"]),
    (lambda f: f.pop(SSHSIG_NAME), ["missing-signature SHA256SUMS.sig"]),
    (
        lambda f: [f.pop(SSHSIG_NAME), f.pop(MINISIG_NAME)],
        ["missing-signature SHA256SUMS.minisig", "missing-signature SHA256SUMS.sig"],
    ),
    (lambda f: f.update({MINISIG_NAME: b"\xff"}), ["damaged-signature SHA256SUMS.minisig"]),
    (lambda f: f.update({SSHSIG_NAME: b""}), ["damaged-signature SHA256SUMS.sig"]),
    (
        lambda f: f.update({SUMS: make_sums(f) + b"\n"}),
        ["wrong-signature SHA256SUMS.minisig", "wrong-signature SHA256SUMS.sig"],
    ),
    (
        lambda f: f.update({SUMS: f[SUMS].replace(b"  site/fr", b"  ../fr")}),
        [
            "damaged-sums SHA256SUMS",
            "wrong-signature SHA256SUMS.minisig",
            "wrong-signature SHA256SUMS.sig",
            "added-file site/fr/index.html",
        ],
    ),
    (
        lambda f: [_flip(f), f.pop("START.html"), f.update({"new": b"n"})],
        ["missing-file START.html", "added-file new", "changed-file site/index.html"],
    ),
]


@pytest.mark.parametrize("number", range(len(ALTERED)))
def test_each_alteration_is_named_with_its_place(
    number: int, tmp_path: Path, key: PrivateKey
) -> None:
    alter, wanted = ALTERED[number]
    files = make_files(key)
    alter(files)
    for path in both(files, tmp_path):
        for given_key in (None, key.public):
            verdict = verify(path, given_key)
            assert codes(verdict) == wanted, [str(one) for one in verdict.problems]
            assert not verdict.is_good
            assert verdict.genuine is not True
    assert all(one.mend for one in verdict.problems)


def test_a_forger_who_sums_and_signs_anew_is_found_out_with_the_key_alone(
    tmp_path: Path, key: PrivateKey, other: PrivateKey
) -> None:
    files = make_files(key)
    _flip(files)
    files[SUMS] = make_sums(files)
    files |= make_signatures(files[SUMS], other, EDITION)
    for path in both(files, tmp_path):
        assert verify(path).is_good
        verdict = verify(path, key.public)
        assert (verdict.is_good, verdict.genuine) == (False, False)
        assert codes(verdict) == [f"foreign-signature {n}" for n in (MINISIG_NAME, SSHSIG_NAME)]


def test_an_unsigned_copy_is_good_without_a_key_and_never_genuine(
    tmp_path: Path, key: PrivateKey
) -> None:
    path = write_copy(make_files(), tmp_path / "copy.zip")
    assert verify(path).is_good
    verdict = verify(path, key.public)
    assert (verdict.is_good, verdict.genuine, len(verdict.problems)) == (False, False, 2)


def test_links_in_a_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    folder = write_folder(make_files(), tmp_path / TOP)
    (folder / "START.html").unlink()
    (folder / "START.html").symlink_to(tmp_path / "elsewhere")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe")
    assert codes(verify(folder)) == [
        "unreadable-file START.html",
        "unreadable-file loop",
        "unreadable-file pipe",
    ]


def make_zip(path: Path, *more: tuple[zipfile.ZipInfo, bytes]) -> Path:
    """Write a good copy and odd members behind it, as other programs would."""
    write_copy(make_files(), path)
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # of the second file of one name
        for info, data in more:
            archive.writestr(info, data)
    return path


def member(name: str, mode: int = 0, kind: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("x")
    info.filename = name
    info.external_attr = mode << 16
    info.compress_type = kind
    return info


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (f"{TOP}/../x", ["unsafe-name ../x", "added-file ../x"]),
        ("../x", ["added-file x", "unsafe-name x"]),
        ("/etc/x", ["added-file x", "unsafe-name x"]),
        (f"{TOP}/a\\b", ["added-file a\\b", "unsafe-name a\\b"]),
        (f"{TOP}/C:x", ["added-file C:x", "unsafe-name C:x"]),
        ("C:/x", ["added-file x", "unsafe-name x"]),
        (f"{TOP}/a\nb", ["added-file a\nb", "unsafe-name a\nb"]),
        ("beside.txt", ["added-file beside.txt"]),
        (f"{TOP}/START.html", ["two-files-of-one-name START.html"]),
        (f"{TOP}/start.HTML", ["added-file start.HTML", "two-files-of-one-name start.HTML"]),
    ],
)
def test_names_that_no_copy_holds_are_named(name: str, wanted: list[str], tmp_path: Path) -> None:
    path = make_zip(tmp_path / "copy.zip", (member(name), b"x"))
    assert sorted(codes(verify(path))) == sorted(wanted)


def test_links_bombs_and_locked_members_are_named(tmp_path: Path) -> None:
    link = make_zip(tmp_path / "a.zip", (member(f"{TOP}/x", stat.S_IFLNK | 0o777), b"/etc/passwd"))
    assert codes(verify(link)) == ["added-file x", "link-in-zip x"]
    bomb = make_zip(tmp_path / "b.zip", (member(f"{TOP}/x"), b"\0" * 3_000_000))
    assert codes(verify(bomb)) == ["zip-bomb x"]
    data = bytearray(write_copy(make_files(), tmp_path / "c.zip").read_bytes())
    data[6] |= 1  # the first member's flags, beside it
    data[data.index(b"PK\1\2") + 8] |= 1  # and in the directory
    (tmp_path / "c.zip").write_bytes(data)
    assert codes(verify(tmp_path / "c.zip")) == [f"encrypted-file {SUMS}"]


def test_a_zip_that_claims_more_than_a_gigabyte_is_not_unpacked(tmp_path: Path) -> None:
    data = bytearray(write_copy(make_files(), tmp_path / "a.zip").read_bytes())
    at = data.index(b"PK\1\2")
    data[at + 24 : at + 28] = struct.pack("<L", 0x7FFFFFFF)
    (tmp_path / "a.zip").write_bytes(data)
    found = codes(verify(tmp_path / "a.zip"))
    assert found == ["zip-bomb a.zip", f"zip-bomb {SUMS}"]


def test_members_that_lie_over_each_other_are_named(tmp_path: Path) -> None:
    data = bytearray(write_copy(make_files(), tmp_path / "a.zip").read_bytes())
    second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    data[second + 42 : second + 46] = struct.pack("<L", 0)
    (tmp_path / "a.zip").write_bytes(data)
    verdict = verify(tmp_path / "a.zip")
    told = " ".join(one.what for one in verdict.problems)
    assert "two-names START.html" in codes(verdict)
    assert "lie over each other" in told


@pytest.mark.parametrize(
    ("before", "after"), [(b"MZ junk", b""), (b"", b"junk"), (b"PK\3\4", b"PK\5\6")]
)
def test_bytes_before_and_behind_the_zip_are_named(
    before: bytes, after: bytes, tmp_path: Path
) -> None:
    good = write_copy(make_files(), tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(before + good + after)
    found = codes(verify(tmp_path / "a.zip"))
    assert found
    assert {one.split()[0] for one in found} <= {"hidden-bytes", "no-zip"}


def test_a_comment_and_bytes_between_members_are_named(tmp_path: Path) -> None:
    path = write_copy(make_files(), tmp_path / "a.zip")
    good = path.read_bytes()
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"hello"
    assert codes(verify(path)) == ["hidden-bytes a.zip"]
    start = good.index(b"PK\1\2")
    end = bytearray(good[start:])
    end[-6:-2] = struct.pack("<L", start + 4)
    path.write_bytes(good[:start] + b"junk" + end)
    verdict = verify(path)
    assert [one.what for one in verdict.problems] == [
        f"something stands behind the last member of the zip at byte {start}"
    ]


def test_a_name_that_differs_from_the_directory_is_named(tmp_path: Path) -> None:
    path = write_copy(make_files(), tmp_path / "a.zip")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"START.html", b"STARK.html", 1))
    assert codes(verify(path)) == ["two-names START.html"]


def test_a_copy_that_was_packed_anew_by_another_program_is_named(tmp_path: Path) -> None:
    class Stream(io.BytesIO):
        def seek(self, *_: int) -> int:
            raise OSError("a pipe")

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in make_files().items():
            archive.writestr(f"{TOP}/{name}", data)
    (tmp_path / "a.zip").write_bytes(stream.getvalue())
    assert {one.split()[0] for one in codes(verify(tmp_path / "a.zip"))} >= {"packed-anew"}


def test_no_byte_of_a_signed_zip_can_change_unseen(tmp_path: Path, key: PrivateKey) -> None:
    """But those that change no name and no content: versions, times and modes of the members."""
    path = write_copy(make_files(key), tmp_path / "a.zip")
    good = path.read_bytes()
    free: set[int] = set()
    for sign, spans in (
        (b"PK\3\4", ((4, 6), (10, 14))),
        (b"PK\1\2", ((4, 8), (12, 16), (36, 42))),
    ):
        at = good.find(sign)
        while at >= 0:
            free |= {at + byte for first, last in spans for byte in range(first, last)}
            at = good.find(sign, at + 4)
    unseen = []
    for place in range(0, len(good), 2):
        data = bytearray(good)
        data[place] ^= 0x15
        path.write_bytes(data)
        if place not in free and verify(path, key.public).is_good:
            unseen.append(place)
    assert unseen == []


def test_what_is_no_copy_is_said(tmp_path: Path) -> None:
    for name, data in (
        ("a", b""),
        ("b", b"PK\5\6" + b"\0" * 18),
        ("c", b"PK\5\6\0\0"),
        ("d", b"x"),
    ):
        (tmp_path / name).write_bytes(data)
        assert len(verify(tmp_path / name).problems) == 1
    assert codes(verify(tmp_path / "none")) == ["unreadable-file none"]
    (tmp_path / "empty").mkdir()
    assert codes(verify(tmp_path / "empty")) == ["missing-sums SHA256SUMS"]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    cut=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    junk=st.binary(max_size=40),
    name=st.sampled_from(("", SUMS, MINISIG_NAME, SSHSIG_NAME, "VERSION")),
)
def test_no_garbage_makes_it_fall_over(
    cut: tuple[float, float], junk: bytes, name: str, key: PrivateKey
) -> None:
    files = make_files(key)
    good = files.get(name, b"")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        if name:
            first, last = sorted(int(part * len(good)) for part in cut)
            files[name] = good[:first] + junk + good[last:]
            write_copy(files, path)
        else:
            whole = write_copy(files, path).read_bytes()
            first, last = sorted(int(part * len(whole)) for part in cut)
            path.write_bytes(whole[:first] + junk + whole[last:])
        for given_key in (None, key.public):
            for problem in verify(path, given_key).problems:
                assert str(problem)


def test_what_a_handout_says_stands_in_every_language() -> None:
    for lang in TAGS:
        texts = explain_check(lang, "copy.zip", "SHA256:abc")
        assert "certutil -hashfile copy.zip SHA256" in texts
        assert "sha256sum copy.zip" in texts
        assert any("SHA256:abc" in text for text in texts)
        assert len(set(texts)) == len(texts) == 8
        assert len(explain_check(lang)) == 8
