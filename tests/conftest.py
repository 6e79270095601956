"""What all tests share: the repository, and its site built once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository, built by the command as a user would."""
    out = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "ctkb", "build", "--project", str(ROOT), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out
