"""Signs the sums of a copy, once in each of two forms, so that one of the tools is at hand."""

from __future__ import annotations

from pathlib import Path

from ctkb.offline.keys import PrivateKey, read_private
from ctkb.offline.signatures import MINISIG_NAME, SSHSIG_NAME, write_minisig, write_sshsig
from ctkb.offline.sums import SUMS


def make_signatures(sums: bytes, key: PrivateKey, edition: str) -> dict[str, bytes]:
    """Return name -> bytes of the two signatures of a file of sums; the same input, the same
    bytes. edition: stands in the comment that minisign shows and vouches for."""
    return {
        MINISIG_NAME: write_minisig(sums, key, make_comment(edition)),
        SSHSIG_NAME: write_sshsig(sums, key),
    }


def make_comment(edition: str) -> str:
    """Return the comment that a signature vouches for."""
    return f"edition {' '.join(edition.split())}, unofficial"


def read_comment(comment: str) -> str:
    """Return the edition of such a comment, empty where it is none of ours."""
    begins, _, rest = comment.partition(" ")
    edition, _, ends = rest.rpartition(", ")
    return edition if (begins, ends) == ("edition", "unofficial") else ""


def sign_sums(folder: Path, key: PrivateKey | Path, edition: str) -> None:
    """Write the signatures of the folder's SHA256SUMS beside it.

    key: or the path of its private file. Raises UnusableKey where it cannot be read."""
    private = read_private(key) if isinstance(key, Path) else key
    for name, data in make_signatures((folder / SUMS).read_bytes(), private, edition).items():
        (folder / name).write_bytes(data)
