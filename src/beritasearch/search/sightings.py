"""Where does a word stand in the archive? The words beside it, and how it is printed there."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import NamedTuple

import orjson

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.engines.base import Engine
from beritasearch.engines.clauses import Adjacent, AllOf, AnyOf, Term
from beritasearch.search.words import EVERYWHERE

# So many articles are looked into, and so many places in them.
_ARTICLES = 3
_PLACES = 3
# Letters around a word that surely hold the words beside it.
_AROUND = 40
# Of the articles that hold two words, about one in a hundred has them beside each other by
# chance: an article has some 300 words.
_BY_CHANCE = 0.01
# Below one article in five a count says nothing.
_SMOOTH = 0.2
# Common words that avoid one another say no more against them than this.
_LEAST = -1.0


class Neighbours(NamedTuple):
    """The terms before and after a word; empty where a text begins or ends there."""

    before: str
    after: str


class Sightings:
    """The first few places at which an archive prints a term."""

    def __init__(self, term: str, engine: Engine, analyzer: Analyzer) -> None:
        self._term = term
        self._engine = engine
        self._analyzer = analyzer

    @cached_property
    def printed(self) -> str:
        """The term in its commonest spelling there: *Kemenkes* for ``kemenkes``."""
        forms = Counter(form for _, form in self._places)
        return forms.most_common(1)[0][0] if forms else self._term

    @cached_property
    def neighbours(self) -> frozenset[Neighbours]:
        """What stands beside it."""
        return frozenset(beside for beside, _ in self._places[:_PLACES])

    @cached_property
    def _places(self) -> list[tuple[Neighbours, str]]:
        anywhere = AnyOf(tuple(Term(text, self._term) for text in EVERYWHERE))
        found = []
        for match in self._engine.top(anywhere, _ARTICLES, "tie").matches:
            stored = orjson.loads(self._engine.stored(match))
            # A title's capitals say little.
            texts = [stored["lead"], stored["body"]]
            of_article = [place for text in texts if text for place in self._in(text)]
            found += of_article or list(self._in(stored["title"] or ""))
        return found

    def _in(self, text: str) -> Iterator[tuple[Neighbours, str]]:
        for match in re.finditer(rf"\b{re.escape(self._term)}\b", text, re.IGNORECASE):
            before = self._analyzer.surface(text[max(match.start() - _AROUND, 0) : match.start()])
            after = self._analyzer.surface(text[match.end() : match.end() + _AROUND])
            yield Neighbours("".join(before[-1:]), "".join(after[:1])), match[0]


class Company:
    """How often terms stand beside one another, beyond chance. Counts are kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._rows: dict[tuple[str, str], int] = {}

    def lift(self, before: str, after: str) -> float:
        """By how many powers of ten two terms are found in a row more often than by chance;
        0 where they are not."""
        return max(_lift(self.row(before, after), self._chance(before, after) * _BY_CHANCE), 0.0)

    def lifts(self, term: str, places: Collection[Neighbours]) -> list[float]:
        """The :meth:`lift` of a term beside all that stands at some places; 0 without any."""
        pairs = [(before, term) for before, _ in places if before]
        pairs += [(term, after) for _, after in places if after]
        return [self.lift(*pair) for pair in pairs] or [0.0]

    def together(self, one: str, other: str) -> float:
        """By how many powers of ten more documents have both terms than by chance, and have
        them in a row; less than 0 where they avoid one another."""
        both = self._engine.count(AllOf((Term("body", one), Term("body", other))))
        rows = max(self.lift(one, other), self.lift(other, one)) if both else 0.0
        return max(_lift(both, self._chance(one, other)), _LEAST) + rows

    def row(self, before: str, after: str) -> int:
        """How many documents have two terms in a row in their bodies."""
        pair = (before, after)
        if pair not in self._rows:
            self._rows[pair] = self._engine.count(Adjacent("body", pair))
        return self._rows[pair]

    def _chance(self, one: str, other: str) -> float:
        """How many documents would have both terms if they knew nothing of one another."""
        documents = max(self._engine.document_count, 1)
        return self._documents(one) * self._documents(other) / documents

    def _documents(self, term: str) -> int:
        return self._engine.document_frequency("body", term)


def _lift(found: int, expected: float) -> float:
    return math.log10((found + _SMOOTH) / (expected + _SMOOTH))
