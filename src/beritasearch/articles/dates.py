"""Times as Indonesian portals print them, and as machines write them.

General date parsers fail on what portals print (`5 Agst 2023`, `Jum'at, 10 Des 2021 - 20:15
WIB`), so the few printed forms are read here; ``tests/articles/cases/dates.tsv`` lists them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from beritasearch.analysis.indonesian.values.calendar import NEWS_YEARS, PORTAL_MONTHS

DEFAULT_ZONE = "+07:00"

_ZONES = {"wib": "+07:00", "wita": "+08:00", "wit": "+09:00", "gmt": "+00:00", "utc": "+00:00"}

_WEEKDAY = (
    r"(?:senin|selasa|rabu|kamis|jum['’‘`´]?at|sabtu|minggu|ahad|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)"
)
_GAP = r"[\s,.;|/•·●()–—-]{0,12}"
# `d/m/Y` is the Indonesian order. A year of two digits is refused: 16/02/15 is a day in 2015
# to one portal and a day in 2016 to the addresses of another.
_DATE = (
    r"(?:(?P<day>[0-9]{1,2})[\s./-]{0,3}(?P<name>[a-z]{3,9})[\s.,/-]{1,3}(?P<year>[0-9]{4})"
    r"|(?P<name2>[a-z]{3,9})\.? (?P<day2>[0-9]{1,2}),? (?P<year2>[0-9]{4})"
    r"|(?P<day3>[0-9]{1,2})(?P<mark>[./-])(?P<month3>[0-9]{1,2})(?P=mark)(?P<year3>[0-9]{4})"
    r"|(?P<year4>[0-9]{4})(?P<mark4>[/-])(?P<month4>[0-9]{2})(?P=mark4)(?P<day4>[0-9]{2}))"
)
# A bare offset with a colon needs its plus sign: `17:21-18:00` is a span of time.
_ZONE = (
    r"(?:\(?(?P<zone>wib|wita|wit|(?:gmt|utc)(?:\s?[+-]\s?[0-9]{1,2}(?::?[0-9]{2})?)?"
    r"|\+[0-9]{2}:?[0-9]{2}|-[0-9]{4}|z)\)?(?![a-z0-9]))"
)
_TIME = (
    r"(?:(?:pukul|pkl|jam|at|t)\b[.:]?\s?)?"
    r"(?P<hour>[01]?[0-9]|2[0-3])(?P<colon>[:.])(?P<minute>[0-5][0-9])"
    r"(?:(?P=colon)(?P<second>[0-5][0-9])(?:\.[0-9]{1,9})?)?(?![0-9]|:[0-9])"
    rf"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s{{0,3}}{_ZONE})?"
)
_PRINTED = re.compile(
    rf"(?:(?<!\w){_WEEKDAY}\.?{_GAP})?(?<![0-9/.,-])(?<![^\W_]){_DATE}(?![0-9])"
    rf"(?:{_GAP}{_TIME})?",
    re.IGNORECASE,
)
# A time that stands before its date: `17:21 WIB, Selasa 30 April 2024`.
_EARLY_TIME = re.compile(rf"(?<![0-9:]){_TIME}{_GAP}$", re.IGNORECASE)
_EARLY_REACH = 40
_OPENING = re.compile(
    r"(?:(?:diterbitkan|dipublikasikan|terbit|tayang|diunggah|diposting|diperbarui|tanggal|"
    r"published|updated|posted)(?:\s(?:pada|on|at))?\s?:?\s?"
    # Kompas.com - 12/03/2020, 10:23 WIB
    r"|[a-z][\w-]{1,30}(?:\.[a-z]{2,5}){1,2}\s?[-–—,|]\s?)",
    re.IGNORECASE,
)
_EDGES = " \t\n\r\u00a0|-–—,.;•·/()"
_MAIL = re.compile(r"(?:[a-z]{3},? )?[0-9]{1,2}[ -][a-z]{3}[ -][0-9]{4} [0-9]", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}")
_BARE_DAY = re.compile(r"[0-9]{4}-?(?:[0-9]{2}-?[0-9]{2}|W[0-9]{2}(?:-?[0-9])?)")
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


def parse_printed(text: str, *, zone: str = DEFAULT_ZONE) -> Moment | None:
    """The moment that a text states, and nothing beside it; None when it is no date.

    Parameters
    ----------
    zone : the portal's zone, for a time printed without one.

    >>> parse_printed("Jum'at, 10 Des 2021 - 20:15 WIB").at.isoformat()
    '2021-12-10T20:15:00+07:00'
    """
    plain = text.strip(_EDGES)
    if opening := _OPENING.match(plain):
        plain = plain[opening.end() :].lstrip(_EDGES)
    found = find_printed(plain, zone=zone)
    if found is None or found.start or plain[found.end :].strip(_EDGES):
        return None
    return found.moment


def find_printed(text: str, *, zone: str = DEFAULT_ZONE) -> FoundMoment | None:
    """The first moment inside a line; an impossible day (31 Feb) is none.

    Returns
    -------
    The moment with its place in the line, weekday and time included.

    >>> found = find_printed("Banten    Rabu, 19 Feb 2025    17:39")
    >>> found.start, found.moment.at.isoformat()
    (10, '2025-02-19T17:39:00+07:00')
    """
    for match in _PRINTED.finditer(text):
        if day := _day(match):
            return _found(text, match, day, zone)
    return None


def parse_iso(text: str, *, zone: str = DEFAULT_ZONE) -> Moment | None:
    """A moment as machines write it: ISO 8601, with or without time and zone, or RFC 2822.

    UTC is how machines write times; such a moment is given in the portal's zone, so that
    its day is the portal's.

    Parameters
    ----------
    zone : the portal's zone, for a time written without one.

    >>> parse_iso("2019-09-17T17:30:00Z").at.isoformat(), parse_iso("2019-10-01").at
    ('2019-09-18T00:30:00+07:00', None)
    """
    plain = text.strip()
    try:
        at = datetime.fromisoformat(plain)
    except ValueError:
        readable = _MAIL.match(plain) or _YEAR_FIRST.match(plain)
        return parse_printed(plain, zone=zone) if readable else None
    if _BARE_DAY.fullmatch(plain):
        return Moment(None, at.date(), None) if _is_plausible(at.date()) else None
    return _moment(at, zone)


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


def _found(text: str, match: re.Match[str], day: date, zone: str) -> FoundMoment:
    """The moment at this place, with the time behind it or else the one before it."""
    timed, start = match, match.start()
    if match["hour"] is None:
        reach = max(0, start - _EARLY_REACH)
        if early := _EARLY_TIME.search(text[reach:start]):
            timed, start = early, reach + early.start()
    if timed["hour"] is None:
        return FoundMoment(Moment(None, day, None), start, match.end())
    at = datetime.combine(day, _clock(timed), _printed_zone(timed["zone"]) or zone_of(zone))
    return FoundMoment(_moment(at, zone) or Moment(None, day, None), start, match.end())


def _moment(at: datetime, zone: str) -> Moment | None:
    """A time in the zone it states, UTC and no zone in the portal's."""
    if not _is_plausible(at.date()):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=zone_of(zone))
    elif not (offset := at.utcoffset()) or offset % _MINUTE:
        # Nobody lives in an offset with seconds: a computer made it up.
        at = at.astimezone(zone_of(zone))
    return Moment(at, at.date(), at.isoformat()[-6:])


def _day(match: re.Match[str]) -> date | None:
    for number in ("", "2", "3", "4"):
        if year := match[f"year{number}"]:
            break
    name = match["name"] or match["name2"]
    month = PORTAL_MONTHS.get(name.lower(), 0) if name else int(match["month3"] or match["month4"])
    try:
        day = date(int(year), month, int(match[f"day{number}"]))
    except ValueError:
        return None
    return day if _is_plausible(day) else None


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


def _is_plausible(day: date) -> bool:
    return day.year in NEWS_YEARS and day != _NO_TIME
