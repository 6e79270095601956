"""The key of an edition: one Ed25519 pair in the forms that OpenSSH and minisign read.

The private part is an OpenSSH private key file; it is read where something is signed, and never
shown. The public part is an ``ssh-ed25519`` line, and the same key as a minisign public key.
``cryptography`` is known here alone.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

SSH_KIND = b"ssh-ed25519"
PRIVATE_NAME = "edition-key"
"""The file of the private part; ``.pub`` and ``.minisign.pub`` behind it are the public forms."""

_MAX_KEY_FILE = 65536
_ARMOUR = "-----BEGIN "


class UnusableKey(ValueError):
    """A key that cannot be used. what and mend: a sentence each, without a full stop; neither
    holds anything of a private key."""

    def __init__(self, what: str, mend: str) -> None:
        self.what = what
        self.mend = mend
        super().__init__(f"{what}. {mend}.")


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The part that everybody may know. raw: 32 bytes. number: 8 bytes, the key id of minisign,
    which says nothing of the key; ours is made from it."""

    raw: bytes
    number: bytes

    @property
    def blob(self) -> bytes:
        """The key as OpenSSH packs it (RFC 8709, section 4)."""
        return pack(SSH_KIND) + pack(self.raw)

    @property
    def ssh(self) -> str:
        """The line of OpenSSH, without a comment."""
        return f"{SSH_KIND.decode()} {base64.b64encode(self.blob).decode()}"

    @property
    def minisign(self) -> str:
        """The key as ``minisign -P`` takes it."""
        return base64.b64encode(b"Ed" + self.number + self.raw).decode()

    @property
    def fingerprint(self) -> str:
        """What ``ssh-keygen -lf`` prints of the key, such as ``SHA256:...``."""
        digest = base64.b64encode(hashlib.sha256(self.blob).digest()).decode()
        return f"SHA256:{digest.rstrip('=')}"

    def verifies(self, signature: bytes, data: bytes) -> bool:
        """Tell whether this key signed the data. signature: 64 bytes. Raises UnusableKey where
        the library is not there."""
        require_library()
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, data)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """The part that signs; it shows its public part alone."""

    public: PublicKey
    sign: Callable[[bytes], bytes] = field(repr=False, compare=False)


def make_public(raw: bytes) -> PublicKey:
    """Return the public key of 32 bytes, with the key id that ours have."""
    return PublicKey(raw, hashlib.sha256(b"ctkb key id\n" + raw).digest()[:8])


def pack(data: bytes) -> bytes:
    """Return bytes behind their length, as in RFC 4251, section 5."""
    return len(data).to_bytes(4, "big") + data


def find_missing() -> list[str]:
    """Return what has to be installed before anything can be signed or a signature checked."""
    if find_spec("cryptography"):
        return []
    return ["signatures: cryptography is not installed: pip install 'ctkb[offline]'"]


def require_library() -> None:
    """Raise UnusableKey where the library is not there."""
    if find_missing():
        raise UnusableKey(
            "cryptography, which reads keys and signatures, is not installed",
            "Run `pip install 'ctkb[offline]'`",
        )


def write_new_key(folder: Path) -> PublicKey:
    """Make a key pair and write it as three files into a folder, which is made if need be.

    The private file has the mode 0600. Raises UnusableKey where the folder lies in a git work
    tree, where one of the files is there already, or where the library is missing; then nothing is
    written."""
    require_library()
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    real = folder.resolve()
    tree = next((one for one in (real, *real.parents) if (one / ".git").exists()), None)
    if tree is not None:
        what = f"{folder} lies in the git work tree {tree}, from where a key may be published"
        raise UnusableKey(what, "Name a folder outside of it, on a medium that you can lock away")
    private = folder / PRIVATE_NAME
    public_files = {
        folder / f"{PRIVATE_NAME}.pub": "ssh",
        folder / f"{PRIVATE_NAME}.minisign.pub": "minisign",
    }
    for path in (private, *public_files):
        if path.exists() or path.is_symlink():
            raise UnusableKey(f"{path} is there already", "Name another folder; no key is replaced")
    made = Ed25519PrivateKey.generate()
    public = make_public(made.public_key().public_bytes_raw())
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.OpenSSH,
        serialization.NoEncryption(),
    )
    _write_anew(private, text, 0o600)
    for path, form in public_files.items():
        _write_anew(path, describe_public(public, form).encode(), 0o644)
    return public


def describe_public(public: PublicKey, form: str) -> str:
    """Return a public key file. form: ``ssh`` or ``minisign``."""
    if form == "ssh":
        return f"{public.ssh} {PRIVATE_NAME}\n"
    number = public.number[::-1].hex().upper()
    return f"untrusted comment: minisign public key {number}\n{public.minisign}\n"


def _write_anew(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.write(data)


def read_private(path: Path) -> PrivateKey:
    """Read an OpenSSH private key file. Raises UnusableKey with what is wrong with it."""
    require_library()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            data = file.read(_MAX_KEY_FILE)
    except OSError as fault:
        what = f"{path} cannot be read ({fault.strerror})"
        raise UnusableKey(what, "Name the file that `ctkb keys new` made") from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnusableKey(f"others may read {path}", f"Run `chmod 600 {path}`")
    try:
        key = serialization.load_ssh_private_key(data, password=None)
    except TypeError:
        what = f"{path} is locked by a passphrase, which no command here asks for"
        raise UnusableKey(what, f"Unlock a copy of it with `ssh-keygen -p -f {path}`") from None
    except (ValueError, UnsupportedAlgorithm, binascii.Error):
        what = f"{path} is no OpenSSH private key"
        raise UnusableKey(what, "Name the file that `ctkb keys new` made") from None
    if not isinstance(key, Ed25519PrivateKey):
        what = f"{path} is a key of another kind than Ed25519"
        raise UnusableKey(what, "Make one with `ctkb keys new --out FOLDER`")
    return PrivateKey(make_public(key.public_key().public_bytes_raw()), key.sign)


def read_public(given: str) -> PublicKey:
    """Read a public key. given: the text of either form, or the path of a file with it.

    Raises UnusableKey where it is neither, or holds more than one key, or a private one."""
    found = _find_keys(given)
    if not found:
        try:
            with Path(given).open("rb") as file:
                text = file.read(_MAX_KEY_FILE).decode("utf-8", "replace")
        except (OSError, ValueError):
            what = "the key given is neither a public key nor a file that can be read"
            raise UnusableKey(what, "Give the line `ssh-ed25519 ...`, or name its file") from None
        if _ARMOUR in text:
            what = f"{given} is a private key, which belongs to nobody but who signs"
            raise UnusableKey(what, f"Name the public part, such as {PRIVATE_NAME}.pub")
        found = _find_keys(text)
    if len({key.raw for key in found}) != 1:
        what = "no public key stands there" if not found else "more than one key stands there"
        raise UnusableKey(what, "Give the line `ssh-ed25519 ...` or the public key of minisign")
    return found[-1]


def _find_keys(text: str) -> list[PublicKey]:
    keys = []
    for line in text.splitlines():
        found = re.search(r"(?:^|\s)ssh-ed25519\s+([A-Za-z0-9+/=]+)", line)
        blob = decode(found[1]) if found else None
        if blob and len(blob) == 51 and blob == make_public(blob[19:]).blob:
            keys.append(make_public(blob[19:]))
        short = decode(line.strip())
        if short and len(short) == 42 and short[:2] == b"Ed":
            keys.append(PublicKey(short[10:], short[2:10]))
    return keys


def decode(text: str) -> bytes | None:
    """Return the bytes of base64, or None where it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return None


def read_fingerprint(path: Path) -> str:
    """Return the fingerprint of a private key file's public part. Raises UnusableKey."""
    return read_private(path).public.fingerprint


def show_public(path: Path) -> PublicKey:
    """Return the public key of a private or public key file. Raises UnusableKey."""
    try:
        with path.open("rb") as file:
            is_private = _ARMOUR.encode() in file.read(_MAX_KEY_FILE)
    except OSError as fault:
        what = f"{path} cannot be read ({fault.strerror})"
        raise UnusableKey(what, "Name the file of a key") from None
    return read_private(path).public if is_private else read_public(str(path))
