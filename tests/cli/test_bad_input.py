"""Everything wrong with a project is said at once, with path, line and mend; nothing is touched."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ctkb.cli.main import main
from tests.conftest import leave_languages, run_ctkb

LINE = re.compile(r"(?:warning: )?[^:\n]+:\d+: [a-z0-9-]+: .+\. .+\.")


def _append(path: str, text: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        page = root / path
        page.write_text(page.read_text(encoding="utf-8") + text, encoding="utf-8")

    return spoil


def _replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        page = root / path
        text = page.read_text(encoding="utf-8")
        assert old in text
        page.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def _write(path: str, data: bytes) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)

    return spoil


def _link(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).symlink_to("/etc/hostname")


EN, FR = "docs/en/about/this-site.md", "docs/fr/about/this-site.md"
HEAD = b'---\ntitle: "T"\ndescription: "D"\norigin: machine\n---\n\n'
BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "front matter missing": (_write("docs/en/about/a.md", b"Words.\n"), "missing-front-matter"),
    "front matter misspelt": (_replace(EN, "title:", "titel:"), "unknown-key"),
    "front matter of the wrong type": (
        _replace("docs/en/glossary.md", "origin: machine", "origin: 7"),
        "wrong-",
    ),
    "unknown region": (_write("docs/en/regions/atlantis.md", HEAD + b"W.\n"), "unknown-region"),
    "unknown source": (_append(EN, "\nWords [@S999].\n"), "unknown-source"),
    "unknown term": (_append(EN, "\n[words](term:nothing)\n"), "unknown-term"),
    "unknown language": (_write("docs/xx/index.md", HEAD + b"W.\n"), "unknown-language"),
    "unknown block": (_append(EN, "\n/// marquee\n///\n"), "unknown-block"),
    "bad option": (_append(EN, "\n/// events\n    year: soon\n\n///\n"), "bad-option"),
    "unindented option": (
        _append("docs/en/index.md", "\n/// events\nregion: africa\n\n///\n"),
        "unindented-option",
    ),
    "unclosed block": (
        _write("docs/en/about/b.md", HEAD + b"/// note\nWords.\n"),
        "unclosed-block",
    ),
    "a fence left over": (_append("docs/en/training/index.md", "\n///\n"), "stray-block-fence"),
    "duplicate ids": (_append(EN, "\n## A {#twice}\n\n## B {#twice}\n"), "duplicate-id"),
    "broken link": (_append(EN, "\n[x](nowhere.md)\n"), "broken-link"),
    "broken anchor": (_append(EN, "\n[x](index.md#nowhere)\n"), "broken-anchor"),
    "broken link in a translation": (_append(FR, "\n[x](../../en/nowhere.md)\n"), "broken-link"),
    "broken link into a product": (
        _append(EN, "\n[x](../../../products/threat-assessment/en/none.md)\n"),
        "broken-link",
    ),
    "translation with another heading": (
        _replace("docs/fr/regions/africa.md", "{#training}", "{#trainings}"),
        "heading-mismatch",
    ),
    "translation that lost a citation": (
        _replace("docs/fr/regions/africa.md", "[@P11]", ""),
        "lost-citation",
    ),
    "file in the wrong place": (_write("docs/en/deep/er/x.md", HEAD + b"W.\n"), "wrong-place"),
    "raw HTML": (_append(EN, "\n<b onclick=x>w</b>\n"), "raw-html"),
    "remote image": (_append(EN, "\n![alt](https://a.example/x.png)\n"), "remote-image"),
    "attributes beyond an id": (_append(EN, "\n[x](index.md){onclick=a}\n"), "attribute-list"),
    "attributes on a heading": (
        _append("docs/en/index.md", "\n## H {#x onclick=a}\n"),
        "",
    ),
    "attributes of a block": (
        _append("docs/en/index.md", "\n/// note\n    attrs: {onclick: a}\n\nWords.\n///\n"),
        "unknown-option",
    ),
    "a link with another scheme": (
        _append(EN, "\n[x](java&#115;cript:alert)\n"),
        "link-scheme",
    ),
    "not UTF-8": (_write("docs/en/about/c.md", HEAD + b"\xff\xfe\n"), "not-utf-8"),
    "a symbolic link out of the tree": (_link("docs/en/about/d.md"), "symlink"),
    "a YAML alias bomb": (_write("docs/data/names.yml", BOMB), "yaml-alias"),
    "a template": (_append(EN, "\n{{ config }}\n"), "template"),
}


@pytest.fixture
def spoilt(project: Path) -> Path:
    """The project with every fault in it."""
    for spoil, _ in FAULTS.values():
        spoil(project)
    return project


def test_every_fault_is_said_in_one_run_and_the_published_folder_is_untouched(
    spoilt: Path,
) -> None:
    site = spoilt / "site"
    site.mkdir()
    (site / "index.html").write_text("as it was")
    (site / "manifest.json").write_text("{}")
    done = run_ctkb("build", "--project", str(spoilt))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[-1] == "Nothing was published; the folder is as it was."
    assert re.fullmatch(r"\d+ problems, \d+ warnings?", lines[-2])
    assert all(LINE.fullmatch(line) for line in lines[:-2]), [
        line for line in lines[:-2] if not LINE.fullmatch(line)
    ]
    missed = {name: code for name, (_, code) in FAULTS.items() if f": {code}" not in done.stdout}
    assert missed == {}
    assert (site / "index.html").read_text() == "as it was"
    assert {path.name for path in spoilt.iterdir()} <= {
        ".cache",
        "docs",
        "mkdocs.yml",
        "overrides",
        "products",
        "site",
    }


def test_check_says_the_same_and_json_holds_it_all(spoilt: Path) -> None:
    text = run_ctkb("check", "--project", str(spoilt))
    machine = run_ctkb("check", "--project", str(spoilt), "--json")
    assert text.returncode == machine.returncode == 1
    problems = json.loads(machine.stdout)
    lines = text.stdout.splitlines()[:-1]
    said = [f"{p['path']}:{p['line']}: {p['code']}: {p['what']}. {p['mend']}." for p in problems]
    assert said == [line.removeprefix("warning: ") for line in lines]
    assert len(said) >= len(FAULTS)


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_alone_is_found(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    leave_languages(project, "en", "fr")  # no fault is in the others
    spoil, code = FAULTS[name]
    spoil(project)
    assert main(["check", "--project", str(project)]) == 1
    said = capsys.readouterr().out
    assert f": {code}" in said
    assert len(said.splitlines()) < 60


def test_good_content_has_no_problem(project: Path) -> None:
    done = run_ctkb("check", "--project", str(project))
    assert done.returncode == 0
    assert done.stdout.endswith("pages, no problems\n")


def test_a_wrong_use_is_told_apart_from_a_problem(tmp_path: Path) -> None:
    assert run_ctkb("build", "--project", str(tmp_path)).returncode == 2
    assert run_ctkb("build", "--lang", "tlh").returncode == 2
    assert run_ctkb("nothing").returncode == 2


def test_a_folder_that_no_build_made_is_not_replaced(small_project: Path) -> None:
    target = small_project / "papers"
    target.mkdir()
    (target / "letter.txt").write_text("mine")
    done = run_ctkb("build", "--project", str(small_project), "--out", str(target), "--lang", "en")
    assert done.returncode == 2
    assert "papers" in done.stderr
    assert (target / "letter.txt").read_text() == "mine"


def test_annotations_are_printed_for_the_code_host(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    _append(EN, "\n[x](nowhere.md)\n")(project)
    done = run_ctkb("check", "--project", str(project))
    assert f"::error file={EN},line=" in done.stdout


def test_words_that_want_a_value_nobody_gives_are_said(small_project: Path) -> None:
    for path in (small_project / "overrides/strings").glob("??.json"):
        words = json.loads(path.read_text(encoding="utf-8"))
        words["nav.skip"] += " {foo}"
        path.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    done = run_ctkb("build", "-q", "--lang", "en", "--project", str(small_project))
    assert done.returncode == 1
    assert "overrides/strings/en.json:1: unfillable-words: " in done.stdout
    assert "Traceback" not in done.stderr
    assert not (small_project / "site").exists()


def test_a_file_whose_name_is_no_text_is_said(small_project: Path) -> None:
    with open(bytes(small_project) + b"/docs/en/\xff.md", "wb") as stream:  # noqa: PTH123 (no text)
        stream.write(b"x")
    done = run_ctkb("build", "-q", "--project", str(small_project))
    assert done.returncode == 1
    assert "wrong-name" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "--jobs", "x"], "'x' is not a whole number of 1 or more"),
        (["serve", "--port", "99999"], "'99999' is not a number from 1 to 65535"),
    ],
)
def test_a_number_that_cannot_be_is_said(arguments: list[str], words: str) -> None:
    done = run_ctkb(*arguments)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_port_in_use_is_said_before_anything_is_built(small_project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_ctkb("serve", "--port", str(port), "--project", str(small_project))
    assert done.returncode == 2
    assert f"127.0.0.1:{port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_fault_of_ours(spoilt: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "ctkb", "check", "--project", str(spoilt)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_an_empty_variable_counts_as_one_that_is_not_set(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "")
    done = run_ctkb("build", "--project", str(small_project), "--lang", "en")
    assert done.returncode == 0
    assert "SITE_URL is not set" in done.stdout


def test_a_missing_edition_is_said_by_build_and_stamp(project: Path) -> None:
    _replace("mkdocs.yml", "  edition: '2026.11'\n", "")(project)
    page = project / FR
    before = page.read_bytes()
    for arguments in (["build"], ["stamp", str(page)]):
        done = run_ctkb(*arguments, "--project", str(project))
        assert done.returncode == 1
        assert "mkdocs.yml:1: missing-edition: " in done.stdout
    assert page.read_bytes() == before


def test_a_page_that_is_not_there_cannot_be_stamped(project: Path) -> None:
    done = run_ctkb("stamp", str(project / "docs/fr/none.md"), "--project", str(project))
    assert done.returncode == 1
    assert "missing-file: there is no such file" in done.stdout


def test_a_review_of_other_words_does_not_count_in_silence(project: Path) -> None:
    review = (
        "reviews:\n  - kind: law\n    name: Example Reviewer\n    role: lawyer\n"
        '    on: 2026-11-21\n    sections: {nowhere: "0000000000000000"}\norigin:'
    )
    _replace(EN, "origin:", review)(project)
    done = run_ctkb("check", "--project", str(project))
    assert done.returncode == 1
    assert f"{EN}:1: unknown-section: the review by Example Reviewer names" in done.stdout
    assert f"warning: {EN}:1: spent-review: the review by Example Reviewer covers" in done.stdout
