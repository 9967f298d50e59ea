"""How like must words be, to be the same quotation? Figures for `LEAST_SIMILARITY` of `said.py`.

    python -m tuning.said DATASET

A quotation of each of some articles is asked of a dataset's index twice. Without its own article:
what is found is the same words elsewhere, or a mistake; those that are not exact are printed, to be
read. And with a share of its words changed at random: is it still found in its own article?
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq

from beritasearch.answers import said as answers
from beritasearch.answers.candidates import candidates
from beritasearch.dataset.dataset import open_dataset
from beritasearch.index.choice import engine_choice
from beritasearch.index.open import OpenIndex, open_index

SEED = 8
QUOTATIONS = 300
LENGTHS = range(5, 46)
SHARES = (0.1, 0.2, 0.3, 0.4)
THRESHOLDS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset", type=Path)
    path = parser.parse_args().dataset
    index = open_index(open_dataset(path), engine_choice(path)[0])
    # Whatever is at all alike is wanted here.
    answers.LEAST_SIMILARITY = 0.3
    seed = random.Random(SEED)
    elsewhere: list[float] = []
    changed: dict[float, list[float]] = defaultdict(list)
    drawn = list(_drawn(path, seed))
    vocabulary = [word for _, text in drawn for word in text.split()]
    for article, text in drawn:
        elsewhere.append(_elsewhere(index, article, text))
        for share in SHARES:
            altered = _altered(text, share, vocabulary, seed)
            changed[share].append(_best(index, altered, lambda found, own=article: found == own)[0])
    print(f"\n| similarity | of {len(drawn)} elsewhere |", *(f"{s} changed |" for s in SHARES))
    for least in THRESHOLDS:
        found = (sum(s >= least for s in changed[share]) / len(drawn) for share in SHARES)
        print(f"| {least} | {sum(s >= least for s in elsewhere)} |", *(f"{f:.3f} |" for f in found))


def _drawn(path: Path, seed: random.Random) -> Iterator[tuple[str, str]]:
    """One direct quotation of each of some articles."""
    dataset = open_dataset(path)
    files = sorted((dataset.folder(dataset.latest()) / "quotations").glob("*.parquet"))
    of_article: dict[str, list[str]] = defaultdict(list)
    for file in files:
        for row in pq.read_table(file, columns=["article_id", "text", "direct"]).to_pylist():
            if row["direct"] and len(row["text"].split()) in LENGTHS:
                of_article[row["article_id"]].append(row["text"])
    for article in seed.sample(sorted(of_article), min(QUOTATIONS, len(of_article))):
        yield article, seed.choice(of_article[article])


def _elsewhere(index: OpenIndex, article: str, text: str) -> float:
    similarity, printed = _best(index, text, lambda found: found != article)
    if min(THRESHOLDS) <= similarity < 1:
        print(f"{similarity:.2f}\n    {text}\n    {printed}")
    return similarity


def _best(index: OpenIndex, words: str, is_wanted: Callable[[str], bool]) -> tuple[float, str]:
    found = answers.said(words, None, candidates(index, words))
    wanted = (one for one in found if is_wanted(one.article_id))
    best = next(wanted, None)
    return (best.similarity, best.quotations[0].text) if best else (0.0, "")


def _altered(text: str, share: float, vocabulary: list[str], seed: random.Random) -> str:
    """A quarter of the changed words is dropped, a quarter put in, half replaced."""
    words = text.split()
    places = seed.sample(range(len(words)), max(1, round(share * len(words))))
    for at in sorted(places, reverse=True):
        match seed.randrange(4):
            case 0:
                del words[at]
            case 1:
                words.insert(at, seed.choice(vocabulary))
            case _:
                words[at] = seed.choice(vocabulary)
    return " ".join(words)


if __name__ == "__main__":
    main()
