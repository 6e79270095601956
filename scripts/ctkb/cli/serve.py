"""``ctkb serve``: the preview of MkDocs, for one language, with drafts, reloading."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from pathlib import Path

from ctkb.languages import address_prefix


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted. Returns 0, 1 where the content has problems, or 2 where the port
    cannot be had."""
    address = f"127.0.0.1:{options.port}"
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", options.port))
    except OSError as fault:
        sys.stderr.write(
            f"ctkb: {address} cannot be used: {fault.strerror}. "
            f"Name another port: ctkb serve --lang {options.lang} --port 8001\n"
        )
        return 2
    os.environ["CTKB_LANGUAGE"] = options.lang
    from mkdocs.commands.serve import serve
    from mkdocs.exceptions import Abort, PluginError

    root: Path = options.project.resolve()
    os.chdir(root)
    sys.stderr.write(
        f"Preview of {options.lang}, other languages are not built: "
        f"http://{address}/{address_prefix(options.lang)}index.html\n"
    )
    import logging

    logging.basicConfig(
        level=logging.WARNING if options.quiet else logging.INFO, format="%(message)s"
    )
    try:
        serve(
            config_file=str(root / "mkdocs.yml"),
            site_url=f"http://{address}/",
            dev_addr=address,
        )
    except (Abort, PluginError) as stop:
        sys.stderr.write(f"ctkb: {stop}\n")
        return 1
    return 0
