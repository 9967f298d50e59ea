"""Is there evidence for a claim? What was printed of it, where and when; never a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.analysis.tokens import analyse
from beritasearch.answers.asked import Asked, asked
from beritasearch.answers.claims import Claim, claims_in
from beritasearch.answers.evidence import (
    Evidence,
    compared,
    earliest,
    evidence_of,
    of_the_same,
    timeline,
)
from beritasearch.answers.passages import PassageRanker, Ranked
from beritasearch.answers.values import read
from beritasearch.engines.clauses import Clause
from beritasearch.index.open import OpenIndex

_KEY_TERMS = 8
_VALUES = frozenset(("money", "percent", "number", "date", "time"))


class Reading(NamedTuple):
    """What a claim was reduced to, to be looked up.

    Parameters
    ----------
    names : as printed.
    values : amounts, shares, dates and times as printed.
    terms : the stems that count for most.
    """

    names: tuple[str, ...]
    values: tuple[str, ...]
    terms: tuple[str, ...]


class CheckedClaim(NamedTuple):
    """A claim with all that was found.

    Parameters
    ----------
    fact_checks : articles that check claims themselves, with their own verdicts.
    evidence : all others, best first.
    earliest : what was printed first in this dataset of all that holds nearly as much of the claim
        as the best evidence; several where one of that day has no time.
    timeline : these articles by day.
    undated : how many of them have no day.
    age_days : from the best evidence to the day of the claim; None where either has no day.
    """

    claim: Claim
    reading: Reading
    fact_checks: tuple[Evidence, ...]
    evidence: tuple[Evidence, ...]
    earliest: tuple[Evidence, ...]
    timeline: Mapping[str, int]
    undated: int
    age_days: int | None

    def to_dict(self) -> dict[str, Any]:
        """The claim as JSON shows it."""
        return {
            **self.claim._asdict(),
            "reading": {name: list(value) for name, value in self.reading._asdict().items()},
            "fact_checks": [one.to_dict() for one in self.fact_checks],
            "evidence": [one.to_dict() for one in self.evidence],
            "earliest": [one.article_id for one in self.earliest],
            "timeline": [{"day": day, "articles": n} for day, n in self.timeline.items()],
            "undated": self.undated,
            "age_days": self.age_days,
        }


class Checker:
    """Looks for evidence in one index. Safe to share between threads."""

    def __init__(self, index: OpenIndex, analyzer: Analyzer) -> None:
        self._engine = index.engine
        self._analyzer = analyzer
        self._ranker = PassageRanker(index, analyzer)

    def check(self, text: str, bounds: Clause, limit: int, on: date) -> list[CheckedClaim]:
        """Each checkable sentence of a text with its evidence.

        Parameters
        ----------
        bounds : what must hold of the articles.
        limit : the most pieces of evidence for each, fact-checks apart.
        on : the day of the claim.
        """
        claims = claims_in(text, self._analyzer)
        return [self._checked(claim, bounds, limit, on) for claim in claims]

    def ranked(self, text: str, bounds: Clause) -> list[Ranked]:
        """The articles of a whole text by their best passages, however little they hold of it."""
        return self._ranker.ranked(asked(text, self._analyzer, self._engine), bounds)

    def _checked(self, claim: Claim, bounds: Clause, limit: int, on: date) -> CheckedClaim:
        wanted = asked(claim.text, self._analyzer, self._engine)
        found = evidence_of(self._ranker.ranked(wanted, bounds))
        # What a fact-check quotes is no appearance of its own.
        printed = [one for one in found if not one.is_fact_check]
        same = of_the_same(printed)
        stated = read(claim.text, on)
        return CheckedClaim(
            claim=claim,
            reading=_reading(claim.text, wanted),
            fact_checks=tuple(one for one in found if one.is_fact_check)[:limit],
            evidence=tuple(compared(one, stated) for one in printed[:limit]),
            earliest=tuple(earliest(same)),
            timeline=timeline(same),
            undated=sum(one.day is None for one in same),
            age_days=_age(found[:1], on),
        )


def _age(best: list[Evidence], on: date) -> int | None:
    day = best[0].day if best else None
    return abs((on - date.fromisoformat(day)).days) if day else None


def _reading(text: str, wanted: Asked) -> Reading:
    tokens = list(analyse(text))
    best = sorted(wanted.stems, key=lambda stem: (-wanted.stems[stem], stem))
    return Reading(
        names=tuple(dict.fromkeys(t.surface for t in tokens if t.kind == "name")),
        values=tuple(dict.fromkeys(t.surface for t in tokens if t.kind in _VALUES and t.values)),
        terms=tuple(stem for stem in best[:_KEY_TERMS] if wanted.stems[stem] > 0),
    )
