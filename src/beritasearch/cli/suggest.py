"""``beritasearch suggest``."""

from __future__ import annotations

import click

from beritasearch.archive.archive import open as open_archive
from beritasearch.cli.options import dataset_option, dataset_path, engine_option, format_option
from beritasearch.cli.output import chosen_format, faint, plain, print_csv, print_json, print_lines
from beritasearch.search.completion import KINDS, Completion

_COLUMNS = ("text", "kind", "count")


@click.command("suggest")
@click.argument("prefix")
@dataset_option
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="Only completions of this kind; may be repeated.",
)
@click.option("--limit", type=click.IntRange(0), default=10, show_default=True)
@click.option("--at", "version", type=int, metavar="VERSION", help="Ask an older version.")
@engine_option
@format_option("table", "lines", "json", "csv")
def suggest_command(
    prefix: str,
    dataset: str | None,
    kinds: tuple[str, ...],
    limit: int,
    version: int | None,
    engine: str,
    form: str | None,
) -> int:
    """Complete PREFIX: words, tags, regions, sections, portals and names, with their articles.

    Several words are completed at the last one. Exit code 1 when nothing begins so.

    \b
    Example:
      beritasearch suggest "kota tang"
      beritasearch suggest bant --kind region --kind section
    """
    archive = open_archive(dataset_path(dataset), engine=engine, version=version)
    found = archive.suggest(prefix, limit=limit, kinds=kinds or None)
    form = chosen_format(form)
    if form == "json":
        print_json({"prefix": prefix, "completions": found})
    elif form == "csv":
        print_csv(({name: getattr(one, name) for name in _COLUMNS} for one in found), _COLUMNS)
    elif form == "lines":
        print_lines((one.text, one.kind, str(one.count)) for one in found)
    else:
        _print_table(found)
    return 0 if found else 1


def _print_table(found: list[Completion]) -> None:
    for one in found:
        click.echo(f"{one.count:>9,}  {plain(one.text)} {faint(f'({one.kind})')}")
