"""The MkDocs plugin: each event unpacks, calls the core, puts back."""

from __future__ import annotations

import logging
import posixpath
from pathlib import Path
from typing import Any, cast

import jinja2
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from ctkb.checks.content import read_content
from ctkb.content.model import Link, PageKey
from ctkb.languages import ENGLISH, LangTag
from ctkb.markdown import ContextHolder, KnowledgeExtension
from ctkb.problems import Severity, count_errors
from ctkb.site.addresses import Settings, page_key
from ctkb.site.frame import FrameMaker
from ctkb.site.page_cache import PageCache
from ctkb.site.project import Project, make_project
from ctkb.site.redirects import list_redirects
from ctkb.site.search_box import make_search_box
from ctkb.site.shard import ShardPlugin
from ctkb.site.sources import (
    append_product_files,
    drop_unknown_files,
    pretended_path,
    restore_product_paths,
)
from ctkb.site.words import make_page_context
from ctkb.translation import find_route

log = get_plugin_logger(__name__)

FIRST, LAST = 50, -200  # before and after the i18n plugin, which stands at -100


class PluginConfig(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in ``mkdocs.yml``."""

    drafts = config_options.Type(bool, default=False)


class KnowledgeBasePlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Brings the checked model into MkDocs, for one language at a time.

    project, bytecode, pages: may be set before a build by whoever has them already. built: the
    languages the switcher offers, all of them by default."""

    project: Project | None = None
    built: tuple[str, ...] = ()
    bytecode: jinja2.BytecodeCache | None = None
    pages: PageCache | None = None

    def __init__(self) -> None:
        self._holder = ContextHolder()
        self._serving = False
        self._kept: dict[str, bytes] = {}

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        self._serving = command == "serve"

    @event_priority(LAST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        shard = next(p for p in config.plugins.values() if isinstance(p, ShardPlugin))
        if self.project is None or (self._serving and not shard.is_nested):
            self.project = self._read(Path(config.docs_dir).parent)
        self._lang = LangTag(shard.current_language)
        self._settings = make_settings(config, self.built or tuple(shard.build_languages))
        extensions: list[Any] = config.markdown_extensions  # MkDocs takes instances as well
        if not any(isinstance(extension, KnowledgeExtension) for extension in extensions):
            extensions.append(KnowledgeExtension(self._holder))
        config.theme.static_templates = set()
        if shard.shard is None and not shard.is_nested:
            log.info("Sitemap, manifest and the check of the finished folder: `ctkb build` alone")
        return config

    def _read(self, root: Path) -> Project:
        content = read_content(root, drafts=self.config.drafts or self._serving)
        for problem in content.problems:
            is_error = problem.severity is Severity.ERROR
            log.log(logging.ERROR if is_error else logging.WARNING, str(problem))
        if errors := count_errors(content.problems):
            raise PluginError(f"{errors} problems in the content, listed above")
        return make_project(root, content)

    @property
    def _ready(self) -> Project:
        assert self.project is not None
        return self.project

    @event_priority(FIRST)
    def _append_products(self, files: Files, *, config: MkDocsConfig) -> Files:
        append_product_files(files, self._ready.library, config)
        return files

    @event_priority(LAST)
    def _mend_products(self, files: Files, *, config: MkDocsConfig) -> Files:
        del config
        restore_product_paths(files, self._ready.library)
        drop_unknown_files(files, self._ready.library)
        self._kept = self._take_kept_pages(files)
        return files

    def _take_kept_pages(self, files: Files) -> dict[str, bytes]:
        """Return the pages that need no drawing, and have MkDocs pass over them: excluded, they
        are still found by links. The first page is always drawn: the i18n plugin looks for it."""
        kept: dict[str, bytes] = {}
        for file in files.documentation_pages() if self.pages else ():
            key = page_key(file.dest_uri)
            page = self.pages and self.pages.find(find_route(self._ready.library, key, self._lang))
            if page and key != "index":
                kept[file.dest_uri] = page.encode()
                file.inclusion = InclusionLevel.EXCLUDED
        return kept

    on_files = CombinedEvent(_append_products, _mend_products)

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Hand MkDocs the checked body, and the extension what it draws with."""
        del markdown, config, files
        route = find_route(self._ready.library, page_key(page.file.dest_uri), self._lang)
        self._holder.context = make_page_context(
            self._ready, route, lambda link: self._source_href(page.file.src_uri, link)
        )
        return route.page.body

    def _source_href(self, start: str, link: Link) -> str:
        """Return a link in the form MkDocs resolves, to a source file, which it then leads to the
        reader's language. The anchor of a section the translation does not have yet is left out:
        the reader arrives at the notice that lists it."""
        folder = posixpath.dirname(start)
        if link.file is not None:
            return posixpath.relpath(pretended_path(link.file), folder)
        if link.page is None:
            return link.target
        href = posixpath.relpath(f"en/{link.page}.md", folder)
        if link.anchor is None or self._is_missing_here(link.page, link.anchor):
            return href
        return f"{href}#{link.anchor}"

    def _is_missing_here(self, key: PageKey, anchor: str) -> bool:
        library = self._ready.library
        english = library.page(key, ENGLISH)
        theirs = {heading.id for heading in english.headings} if english else set()
        ours = {heading.id for heading in find_route(library, key, self._lang).page.headings}
        return anchor in theirs - ours

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Add what is no page: bundles, licences, old addresses, the one 404 page."""
        env.bytecode_cache = self.bytecode
        project = self._ready
        box = make_search_box(project, self._lang)
        self._frames = FrameMaker(project, self._settings, self._lang, box)
        extra = dict(project.assets.files) | self._kept
        if box:
            extra[box.script] = box.data
        for where, text in list_redirects(project.library, self._lang, project.strings[self._lang]):
            extra[where] = text.encode()
        if self._lang == ENGLISH:
            frame = self._frames.make_not_found()
            page = env.get_template("404.html").render(kb=frame, config=config)
            extra["404.html"] = page.encode()
        for where, data in sorted(extra.items()):
            files.append(File.generated(config, where, content=data))
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: object
    ) -> TemplateContext:
        del config, nav
        key = page_key(page.file.dest_uri)
        cast(dict[str, Any], context)["kb"] = self._frames.make(key, page.toc, page.content or "")
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        del config
        if self.pages:
            key = page_key(page.file.dest_uri)
            self.pages.keep(find_route(self._ready.library, key, self._lang), output)
        return output


def make_settings(config: MkDocsConfig, built: tuple[str, ...]) -> Settings:
    """Read an operator's settings out of a MkDocs configuration. built: languages in order."""
    extra = config.extra
    copies = str(extra.get("copies", ""))
    return Settings(
        site_url=f"{(config.site_url or '/').rstrip('/')}/",
        repo_url=f"{(config.repo_url or '').rstrip('/')}/",
        edit_uri=config.edit_uri or "",
        new_file_uri=str(extra.get("new_file_uri", "")),
        edition=str(extra.get("edition", "")),
        publisher=str(extra.get("publisher", "")),
        contact=str(extra.get("contact", "")),
        copies=f"{copies.rstrip('/')}/" if copies.startswith("https://") else "",
        languages=built,
    )
