"""`make evaluate-copies`: are near-copies found, and is what is found a copy?

    python -m evaluations.copies [--seed N] [DATASET]

Pairs of real articles that rapidfuzz finds alike; 300 copies made of real articles by dropping,
moving and editing paragraphs; and pairs that were found and read, whether they are copies. What
the tables hold: tests/dataset/cases/README.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

from beritasearch.dataset.copies import find_copies
from beritasearch.dataset.dataset import open_dataset
from beritasearch.dataset.schema import DUPLICATES
from beritasearch.evaluation.copies import (
    EDITS,
    Pair,
    found_pairs,
    made_copies,
    precision,
    read_pairs,
    recall,
)
from evaluations.dataset import dataset_of
from evaluations.gate import ARTICLES, check, is_data_there

CASES = Path(__file__).parents[1] / "tests" / "dataset" / "cases"
SIMILAR, READ = CASES / "similar.tsv", CASES / "copies_read.tsv"
COLUMNS = (
    "article_id", "body", "title", "portal", "published_on", "published_at", "text_sha256",
)  # fmt: skip
MADE = 300
SEED = 20240501


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset", nargs="?", help="Built from all articles; else it is built.")
    parser.add_argument("--seed", type=int, help="Make other copies; no floors.")
    asked = parser.parse_args()
    if not is_data_there():
        return 2
    with dataset_of(asked.dataset) as path:
        dataset = open_dataset(path)
        articles = dataset.read("articles", columns=COLUMNS)
    print("\n| pairs | of | share |\n|---|---|---|")
    reached = dict(_measured(articles, asked.seed or SEED))
    if asked.seed:
        return 0
    return check("copies", reached, [ARTICLES, SIMILAR, READ])


def _measured(articles: pa.Table, seed: int) -> Iterator[tuple[str, float]]:
    began = time.perf_counter()
    known = find_copies(articles, DUPLICATES.empty_table(), set(articles["article_id"].to_pylist()))
    rate = articles.num_rows / (time.perf_counter() - began)
    natural = _pairs(known)
    yield from _recalls(natural)
    yield from _made(articles, known, seed)
    for draw in ("first", "second"):
        share, read = precision(read_pairs(READ, draw), natural)
        yield _shown(f"{draw}_precision", f"found, copies as read, {draw} draw", read, share)
    print(f"\n{known.num_rows} copies, {len(natural)} pairs; {rate:,.0f} articles/s")


def _recalls(found: set[tuple[str, str]]) -> Iterator[tuple[str, float]]:
    for sample in ("random", "days"):
        pairs = read_pairs(SIMILAR, sample)
        copies = [pair for pair in pairs if pair.is_copy]
        yield _shown(f"{sample}_alike", f"alike, {sample}", len(pairs), recall(pairs, found))
        yield _shown(
            f"{sample}_recall",
            f"alike and copies as read, {sample}",
            len(copies),
            recall(copies, found),
        )


def _made(articles: pa.Table, known: pa.Table, seed: int) -> Iterator[tuple[str, float]]:
    by_id = {row["article_id"]: row for row in articles.to_pylist()}
    made = list(made_copies({own: row["body"] for own, row in by_id.items()}, MADE, seed))
    copies = [
        {
            **by_id[copied],
            "article_id": copy_id,
            "body": body,
            "text_sha256": sha256(body.encode()).hexdigest(),
        }
        for copied, copy_id, _, body in made
    ]
    table = pa.concat_tables([articles, pa.Table.from_pylist(copies, schema=articles.schema)])
    found = _pairs(find_copies(table, known, {copy_id for _, copy_id, _, _ in made}))
    for edit in EDITS:
        pairs = [_pair(copied, copy_id) for copied, copy_id, how, _ in made if how == edit]
        yield _shown(f"{edit}_recall", f"made, {edit}", len(pairs), recall(pairs, found))
    pairs = [_pair(copied, copy_id) for copied, copy_id, _, _ in made]
    pairs += read_pairs(SIMILAR, "random")
    yield _shown("recall", "made, and alike of random", len(pairs), recall(pairs, found))


def _pairs(table: pa.Table) -> set[tuple[str, str]]:
    columns = (table[name].to_pylist() for name in ("article_id", "earliest_id"))
    return found_pairs(zip(*columns, strict=True))


def _pair(one: str, other: str) -> Pair:
    first, second = sorted((one, other))
    return Pair(first, second)


def _shown(name: str, what: str, number: int, share: float) -> tuple[str, float]:
    print(f"| {what} | {number} | {share:.3f} |", flush=True)
    return name, share


if __name__ == "__main__":
    sys.exit(main())
