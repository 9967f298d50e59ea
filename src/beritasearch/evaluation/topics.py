"""Queries with known answers: questions, circulating claims, half-remembered titles."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from beritasearch.evaluation.known_items import remembered_titles

Row = Mapping[str, Any]

_KNOWN_ITEMS = 1_000
_SEED = 20240430
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, queries and which document answers which query.

    Parameters
    ----------
    rows : by id, each with a ``body``, and perhaps a ``title`` and what else is known.
    """

    name: str
    rows: Mapping[str, Row]
    queries: Mapping[str, str]
    relevant: Mapping[str, frozenset[str]]

    def texts(self, *, titles: bool = False) -> Iterator[tuple[str, str]]:
        """Ids with their texts, under their titles where those are wanted."""
        for name, row in self.rows.items():
            title = row.get("title") if titles else None
            yield name, f"{title}\n{row['body']}" if title else row["body"]

    def half(self, number: int) -> list[str]:
        """Every second query: half 0 is to develop on, half 1 to be looked at."""
        return list(self.queries)[number::2]


def facqa(data: Path) -> Collection:
    """Questions on news passages, looked for among all articles."""
    return _collection("facqa", data, _articles(data))


def claims(data: Path) -> Collection:
    """Circulating claims; the explanations without their titles, among articles that hold no
    copies of them."""
    articles = {
        name: row
        for name, row in _articles(data).items()
        if not row["source"].startswith("turnbackhoax-2021")
    }
    return _collection("claims", data, articles)


def known_items(data: Path) -> Collection:
    """Titles with three words changed; each title's article among all articles."""
    articles = _articles(data)
    titles = {name: row["title"] for name, row in articles.items() if row["title"]}
    printed = Counter(
        word for row in articles.values() for word in set(_WORD.findall(row["body"].lower()))
    )
    queries = dict(remembered_titles(titles, printed, _KNOWN_ITEMS, _SEED))
    return Collection("known items", articles, queries, {n: frozenset((n,)) for n in queries})


def _collection(name: str, data: Path, articles: Mapping[str, Row]) -> Collection:
    folder = data / "retrieval" / name
    passages = {row["_id"]: {"body": row["text"]} for row in _rows(folder / "corpus.jsonl")}
    queries = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, _, document, grade = line.split("\t")
        if int(grade):
            relevant.setdefault(query, set()).add(document)
    judged = {query: frozenset(found) for query, found in relevant.items()}
    return Collection(name, {**articles, **passages}, {q: queries[q] for q in judged}, judged)


def _articles(data: Path) -> dict[str, Row]:
    with gzip.open(data / "articles.jsonl.gz") as lines:
        return {f"a{n}": row for n, row in enumerate(map(orjson.loads, lines))}


def _rows(path: Path) -> Iterator[Row]:
    with path.open("rb") as lines:
        yield from map(orjson.loads, lines)
