"""``beritasearch facets``."""

from __future__ import annotations

from typing import Any

import click

from beritasearch.cli.facet_output import facet_lines, print_facets
from beritasearch.cli.opening import opened
from beritasearch.cli.options import (
    dataset_option,
    dataset_path,
    engine_option,
    format_option,
    lexicon_option,
)
from beritasearch.cli.output import (
    chosen_format,
    print_csv,
    print_json,
    print_lines,
    print_notices,
)
from beritasearch.cli.query import FACET_HELP, filter_options, spelling_options
from beritasearch.search.results import facets_to_dict
from beritasearch.wording import counted


@click.command("facets")
@click.argument("text", default="")
@dataset_option
@filter_options
@spelling_options
@click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="NAMES",
    default=("region,tag,section,portal,year",),
    show_default=True,
    help=FACET_HELP,
)
@click.option("--share", is_flag=True, help="Divide each count by all articles of that value.")
@click.option("--at", "version", type=int, metavar="VERSION", help="Count an older version.")
@lexicon_option
@engine_option
@format_option("table", "lines", "json", "csv")
def facets_command(
    text: str,
    dataset: str | None,
    facets: tuple[str, ...],
    share: bool,
    version: int | None,
    lexicon: str | None,
    engine: str | None,
    form: str | None,
    **asked: Any,
) -> int:
    """Count articles, all of them or those that match TEXT. Counts are exact.

    \b
    Example:
      beritasearch facets "banjir" --facet region,month
      beritasearch facets --facet tag:20:prefix=kab
    """
    archive = opened(dataset_path(dataset), engine, version, lexicon)
    results = archive.search(text, facets=facets, limit=0, share=share, **asked)
    print_notices(results.notices)
    form = chosen_format(form)
    if form == "json":
        totals = {"total": results.total, "totals": dict(results.totals)}
        print_json({"query": text, **totals, **facets_to_dict(results.facets)})
    elif form == "lines":
        print_lines(facet_lines(results.facets, share=share))
    elif form == "csv":
        columns = ("facet", "value", "count", *(("share",) if share else ()))
        lines = facet_lines(results.facets, share=share)
        rows = (dict(zip(columns, line, strict=True)) for line in lines)
        print_csv(rows, columns)
    else:
        kind = "headline" if asked["kind"] == "headline" else "article"
        click.echo(counted(results.totals[kind], kind))
        print_facets(results.facets)
    return 0 if sum(results.totals.values()) else 1
