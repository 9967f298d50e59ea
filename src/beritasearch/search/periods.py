"""Rows of years, months or days without gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from beritasearch.errors import IndexDamaged

# The days of ten years and some: as JSON 120 kB and 2 ms, while one wrong year among the dates
# of an archive would else give a row of 700,000 days.
MOST_FILLED = 4_000


def all_between(periods: Sequence[str], name: str) -> list[str] | None:
    """Every period from the first to the last; None where they are more than 4,000.

    Parameters
    ----------
    periods : in their order, as ``2024``, ``2024-04`` or ``2024-04-30``.
    name : ``year``, ``month`` or ``day``.

    Raises
    ------
    IndexDamaged : one of them is no period.

    Examples
    --------
    >>> all_between(["2023-11", "2024-02"], "month")
    ['2023-11', '2023-12', '2024-01', '2024-02']
    """
    if not periods:
        return []
    number, period = _WAYS[name]
    try:
        first, last = number(periods[0]), number(periods[-1])
        return [period(at) for at in range(first, last + 1)] if last - first < MOST_FILLED else None
    except ValueError as error:
        raise IndexDamaged(f"A {name} of the index cannot be read: {error}.") from error


def _month_number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _day_number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _day(number: int) -> str:
    return date.fromordinal(number).isoformat()


_WAYS: dict[str, tuple[Callable[[str], int], Callable[[int], str]]] = {
    "year": (int, "{:04}".format),
    "month": (_month_number, _month),
    "day": (_day_number, _day),
}
