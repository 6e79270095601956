"""``ctkb release``: an edition: the site, every copy, the pages to take them from, the sums."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from ctkb.build import BuildOptions, build_site
from ctkb.build.publish import NotOurFolder, write_whole
from ctkb.cli.build import EXAMPLE_HOSTS
from ctkb.cli.offline import (
    UNSIGNED,
    as_json,
    copy_all,
    finish,
    has_good_key,
    hold,
    print_copies,
    say_missing,
)
from ctkb.cli.printing import print_json, print_problems, say, say_nothing
from ctkb.languages import TAGS
from ctkb.manifest import FILE_NAME, DamagedManifest
from ctkb.offline.changes import find_changes, find_last_edition
from ctkb.offline.download_page import make_download_pages, page_addresses
from ctkb.offline.folder import open_folder
from ctkb.offline.formats import FORMATS, plan_copies
from ctkb.offline.job import NotOurCopies
from ctkb.offline.keys import read_fingerprint
from ctkb.offline.signing import sign_sums
from ctkb.offline.sums import write_sums
from ctkb.problems import Place, Problem


def run(options: argparse.Namespace) -> int:
    """Make a release. Returns 0, 1 with problems, 2 for a wrong use."""
    tell = say_nothing if options.quiet or options.json else say
    started = time.monotonic()
    if not has_good_key(options.key):
        return 2
    root: Path = options.project.resolve()
    for name in EXAMPLE_HOSTS:
        if not os.environ.get(name, "x"):
            del os.environ[name]
    site = root / "site"
    try:
        report = build_site(BuildOptions(root, site, TAGS, options.jobs), tell)
    except NotOurFolder as refusal:
        sys.stderr.write(f"ctkb: {refusal}\n")
        return 2
    if not report.is_good:
        return finish(list(report.problems), options.json)
    folder, problems = open_folder(site)
    if folder is None:
        return finish(problems, options.json)
    if folder.manifest.edition != options.edition:
        what = f"the edition is {folder.manifest.edition}, and {options.edition} is to be released"
        mend = f"Set `extra.edition` to '{options.edition}'"
        return finish([Problem(Place("mkdocs.yml"), "other-edition", what, mend)], options.json)
    releases: Path = (options.out or root / "releases").resolve()
    try:
        last = find_last_edition(releases, options.edition)
    except (OSError, DamagedManifest) as fault:
        what = f"the manifest of the last release cannot be read ({fault})"
        mend = "Put that release back as it was, or name another folder with --out"
        return finish([Problem(Place(str(releases)), "damaged-release", what, mend)], options.json)
    plan = plan_copies(folder, folder.manifest.languages, tuple(FORMATS), options.key)
    if plan.missing:
        say_missing(plan, say)
        sys.stderr.write("ctkb: a release has every format; `make offline` installs them.\n")
        return 1
    out = releases / options.edition
    languages = folder.manifest.languages
    pages = [FILE_NAME, *page_addresses(languages)]
    try:
        with hold(out):
            made = copy_all(plan, out, options.jobs, tell, also=pages)
            if not made.problems:
                files = make_download_pages(
                    folder,
                    languages,
                    made.copies,
                    {lang: find_changes(last, folder.manifest, lang) for lang in languages}
                    if last
                    else None,
                    last.edition if last else "",
                    read_fingerprint(options.key) if options.key else None,
                )
                for address, data in {FILE_NAME: folder.read(FILE_NAME), **files}.items():
                    write_whole(out / address, data)
                write_sums(out)
                if options.key:
                    sign_sums(out, options.key, folder.manifest.edition)
    except NotOurCopies as refusal:
        sys.stderr.write(f"ctkb: {refusal}. Name another folder with --out.\n")
        return 2
    if options.json:
        print_json(as_json(made, plan))
    else:
        print_problems(made.problems)
        print_copies(made.copies, time.monotonic() - started)
        for name, example in EXAMPLE_HOSTS.items():
            if os.environ.get(name, example) == example:
                sys.stdout.write(f"warning: {name} is not set; copies name the example {example}\n")
        if not options.key:
            sys.stdout.write(f"{UNSIGNED}\n")
        sys.stdout.write(f"release: {(out / 'index.html').as_uri()}\n")
    return 1 if made.problems else 0
