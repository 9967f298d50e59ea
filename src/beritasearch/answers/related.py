"""What else was written about this? More like an article, by terms, tags and regions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from beritasearch.analysis.analyzer import analyzer
from beritasearch.engines.base import Engine
from beritasearch.engines.clauses import (
    AllOf,
    AnyOf,
    Clause,
    Constant,
    Keyword,
    NumberBetween,
    Rewarded,
    Term,
    Without,
)
from beritasearch.index.fields import day_number, stem_field
from beritasearch.index.open import OpenIndex

# As many terms as Lucene's and tantivy's own more-like-this take.
_TERMS = 25
# Matching one rare word by chance makes nothing related: this share of the terms must match.
_LEAST_SHARE = 0.15
# And one of those that match must tell something. Of 30,101 articles 301 stems stand in more than
# a tenth: a third are function words, most others `tahun`, `orang`, `senin`, `rumah`. In a small
# archive frequency tells little: what so few documents hold is never taken for common.
_COMMON_SHARE = 0.1
_FEW = 10
_FIELDS = ("title", "body")
# A shared tag counts like a shared rare term, a shared city like half of one.
_TAG_SCORE = 4.0
_REGION_SCORE = 2.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """An article by what can be shared with it."""

    article_id: str | None
    title: str | None
    text: str
    tags: tuple[str, ...] = ()
    region_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """An article or headline that is like another one, and why.

    Parameters
    ----------
    shared_terms : stems that both hold, rarest first.
    shared_regions : codes of the regions of both, most specific first.
    """

    article_id: str
    kind: str
    score: float
    title: str | None
    url: str | None
    portal: str
    section: str | None
    published_at: str | None
    shared_terms: tuple[str, ...]
    shared_tags: tuple[str, ...]
    shared_regions: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The article as JSON shows it."""
        return {
            "article_id": self.article_id,
            "kind": self.kind,
            "score": round(self.score, 4),
            "title": self.title,
            "url": self.url,
            "portal": self.portal,
            "section": self.section,
            "published_at": self.published_at,
            "shared_terms": list(self.shared_terms),
            "shared_tags": list(self.shared_tags),
            "shared_regions": list(self.shared_regions),
        }


def find_related(
    index: OpenIndex, like: Likeness, limit: int, before: date | None = None
) -> list[RelatedArticle]:
    """The articles most like another one, best first, then headlines, best first.

    Parameters
    ----------
    before : only what was published before this day.
    """
    terms = _telling_terms(index.engine, like)
    clause = _clause(like, terms, _rare(index.engine, terms))
    found = []
    for kind in ("article", "headline"):
        of_kind = AllOf((clause, Keyword("kind", (kind,)), *_before(before)))
        for match in index.engine.top(of_kind, limit, "tie").matches:
            stored = orjson.loads(index.engine.stored(match))
            found.append(_related(match.score, stored, like, terms))
    return found[:limit]


def _before(day: date | None) -> tuple[Clause, ...]:
    """Dated documents of the days before this one."""
    return () if day is None else (NumberBetween("day", 1, day_number(day) - 1),)


def likeness(row: dict[str, Any]) -> Likeness:
    """An article's row of the dataset as something to be like."""
    return Likeness(
        article_id=row["article_id"],
        title=row["title"],
        text="\n".join(part for part in (row["lead"], row["body"]) if part),
        tags=tuple(row["tags"]),
        region_codes=tuple(row["region_codes"]),
    )


def _telling_terms(engine: Engine, like: Likeness) -> list[str]:
    """The stems that tell the article from others: frequent in it, rare in the archive."""
    counts = Counter(_stems(like.text))
    for stem in _stems(like.title or ""):
        counts[stem] += 2
    documents = max(engine.document_count, 1)

    def weight(stem: str) -> float:
        holding = engine.document_frequency(stem_field("body"), stem)
        return (1 + math.log(counts[stem])) * math.log(1 + documents / (holding + 1))

    return sorted(counts, key=lambda stem: (-weight(stem), stem))[:_TERMS]


def _rare(engine: Engine, terms: Sequence[str]) -> list[str]:
    """The terms of which one alone is telling."""
    most = max(_FEW, _COMMON_SHARE * engine.document_count)
    return [
        term
        for term in terms
        if sum(engine.document_frequency(stem_field(field), term) for field in _FIELDS) <= most
    ]


def _stems(text: str) -> list[str]:
    """The stems of a text's words, without function words, numbers and single letters."""
    chosen = analyzer()
    words = [
        word
        for word in chosen.surface(text)
        if len(word) > 2 and not word[0].isdigit() and not chosen.is_function_word(word)
    ]
    return " ".join(chosen.stems(words)).split()


def _clause(like: Likeness, terms: Sequence[str], rare: Sequence[str]) -> Clause:
    each = tuple(map(_holds, terms))
    # Headlines have few words, so one article term in seven is asked of an article only.
    least = max(min(2, len(each)), round(len(terms) * _LEAST_SHARE))
    enough = AnyOf(
        (
            AnyOf(each, least),
            AllOf((AnyOf(each, min(2, len(each))), Keyword("kind", ("headline",)))),
        )
    )
    rewards = _rewards(like)
    telling = AnyOf((*map(_holds, rare), *rewards))
    clause: Clause = AllOf((Constant(enough), Constant(telling), AnyOf(each)))
    for rewarded in rewards:
        clause = Rewarded(clause, rewarded)
    if like.article_id:
        clause = Without(clause, Keyword("id", (like.article_id,)))
    return clause


def _holds(term: str) -> Clause:
    return AnyOf(tuple(Term(stem_field(field), term) for field in _FIELDS))


def _rewards(like: Likeness) -> list[Clause]:
    tags: list[Clause] = [Constant(Keyword("tag", (tag,)), _TAG_SCORE) for tag in like.tags]
    regions: list[Clause] = [
        Constant(Keyword("region", (code,)), _REGION_SCORE)
        for code in like.region_codes
        if "." in code
    ]
    return tags + regions


def _related(
    score: float, stored: dict[str, Any], like: Likeness, terms: Sequence[str]
) -> RelatedArticle:
    own = set(_stems(f"{stored['title'] or ''}\n{stored['body']}"))
    return RelatedArticle(
        article_id=stored["article_id"],
        kind=stored["kind"],
        score=score,
        title=stored["title"],
        url=stored["url"],
        portal=stored["portal"],
        section=stored["section"],
        published_at=stored["published_at"] or stored["published_on"],
        shared_terms=tuple(term for term in terms if term in own),
        shared_tags=tuple(tag for tag in like.tags if tag in stored["tags"]),
        shared_regions=tuple(c for c in like.region_codes if c in stored["region_codes"]),
    )
