"""Keys, sums and signatures, held against the programs that people have: sha256sum, minisign,
ssh-keygen."""

from __future__ import annotations

import stat
import subprocess
from pathlib import Path

import pytest

from ctkb.offline.keys import PrivateKey, UnusableKey, read_private, read_public, write_new_key
from ctkb.offline.signatures import MINISIG_NAME, NAMESPACE, SSHSIG_NAME, write_minisig
from ctkb.offline.signing import sign_sums
from ctkb.offline.sums import SUMS, is_plain, read_sums, write_sums
from tests.offline.small_copy import EDITION, make_files, make_key, run_tool, write_folder


@pytest.fixture
def key(tmp_path: Path) -> PrivateKey:
    return make_key(tmp_path / "key")


@pytest.fixture
def signed(tmp_path: Path, key: PrivateKey) -> Path:
    """A folder with sums and signatures, its names with a space and in Arabic."""
    folder = write_folder({"a b.txt": b"one", "fr/نسخة.txt": b"two"}, tmp_path / "copies")
    write_sums(folder)
    sign_sums(folder, key, EDITION)
    return folder


def test_sha256sum_reads_the_sums_and_sees_a_changed_file(signed: Path) -> None:
    good = run_tool("sha256sum", "--strict", "-c", SUMS, folder=signed)
    assert good.returncode == 0, good.stderr
    assert good.stdout.count(b": OK\n") == 2
    assert write_sums(signed) == (signed / SUMS).read_bytes(), "signatures have no sum"
    printed = run_tool("sha256sum", "a b.txt", "fr/نسخة.txt", folder=signed).stdout
    assert printed == (signed / SUMS).read_bytes()
    (signed / "a b.txt").write_bytes(b"ane")
    assert run_tool("sha256sum", "-c", SUMS, folder=signed).returncode == 1


def test_minisign_accepts_the_signature_and_refuses_other_sums(
    signed: Path, key: PrivateKey
) -> None:
    command = ("minisign", "-Vm", SUMS, "-P", key.public.minisign)
    good = run_tool(*command, folder=signed)
    assert good.returncode == 0, good.stderr
    assert b"Trusted comment: edition 2026.11, unofficial" in good.stdout
    by_file = ("minisign", "-Vm", SUMS, "-p", "../key/edition-key.minisign.pub")
    assert run_tool(*by_file, folder=signed).returncode == 0
    (signed / SUMS).write_bytes((signed / SUMS).read_bytes() + b"\n")
    assert run_tool(*command, folder=signed).returncode == 1


def test_minisign_refuses_another_comment(signed: Path, key: PrivateKey) -> None:
    path = signed / MINISIG_NAME
    path.write_bytes(path.read_bytes().replace(b"2026.11", b"2027.05"))
    command = ("minisign", "-Vm", SUMS, "-P", key.public.minisign)
    assert run_tool(*command, folder=signed).returncode == 1


def test_ssh_keygen_accepts_the_signature_and_makes_the_same_bytes(
    signed: Path, key: PrivateKey, tmp_path: Path
) -> None:
    allowed = tmp_path / "allowed"
    allowed.write_text(f'{NAMESPACE} namespaces="{NAMESPACE}" {key.public.ssh}\n')
    command = ("ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", NAMESPACE)
    command += ("-n", NAMESPACE, "-s", SSHSIG_NAME)
    sums = (signed / SUMS).read_bytes()
    good = run_tool(*command, folder=signed, given=sums)
    assert good.returncode == 0, good.stderr
    assert key.public.fingerprint.encode() in good.stdout
    assert run_tool(*command, folder=signed, given=sums + b"\n").returncode != 0
    ours = (signed / SSHSIG_NAME).read_bytes()
    (signed / SSHSIG_NAME).unlink()
    private = str(tmp_path / "key" / "edition-key")
    made = run_tool("ssh-keygen", "-Y", "sign", "-f", private, "-n", NAMESPACE, SUMS, folder=signed)
    assert made.returncode == 0, made.stderr
    assert (signed / SSHSIG_NAME).read_bytes() == ours


def test_signing_twice_gives_the_same_bytes(signed: Path, key: PrivateKey) -> None:
    before = {name: (signed / name).read_bytes() for name in (MINISIG_NAME, SSHSIG_NAME)}
    sign_sums(signed, key, EDITION)
    assert before == {name: (signed / name).read_bytes() for name in before}
    assert write_minisig(b"x", key, "a") != write_minisig(b"x", key, "b")


def test_a_new_key_is_private_and_has_both_public_forms(tmp_path: Path, key: PrivateKey) -> None:
    folder = tmp_path / "key"
    private = folder / "edition-key"
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    shown = run_tool("ssh-keygen", "-lf", "edition-key.pub", folder=folder)
    assert key.public.fingerprint.encode() in shown.stdout
    derived = run_tool("ssh-keygen", "-yf", "edition-key", folder=folder).stdout
    assert derived.decode().split()[:2] == key.public.ssh.split()
    text = private.read_text()
    forms = [key.public.ssh, key.public.minisign, str(folder / "edition-key.pub")]
    forms += [str(folder / "edition-key.minisign.pub"), f"ctkb-edition {key.public.ssh} name\n"]
    for form in forms:
        assert read_public(form) == key.public
        assert form not in text
    assert "sign" not in repr(key)


def test_a_key_is_not_written_into_a_work_tree_or_over_another(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / ".git").mkdir(parents=True)
    with pytest.raises(UnusableKey, match="git work tree"):
        write_new_key(tree / "deep" / "keys")
    assert [path.name for path in tree.iterdir()] == [".git"]
    (tmp_path / "link").symlink_to(tree, target_is_directory=True)
    with pytest.raises(UnusableKey, match="git work tree"):
        write_new_key(tmp_path / "link")
    for name in ("edition-key", "edition-key.pub", "edition-key.minisign.pub"):
        folder = tmp_path / f"with {name}"
        folder.mkdir()
        (folder / name).write_text("mine")
        with pytest.raises(UnusableKey, match="there already"):
            write_new_key(folder)
        assert [(path.name, path.read_text()) for path in folder.iterdir()] == [(name, "mine")]


def test_a_private_key_that_cannot_be_used_is_said(tmp_path: Path, key: PrivateKey) -> None:
    path = tmp_path / "key" / "edition-key"
    assert read_private(path).public == key.public
    path.chmod(0o644)
    with pytest.raises(UnusableKey, match="others may read"):
        read_private(path)
    with pytest.raises(UnusableKey, match="cannot be read"):
        read_private(tmp_path / "none")
    (tmp_path / "odd").write_bytes(b"-----BEGIN OPENSSH PRIVATE KEY-----\n!!\n")
    (tmp_path / "odd").chmod(0o600)
    with pytest.raises(UnusableKey, match="no OpenSSH private key"):
        read_private(tmp_path / "odd")
    for kind, words in (("ecdsa", "another kind"), ("ed25519", "passphrase")):
        command = ["ssh-keygen", "-q", "-t", kind, "-f", kind, "-N", "abcde" * (kind == "ed25519")]
        subprocess.run(command, cwd=tmp_path, check=True)
        with pytest.raises(UnusableKey, match=words):
            read_private(tmp_path / kind)


def test_what_is_no_public_key_is_said(tmp_path: Path, key: PrivateKey) -> None:
    with pytest.raises(UnusableKey, match="private key"):
        read_public(str(tmp_path / "key" / "edition-key"))
    other = make_key(tmp_path / "other").public
    (tmp_path / "two").write_text(f"{key.public.ssh}\n{other.ssh}\n")
    with pytest.raises(UnusableKey, match="more than one"):
        read_public(str(tmp_path / "two"))
    (tmp_path / "empty").write_text("")
    with pytest.raises(UnusableKey, match="no public key"):
        read_public(str(tmp_path / "empty"))
    for text in ("", "ssh-ed25519 AAAA", "RWQ", "\0", "x" * 5000, key.public.ssh[:-3]):
        with pytest.raises(UnusableKey):
            read_public(text)


def test_faults_of_a_sums_file_are_named_by_line() -> None:
    good = make_files()[SUMS]
    assert read_sums(good).faults == ()
    assert read_sums(good.replace(b"\n", b"\r\n")) == read_sums(good)
    first = good.split(b"\n")[0]
    odd = [first, first, b"no sum", b"0" * 64 + b"  ../up", b"0" * 64 + b"  C:/x", b"", b"\xff"]
    assert [line for line, _ in read_sums(b"\n".join(odd)).faults] == [2, 3, 4, 5, 7]
    assert read_sums(b"").faults == ((1, "no file has a sum"),)


@pytest.mark.parametrize(
    "name", ["", "/a", "a/", "a//b", "../a", "a/./b", "a\\b", "C:a", "a:b", "a\0", "a. ", "a/b."]
)
def test_names_that_leave_the_folder_are_not_plain(name: str) -> None:
    assert not is_plain(name)


def test_names_of_copies_are_plain() -> None:
    assert all(map(is_plain, make_files()))
    assert is_plain("fr/نسخة 1.txt")
