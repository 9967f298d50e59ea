"""When? From what a person writes as a date to the first and the last day that it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from beritasearch.analysis.indonesian.values.calendar import PORTAL_MONTHS
from beritasearch.errors import ImpossibleDate

_HOW = (
    "Give a year (2024), a month (2024-04), a day (2024-04-30) or a range (2024-04-01..2024-04-30)."
)

_ENGLISH = "January February March April May June July August September October November December"
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEKDAYS = "senin selasa rabu kamis jumat jum'at jum’at sabtu minggu ahad"
_DAYS_AGO = {
    "hari ini": 0,
    "today": 0,
    "kemarin": 1,
    "yesterday": 1,
    "kemarin lusa": 2,
    "kemarin dulu": 2,
}
_UNITS = {"pekan": "week", "minggu": "week", "bulan": "month", "tahun": "year"}
_WHICH = {"ini": 0, "lalu": 1, "kemarin": 1}

# Patterns are compiled at their first use: most queries have no date, and compiling costs 2 ms.
_YEAR_FIRST = r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?"
_YEAR_LAST = r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})"
_NAMED = r"(?:(\d{1,2})[ -])?([^\W\d_]+)\.?[ -](\d{4})"
_NO_YEAR = r"\d{1,2}[-/.]\d{1,2}|(?:\d{1,2}[ -])?([^\W\d_]+)"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``since`` to ``until``, both included; None is an open end.

    Raises
    ------
    ImpossibleDate : the period ends before it begins.

    Examples
    --------
    >>> str(Period(date(2024, 4, 1), date(2024, 4, 30)))
    '2024-04'
    >>> date(2024, 4, 30) in Period(date(2024, 4, 1), None)
    True
    """

    since: date | None
    until: date | None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise ImpossibleDate(
                f"The period ends on {self.until} and begins later, on {self.since}. "
                "Write the earlier date first: 2024-04-01..2024-04-30."
            )

    def __contains__(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def __str__(self) -> str:
        since, until = self.since, self.until
        if since is None or until is None:
            return f"{since or ''}..{until or ''}"
        for text in (f"{since.year:04}", f"{since.year:04}-{since.month:02}", f"{since}"):
            if _single(text, since) == (since, until):
                return text
        return f"{since}..{until}"


def parse_period(text: str, today: date) -> Period:
    """Return the days that `text` means, seen from `today`.

    Parameters
    ----------
    text : a year, a month, a day, a range ``A..B`` of these with one side left open if wanted,
        an Indonesian date (``30 April 2024``, ``April 2024``, ``30/4/2024``) or a word:
        ``hari ini``, ``kemarin``, ``kemarin lusa``, and ``pekan``, ``minggu``, ``bulan`` or
        ``tahun`` with ``ini`` or ``lalu``. A week begins on Monday; ``ini`` is the whole week,
        month or year, with the days to come.
    today : the day that ``hari ini`` means.

    Raises
    ------
    ImpossibleDate : the text is no date, the day does not exist, or the end is before the begin.

    Examples
    --------
    >>> str(parse_period("30 April 2024", date(2024, 5, 2)))
    '2024-04-30'
    >>> str(parse_period("pekan lalu", date(2024, 5, 2)))
    '2024-04-22..2024-04-28'
    """
    begin, dots, end = text.partition("..")
    if not dots:
        return Period(*_single(text, today))
    if not begin.strip() and not end.strip():
        raise ImpossibleDate(f"The period {_shown(text)} has no date. {_HOW}")
    return Period(
        _single(begin, today)[0] if begin.strip() else None,
        _single(end, today)[1] if end.strip() else None,
    )


def first_day(text: str, today: date) -> date:
    """Return the first day of the period: what ``--since`` means.

    Raises
    ------
    ImpossibleDate : as :func:`parse_period`, or the period has no beginning.

    Examples
    --------
    >>> first_day("2019-09", date(2024, 5, 2))
    datetime.date(2019, 9, 1)
    """
    since = parse_period(text, today).since
    if since is None:
        raise ImpossibleDate(f"The period {_shown(text)} has no first day. {_HOW}")
    return since


def last_day(text: str, today: date) -> date:
    """Return the last day of the period: what ``--until`` means.

    Raises
    ------
    ImpossibleDate : as :func:`parse_period`, or the period has no end.

    Examples
    --------
    >>> last_day("2019-09", date(2024, 5, 2))
    datetime.date(2019, 9, 30)
    """
    until = parse_period(text, today).until
    if until is None:
        raise ImpossibleDate(f"The period {_shown(text)} has no last day. {_HOW}")
    return until


def _single(text: str, today: date) -> tuple[date, date]:
    """First and last day of one date without ``..``."""
    words = text.casefold().replace(",", " ").split()
    if len(words) > 1 and words[0] in _WEEKDAYS.split() and words[1] not in _WHICH:
        del words[0]
    plain = " ".join(words)
    try:
        found = _relative(plain, today) or _calendar(plain, text)
    except OverflowError:  # the day before 0001-01-01
        found = None
    if found:
        return found
    without_year = re.fullmatch(_NO_YEAR, plain)
    if without_year and (without_year[1] is None or without_year[1] in PORTAL_MONTHS):
        raise ImpossibleDate(f"Date {_shown(text)} has no year. {_HOW}")
    raise ImpossibleDate(f"{_shown(text)} is not a date. {_HOW}")


def _relative(plain: str, today: date) -> tuple[date, date] | None:
    if plain in _DAYS_AGO:
        day = today - timedelta(days=_DAYS_AGO[plain])
        return day, day
    unit, _, which = plain.partition(" ")
    if unit not in _UNITS or which not in _WHICH:
        return None
    back = _WHICH[which]
    if _UNITS[unit] == "week":
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return monday, monday + timedelta(days=6)
    if _UNITS[unit] == "year":
        return _span(today.year - back, None, None, plain)
    months = today.year * 12 + today.month - 1 - back
    return _span(months // 12, months % 12 + 1, None, plain)


def _calendar(plain: str, text: str) -> tuple[date, date] | None:
    if match := re.fullmatch(_YEAR_FIRST, plain):
        year, month, day = match.groups()
    elif match := re.fullmatch(_YEAR_LAST, plain):
        day, month, year = match.groups()
    elif (match := re.fullmatch(_NAMED, plain)) and match[2] in PORTAL_MONTHS:
        day, month, year = match[1], str(PORTAL_MONTHS[match[2]]), match[3]
    else:
        return None
    return _span(int(year), int(month) if month else None, int(day) if day else None, text)


def _span(year: int, month: int | None, day: int | None, text: str) -> tuple[date, date]:
    if not 1 <= year <= 9999:
        raise ImpossibleDate(f"Date {_shown(text)} does not exist: years begin with 0001. {_HOW}")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise ImpossibleDate(f"Date {_shown(text)} does not exist: months go from 01 to 12. {_HOW}")
    length = _LENGTHS[month - 1] + (month == 2 and _is_leap(year))
    if day is None:
        return date(year, month, 1), date(year, month, length)
    if not 1 <= day <= length:
        name = f"{_ENGLISH.split()[month - 1]} {year:04}"
        raise ImpossibleDate(
            f"Date {_shown(text)} does not exist: days of {name} go from 01 to {length}. {_HOW}"
        )
    return date(year, month, day), date(year, month, day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _shown(text: str) -> str:
    """The text in quotation marks, short and printable, for a message."""
    short = " ".join(text.split())
    short = short if len(short) <= 40 else short[:39] + "…"
    return "'" + "".join(char if char.isprintable() else "\ufffd" for char in short) + "'"
