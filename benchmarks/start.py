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
    peer = [sys.executable, "-c", _PEER]
    for form in ("json", "table"):
        ours = [OURS, "query", _QUERY, "-d", str(dataset), "--format", form]
        for _ in range(_WARM_UP):
            wall_time(ours), wall_time(peer)
        times = [(wall_time(ours), wall_time(peer)) for _ in range(_TIMES)]
        mine, theirs = (statistics.median(column) * 1_000 for column in zip(*times, strict=True))
        what = f"one `beritasearch query` process, {form}"
        yield Figure(what, mine, theirs, _PEER, "ms", target=2.0, of_ratio=True)
