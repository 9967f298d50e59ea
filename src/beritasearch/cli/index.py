"""``beritasearch index build|update|stats``."""

from __future__ import annotations

import click

from beritasearch.cli.engine import named_engine
from beritasearch.cli.options import dataset_option, dataset_path, engine_option, format_option
from beritasearch.cli.output import chosen_format, print_json
from beritasearch.dataset.dataset import Dataset, open_dataset
from beritasearch.index.open import open_index


@click.group("index")
def index_group() -> None:
    """The index of a dataset: build, update, describe."""


@index_group.command("build")
@click.option("--version", type=int, metavar="N", help="Index this version. [default: the newest]")
@dataset_option
@engine_option
def build_command(version: int | None, dataset: str | None, engine: str | None) -> int:
    """Make the index anew, whatever is there; mends every index that cannot be used.

    \b
    Example:
      beritasearch index build -d datasets/aliansinews
    """
    return _build(dataset, named_engine(engine), version, anew=True)


@index_group.command("update")
@dataset_option
@engine_option
def update_command(dataset: str | None, engine: str | None) -> int:
    """Bring the index up to the newest version, from what changed.

    \b
    Example:
      beritasearch index update -d datasets/aliansinews
    """
    return _build(dataset, named_engine(engine), None, anew=False)


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
    stats = _stats(held, named_engine(engine))
    if chosen_format(form) == "json":
        print_json(stats)
    else:
        for name, value in stats.items():
            click.echo(f"{name.replace('_', ' ')}: {value}")
    return 0


def _build(dataset: str | None, engine: str, version: int | None, *, anew: bool) -> int:
    from beritasearch.dataset.write import writing
    from beritasearch.index.build import build_index

    held = open_dataset(dataset_path(dataset))
    with writing(held.path):
        update = build_index(held, engine, version, anew=anew)
    click.echo(
        f"{held.path}: {engine} index of version {update.manifest.version}, "
        f"{update.added:,} documents added, {update.removed:,} removed.",
        err=True,
    )
    return 0


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
