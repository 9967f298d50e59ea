"""``beritasearch build``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from beritasearch.archive.build import BuildReport, build
from beritasearch.articles.language import LANGUAGES
from beritasearch.cli.opening import meant_engine
from beritasearch.cli.options import dataset_option, dataset_path, engine_option, workers_option
from beritasearch.cli.progress import progress_bar
from beritasearch.cli.rejections import write_rejections
from beritasearch.errors import DatasetNotFound, NothingRead
from beritasearch.pages.page import Rejection

_NEW_DATASET = "datasets/berita"
_EPOCH = "SOURCE_DATE_EPOCH"
_SHOWN_REJECTIONS = 5


@click.command("build")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@dataset_option
@click.option(
    "--map", "columns", metavar="OURS=THEIRS,...", help="Field names of rows: title=judul,body=isi."
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    help="Reject articles in another language, where it can be told.",
)
@click.option(
    "--keep-rejected",
    metavar="FILE",
    help="Write what was rejected, and why: as JSONL, or as CSV where the name ends in .csv.",
)
@workers_option
@click.option("--created-at", metavar="SECONDS", envvar=_EPOCH, hidden=True)
@engine_option
def build_command(
    inputs: tuple[str, ...],
    dataset: str | None,
    columns: str | None,
    language: str | None,
    keep_rejected: str | None,
    created_at: str | None,
    workers: int,
    engine: str | None,
) -> int:
    """Read pages into a new version of a dataset, and bring its index up to date.

    INPUT is a file, a folder, a glob in quotes, or - for standard input: HTML pages, copied
    page text, WARC, WET and WACZ, RSS and Atom, JSON, JSONL, CSV and Parquet, each also gzipped
    and told by its content. What did not change gives no new version; one bad page never stops
    a build.

    \b
    Example:
      beritasearch build examples/pages -d datasets/demo
    """
    try:
        target = dataset_path(dataset)
    except DatasetNotFound as error:
        raise click.UsageError(
            f"{error} A new one is made with -d, as in -d {_NEW_DATASET}."
        ) from error
    if keep_rejected:
        # Before hours are spent on reading; written anew at the end.
        write_rejections((), Path(keep_rejected))
    # The library chooses by itself, and has nobody to say so to.
    meant_engine(target, engine)
    rejections: Sequence[Rejection] = ()
    try:
        with progress_bar() as progress:
            report = build(
                inputs,
                target,
                engine=engine,
                columns=_columns(columns),
                language=language,
                created_at=_moment(created_at),
                progress=progress,
                workers=workers,
            )
        rejections = report.rejections
        _print_summary(report, target)
    except NothingRead as error:
        rejections = error.rejections
        raise
    finally:
        if keep_rejected:
            write_rejections(rejections, Path(keep_rejected))
    return 0


def _columns(text: str | None) -> dict[str, str] | None:
    if not text:
        return None
    pairs = [tuple(map(str.strip, pair.partition("=")[::2])) for pair in text.split(",")]
    columns = {ours: theirs for ours, theirs in pairs if ours and theirs}
    if len(columns) < len(pairs):
        raise click.BadParameter(
            f"'{text}' is not of the form title=judul,body=isi, each name once.",
            param_hint="--map",
        )
    return columns


def _moment(seconds: str | None) -> datetime | None:
    """The time of a reproducible build, in seconds since 1970."""
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise click.BadParameter(
            f"'{seconds}' is no time in seconds since 1970.", param_hint=_EPOCH
        ) from error


def _print_summary(report: BuildReport, target: str) -> None:
    """What happened, on stderr: a build has no result to print but its dataset."""
    counts = [
        f"{report.read:,} read",
        f"{report.new:,} new",
        f"{report.changed:,} changed",
        f"{report.unchanged:,} unchanged",
        f"{sum(report.rejected.values()):,} rejected",
    ]
    if report.merged:
        counts.append(f"{report.merged:,} of an article read before")
    click.echo(", ".join(counts), err=True)
    if report.new_headlines:
        click.echo(f"{report.new_headlines:,} new headlines", err=True)
    for reason, number in sorted(report.rejected.items()):
        click.echo(f"  rejected {number:,}: {reason}", err=True)
    for rejection in report.rejections[:_SHOWN_REJECTIONS]:
        at = "" if rejection.offset is None else f" at {rejection.offset:,}"
        click.echo(f"    {rejection.uri}{at}: {rejection.detail}", err=True)
    for name in report.unmatched:
        click.echo(f"No row has the field '{name}' that --map names.", err=True)
    before = "" if report.is_new else ", as before"
    speed = f"{report.seconds:.1f} s, {report.articles_per_second:,.0f} articles/s"
    click.echo(f"{target}: version {report.version}{before} ({speed})", err=True)
