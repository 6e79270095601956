"""Makes a project of any size from a seed: the same seed gives the same bytes.

    python tests/bench/gen.py --products 100 --out ../big

The words are invented and mean nothing; the forms are those of real pages: sections, citations,
terms, links, tables and blocks, in six languages, every translation stamped.
"""

from __future__ import annotations

import argparse
import random
import shutil
from pathlib import Path

from ctkb.content import load_library
from ctkb.content.model import Origin, Page
from ctkb.languages import ENGLISH, TAGS
from ctkb.translation import stamp_text

ROOT = Path(__file__).parents[2]
SYLLABLES = {
    "en": "ma to ri sen ba lo que ver din ast",
    "fr": "mé ta ri sien bou lo quê vair din eux",
    "es": "ma to rí sen ba lló que ver ción ast",
    "ru": "ма то ри сен ба ло ке вер дин ост",
    "ar": "ما تو ري سن با لو كي فر دن است",
    "zh": "马 托 里 森 巴 洛 克 维 丁 斯",
}
CITED = ("S1", "S3", "P11", "P9")


def _sentence(words: random.Random, lang: str) -> str:
    parts = SYLLABLES[lang].split()
    glue = "" if lang == "zh" else " "
    text = glue.join("".join(words.choices(parts, k=words.randint(1, 4))) for _ in range(12))
    return f"{text}."


def _page(seed: str, lang: str, title: str, links: list[str]) -> str:
    shape, words = random.Random(seed), random.Random(f"{seed} {lang}")
    lines = ["---", f'title: "{title}"', f'description: "{_sentence(words, lang)}"']
    lines += ["origin: machine"] if lang == ENGLISH else []
    lines += ["---", "", _sentence(words, lang), ""]
    for number in range(shape.randint(4, 8)):
        lines += [f"## {_sentence(words, lang)[:30]} {{#section-{number}}}", ""]
        for _ in range(shape.randint(1, 4)):
            body = " ".join(_sentence(words, lang) for _ in range(shape.randint(2, 5)))
            lines += [f"{body} [@{shape.choice(CITED)}]", ""]
        if shape.random() < 0.4:
            lines += [f"- {_sentence(words, lang)}" for _ in range(4)] + [""]
        if shape.random() < 0.3:
            lines += ["| A | B |", "|---|---|", f"| {number} | {_sentence(words, lang)} |", ""]
        target = shape.choice(links)
        lines += [
            f"[{_sentence(words, lang)[:12]}]({target}) [OSINT](term:open-source-intelligence)",
            "",
        ]
    return "\n".join(lines)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _stamp(root: Path, english: Page, lang: str, text: str) -> None:
    path = root / english.path.replace("/en/", f"/{lang}/", 1)
    _write(path, stamp_text(text, english, origin=Origin.MACHINE, edition="2026.11"))


def generate(out: Path, products: int, seed: int = 1) -> None:
    """Write a project into an empty folder. products: how many, each an overview and two chapters
    in six languages."""
    shutil.copytree(ROOT / "overrides", out / "overrides")
    shutil.copytree(ROOT / "docs/data", out / "docs/data")
    shutil.copy(ROOT / "mkdocs.yml", out)
    texts: dict[str, dict[str, str]] = {}
    for number in range(products):
        name = f"product-{number:04d}"
        after = f"product-{(number + 1) % products:04d}"
        _write(out / f"products/{name}/product.yml", f"order: {number + 1}\nchapters: [one, two]\n")
        for chapter in ("index", "one", "two"):
            links = ["../en/two.md#section-1", f"../../{after}/en/one.md#section-0"]
            key = f"products/{name}/{chapter}"
            texts[key] = {
                lang: _page(f"{seed} {key}", lang, f"{name} {chapter}", links) for lang in TAGS
            }
            _write(out / f"products/{name}/en/{chapter}.md", texts[key][ENGLISH])
    home = ["products/product-0000/index"]
    for key, links in (("index", home), ("glossary", home)):
        targets = [f"../../{target.replace('/index', '/en/index')}.md" for target in links]
        texts[key] = {lang: _page(f"{seed} {key}", lang, key, targets) for lang in TAGS}
        if key == "glossary":
            block = "\n/// glossary\n    core: true\n\n///\n"
            texts[key] = {lang: text + block for lang, text in texts[key].items()}
        _write(out / f"docs/en/{key}.md", texts[key][ENGLISH])
    library, problems = load_library(out)
    if problems:
        raise SystemExit("\n".join(map(str, problems[:20])))
    for (found, lang), page in library.pages.items():
        if lang == ENGLISH:
            for other in TAGS[1:]:
                _stamp(out, page, other, texts[found][other])


def main() -> None:
    """Read the arguments and generate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    generate(options.out, options.products, options.seed)


if __name__ == "__main__":
    main()
