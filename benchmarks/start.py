"""One `beritasearch query` as a process, beside a Python that only imports what it needs."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.process import OURS, wall_time

_PEER = "import click, orjson, tantivy"
_TIMES = 15
_WARM_UP = 3
_QUERY = "pemerintah kota"


def measure(dataset: Path, work: Path) -> Iterator[Figure]:
    ours = [OURS, "query", _QUERY, "-d", str(dataset), "--format", "json"]
    peer = [sys.executable, "-c", _PEER]
    for _ in range(_WARM_UP):
        wall_time(ours), wall_time(peer)
    times = [(wall_time(ours), wall_time(peer)) for _ in range(_TIMES)]
    mine, theirs = (statistics.median(column) * 1_000 for column in zip(*times, strict=True))
    yield Figure(
        "one `beritasearch query` process", mine, theirs, _PEER, "ms", target=2.5, of_ratio=True
    )
