"""``beritasearch index build|update|verify|stats``."""

from __future__ import annotations

from functools import partial

import click

from beritasearch.cli.opening import meant_engine
from beritasearch.cli.options import (
    dataset_option,
    dataset_path,
    engine_option,
    format_option,
    workers_option,
)
from beritasearch.cli.output import chosen_format, print_json
from beritasearch.dataset.dataset import Dataset, open_dataset
from beritasearch.index.open import open_index


@click.group("index")
def index_group() -> None:
    """The index of a dataset: build, update, verify, describe."""


@index_group.command("build")
@click.option("--version", type=int, metavar="N", help="Index this version. [default: the newest]")
@dataset_option
@workers_option
@engine_option
def build_command(
    version: int | None, dataset: str | None, workers: int, engine: str | None
) -> int:
    """Make the index anew, whatever is there; mends every index that cannot be used.

    An engine that is named is kept: later commands on the dataset use it when they name none.

    \b
    Example:
      beritasearch index build -d datasets/aliansinews
    """
    from beritasearch.index.choice import keep_engine

    path = dataset_path(dataset)
    _build(path, engine, version, workers, anew=True)
    if engine is not None:
        keep_engine(open_dataset(path).path, engine)
    return 0


@index_group.command("update")
@dataset_option
@workers_option
@engine_option
def update_command(dataset: str | None, workers: int, engine: str | None) -> int:
    """Bring the index up to the newest version, from what changed.

    \b
    Example:
      beritasearch index update -d datasets/aliansinews
    """
    _build(dataset_path(dataset), engine, None, workers, anew=False)
    return 0


@index_group.command("verify")
@click.option("--version", type=int, metavar="N", help="The index of this version, if it is kept.")
@dataset_option
@engine_option
def verify_command(version: int | None, dataset: str | None, engine: str | None) -> int:
    """Compare the index with its version and its own hashes; exit code 2 where they differ.

    Every file is hashed again, every article and headline is looked for, and 200 of them are
    analysed again.

    \b
    Example:
      beritasearch index verify -d datasets/aliansinews
    """
    from beritasearch.index.verify import verify_index

    held = open_dataset(dataset_path(dataset))
    chosen = meant_engine(held.path, engine)
    done = verify_index(held, chosen, version)
    for fault in done.faults:
        click.echo(f"Error: {fault}", err=True)
    if done.faults:
        click.echo(f"Make it anew: {done.mend}", err=True)
        return 2
    click.echo(
        f"{held.path}: {chosen} index of version {done.version} verified: {done.documents:,} "
        f"documents, each there once; {done.analysed} analysed again; {done.files} files unaltered."
    )
    return 0


@index_group.command("stats")
@dataset_option
@engine_option
@format_option("table", "lines", "json")
def stats_command(dataset: str | None, engine: str | None, form: str | None) -> int:
    """Describe the index: which version it holds, what made it, how large it is.

    \b
    Example:
      beritasearch index stats -d datasets/aliansinews
    """
    held = open_dataset(dataset_path(dataset))
    stats = _stats(held, meant_engine(held.path, engine))
    if chosen_format(form) == "json":
        print_json(stats)
    else:
        for name, value in stats.items():
            click.echo(f"{name.replace('_', ' ')}: {value}")
    return 0


def _build(path: str, engine: str | None, version: int | None, workers: int, *, anew: bool) -> None:
    from beritasearch.archive.parallel import cycles_looked_for_seldom, mapped
    from beritasearch.cli.progress import progress_bar
    from beritasearch.dataset.write import writing
    from beritasearch.index.build import build_index

    held = open_dataset(path)
    chosen = meant_engine(held.path, engine)
    with writing(held.path), progress_bar() as progress, cycles_looked_for_seldom():
        update = build_index(
            held,
            chosen,
            version,
            anew=anew,
            progress=progress and partial(progress, "index"),
            mapped=partial(mapped, workers=workers),
        )
    click.echo(
        f"{held.path}: {chosen} index of version {update.manifest.version}, "
        f"{update.added:,} documents added, {update.removed:,} removed.",
        err=True,
    )


def _stats(dataset: Dataset, engine: str) -> dict[str, object]:
    index = open_index(dataset, engine)
    manifest = index.manifest
    files = [path for path in index.folder.rglob("*") if path.is_file()]
    return {
        "engine": manifest.settings.engine,
        "engine_version": manifest.settings.engine_version,
        "analyzer": manifest.settings.analyzer,
        "schema": manifest.settings.schema,
        "version": manifest.version,
        "newest_version": dataset.latest(),
        "articles": manifest.documents["article"],
        "headlines": manifest.documents["headline"],
        "bytes": sum(path.stat().st_size for path in files),
    }
