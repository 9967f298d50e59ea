"""whoosh: pure Python, for machines on which no wheel of tantivy runs.

whoosh keeps the postings. Clauses are scored over them by us (``scores.py``): its own scorers
round field lengths in another way than Lucene and score a phrase as its words.
"""

from __future__ import annotations

import heapq
import weakref
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Self

import whoosh
from whoosh.reading import SegmentReader, TermNotFound

from beritasearch.engines.base import By, Document, Engine, Fields, Found, Match, Writer
from beritasearch.engines.clauses import Clause
from beritasearch.engines.scores import Scorer
from beritasearch.engines.whoosh_files import (
    ID,
    STORED,
    MappedFiles,
    codec,
    length_field,
    schema_of,
    values_of,
)
from beritasearch.errors import IndexDamaged, SearchIndexError

# Postings kept for the next question: a search asks for the same ones many times. Those of a
# common word of 30,273 articles take 2 MB.
_KEPT_POSTINGS = 64
# A segment is rewritten when more of its documents than this share were removed: so SPEC 8,
# where a third removed had changed 8 % of the top-ten places.
_MOST_REMOVED = 0.1


class WhooshEngine(Engine):
    """A whoosh index opened for reading."""

    name = "whoosh"

    def __init__(self, postings: _WhooshPostings) -> None:
        self._postings = postings
        self._scorer = Scorer(postings)

    @classmethod
    def version(cls) -> str:
        """The version of the whoosh package."""
        return str(whoosh.versionstring())

    @classmethod
    def writer(cls, path: Path, fields: Fields) -> WhooshWriter:
        """See :meth:`Engine.writer`."""
        return WhooshWriter(path, fields)

    @classmethod
    def open(cls, path: Path, fields: Fields) -> Self:
        """See :meth:`Engine.open`."""
        with _reading(f"The index in {path} cannot be opened"):
            opened = MappedFiles(str(path)).open_index(schema=schema_of(fields))
            return cls(_WhooshPostings(opened.reader()))

    def count(self, clause: Clause) -> int:
        """See :meth:`Engine.count`."""
        return len(self._scorer.scores(clause))

    def top(self, clause: Clause, limit: int, tie: str, offset: int = 0) -> Found:
        """See :meth:`Engine.top`."""
        scores, ties = self._scorer.scores(clause), self._postings.numbers(tie)
        last = offset + limit
        best = heapq.nsmallest(last, scores.items(), key=lambda one: (-one[1], ties[one[0]]))
        return Found(len(scores), [Match(score, at) for at, score in best[offset:]])

    def ordered(self, clause: Clause, limit: int, order: By, offset: int = 0) -> Found:
        """See :meth:`Engine.ordered`."""
        matching, numbers = self._scorer.scores(clause), self._postings.numbers(order.field)
        first = heapq.nlargest if order.descending else heapq.nsmallest
        ranked = first(offset + limit, matching, key=numbers.__getitem__)
        return Found(len(matching), [Match(0.0, at) for at in ranked[offset:]])

    def numbers(self, clause: Clause, field: str) -> Sequence[int]:
        """See :meth:`Engine.numbers`."""
        matching, numbers = self._scorer.scores(clause), self._postings.numbers(field)
        return [numbers[at] for at in matching]

    def stored(self, match: Match) -> bytes:
        """See :meth:`Engine.stored`."""
        assert isinstance(match.address, int)
        return self._postings.stored(match.address)

    def document_frequency(self, field: str, term: str) -> int:
        """See :meth:`Engine.document_frequency`."""
        return len(self._postings.frequencies(field, term))

    def vocabulary(self, field: str, prefix: str = "") -> list[tuple[str, int]]:
        """See :meth:`Engine.vocabulary`. Counts removed documents until a rewriting."""
        return self._postings.vocabulary(field, prefix)

    @property
    def document_count(self) -> int:
        """See :attr:`Engine.document_count`."""
        return len(self._postings.documents)


class _WhooshPostings:
    """The :class:`Postings` of a whoosh index.

    Whoosh moves cursors over its files, so one thread reads at a time.
    """

    def __init__(self, reader: Any) -> None:
        weakref.finalize(self, reader.close)
        # An index without documents has a reader that knows no columns.
        self._segments = list(reader.leaf_readers()) if reader.doc_count_all() else []
        self._one_reads = Lock()
        self.documents: Sequence[int] = array("I", reader.all_doc_ids())
        self._kept = lru_cache(_KEPT_POSTINGS)(self._read_frequencies)
        self._columns: dict[str, Sequence[int]] = {}

    def frequencies(self, field: str, term: str) -> Mapping[int, int]:
        """See :meth:`Postings.frequencies`."""
        return self._kept(field, term)

    def _read_frequencies(self, field: str, term: str) -> Mapping[int, int]:
        with self._read():
            return {at: int(matcher.weight()) for at, matcher in self._postings(field, term)}

    def positions(
        self, field: str, term: str, among: Collection[int]
    ) -> Mapping[int, Sequence[int]]:
        """See :meth:`Postings.positions`."""
        with self._read():
            return {
                at: matcher.value_as("positions")
                for at, matcher in self._postings(field, term)
                if at in among
            }

    def beginning(self, field: str, prefix: str) -> Collection[int]:
        """See :meth:`Postings.beginning`."""
        with self._read():
            terms = {
                term
                for segment, _ in self._segments
                for term in segment.expand_prefix(field, prefix)
            }
            return {at for term in terms for at, _ in self._postings(field, term)}

    def numbers(self, field: str) -> Sequence[int]:
        """See :meth:`Postings.numbers`."""
        if field not in self._columns:
            with self._read():
                columns = (segment.column_reader(field) for segment, _ in self._segments)
                self._columns[field] = array("Q", (n for column in columns for n in column))
        return self._columns[field]

    def lengths(self, field: str) -> Sequence[int]:
        """See :meth:`Postings.lengths`."""
        return self.numbers(length_field(field))

    def stored(self, at: int) -> bytes:
        """The bytes stored with a document."""
        with self._read():
            segment, base = next((s, base) for s, base in reversed(self._segments) if base <= at)
            return bytes(segment.column_reader(STORED)[at - base])

    def vocabulary(self, field: str, prefix: str) -> list[tuple[str, int]]:
        """See :meth:`Engine.vocabulary`."""
        found: Counter[str] = Counter()
        with self._read():
            for segment, _ in self._segments:
                for term, facts in segment.iter_prefix(field, prefix):
                    found[term.decode()] += facts.doc_frequency()
        return sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))

    def _postings(self, field: str, term: str | bytes) -> Iterator[tuple[int, Any]]:
        """The documents that hold a term, with a matcher that stands on each."""
        for segment, base in self._segments:
            try:
                matcher = segment.postings(field, term)
            except TermNotFound:
                continue
            while matcher.is_active():
                yield base + matcher.id(), matcher
                matcher.next()

    @contextmanager
    def _read(self) -> Iterator[None]:
        with self._one_reads, _reading("The index cannot be read"):
            yield


class WhooshWriter(Writer):
    """A whoosh index opened for changes. Writes new files and changes none that is there."""

    def __init__(self, path: Path, fields: Fields) -> None:
        self._path = path
        with _writing():
            storage, schema = MappedFiles(str(path)), schema_of(fields)
            exists = storage.index_exists()
            opened = storage.open_index(schema=schema) if exists else storage.create_index(schema)
            self._writer = opened.writer(codec=codec())

    def add(self, documents: Iterable[Document]) -> None:
        """See :meth:`Writer.add`."""
        for document in documents:
            with _writing():
                self._writer.add_document(**values_of(document))

    def remove(self, document_ids: Iterable[str]) -> None:
        """See :meth:`Writer.remove`."""
        with _writing():
            for document_id in document_ids:
                self._writer.delete_by_term(ID, document_id)

    def commit(self) -> None:
        """See :meth:`Writer.commit`."""
        with _writing():
            self._writer.commit(mergetype=_merged)
        self._unlock()

    def abandon(self) -> None:
        """See :meth:`Writer.abandon`."""
        # After an error of its own the writer may refuse even this.
        with suppress(Exception):
            self._writer.cancel()
        self._unlock()

    def _unlock(self) -> None:
        """Remove the lock's file: linked into the next version's folder, it would lock both."""
        for lock in self._path.glob("*_WRITELOCK"):
            lock.unlink()


def _merged(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """Rewrite segments of which many documents were removed, and those no larger than what is
    written anyway: then few remain, however often the index is changed."""
    kept = []
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        removed = segment.deleted_count() > _MOST_REMOVED * segment.doc_count_all()
        if removed or segment.doc_count() <= writer.doc_count():
            if segment.doc_count():
                writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))
        else:
            kept.append(segment)
    return kept


@contextmanager
def _reading(what: str) -> Iterator[None]:
    """Turn whatever whoosh raises over broken bytes, also a bare Exception, into our error."""
    try:
        yield
    except Exception as error:
        raise IndexDamaged(f"{what}: {error or type(error).__name__}.") from error


@contextmanager
def _writing() -> Iterator[None]:
    """Turn whatever whoosh raises over a file or a lock into our error."""
    try:
        yield
    except Exception as error:
        raise SearchIndexError(
            f"The index cannot be written: {error or type(error).__name__}."
        ) from error
