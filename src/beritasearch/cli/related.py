"""``beritasearch related``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import click

from beritasearch.answers.likeness import Likeness, likeness_of
from beritasearch.answers.related import Related
from beritasearch.archive.archive import Archive
from beritasearch.cli.opening import meant_engine, opened
from beritasearch.cli.options import (
    dataset_option,
    dataset_path,
    engine_option,
    format_option,
)
from beritasearch.cli.output import chosen_format, print_json, print_jsonl
from beritasearch.cli.related_output import print_each, print_rows, print_table, rows
from beritasearch.errors import InputError, PageRejected
from beritasearch.pages.inputs import STDIN, named_input


@click.command("related")
@click.argument("name", metavar="ID|URL|FILE|-", required=False)
@dataset_option
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Per group.")
@click.option("--since", metavar="DATE", help="Only what was published on this day or later.")
@click.option("--before", metavar="DATE", help="Only what was published before this day.")
@click.option("--region", multiple=True, metavar="NAME|CODE", help="Only in this region.")
@click.option("--portal", multiple=True, metavar="PORTAL", help="Only by this portal.")
@click.option("--same-portal", is_flag=True, help="Only by the article's own portal.")
@click.option("--other-portals", is_flag=True, help="Only by other portals than its own.")
@click.option("--explain", is_flag=True, help="Show all that is shared, and how much.")
@click.option("--all", "of_all", is_flag=True, help="Of every article of the dataset, as JSONL.")
@click.option(
    "--workers",
    type=click.IntRange(1),
    show_default="the cores there are",
    help="Processes for --all.",
)
@engine_option
@format_option("table", "lines", "json", "jsonl", "csv")
def related_command(
    name: str | None,
    dataset: str | None,
    explain: bool,
    of_all: bool,
    workers: int | None,
    engine: str | None,
    form: str | None,
    **options: Any,
) -> int:
    """Show what else was written: the same text, the same story, what came before.

    A file or standard input is analysed, not stored. In each group articles come first, headlines
    after them.

    \b
    Example:
      beritasearch related 5f2b6c1de0a94487 --limit 5
    """
    if (name is None) != of_all:
        raise click.UsageError("Give either one ID, URL, FILE or -, or --all.")
    path = dataset_path(dataset)
    archive = opened(path, meant_engine(path, engine))
    if name is None:
        return _print_all(archive, workers, options)
    found = _related(archive, name, options)
    form = chosen_format(form)
    if form == "json":
        print_json({"related_to": name, **found.to_dict()})
    elif form == "jsonl":
        print_jsonl(rows(found))
    elif form == "csv":
        print_rows(found)
    elif form == "lines":
        print_each(found)
    else:
        print_table(found, explain=explain)
    return 0 if len(found) else 1


def _print_all(archive: Archive, workers: int | None, options: Mapping[str, Any]) -> int:
    """One article a line, as they are found."""
    from beritasearch.archive.parallel import available_cores  # loads what starts processes

    workers = workers or available_cores()
    any_found = False
    for article_id, found in archive.related_of_all(workers=workers, **options):
        any_found = any_found or len(found) > 0
        print_jsonl([{"related_to": article_id, **found.to_dict()}])
    return 0 if any_found else 1


def _related(archive: Archive, name: str, options: Mapping[str, Any]) -> Related:
    if name == STDIN or os.path.isfile(name):  # noqa: PTH113  # a long text is no file, no error
        return archive.related_to(_read(name), **options)
    return archive.related(name, **options)


def _read(uri: str) -> Likeness:
    """A page's own article, without its lists; of a text that is no portal's page, all of it."""
    from beritasearch.articles.extract import extract
    from beritasearch.pages.page import Form, Page
    from beritasearch.pages.reader import read_file

    what = named_input(uri)
    page = next(read_file(uri), None)
    if not isinstance(page, Page):
        raise InputError(f"{what} holds no article: {page.detail if page else 'it is empty.'}")
    try:
        return likeness_of(extract(page).article)
    except PageRejected as rejected:
        if page.form is not Form.TEXT or b"\x00" in page.content:
            raise InputError(f"{what} holds no article: {rejected.detail}") from rejected
    return Likeness(None, None, page.content.decode())
