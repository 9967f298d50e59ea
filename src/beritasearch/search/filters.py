"""Which documents may be in the answer at all? Filters beside the query's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from beritasearch.engines.clauses import (
    AllOf,
    AnyOf,
    Clause,
    Keyword,
    Nothing,
    NumberBetween,
    Rewarded,
    Without,
)
from beritasearch.errors import ImpossibleDate, QueryError
from beritasearch.index.fields import day_number
from beritasearch.query.words import readable
from beritasearch.regions.gazetteer import Gazetteer

KINDS = ("article", "headline", "all")
Texts = str | Iterable[str] | None
"""One value, several, or none."""
_LAST_DAY = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters of a search: several values of one are alternatives, filters add up.

    Parameters
    ----------
    region : names or codes; a region includes the regions inside it.
    region_mentioned : like ``region``, for regions that an article mentions only.
    since, until : days, both included; undated documents never match them.
    kind : ``article``, ``headline`` or ``all``.
    among : ids of articles and headlines, to search only these; None for all.
    """

    region: tuple[str, ...] = ()
    region_mentioned: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    portal: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    kind: str = "all"
    among: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise QueryError(f"Kind '{self.kind}' is not known. Choose one of: {', '.join(KINDS)}.")
        if self.since and self.until and self.since > self.until:
            raise ImpossibleDate(
                f"The period from {self.since} until {self.until} ends before it begins. "
                "Swap the two days."
            )

    def clauses(self, gazetteer: Gazetteer) -> Mapping[str, Clause]:
        """A clause by filter; dates under ``date``. ``kind`` is not among them.

        Raises
        ------
        RegionNotFound, RegionAmbiguous : a region's name does not name one region.
        """
        found: dict[str, Clause] = {}
        for field in ("region", "region_mentioned"):
            if names := getattr(self, field):
                found[field] = Keyword(field, region_values(names, gazetteer))
        for field in ("tag", "portal", "section", "author"):
            if values := getattr(self, field):
                found[field] = Keyword(field, tuple(folded(field, value) for value in values))
        if self.since or self.until:
            found["date"] = between(self.since, self.until)
        if self.among is not None:
            found["among"] = Keyword("id", self.among) if self.among else Nothing()
        return found


def filters_of(
    *,
    since: date | None = None,
    until: date | None = None,
    kind: str = "all",
    among: tuple[str, ...] | None = None,
    **values: Texts,
) -> Filters:
    """Filters from loose arguments: a single value stands for a tuple of one."""
    lists = {name: _tuple(value) for name, value in values.items()}
    return Filters(since=since, until=until, kind=kind, among=among, **lists)


def region_values(names: Iterable[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The codes of regions by name or code."""
    return tuple(gazetteer.resolve(name).code for name in names)


def folded(field: str, value: str) -> str:
    """A value as keyword fields hold it."""
    plain = " ".join(readable(value).lower().split())
    return plain.removeprefix("#") if field == "tag" else plain


def between(since: date | None, until: date | None) -> Clause:
    """Documents of a period; open at either end, but never undated ones."""
    low = day_number(since) if since else 1
    return NumberBetween("day", max(low, 1), day_number(until) if until else _LAST_DAY)


def undated() -> Clause:
    """Documents without a day."""
    return NumberBetween("day", 0, 0)


def dated_or_not(clause: Clause) -> Clause:
    """The clause without its periods, outside of exclusions: what undated documents would match."""
    match clause:
        case NumberBetween("day", _, _):
            return AllOf(())
        case AllOf(clauses):
            return AllOf(tuple(map(dated_or_not, clauses)))
        case AnyOf(clauses, least):
            return AnyOf(tuple(map(dated_or_not, clauses)), least)
        case Without(kept, excluded):
            return Without(dated_or_not(kept), excluded)
        case Rewarded(kept, reward):
            return Rewarded(dated_or_not(kept), reward)
        case _:
            return clause


def _tuple(value: Texts) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())
