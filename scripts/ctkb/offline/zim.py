"""Archives for Kiwix (ZIM): one of each language, and one of all.

The pages are those of the site with their own styles and scripts; Kiwix adds a search over all of
them and suggestions of titles. The only module that knows libzim.

Source: openZIM, "Metadata" and "ZIM file format"; libzim's own defaults elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath

from ctkb.languages import ENGLISH, LangTag, address_prefix, get_language
from ctkb.manifest import FILE_NAME, ManifestPage
from ctkb.offline.books import has_real_host
from ctkb.offline.folder import SiteFolder, reopen_folder
from ctkb.offline.pages import read_notice, read_page
from ctkb.offline.reading import with_class
from ctkb.offline.selection import select
from ctkb.offline.tasks import ALL, STEM, Task, edition_date, make_key
from ctkb.offline.words import read_words
from ctkb.offline.zim_bytes import fix_identifiers
from ctkb.offline.zim_pages import draw_icon, write_chooser
from ctkb.offline.zim_words import spell_words

CHOOSER = "languages.html"
_MIMES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".txt": "text/plain",
    ".xml": "application/xml",
}
_ANY = "application/octet-stream"


def find_missing() -> list[str]:
    """Return what has to be installed first."""
    return [] if _find_version() else ["libzim: pip install 'ctkb[offline]'"]


def list_tasks(folder: SiteFolder, languages: tuple[LangTag, ...]) -> list[Task]:
    """Return a task for each language, and one for all of them where there are several."""
    groups: list[tuple[str, tuple[LangTag, ...]]] = [(lang, (lang,)) for lang in languages]
    if len(languages) > 1:
        groups.append((ALL, languages))
    return [
        Task(
            path=f"{STEM}-{name}-{folder.manifest.edition}.zim",
            format="zim",
            key=make_key(folder.digest, ",".join(some), _find_version() or ""),
            make=partial(write_zim, folder.root, some),
            weight=4.0 * len(some),
        )
        for name, some in groups
    ]


def _find_version() -> str | None:
    try:
        return version("libzim")
    except PackageNotFoundError:
        return None


def write_zim(root: Path, languages: tuple[LangTag, ...], path: Path) -> None:
    """Write one archive. root: of a finished site without faults. languages: one or more."""
    from libzim.writer import Creator

    folder = reopen_folder(root)
    files = select(folder, languages)
    del files[FILE_NAME]
    homes = {lang: f"{address_prefix(lang)}index.html" for lang in languages}
    main = homes[languages[0]]
    if len(languages) > 1:
        main = CHOOSER
        title = read_words(ENGLISH)["zim-title"]
        entries = [(read_notice(folder, lang), home) for lang, home in homes.items()]
        files[main] = write_chooser(title, entries)

    # One worker: with more, entries and words of the search come in another order each time.
    creator = Creator(path).config_nbworkers(1)
    creator.config_indexing(True, get_language(languages[0]).iso639_3)
    creator.set_mainpath(main)
    with _silence(), creator:
        for address, data in sorted(files.items()):
            creator.add_item(_make_item(folder, languages, address, data))
        creator.add_illustration(48, draw_icon(48))
        for name, value in make_metadata(folder, languages).items():
            creator.add_metadata(name, value)
    fix_identifiers(path)


def make_metadata(folder: SiteFolder, languages: tuple[LangTag, ...]) -> Mapping[str, str]:
    """Return the metadata of an archive, by the names of openZIM. Illustration and counter are not
    among them."""
    lang = languages[0] if len(languages) == 1 else ENGLISH
    words, notice = read_words(lang), read_notice(folder, lang)
    manifest = folder.manifest
    codes = [get_language(one).iso639_3 for one in languages]
    metadata = {
        "Name": f"{STEM}_{codes[0] if len(codes) == 1 else 'mul'}",
        "Title": words["zim-title"],
        "Creator": notice.name,
        "Publisher": notice.facts[1][1],
        "Date": f"{edition_date(manifest.edition):%Y-%m-%d}",
        "Description": words["zim-description"],
        "LongDescription": f"{notice.name}\n\n{notice.subtitle}\n\n{notice.notice}",
        "Language": ",".join(codes),
        "License": notice.facts[-1][1],
        "Tags": "_category:other;_ftindex:yes;_pictures:yes;_videos:no;_details:yes",
        "Scraper": "ctkb",
    }
    if has_real_host(manifest.site_url):
        metadata["Source"] = manifest.site_url
    return metadata


def _make_item(
    folder: SiteFolder, languages: tuple[LangTag, ...], address: str, data: bytes
) -> object:
    """Return an entry as libzim wants it.

    What can be searched for are the pages, by their own words: neither the search page nor the
    frame around every page. Where the archive holds the English pages, those that are shown in
    English under another language are left out of the search, or each would be found many times."""
    from libzim.writer import Hint, IndexData, Item, StringProvider

    page = folder.pages.get(address)
    found = (
        page is not None
        and page.kind != "search"
        and (page.words == page.lang or page.words not in languages)
    )
    title = _name_page(folder, page) if page is not None else ""
    text = spell_words(_read_words_of_page(folder, address), page.words) if page and found else ""
    searched_title = spell_words(title, page.words) if page else ""
    mime = _MIMES.get(PurePosixPath(address).suffix, _ANY)

    class PageIndex(IndexData):  # type: ignore[misc]
        def has_indexdata(self) -> bool:
            return found

        def get_title(self) -> str:
            return searched_title

        def get_content(self) -> str:
            return text

        def get_keywords(self) -> str:
            return ""

        def get_wordcount(self) -> int:
            return len(text.split())

        def get_geoposition(self) -> tuple[bool, float, float]:
            return False, 0.0, 0.0

    class Entry(Item):  # type: ignore[misc]
        def get_path(self) -> str:
            return address

        def get_title(self) -> str:
            return title

        def get_mimetype(self) -> str:
            return mime

        def get_contentprovider(self) -> StringProvider:
            return StringProvider(data)

        def get_hints(self) -> dict[Hint, int]:
            return {Hint.FRONT_ARTICLE: int(found)}

        def get_indexdata(self) -> IndexData:
            return PageIndex()

    return Entry()


def _name_page(folder: SiteFolder, page: ManifestPage) -> str:
    """Return the title of a page as it stands in a list: of a chapter, with its handbook."""
    if page.product is None or page.kind == "product":
        return page.title
    return f"{page.title} · {folder.list_handbook(page.product, page.lang)[0].title}"


def _read_words_of_page(folder: SiteFolder, address: str) -> str:
    """Return what a page is found by: its text, without the definitions that open on a tap."""
    article = read_page(folder, address).article
    for name in ("kb-term__tip", "kb-source__back", "kb-diagram__narrow", "kb-diagram__wide"):
        for element in with_class(article, name):
            element.drop_tree()
    return " ".join(str(article.text_content()).split())


@contextmanager
def _silence() -> Iterator[None]:
    """Keep libzim from writing to the terminal, which it does without asking. Its faults are
    raised all the same."""
    kept = [os.dup(number) for number in (1, 2)]
    void = os.open(os.devnull, os.O_WRONLY)
    try:
        for number in (1, 2):
            os.dup2(void, number)
        yield
    finally:
        for number, old in zip((1, 2), kept, strict=True):
            os.dup2(old, number)
            os.close(old)
        os.close(void)
