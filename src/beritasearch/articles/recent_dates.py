"""Times that count from the fetch: `17 menit yang lalu`, `Kemarin, 14:20`, `29/4`."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from beritasearch.analysis.indonesian.values.calendar import PORTAL_MONTHS
from beritasearch.articles.moments import (
    GAP,
    TIME,
    WEEKDAY,
    FoundMoment,
    Moment,
    is_plausible,
    is_weekday,
    moment_at,
    on_day,
    zone_of,
)

_SECONDS = {
    "detik": 1, "second": 1, "sec": 1, "menit": 60, "mnt": 60, "minute": 60, "min": 60,
    "jam": 3600, "hour": 3600, "hr": 3600,
}  # fmt: skip
_DAYS = {"hari": 1, "day": 1, "minggu": 7, "pekan": 7, "week": 7}
_COUNTS = {
    "se": 1, "satu": 1, "a": 1, "an": 1, "one": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5,
    "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10,
}  # fmt: skip
_UNIT = "|".join(sorted((*_SECONDS, *_DAYS), key=len, reverse=True))
_COUNT = rf"(?:[0-9]{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_STEP = re.compile(rf"(?P<count>{_COUNT})\s?(?P<unit>{_UNIT})s?", re.IGNORECASE)
_AGO = re.compile(
    rf"(?<![\w.,/])(?:sekitar\s|about\s)?(?P<steps>(?:{_COUNT}\s?(?:{_UNIT})s?[\s,]{{1,2}}){{1,2}})"
    r"(?:(?:yang\s)?(?:lalu|silam)|yg\slalu|ago)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"(?<!\w)(?:baru\ssaja|just\snow)\b", re.IGNORECASE)
_NEAR_DAYS = {
    "hari ini": 0, "today": 0, "kemarin": 1, "kemaren": 1, "yesterday": 1, "kemarin lusa": 2,
}  # fmt: skip
_NEAR = re.compile(
    rf"(?<!\w)(?P<near>{'|'.join(sorted(_NEAR_DAYS, key=len, reverse=True))})\b(?:{GAP}{TIME})?",
    re.IGNORECASE,
)
# A day without its year: `Senin (29/4)`, `29 April, 17:21 WIB`.
_YEARLESS = re.compile(
    rf"(?:(?<!\w){WEEKDAY}\.?{GAP}|(?<![0-9/.,:-])(?<![^\W_]))"
    r"(?:(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})|(?P<day2>[0-9]{1,2})\s(?P<name>[a-z]{3,9})\.?)"
    rf"(?![\w/]|[.:-][0-9]|\s?%)(?:{GAP}{TIME})?",
    re.IGNORECASE,
)
# 29 February comes again after eight years at the latest.
_LEAP_YEARS = 8


def find_recent(text: str, fetched: datetime, zone: str) -> FoundMoment | None:
    """The first moment inside a line that counts from the fetch.

    A count of minutes or hours gives a time to the minute, one of days or weeks a day. Months and
    years ago give none: no day follows from them.

    Parameters
    ----------
    fetched : aware.
    zone : the portal's zone.

    >>> from datetime import UTC
    >>> sent = datetime(2024, 4, 30, 10, 38, tzinfo=UTC)
    >>> find_recent("BANTEN  17 menit yang lalu", sent, "+07:00").moment.at.isoformat()
    '2024-04-30T17:21:00+07:00'
    """
    local = fetched.astimezone(zone_of(zone))
    near = _NEAR.search(text)
    found = (
        _ago(_AGO.search(text), local, zone),
        # `Berita Hari Ini` is no date.
        _near(near, local, zone) if near and near["hour"] else None,
    )
    return min(filter(None, found), key=lambda one: one.start, default=None)


def find_alone(text: str, fetched: datetime, zone: str) -> FoundMoment | None:
    """A moment that counts from the fetch, in forms that mean one only where nothing else is said.

    >>> from datetime import UTC
    >>> sent = datetime(2024, 4, 30, 10, 38, tzinfo=UTC)
    >>> find_alone("Senin (29/4)", sent, "+07:00").moment.on.isoformat()
    '2024-04-29'
    """
    local = fetched.astimezone(zone_of(zone))
    return (
        _near(_NEAR.search(text), local, zone)
        or _now(_NOW.search(text), local, zone)
        or _yearless(text, local, zone)
    )


def _ago(match: re.Match[str] | None, local: datetime, zone: str) -> FoundMoment | None:
    if match is None:
        return None
    seconds = days = 0
    for step in _STEP.finditer(match["steps"]):
        count, unit = step["count"].lower(), step["unit"].lower()
        times = int(count) if count.isdigit() else _COUNTS[count]
        seconds += times * _SECONDS.get(unit, 0)
        days += times * _DAYS.get(unit, 0)
    if days:
        return _on(local.date() - timedelta(days=days), match)
    at = (local - timedelta(seconds=seconds)).replace(second=0, microsecond=0)
    return _at(at, match, zone)


def _now(match: re.Match[str] | None, local: datetime, zone: str) -> FoundMoment | None:
    return _at(local.replace(second=0, microsecond=0), match, zone) if match else None


def _near(match: re.Match[str] | None, local: datetime, zone: str) -> FoundMoment | None:
    if match is None:
        return None
    day = local.date() - timedelta(days=_NEAR_DAYS[" ".join(match["near"].lower().split())])
    return FoundMoment(on_day(day, match, zone), match.start(), match.end())


def _yearless(text: str, local: datetime, zone: str) -> FoundMoment | None:
    for match in _YEARLESS.finditer(text):
        name = match["name"]
        month = PORTAL_MONTHS.get(name.lower(), 0) if name else int(match["month"])
        day = _latest(int(match["day"] or match["day2"]), month, local.date())
        if day and (not match["weekday"] or is_weekday(day, match["weekday"])):
            return FoundMoment(on_day(day, match, zone), match.start(), match.end())
    return None


def _latest(day: int, month: int, sent: date) -> date | None:
    """The last such day until the fetch, or the day after it: clocks and zones differ."""
    for year in range(sent.year + 1, sent.year - _LEAP_YEARS, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= sent + timedelta(days=1):
            return found
    return None


def _at(at: datetime, match: re.Match[str], zone: str) -> FoundMoment | None:
    moment = moment_at(at, zone)
    return FoundMoment(moment, match.start(), match.end()) if moment else None


def _on(day: date, match: re.Match[str]) -> FoundMoment | None:
    moment = Moment(None, day, None)
    return FoundMoment(moment, match.start(), match.end()) if is_plausible(day) else None
