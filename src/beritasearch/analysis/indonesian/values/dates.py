"""Days that a text prints in digits, with the weekdays before them, and ranges of dates.

Every pattern is tried at one place only: at digits or a weekday. Texts come in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from beritasearch.analysis.indonesian.values.calendar import MONTHS, WEEKDAYS, day_of
from beritasearch.analysis.indonesian.values.lazily import Lazy
from beritasearch.analysis.indonesian.values.periods import (
    CENTURY_TURNS,
    DOT,
    MONTH,
    YEAR,
    dated,
    decade_at,
    year_at,
)
from beritasearch.analysis.indonesian.values.pieces import TO, Printed
from beritasearch.analysis.indonesian.values.scan import lowered
from beritasearch.analysis.indonesian.values.value import Days

_YEAR_BEHIND = rf"(?:,?\s(?:tahun )?(?P<year>{YEAR}))?(?!\d)"
_NAMED_AT = Lazy(
    rf"(?P<day>\d\d?)(?:{TO}(?P<day2>\d\d?))?\s?\(?(?P<month>{MONTH})\b{DOT}"
    rf"(?:,?\s(?:tahun )?(?P<year>{YEAR})(?!\d)|(?P<when>\s(?:tahun (?:lalu|ini|depan)|lalu|silam|mendatang|nanti)\b))?(?!\d)"
)
_SEVERAL_AT = Lazy(
    rf"\d\d?(?:(?:,\s?|,?\sdan\s|\s&\s|\sserta\s)\d\d?)+\s(?P<month>{MONTH})\b{DOT}{_YEAR_BEHIND}"
)
_NUMERIC_AT = Lazy(
    r"(?P<day>\d\d?)(?:\s?[-–]\s?(?P<day2>\d\d?)(?=\s?/))?\s?(?P<mark>[-/.])\s?(?P<month>\d\d?)"
    r"(?:\s?(?P=mark)\s?(?P<year>\d{4}|\d\d))?(?![\d/]|[.,]\d)"
)
_WEEKDAY_AT = Lazy(
    rf"(?:malam )?(?P<weekday>{'|'.join(WEEKDAYS)})(?:(?:{TO}|\sdan\s)(?P<weekday2>{'|'.join(WEEKDAYS)}))?"
    r"(?:,?\s(?:dini hari|pagi|siang|sore|petang|malam|pekan lalu|minggu lalu|lalu|kemarin|besok|ini|nanti|mendatang)){0,2}"
    r",?\s?(?:tanggal\s)?(?P<bracket>\()?\s?(?=\d)"
)


_ZODIAC = Lazy(
    r"\b(?:aries|taurus|gemini|cancer|leo|virgo|libra|scorpio|sagitt?arius|capricorn|aquarius|pisces)\W*$"
)


# What stands behind a day and a space: a month, another day, or what leads to one. One look
# spares three patterns for most numbers.
_GOES_ON = frozenset("jfpmasondh-–—/.&(")


def printed_at(low: str, start: int, end: int, published: date | None) -> Iterator[Printed]:
    """The dates that begin at a run of digits; several where days share a month."""
    length, behind = end - start, low[end : end + 1]
    before = low[start - 1 : start]
    if (
        before
        and (before in "/:.,-°" or before.isalnum())
        and low[max(0, start - 2) : start - 1].isdigit()
    ):
        return
    if length <= 2 and behind and behind in " -–—,/.":
        yield from _days_at(low, start, end, None, published)
    else:
        is_year = length == 4 and low.startswith(("19", "20"), start)
        found = year_at(low, start) if is_year else None
        if length == 2:
            found = decade_at(low, start)
        if found is not None:
            yield found


def _days_at(
    low: str, start: int, end: int, weekdays: tuple[int, ...] | None, published: date | None
) -> Iterator[Printed]:
    behind = low[end]
    if behind == " " and low[end + 1 : end + 2] not in _GOES_ON:
        return
    if behind in ", " and (match := _SEVERAL_AT.match(low, start)):
        yield from _several(match, published)
        return
    if behind in " -–—" and (match := _NAMED_AT.match(low, start)):
        yield _named(match, weekdays, published)
        return
    if behind == "-" and (decade := decade_at(low, start)):
        yield decade
        return
    if (match := _NUMERIC_AT.match(low, start)) and (
        found := _numeric(low, match, weekdays, published)
    ):
        yield found


def behind_weekday(low: str, start: int, published: date | None) -> Printed | None:
    """The date that a weekday stands before, from the weekday on; None where none follows."""
    head = _WEEKDAY_AT.match(low, start)
    if head is None:
        return None
    at = head.end()
    end = at + 1 + low[at + 1 : at + 2].isdigit()
    if low[end : end + 1].isdigit() or end >= len(low):
        return None
    weekdays = tuple(WEEKDAYS[name] for name in (head["weekday"], head["weekday2"]) if name)
    if low.startswith("malam ", start):
        # Saturday night is `malam Minggu`: either day may be printed.
        weekdays = ()
    found = list(_days_at(low, at, end, weekdays, published))
    if not found:
        return None
    last = found[0]
    closes = bool(head["bracket"]) and low[last.end : last.end + 1] == ")"
    return last._replace(start=start, end=last.end + closes)


def _full_year(digits: str | None) -> int | None:
    if digits is None or len(digits) == 4:
        return int(digits) if digits else None
    return int(digits) + (2000 if int(digits) < CENTURY_TURNS else 1900)


def _ranged(
    first: tuple[int | None, int, int],
    last_day: int,
    weekdays: tuple[int, ...],
    published: date | None,
) -> Days | None:
    """Days of one month; where one end does not exist the other stays, doubtful."""
    year, month, day = first
    pair = weekdays if len(weekdays) == 2 else (None, None)
    low = dated(year, month, day, pair[0], published)
    high = dated(year, month, last_day, pair[1], published)
    if low and high:
        if low.first > high.first:
            return None
        return Days(low.first, high.first, False, low.doubtful or high.doubtful)
    one = low or high
    return one._replace(doubtful=True) if one else None


def _named(
    match: re.Match[str], weekdays: tuple[int, ...] | None, published: date | None
) -> Printed:
    month, year = MONTHS[match["month"]], _full_year(match["year"])
    day, when = int(match["day"]), (match["when"] or "").strip()
    start, end = match.span()
    if match["day2"]:
        value = _ranged((year, month, day), int(match["day2"]), weekdays or (), published)
        return Printed(start, match.start("when") if when else end, value)
    if when.startswith("tahun") and published:
        year = published.year + {"lalu": -1, "depan": 1}.get(when[6:], 0)
    weekday = weekdays[0] if weekdays else None
    value = dated(year, month, day, weekday, published)
    if value and published and weekday is None and when in ("lalu", "silam", "mendatang"):
        value = _turned(value, published, when == "mendatang")
    if when and not when.startswith("tahun"):
        end = match.start("when")
    return Printed(start, end, value, day, month, year is not None)


def _turned(value: Days, published: date, future: bool) -> Days:
    """The last such day with *lalu*, the next with *mendatang*."""
    first = value.first
    wrong = first < published if future else first > published
    moved = day_of(first.year + (1 if future else -1), first.month, first.day) if wrong else None
    return value._replace(first=moved) if moved else value


def _several(match: re.Match[str], published: date | None) -> Iterator[Printed]:
    month, year = MONTHS[match["month"]], _full_year(match["year"])
    days = list(re.finditer(r"\d+", match[0][: match.start("month") - match.start()]))
    for at, day in enumerate(days):
        end = match.end() if at == len(days) - 1 else match.start() + day.end()
        value = dated(year, month, int(day[0]), None, published)
        yield Printed(match.start() + day.start(), end, value)


def _numeric(
    low: str, match: re.Match[str], weekdays: tuple[int, ...] | None, published: date | None
) -> Printed | None:
    """`(29/4)`, `7-8/9/2019`, `14/09/19` behind a weekday, `17-08-2000`."""
    start, end = match.span()
    digits, mark = match["year"], match["mark"]
    full = digits is not None and len(digits) == 4
    bracketed = low[start - 1 : start] == "(" and low[end : end + 1] == ")"
    if mark != "/" and digits is None:
        return None
    # Elsewhere `5/8` is a seeding or a fraction.
    is_shown = full or weekdays is not None or (bracketed and mark == "/")
    if not (is_shown or low.endswith("tanggal ", 0, start)) or (mark == "." and not full):
        return None
    day, month, year = int(match["day"]), int(match["month"]), _full_year(digits)
    if month > 12 or month == 0:
        return None
    if match["day2"]:
        value = _ranged((year, month, day), int(match["day2"]), weekdays or (), published)
        return Printed(start, end, value)
    weekday = weekdays[0] if weekdays else None
    value = dated(year, month, day, weekday, published)
    if value and value.doubtful and published and day <= 12:
        # Day and month exchanged, only where that is the day of publication.
        exchanged = dated(year, day, month, weekday, published)
        if exchanged and not exchanged.doubtful and exchanged.first == published:
            value = exchanged._replace(doubtful=True)
    return Printed(start, end, value, day, month, year is not None)


_BETWEEN = Lazy(
    rf"\)?,?{TO}"
    r"(?:akhir |awal )?(?:(?:kuartal|triwulan|tahun|tanggal|hari|bulan)\s)*\(?"
)


def joined(low: str, first: Printed, second: Printed) -> Printed | None:
    """Two dates as one range, the first in the year of its end; None where they are two."""
    if not _BETWEEN.fullmatch(low, first.end, second.start):
        return None
    a, b = first.value, second.value
    if _ZODIAC.search(low, max(0, first.start - 16), first.start):
        return Printed(first.start, second.end, None)
    if a is None or b is None:
        return _one_end(first, second)
    if not first.has_year and second.has_year and first.month and first.day:
        year = b.first.year - (first.month > b.first.month)
        begin = day_of(year, first.month, first.day)
        a = a._replace(first=begin, doubtful=False) if begin else a
    if a.first > b.first:
        return None
    value = Days(a.first, b.last or b.first, a.about and b.about, a.doubtful or b.doubtful)
    return Printed(first.start, second.end, value)


def _one_end(first: Printed, second: Printed) -> Printed | None:
    """A range with an end that does not exist: the other stays, doubtful."""
    one = first.value or second.value
    if one is None or one.last is not None:
        return None
    return Printed(first.start, second.end, one._replace(doubtful=True))


def date_at(text: str, start: int, published: date | None) -> Days | None:
    """The day whose first digit stands here; None where none does."""
    from_here = max(0, start - 40)
    low = lowered(text[from_here : start + 48])
    at = start - from_here
    end = at + 1
    while low[end : end + 1].isdigit():
        end += 1
    if end - at > 2 or end >= len(low):
        return None
    head = _weekday_head().search(low, 0, at)
    weekdays = (WEEKDAYS[head[1]],) if head else None
    found = next(_days_at(low, at, end, weekdays, published), None)
    return found.value if found else None


@lru_cache(maxsize=1)
def _weekday_head() -> re.Pattern[str]:
    names = "|".join(WEEKDAYS)
    return re.compile(
        rf"\b({names})(?:,?\s(?:dini hari|pagi|siang|sore|petang|malam|lalu))?,?\s?\(?$"
    )
