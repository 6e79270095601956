"""Pages as MkDocs and our plugin make them: plain or in shards, drifted, moved, with settings."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest
from mkdocs_static_i18n.plugin import I18n

from ctkb.build import BuildOptions, build_site
from ctkb.site import ShardPlugin
from ctkb.site.addresses import Settings, page_key, relative
from tests.conftest import leave_languages, run_ctkb

OURS_ALONE = {"manifest.json", "sitemap.xml"}


def _read(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(path.read_bytes())


def _build(project: Path, *languages: str) -> Path:
    report = build_site(BuildOptions(project, project / "site", languages or ("en",)))
    assert list(report.problems) == []
    return project / "site"


@pytest.mark.xdist_group("heavy")
def test_plain_mkdocs_gives_the_same_pages(small_project: Path) -> None:
    assert run_ctkb("build", "--project", str(small_project)).returncode == 0
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "plain"]
    done = subprocess.run(command, cwd=small_project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "ctkb build" in done.stderr
    trees = [
        {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
        for root in (small_project / "site", small_project / "plain")
    ]
    for name in OURS_ALONE:
        del trees[0][name]
    ours = {name for name in trees[0] if name.startswith("search/") and name not in trees[1]}
    assert any(name.endswith("first.js") for name in ours)
    for name in ours:
        del trees[0][name]
    assert trees[0] == trees[1]


def test_the_i18n_plugin_still_has_what_a_shard_leans_on() -> None:
    assert issubclass(ShardPlugin, I18n)
    plugin = ShardPlugin()
    assert plugin.building is False
    assert plugin.current_language is None
    for event in ("on_config", "on_files"):
        assert getattr(I18n, event).mkdocs_priority == -100


def test_a_reader_sees_which_sections_have_changed_in_english(project: Path) -> None:
    leave_languages(project, "en", "fr")
    page = project / "docs/en/regions/africa.md"
    text = page.read_text(encoding="utf-8")
    text = text.replace("## Training {#training}\n\n", "## Training {#training}\n\nA new line.\n\n")
    text += "\n## A new section {#a-new-section}\n\nWords.\n"
    page.write_text(text, encoding="utf-8")
    site = _build(project, "fr")
    html = _read(site / "fr/regions/africa.html")
    notice = html.cssselect(".kb-notice")[0]
    assert "2 " in notice.text_content()
    assert " 9 " in notice.text_content()
    marks = html.cssselect("article .kb-drift a")
    assert [mark.get("href") for mark in marks] == ["../../regions/africa.html#training"]
    assert marks[0].getparent().getprevious().get("id") == "training"
    new = notice.cssselect("li")[0]
    assert new.get("id") == "a-new-section"
    assert new.cssselect("a")[0].get("href") == "../../regions/africa.html#a-new-section"
    assert not _read(site / "regions/africa.html").cssselect(".kb-notice, .kb-drift")


def test_old_addresses_lead_on_in_every_language_without_a_script(small_project: Path) -> None:
    page = small_project / "docs/en/regions/africa.md"
    text = page.read_text(encoding="utf-8")
    alias = "aliases: [old/africa.html]\norigin:"
    page.write_text(text.replace("origin:", alias, 1), encoding="utf-8")
    site = _build(small_project, "ar")
    for prefix in ("", "ar/"):
        html = _read(site / f"{prefix}old/africa.html")
        assert (
            html.cssselect("meta[http-equiv]")[0].get("content") == "0; url=../regions/africa.html"
        )
        assert html.cssselect("a")[0].get("href") == "../regions/africa.html"
        assert not html.cssselect("script")
        assert "INTERPOL" in html.text_content() or "الإنتربول" in html.text_content()
    assert _read(site / "ar/old/africa.html").get("dir") == "rtl"


def test_the_status_line_says_origin_check_and_review(project: Path) -> None:
    leave_languages(project, "en")
    page = project / "docs/en/about/this-site.md"
    text = page.read_text(encoding="utf-8")
    record = (
        "reviews:\n  - kind: law\n    name: Example Reviewer\n    role: lawyer\n"
        "    on: 2026-11-21\n    sections: {publisher: MARK, cite: 0000000000000000}\norigin:"
    )
    from ctkb.content import load_library
    from ctkb.translation import fingerprint_sections

    library, _ = load_library(project)
    found = library.page("about/this-site", "en")
    assert found is not None
    mark = fingerprint_sections(found)[found.headings[-1].id]
    assert found.headings[-1].id == "publisher"
    record = record.replace("MARK", f'"{mark}"').replace("0000000000000000", '"0000000000000000"')
    page.write_text(text.replace("origin:", record, 1), encoding="utf-8")
    site = _build(project)
    status = _read(site / "about/this-site.html").cssselect(".kb-status")[0].text_content()
    assert "Drafted by machine." in status
    assert "Example Reviewer, lawyer, on 21 November 2026" in status
    assert "for 1 of " in status
    assert "Not reviewed" not in status
    other = _read(site / "index.html").cssselect(".kb-status")[0].text_content()
    assert "Not reviewed by a person." in other


def test_drafts_are_built_in_the_preview_alone(small_project: Path) -> None:
    page = small_project / "docs/en/about/a-draft.md"
    page.write_text(
        '---\ntitle: "A draft"\ndescription: "D"\nstatus: draft\norigin: human\n---\n\nWords.\n',
        encoding="utf-8",
    )
    site = _build(small_project)
    assert not (site / "about/a-draft.html").exists()
    assert "A draft" not in (site / "index.html").read_text(encoding="utf-8")


def test_the_manifest_lists_every_file_and_says_whose_words_a_page_has(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_bytes())
    listed = [entry["address"] for entry in [*manifest["pages"], *manifest["files"]]]
    found = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    assert sorted(listed) == sorted(found - {"manifest.json"})
    words = {page["address"]: page["words"] for page in manifest["pages"]}
    assert words["ar/about/index.html"] == "en"
    assert words["ar/index.html"] == "ar"
    origins = {page["origin"] for page in manifest["pages"]}
    assert origins == {"machine"}


def test_edit_links_lead_to_the_real_file_of_products_too(site: Path) -> None:
    cases = {
        "products/threat-assessment/index.html": "products/threat-assessment/en/index.md",
        "zh/products/threat-assessment/index.html": "products/threat-assessment/zh/index.md",
        "fr/regions/africa.html": "docs/fr/regions/africa.md",
        "fr/about/index.html": "docs/en/about/index.md",
    }
    for address, source in cases.items():
        links = {a.get("href") for a in _read(site / address).cssselect("a[href*='/edit/']")}
        assert links == {f"https://git.example.org/kb/edit/main/{source}"}


def test_sitemap_and_alternates_leave_out_untranslated_pages(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://kb.example.org/ar/regions/africa.html</loc>" in sitemap
    assert "<loc>https://kb.example.org/about/</loc>" in sitemap
    assert "https://kb.example.org/ar/about/</loc>" not in sitemap
    assert 'hreflang="x-default"' in sitemap


def test_an_operators_settings_are_shown(small_project: Path) -> None:
    config = small_project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace(
        "publisher: ''", "publisher: 'A Ministry <b>'"
    )
    text = text.replace("copies: ''", "copies: 'https://kb.example.org/copies/2026.11'")
    config.write_text(text, encoding="utf-8")
    site = _build(small_project, "fr")
    html = _read(site / "index.html")
    assert html.xpath("//footer//a[@href='https://kb.example.org/copies/2026.11/index.html']")
    html_fr = _read(site / "fr" / "index.html")
    assert html_fr.xpath("//footer//a[@href='https://kb.example.org/copies/2026.11/fr/index.html']")
    assert "A Ministry <b>" in html.cssselect("footer")[0].text_content()
    assert not html.cssselect("footer b")


def test_addresses_and_keys_belong_together() -> None:
    assert page_key("fr/regions/africa.html") == "regions/africa"
    assert page_key("regions/africa.html") == "regions/africa"
    assert relative("regions/africa.html", "fr/about/index.html", "x") == (
        "../../regions/africa.html#x"
    )
    settings = Settings(
        site_url="https://a.example/kb/",
        repo_url="https://c.example/r/",
        edit_uri="edit/main/docs/",
        new_file_uri="new/main?filename={path}&value={text}",
        edition="1",
        publisher="",
        contact="",
        copies="",
        languages=("en",),
    )
    assert settings.absolute("fr/about/index.html") == "https://a.example/kb/fr/about/"
    assert settings.edit_url("docs/fr/a.md") == "https://c.example/r/edit/main/docs/fr/a.md"
    assert settings.new_file_url("docs/a.md", "a & b\n") == (
        "https://c.example/r/new/main?filename=docs%2Fa.md&value=a%20%26%20b%0A"
    )
