"""Fuzzy words, suggestions and completions, each beside the plain way to the same thing."""

from __future__ import annotations

import csv
import random
import statistics
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA

import beritasearch
from benchmarks.corpus import SEED, drawn_queries
from benchmarks.figures import Figure
from beritasearch.archive.archive import Archive
from beritasearch.dataset.dataset import open_dataset
from beritasearch.evaluation.known_items import misspelt
from beritasearch.index.open import open_index
from beritasearch.search.spelling import allowed_edits

_CASES = Path(__file__).parents[1] / "tests" / "search" / "cases" / "misspellings.tsv"
_NUMBER = 300
_WARM_UP = 50
_LAST = "\U0010ffff"
_LIMIT = 10
_SUGGESTED = 5


def measure(dataset: Path, work: Path) -> Iterator[Figure]:
    titles = open_dataset(dataset).read("articles", None, ["title"])["title"].to_pylist()
    words = drawn_queries([title for title in titles if title], 6 * (_NUMBER + _WARM_UP))
    archive = beritasearch.open(dataset)
    slips = _slips(words)
    yield _figure("fuzzy word, 10 snippets", 5.0, slips, _fuzzy(archive), _fuzzy_peer(dataset))
    labelled = [word.lower() for word in _labelled()]
    yield _figure("suggestion", 8.0, labelled, _suggestion(archive), _suggestion_peer(dataset))
    yield _figure("completion", 1.0, _beginnings(words), archive.suggest, _completion_peer(dataset))


def _figure(
    what: str,
    target: float,
    asked: Sequence[str],
    ours: Callable[[str], object],
    peer: tuple[str, Callable[[str], object]],
) -> Figure:
    name, theirs = peer
    for text in asked[:_WARM_UP]:
        ours(text), theirs(text)
    times = [(_ms(ours, text), _ms(theirs, text)) for text in asked[_WARM_UP:]]
    mine, other = (statistics.median(column) for column in zip(*times, strict=True))
    return Figure(f"{what}, p50", mine, other, name, "ms", target)


def _slips(queries: Sequence[str]) -> list[str]:
    """Words of titles with one slip of the finger."""
    chance = random.Random(SEED)
    words = dict.fromkeys(word for query in queries for word in query.split() if len(word) > 5)
    return [misspelt(word, chance) for word in list(words)[: _NUMBER + _WARM_UP]]


def _beginnings(queries: Sequence[str]) -> list[str]:
    """Queries cut within their last word."""
    chance = random.Random(SEED)
    cut = (query[: -chance.randrange(len(query.split()[-1])) or None] for query in queries)
    return list(dict.fromkeys(cut))[: _NUMBER + _WARM_UP]


def _labelled() -> list[str]:
    lines = _CASES.read_text("utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [row["word"] for row in rows][: _NUMBER + _WARM_UP]


def _fuzzy(archive: Archive) -> Callable[[str], object]:
    return lambda word: archive.search(f"{word}~", limit=_LIMIT).to_dict()


def _fuzzy_peer(dataset: Path) -> tuple[str, Callable[[str], object]]:
    """tantivy's own fuzzy query over the same terms, with the stored documents of ten hits."""
    index = tantivy.Index.open(str(_engine_folder(dataset)))
    searcher, schema = index.searcher(), index.schema

    def ask(word: str) -> object:
        edits = allowed_edits(word)
        parts = [
            (tantivy.Occur.Should, tantivy.Query.fuzzy_term_query(schema, field, word, edits, True))
            for field in ("title", "lead", "body")
        ]
        hits = searcher.search(tantivy.Query.boolean_query(parts), _LIMIT).hits
        return [searcher.doc(address) for _, address in hits]

    return "tantivy's fuzzy query", ask


def _engine_folder(dataset: Path) -> Path:
    folder = dataset / "index" / "tantivy"
    return folder / (folder / "CURRENT").read_text().strip() / "engine"


def _suggestion(archive: Archive) -> Callable[[str], object]:
    return lambda word: archive.suggester.suggestions(word, [word], (), is_answered=True)


def _suggestion_peer(dataset: Path) -> tuple[str, Callable[[str], object]]:
    """The five closest of all terms, by rapidfuzz alone."""
    terms = [term for term, _ in _terms(dataset)]

    def ask(word: str) -> object:
        return process.extract(word, terms, scorer=OSA.distance, limit=_SUGGESTED, score_cutoff=2)

    return "rapidfuzz over all terms", ask


def _completion_peer(dataset: Path) -> tuple[str, Callable[[str], object]]:
    """The commonest of the terms that begin as the last word, from a sorted list."""
    terms = sorted(_terms(dataset))

    def ask(text: str) -> object:
        prefix = text.split()[-1]
        first, last = bisect_left(terms, (prefix,)), bisect_left(terms, (prefix + _LAST,))
        return sorted(terms[first:last], key=lambda term: -term[1])[:_LIMIT]

    return "bisect over sorted terms", ask


def _terms(dataset: Path) -> list[tuple[str, int]]:
    return open_index(open_dataset(dataset), "tantivy").engine.vocabulary("body")


def _ms(function: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    function(text)
    return (time.perf_counter() - began) * 1_000
