"""A version appears whole or not at all: written beside, synced, and renamed into place."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from beritasearch.dataset.card import card, croissant
from beritasearch.dataset.dataset import (
    MANIFEST,
    Dataset,
    require_no_lost_versions,
    version_numbers,
)
from beritasearch.dataset.manifest import Changes, Manifest, Part, read_manifest
from beritasearch.dataset.merge import Merged, no_tables
from beritasearch.dataset.parts import (
    by_path,
    hash_file,
    link_part,
    part_names,
    split_by_part,
    sync,
    write_part,
)
from beritasearch.dataset.replace import put_back
from beritasearch.dataset.schema import SCHEMA_VERSION
from beritasearch.errors import DatasetError

UNFINISHED = ".unfinished-"
_LOCK = ".lock"
CHECKSUMS = "SHA256SUMS"


@contextmanager
def writing(path: Path) -> Iterator[Dataset]:
    """Hold a dataset for writing; a second writer waits, and then sees the first one's version.

    The lock is the system's own: it ends with the process, however that ends. What a killed
    writer left behind is removed.

    Raises
    ------
    DatasetError : the folder cannot be written.
    DatasetDamaged : it held versions once, and holds none now.
    """
    dataset = Dataset(path)
    with ExitStack() as held:
        try:
            dataset.versions_path.mkdir(parents=True, exist_ok=True)
            lock = held.enter_context((path / _LOCK).open("a"))
            fcntl.flock(lock, fcntl.LOCK_EX)
            put_back(dataset.versions_path)
            for left in dataset.versions_path.glob(f"{UNFINISHED}*"):
                shutil.rmtree(left)
        except OSError as error:
            raise DatasetError(f"Dataset '{path}' cannot be written: {error.strerror}.") from error
        require_no_lost_versions(dataset)
        yield dataset


def require_writable(path: Path) -> None:
    """Refuse a folder in which no version can be written, before hours are spent on reading.

    Raises
    ------
    DatasetError : it is no folder, is closed to this user, or holds damaged versions.
    """
    dataset = Dataset(path)
    require_no_lost_versions(dataset)
    if dataset.versions():
        dataset.manifest()
    nearest = next(folder for folder in (path, *path.absolute().parents) if folder.exists())
    if not nearest.is_dir():
        raise DatasetError(f"Dataset '{path}' cannot be written: '{nearest}' is a file.")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise DatasetError(f"Dataset '{path}' cannot be written: '{nearest}' is read-only.")


def newest_tables(dataset: Dataset) -> Mapping[str, pa.Table]:
    """The tables of the newest version; empty ones where there is none."""
    if not dataset.versions():
        return no_tables()
    return {name: dataset.read(name) for name in no_tables()}


def write_version(
    dataset: Dataset, merged: Merged, *, created_at: str, tool: str, settings: Mapping[str, str]
) -> Manifest:
    """Write the next version of a dataset that is held for :func:`writing`.

    Raises
    ------
    DatasetError : the disk is full or does not allow it; the dataset stays as it was.
    """
    versions = version_numbers(dataset.versions_path)
    number = versions[-1] + 1 if versions else 1
    beside = dataset.versions_path / f"{UNFINISHED}{number}"
    try:
        beside.mkdir()
        parent = read_manifest(dataset.folder()) if versions else None
        parts = _write_parts(merged, beside, dataset, parent)
        manifest = _manifest(merged, parts, number, parent, created_at, tool, settings)
        write_texts(beside, manifest, dataset.name)
        beside.rename(dataset.versions_path / str(number))
        sync(dataset.versions_path)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise DatasetError(
            f"Version {number} of '{dataset.path}' cannot be written: {error.strerror or error}. "
            "The dataset is as it was before."
        ) from error
    return manifest


def _write_parts(
    merged: Merged, folder: Path, dataset: Dataset, parent: Manifest | None
) -> tuple[Part, ...]:
    """All parts; one that is the same as its parent's is the same file."""
    held = by_path(parent.parts) if parent else {}
    written = []
    for table, names in _names(merged.tables).items():
        for name, rows in split_by_part(merged.tables[table], names, table).items():
            part = write_part(rows, table, name, folder)
            if held.get(part.path) == part and parent:
                (folder / part.path).unlink()
                link_part(part, dataset.versions_path / str(parent.version), folder)
            written.append(part)
        sync(folder / table)
    return tuple(written)


def _names(tables: Mapping[str, pa.Table]) -> dict[str, pa.ChunkedArray]:
    """The part of every row: by its own day, or by that of the article it belongs to."""
    articles = tables["articles"]
    names = part_names(articles["published_on"])
    by_article = dict(zip(articles["article_id"].to_pylist(), names.to_pylist(), strict=True))
    return {
        "articles": names,
        "headlines": part_names(tables["headlines"]["published_on"]),
        **{
            table: pa.chunked_array(
                [[by_article[owner] for owner in tables[table]["article_id"].to_pylist()]],
                pa.string(),
            )
            for table in ("quotations", "duplicates")
        },
    }


def _manifest(
    merged: Merged,
    parts: tuple[Part, ...],
    number: int,
    parent: Manifest | None,
    created_at: str,
    tool: str,
    settings: Mapping[str, str],
) -> Manifest:
    articles = merged.tables["articles"]
    days = pc.min_max(articles["published_on"]).as_py()
    portals = Counter(articles["portal"].to_pylist())
    return Manifest(
        version=number,
        parent=parent.version if parent else None,
        revision=0,
        created_at=created_at,
        schema_version=SCHEMA_VERSION,
        tool=tool,
        settings={**settings, "parquet_writer": f"pyarrow {pa.__version__}"},
        counts={name: table.num_rows for name, table in merged.tables.items()},
        changes=Changes(
            new=len(merged.new), changed=len(merged.changed), new_headlines=merged.new_headlines
        ),
        first_day=days["min"].isoformat() if days["min"] else None,
        last_day=days["max"].isoformat() if days["max"] else None,
        portals=dict(sorted(portals.items(), key=lambda entry: (-entry[1], entry[0]))),
        parts=parts,
    )


def write_texts(folder: Path, manifest: Manifest, name: str) -> None:
    """Write what describes a version (manifest, card, Croissant, checksums), and sync it."""
    texts = {
        MANIFEST: manifest.to_json(),
        "README.md": card(manifest, name).encode(),
        "croissant.json": croissant(manifest, name),
    }
    for file, content in texts.items():
        (folder / file).write_bytes(content)
    hashes = {part.path: part.sha256 for part in manifest.parts}
    hashes.update({file: hash_file(folder / file) for file in texts})
    lines = [f"{digest}  {file}\n" for file, digest in sorted(hashes.items())]
    (folder / CHECKSUMS).write_text("".join(lines))
    for file in (*texts, CHECKSUMS):
        sync(folder / file)
    sync(folder)
