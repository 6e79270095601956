"""A real browser and the real site: from http with the strict policy, and from files."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.visits import POLICY

ROOT = Path(__file__).parents[2]


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder with the strict policy, quietly."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of a server of the site, with a slash at its end."""
    handler = functools.partial(_Handler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium: the one on the PATH, else Playwright's own."""
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        if chromium is None and not own.exists():
            if os.environ.get("CI") == "true":
                pytest.fail("no browser; run tests/install-browser.sh")
            pytest.skip("no browser; run tests/install-browser.sh")
        running = playwright.chromium.launch(
            executable_path=chromium or str(own),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield running
        running.close()
