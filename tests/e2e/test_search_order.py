"""A browser's worker and the command line give the same pages in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ctkb.languages import LangTag
from ctkb.search.session import SearchSession
from tests.e2e.visits import LANGUAGES, visit

TABLES = Path(__file__).parents[1] / "search"

ASK = """async ([first, folder, questions]) => {
  const worker = new Worker(first);
  const heard = (kind) => new Promise((done) => {
    worker.addEventListener("message", function listen(event) {
      if (event.data.is !== kind) return;
      worker.removeEventListener("message", listen);
      done(event.data);
    });
  });
  const ready = await heard("ready");
  const full = heard("ready");
  worker.postMessage({do: "load", url: folder + ready.full});
  await full;
  const orders = [];
  for (const query of questions) {
    const found = heard("found");
    worker.postMessage({do: "ask", id: 1, query, limit: 10});
    orders.push((await found).items.map((item) => item.address));
  }
  worker.terminate();
  return orders;
}"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_browser_and_command_line_agree_on_the_order(
    browser: Browser, server: str, site: Path, lang: str
) -> None:
    lines = (TABLES / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()
    questions = [line.split("\t")[0] for line in lines if line and not line.startswith("#")][::3]
    assert len(questions) > 20
    folder = f"{server}search/{lang}/"
    with visit(browser, server) as seen:
        seen.page.goto(f"{server}licences.txt")
        orders = seen.page.evaluate(ASK, [f"{folder}first.js", folder, questions])
    with SearchSession(site, LangTag(lang)) as session:
        ours = [[page.address for page in session.ask(query).pages] for query in questions]
    assert orders == ours
    assert sum(map(len, ours)) > 100
