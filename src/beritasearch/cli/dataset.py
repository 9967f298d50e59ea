"""``beritasearch dataset versions|diff|verify``, and the group of all `dataset` commands."""

from __future__ import annotations

import click

from beritasearch.cli.options import dataset_option, dataset_path, format_option
from beritasearch.cli.output import (
    chosen_format,
    plain,
    print_json,
    print_jsonl,
    print_lines,
)
from beritasearch.cli.removal import prune_command, remove_command, restore_command
from beritasearch.dataset.dataset import open_dataset
from beritasearch.dataset.diff import Difference, diff
from beritasearch.dataset.manifest import Manifest
from beritasearch.dataset.verify import verify
from beritasearch.wording import counted

_SIGNS = {"added": "+", "changed": "~", "removed": "-"}


@click.group("dataset")
def dataset_group() -> None:
    """Versions of a dataset: list, compare, verify, remove from."""


for _command in (remove_command, restore_command, prune_command):
    dataset_group.add_command(_command)


@dataset_group.command("versions")
@dataset_option
@format_option("table", "lines", "json", "jsonl")
def versions_command(dataset: str | None, form: str | None) -> int:
    """List the versions: counts, dates, size, what changed.

    \b
    Example:
      beritasearch dataset versions -d datasets/aliansinews
    """
    held = open_dataset(dataset_path(dataset))
    manifests = [held.manifest(number) for number in held.versions()]
    form = chosen_format(form)
    if form in ("json", "jsonl"):
        rows = [_row(manifest) for manifest in manifests]
        print_json(rows) if form == "json" else print_jsonl(rows)
    elif form == "lines":
        print_lines([str(value) for value in _row(manifest).values()] for manifest in manifests)
    else:
        _print_versions(manifests)
    return 0


@dataset_group.command("diff")
@click.argument("older", type=int)
@click.argument("newer", type=int)
@dataset_option
@format_option("table", "lines", "jsonl")
def diff_command(older: int, newer: int, dataset: str | None, form: str | None) -> int:
    """List the articles added, changed and removed from version OLDER to NEWER.

    Exit code 1 when the two hold the same articles.

    \b
    Example:
      beritasearch dataset diff 1 2 -d datasets/aliansinews
    """
    held = open_dataset(dataset_path(dataset))
    form = chosen_format(form)
    found = 0
    for difference in diff(held, older, newer):
        found += 1
        if form == "jsonl":
            print_jsonl([_difference_row(difference)])
        elif form == "lines":
            print_lines(
                [(difference.kind, difference.article_id, difference.portal, difference.title)]
            )
        else:
            changed = f" ({', '.join(difference.columns)})" if difference.columns else ""
            sign, title = _SIGNS[difference.kind], plain(difference.title or "(no title)")
            click.echo(f"{sign} {difference.article_id}  {title}{changed}")
    verb = "differs" if found == 1 else "differ"
    click.echo(f"{counted(found, 'article')} {verb} between version {older} and {newer}.", err=True)
    return 0 if found else 1


@dataset_group.command("verify")
@click.option("--at", "version", type=int, metavar="VERSION", help="Only this version.")
@dataset_option
def verify_command(version: int | None, dataset: str | None) -> int:
    """Recompute every hash; exit code 2 when a file is missing or altered.

    \b
    Example:
      beritasearch dataset verify -d datasets/aliansinews
    """
    held = open_dataset(dataset_path(dataset))
    faults = list(verify(held, version))
    for fault in faults:
        click.echo(f"Error: {fault}", err=True)
    if faults:
        return 2
    checked = held.versions() if version is None else [version]
    click.echo(f"{held.path}: {len(checked)} version(s) verified, nothing is missing or altered.")
    return 0


def _row(manifest: Manifest) -> dict[str, object]:
    return {
        "version": manifest.label,
        "created_at": manifest.created_at,
        "articles": manifest.counts["articles"],
        "headlines": manifest.counts["headlines"],
        "quotations": manifest.counts["quotations"],
        "duplicates": manifest.counts["duplicates"],
        "new": manifest.changes.new,
        "changed": manifest.changes.changed,
        "removed": manifest.changes.removed,
        "first_day": manifest.first_day,
        "last_day": manifest.last_day,
        "bytes": sum(part.bytes for part in manifest.parts),
    }


def _difference_row(difference: Difference) -> dict[str, object]:
    return {
        "kind": difference.kind,
        "article_id": difference.article_id,
        "portal": difference.portal,
        "title": difference.title,
        "columns": list(difference.columns),
    }


def _print_versions(manifests: list[Manifest]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("version", "created", "articles", "new", "changed", "headlines", "days", "size"):
        table.add_column(name, justify="left" if name in ("created", "days") else "right")
    for manifest in manifests:
        size = sum(part.bytes for part in manifest.parts)
        table.add_row(
            manifest.label,
            manifest.created_at[:16].replace("T", " "),
            f"{manifest.counts['articles']:,}",
            f"{manifest.changes.new:,}",
            f"{manifest.changes.changed:,}",
            f"{manifest.counts['headlines']:,}",
            f"{manifest.first_day} to {manifest.last_day}" if manifest.first_day else "undated",
            f"{size / 1e6:.1f} MB",
        )
    Console().print(table)
