"""Four reading threads, beside a process that adds 50 articles and removes 5 each second.

Run as a program (`python -m benchmarks.live DATASET SECONDS`) this module is the writer. It
changes the index alone, as an update does: links to the files before, a commit, a new folder.
The articles of the n-th second bear a tag of their own and are taken out with others of their
kind, so that a reader can tell which counts belong to which version.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path

import beritasearch
from benchmarks.corpus import SEED, drawn_queries
from benchmarks.figures import Figure
from beritasearch.dataset.dataset import Dataset, open_dataset
from beritasearch.engines.registry import DEFAULT, engine_class
from beritasearch.index.columns import ColumnWriter
from beritasearch.index.documents import IndexRow, document_of, terms_of, texts_of
from beritasearch.index.fields import FACET_COLUMNS, FIELDS, set_field
from beritasearch.index.open import COLUMNS, ENGINE, index_folder, open_index
from beritasearch.index.publish import begin, hash_files, publish
from beritasearch.index.rows import index_rows

_THREADS = 4
_ADDED, _REMOVED = 50, 5
_QUERIES = 200
# How often a reader opens the newest index.
_REOPEN = 1.0


@dataclass
class Readings:
    """What the readers did; each thread has its own."""

    queries: int = 0
    versions: set[int] = field(default_factory=set)
    torn: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def measure(dataset: Path, work: Path, seconds: float) -> Iterator[Figure]:
    path = work / "live"
    shutil.copytree(dataset, path)
    titles = open_dataset(path).read("articles", None, ["title"])["title"].to_pylist()
    queries = drawn_queries([title for title in titles if title], _QUERIES, SEED)
    _read(path, queries, min(seconds, 3))  # warm
    alone = _read(path, queries, seconds)
    writer = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.live", str(path), str(seconds)], stdout=subprocess.PIPE
    )
    with writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        beside = _read(path, queries, seconds)
    if writer.returncode:
        raise RuntimeError("the writer failed")
    changes = max(beside.versions) - min(beside.versions)
    print(f"    {changes} updates seen by readers", file=sys.stderr)
    for fault in (*beside.errors, *beside.torn)[:5]:
        print(f"    {fault}", file=sys.stderr)
    yield Figure(
        "four readers beside a writer", beside.queries / seconds, alone.queries / seconds,
        "without the writer", "queries/s", 0.7, of_ratio=True,
    )  # fmt: skip
    for what, found, before in (
        ("errors", beside.errors, alone.errors),
        ("torn results", beside.torn, alone.torn),
    ):
        yield Figure(
            f"four readers beside a writer, {what}", len(found), len(before),
            "without the writer", "queries", 0,
        )  # fmt: skip


def _read(path: Path, queries: list[str], seconds: float) -> Readings:
    """Ask with four threads for so long; each shares an archive until it is opened again."""
    until, shared = time.monotonic() + seconds, _Shared(path)
    readings = [Readings() for _ in range(_THREADS)]
    threads = [
        threading.Thread(target=_ask, args=(shared, queries[at:] + queries[:at], until, mine))
        for at, mine in enumerate(readings)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Readings(
        sum(each.queries for each in readings),
        set().union(*(each.versions for each in readings)),
        [fault for each in readings for fault in each.torn],
        [fault for each in readings for fault in each.errors],
    )


class _Shared:
    """The archive that all threads ask, opened anew each second by whoever comes first."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.Lock()
        self._archive, self._opened = beritasearch.open(path), time.monotonic()
        first = self._archive.version
        self._base = self._archive.search("", limit=0).total - (first - 1) * (_ADDED - _REMOVED)

    def archive(self) -> beritasearch.Archive:
        with self._lock:
            if time.monotonic() - self._opened > _REOPEN:
                self._archive, self._opened = beritasearch.open(self._path), time.monotonic()
            return self._archive

    def expected(self, version: int) -> int:
        """The articles of the index of this number."""
        return self._base + (version - 1) * (_ADDED - _REMOVED)


def _ask(shared: _Shared, queries: list[str], until: float, mine: Readings) -> None:
    while time.monotonic() < until:
        for query in queries:
            if time.monotonic() >= until:
                break
            try:
                archive = shared.archive()
                results = archive.search(query, facets=("region", "section", "month"))
                shown = results.to_dict()["hits"]
                if mine.queries % 20 == 0:
                    mine.torn += _torn(shared, archive)
                if len(shown) != min(10, sum(results.totals.values())):
                    mine.torn.append(f"'{query}': {len(shown)} hits of {results.total}")
            except Exception as error:  # noqa: BLE001  # any of them is what is counted here
                mine.errors.append(f"'{query}': {type(error).__name__}: {error}")
            mine.queries += 1
            mine.versions.add(archive.version)


def _torn(shared: _Shared, archive: beritasearch.Archive) -> Iterator[str]:
    """Where what is counted is not just what was committed."""
    version = archive.version
    everything = archive.search("", facets="kind", limit=0)
    by_kind = {value.value: value.count for value in everything.facets["kind"].values}
    if not everything.total == by_kind["article"] == shared.expected(version):
        yield f"version {version}: {everything.total} articles, by facet {by_kind}"
    if version > 1:
        newest = archive.search("", tag=_tag(version), limit=_ADDED)
        if not newest.total == len(newest) == _ADDED:
            yield f"version {version}: {newest.total} of the {_ADDED} articles added last"


def _tag(version: int) -> str:
    return f"gelombang {version}"


def _write(dataset: Dataset, seconds: float) -> None:
    """One update each second, until the time is over."""
    version = open_index(dataset, DEFAULT).manifest.version
    pool = list(islice(index_rows(dataset, dataset.latest()), _ADDED))
    print("ready", flush=True)
    began, times, before = time.monotonic(), [], [row.document_id for row in pool[:_REMOVED]]
    for number in range(int(seconds)):
        at = time.monotonic()
        version += 1
        added = [_again(row, version) for row in pool]
        _update(dataset, version, added, before)
        before = [row.document_id for row in added[:_REMOVED]]
        times.append(time.monotonic() - at)
        with suppress(ValueError):  # an update that took longer than its second
            time.sleep(began + number + 1 - time.monotonic())
    print(
        f"    {len(times)} updates of {statistics.median(times) * 1e3:.0f} ms (median), "
        f"{max(times) * 1e3:.0f} ms at most",
        file=sys.stderr,
    )


def _again(row: IndexRow, version: int) -> IndexRow:
    """An article of the same words under an id and a tag of its own."""
    fresh = sha256(f"{row.document_id} {version}".encode()).hexdigest()[:16]
    changed = {**row.row, "article_id": fresh, "tags": [_tag(version)], "other_ids": []}
    return row._replace(document_id=fresh, row=changed)


def _update(dataset: Dataset, version: int, added: list[IndexRow], removed: list[str]) -> None:
    base = open_index(dataset, DEFAULT)
    target = index_folder(dataset.path, DEFAULT, version)
    folder = begin(target, base.folder)
    columns = ColumnWriter.load(folder / COLUMNS, FACET_COLUMNS)
    with engine_class(DEFAULT).writer(folder / ENGINE, FIELDS) as writer:
        writer.remove(removed)
        for row in added:
            document, facets = document_of(row, terms_of(texts_of(row)))
            sets = {set_field(name): number for name, number in columns.add(facets).items()}
            writer.add([document._replace(numbers={**document.numbers, **sets})])
        writer.commit()
    columns.save(folder / COLUMNS)
    files = hash_files(folder, base.folder, base.manifest.files)
    base.manifest._replace(version=version, files=files).write(folder)
    publish(folder, target, current=True)


if __name__ == "__main__":
    _write(open_dataset(sys.argv[1]), float(sys.argv[2]))
