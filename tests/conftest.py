"""What all tests share: the repository, a copy of its content, and its site built once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from ctkb.build.lock import BuildLock
from ctkb.languages import TAGS

ROOT = Path(__file__).parents[1]
DIAGRAM = "\n/// process | How it goes\n1. Begin\n2. End\n///\n"


def copy_project(folder: Path) -> Path:
    """Copy what a build reads, without caches, into a folder that does not exist yet."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "products", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def leave_languages(project: Path, *languages: str) -> None:
    """Remove the texts in all other languages from a copy, which take their time to be read."""
    for folder in (project / "docs", *(project / "products").iterdir()):
        for lang in set(TAGS) - set(languages):
            shutil.rmtree(folder / lang, ignore_errors=True)


def copy_small_project(folder: Path) -> Path:
    """Copy a project with a page of every kind, ten in all, into a folder that does not exist yet.
    Its handbook has a drawing, so that all styles are used, and nothing in it is warned of."""
    shutil.copytree(ROOT / "tests" / "trees" / "small-and-good", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    terms = folder / "docs" / "data" / "glossary.yml"
    terms.write_text(terms.read_text("utf-8").replace("part: evidence", "part: general"), "utf-8")
    page = folder / "docs" / "en" / "index.md"
    head, found, rest = page.read_text("utf-8").partition("reviews:\n")
    page.write_text(head + "---" + rest.partition("\n---")[2] if found else head, "utf-8")
    page = folder / "products" / "borders" / "en" / "starting.md"
    page.write_text(page.read_text("utf-8") + DIAGRAM, "utf-8")
    return folder


def run_ctkb(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would. environment: replaces all of it where given."""
    return subprocess.run(
        [sys.executable, "-m", "ctkb", *arguments],
        capture_output=True,
        text=True,
        env=environment or None,
        check=False,
    )


def find_program(name: str) -> str:
    """Return the path of a program that copies are tried with; skip the test without it, but fail
    where everything has to be looked at."""
    found = shutil.which(name)
    if found is None:
        missing = f"{name} is not installed; run scripts/install-system-packages.sh test"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of this repository's content in a folder with a space in its name."""
    return copy_project(tmp_path / "a project")


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A project with a page of every kind, where the words do not matter."""
    return copy_small_project(tmp_path / "a small project")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site of this repository, built by the command as a user would: once for all processes
    of a run, which only read it.

    The page on the initiative is left in English alone, so that every other language shows it as
    an untranslated page. While one works on a test, CTKB_TEST_SITE may name a built folder."""
    if os.environ.get("CTKB_TEST_SITE") and os.environ.get("CI") != "true":
        return Path(os.environ["CTKB_TEST_SITE"])
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "built"
    with BuildLock(folder.with_suffix(".lock")):
        if not folder.exists():
            project = copy_project(folder.with_name("being-built"))
            for page in project.glob("docs/*/about/index.md"):
                if page.parts[-3] != "en":
                    page.unlink()
            done = run_ctkb("build", "--project", str(project))
            assert done.returncode == 0, done.stdout + done.stderr
            (project / "site").rename(folder)
    return folder


def find_chromium() -> str | None:
    """Return the path of the system's Chromium, the one without windows if it is there."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium: the one on the PATH, else Playwright's."""
    chromium = find_chromium()
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        if chromium is None and not own.exists():
            if os.environ.get("CI") == "true":
                pytest.fail("no browser; run scripts/install-system-packages.sh test")
            pytest.skip("no browser; run scripts/install-system-packages.sh test")
        running = playwright.chromium.launch(
            executable_path=chromium or str(own),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield running
        running.close()
