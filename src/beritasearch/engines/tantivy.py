"""The default engine, on tantivy.

Terms arrive ready and joined by spaces; tantivy only splits them again (2.4 times faster
than handing over tokens one by one). What tantivy 0.27 cannot do by itself is done here:
ties are broken by a number field, and counts are of documents, never estimates.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from heapq import nsmallest
from pathlib import Path
from typing import Any, Self, TypeVar

import tantivy
from tantivy import Order, Query

from beritasearch.engines.base import By, Document, Engine, Fields, Found, Match, Writer
from beritasearch.engines.clauses import Clause, Constant
from beritasearch.engines.tantivy_queries import Queries
from beritasearch.errors import IndexDamaged, SearchIndexError

_TERMS = "terms"
_STORED = "stored"
_ID = "id"

# One thread writes one growing segment: with two cores the other one analyses meanwhile.
# 160 MB hold some 30,000 articles before a segment is written out; that takes 100 MB more.
# Two threads would write two segments at once, which spares 1.2 s of 30,000 articles, and make
# every query 5 % slower (p50 of 300 mixed ones with facets and snippets: 5.2 ms for 4.9).
_WRITER_HEAP = 160_000_000
_WRITER_THREADS = 1

# How many more matches than asked for are fetched first, to settle ties at the border.
_TIE_MARGIN = 8
# Where thousands tie, as with a prefix, each further search costs more than the ties themselves.
_MORE_MARGIN = 16

# tantivy refuses to answer with more than 65,000 buckets in all.
_MOST_BUCKETS = 65_000

_LOCKS = (".tantivy-writer.lock", ".tantivy-meta.lock")
_PRIVATE = ("meta.json", ".managed.json")

_LONGEST_REASON = 200
_UNREADABLE = "The index cannot be searched"

T = TypeVar("T")


class TantivyEngine(Engine):
    """A tantivy index opened for reading."""

    name = "tantivy"

    def __init__(self, index: tantivy.Index) -> None:
        self._queries = Queries(index.schema)
        self._searcher = index.searcher()

    @classmethod
    def version(cls) -> str:
        """The version of the tantivy package."""
        return str(tantivy.__version__)  # type: ignore[attr-defined]

    @classmethod
    def writer(cls, path: Path, fields: Fields) -> TantivyWriter:
        """See :meth:`Engine.writer`."""
        return TantivyWriter(path, fields)

    @classmethod
    def open(cls, path: Path, fields: Fields) -> Self:
        """See :meth:`Engine.open`."""
        opened = cls._opened if _may_lock(path) else cls._opened_by_links
        return _read(f"The index in {path} cannot be opened", opened, path)

    @classmethod
    def _opened_by_links(cls, path: Path) -> Self:
        from tempfile import TemporaryDirectory  # rarely needed

        # Once opened, files are mapped and their folder is not looked at again.
        with TemporaryDirectory(prefix="beritasearch-") as beside:
            for file in path.resolve().iterdir():
                if file.name not in _LOCKS:
                    Path(beside, file.name).symlink_to(file)
            return cls._opened(Path(beside))

    @classmethod
    def _opened(cls, path: Path) -> Self:
        index = tantivy.Index.open(str(path))
        index.register_tokenizer(_TERMS, _splitter())
        return cls(index)

    def count(self, clause: Clause) -> int:
        """See :meth:`Engine.count`."""
        return _total(self._search(self._queries.of(Constant(clause)), 1))

    def top(self, clause: Clause, limit: int, tie: str, offset: int = 0) -> Found:
        """See :meth:`Engine.top`."""
        margin = _TIE_MARGIN
        query = self._queries.of(clause)
        while True:
            # Only what is near the page becomes Python objects: those of 10,000 matches before
            # it take ten times as long as the search itself.
            before = max(offset - margin, 0)
            page = slice(offset - before, offset - before + limit)
            result = self._search(query, page.stop + margin, offset=before)
            hits = result.hits
            if _is_settled(hits, page, before, page.stop + margin):
                break
            margin *= _MORE_MARGIN
        if len({score for score, _ in hits}) == len(hits):
            return Found(_total(result), [Match(*hit) for hit in hits[page]])
        addresses = [address for _, address in hits]
        ties = _read(_UNREADABLE, self._searcher.fast_field_values, tie, addresses)
        places = list(_in_order(hits, ties, page.stop))[page]
        return Found(_total(result), [Match(*hits[place]) for place in places])

    def ordered(self, clause: Clause, limit: int, order: By, offset: int = 0) -> Found:
        """See :meth:`Engine.ordered`."""
        result = self._search(
            self._queries.of(Constant(clause)),
            limit,
            offset=offset,
            order_by_field=order.field,
            order=Order.Desc if order.descending else Order.Asc,
        )
        return Found(_total(result), [Match(0.0, address) for _, address in result.hits])

    def numbers(self, clause: Clause, field: str) -> Sequence[int]:
        """See :meth:`Engine.numbers`."""
        if self._searcher.num_docs == 0:
            return []
        query = self._queries.of(Constant(clause))
        hits = self._search(query, self._searcher.num_docs, count=False, order_by_field=field).hits
        return [number for number, _ in hits]

    def count_by(self, clause: Clause, fields: Sequence[str]) -> dict[str, Mapping[int, int]]:
        """See :meth:`Engine.count_by`. Twelve times faster than counting :meth:`numbers`."""
        most = _MOST_BUCKETS // max(len(fields), 1)
        asked = {f: {"terms": {"field": f, "size": most, "segment_size": most}} for f in fields}
        query = self._queries.of(Constant(clause))
        answered = _read(_UNREADABLE, self._searcher.aggregate, query, asked)
        return {field: self._counts(clause, field, answered[field]) for field in fields}

    def _counts(self, clause: Clause, field: str, answer: Mapping[str, Any]) -> Mapping[int, int]:
        # Where a segment has more values than were asked for, the counts are estimates.
        if answer["sum_other_doc_count"]:
            return super().count_by(clause, (field,))[field]
        return {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]}

    def stored(self, match: Match) -> bytes:
        """See :meth:`Engine.stored`."""
        assert isinstance(match.address, tantivy.DocAddress)
        document = _read(_UNREADABLE, self._searcher.doc, match.address)
        return bytes(document.get_first(_STORED) or b"")

    def document_frequency(self, field: str, term: str) -> int:
        """See :meth:`Engine.document_frequency`. Counts removed documents until a merge."""
        return _read(_UNREADABLE, self._searcher.doc_freq, field, term)

    def vocabulary(self, field: str, prefix: str = "") -> list[tuple[str, int]]:
        """See :meth:`Engine.vocabulary`."""
        return _read(_UNREADABLE, self._searcher.terms_with_prefix, field, prefix)

    @property
    def document_count(self) -> int:
        """See :attr:`Engine.document_count`."""
        return self._searcher.num_docs

    def _search(self, query: Query, limit: int, **how: Any) -> tantivy.SearchResult:
        return _read(_UNREADABLE, self._searcher.search, query, limit, **how)


class TantivyWriter(Writer):
    """A tantivy index opened for changes."""

    def __init__(self, path: Path, fields: Fields) -> None:
        self._path = path
        try:
            self._index = tantivy.Index(_schema(fields), str(path))
            self._index.register_tokenizer(_TERMS, _splitter())
            self._writer = self._index.writer(_WRITER_HEAP, _WRITER_THREADS)
        except (ValueError, OSError) as error:
            raise SearchIndexError(
                f"The index in {path} cannot be written: {_why(error)}."
            ) from error

    def add(self, documents: Iterable[Document]) -> None:
        """See :meth:`Writer.add`."""
        for document in documents:
            made = _tantivy_document(document)
            try:
                self._writer.add_document(made)
            except (ValueError, OSError) as error:
                raise SearchIndexError(f"The index cannot be written: {_why(error)}.") from error

    def remove(self, document_ids: Iterable[str]) -> None:
        """See :meth:`Writer.remove`."""
        for document_id in document_ids:
            self._writer.delete_documents_by_term(_ID, document_id)

    def commit(self) -> None:
        """See :meth:`Writer.commit`."""
        try:
            self._writer.commit()
            self._writer.garbage_collect_files()
            self._writer.wait_merging_threads()
            self._let_others_read()
        except (ValueError, OSError) as error:
            raise SearchIndexError(f"The index cannot be written: {_why(error)}.") from error

    def _let_others_read(self) -> None:
        # tantivy writes these for its own user alone, and all other files as the system is set.
        usual = (self._path / _LOCKS[0]).stat().st_mode & 0o666
        for name in _PRIVATE:
            (self._path / name).chmod(usual)

    def abandon(self) -> None:
        """See :meth:`Writer.abandon`."""
        # After an error of its own the writer may refuse even this.
        with suppress(ValueError, OSError):
            self._writer.rollback()
            self._writer.wait_merging_threads()


def _is_settled(hits: Sequence[tuple[float, Any]], page: slice, before: int, wanted: int) -> bool:
    """Whether what stands at either border of a page has no tie beyond what was fetched.

    Parameters
    ----------
    before : how many matches were passed over, so that what comes first may have ties there.
    wanted : how many were asked for; fewer came where no more match.
    """
    on_page = hits[page]
    if not on_page:
        return True
    is_first = not before or hits[0][0] > on_page[0][0]
    return is_first and (len(hits) < wanted or hits[-1][0] < on_page[-1][0])


def _in_order(hits: Sequence[tuple[float, Any]], ties: Sequence[Any], stop: int) -> Iterator[int]:
    """Where the hits stand that come first, in their order: by score, then by tie.

    Parameters
    ----------
    hits : by score; thousands of them can have the same one.
    ties : their tie numbers.
    """
    first = 0
    while first < min(stop, len(hits)):
        last = bisect_right(hits, -hits[first][0], lo=first, key=lambda hit: -hit[0])
        yield from nsmallest(stop - first, range(first, last), key=ties.__getitem__)
        first = last


def _may_lock(path: Path) -> bool:
    """Whether tantivy may open an index where it lies: even to read it locks a file there."""
    lock = path / _LOCKS[1]
    return os.access(path, os.W_OK) and (not lock.exists() or os.access(lock, os.W_OK))


def _total(result: tantivy.SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined]  # missing in the stubs


def _read(what: str, read: Callable[..., T], *arguments: Any, **named: Any) -> T:
    """The answer of one of tantivy's functions.

    Raises
    ------
    IndexDamaged : it met bytes that it cannot read: a ValueError, or a panic of its Rust code,
        which has a class that no module exports.
    """
    try:
        return read(*arguments, **named)
    except BaseException as error:
        if isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException":
            raise IndexDamaged(f"{what}: {_why(error)}.") from error
        raise


def _why(error: BaseException) -> str:
    """The reason in tantivy's own words, on one line; it may print the whole of a broken file."""
    words = " ".join(str(error).split())
    return (words if len(words) <= _LONGEST_REASON else f"{words[:_LONGEST_REASON]}…").rstrip(".")


def _splitter() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _schema(fields: Fields) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in fields.text:
        builder.add_text_field(field, tokenizer_name=_TERMS, index_option="position")
    for field in (_ID, *fields.keywords):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in fields.numbers:
        builder.add_unsigned_field(field, fast=True)
    builder.add_bytes_field(_STORED, stored=True)
    return builder.build()


def _tantivy_document(document: Document) -> tantivy.Document:
    made = tantivy.Document()
    for field, terms in document.text.items():
        if terms:
            made.add_text(field, terms)
    made.add_text(_ID, document.document_id)
    for field, values in document.keywords.items():
        for value in values:
            made.add_text(field, value)
    for field, number in document.numbers.items():
        made.add_unsigned(field, number)
    made.add_bytes(_STORED, document.stored)
    return made
