"""Which articles may be related to another one? The best matches of its telling terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import Any, NamedTuple

import orjson

from beritasearch.answers.likeness import Likeness, Telling, stem_set
from beritasearch.engines.base import Engine, Match
from beritasearch.engines.clauses import (
    AllOf,
    AnyOf,
    BestOf,
    Clause,
    Keyword,
    Term,
    Without,
    all_of,
)
from beritasearch.index.fields import stem_field

_BODY, _TITLE = stem_field("body"), stem_field("title")
# Two words of a title by chance are the least that a reader would take for the same matter, and
# half of what it says must stand in the article.
_TERMS_OF_HEADLINE = 2
_SHARE_OF_HEADLINE = 0.5


class Candidate(NamedTuple):
    """An article or headline that may be related.

    Parameters
    ----------
    likeness : 0 to 1: the share of the telling terms, by weight, that it holds.
    stored : what the index stores of it.
    """

    likeness: float
    stored: Mapping[str, Any]

    @property
    def article_id(self) -> str:
        """Its id, of a headline that one's."""
        return str(self.stored["article_id"])

    @property
    def day(self) -> date | None:
        """When it was published; None where that is not known."""
        on = self.stored["published_on"]
        return date.fromisoformat(on) if on else None


class Seeker:
    """Asks one index for what is like one article.

    Parameters
    ----------
    bounds : what every answer must match besides.
    """

    def __init__(
        self, engine: Engine, like: Likeness, telling: Telling, bounds: Sequence[Clause]
    ) -> None:
        self._engine = engine
        self._like = like
        self._telling = telling
        self._bounds = tuple(bounds)
        weights = telling.weights.items()
        if telling.are_few:
            # The title alone may hold them; of a whole article a body holds what its title does.
            self._terms = AnyOf(tuple(_in_either(stem, weight) for stem, weight in weights))
        else:
            self._terms = AnyOf(tuple(Term(_BODY, stem, weight) for stem, weight in weights))

    def articles(self, limit: int, least: float, *clauses: Clause) -> list[Candidate]:
        """The articles most like it, best first; none with less likeness is read."""
        matches = self._top(self._terms, limit, clauses)
        return [
            Candidate(min(match.score / self._whole, 1.0), self._stored(match))
            for match in takewhile(lambda match: match.score >= least * self._whole, matches)
        ]

    def headlines(self, limit: int, *clauses: Clause) -> list[Candidate]:
        """The headlines of which the article holds most, best first."""
        if len(self._telling.weights) < _TERMS_OF_HEADLINE or not self._are_headlines:
            return []
        terms = tuple(Term(_TITLE, s, w) for s, w in self._telling.weights.items())
        of_headlines = (Keyword("kind", ("headline",)), *clauses)
        found = self._top(AnyOf(terms, _TERMS_OF_HEADLINE), limit, of_headlines)
        held = stem_set(self._like.text)
        rated = [Candidate(_share(each["title"], held), each) for each in map(self._stored, found)]
        return [each for each in rated if each.likeness >= _SHARE_OF_HEADLINE]

    @cached_property
    def _are_headlines(self) -> bool:
        return self._engine.count(Keyword("kind", ("headline",))) > 0

    @cached_property
    def _whole(self) -> float:
        """What the article scores itself."""
        if self._like.article_id:
            itself = AllOf((Keyword("id", (self._like.article_id,)), self._terms))
            if matches := self._engine.top(itself, 1, "tie").matches:
                return matches[0].score
        return self._telling.whole

    def _top(self, terms: Clause, limit: int, clauses: Sequence[Clause]) -> list[Match]:
        clause = all_of(terms, *clauses, *self._bounds)
        if self._like.article_id:
            clause = Without(clause, Keyword("id", (self._like.article_id,)))
        return self._engine.top(clause, limit, "tie").matches

    def _stored(self, match: Match) -> dict[str, Any]:
        stored: dict[str, Any] = orjson.loads(self._engine.stored(match))
        return stored


def _in_either(stem: str, weight: float) -> Clause:
    return BestOf((Term(_BODY, stem, weight), Term(_TITLE, stem, weight)))


def _share(title: str | None, held: frozenset[str]) -> float:
    stems = stem_set(title or "")
    return len(stems & held) / len(stems) if stems else 0.0
