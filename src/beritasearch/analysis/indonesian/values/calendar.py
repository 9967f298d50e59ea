"""Names of days and months, and the periods that they make."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan", "februari pebruari feb", "maret mar", "april apr", "mei", "juni jun",
            "juli jul", "agustus agt agst agu ags", "september sept sep", "oktober okt",
            "november nopember nov nop", "desember des",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
# Portals print some months shorter above their articles, and some in English.
PORTAL_MONTHS = {
    **MONTHS, "peb": 2, "febr": 2, "pebr": 2, "febuari": 2, "pebuari": 2, "mrt": 3, "agus": 8,
    "agust": 8, "january": 1, "february": 2, "march": 3, "may": 5, "june": 6,
    "july": 7, "august": 8, "aug": 8, "october": 10, "oct": 10, "december": 12, "dec": 12,
}  # fmt: skip
# No Indonesian portal or digitised archive prints times outside of these years.
NEWS_YEARS = range(1900, 2101)
WEEKDAYS = {
    "senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "jum’at": 4,
    "sabtu": 5, "minggu": 6, "ahad": 6,
}  # fmt: skip
Period = tuple[date, date]


def day_of(year: int, month: int, day: int) -> date | None:
    """A day; None where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Period:
    """The first and the last day of a month."""
    # Not calendar.monthrange: importing calendar alone takes a millisecond.
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def year_of(year: int) -> Period:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_of(day: date) -> Period:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def nearest_day(
    published: date, month: int, day: int, weekday: int | None
) -> tuple[date, bool] | None:
    """The day without a year that is meant, and whether its weekday disagrees.

    The last and the next such day are considered; the nearer one is meant if it lies within two
    weeks of publication, beyond that the one that fits the weekday.
    """
    candidates = [
        found
        for year in (published.year - 1, published.year, published.year + 1)
        if (found := day_of(year, month, day))
    ]
    if not candidates:
        return None
    candidates.sort(key=lambda found: (abs((found - published).days), found))
    nearest = candidates[0]
    if weekday is None or nearest.weekday() == weekday:
        return nearest, False
    if abs((nearest - published).days) <= 14:
        return nearest, True
    fitting = [found for found in candidates if found.weekday() == weekday]
    return (fitting[0], False) if fitting else (nearest, True)


def nearest_month(
    published: date, month: int, *, past: bool = False, future: bool = False
) -> Period:
    """The month without a year that is nearest to publication, or the last or next one."""
    years = (published.year - 1, published.year, published.year + 1)
    at = published.year * 12 + published.month
    ordered = sorted(years, key=lambda year: abs(year * 12 + month - at))
    if past:
        ordered = [year for year in ordered if year * 12 + month <= at]
    if future:
        ordered = [year for year in ordered if year * 12 + month >= at]
    return month_of(ordered[0], month)


def weekday_before(published: date, weekday: int) -> date:
    """The last such weekday on or before a day."""
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def weekday_after(published: date, weekday: int) -> date:
    """The next such weekday on or after a day."""
    return published + timedelta(days=(weekday - published.weekday()) % 7)
