"""The index of a version made anew, beside SQLite FTS5 fed with the same texts.

Run as a program (`python -m benchmarks.index DATASET FILE`) this module is the peer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.process import OURS, run
from benchmarks.sqlite import fill_texts
from beritasearch.dataset.dataset import open_dataset

_PEER = "SQLite FTS5"


def measure(dataset: Path, work: Path) -> Iterator[Figure]:
    counts = open_dataset(dataset).manifest().counts
    documents = counts["articles"] + counts["headlines"]
    ours = run([OURS, "index", "build", "-d", str(dataset)])
    peer_command = [sys.executable, "-m", "benchmarks.index", str(dataset), str(work / "index.db")]
    peer = run(peer_command)
    yield Figure(
        "index build", documents / ours.seconds, documents / peer.seconds, _PEER, "articles/s"
    )
    yield Figure("index build, peak memory", ours.tree, peer.tree, _PEER, "MB")


if __name__ == "__main__":
    fill_texts(Path(sys.argv[1]), Path(sys.argv[2]))
