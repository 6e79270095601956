"""What all tests share: the repository, a copy of its content, and its site built once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def copy_project(folder: Path) -> Path:
    """Copy what a build reads, without caches, into a folder that does not exist yet."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "products", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
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


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of this repository's content in a folder with a space in its name."""
    return copy_project(tmp_path / "a project")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository, built by the command as a user would.

    The page on the initiative is left in English alone, so that every other language shows it as
    an untranslated page."""
    project = copy_project(tmp_path_factory.mktemp("built") / "project")
    for page in project.glob("docs/*/about/index.md"):
        if page.parts[-3] != "en":
            page.unlink()
    done = run_ctkb("build", "--project", str(project))
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"
