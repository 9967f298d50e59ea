"""How may a query go on? Words, tags, regions and names that begin with what was typed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.engines.clauses import Adjacent, AllOf, AnyOf, Clause, Keyword, Term
from beritasearch.errors import QueryError
from beritasearch.index.open import OpenIndex
from beritasearch.regions.gazetteer import Gazetteer
from beritasearch.search.facet_request import FacetRequest
from beritasearch.search.facets import count_all, make_facet
from beritasearch.search.words import EVERYWHERE

WORD = "word"
# Facet columns whose values complete a query, and filters.
COLUMNS = ("region", "tag", "section", "portal", "author", "speaker")
KINDS = (WORD, *COLUMNS)

_ARTICLES = Keyword("kind", ("article",))
# So many of the commonest terms are tried behind the words before them: counting a phrase takes
# 0.03 ms.
_TRIED = 16
# Longer phrases stand in one article, if in any.
_LONGEST = 8
_EVERY = 1 << 31
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Completion:
    """How a query may go on.

    Parameters
    ----------
    text : the whole of it, with what was typed.
    kind : ``word`` for words of the texts, else the property whose value it is: ``region``,
        ``tag``, ``section``, ``portal``, ``author``, ``speaker``.
    count : articles that hold the words, or have the value.
    """

    text: str
    kind: str
    count: int


class _Name(NamedTuple):
    """A value from one of its words on, in lower case."""

    key: str
    completion: Completion


class Completer:
    """Completes queries from one opened index. Safe to share between threads."""

    def __init__(self, index: OpenIndex, analyzer: Analyzer, gazetteer: Gazetteer) -> None:
        self._index = index
        self._engine = index.engine
        self._analyzer = analyzer
        self._gazetteer = gazetteer
        self._names: list[_Name] = []
        # A short prefix has thousands of terms, and is what every typing begins with.
        self._commonest = lru_cache(maxsize=4_096)(self._found_commonest)

    def complete(
        self, text: str, limit: int = 10, kinds: Iterable[str] | None = None
    ) -> list[Completion]:
        """Completions in most articles first; see :meth:`Archive.suggest`."""
        kinds = KINDS if kinds is None else tuple(kinds)
        if unknown := sorted(set(kinds) - set(KINDS)):
            raise QueryError(
                f"Kind '{unknown[0]}' is not known. Choose some of: {', '.join(KINDS)}."
            )
        if limit < 0:
            raise QueryError("Limit is a number from 0 up.")
        typed = " ".join(text.lower().split())
        if not typed:
            return []
        words = self._words(text, limit) if WORD in kinds else ()
        # A name of which several words begin so is there several times.
        found = {*self._named(typed, kinds), *words}
        ranked = sorted(found, key=lambda one: (-one.count, one.text, one.kind))
        return ranked[:limit]

    def values(self, column: str, beginning: str) -> list[tuple[str, int]]:
        """The values of one column that begin so; see :meth:`Archive.values`."""
        if column not in COLUMNS:
            raise QueryError(
                f"'{column}' has no values to complete. Choose one of: {', '.join(COLUMNS)}."
            )
        beginning = beginning.lower()
        found = [
            (one.text, one.count)
            for one in self._values((column,))
            if one.text.lower().startswith(beginning)
        ]
        return sorted(found, key=lambda value: (-value[1], value[0]))

    def _named(self, typed: str, kinds: Collection[str]) -> Iterator[Completion]:
        """The values of which a word, and what follows it, begins as typed."""
        names = self._names or self._read_names()
        first = bisect_left(names, (typed,))
        last = bisect_left(names, (typed + _LAST,))
        return (name.completion for name in names[first:last] if name.completion.kind in kinds)

    def _read_names(self) -> list[_Name]:
        names = [
            _Name(key, completion)
            for completion in self._values(COLUMNS)
            for key in _from_each_word(completion.text.lower())
        ]
        names.sort(key=lambda name: (name.key, -name.completion.count))
        # Set when it is whole: threads share it.
        self._names = names
        return names

    def _values(self, columns: Iterable[str]) -> Iterator[Completion]:
        """Every value of some columns, as facets count them."""
        asked = {FacetRequest(column, _EVERY): _ARTICLES for column in columns}
        for request, counts in count_all(self._index, asked).items():
            if request.name == "region":
                for code, count in counts.values.items():
                    yield Completion(self._gazetteer.label(code), request.name, count)
            else:
                for value in make_facet(request, counts, self._gazetteer).values:
                    yield Completion(value.value, request.name, value.count)

    def _words(self, text: str, limit: int) -> Iterator[Completion]:
        """The text with its last word completed by the terms of the archive."""
        terms = self._analyzer.surface(text)
        if not 0 < len(terms) <= _LONGEST or text[-1:].isspace():
            return
        *before, prefix = terms
        for term in self._commonest(prefix, limit if not before else max(limit, _TRIED)):
            if count := self._engine.count(AllOf((_in_a_row((*before, term)), _ARTICLES))):
                yield Completion(" ".join((*before, term)), WORD, count)

    def _found_commonest(self, prefix: str, number: int) -> tuple[str, ...]:
        """The terms with this beginning that are in most documents, in title or text."""
        counts: dict[str, int] = {}
        for field in EVERYWHERE:
            for term, documents in self._engine.vocabulary(field, prefix):
                counts[term] = max(counts.get(term, 0), documents)
        return tuple(sorted(counts, key=lambda term: (-counts[term], term))[:number])


def _in_a_row(terms: tuple[str, ...]) -> Clause:
    if len(terms) == 1:
        return AnyOf(tuple(Term(field, terms[0]) for field in EVERYWHERE))
    return AnyOf(tuple(Adjacent(field, terms) for field in EVERYWHERE))


def _from_each_word(label: str) -> Iterator[str]:
    """A name from each of its words on: who types *tanger* may mean *Kota Tangerang*."""
    words = label.split()
    return (" ".join(words[at:]) for at in range(len(words)))
