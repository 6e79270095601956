"""Pages with forms and diagrams: their stylesheet, and when the law in them was checked."""

from __future__ import annotations

import shutil
from pathlib import Path

import lxml.html
import pytest

from ctkb.build import BuildOptions, build_site
from ctkb.problems import count_errors
from ctkb.site.assets import collect_assets
from tests.checks.handbook import write_handbook
from tests.conftest import ROOT

LAW = "Law checked on 21 November 2026; look again after 21 November 2027."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_handbook(tmp_path_factory.mktemp("forms"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    glossary = root / "docs/data/glossary.yml"
    text = glossary.read_text(encoding="utf-8").replace("part: evidence", "part: general")
    glossary.write_text(text, encoding="utf-8")
    report = build_site(BuildOptions(root, root / "site", ("en", "fr")))
    assert count_errors(report.problems) == 0, [str(p) for p in report.problems]
    return root / "site"


def _read(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(path.read_bytes())


def _sheets(page: lxml.html.HtmlElement) -> list[str]:
    return [href for href in page.xpath("//link[@rel='stylesheet']/@href") if "forms" in href]


def test_only_pages_with_a_form_or_a_diagram_load_its_sheet(built: Path) -> None:
    folder = built / "products/borders"
    loaded = {path.stem for path in folder.glob("*.html") if _sheets(_read(path))}
    assert loaded == {"method", "stop-points", "worksheet", "checklist"}
    (sheet,) = (built / "assets").glob("forms.*.css")
    assert _sheets(_read(folder / "method.html")) == [f"../../assets/{sheet.name}"]


def test_without_such_a_page_the_sheet_is_not_published() -> None:
    assets = collect_assets(ROOT / "overrides", forms=False)
    assert not [address for address in assets.files if "forms" in address]


def test_the_standing_says_when_the_law_was_checked_and_when_to_look_again(built: Path) -> None:
    def standing(address: str) -> str:
        (line,) = _read(built / address).xpath("//p[@class='kb-status']")
        return " ".join(line.text_content().split())

    assert LAW in standing("products/borders/basis.html")
    assert LAW not in standing("products/borders/roles.html")
    french = standing("fr/products/borders/basis.html")
    assert "Droit vérifié le 21 novembre 2026" in french
