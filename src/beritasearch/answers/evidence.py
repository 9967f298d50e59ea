"""What may be shown as evidence: passages with where they stand, copies as one, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from beritasearch.analysis.sentences import sentence_borders
from beritasearch.analysis.tokenizer import tokens
from beritasearch.answers.passages import Ranked
from beritasearch.answers.values import Comparison, Reading, compare, read

# Less of what was asked is chance. At this share 96 of 100 questions keep their passage, and 52 of
# 100 claims their explanation, asked whole, as long as they are; of what ranks highest beside
# these, 85 and 19 stay (`python -m evaluations.answers`).
LEAST_COVERED = 0.4
# What holds less than this share of the best evidence speaks of something near, not of the same:
# that Habibie lies in hospital is no early report of his death.
_OF_THE_BEST = 0.8
# A passage is filled up to the borders of its sentences, within this many characters on each side.
_TO_BORDER = 300
# Passages that are as alike, by the share of equal letters, are the same text.
_SAME_TEXT = 90.0


class Passage(NamedTuple):
    """A piece of an article's body: ``body[start:end]``."""

    text: str
    start: int
    end: int


class Evidence(NamedTuple):
    """An article that speaks of what was claimed, with its passage.

    Parameters
    ----------
    published_at : as :attr:`Hit.published_at`.
    covered : how much of the claim its title and the passage have together, from 0 to 1.
    verdict, claim : of a fact-check, what it published and what it checked.
    copies : ids of other articles with the same passage.
    values : amounts, shares, dates and places of the claim, each beside the one that the passage
        states of the same thing, and whether they agree.
    """

    article_id: str
    source_id: str | None
    score: float
    covered: float
    title: str | None
    url: str | None
    portal: str
    published_at: str | None
    sponsored: bool
    passage: Passage
    is_fact_check: bool = False
    verdict: str | None = None
    claim: str | None = None
    copies: tuple[str, ...] = ()
    values: tuple[Comparison, ...] = ()

    @property
    def day(self) -> str | None:
        """The day of publication; None for an undated article."""
        return self.published_at[:10] if self.published_at else None

    def to_dict(self) -> dict[str, Any]:
        """The evidence as JSON shows it."""
        shown = self._asdict()
        del shown["is_fact_check"], shown["source_id"]
        fact_check = {"verdict": shown.pop("verdict"), "claim": shown.pop("claim")}
        shown |= {
            "score": round(self.score, 4),
            "covered": round(self.covered, 4),
            "passage": self.passage._asdict(),
            "copies": list(self.copies),
            "values": [one.to_dict() for one in self.values],
            "fact_check": fact_check if self.is_fact_check else None,
        }
        return shown


def evidence_of(ranked: Iterable[Ranked]) -> list[Evidence]:
    """Evidence in the order of the ranking; what holds too little of the claim is none."""
    found: list[Evidence] = []
    for one in ranked:
        if one.covered < LEAST_COVERED:
            continue
        evidence = _evidence(one)
        at = _same_text(evidence, found)
        if at is None:
            found.append(evidence)
        else:
            found[at] = found[at]._replace(copies=(*found[at].copies, evidence.article_id))
    return found


def compared(evidence: Evidence, claim: Reading) -> Evidence:
    """The evidence with the values of a claim beside those of its passage."""
    day = date.fromisoformat(evidence.day) if evidence.day else None
    return evidence._replace(values=tuple(compare(claim, read(evidence.passage.text, day))))


def _evidence(ranked: Ranked) -> Evidence:
    stored: Mapping[str, Any] = ranked.stored
    check = stored.get("fact_check")
    return Evidence(
        article_id=stored["article_id"],
        source_id=stored["source_id"],
        score=ranked.score,
        covered=ranked.covered,
        title=stored["title"],
        url=stored["url"],
        portal=stored["portal"],
        published_at=stored["published_at"] or stored["published_on"],
        sponsored=stored["sponsored"],
        passage=passage_at(stored["body"], ranked.window),
        is_fact_check=check is not None,
        verdict=check["verdict"] if check else None,
        claim=check["claim"] if check else None,
    )


def passage_at(body: str, window: tuple[int, int]) -> Passage:
    """The whole sentences that hold the words of a window; the beginning where it is empty.

    Parameters
    ----------
    window : the first word, and the one behind the last.
    """
    first, last = window if window[1] else (0, 1)
    inside = list(islice(tokens(body), first, last))
    if not inside:
        return Passage("", 0, 0)
    start, end = inside[0].start, inside[-1].end
    before = list(sentence_borders(body, max(start - _TO_BORDER, 0), start))
    begin = before[-1] if before else (0 if start <= _TO_BORDER else start)
    behind = next(sentence_borders(body, end, min(end + _TO_BORDER, len(body))), None)
    stop = behind or (len(body) if len(body) - end <= _TO_BORDER else end)
    text = body[begin:stop].rstrip()
    return Passage(text, begin, begin + len(text))


def _same_text(evidence: Evidence, found: Sequence[Evidence]) -> int | None:
    from rapidfuzz.fuzz import ratio  # 8 ms to load: not for those who only search

    text = evidence.passage.text
    return next(
        (
            at
            for at, other in enumerate(found)
            if ratio(text, other.passage.text, score_cutoff=_SAME_TEXT)
        ),
        None,
    )


def of_the_same(found: Sequence[Evidence]) -> list[Evidence]:
    """The evidence that holds nearly as much of the claim as the best."""
    best = max((one.covered for one in found), default=0.0)
    return [one for one in found if one.covered >= _OF_THE_BEST * best]


def earliest(found: Iterable[Evidence]) -> list[Evidence]:
    """What was printed first in this dataset; several where one of that day has no time."""
    dated = [one for one in found if one.published_at]
    if not dated:
        return []
    first_day = min(one.published_at[:10] for one in dated if one.published_at)
    of_day = [one for one in dated if one.day == first_day]
    times = {one.article_id: _time(one.published_at) for one in of_day}
    if any(time is None for time in times.values()):
        return of_day
    return [min(of_day, key=lambda one: (times[one.article_id], one.article_id))]


def _time(published_at: str | None) -> datetime | None:
    if published_at is None or len(published_at) <= len("2024-04-30"):
        return None
    return datetime.fromisoformat(published_at)


def timeline(found: Iterable[Evidence]) -> dict[str, int]:
    """Articles by day, copies counted too under the day of the one that is shown."""
    days: Counter[str] = Counter()
    for one in found:
        if one.day:
            days[one.day] += 1 + len(one.copies)
    return dict(sorted(days.items()))
