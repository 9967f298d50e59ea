"""Which words does the archive hold? Its surface terms, and those spelled nearly alike."""

from __future__ import annotations

from typing import NamedTuple

from beritasearch.engines.base import Engine
from beritasearch.search.words import EVERYWHERE

# Terms in fewer articles are slips as often as words, and three in four of all terms: who looks
# for what was meant passes them over.
ESTABLISHED = 3

_ByLength = dict[int, dict[str, int]]


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


class Vocabulary:
    """The surface terms of an archive. Safe to share between threads.

    They are read from the engine when a term is first compared with them (0.15 s for 140,000
    terms), and kept by length: terms that are a few edits apart differ as little in theirs.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._tables: tuple[_ByLength, _ByLength] | None = None

    def documents(self, term: str) -> int:
        """How many documents hold a term, as :attr:`Near.documents` counts them."""
        return sum(self._engine.document_frequency(text, term) for text in EVERYWHERE)

    def near(self, term: str, edits: int, *, established: bool = False) -> list[Near]:
        """Terms of letters within a number of edits of another: closest first, then commonest.

        A transposition is one edit; the first letter may differ.

        Parameters
        ----------
        established : only terms that three documents or more hold.
        """
        # Only misspelt words pay for loading these.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found: list[Near] = []
        tables = self._tables or self._read()
        for by_length in tables[:1] if established else tables:
            for length in range(len(term) - edits, len(term) + edits + 1):
                terms = by_length.get(length, {})
                alike = process.extract(
                    term, terms.keys(), scorer=OSA.distance, score_cutoff=edits, limit=None
                )
                found += (Near(other, int(away), terms[other]) for other, away, _ in alike)
        kept = (near for near in found if near.term != term)
        return sorted(kept, key=lambda near: (near.edits, -near.documents, near.term))

    def _read(self) -> tuple[_ByLength, _ByLength]:
        """Terms by length: those in several documents, and all others."""
        counts: dict[str, int] = {}
        for text in EVERYWHERE:
            for term, documents in self._engine.vocabulary(text):
                counts[term] = counts.get(term, 0) + documents
        tables: tuple[_ByLength, _ByLength] = {}, {}
        for term, documents in counts.items():
            if term.isalpha():
                by_length = tables[documents < ESTABLISHED]
                by_length.setdefault(len(term), {})[term] = documents
        # Set when they are whole: threads share them.
        self._tables = tables
        return tables
