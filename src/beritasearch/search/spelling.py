"""Which terms may stand for a fuzzy or unknown word? Each with what it counts."""

from __future__ import annotations

import math
from typing import NamedTuple

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.engines.base import Engine
from beritasearch.regions.gazetteer import Gazetteer
from beritasearch.search.vocabulary import Near, Vocabulary

# How many terms a fuzzy word may stand for, closest first, then commonest; more would be slow
# and would match nearly everything.
MOST_VARIANTS = 64

# What a match counts at each edit, beside 1 of the word as typed. MRR@10 of 250 half-remembered
# titles with one slip (``evaluation/known_items.py``) is .960 with a half, .959 with 1.
_PER_EDIT = 0.5


class Variant(NamedTuple):
    """A term that stands for another one.

    Parameters
    ----------
    weight : of its matches, beside 1 of the word as typed.
    """

    term: str
    weight: float


def allowed_edits(term: str) -> int:
    """How many edits a term may be away: 0 under five letters, 1 to eight, 2 above.

    >>> [allowed_edits(term) for term in ("kota", "lobsterr", "penyelundupan", "57,17")]
    [0, 1, 2, 0]
    """
    if not term.isalpha() or len(term) < 5:
        return 0
    return 1 if len(term) <= 8 else 2


def variants(
    term: str, vocabulary: Vocabulary, engine: Engine, analyzer: Analyzer
) -> tuple[Variant, ...]:
    """The terms within the allowed number of edits: closest first, then commonest.

    A rare variant is most likely another slip for the common one, and must not outrank it by
    being rare: none weighs more by its rarity than the first one.
    """
    allowed = allowed_edits(term)
    if not allowed:
        return ()
    near = vocabulary.near(term, allowed)
    if is_abbreviation(term, analyzer):
        near = [other for other in near if not is_abbreviation(other.term, analyzer)]
    if not near:
        return ()
    most = _rarity(near[0], engine)
    return tuple(
        Variant(other.term, _PER_EDIT**other.edits * min(1.0, most / _rarity(other, engine)))
        for other in near[:MOST_VARIANTS]
    )


def is_right(term: str, analyzer: Analyzer, gazetteer: Gazetteer) -> bool:
    """Whether a word is known to be spelled as it should be, whatever an archive holds: a known
    abbreviation, spelling or name."""
    known = analyzer.form([term]) is not None or analyzer.is_known_name(term)
    return known or bool(gazetteer.candidates(term)) or is_abbreviation(term, analyzer)


def is_abbreviation(term: str, analyzer: Analyzer) -> bool:
    """Whether a term is a known abbreviation: two of them never stand for one another."""
    # Those of several senses are in a list of their own, which no well-known word needs.
    from beritasearch.analysis.indonesian.senses import senses

    form = analyzer.form([term])
    return term in senses().forms if form is None else form.kind == "abbreviation"


def _rarity(near: Near, engine: Engine) -> float:
    """BM25's inverse document frequency, about: a term in title and body is counted twice."""
    return math.log(1 + max(engine.document_count, near.documents) / near.documents)
