"""How long a build takes, as a ratio to plain ``mkdocs build`` of the same content.

    python -m tests.bench.build_ratio [--products N] [--rounds 3]

Without ``--products`` the content is this repository's own. In each round the four ways are timed
in turn, so that a slow moment of the machine meets all of them. Seconds are printed for interest;
only the ratios are held against their bounds. Exit status 1 if a median ratio is over its bound.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.gen import ROOT, generate

BOUNDS = {"cold": 1.0, "one page changed": 1 / 3, "nothing changed": 1 / 6}


def _time(command: list[str], folder: Path) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return time.perf_counter() - start


def _prepare(folder: Path, products: int) -> Path:
    if products:
        generate(folder, products)
        return next(folder.glob("products/*/fr/index.md"))
    for name in ("docs", "products", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder / "docs/fr/index.md"


def measure(folder: Path, page: Path, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each way, a list of rounds."""
    plain = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "plain"]
    ours = [sys.executable, "-m", "ctkb", "build", "--quiet"]
    seconds: dict[str, list[float]] = {"plain mkdocs": [], **{way: [] for way in BOUNDS}}
    source = page.read_text(encoding="utf-8")
    for number in range(rounds):
        shutil.rmtree(folder / ".cache", ignore_errors=True)
        shutil.rmtree(folder / "plain", ignore_errors=True)
        seconds["plain mkdocs"].append(_time(plain, folder))
        seconds["cold"].append(_time(ours, folder))
        page.write_text(source.replace(". ", f". {number} ", 1), encoding="utf-8")
        seconds["one page changed"].append(_time(ours, folder))
        seconds["nothing changed"].append(_time(ours, folder))
        page.write_text(source, encoding="utf-8")
    return seconds


def main() -> int:
    """Measure, print, and compare the medians of the ratios with their bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = _prepare(folder, options.products)
        seconds = measure(folder, page, options.rounds)
    base = seconds["plain mkdocs"]
    print(f"plain mkdocs build: {statistics.median(base):.2f} s")
    bad = 0
    for way, bound in BOUNDS.items():
        ratio = statistics.median(a / b for a, b in zip(seconds[way], base, strict=True))
        verdict = "good" if ratio < bound else "TOO SLOW"
        bad += ratio >= bound
        median = statistics.median(seconds[way])
        print(f"{way}: {median:.2f} s, ratio {ratio:.3f}, bound {bound:.3f}: {verdict}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
