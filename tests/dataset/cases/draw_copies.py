"""Draw what the finding of copies is measured on; see README.md beside this file.

    python tests/dataset/cases/draw_copies.py DATASET similar > tests/dataset/cases/similar.tsv
    python tests/dataset/cases/draw_copies.py DATASET found SEED > pairs_to_read.tsv

DATASET was built from all articles. `similar` takes minutes: it compares every pair. The seeds of
the two draws of `copies_read.tsv` are 20240430 and 20240601.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from functools import partial

from beritasearch.archive.parallel import available_cores, mapped
from beritasearch.dataset.dataset import Dataset, open_dataset
from beritasearch.evaluation.copies import found_pairs, similar_to

SAMPLE = 3_000
LEAST = 0.8
READ = 200
SEED = 20240430


def similar(dataset: Dataset) -> Iterator[tuple[str, ...]]:
    """All pairs alike by rapidfuzz, of a random sample, and of one of articles in a row by time."""
    columns = ["article_id", "body", "published_on", "published_at"]
    rows = dataset.read("articles", columns=columns).sort_by("article_id").to_pylist()
    chance = random.Random(SEED)
    dated = [row for row in rows if row["published_on"]]
    dated.sort(key=lambda row: (row["published_on"], str(row["published_at"]), row["article_id"]))
    first = chance.randrange(len(dated) - SAMPLE)
    samples = {"random": chance.sample(rows, SAMPLE), "days": dated[first : first + SAMPLE]}
    yield "first", "second", "similarity", "sample", "judgement"
    for name, drawn in samples.items():
        for first, second, score in sorted(_alike(drawn)):
            yield first, second, f"{score:.4f}", name, ""


def _alike(rows: list[dict]) -> list[tuple[str, str, float]]:
    compare = partial(
        similar_to,
        ids=[row["article_id"] for row in rows],
        bodies=[row["body"] for row in rows],
        least=LEAST,
    )
    found = mapped(compare, range(len(rows)), available_cores())
    return [pair for pairs in found for pair in pairs]


def found(dataset: Dataset, seed: int) -> Iterator[tuple[str, ...]]:
    """Pairs to read, of all that the dataset's table names."""
    rows = dataset.read("duplicates").to_pylist()
    pairs = sorted(found_pairs((row["article_id"], row["earliest_id"]) for row in rows))
    yield "first", "second"
    yield from random.Random(seed).sample(pairs, min(READ, len(pairs)))


if __name__ == "__main__":
    dataset, what = open_dataset(sys.argv[1]), sys.argv[2]
    drawn = similar(dataset) if what == "similar" else found(dataset, int(sys.argv[3]))
    print("\n".join(map("\t".join, drawn)))
