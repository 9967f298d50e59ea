"""Which words does the archive hold? Its surface terms, and those spelled nearly alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
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
# The half of a shorter word is in thousands: for five letters comparing with all is faster.
_LONG = 6


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
    established : those in several documents, by length; ``others`` are all others.
    letters : of which they are made.
    """

    counts: Mapping[str, int]
    established: Mapping[int, Sequence[str]]
    others: Mapping[int, Sequence[str]]
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
            candidates = self._candidates(term, terms, edits, least)
            found = _compared(term, candidates, terms.counts, edits)
        return sorted(found, key=lambda near: (near.edits, -near.documents, near.term))

    def _candidates(self, term: str, terms: _Terms, edits: int, least: int) -> list[str]:
        """Terms among which are all of enough documents that are so many edits away."""
        if edits == _HALVED and len(term) >= _LONG:
            if self._halves is None:
                self._asked += 1
                if self._asked >= _WORTH_IT:
                    self._halves = Halves(terms.counts)
            if self._halves is not None:
                found = self._halves.candidates(term)
                return [other for other in found if terms.counts[other] >= least]
        lengths = range(len(term) - edits, len(term) + edits + 1)
        tables = (terms.established, terms.others)[: 1 if least == ESTABLISHED else 2]
        return [other for table in tables for n in lengths for other in table.get(n, ())]

    def _read(self) -> _Terms:
        counts: dict[str, int] = {}
        for text in EVERYWHERE:
            for term, documents in self._engine.vocabulary(text):
                if term.isalpha():
                    counts[term] = counts.get(term, 0) + documents
        tables: tuple[dict[int, list[str]], dict[int, list[str]]] = {}, {}
        for term, documents in counts.items():
            tables[documents < ESTABLISHED].setdefault(len(term), []).append(term)
        # Set when it is whole: threads share it.
        self._terms = terms = _Terms(counts, *tables, frozenset("".join(counts)))
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
