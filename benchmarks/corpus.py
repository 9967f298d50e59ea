"""The articles that are measured on, samples of them, and queries drawn from their titles."""

from __future__ import annotations

import gzip
import random
import re
from pathlib import Path

import orjson

ARTICLES = Path(__file__).parents[2] / "shared" / "data" / "articles.jsonl.gz"
SEED = 20240430
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")


def count_lines(articles: Path) -> int:
    with gzip.open(articles, "rb") as stream:
        return sum(1 for _ in stream)


def sampled(articles: Path, wanted: int, folder: Path) -> Path:
    """Every n-th row, so that all sources and years are in the sample."""
    step = max(count_lines(articles) // wanted, 1)
    path = folder / "sample.jsonl.gz"
    with gzip.open(articles, "rb") as rows, gzip.open(path, "wb", 1) as sample:
        kept = (row for number, row in enumerate(rows) if number % step == 0)
        sample.writelines(row for row, _ in zip(kept, range(wanted), strict=False))
    return path


def drawn_queries(titles: list[str], number: int, seed: int = SEED) -> list[str]:
    """Queries of one, two or three successive words of real titles; the same for a seed.

    Words of letters only, in lower case: what both engines read as the same words.
    """
    chance = random.Random(seed)
    by_title = [words for title in titles if len(words := _WORD.findall(title.lower())) >= 3]
    queries = []
    for at in range(number):
        words, length = chance.choice(by_title), at % 3 + 1
        first = chance.randrange(len(words) - length + 1)
        queries.append(" ".join(words[first : first + length]))
    return queries


def read_rows(articles: Path):
    with gzip.open(articles, "rb") as stream:
        yield from map(orjson.loads, stream)
