"""``beritasearch show``."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

import click

from beritasearch.answers.citations import STYLES
from beritasearch.articles.dates import local_time
from beritasearch.cli.opening import meant_engine, opened
from beritasearch.cli.options import dataset_option, dataset_path, engine_option, format_option
from beritasearch.cli.output import beside, chosen_format, faint, moment, plain, print_json, strong
from beritasearch.dataset.history import Change
from beritasearch.regions.gazetteer import gazetteer

_WIDTH = 88
# Unchanged words that are shown on each side of a change.
_CONTEXT = 6


@click.command("show")
@click.argument("name", metavar="ID|URL")
@dataset_option
@click.option("--provenance", is_flag=True, help="Print where exactly the bytes came from.")
@click.option("--history", is_flag=True, help="Print how it changed from version to version.")
@click.option("--cite", "style", type=click.Choice(STYLES), help="Print a citation instead.")
@click.option(
    "--at", "version", type=int, metavar="VERSION", help="Show it as an older version has it."
)
@engine_option
@format_option("table", "lines", "json")
def show_command(
    name: str,
    dataset: str | None,
    provenance: bool,
    history: bool,
    style: str | None,
    version: int | None,
    engine: str | None,
    form: str | None,
) -> int:
    """Show one article for reading; by any id that it ever had, or by its URL.

    \b
    Example:
      beritasearch show https://regional.kompas.com/read/2019/09/17/17300051/judul
    """
    path = dataset_path(dataset)
    archive = opened(path, meant_engine(path, engine), version)
    if style:
        click.echo(archive.cite(name, style))
        return 0
    row = archive.article(name)
    changes = archive.history(name) if history else []
    if chosen_format(form) == "json":
        print_json({**row, "history": changes} if history else row)
        return 0
    _print_article(row)
    if provenance:
        _print_provenance(row)
    if history:
        _print_history(changes)
    return 0


def _print_article(row: Mapping[str, Any]) -> None:
    click.echo(strong(plain(row["title"] or "(no title)")))
    at = local_time(row["published_at"], row["published_zone"]) or _day(row)
    labels = [gazetteer().label(code) for code in row["region_codes"]]
    parts = [
        "sponsored" if row["sponsored"] else "",
        moment(at),
        row["portal"],
        row["section"],
        ", ".join(labels),
        ", ".join(row["authors"]) or row["byline_code"],
    ]
    click.echo(faint(beside(parts)))
    click.echo(faint(beside((row["url"], row["article_id"]))))
    for text in (row["lead"], row["body"]):
        for paragraph in (text or "").split("\n\n"):
            if paragraph:
                click.echo()
                click.echo(textwrap.fill(plain(paragraph), _WIDTH))
    if check := row["fact_check"]:
        _print_fact_check(check)
    click.echo()
    if row["tags"]:
        click.echo(faint(plain("tags: " + ", ".join(row["tags"]))))
    if row["parts_held"] < row["parts_total"]:
        held, total = row["parts_held"], row["parts_total"]
        click.echo(f"Incomplete: {held} of {total} pages of this article are held.")
    if row["body_uncertain"]:
        click.echo(f"Uncertain: {row['body_uncertain']}")


def _print_fact_check(check: Mapping[str, Any]) -> None:
    """The published verdict, and the claim apart from the article's own words."""
    click.echo(f"\nFact-check. Verdict: {plain(check['verdict'] or 'none stated')}")
    if check["claim"]:
        click.echo(textwrap.fill(f"Claim: {plain(check['claim'])}", _WIDTH))


def _day(row: Mapping[str, Any]) -> str | None:
    return row["published_on"].isoformat() if row["published_on"] else None


def _print_provenance(row: Mapping[str, Any]) -> None:
    click.echo(f"\n{strong('provenance')}")
    for page in row["pages"]:
        place = page["uri"] if page["offset"] is None else f"{page['uri']} at {page['offset']:,}"
        click.echo(f"  part {page['part']}: {place}")
        click.echo(
            f"    sha256 {page['sha256']}, fetched {page['fetched_at'] or 'at an unknown time'}"
        )
    click.echo(f"  extractor: {row['extractor']}; rights: {row['rights']}")
    if row["other_ids"]:
        click.echo(f"  also known as: {', '.join(row['other_ids'])}")


def _print_history(changes: list[Change]) -> None:
    """What each version changed: removed words in [-brackets-], added ones in {+braces+}."""
    click.echo(f"\n{strong('history')}")
    for change in changes:
        click.echo(f"  version {change.version}, {moment(change.created_at)}: {change.kind}")
        for column, edits in change.edits.items():
            shown = "".join(_edit(edit.kind, edit.text) for edit in edits)
            click.echo(
                textwrap.fill(
                    f"{column}: {plain(shown)}",
                    _WIDTH,
                    initial_indent="    ",
                    subsequent_indent="    ",
                )
            )


def _edit(kind: str, text: str) -> str:
    """Words as `wdiff` prints them; of what stayed, the edges only."""
    if kind == "removed":
        return f"[-{text}-]"
    if kind == "added":
        return f"{{+{text}+}}"
    words = text.split(" ")
    if len(words) <= 2 * _CONTEXT:
        return text
    return " ".join((*words[:_CONTEXT], "…", *words[-_CONTEXT:]))
