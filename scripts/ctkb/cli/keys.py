"""``ctkb keys``: makes the key that editions are signed with, and shows its public part."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ctkb.cli.printing import print_json
from ctkb.offline.keys import PRIVATE_NAME, PublicKey, UnusableKey, show_public, write_new_key
from ctkb.offline.signatures import NAMESPACE


def run(options: argparse.Namespace) -> int:
    """Make or show a key. Returns 0, or 1 where it cannot be done."""
    try:
        if options.action == "new":
            folder: Path = options.out
            public = write_new_key(folder)
            sys.stdout.write(f"private key: {folder / PRIVATE_NAME}\n")
            sys.stdout.write("Keep it away from the project and from sticks, with a copy.\n")
        else:
            public = show_public(options.file)
    except UnusableKey as fault:
        sys.stderr.write(f"ctkb: {fault}\n")
        return 1
    if options.action == "show" and options.json:
        print_json(_list_forms(public))
    else:
        for name, form in _list_forms(public).items():
            sys.stdout.write(f"{name}: {form}\n")
    return 0


def _list_forms(public: PublicKey) -> dict[str, str]:
    return {
        "fingerprint": public.fingerprint,
        "ssh": public.ssh,
        "minisign": public.minisign,
        "allowed_signers": f'{NAMESPACE} namespaces="{NAMESPACE}" {public.ssh}',
    }
