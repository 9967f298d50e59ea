"""How much of a page's article is extracted? Title, time and body against what is asserted."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

# A gallery whose asserted body is one caption five times: looked at, not counted.
GALLERIES = frozenset(["liputan6-singlepage3.html"])

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PageGold:
    """What is asserted of one page; ``published_at`` is aware."""

    page: str
    url: str
    title: str
    published_at: datetime
    body: str

    @property
    def is_gallery(self) -> bool:
        """Whether the page is looked at, but not counted."""
        return self.page in GALLERIES


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one extractor took from a page.

    Parameters
    ----------
    published_at : aware, or naive where no zone was given, or None without a time of day.
    body : with dateline and byline code, which the asserted bodies hold.
    """

    title: str | None
    published_at: datetime | None
    body: str


@dataclass(frozen=True, slots=True)
class PageScore:
    """One page: token F1 of the body, and whether title and minute are exact."""

    page: str
    body_f1: float
    is_title: bool
    is_minute: bool
    is_counted: bool


@dataclass(frozen=True, slots=True)
class PageScores:
    """All pages: mean and least F1 of the counted ones, numbers of exact titles and times."""

    pages: int
    mean_f1: float
    least_f1: float
    titles: int
    minutes: int


def read_gold(path: Path) -> list[PageGold]:
    """The assertions of a ``gold.json``."""
    return [
        PageGold(
            page=row["page"],
            url=row["url"],
            title=row["title"],
            published_at=datetime.fromisoformat(row["published_at"]),
            body=row["body"],
        )
        for row in json.loads(path.read_text("utf-8"))
    ]


def put_back(body: str, dateline: str | None, byline_code: str | None) -> str:
    """A body as a portal prints it: with the place before it, and the reporters' code behind."""
    return " ".join(filter(None, (dateline, body, byline_code)))


def token_f1(text: str, gold: str) -> float:
    """Words in common, however they are ordered, among all words of both texts: 0 to 1.

    >>> token_f1("Warga panen padi", "warga panen jagung")
    0.6666666666666666
    """
    one, other = (Counter(_WORD.findall(one.lower())) for one in (text, gold))
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def score_page(found: Extracted, gold: PageGold) -> PageScore:
    """Score what was taken from one page."""
    return PageScore(
        page=gold.page,
        body_f1=token_f1(found.body, gold.body),
        is_title=found.title == gold.title,
        is_minute=found.published_at is not None
        and _minute(found.published_at) == _minute(gold.published_at),
        is_counted=not gold.is_gallery,
    )


def score_pages(scores: Iterable[PageScore]) -> PageScores:
    """The scores of all pages together."""
    found = list(scores)
    bodies = [score.body_f1 for score in found if score.is_counted]
    return PageScores(
        pages=len(found),
        mean_f1=fmean(bodies),
        least_f1=min(bodies),
        titles=sum(score.is_title for score in found),
        minutes=sum(score.is_minute for score in found),
    )


def _minute(at: datetime) -> datetime:
    """A time without seconds, in UTC; one without a zone is left as it is."""
    whole = at.replace(second=0, microsecond=0)
    return whole.astimezone(UTC) if whole.tzinfo else whole
