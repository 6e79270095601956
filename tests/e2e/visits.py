"""Going to a page and writing down everything that goes wrong there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Response

POLICY = "default-src 'self'; img-src 'self' data:"
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
PAGES = {
    "home": "index.html",
    "product": "products/threat-assessment/index.html",
    "region": "regions/africa.html",
    "fallback": "about/index.html",
}
"""The fourth one is written in English alone, so that other languages show it in English."""


def where(lang: str, page: str) -> str:
    """Return the address of a page in a language."""
    return page if lang == "en" else f"{lang}/{page}"


@dataclass
class Visit:
    """What happened on a page. faults: console messages, errors, failed or remote requests.
    requests: addresses in the order they were asked for. bodies: address of each response -> its
    body, where they are wanted."""

    page: Page
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)


@contextmanager
def visit(
    browser: Browser,
    base: str,
    *,
    offline: bool = False,
    width: int = 1280,
    bodies: bool = False,
    **options: Any,
) -> Iterator[Visit]:
    """Open an empty tab that notes its faults. base: what every request must begin with. bodies:
    whether what comes is kept, which takes its time."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    if offline:
        context.set_offline(True)
    page = context.new_page()
    seen = Visit(page)

    def on_console(message: ConsoleMessage) -> None:
        seen.faults.append(f"console {message.type}: {message.text}")

    def on_request(request: Request) -> None:
        seen.requests.append(request.url)
        if not request.url.startswith((base, "data:", "blob:")):
            seen.faults.append(f"request to elsewhere: {request.url}")

    def on_response(response: Response) -> None:
        if response.status >= 400:
            seen.faults.append(f"{response.status}: {response.url}")
        elif bodies and response.url.startswith(base):
            with suppress(Error):  # the tab may have gone on to another page
                seen.bodies[response.url] = response.body()

    page.on("console", on_console)
    page.on("pageerror", lambda error: seen.faults.append(f"error: {error}"))
    page.on("request", on_request)
    page.on("requestfailed", lambda request: seen.faults.append(f"failed: {request.url}"))
    page.on("response", on_response)
    yield seen
    context.close()
