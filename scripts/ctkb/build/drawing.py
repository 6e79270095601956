"""Languages drawn or taken from the cache, and the folder put together of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ctkb.build.assemble import assemble
from ctkb.build.inputs import Inputs
from ctkb.build.reading import Reading
from ctkb.build.shards import (
    Shard,
    ShardBuilder,
    draw_shards,
    forget_others,
    load_shard,
    read_config,
)
from ctkb.checks import check_site
from ctkb.content import Library
from ctkb.manifest import Manifest
from ctkb.problems import Problem, count_errors, sort_problems
from ctkb.site import Settings, make_project, make_settings


@dataclass(frozen=True, slots=True)
class Drawn:
    """Every language of a site. anew: those that were drawn, not taken from the cache. problems:
    of the content and of the drawing; with an error among them there are no shards."""

    library: Library
    settings: Settings
    shards: Sequence[Shard]
    anew: Sequence[str]
    problems: Sequence[Problem]

    def assemble(self, staging: Path, sources: Mapping[str, str]) -> Manifest:
        """Write the whole site into an empty folder. sources: hashes of the content's files."""
        return assemble(staging, self.shards, self.library, self.settings, sources)

    def check(self, staging: Path, budget: int) -> list[Problem]:
        """Check the folder that was assembled. budget: bytes of a first view, compressed."""
        facts = {where: fact for shard in self.shards for where, fact in shard.facts.items()}
        return check_site(staging, facts, self.settings.languages, budget=budget)

    def forget_others(self, cache: Path) -> None:
        """Remove from the cache what this site does not hold."""
        forget_others(cache, self.shards)


def draw_languages(
    root: Path,
    config: MkDocsConfig,
    cache: Path,
    inputs: Inputs,
    built: tuple[str, ...],
    reading: Reading,
    jobs: int,
    say: Callable[[str], None],
) -> Drawn:
    """Draw the languages whose inputs have changed, at most ``jobs`` at once.

    What needs no content is done before the content is taken: it may still be on its way."""
    settings = make_settings(config, built)
    keys = {lang: inputs.shard_key(lang, built) for lang in built}
    kept = {lang: load_shard(cache, lang, key) for lang, key in keys.items()}
    missing = {lang: key for lang, key in keys.items() if kept[lang] is None}
    content = reading.take()
    if count_errors(content.problems):
        return Drawn(content.library, settings, (), (), content.problems)
    say(f"content: {len(content.library.pages)} pages read and checked")
    project = make_project(root, content)
    builder = ShardBuilder(config, cache, project, built, inputs.shared_key())
    done: list[str] = []

    def on_drawn(lang: str) -> None:
        done.append(lang)
        say(f"drawn: {lang} ({len(done)} of {len(missing)})")

    problems = sort_problems([*content.problems, *draw_shards(builder, missing, jobs, on_drawn)])
    if count_errors(problems):
        return Drawn(project.library, settings, (), tuple(missing), problems)
    shards = [kept[lang] or load_shard(cache, lang, key) for lang, key in keys.items()]
    whole = [shard for shard in shards if shard is not None]
    if len(whole) != len(built):
        raise RuntimeError("a shard that was just drawn cannot be read back")
    return Drawn(project.library, settings, whole, tuple(missing), problems)


__all__ = ["Drawn", "draw_languages", "read_config"]
