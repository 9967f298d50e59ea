"""Times as Indonesian portals print them, and as machines write them.

General date parsers fail on what portals print (`5 Agst 2023`, `Jum'at, 10 Des 2021 - 20:15
WIB`), so the few printed forms are read here; ``tests/articles/cases/dates.tsv`` lists them. What
counts from now (`17 menit yang lalu`) is in ``recent_dates.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from beritasearch.analysis.indonesian.values.calendar import PORTAL_MONTHS
from beritasearch.articles.moments import (
    DEFAULT_ZONE,
    GAP,
    TIME,
    WEEKDAY,
    FoundMoment,
    Moment,
    is_plausible,
    is_weekday,
    local_time,
    moment_at,
    on_day,
    zone_of,
)
from beritasearch.articles.recent_dates import find_alone, find_recent

__all__ = [
    "DEFAULT_ZONE",
    "FoundMoment",
    "Moment",
    "Stated",
    "find_printed",
    "find_stated",
    "local_time",
    "parse_iso",
    "parse_printed",
    "parse_stated",
    "zone_of",
]

# `d/m/Y` is the Indonesian order.
_DATE = (
    r"(?:(?P<day>[0-9]{1,2})[\s./-]{0,3}(?P<name>[a-z]{3,9})[\s.,/-]{1,3}(?P<year>[0-9]{4})"
    r"|(?P<name2>[a-z]{3,9})\.? (?P<day2>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year2>[0-9]{4})"
    r"|(?P<day3>[0-9]{1,2})\s?(?P<mark>[./-])\s?(?P<month3>[0-9]{1,2})\s?(?P=mark)\s?(?P<year3>[0-9]{4})"
    r"|(?P<year4>[0-9]{4})(?P<mark4>[/-])(?P<month4>[0-9]{2})(?P=mark4)(?P<day4>[0-9]{2})"
    r"|(?P<day5>[0-9]{1,2})[\s./-]{1,3}(?:(?P<name5>[a-z]{3,9})|(?P<month5>[0-9]{1,2}))"
    r"[\s./-]{1,3}['’]?(?P<year5>[0-9]{2})(?=[\s,|;()–—-]|$))"
)
_PRINTED = re.compile(
    rf"(?:(?<!\w){WEEKDAY}\.?{GAP}|(?<![0-9/.,-])(?<![^\W_])){_DATE}(?![0-9])"
    rf"(?:{GAP}{TIME})?",
    re.IGNORECASE,
)
# A time that stands before its date: `17:21 WIB, Selasa 30 April 2024`.
_EARLY_TIME = re.compile(rf"(?<![0-9:]){TIME}{GAP}$", re.IGNORECASE)
_EARLY_REACH = 40
_CHANGED = (
    r"(?:(?:terakhir|last)\s)?(?:(?:di)?perbarui|diperbaharui|pembaruan|dimutakhirkan|(?:di-?)?ubah|"
    r"(?:di-?)?update[ds]?|updated|modified|edited)(?:\s(?:terakhir|pada|on|at|tanggal))?"
)
_PUBLISHED = (
    r"(?:diterbitkan|dipublikasi(?:kan)?|dipublish|publikasi|terbit|tayang|dimuat|dirilis|rilis|"
    r"diunggah|diposting|posting|tanggal|tgl|hari|published|posted|date)(?:\s(?:pada|on|at|tanggal))?"
)
_LABEL = re.compile(
    rf"\W*(?:(?P<changed>{_CHANGED})|{_PUBLISHED}|pada|on)?\s?[:.,]?\W*", re.IGNORECASE
)
_CHANGED_BEFORE = re.compile(rf"(?<!\w){_CHANGED}[\s:.,|–—-]*$", re.IGNORECASE)
_LONGEST_LABEL = 60
# Kompas.com - 12/03/2020, 10:23 WIB
_SITE = re.compile(r"[a-z][\w-]{1,30}(?:\.[a-z]{2,5}){1,2}\s?[-–—,|]\s?", re.IGNORECASE)
_EDGES = " \t\n\r\u00a0|-–—,.;•·/()"
_MAIL = re.compile(r"(?:[a-z]{3},? )?[0-9]{1,2}[ -][a-z]{3}[ -][0-9]{4} [0-9]", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}")
_BARE_DAY = re.compile(r"[0-9]{4}-?(?:[0-9]{2}-?[0-9]{2}|W[0-9]{2}(?:-?[0-9])?)")
_CENTURY = 2000
# The time of a change stands beside that of publication, with a writer or a button between.
_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Stated:
    """The two times that a page states of itself; either may be missing."""

    published: Moment | None = None
    changed: Moment | None = None


def parse_printed(
    text: str, *, zone: str = DEFAULT_ZONE, fetched: datetime | None = None
) -> Moment | None:
    """The moment that a text states, and nothing beside it; None when it is no date.

    Parameters
    ----------
    zone : the portal's zone, for a time printed without one.
    fetched : when the page was sent, for what is counted from then (`17 menit yang lalu`).

    >>> parse_printed("Jum'at, 10 Des 2021 - 20:15 WIB").at.isoformat()
    '2021-12-10T20:15:00+07:00'
    """
    stated = parse_stated(text, zone=zone, fetched=fetched)
    return (stated.published or stated.changed) if stated else None


def parse_stated(
    text: str, *, zone: str = DEFAULT_ZONE, fetched: datetime | None = None
) -> Stated | None:
    """When a line says its page was published and changed; None when it says anything beside.

    The first time without a label is that of publication.

    >>> line = "Senin, 29 Apr 2024 17:21 WIB | Diperbarui: 30 Apr 2024 08:05 WIB"
    >>> stated = parse_stated(line)
    >>> stated.published.at.isoformat(), stated.changed.at.isoformat()
    ('2024-04-29T17:21:00+07:00', '2024-04-30T08:05:00+07:00')
    """
    plain = text.strip(_EDGES)
    if site := _SITE.match(plain):
        plain = plain[site.end() :]
    published = changed = None
    end = 0
    for found in _all_alone(plain, zone, fetched):
        beside = found.start - end <= _LONGEST_LABEL
        label = _LABEL.fullmatch(plain, end, found.start) if beside else None
        if label is None:
            return None
        if label["changed"]:
            changed = changed or found.moment
        else:
            published = published or found.moment
        end = found.end
    if not end or plain[end:].strip(_EDGES):
        return None
    return Stated(published, changed)


def find_stated(
    texts: Iterable[str], *, zone: str = DEFAULT_ZONE, fetched: datetime | None = None
) -> Stated:
    """When the short texts around a title say that its page was published and changed.

    Of publication the first time counts, else the first day; what stands behind *Diperbarui*
    is none.

    >>> find_stated(["Diperbarui 30 Apr 2024", "Redaksi - 29 Apr 2024 17:21 WIB"]).published.on
    datetime.date(2024, 4, 29)
    """
    published = day = changed = None
    beside = 0
    for text in texts:
        for found in _all_found(text, zone, fetched):
            if _CHANGED_BEFORE.search(text, 0, found.start):
                changed = changed or found.moment
            elif found.moment.at:
                published = published or found.moment
            else:
                day = day or found.moment
        beside += published is not None
        if beside > _BESIDE or (published and changed):
            break
    return Stated(published or day, changed)


def _all_found(text: str, zone: str, fetched: datetime | None) -> Iterator[FoundMoment]:
    start = 0
    while found := find_printed(text[start:], zone=zone, fetched=fetched):
        yield FoundMoment(found.moment, start + found.start, start + found.end)
        start += found.end


def _all_alone(text: str, zone: str, fetched: datetime | None) -> list[FoundMoment]:
    """The moments of a line that may say nothing else."""
    found = list(_all_found(text, zone, fetched))
    if not found and fetched and (alone := find_alone(text, fetched, zone)):
        return [alone]
    return found


def find_printed(
    text: str, *, zone: str = DEFAULT_ZONE, fetched: datetime | None = None
) -> FoundMoment | None:
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
    return find_recent(text, fetched, zone) if fetched else None


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
        return Moment(None, at.date(), None) if is_plausible(at.date()) else None
    return moment_at(at, zone)


def _found(text: str, match: re.Match[str], day: date, zone: str) -> FoundMoment:
    """The moment at this place, with the time behind it or else the one before it."""
    timed, start = match, match.start()
    if match["hour"] is None:
        reach = max(0, start - _EARLY_REACH)
        if early := _EARLY_TIME.search(text[reach:start]):
            timed, start = early, reach + early.start()
    return FoundMoment(on_day(day, timed, zone), start, match.end())


def _day(match: re.Match[str]) -> date | None:
    for number in ("", "2", "3", "4", "5"):
        if year := match[f"year{number}"]:
            break
    name = match["name"] or match["name2"] or match["name5"]
    numbered = match["month3"] or match["month4"] or match["month5"]
    month = PORTAL_MONTHS.get(name.lower(), 0) if name else int(numbered)
    try:
        day = date(
            int(year) + (_CENTURY if match["year5"] else 0), month, int(match[f"day{number}"])
        )
    except ValueError:
        return None
    # A year of two digits may be a day: 16/02/15 is a day in 2015 to one portal, and a day in
    # 2016 to the addresses of another. The weekday decides.
    if match["year5"] and not (match["weekday"] and is_weekday(day, match["weekday"])):
        return None
    return day if is_plausible(day) else None
