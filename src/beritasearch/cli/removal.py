"""``beritasearch dataset remove|restore|prune``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from beritasearch.cli.options import (
    dataset_option,
    dataset_path,
    engine_option,
    format_option,
    workers_option,
)
from beritasearch.cli.output import chosen_format, plain, print_json
from beritasearch.wording import counted

if TYPE_CHECKING:
    from beritasearch.archive.removal import RemovalReport

# The library is imported where it is used: `dataset versions` needs none of it.

_SHOWN = 20


@click.command("remove")
@click.argument("names", nargs=-1, metavar="[ID|URL]...")
@click.option("--portal", metavar="DOMAIN", help="Remove all articles and headlines of a portal.")
@click.option("--query", metavar="TEXT", help="Remove what has all of this; no other spellings.")
@click.option("--reason", metavar="TEXT", help="Why, for the public log. Needed.")
@click.option("--dry-run", is_flag=True, help="Only show what would be removed.")
@dataset_option
@workers_option
@engine_option
@format_option("table", "lines", "json")
def remove_command(
    names: tuple[str, ...],
    portal: str | None,
    query: str | None,
    reason: str | None,
    dry_run: bool,
    dataset: str | None,
    workers: int,
    engine: str | None,
    form: str | None,
) -> int:
    """Remove articles from every version and index, for good, and log it.

    Ids are any that an article ever had. A later build refuses what was removed; `dataset
    restore` lifts that. Copies of the text in other articles, and the files from which an
    article was read, are named and stay.

    \b
    Example:
      beritasearch dataset remove 21279e2f48997c45 --dry-run -d datasets/aliansinews
    """
    from beritasearch.archive.removal import remove

    path = dataset_path(dataset)
    report = remove(
        path,
        names,
        reason=reason or "",
        portal=portal,
        query=query,
        dry_run=dry_run,
        engine=engine,
        workers=workers,
    )
    if chosen_format(form) == "json":
        print_json(asdict(report))
    else:
        _print_report(report, path, dry_run=dry_run)
    return 0


@click.command("restore")
@click.argument("names", nargs=-1, required=True, metavar="ID|URL...")
@click.option("--reason", metavar="TEXT", default="", help="Why, for the public log.")
@dataset_option
def restore_command(names: tuple[str, ...], reason: str, dataset: str | None) -> int:
    """Let a build take removed articles in again.

    Their text is gone: it comes back when a page that has it is built again.

    \b
    Example:
      beritasearch dataset restore 21279e2f48997c45 -d datasets/aliansinews
    """
    from beritasearch.archive.removal import restore

    path = dataset_path(dataset)
    number = restore(path, names, reason=reason)
    click.echo(f"{path}: the next build may take in {counted(number, 'removed article')} again.")
    return 0


@click.command("prune")
@click.option(
    "--keep", type=click.IntRange(1), required=True, metavar="N", help="Newest versions to keep."
)
@click.option("--reason", metavar="TEXT", default="", help="Why, for the public log.")
@dataset_option
@workers_option
def prune_command(keep: int, reason: str, dataset: str | None, workers: int) -> int:
    """Delete all but the newest versions and their indexes, and log it.

    Exit code 1 when there are no more than that.

    \b
    Example:
      beritasearch dataset prune --keep 30 -d datasets/aliansinews
    """
    from beritasearch.archive.removal import prune

    path = dataset_path(dataset)
    dropped = prune(path, keep, reason=reason, workers=workers)
    numbers = f": {', '.join(map(str, dropped))}" if dropped else ""
    click.echo(f"{path}: {counted(len(dropped), 'version')} deleted{numbers}.", err=not dropped)
    return 0 if dropped else 1


def _print_report(report: RemovalReport, path: str, *, dry_run: bool) -> None:
    kinds = [row.kind for row in report.removed]
    named = " and ".join(
        counted(kinds.count(kind), kind) for kind in ("article", "headline") if kind in kinds
    )
    if dry_run:
        click.echo(f"{path}: {named} would be removed. Nothing was changed.", err=True)
    else:
        amended = ", ".join(report.amended)
        click.echo(
            f"{path}: {named} removed; versions now: {amended}. Logged in removals.jsonl.", err=True
        )
    _print_what_stays(report)
    for row in report.removed[:_SHOWN]:
        click.echo(f"- {row.id}  {row.kind}  {row.portal}  {plain(row.title or '(no title)')}")
    if (more := len(report.removed) - _SHOWN) > 0:
        click.echo(f"  … {more:,} more; --format json shows all.")


def _print_what_stays(report: RemovalReport) -> None:
    for copy in report.copies:
        title = plain(copy.title or "(no title)")
        click.echo(
            f"Stays, {copy.similarity:.0%} the text of {copy.copy_of}: {copy.article_id}  "
            f"{copy.portal}  {title}",
            err=True,
        )
    for uri in report.inputs:
        click.echo(f"Still holds the page: {plain(uri)}", err=True)
    for uri in report.unseen:
        click.echo(f"Was read from here, which could not be looked into: {plain(uri)}", err=True)
