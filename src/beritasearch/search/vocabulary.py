"""Which words does the archive hold? Its surface terms, and those spelled nearly alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from beritasearch.engines.base import Engine
from beritasearch.search.halves import Halves, one_edit_away
from beritasearch.search.words import EVERYWHERE

# Terms in fewer articles are slips as often as words, and three in four of all terms: who looks
# for what was meant passes them over.
ESTABLISHED = 3

# In more articles than these, or than one in 5,000, a word is no slip: all 638 labelled ones
# are in three at most. In a small archive that is said of one in 20.
_HARDLY = 6
_ONE_IN = 5_000
_ONE_IN_FEW = 20

# Words two edits away are found by halves from this many questions on: that takes 1 ms each
# instead of 5, after 0.1 s for putting the halves in order.
_HALVED = 2
_WORTH_IT = 20


class Near(NamedTuple):
    """A term that is spelled nearly as another one.

    Parameters
    ----------
    edits : letters put in, left out, replaced or changed round.
    documents : that hold it; one that has it in title and body counts twice.
    """

    term: str
    edits: int
    documents: int


class _Terms(NamedTuple):
    """The terms of letters, with their documents.

    Parameters
    ----------
    letters : of which they are made.
    """

    counts: Mapping[str, int]
    by_length: Mapping[int, Sequence[str]]
    letters: frozenset[str]


class Vocabulary:
    """The surface terms of an archive. Safe to share between threads.

    They are read from the engine when a term is first compared with them (0.2 s for 140,000
    terms), and kept by length: terms that are a few edits apart differ as little in theirs.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._terms: _Terms | None = None
        self._halves: Halves | None = None
        self._asked = 0

    def documents(self, term: str) -> int:
        """How many documents hold a term, as :attr:`Near.documents` counts them."""
        return sum(self._engine.document_frequency(text, term) for text in EVERYWHERE)

    def is_rare(self, documents: int) -> bool:
        """Whether a term that so many documents hold may be a slip there."""
        archive = self._engine.document_count
        rare = max(min(_HARDLY, archive // _ONE_IN_FEW), archive // _ONE_IN)
        return documents <= rare

    def near(self, term: str, edits: int, *, established: bool = False) -> list[Near]:
        """Terms of letters within a number of edits of another: closest first, then commonest.

        A transposition is one edit; the first letter may differ.

        Parameters
        ----------
        established : only terms that three documents or more hold.
        """
        terms = self._terms or self._read()
        least = ESTABLISHED if established else 1
        if edits == 1:
            found = _one_edit_away(term, terms, least)
        else:
            candidates = self._candidates(term, terms, edits)
            likely = [other for other in candidates if terms.counts[other] >= least]
            found = _compared(term, likely, terms.counts, edits)
        return sorted(found, key=lambda near: (near.edits, -near.documents, near.term))

    def _candidates(self, term: str, terms: _Terms, edits: int) -> Iterable[str]:
        """Terms among which are all that are so many edits away."""
        if edits == _HALVED:
            if self._halves is None:
                self._asked += 1
                if self._asked >= _WORTH_IT:
                    self._halves = Halves(terms.counts)
            if self._halves is not None:
                return self._halves.candidates(term)
        lengths = range(len(term) - edits, len(term) + edits + 1)
        return chain.from_iterable(terms.by_length.get(length, ()) for length in lengths)

    def _read(self) -> _Terms:
        counts: dict[str, int] = {}
        for text in EVERYWHERE:
            for term, documents in self._engine.vocabulary(text):
                if term.isalpha():
                    counts[term] = counts.get(term, 0) + documents
        by_length: dict[int, list[str]] = {}
        for term in counts:
            by_length.setdefault(len(term), []).append(term)
        # Set when it is whole: threads share it.
        self._terms = terms = _Terms(counts, by_length, frozenset("".join(counts)))
        return terms


def _one_edit_away(term: str, terms: _Terms, least: int) -> Iterator[Near]:
    """Looked up one by one: two thousand lookups, where comparing takes a hundred thousand."""
    for other in filter(terms.counts.__contains__, one_edit_away(term, terms.letters)):
        if terms.counts[other] >= least:
            yield Near(other, 1, terms.counts[other])


def _compared(
    term: str, others: Collection[str], counts: Mapping[str, int], edits: int
) -> Iterator[Near]:
    # Only misspelt words pay for loading these.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    alike = process.extract(term, others, scorer=OSA.distance, score_cutoff=edits, limit=None)
    for other, away, _ in alike:
        if away:
            yield Near(other, int(away), counts[other])
