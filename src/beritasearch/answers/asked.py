"""What a claim or a question asks for: its words, each with what it weighs."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.engines.base import Engine, inverse_document_frequency
from beritasearch.index.fields import stem_field
from beritasearch.query.pasted import is_question
from beritasearch.query.words import words_and_links
from beritasearch.search.long_queries import LONGEST_TEXT, MOST_WORDS

# Found on every second question and claim (`python -m tuning.answers`).
_SURFACE = 0.4
_NAME = 2.0
_FUNCTION_WORD, _FUNCTION_WORD_OF_QUESTION = 0.1, 0.3
_DAMPED_ABOVE = 10

# A capital that begins neither the text nor a sentence nor a quotation.
_NAME_INSIDE = re.compile(r"(?<![.!?\"“”:] )(?<!^)\b[A-Z][A-Za-z]+")
# What a question asks with; what it asks for stands elsewhere in it.
_ASKING = (
    "apa apakah siapa siapakah kapan kapankah berapa berapakah dimana dimanakah mana manakah "
    "kemana kemanakah darimana mengapa kenapa bagaimana bagaimanakah nama namanya sebutkan "
    "tanggal istilah"
)
_ASKS_WITH = frozenset(_ASKING.split())


class Asked(NamedTuple):
    """The words of a text that are looked for, with their weights.

    Parameters
    ----------
    surface, stems : by term, its weight times its inverse document frequency.
    pairs : stems beside one another, with what both are worth.
    """

    surface: Mapping[str, float]
    stems: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]
    is_question: bool

    @property
    def worth(self) -> float:
        """What all different words together are worth."""
        return sum(self.stems.values())

    def worth_of(self, stems: Iterable[str]) -> float:
        """What some of the stems are worth."""
        # Exact, whatever the order: that of a set differs from process to process.
        return math.fsum(self.stems[stem] for stem in stems)


def asked(text: str, analyzer: Analyzer, engine: Engine) -> Asked:
    """Weigh the words of a claim, a pasted message or a question."""
    text = text[:LONGEST_TEXT]
    words = words_and_links(text)[0]
    asks = bool(words) and is_question(words)
    names = frozenset(analyzer.surface(" ".join(_NAME_INSIDE.findall(text))))
    # Links too: who checks a message often shows the one that was sent round.
    terms = list(_kept(analyzer.surface(text), engine))
    stems = analyzer.stems(terms)
    weights = _Weights(analyzer, engine, terms, names, asks=asks)
    surface, by_stem = defaultdict[str, float](float), defaultdict[str, float](float)
    for term, stem in zip(terms, stems, strict=True):
        surface[term] += _SURFACE * weights.of(term, "body", term)
        for one in stem.split():
            by_stem[one] += (1 - _SURFACE) * weights.of(term, stem_field("body"), one)
    pairs = {
        (one, other): by_stem[one] + by_stem[other]
        for (first, one), (second, other) in pairwise(zip(terms, stems, strict=True))
        if not (weights.tells_little(first) and weights.tells_little(second))
        and " " not in one + other
    }
    return Asked(surface, by_stem, pairs, asks)


class _Weights:
    """What a word weighs by its kind, and its rarity."""

    def __init__(
        self,
        analyzer: Analyzer,
        engine: Engine,
        terms: Iterable[str],
        names: frozenset[str],
        *,
        asks: bool,
    ) -> None:
        self._analyzer = analyzer
        self._engine = engine
        self._names = names
        self._asks = asks
        telling = {term for term in terms if not self.tells_little(term)}
        self._highest = math.log(1 + engine.document_count)
        self._is_long = len(telling) > _DAMPED_ABOVE

    def tells_little(self, term: str) -> bool:
        return self._analyzer.is_function_word(term) or (self._asks and term in _ASKS_WITH)

    def of(self, term: str, field: str, as_indexed: str) -> float:
        """The weight of one place of a word, looked for in a field as its term or stem there."""
        rarity = _rarity(self._engine, field, as_indexed)
        if self._asks:
            return rarity * self._of_question(term)
        weight = _FUNCTION_WORD if self._analyzer.is_function_word(term) else 1.0
        if term in self._names and weight == 1.0:
            weight = _NAME
        # Of a long text the rare words count for more than their rarity.
        return rarity * weight * (rarity / self._highest if self._is_long else 1.0)

    def _of_question(self, term: str) -> float:
        if term in _ASKS_WITH:
            return 0.0
        return _FUNCTION_WORD_OF_QUESTION if self._analyzer.is_function_word(term) else 1.0


def _rarity(engine: Engine, field: str, term: str) -> float:
    holding = engine.document_frequency(field, term)
    return inverse_document_frequency(engine.document_count, holding)


def _kept(terms: list[str], engine: Engine) -> Iterator[str]:
    """The terms in order; of very many different ones the rarest."""
    different = dict.fromkeys(terms)
    if len(different) <= MOST_WORDS:
        yield from terms
        return
    rarest = sorted(different, key=lambda term: engine.document_frequency("body", term) or 1 << 30)
    kept = frozenset(rarest[:MOST_WORDS])
    yield from (term for term in terms if term in kept)
