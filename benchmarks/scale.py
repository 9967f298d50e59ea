"""Ten times the articles, resampled with fresh ids: what grows, and how much.

Run as a program (`python -m benchmarks.scale DATASET`) this module asks queries: the process whose
memory and times are measured.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import orjson
import pyarrow as pa

import beritasearch
from benchmarks.corpus import SEED, drawn_queries
from benchmarks.figures import Figure
from benchmarks.process import OURS, run
from beritasearch.dataset.dataset import Dataset, open_dataset
from beritasearch.dataset.merge import Merged
from beritasearch.dataset.write import write_version, writing

_TIMES = 10
_QUERIES = 300
_WARM_UP = 60
_PEER = "a tenth of the articles"
_KILOBYTE = 1024


def measure(dataset: Path, work: Path) -> Iterator[Figure]:
    large = work / "large"
    _resample(open_dataset(dataset), large)
    builds = [run([OURS, "index", "build", "-d", str(path)]) for path in (large, dataset)]
    ours, peer = builds
    yield Figure(
        "10 × the articles, index build", ours.seconds, peer.seconds, _PEER, "s", 11, of_ratio=True
    )
    yield Figure(
        "10 × the articles, index build, peak memory", ours.tree, peer.tree, _PEER, "MB", 600
    )
    ours, peer = (_asked(path) for path in (large, dataset))
    whole = "10 × the articles, query memory with the files' pages"
    yield Figure("10 × the articles, query p50", ours[0], peer[0], _PEER, "ms", 4, of_ratio=True)
    yield Figure("10 × the articles, query memory", ours[1], peer[1], _PEER, "MB", 2, of_ratio=True)
    yield Figure(whole, ours[2], peer[2], _PEER, "MB")


def _resample(dataset: Dataset, path: Path) -> None:
    """A dataset of ten copies of each article, each with an id of its own."""
    held = {name: dataset.read(name) for name in ("articles", "headlines", "quotations")}
    copies = {
        name: pa.concat_tables([_copied(table, copy) for copy in range(_TIMES)])
        for name, table in held.items()
    }
    ids = frozenset(copies["articles"]["article_id"].to_pylist())
    duplicates = dataset.read("duplicates").slice(0, 0)
    merged = Merged({**copies, "duplicates": duplicates}, ids, {}, 0, 0, 0)
    with writing(path) as target:
        write_version(
            target, merged, created_at="2026-01-01T00:00:00+00:00", tool="benchmarks", settings={}
        )


def _copied(table: pa.Table, copy: int) -> pa.Table:
    for column in ("article_id", "headline_id"):
        if column in table.column_names:
            fresh = [held and _fresh(held, copy) for held in table[column].to_pylist()]
            at = table.column_names.index(column)
            table = table.set_column(at, table.schema.field(column), pa.array(fresh, pa.string()))
    return table


def _fresh(row_id: str, copy: int) -> str:
    return sha256(f"{row_id} {copy}".encode()).hexdigest()[:16] if copy else row_id


def _asked(path: Path) -> tuple[float, float, float]:
    """Of a process that asks many queries: their median time in ms, the memory in MB that is its
    own at the end, and that with the pages of files which the system has mapped into it meanwhile
    and takes back when it needs them."""
    command = [sys.executable, "-m", "benchmarks.scale", str(path)]
    told = subprocess.run(command, check=True, capture_output=True)
    median, own, whole = orjson.loads(told.stdout)
    return median, own, whole


def _ask(path: Path) -> None:
    archive = beritasearch.open(path)
    titles = _titles(archive)
    times = []
    for query in drawn_queries(titles, _WARM_UP, SEED + 1) + drawn_queries(titles, _QUERIES):
        began = time.perf_counter()
        archive.search(query, facets=("region", "section", "month")).to_dict()
        times.append((time.perf_counter() - began) * 1e3)
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    held = {line[0]: line[1] for line in lines if len(line) > 2}
    sizes = [int(held[name]) * _KILOBYTE / 1e6 for name in ("RssAnon:", "VmRSS:")]
    print(orjson.dumps((statistics.median(times[_WARM_UP:]), *sizes)).decode())


def _titles(archive: beritasearch.Archive) -> list[str]:
    """Titles without the table of all articles, which would fill this process's memory."""
    found = archive.search("", sort="newest", limit=2_000)
    return [hit.title for hit in found if hit.title]


if __name__ == "__main__":
    _ask(Path(sys.argv[1]))
