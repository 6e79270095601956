"""Two forms of one signature: minisign's, and that of ``ssh-keygen -Y sign``. No key, no files.

Sources: the format described on minisign's page (prehashed signatures, with the global signature
over the trusted comment), and PROTOCOL.sshsig of OpenSSH.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from ctkb.offline.keys import SSH_KIND, PrivateKey, PublicKey, decode, make_public, pack

MINISIG_NAME = "SHA256SUMS.minisig"
SSHSIG_NAME = "SHA256SUMS.sig"
NAMESPACE = "ctkb-edition"
"""What a signature by OpenSSH is for: one for another purpose is not accepted."""

_UNTRUSTED = "untrusted comment: "
_TRUSTED = "trusted comment: "
_MAGIC = b"SSHSIG"
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}


class DamagedSignature(ValueError):
    """A file that is no signature of its form. The text says why, without a full stop."""


@dataclass(frozen=True, slots=True)
class Minisig:
    """number: key id. signature and whole: 64 bytes each, over the hash of the data, and over
    signature and comment. comment: what the signer vouches for."""

    number: bytes
    signature: bytes
    comment: str
    whole: bytes


@dataclass(frozen=True, slots=True)
class SshSignature:
    """public: the key it names itself. hash_name: of the algorithm. signature: 64 bytes."""

    public: PublicKey
    namespace: str
    reserved: bytes
    hash_name: bytes
    signature: bytes


def write_minisig(data: bytes, key: PrivateKey, comment: str) -> bytes:
    """Sign as ``minisign -S`` does. comment: one line. The same input gives the same bytes."""
    signature = key.sign(hashlib.blake2b(data).digest())
    whole = key.sign(signature + comment.encode())
    first = base64.b64encode(b"ED" + key.public.number + signature).decode()
    second = base64.b64encode(whole).decode()
    lines = (f"{_UNTRUSTED}signature of SHA256SUMS", first, f"{_TRUSTED}{comment}", second)
    return "".join(f"{line}\n" for line in lines).encode()


def read_minisig(data: bytes) -> Minisig:
    """Read the four lines. Raises DamagedSignature."""
    try:
        lines = data.decode("utf-8").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        raise DamagedSignature("it is no text in UTF-8") from None
    if len(lines) < 4 or any(lines[4:]) or not lines[2].startswith(_TRUSTED):
        raise DamagedSignature("it does not have the four lines of minisign")
    first, whole = decode(lines[1]), decode(lines[3])
    if first is None or len(first) != 74 or whole is None or len(whole) != 64:
        raise DamagedSignature("its lines are not as long as those of minisign")
    if first[:2] != b"ED":
        raise DamagedSignature("it is of a kind that no copy of ours carries")
    return Minisig(first[2:10], first[10:], lines[2].removeprefix(_TRUSTED), whole)


def is_minisig_of(signature: Minisig, data: bytes, key: PublicKey) -> bool:
    """Tell whether the key signed the data, and the comment with it."""
    return key.verifies(signature.signature, hashlib.blake2b(data).digest()) and key.verifies(
        signature.whole, signature.signature + signature.comment.encode()
    )


def write_sshsig(data: bytes, key: PrivateKey) -> bytes:
    """Sign as ``ssh-keygen -Y sign -n ctkb-edition`` does, byte for byte."""
    name = b"sha512"
    signed = key.sign(_to_sign(data, NAMESPACE.encode(), b"", name))
    blob = _MAGIC + (1).to_bytes(4, "big")
    for part in (key.public.blob, NAMESPACE.encode(), b"", name, pack(SSH_KIND) + pack(signed)):
        blob += pack(part)
    text = base64.b64encode(blob).decode()
    lines = [text[start : start + 70] for start in range(0, len(text), 70)]
    return "".join(f"{line}\n" for line in (_BEGIN, *lines, _END)).encode()


def read_sshsig(data: bytes) -> SshSignature:
    """Read an armoured signature. Raises DamagedSignature."""
    text = data.decode("ascii", "replace").strip()
    if not text.startswith(_BEGIN) or not text.endswith(_END):
        raise DamagedSignature("it does not stand between the lines of an SSH signature")
    blob = decode("".join(text[len(_BEGIN) : -len(_END)].split()))
    if blob is None or not blob.startswith(_MAGIC + (1).to_bytes(4, "big")):
        raise DamagedSignature("it is no SSH signature of version 1")
    public, namespace, reserved, name, packed = _unpack(blob[10:], 5)
    kind, raw = _unpack(public, 2)
    signed_kind, signature = _unpack(packed, 2)
    if (kind, len(raw), signed_kind, len(signature)) != (SSH_KIND, 32, SSH_KIND, 64):
        raise DamagedSignature("it is by a key of another kind than Ed25519")
    if name not in _HASHES:
        raise DamagedSignature("it uses a hash that no copy of ours does")
    words = namespace.decode("utf-8", "replace")
    return SshSignature(make_public(raw), words, reserved, name, signature)


def is_sshsig_of(signature: SshSignature, data: bytes, key: PublicKey) -> bool:
    """Tell whether the key signed the data, as a copy's sums."""
    signed = _to_sign(data, NAMESPACE.encode(), signature.reserved, signature.hash_name)
    return signature.namespace == NAMESPACE and key.verifies(signature.signature, signed)


def _to_sign(data: bytes, namespace: bytes, reserved: bytes, name: bytes) -> bytes:
    parts = (namespace, reserved, name, _HASHES[name](data).digest())
    return _MAGIC + b"".join(pack(part) for part in parts)


def _unpack(data: bytes, count: int) -> list[bytes]:
    parts = []
    for _ in range(count):
        size = int.from_bytes(data[:4], "big")
        if len(data) < 4 + size or len(data) < 4:
            raise DamagedSignature("it ends too early")
        parts.append(data[4 : 4 + size])
        data = data[4 + size :]
    if data:
        raise DamagedSignature("something stands behind its end")
    return parts
