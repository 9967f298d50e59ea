"""How well does an analyzer find what is known to be relevant? Plain BM25, no other help."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from beritasearch.analysis.analyzer import analyzer
from beritasearch.engines.base import Document, Engine, Fields
from beritasearch.engines.clauses import AnyOf, Term
from beritasearch.engines.registry import DEFAULT, engine_class

_DEPTH = 10
_RECALL_AT = 5
# Found on every second query of both collections; the other half agrees to .01.
_SURFACE = 0.7
_STEM = 0.3
_FUNCTION_WORD = 0.1


@dataclass(frozen=True, slots=True)
class Chain:
    """How texts become terms.

    Parameters
    ----------
    document : a text's terms by field of the index, parted by spaces.
    query : a query's terms by field, each with its weight.
    """

    document: Callable[[str], Mapping[str, str]]
    query: Callable[[str], Mapping[str, Mapping[str, float]]]


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, queries and which document answers which query."""

    name: str
    documents: Mapping[str, str]
    queries: Mapping[str, str]
    relevant: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class RetrievalScores:
    """Means over all queries: reciprocal rank within ten, and recall within five."""

    mrr_10: float
    recall_5: float


def facqa(data: Path) -> Collection:
    """Questions on news passages, looked for among all articles."""
    articles = {f"a{n}": row["body"] for n, row in enumerate(_articles(data))}
    passages = {row["_id"]: row["text"] for row in _rows(data / "retrieval/facqa/corpus.jsonl")}
    return _collection("facqa", data / "retrieval/facqa", {**articles, **passages})


def claims(data: Path) -> Collection:
    """Circulating claims; the explanations without their titles, among articles that hold no
    copies of them."""
    articles = {
        f"a{n}": row["body"]
        for n, row in enumerate(_articles(data))
        if not row["source"].startswith("turnbackhoax-2021")
    }
    explained = {row["_id"]: row["text"] for row in _rows(data / "retrieval/claims/corpus.jsonl")}
    return _collection("claims", data / "retrieval/claims", {**articles, **explained})


def _collection(name: str, folder: Path, documents: Mapping[str, str]) -> Collection:
    queries = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, _, document, grade = line.split("\t")
        if int(grade):
            relevant.setdefault(query, set()).add(document)
    judged = {query: frozenset(found) for query, found in relevant.items()}
    return Collection(name, documents, {q: queries[q] for q in judged}, judged)


def _articles(data: Path) -> Iterator[Mapping[str, str]]:
    with gzip.open(data / "articles.jsonl.gz") as lines:
        yield from map(orjson.loads, lines)


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open("rb") as lines:
        yield from map(orjson.loads, lines)


def our_chain() -> Chain:
    """The two streams of our analyzer, and nothing else: no phrases, no fields, no fuzziness."""
    ours = analyzer()

    def document(text: str) -> Mapping[str, str]:
        surface = ours.surface(text)
        return {"surface": " ".join(surface), "stem": ours.stem_terms(text, surface)}

    def query(text: str) -> Mapping[str, Mapping[str, float]]:
        found: dict[str, Counter[str]] = {"surface": Counter(), "stem": Counter()}
        for term in ours.surface(text):
            weight = _FUNCTION_WORD if ours.is_function_word(term) else 1.0
            found["surface"][term] += _SURFACE * weight  # type: ignore[assignment]
            for stem in ours.stem(term).split():
                found["stem"][stem] += _STEM * weight  # type: ignore[assignment]
        return found

    return Chain(document, query)


def score(collection: Collection, chain: Chain) -> RetrievalScores:
    """Index the documents and answer the queries: BM25 over the fields, their scores added."""
    with TemporaryDirectory(prefix="beritasearch-evaluation-") as folder:
        kind = engine_class(DEFAULT)
        layout = Fields(text=tuple(chain.document("satu")), keywords=(), numbers=("ordinal",))
        writer = kind.writer(Path(folder), layout)
        writer.add(_documents(collection.documents, chain))
        writer.commit()
        engine = kind.open(Path(folder), layout)
        ranks = [
            _rank(engine, chain.query(text), collection.relevant[query])
            for query, text in collection.queries.items()
        ]
    return RetrievalScores(
        mrr_10=sum(1 / rank for rank in ranks if rank) / len(ranks),
        recall_5=sum(0 < rank <= _RECALL_AT for rank in ranks) / len(ranks),
    )


def _documents(texts: Mapping[str, str], chain: Chain) -> Iterator[Document]:
    for ordinal, (name, text) in enumerate(texts.items()):
        yield Document(name, chain.document(text), {}, {"ordinal": ordinal}, name.encode())


def _rank(
    engine: Engine, terms: Mapping[str, Mapping[str, float]], relevant: frozenset[str]
) -> int:
    """The place of the first relevant document; 0 where none is among the first ten."""
    parts = [
        Term(field, term, weight)
        for field, weights in terms.items()
        for term, weight in weights.items()
    ]
    found = engine.top(AnyOf(tuple(parts)), _DEPTH, "ordinal").matches
    names = (engine.stored(match).decode() for match in found)
    return next((place for place, name in enumerate(names, start=1) if name in relevant), 0)
