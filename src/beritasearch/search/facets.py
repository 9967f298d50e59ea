"""How are the matches distributed? Exact counts over the whole result set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from beritasearch.errors import FacetNotFound
from beritasearch.index.columns import Column
from beritasearch.regions.gazetteer import Gazetteer

# How many characters of a day (2024-04-30) name the period.
_PERIODS = {"year": 4, "month": 7, "day": 10}
_VALUES = ("region", "tag", "section", "portal", "author", "speaker", "kind")
FACETS = (*_VALUES, *_PERIODS)

# How many values are shown where nobody says it; periods are always shown all.
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class FacetRequest:
    """A facet that is asked for: ``tag``, or ``tag:20`` for its twenty commonest values."""

    name: str
    limit: int = _SHOWN

    @property
    def column(self) -> str:
        """The column that is counted."""
        return "day" if self.name in _PERIODS else self.name


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and the number of matching documents that have it.

    Parameters
    ----------
    label : for people, where the value is a code.
    children : of a region, the regions inside it.
    share : of all documents of the archive that have the value, the part that matches; from 0
        to 1, where it was asked for.
    """

    value: str
    count: int
    label: str | None = None
    children: tuple[FacetValue, ...] = ()
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A counted facet.

    Parameters
    ----------
    distinct : how many values the matches have, shown or not.
    other : documents that have values, but none of those shown.
    missing : documents without a value.
    """

    name: str
    values: tuple[FacetValue, ...]
    distinct: int
    other: int
    missing: int


def parse_facets(texts: Iterable[str]) -> tuple[FacetRequest, ...]:
    """Facets from texts such as ``region,tag:20,month``.

    Raises
    ------
    FacetNotFound : no facet has the name, or the number of values is none.
    """
    names = [name.strip() for text in texts for name in text.split(",") if name.strip()]
    return tuple(dict.fromkeys(map(_parse_facet, names)))


def _parse_facet(text: str) -> FacetRequest:
    name, colon, limit = text.partition(":")
    if name not in FACETS:
        raise FacetNotFound(f"Facet '{name}' is not known. Facets: {', '.join(FACETS)}.")
    if not colon:
        return FacetRequest(name)
    if not limit.isascii() or not limit.isdigit() or int(limit) < 1:
        raise FacetNotFound(f"Facet '{text}' needs a number of values, as in '{name}:20'.")
    return FacetRequest(name, int(limit))


def count_facet(
    request: FacetRequest, column: Column, ordinals: Sequence[int], gazetteer: Gazetteer
) -> Facet:
    """Count a facet over documents, by their ordinals."""
    counted = column.count(ordinals)
    counts, missing = counted.values, counted.missing
    if request.name in _PERIODS:
        return _period_facet(request, counts, missing)
    if request.name == "region":
        values = _region_tree(counts, request.limit, gazetteer)
        other = counted.without(_codes(values))
        return Facet(request.name, values, len(counts), other, missing)
    merged = _by_commonest_spelling(counts) if request.name == "section" else counts
    values = tuple(FacetValue(value, n) for value, n in _ranked(merged)[: request.limit])
    other = 0
    if len(values) < len(merged):
        shown = {value.value.lower() for value in values}
        other = counted.without({value for value in counts if value.lower() in shown})
    return Facet(request.name, values, len(merged), other, missing)


def with_shares(facet: Facet, column: Column, everything: Sequence[int]) -> Facet:
    """The facet with each value's share of all documents that have it.

    Parameters
    ----------
    everything : the ordinals of all documents, matching or not.
    """
    whole: Counter[str] = Counter()
    for value, documents in column.count(everything).values.items():
        whole[_counted_as(facet.name, value)] += documents

    def shared(values: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
        return tuple(
            replace(
                value,
                share=value.count / whole[_counted_as(facet.name, value.value)],
                children=shared(value.children),
            )
            for value in values
        )

    return replace(facet, values=shared(facet.values))


def _counted_as(facet: str, value: str) -> str:
    """One key for the values that a facet counts as one."""
    if facet in _PERIODS:
        return value[: _PERIODS[facet]]
    return value.lower() if facet == "section" else value


def flat(values: Iterable[FacetValue]) -> Iterator[FacetValue]:
    """All values, those inside another one behind it."""
    for value in values:
        yield value
        yield from flat(value.children)


def _codes(values: Iterable[FacetValue]) -> set[str]:
    return {value.value for value in flat(values)}


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def _period_facet(request: FacetRequest, days: Counter[str], missing: int) -> Facet:
    width = _PERIODS[request.name]
    counts: Counter[str] = Counter()
    for day, documents in days.items():
        counts[day[:width]] += documents
    values = tuple(FacetValue(period, counts[period]) for period in sorted(counts))
    return Facet(request.name, values, len(counts), 0, missing)


def _by_commonest_spelling(counts: Counter[str]) -> Counter[str]:
    """Values that differ only in case as one, under the commonest spelling."""
    spellings: dict[str, Counter[str]] = {}
    for value, documents in counts.items():
        spellings.setdefault(value.lower(), Counter())[value] += documents
    return Counter({_ranked(same)[0][0]: same.total() for same in spellings.values()})


def _region_tree(counts: Counter[str], limit: int, gazetteer: Gazetteer) -> tuple[FacetValue, ...]:
    """Provinces with their regencies and cities with their districts.

    A document's codes hold all parents of each, so a parent counts every document inside.
    """
    children: dict[str, list[str]] = {}
    for code in counts:
        children.setdefault(code.rpartition(".")[0], []).append(code)

    def values(codes: Iterable[str]) -> tuple[FacetValue, ...]:
        ranked = sorted(codes, key=lambda code: (-counts[code], code))[:limit]
        return tuple(
            FacetValue(code, counts[code], gazetteer.label(code), values(children.get(code, ())))
            for code in ranked
        )

    return values(children.get("", ()))
