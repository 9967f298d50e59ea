"""From one word of a query to clauses over surface terms and stems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.engines.base import Engine
from beritasearch.engines.clauses import Adjacent, AnyOf, Clause, Nothing, StartsWith, Term
from beritasearch.index.fields import stem_field

# Where a word is looked for unless a field is named. A headline has only a title.
EVERYWHERE = ("title", "lead", "body")

# Surface and stem weigh the same: MRR .497 on known questions, against .468 for surface terms
# alone and .488 for Snowball stems alone; so exact forms come first among equals.
_SURFACE = 0.5
_STEM = 0.5

# How many terms a prefix or a fuzzy word may stand for, commonest first; more would be slow and
# would match nearly everything.
MOST_VARIANTS = 64


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word, phrase, prefix or fuzzy word of a query, as it was looked up.

    Parameters
    ----------
    text : as typed.
    terms : the surface terms; several where hyphens or quotation marks join words.
    stems : the stems that match too; empty where only the exact form counts.
    variants : terms that stand for the word instead, for prefixes and fuzzy words.
    """

    text: str
    terms: tuple[str, ...]
    stems: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    prefix: str = ""


def clause_of(word: QueryWord, texts: Sequence[str], *, exact: bool) -> Clause:
    """Documents in which a word occurs in one of the texts.

    Parameters
    ----------
    exact : count only the form as typed, not stems and variants.
    """
    parts = tuple(part for text in texts for part in _in_text(word, text, exact=exact))
    return AnyOf(parts) if parts else Nothing()


def _in_text(word: QueryWord, text: str, *, exact: bool) -> Iterator[Clause]:
    if word.prefix:
        yield StartsWith(text, word.prefix, _SURFACE)
        return
    yield _row(text, word.terms, _SURFACE)
    if exact:
        return
    if word.stems:
        yield _row(stem_field(text), word.stems, _STEM)
    for variant in word.variants:
        yield Term(text, variant, _SURFACE)


def stem_row(stems: tuple[str, ...], texts: Sequence[str]) -> Clause:
    """Documents in which stems stand in a row in one of the texts."""
    return AnyOf(tuple(_row(stem_field(text), stems, _STEM) for text in texts))


def _row(field: str, terms: tuple[str, ...], boost: float) -> Clause:
    return Term(field, terms[0], boost) if len(terms) == 1 else Adjacent(field, terms, boost)


def is_known(word: QueryWord, engine: Engine) -> bool:
    """Whether every term of a word occurs in the archive, in this form or another."""
    if word.prefix:
        return True
    return all(_occurs(term, engine) for term in word.terms) or (
        bool(word.stems) and all(_occurs(stem, engine, stem_field) for stem in word.stems)
    )


def _occurs(term: str, engine: Engine, field: Callable[[str], str] = str) -> bool:
    return any(engine.document_frequency(field(text), term) for text in EVERYWHERE)


class Vocabulary:
    """The surface terms of an archive, for words that are spelled nearly alike."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._frequencies: dict[str, int] = {}

    def similar(self, term: str) -> tuple[str, ...]:
        """Terms within the allowed number of edits; closest first, then commonest.

        A transposition is one edit. Words under 5 letters and numbers allow none, up to 8
        letters one, longer ones two. The first letter may differ.
        """
        allowed = allowed_edits(term)
        if not allowed:
            return ()
        # Only fuzzy words pay for loading these.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extract(
            term, self._terms().keys(), scorer=OSA.distance, score_cutoff=allowed, limit=None
        )
        ranked = sorted(
            (distance, -self._terms()[other], other)
            for other, distance, _ in found
            if other != term and other.isalpha()
        )
        return tuple(other for _, _, other in ranked[:MOST_VARIANTS])

    def _terms(self) -> dict[str, int]:
        if not self._frequencies:
            # Set when it is whole: threads share it.
            found: dict[str, int] = {}
            for text in EVERYWHERE:
                for term, documents in self._engine.vocabulary(text):
                    found[term] = found.get(term, 0) + documents
            self._frequencies = found
        return self._frequencies


def allowed_edits(term: str) -> int:
    """How many edits a term may be away: 0 under five letters, 1 to eight, 2 above.

    >>> [allowed_edits(term) for term in ("kota", "lobsterr", "penyelundupan", "57,17")]
    [0, 1, 2, 0]
    """
    if not term.isalpha() or len(term) < 5:
        return 0
    return 1 if len(term) <= 8 else 2


def query_word(text: str, analyzer: Analyzer, *, stemmed: bool) -> QueryWord | None:
    """A word or phrase as terms; None where it holds no term."""
    terms = analyzer.surface(text)
    if not terms:
        return None
    # One term may stand for several stems: `pemkot` for those of *pemerintah kota*.
    stems = tuple(" ".join(analyzer.stems(terms)).split()) if stemmed else ()
    return QueryWord(text=text, terms=tuple(terms), stems=stems)
