"""How well does an analyzer find what is known to be relevant? Plain BM25, no other help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from beritasearch.analysis.analyzer import analyzer
from beritasearch.engines.base import Document, Engine, Fields
from beritasearch.engines.clauses import AnyOf, Term
from beritasearch.engines.registry import DEFAULT, engine_class
from beritasearch.evaluation.measures import DEPTH, Scores, means
from beritasearch.evaluation.topics import Collection

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


def score(collection: Collection, chain: Chain, *, titles: bool = False) -> Scores:
    """Index the documents and answer the queries: BM25 over the fields, their scores added.

    Parameters
    ----------
    titles : index the titles with the texts.
    """
    return means(ranks(collection, chain, titles=titles).values())


def ranks(collection: Collection, chain: Chain, *, titles: bool = False) -> dict[str, int]:
    """The place of each query's first relevant document; 0 where the first ten hold none."""
    with TemporaryDirectory(prefix="beritasearch-evaluation-") as folder:
        kind = engine_class(DEFAULT)
        layout = Fields(text=tuple(chain.document("satu")), keywords=(), numbers=("ordinal",))
        writer = kind.writer(Path(folder), layout)
        writer.add(_documents(collection.texts(titles=titles), chain))
        writer.commit()
        engine = kind.open(Path(folder), layout)
        return {
            query: _rank(engine, chain.query(text), collection.relevant[query])
            for query, text in collection.queries.items()
        }


def _documents(texts: Iterable[tuple[str, str]], chain: Chain) -> Iterator[Document]:
    for ordinal, (name, text) in enumerate(texts):
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
    found = engine.top(AnyOf(tuple(parts)), DEPTH, "ordinal").matches
    names = (engine.stored(match).decode() for match in found)
    return next((place for place, name in enumerate(names, start=1) if name in relevant), 0)
