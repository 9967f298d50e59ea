"""Mixed queries through the Python API, beside SQLite FTS5 and bare tantivy.

500 queries from real titles: one word, three words, a phrase, a prefix, a fuzzy word; every second
one with a filter. SQLite knows no fuzzy words: those are asked of ours alone, and left out of what
is compared.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

import beritasearch
from benchmarks.corpus import SEED, drawn_queries
from benchmarks.figures import Figure
from benchmarks.sqlite import Database
from beritasearch.analysis.analyzer import analyzer
from beritasearch.dataset.dataset import open_dataset
from beritasearch.index.open import ENGINE

_SQLITE = "SQLite FTS5"
_TANTIVY = "bare tantivy"
_FACETS = ("region", "section", "month")
_QUERIES = 500
_WARM_UP = 60
_MANY = 5_000
_FILTERS: tuple[dict[str, str], ...] = ({"since": "2019-09-10"}, {"region": "31"})


class Asked(NamedTuple):
    """A query in our language, and in SQLite's; None where it has none."""

    text: str
    match: str | None
    filters: dict[str, str]


def measure(dataset: Path, work: Path) -> Iterator[Figure]:
    titles = open_dataset(dataset).read("articles", None, ["title"])["title"].to_pylist()
    titles = [title for title in titles if title]
    archive = beritasearch.open(dataset)
    sqlite = Database(dataset, work / "queries.db")

    def ours(asked: Asked) -> Any:
        # As a dict: every hit, snippet and facet value is really made.
        return archive.search(asked.text, facets=_FACETS, limit=10, **asked.filters).to_dict()

    def peer(asked: Asked) -> Any:
        return sqlite.ask(asked.match, asked.filters) if asked.match else None

    # Other queries warm up, so that none of those measured was asked before.
    for asked in mixed(titles, _WARM_UP, SEED + 1):
        ours(asked), peer(asked)
    queries = mixed(titles, _QUERIES, SEED)
    times = [(_ms(ours, asked), _ms(peer, asked), asked) for asked in queries]
    compared = [(mine, theirs) for mine, theirs, asked in times if asked.match]
    for at, target in ((50, 3.0), (95, 12.0)):
        yield _figure(f"query, 3 facets, 10 snippets, p{at}", compared, at, _SQLITE, target)
    many = [
        (mine, theirs)
        for mine, theirs, asked in times
        if asked.match and archive.search(asked.text, limit=0, **asked.filters).total > _MANY
    ]
    if many:
        figure = _figure(f"query of more than {_MANY:,} articles, p95", many, 95, _SQLITE, 1 / 3)
        yield figure._replace(of_ratio=True)
    yield from _bare(archive, dataset, [asked for asked in queries if not asked.filters])


def mixed(titles: list[str], number: int, seed: int) -> list[Asked]:
    """Queries of five kinds in turn; the same for a seed."""
    chance = random.Random(seed)
    three = [query for query in drawn_queries(titles, 3 * number, seed) if query.count(" ") == 2]
    found = []
    for at, words in enumerate(three[:number]):
        long = max(words.split(), key=len)
        text, match = (
            (long, f'"{long}"'),
            (words, " ".join(f'"{word}"' for word in words.split())),
            (f'"{words}"', f'"{words}"'),
            (f"{long[:5]}*", f'"{long[:5]}"*'),
            (f"{long}~", None),
        )[at % 5]
        filters = chance.choice(_FILTERS) if at % 2 else {}
        found.append(Asked(text, match, filters))
    return found


def _bare(
    archive: beritasearch.Archive, dataset: Path, queries: Sequence[Asked]
) -> Iterator[Figure]:
    """Ten hits without facets and snippets, beside the same words asked of tantivy."""
    index = tantivy.Index.open(str(dataset / "index" / "tantivy" / str(archive.version) / ENGINE))
    searcher, schema = index.searcher(), index.schema
    words = [asked.text for asked in queries if asked.text.replace(" ", "").isalpha()]

    def ours(text: str) -> Any:
        return archive.search(text, limit=10, snippets=False)

    def peer(text: str) -> Any:
        terms = analyzer().surface(text)
        each = [
            tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Should, tantivy.Query.term_query(schema, field, term, "freq"))
                    for field, term in _fields_of(term)
                ]
            )
            for term in terms
        ]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in each])
        return [searcher.doc(address) for _, address in searcher.search(query, 10).hits]

    for text in words[:_WARM_UP]:
        ours(text), peer(text)
    times = [(_ms(ours, text), _ms(peer, text)) for text in words]
    yield _figure("query, 10 hits alone, p50", times, 50, _TANTIVY, 0.6)
    yield _figure("query, 10 hits alone, p50", times, 50, _TANTIVY, 3.0)._replace(of_ratio=True)


def _fields_of(term: str) -> list[tuple[str, str]]:
    stem = analyzer().stem(term).partition(" ")[0]
    texts = ("title", "lead", "body")
    return [(text, term) for text in texts] + [(f"{text}_stem", stem) for text in texts]


def _figure(
    what: str, times: Sequence[tuple[float, float]], at: int, peer: str, target: float
) -> Figure:
    mine, theirs = (_percentile(column, at) for column in zip(*times, strict=True))
    return Figure(what, mine, theirs, peer, "ms", target)


def _ms(function: Callable[[Any], object], asked: Any) -> float:
    began = time.perf_counter()
    function(asked)
    return (time.perf_counter() - began) * 1_000


def _percentile(values: Sequence[float], at: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[at - 1]
