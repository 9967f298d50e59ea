"""Copies among the candidates: of the article, and of one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from beritasearch.answers.likeness import Likeness
from beritasearch.answers.related_candidates import Candidate
from beritasearch.dataset.same_text import Printed, copy_similarity, may_be_copies, phrases

# Of 600 lookups of either end of 300 rows of `duplicates`, 599 found the other end among the first
# fifteen candidates; the one that was least like it had .52.
_LEAST_LIKENESS = 0.45
# Copies of one text are about as like another article as one another.
_SAME_LIKENESS = 0.1
_LAST = "9999"


class Copy(NamedTuple):
    """A candidate with the text of the article, and how much of it is the same, from 0 to 1."""

    candidate: Candidate
    similarity: float


class Line(NamedTuple):
    """A candidate that stands for others with (nearly) its text."""

    candidate: Candidate
    closeness: float
    copies: list[str]


def copies_among(like: Likeness, candidates: Iterable[Candidate]) -> list[Copy]:
    """Those with the article's text, the earliest first."""
    itself = Printed(like.body, like.title, like.portal or "")
    found = []
    for candidate in candidates:
        if candidate.stored["body"] and candidate.likeness >= _LEAST_LIKENESS:
            similarity = copy_similarity(itself, _printed(candidate.stored))
            if similarity is not None:
                found.append(Copy(candidate, similarity))
    return sorted(found, key=lambda copy: printed_when(copy.candidate.stored))


def printed_when(stored: Mapping[str, Any]) -> tuple[str, str, str]:
    """The order of appearance: by day, then time, then id; what has no date cannot be first."""
    on, at = stored["published_on"], stored["published_at"]
    moment = datetime.fromisoformat(at).astimezone(UTC).isoformat() if at else _LAST
    return (on or _LAST, moment, stored["article_id"] or "")


def collapsed(ranked: Iterable[tuple[float, Candidate]], limit: int) -> list[Line]:
    """The first lines of a ranking, each text once."""
    lines: list[Line] = []
    known: dict[str, frozenset[int]] = {}
    for closeness, candidate in ranked:
        same = next((line for line in lines if _is_copy(line.candidate, candidate, known)), None)
        if same is not None:
            same.copies.append(candidate.article_id)
        elif len(lines) == limit:
            break
        else:
            lines.append(Line(candidate, closeness, []))
    return lines


def _is_copy(one: Candidate, other: Candidate, known: dict[str, frozenset[int]]) -> bool:
    """Whether two have one text; ``known`` keeps the phrases of each."""
    if abs(one.likeness - other.likeness) > _SAME_LIKENESS:
        return False
    for each in (one, other):
        if each.article_id not in known:
            known[each.article_id] = phrases(each.stored["body"])
    ours, theirs = known[one.article_id], known[other.article_id]
    if not may_be_copies(len(ours & theirs), len(ours), len(theirs)):
        return False
    return copy_similarity(_printed(one.stored), _printed(other.stored)) is not None


def _printed(stored: Mapping[str, Any]) -> Printed:
    return Printed(stored["body"], stored["title"], stored["portal"])
