"""A printed time, and the pieces that it is printed in: weekday, clock, zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from beritasearch.analysis.indonesian.values.calendar import NEWS_YEARS, WEEKDAYS

DEFAULT_ZONE = "+07:00"

_ZONES = {"wib": "+07:00", "wita": "+08:00", "wit": "+09:00", "gmt": "+00:00", "utc": "+00:00"}

# `Jum'at` is printed with every mark that a keyboard has; some portals cut days to three letters.
WEEKDAY = (
    r"(?P<weekday>senin|senen|selasa|rabu|kamis|jum['’‘`´ʼ ]?at|juma['’‘`´ʼ]?a?t|sabtu|minggu|ahad|"
    r"(?:sen|sel|rab|kam|jum|sab|min|mgg)(?=[.,\s])|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)"
)
_WEEKDAYS = {
    **{name: number for name, number in WEEKDAYS.items() if name.isalpha()},
    "sen": 0, "sel": 1, "rab": 2, "kam": 3, "jum": 4, "sab": 5, "min": 6, "mgg": 6,
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
GAP = r"[\s,.:;|/•·●()–—-]{0,12}"
# A bare offset with a colon needs its plus sign: `17:21-18:00` is a span of time.
_ZONE = (
    r"(?:\(?(?P<zone>wib|wita|wit|(?:gmt|utc)(?:\s?[+-]\s?[0-9]{1,2}(?::?[0-9]{2})?)?"
    r"|\+[0-9]{2}:?[0-9]{2}|-[0-9]{4}|z)\)?(?![a-z0-9]))"
)
TIME = (
    r"(?:(?:pukul|pkl|pk|jam|at|t)\b[.:]?\s?)?"
    r"(?P<hour>[01]?[0-9]|2[0-3])(?P<colon>[:.])(?P<minute>[0-5][0-9])"
    r"(?:(?P=colon)(?P<second>[0-5][0-9])(?:\.[0-9]{1,9})?)?(?![0-9]|:[0-9])"
    # Some pages print the zone twice: `13:28 WIB WIB`, `17:21 WIB (GMT+7)`.
    rf"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s{{0,3}}{_ZONE}(?:\s\(?(?:wib|wita|wit|gmt\s?\+\s?[0-9]{{1,2}})\b\)?)?)?"
)
# What a machine writes where it knows no time.
_NO_TIME = date(1970, 1, 1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed time.

    Parameters
    ----------
    at : aware; None where only the day is printed.
    on : the day in the printed zone, else in the portal's.
    zone : the offset of `at`, ``+07:00``; None where no time is printed.
    """

    at: datetime | None
    on: date
    zone: str | None


@dataclass(frozen=True, slots=True)
class FoundMoment:
    """A moment inside a line: ``line[start:end]``."""

    moment: Moment
    start: int
    end: int


@lru_cache(maxsize=64)
def zone_of(text: str) -> timezone:
    """The zone of an offset such as ``+07:00``.

    Raises
    ------
    ValueError : the text is no offset of less than a day.
    """
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[4:6])))


def local_time(at: datetime | None, zone: str | None) -> str | None:
    """A time in ISO 8601, in the zone in which it was printed."""
    if at is None:
        return None
    return (at.astimezone(zone_of(zone)) if zone else at).isoformat()


def moment_at(at: datetime, zone: str) -> Moment | None:
    """A time in the zone it states, UTC and no zone in the portal's; None where nobody prints
    such a day."""
    if not is_plausible(at.date()):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=zone_of(zone))
    elif not (offset := at.utcoffset()) or offset % _MINUTE:
        # Nobody lives in an offset with seconds: a computer made it up.
        at = at.astimezone(zone_of(zone))
    return Moment(at, at.date(), at.isoformat()[-6:])


def on_day(day: date, printed: re.Match[str], zone: str) -> Moment:
    """A day with the time that was printed with it, where one was.

    Parameters
    ----------
    printed : a match of `TIME`, whose groups may be empty.
    """
    if printed["hour"] is None:
        return Moment(None, day, None)
    at = datetime.combine(day, _clock(printed), _printed_zone(printed["zone"]) or zone_of(zone))
    return moment_at(at, zone) or Moment(None, day, None)


def is_weekday(day: date, printed: str) -> bool:
    """Whether a day falls on the weekday printed with it."""
    plain = "".join(filter(str.isalpha, printed.lower())).replace("senen", "senin")
    number = _WEEKDAYS.get("jumat" if plain.startswith("juma") else plain)
    return day.weekday() == (_WEEKDAYS[plain[:3]] if number is None else number)


def is_plausible(day: date) -> bool:
    """Whether news can be of this day."""
    return day.year in NEWS_YEARS and day != _NO_TIME


def _clock(match: re.Match[str]) -> time:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(match["minute"]), int(match["second"] or 0))


def _printed_zone(printed: str | None) -> timezone | None:
    """The zone that stands behind a time; None where none does, or one that nobody lives in."""
    if printed is None:
        return None
    plain = "".join(printed.lower().split())
    if named := _ZONES.get("utc" if plain == "z" else plain):
        return zone_of(named)
    digits = plain.lstrip("gmtuc").replace(":", "")
    hours, minutes = digits[1:3], digits[3:5] or "00"
    if int(hours) > 14 or int(minutes) > 59:
        return None
    return zone_of(f"{digits[0]}{hours:0>2}:{minutes}")
