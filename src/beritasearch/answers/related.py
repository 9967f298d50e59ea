"""What else was written about this? The same text, the same story, and what came before it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from beritasearch.answers.likeness import Likeness, telling_terms
from beritasearch.answers.related_candidates import Candidate, Seeker
from beritasearch.answers.same_text import Line, collapsed, copies_among, printed_when
from beritasearch.answers.shared import Shared, Sharing, days_apart
from beritasearch.engines.clauses import Clause
from beritasearch.index.open import OpenIndex
from beritasearch.search.filters import between

# Chosen on half `dev` of tests/answers/cases/related.tsv (`python -m evaluations.related`).
# Bounds of .20, .24, .28 and .34 give nDCG@10 of .92, .91, .87 and .84 for the same story, and with
# the first a third more of what is not it.
LEAST_CLOSENESS = 0.24
# What is older has no nearness that speaks for it: with .28, 17 of 90 are unrelated, with .34 two.
LEAST_OF_BACKGROUND = 0.34
# With 10 days the articles of another day's event come too near, with 5 follow-ups go missing.
_DAYS = 7
# Further away nothing is close enough, however like it is.
_WINDOW = timedelta(days=math.ceil(_DAYS * math.log(1 / LEAST_CLOSENESS)))
# What has no date may be of the same days: it counts as if some five lay between.
_UNDATED = 0.5
# Of a text of few words, half must be shared: two of five may meet by chance.
_LEAST_OF_FEW = 0.5
# Enough that what is left of them, copies collapsed, fills ten lines of each group.
_ANYWHERE, _NEAR, _OLDER = 15, 40, 30


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """An article or headline that is related to another one, and why.

    Parameters
    ----------
    likeness : the share of the other's telling terms that it holds, by weight: 0 to 1.
    similarity : how much of the text is the same, 0 to 1; None but in the group ``same_text``.
    days_apart : how many days later than the other; None where either has no date.
    shared : what both hold.
    copies : ids of further articles with (nearly) its text.
    """

    article_id: str
    kind: str
    likeness: float
    similarity: float | None
    title: str | None
    url: str | None
    portal: str
    section: str | None
    published_at: str | None
    days_apart: int | None
    shared: Shared
    copies: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The article as JSON shows it."""
        return {
            "article_id": self.article_id,
            "kind": self.kind,
            "likeness": round(self.likeness, 4),
            "similarity": None if self.similarity is None else round(self.similarity, 4),
            "title": self.title,
            "url": self.url,
            "portal": self.portal,
            "section": self.section,
            "published_at": self.published_at,
            "days_apart": self.days_apart,
            "shared_terms": list(self.shared.terms),
            "shared_names": list(self.shared.names),
            "shared_numbers": list(self.shared.numbers),
            "shared_tags": list(self.shared.tags),
            "shared_regions": list(self.shared.regions),
            "copies": list(self.copies),
        }


@dataclass(frozen=True, slots=True)
class Related:
    """What is related to an article, in three groups that never mix.

    Parameters
    ----------
    same_text : (nearly) its text, the earliest first.
    same_story : the same event within days, the closest first.
    background : older, the likest first.
    earliest_id : which article had the text first, *in this dataset*; None where no other one has
        it, or where the first is a text that the dataset does not hold.
    """

    same_text: tuple[RelatedArticle, ...] = ()
    same_story: tuple[RelatedArticle, ...] = ()
    background: tuple[RelatedArticle, ...] = ()
    earliest_id: str | None = None

    def groups(self) -> dict[str, tuple[RelatedArticle, ...]]:
        """The groups by name, in the order in which they are shown."""
        return {
            "same_text": self.same_text,
            "same_story": self.same_story,
            "background": self.background,
        }

    def __len__(self) -> int:
        return sum(map(len, self.groups().values()))

    def to_dict(self) -> dict[str, Any]:
        """The groups as JSON shows them."""
        groups = {name: [each.to_dict() for each in group] for name, group in self.groups().items()}
        return {"earliest_id": self.earliest_id, **groups}


def find_related(
    index: OpenIndex, like: Likeness, limit: int, bounds: Sequence[Clause] = ()
) -> Related:
    """What is related to an article or a text.

    Parameters
    ----------
    limit : the most lines of a group.
    bounds : what every answer must match besides.
    """
    telling = telling_terms(index.engine, like)
    if not telling.weights:
        return Related()
    seeker = Seeker(index.engine, like, telling, bounds)
    least = _LEAST_OF_FEW if telling.are_few else 0.0
    anywhere = seeker.articles(_ANYWHERE if like.day else _NEAR, LEAST_CLOSENESS)
    if like.day is None:
        anywhere += seeker.headlines(_NEAR)
    copies = copies_among(like, anywhere)
    day = like.day or next(
        (c.day for c in anywhere if c.day and c.likeness >= max(least, LEAST_CLOSENESS)), None
    )
    taken = {copy.candidate.article_id for copy in copies}
    near = (pair for pair in _story(seeker, anywhere, day) if pair[1].likeness >= least)
    story = _ranked(near, LEAST_CLOSENESS, taken)
    taken |= {candidate.article_id for _, candidate in story}
    background = _ranked(_background(seeker, day), max(least, LEAST_OF_BACKGROUND), taken)

    sharing = Sharing(like, telling)

    def shown(lines: Iterable[Line], limit: int) -> tuple[RelatedArticle, ...]:
        made = ((line, sharing.of(line.candidate.stored)) for line in lines)
        told = (_related(line, shared, day) for line, shared in made if shared.tells(telling))
        return tuple(told)[:limit]

    return Related(
        same_text=tuple(
            _related(Line(c.candidate, 1.0, []), sharing.of(c.candidate.stored), day, c.similarity)
            for c in copies[:limit]
        ),
        same_story=shown(collapsed(story, limit), limit),
        background=shown(collapsed(background, limit), limit),
        earliest_id=_earliest(like, [copy.candidate for copy in copies]),
    )


def _story(
    seeker: Seeker, anywhere: Iterable[Candidate], day: date | None
) -> Iterator[tuple[float, Candidate]]:
    """What may be of the same event, with its closeness: likeness that fades with the days."""
    for candidate in anywhere:
        if candidate.day is None:
            yield candidate.likeness * _UNDATED, candidate
    if day is not None:
        near = between(day - _WINDOW, day + _WINDOW)
        for candidate in (
            *seeker.articles(_NEAR, LEAST_CLOSENESS, near),
            *seeker.headlines(_NEAR, near),
        ):
            yield _closeness(candidate, day), candidate


def _closeness(candidate: Candidate, day: date) -> float:
    apart = abs(((candidate.day or day) - day).days)
    return candidate.likeness * math.exp(-apart / _DAYS)


def _background(seeker: Seeker, day: date | None) -> Iterator[tuple[float, Candidate]]:
    """What is like it and older, with its likeness."""
    if day is not None:
        older = between(None, day - timedelta(days=1))
        articles = seeker.articles(_OLDER, LEAST_OF_BACKGROUND, older)
        for candidate in (*articles, *seeker.headlines(_OLDER, older)):
            # A large story has more reports than were asked for as near: they are no background.
            if _closeness(candidate, day) < LEAST_CLOSENESS:
                yield candidate.likeness, candidate


def _ranked(
    rated: Iterable[tuple[float, Candidate]], least: float, taken: set[str]
) -> list[tuple[float, Candidate]]:
    """Those that are close enough and not taken, articles first, the closest first."""
    enough = (pair for pair in rated if pair[0] >= least and pair[1].article_id not in taken)
    return sorted(enough, key=lambda pair: (pair[1].stored["kind"], -pair[0], pair[1].article_id))


def _earliest(like: Likeness, copies: Sequence[Candidate]) -> str | None:
    if not copies:
        return None
    itself = {
        "published_on": like.day.isoformat() if like.day else None,
        "published_at": like.published_at,
        "article_id": like.article_id,
    }
    first = min((itself, *(copy.stored for copy in copies)), key=printed_when)
    earliest: str | None = first["article_id"]
    return earliest


def _related(
    line: Line, shared: Shared, day: date | None, similarity: float | None = None
) -> RelatedArticle:
    stored = line.candidate.stored
    return RelatedArticle(
        article_id=stored["article_id"],
        kind=stored["kind"],
        likeness=line.candidate.likeness,
        similarity=similarity,
        title=stored["title"],
        url=stored["url"],
        portal=stored["portal"],
        section=stored["section"],
        published_at=stored["published_at"] or stored["published_on"],
        days_apart=days_apart(day, line.candidate.day),
        shared=shared,
        copies=tuple(line.copies),
    )
