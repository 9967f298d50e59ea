"""Printed periods: years, decades, quarters and months, and ranges of them.

Every pattern is tried at one place only: at digits, a month, or a word for a quarter. Texts come
in small letters.
"""

from __future__ import annotations

import re
from datetime import date

from beritasearch.analysis.indonesian.values.calendar import (
    MONTHS,
    Period,
    day_of,
    month_of,
    nearest_day,
    nearest_month,
    year_of,
)
from beritasearch.analysis.indonesian.values.lazily import Lazy
from beritasearch.analysis.indonesian.values.pieces import TO, Printed
from beritasearch.analysis.indonesian.values.value import Days

YEAR = "(?:19|20)[0-9][0-9]"
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# The dot of a short month, not that of a sentence.
DOT = r"(?:\.(?=,?\s?\d))?"
_QUARTERS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "pertama": 1, "kedua": 2,
    "ketiga": 3, "keempat": 4,
}  # fmt: skip
# A year of two digits before this is of the next century: `14/09/19`, `generasi 90-an`.
CENTURY_TURNS = 40


_ISO_AT = Lazy(rf"(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
_YEARS_AT = Lazy(rf"({YEAR})\s?[-–/]\s?({YEAR}|\d\d)(?![\d/-])")
_DECADE_AT = Lazy(r"((?:19|20)?\d0)\s?-?an\b")
_YEAR_AT = Lazy(rf"({YEAR})(?![\d/:%]|[.,]\d|-\d|\w)")
_MONTH_AT = Lazy(
    rf"(?P<month>{MONTH})\b{DOT}(?:{TO}(?P<month2>{MONTH})\b{DOT})?"
    rf"(?:,?\s(?:tahun )?(?P<year>{YEAR})(?!\d))?"
    rf"(?:\stanggal\s(?P<day>\d\d?)(?!\d)|\s(?P<day3>\d\d?),\s(?P<year3>{YEAR})(?!\d))?"
)
_QUARTER_AT = Lazy(
    r"(?P<what>kuartal|triwulan|semester)\s(?:ke-)?(?P<first>iv|iii|ii|i|pertama|kedua|ketiga|keempat|[1-4])"
    rf"[\s/,-]{{1,2}}(?:(?:di )?tahun )?(?P<year>{YEAR}|(?<=tahun )(?:ini|lalu|depan))(?!\w)"
)


_NOT_YEAR = Lazy(
    r"(?:\d[/.,:-]|[/#$:-]|\bno\.? ?|\bnomor |\brp\.? ?|\bpukul |\bjam |\bnim |\bkode pos )$"
)
_NAMED_BY = Lazy(r"(?:\b(?:tahun|periode|musim|era|generasi|dekade|angkatan|thn\.?) )$")
_COUNTED = Lazy(
    r"\s(?:orang|meter|m2|km|kilometer|hektare?|ha|ton|unit|buah|jiwa|ekor|liter|mahasiswa|personel|personil"
    r"|warga|kali|cc|watt|pekerja|rumah|kilogram|kg|mdpl|butir|lembar|peserta|siswa|pelajar|karyawan|kasus"
    r"|hari|jam|menit|detik|tahun|rupiah|dollar|dolar|persen|paket|bibit|pohon|batang|kantong|massa"
    r"|anggota|prajurit|kepala keluarga|kk|titik|botol|kalori|mah|mm|pixels?)\b(?! mulai)"
)
_DESIGNATION = Lazy(r"\s[a-z]{1,3}\d")
_PERIOD_PART = Lazy(
    r"\b(?:awal|akhir|pertengahan|medio|penghujung|sekitar|sekira|kira-kira|paruh)(?: (?:bulan|tahun|era|dekade))?\s$"
)


def is_part_of(low: str, start: int) -> bool:
    """Whether *awal*, *akhir* and the like stand before a period."""
    return _PERIOD_PART.search(low, max(0, start - 24), start) is not None


def dated(
    year: int | None, month: int, day: int, weekday: int | None, published: date | None
) -> Days | None:
    """A day, doubtful where its weekday is another; without a year the nearest to publication."""
    if year is not None:
        found = day_of(year, month, day)
        if found is None:
            return None
        return Days(found, None, False, weekday is not None and found.weekday() != weekday)
    if published is None:
        return None
    meant = nearest_day(published, month, day, weekday)
    return Days(meant[0], None, False, meant[1]) if meant else None


def year_at(low: str, start: int) -> Printed | None:
    """A day of the form 2019-09-18, years, a decade or a year."""
    if match := _ISO_AT.match(low, start):
        found = day_of(int(match["year"]), int(match["month"]), int(match["day"]))
        return Printed(start, match.end(), Days(found, None, False, False) if found else None)
    if (match := _YEARS_AT.match(low, start)) and (years := _both(match)):
        return None if low[start - 1 : start] == "/" else _period(low, start, match.end(), years)
    if match := _DECADE_AT.match(low, start):
        first = int(match[1])
        return _period(low, start, match.end(), (date(first, 1, 1), date(first + 9, 12, 31)))
    match = _YEAR_AT.match(low, start)
    if match is None:
        return None
    if not _NAMED_BY.search(low, max(0, start - 12), start) and (
        _NOT_YEAR.search(low, max(0, start - 12), start)
        or _COUNTED.match(low, match.end())
        or _DESIGNATION.match(low, match.end())
    ):
        return None
    return _period(low, start, match.end(), year_of(int(match[1])))


def _both(match: re.Match[str]) -> Period | None:
    """Two years in order; of a second with two digits only the next one is a season."""
    first, last = int(match[1]), int(match[2])
    if len(match[2]) == 2:
        last += first // 100 * 100
        if last != first + 1:
            return None
    return (date(first, 1, 1), date(last, 12, 31)) if first < last else None


def decade_at(low: str, start: int) -> Printed | None:
    """A decade in two digits: `generasi 90-an`."""
    match = _DECADE_AT.match(low, start)
    if match is None or not _NAMED_BY.search(low, max(0, start - 12), start):
        return None
    first = int(match[1])
    first += 1900 if first >= CENTURY_TURNS else 2000
    return _period(low, start, match.end(), (date(first, 1, 1), date(first + 9, 12, 31)))


def _period(low: str, start: int, end: int, period: Period) -> Printed:
    return Printed(start, end, Days(*period, is_part_of(low, start), False))


def month_at(low: str, start: int, published: date | None) -> Printed | None:
    """A month with its year, months without one, or a month before its day."""
    match = _MONTH_AT.match(low, start)
    if match is None:
        return None
    month, last = MONTHS[match["month"]], MONTHS.get(match["month2"] or "")
    digits = match["year"] or match["year3"]
    year = int(digits) if digits else None
    if day := match["day"] or match["day3"]:
        return Printed(start, match.end(), dated(year, month, int(day), None, published))
    if last is not None:
        if year is None and published is None:
            return Printed(start, match.end(), None)
        end = month_of(year, last) if year else nearest_month(published or date.min, last)
        begins = month_of(end[0].year - (month > last), month)[0]
        return _period(low, start, match.end(), (begins, end[1]))
    if year is None:
        return None
    return _period(low, start, match.end(), month_of(year, month))


def quarter_at(low: str, start: int, published: date | None) -> Printed | None:
    """A quarter or a half of a year."""
    match = _QUARTER_AT.match(low, start)
    if match is None:
        return None
    months = 6 if match["what"] == "semester" else 3
    number = _QUARTERS[match["first"]]
    if number > 12 // months:
        return None
    if match["year"].isdigit():
        year = int(match["year"])
    elif published is None:
        return Printed(start, match.end(), None)
    else:
        year = published.year + {"lalu": -1, "depan": 1}.get(match["year"], 0)
    first = months * (number - 1) + 1
    end = month_of(year, first + months - 1)[1]
    return _period(low, start, match.end(), (date(year, first, 1), end))
