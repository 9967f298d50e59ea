"""Which words does the archive hold? Its surface terms, and those spelled nearly alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from beritasearch.engines.base import Engine
from beritasearch.search.words import EVERYWHERE

# Terms in fewer articles are slips as often as words, and three in four of all terms: who looks
# for what was meant passes them over.
ESTABLISHED = 3

# In more articles than these, or than one in 5,000, a word is no slip: all 638 labelled ones
# are in three at most. In a small archive that is said of one in 20.
_HARDLY = 6
_ONE_IN = 5_000
_ONE_IN_FEW = 20


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
    established: Mapping[int, Mapping[str, int]]
    others: Mapping[int, Mapping[str, int]]
    letters: frozenset[str]


class Vocabulary:
    """The surface terms of an archive. Safe to share between threads.

    They are read from the engine when a term is first compared with them (0.2 s for 140,000
    terms), and kept by length: terms that are a few edits apart differ as little in theirs.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._terms: _Terms | None = None

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
            tables = (terms.established,) if established else (terms.established, terms.others)
            found = (near for table in tables for near in _compared(term, table, edits))
        return sorted(found, key=lambda near: (near.edits, -near.documents, near.term))

    def _read(self) -> _Terms:
        counts: dict[str, int] = {}
        for text in EVERYWHERE:
            for term, documents in self._engine.vocabulary(text):
                if term.isalpha():
                    counts[term] = counts.get(term, 0) + documents
        tables: tuple[dict[int, dict[str, int]], dict[int, dict[str, int]]] = {}, {}
        for term, documents in counts.items():
            tables[documents < ESTABLISHED].setdefault(len(term), {})[term] = documents
        # Set when it is whole: threads share it.
        self._terms = terms = _Terms(counts, *tables, frozenset("".join(counts)))
        return terms


def _one_edit_away(term: str, terms: _Terms, least: int) -> Iterator[Near]:
    """Looked up one by one: two thousand lookups, where comparing takes a hundred thousand."""
    for other in filter(terms.counts.__contains__, _edited(term, terms.letters)):
        if terms.counts[other] >= least:
            yield Near(other, 1, terms.counts[other])


def _edited(term: str, letters: Iterable[str]) -> set[str]:
    """Every word that is one edit away."""
    parts = [(term[:at], term[at:]) for at in range(len(term) + 1)]
    found = {before + after[1:] for before, after in parts if after}
    found |= {before + after[1] + after[0] + after[2:] for before, after in parts if after[1:]}
    for letter in letters:
        found |= {before + letter + after for before, after in parts}
        found |= {before + letter + after[1:] for before, after in parts if after}
    return found - {term}


def _compared(term: str, table: Mapping[int, Mapping[str, int]], edits: int) -> Iterator[Near]:
    # Only misspelt words pay for loading these.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    for length in range(len(term) - edits, len(term) + edits + 1):
        terms = table.get(length, {})
        alike = process.extract(
            term, terms.keys(), scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        for other, away, _ in alike:
            if away:
                yield Near(other, int(away), terms[other])
