"""A finished build or none: same bytes, warm caches, kept folder, killed processes."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ctkb.build import BuildOptions, build_site
from tests.conftest import run_ctkb


def tree_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _names(tree: dict[str, str]) -> set[str]:
    """Return the names of the files of a tree, without the sums that some names hold."""
    return {re.sub(r"\.[0-9a-f]{8}\.js$", ".js", name) for name in tree}


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a project by the command, with some variables set."""
    arguments = ("build", "--project", str(project), *arguments)
    return run_ctkb(*arguments, **{**os.environ, **environment})


@pytest.mark.xdist_group("heavy")
def test_the_same_input_gives_the_same_bytes_whatever_stands_around_it(
    small_project: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "другая папка"
    shutil.copytree(small_project, elsewhere)
    first = run(small_project, "--jobs", "1", TZ="Pacific/Kiritimati", PYTHONHASHSEED="1")
    assert first.returncode == 0, first.stdout + first.stderr
    os.utime(elsewhere / "mkdocs.yml", (0, 0))
    second = run(elsewhere, "--jobs", "2", TZ="America/Adak", PYTHONHASHSEED="2", LC_ALL="C")
    assert second.returncode == 0, second.stdout + second.stderr
    cold = tree_of(small_project / "site")
    assert len(cold) > 40
    assert cold == tree_of(elsewhere / "site")

    page = small_project / "docs/fr/regions/africa.md"
    kept = page.read_bytes()
    page.write_bytes(kept + b"\nUne phrase.\n")
    assert run(small_project).returncode == 0
    changed = {k for k, v in tree_of(small_project / "site").items() if cold.get(k) != v}
    assert "fr/regions/africa.html" in changed
    page.write_bytes(kept)
    assert run(small_project).returncode == 0
    assert tree_of(small_project / "site") == cold, "a warm build differs from a cold one"


@pytest.mark.xdist_group("heavy")
def test_a_change_in_one_language_draws_that_language_alone(small_project: Path) -> None:
    options = BuildOptions(small_project, small_project / "site")
    assert set(build_site(options).drawn) == {"en", "fr", "es", "ru", "ar", "zh"}
    assert build_site(options).drawn == ()
    page = small_project / "docs/fr/regions/africa.md"
    page.write_bytes(page.read_bytes() + b"\nUne phrase.\n")
    assert build_site(options).drawn == ("fr",)
    page.unlink()
    assert set(build_site(options).drawn) == {"en", "fr", "es", "ru", "ar", "zh"}


@pytest.mark.xdist_group("heavy")
def test_a_touched_byte_in_the_published_folder_or_the_cache_is_noticed(
    small_project: Path,
) -> None:
    options = BuildOptions(small_project, small_project / "site")
    build_site(options)
    good = tree_of(small_project / "site")
    (small_project / "site/fr/index.html").write_text("altered")
    assert build_site(options).is_good
    assert tree_of(small_project / "site") == good
    shard = next((small_project / ".cache/shards").glob("fr-*"))
    (shard / "site/fr/index.html").write_text("altered")
    (small_project / "site/fr/index.html").write_text("altered")
    for index in (small_project / ".cache/indexes").iterdir():
        index.write_text("altered")
    assert build_site(options).drawn == ("fr",)
    assert tree_of(small_project / "site") == good


@pytest.mark.xdist_group("heavy")
def test_a_dead_link_after_a_removed_page_is_found_with_a_warm_cache(small_project: Path) -> None:
    assert run(small_project).returncode == 0
    before = tree_of(small_project / "site")
    for page in small_project.glob("docs/*/regions/africa.md"):
        page.unlink()
    done = run(small_project)
    assert done.returncode == 1
    assert "docs/en/index.md:" in done.stdout
    assert "broken-link" in done.stdout
    assert tree_of(small_project / "site") == before
    assert not list(small_project.glob(".site*"))


@pytest.mark.xdist_group("heavy")
def test_a_reader_never_misses_the_first_page_while_builds_go_on(small_project: Path) -> None:
    options = BuildOptions(small_project, small_project / "site", languages=("en",))
    build_site(options)
    missed: list[str] = []
    seen = 0
    stop = threading.Event()

    def poll() -> None:
        nonlocal seen
        while not stop.is_set():
            try:
                text = (small_project / "site/index.html").read_text(encoding="utf-8")
                seen += 1
                if "</html>" not in text:
                    missed.append("half a page")
            except OSError as error:
                missed.append(str(error))

    reader = threading.Thread(target=poll)
    reader.start()
    page = small_project / "docs/en/index.md"
    try:
        for number in range(4):
            page.write_text(page.read_text(encoding="utf-8") + f"\nLine {number}.\n")
            assert build_site(options).drawn == ("en",)
    finally:
        stop.set()
        reader.join()
    assert seen > 100
    assert missed == []


@pytest.mark.xdist_group("heavy")
def test_a_build_killed_at_random_moments_harms_nothing(small_project: Path) -> None:
    page = small_project / "docs/en/index.md"
    source = page.read_text(encoding="utf-8")
    languages = ["--lang", "fr"]
    assert run(small_project, *languages).returncode == 0
    moments = random.Random(7)
    command = [sys.executable, "-m", "ctkb", "build", "--project", str(small_project), *languages]
    start = time.monotonic()
    page.write_text(source + "\nA new line.\n", encoding="utf-8")
    assert run(small_project, *languages).returncode == 0
    whole = time.monotonic() - start
    killed = 0
    for number in range(20):
        before = tree_of(small_project / "site")
        page.write_text(f"{source}\nLine {number}.\n", encoding="utf-8")
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(moments.uniform(0.05, whole))
        if process.poll() is None:
            if number % 2:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()  # its children go on, alone
            killed += 1
        process.wait()
        after = tree_of(small_project / "site")
        assert after["index.html"]
        if after != before:
            assert f"Line {number}." in (small_project / "site/index.html").read_text(
                encoding="utf-8"
            )
            assert _names(after) == _names(before)
    assert killed >= 10
    assert run(small_project, *languages).returncode == 0
    warm = tree_of(small_project / "site")
    shutil.rmtree(small_project / ".cache")
    shutil.rmtree(small_project / "site")
    assert run(small_project, *languages).returncode == 0
    assert tree_of(small_project / "site") == warm
    assert not list(small_project.glob(".site*"))


@pytest.mark.xdist_group("heavy")
def test_a_configuration_that_cannot_be_read_ends_the_build(small_project: Path) -> None:
    config = small_project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "\nno_such_option: [\n")
    done = subprocess.run(
        [sys.executable, "-m", "ctkb", "build", "--project", str(small_project)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "mkdocs.yml:1: configuration: " in done.stdout
    assert done.stderr == ""
