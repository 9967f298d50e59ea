"""The reference engine: slow, obvious, and the judge of the others.

It keeps all documents in one JSON file, and answers by looking at every one of them. Scores
are BM25 with Lucene's one-byte field lengths, as tantivy has them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import orjson

from beritasearch.engines.base import (
    K1,
    B,
    By,
    Document,
    Engine,
    Fields,
    Found,
    Match,
    Writer,
    inverse_document_frequency,
)
from beritasearch.engines.clauses import (
    Adjacent,
    AllOf,
    AnyOf,
    BestOf,
    Clause,
    Constant,
    Keyword,
    Nothing,
    NumberBetween,
    Rewarded,
    StartsWith,
    Term,
    Without,
)
from beritasearch.errors import IndexDamaged

_FILE = "documents.jsonl"
# The first line, so that an emptied file is not taken for an empty index.
_FORMAT = b"beritasearch reference 1\n"


@dataclass(frozen=True)
class _Held:
    """A document with its terms split."""

    document: Document
    terms: dict[str, list[str]]

    @cached_property
    def counts(self) -> dict[str, Counter[str]]:
        return {field: Counter(terms) for field, terms in self.terms.items()}


class ReferenceEngine(Engine):
    """All documents in memory."""

    name = "reference"

    def __init__(self, documents: Iterable[Document]) -> None:
        self._held = [
            _Held(document, {field: terms.split() for field, terms in document.text.items()})
            for document in documents
        ]

    @classmethod
    def version(cls) -> str:
        """The version of the file's layout."""
        return "1"

    @classmethod
    def writer(cls, path: Path, fields: Fields) -> ReferenceWriter:
        """See :meth:`Engine.writer`."""
        return ReferenceWriter(path)

    @classmethod
    def open(cls, path: Path, fields: Fields) -> Self:
        """See :meth:`Engine.open`."""
        return cls(_read(path).values())

    def count(self, clause: Clause) -> int:
        """See :meth:`Engine.count`."""
        return len(self._scores(clause))

    def top(self, clause: Clause, limit: int, tie: str, offset: int = 0) -> Found:
        """See :meth:`Engine.top`."""
        scores = self._scores(clause)
        ranked = sorted(scores, key=lambda at: (-scores[at], self._number(at, tie)))
        return Found(len(ranked), [Match(scores[at], at) for at in ranked[offset : offset + limit]])

    def ordered(self, clause: Clause, limit: int, order: By, offset: int = 0) -> Found:
        """See :meth:`Engine.ordered`."""
        ranked = sorted(
            self._scores(clause),
            key=lambda at: self._number(at, order.field),
            reverse=order.descending,
        )
        return Found(len(ranked), [Match(0.0, at) for at in ranked[offset : offset + limit]])

    def numbers(self, clause: Clause, field: str) -> Sequence[int]:
        """See :meth:`Engine.numbers`."""
        return [self._number(at, field) for at in self._scores(clause)]

    def stored(self, match: Match) -> bytes:
        """See :meth:`Engine.stored`."""
        assert isinstance(match.address, int)
        return self._held[match.address].document.stored

    def document_frequency(self, field: str, term: str) -> int:
        """See :meth:`Engine.document_frequency`."""
        return sum(term in held.counts.get(field, ()) for held in self._held)

    def vocabulary(self, field: str, prefix: str = "") -> list[tuple[str, int]]:
        """See :meth:`Engine.vocabulary`."""
        found = Counter(
            term
            for held in self._held
            for term in held.counts.get(field, ())
            if term.startswith(prefix)
        )
        return sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))

    @property
    def document_count(self) -> int:
        """See :attr:`Engine.document_count`."""
        return len(self._held)

    def _number(self, at: int, field: str) -> int:
        return self._held[at].document.numbers[field]

    def _scores(self, clause: Clause) -> dict[int, float]:
        """The score of every matching document, by its place in the list."""
        everything = range(len(self._held))
        match clause:
            case Term(field, term, boost):
                return self._term_scores(field, (term,), boost)
            case Adjacent(field, terms, boost):
                return self._term_scores(field, terms, boost)
            case StartsWith(field, prefix, boost):
                return {
                    at: boost
                    for at in everything
                    if any(value.startswith(prefix) for value in self._values(at, field))
                }
            case Keyword(field, values):
                return {at: 0.0 for at in everything if self._has(at, field, values)}
            case NumberBetween(field, low, high):
                return {at: 0.0 for at in everything if low <= self._number(at, field) <= high}
            case AllOf(clauses):
                return self._summed(clauses, len(clauses))
            case AnyOf(clauses, least):
                return self._summed(clauses, least)
            case BestOf(clauses):
                best: dict[int, float] = {}
                for part in map(self._scores, clauses):
                    best.update((at, max(score, best.get(at, score))) for at, score in part.items())
                return best
            case Without(kept, excluded):
                gone = self._scores(excluded)
                return {at: s for at, s in self._scores(kept).items() if at not in gone}
            case Rewarded(kept, reward):
                more = self._scores(reward)
                return {at: s + more.get(at, 0.0) for at, s in self._scores(kept).items()}
            case Constant(kept, score):
                return dict.fromkeys(self._scores(kept), score)
            case Nothing():
                return {}

    def _summed(self, clauses: Sequence[Clause], least: int) -> dict[int, float]:
        parts = [self._scores(clause) for clause in clauses]
        summed: dict[int, float] = {}
        for at in range(len(self._held)):
            matching = [part[at] for part in parts if at in part]
            if len(matching) >= least:
                summed[at] = sum(matching)
        return summed

    def _values(self, at: int, field: str) -> Sequence[str]:
        held = self._held[at]
        return held.terms.get(field) or held.document.keywords.get(field, ())

    def _has(self, at: int, field: str, values: Sequence[str]) -> bool:
        document = self._held[at].document
        own = (document.document_id,) if field == "id" else document.keywords.get(field, ())
        return any(value in own for value in values)

    def _term_scores(self, field: str, terms: Sequence[str], boost: float) -> dict[int, float]:
        """BM25 of a term, or of several in a row: their weights add up, as in Lucene."""
        frequencies = {
            at: count
            for at, held in enumerate(self._held)
            if (count := _occurrences(held, field, terms))
        }
        weight = boost * sum(self._idf(field, term) for term in terms)
        mean = self._mean_length(field)
        return {
            at: weight * _saturation(count, self._length(at, field), mean)
            for at, count in frequencies.items()
        }

    def _idf(self, field: str, term: str) -> float:
        holding = self.document_frequency(field, term)
        return inverse_document_frequency(len(self._held), holding)

    def _length(self, at: int, field: str) -> int:
        return len(self._held[at].terms.get(field, ()))

    def _mean_length(self, field: str) -> float:
        lengths = [self._length(at, field) for at in range(len(self._held))]
        return sum(lengths) / len(lengths) if lengths else 0.0


class ReferenceWriter(Writer):
    """Rewrites the file as a whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._documents = _read(path) if (path / _FILE).exists() else {}

    def add(self, documents: Iterable[Document]) -> None:
        """See :meth:`Writer.add`."""
        self._documents.update((document.document_id, document) for document in documents)

    def remove(self, document_ids: Iterable[str]) -> None:
        """See :meth:`Writer.remove`."""
        for document_id in document_ids:
            self._documents.pop(document_id, None)

    def commit(self) -> None:
        """See :meth:`Writer.commit`."""
        lines = (
            orjson.dumps(
                [d.document_id, d.text, d.keywords, d.numbers, d.stored.decode()],
                option=orjson.OPT_APPEND_NEWLINE,
            )
            for d in self._documents.values()
        )
        beside = self._path / f"{_FILE}.new"
        beside.write_bytes(_FORMAT + b"".join(lines))
        beside.replace(self._path / _FILE)

    def abandon(self) -> None:
        """See :meth:`Writer.abandon`."""
        self._documents = {}


def _read(path: Path) -> dict[str, Document]:
    try:
        first, *lines = (path / _FILE).read_bytes().splitlines(keepends=True)
        if first != _FORMAT:
            raise ValueError("its first line is not that of a reference index")
        rows = map(orjson.loads, lines)
        documents = [_document(*row) for row in rows]
    except (OSError, ValueError, TypeError, IndexError) as error:
        raise IndexDamaged(f"The index in {path} cannot be opened: {error}.") from error
    return {document.document_id: document for document in documents}


def _document(
    document_id: str,
    text: dict[str, str],
    keywords: dict[str, list[str]],
    numbers: dict[str, int],
    stored: str,
) -> Document:
    return Document(document_id, text, keywords, numbers, stored.encode())


def _occurrences(held: _Held, field: str, terms: Sequence[str]) -> int:
    if len(terms) == 1:
        return held.counts.get(field, Counter())[terms[0]]
    text, width = held.terms.get(field, []), len(terms)
    return sum(text[at : at + width] == list(terms) for at in range(len(text) - width + 1))


def _saturation(count: int, length: int, mean: float) -> float:
    norm = K1 * (1 - B + B * one_byte_length(length) / mean)
    return count * (1 + K1) / (count + norm)


def one_byte_length(length: int) -> int:
    """A field length as Lucene keeps it in one byte: exact to 39, then in growing steps.

    >>> [one_byte_length(n) for n in (0, 7, 39, 41, 100, 1000)]
    [0, 7, 39, 40, 96, 984]
    """
    # Lucene's SmallFloat: 24 lengths as they are, the rest with four significant bits.
    if length < 24:
        return length
    rest = length - 24
    shift = max(rest.bit_length() - 4, 0)
    return 24 + (rest >> shift << shift)
