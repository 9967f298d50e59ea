"""Dates in a text: printed days and periods, and those that publication decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from beritasearch.analysis.indonesian.values.calendar import (
    MONTHS,
    WEEKDAYS,
    Period,
    day_of,
    month_of,
    nearest_day,
    nearest_month,
    year_of,
)
from beritasearch.analysis.indonesian.values.relative import find_relative
from beritasearch.analysis.indonesian.values.value import Days, Found
from beritasearch.analysis.indonesian.values.windows import Window, merged

_WEEKDAY = (
    r"(?P<weekday>[Ss]enin|[Ss]elasa|[Rr]abu|[Kk]amis|[Jj]um['’]?at|[Ss]abtu|[Mm]inggu|[Aa]had)"
)
_PART = r"(?:,?\s(?:dini hari|pagi|siang|sore|petang|malam|lalu|kemarin|besok|ini))?"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_OPEN_YEAR = re.compile(r"(?:19|20)\d\d")
_ABOUT = re.compile(
    r"\b(?:awal|akhir|pertengahan|medio|sekitar|penghujung)(?: (?:bulan|tahun))?\s$", re.I
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4,
             "1": 1, "2": 2, "3": 3, "4": 4}  # fmt: skip
_BETWEEN = re.compile(
    r"\s?(?:[-–—]|hingga|sampai(?: dengan)?|s/d)\s?(?:kuartal |tahun )?", re.IGNORECASE
)
_ZODIAC = re.compile(
    r"\b(?:Aries|Taurus|Gemini|Cancer|Leo|Virgo|Libra|Scorpio|Sagitarius|Capricorn|Aquarius|Pisces)\W*$"
)
_COUNTED = re.compile(
    r"\s(?:orang|meter|km|kilometer|hektar\w*|ton|unit|buah|jiwa|ekor|liter|mahasiswa|personel|warga|kali|"
    r"cc|watt|pekerja|rumah|kilogram|kg|mdpl|sampai \d)\b(?! mulai)",
    re.IGNORECASE,
)
_NOT_YEAR = re.compile(
    r"(?:[/#.,:\d-]|\bNo\.? ?|\bNomor |\bRp\.? ?|\$ ?|\bpukul |\bjam |\b[A-Z]{1,2} )$"
)


# Where patterns are tried: near what sign of a date.
_MONTHS, _SLASHES, _QUARTER_SIGNS, _YEAR_SIGNS, _DECADES = range(5)
_NUMERAL = re.compile(r"\d+")
_MONTH_RANGE = re.compile(r"[-–]\s?[JFMASOND][a-z]{2}")
_QUARTER_WORD = re.compile(r"[KkTt](?:uartal|riwulan)")
# What begins a month, or joins two days, behind a number.
_MONTH_LETTERS = frozenset("JFPMASONDjfpmasondh-–—0123456789")


def _signs(text: str) -> tuple[list[Window], ...]:
    """Windows for each kind of sign, from one pass over the digits."""
    places: tuple[list[Window], ...] = ([], [], [], [], [])
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        mark, after = text[end : end + 1], text[end + 1 : end + 2]
        if mark == "/" or (mark == "-" and end - start <= 2):
            places[_SLASHES].append((start - 44, end + 12))
        if mark in " -–" and after in _MONTH_LETTERS and end - start <= 2:
            places[_MONTHS].append((start - 48, end + 44))
        if text[start - 8 : start] == "tanggal ":
            places[_MONTHS].append((start - 32, end + 44))
        if end - start == 4 and text[start : start + 2] in ("19", "20"):
            places[_YEAR_SIGNS].append((start - 16, end + 16))
            if text[start - 2 : start - 1].isalpha():
                places[_MONTHS].append((start - 40, end + 4))
        if mark and text[end - 1] == "0" and text[end : end + 3] in ("-an", "an ", "an."):
            places[_DECADES].append((start - 20, end + 4))
    places[_MONTHS].extend((m.start() - 24, m.end() + 24) for m in _MONTH_RANGE.finditer(text))
    if "uartal" in text or "riwulan" in text:
        places[_QUARTER_SIGNS].extend(
            (m.start(), m.end() + 36) for m in _QUARTER_WORD.finditer(text)
        )
    return tuple(merged(each) for each in places)


_WEEKDAY_BEFORE = re.compile(
    rf"(?:\w+\s?[-–]\s?)?(?:\bhari |\bmalam )?\b{_WEEKDAY}{_PART},?\s?\(?\Z", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[..., Days | None], int], ...]:
    flags = re.IGNORECASE
    return (
        # Senin-Rabu, 9-11 September 2019; 12-14 September; 30 Sep - 2 Okt 2019
        (re.compile(
            rf"(?<![\d.,/])(?P<day>\d{{1,2}})(?:\s(?P<month>{_MONTH})\.?(?:\s(?P<year>{_YEAR}))?)?"
            rf"\s?(?:[-–—]|hingga|sampai|s/d)\s?(?P<day2>\d{{1,2}})\s(?P<month2>{_MONTH})\b\.?(?:\s(?P<year2>{_YEAR}))?(?!\d)", flags),
         _day_range, _MONTHS),
        # Selasa (24/9/2019), Senin (29/4)
        (re.compile(r"\((?P<day>\d{1,2})\s?[/-]\s?(?P<month>\d{1,2})(?:\s?[/-]\s?(?P<year>\d{4}|\d\d))?\)", flags), _numeric, _SLASHES),
        # Sabtu-Minggu (7-8/9/2019)
        (re.compile(r"\((?P<day>\d{1,2})\s?[-–]\s?(?P<day2>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?\)", flags), _numeric_range, _SLASHES),
        (re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?(?![\d/])"), _behind_weekday, _SLASHES),
        (re.compile(rf"\bbulan (?P<month>{_MONTH})(?: (?P<year>{_YEAR}))? tanggal (?P<day>\d{{1,2}})\b", flags), _month_first, _MONTHS),
        (re.compile(rf"\b(?P<month>{_MONTH})\s?[-–]\s?(?P<month2>{_MONTH})\b(?:\s(?P<year>{_YEAR}))?(?!\d)", flags), _month_range, _MONTHS),
        # Rabu, 11 September 2019; tanggal 3 dan 4 Agustus
        (re.compile(rf"(?<![\d.,/])(?P<day>\d{{1,2}})\s(?P<month>{_MONTH})\b\.?(?:,?\s(?P<year>{_YEAR}))?(?!\d)\)?", flags), _named, _MONTHS),
        (re.compile(r"(?<![\d/])(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>(?:19|20)\d\d)(?![\d/])"), _numeric, _SLASHES),
        (re.compile(rf"\b(?P<month>{_MONTH})\s(?:tahun )?(?P<year>{_YEAR})(?!\d)", flags), _month, _MONTHS),
        (re.compile(rf"\b(?:triwulan|kuartal)\s(?P<quarter>iv|iii|ii|i|pertama|kedua|ketiga|keempat|[1-4])[\s/-](?:tahun )?(?P<year>{_YEAR})(?!\d)", flags), _quarter, _QUARTER_SIGNS),
        (re.compile(rf"(?<![\d.,/]){_YEAR}\s?[/–-]\s?{_YEAR}(?![\d/])"), _years, _YEAR_SIGNS),
        (re.compile(r"(?<![\d.,/])(?:(?:tahun |era |dekade )?(?P<decade>(?:19|20)\d0)-?an|(?:tahun|generasi|era) (?P<short>\d0)-?an)\b", flags), _decade, _DECADES),
        (re.compile(rf"(?:\btahun (?P<year>{_YEAR})|(?<![\w.,/:$-])(?P<bare>{_YEAR}))(?![\d/:%]|[.,]\d|-\d|\w)", flags), _year, _YEAR_SIGNS),
    )  # fmt: skip


def find_dates(text: str, published: date | None) -> list[Found]:
    """The dates of a text, in order.

    Parameters
    ----------
    published : the day of publication; without it what needs a year or a day has no value.
    """
    found = printed_dates(text, published)
    for relative in find_relative(text, published):
        # A relative word beside its date is one value, the date's.
        if any(f.start < relative.end and relative.start < f.end for f in found):
            continue
        if any(f.start < relative.end + 3 and relative.start < f.end + 3 for f in found):
            relative = relative._replace(value=None)
        found.append(relative)
    return sorted(found, key=_in_order)


@lru_cache(maxsize=1)
def _beginning() -> tuple[tuple[re.Pattern[str], Callable[..., Days | None]], ...]:
    readers = (_named, _numeric, _behind_weekday)
    chosen = [(pattern, read) for pattern, read, _ in _patterns() if read in readers]
    return tuple(chosen)


def date_at(text: str, start: int, published: date | None) -> Days | None:
    """The day whose first digit stands here; None where none does."""
    for pattern, read in _beginning():
        bracket = text[start - 1 : start] == "("
        match = pattern.match(text, start) or (bracket and pattern.match(text, start - 1))
        if match and (value := read(match, published)):
            return value
    return None


def _in_order(found: Found) -> tuple[int, int]:
    return found.start, found.end


def printed_dates(text: str, published: date | None) -> list[Found]:
    """The dates that a text prints in digits, in order."""
    found: list[Found] = []
    places = _signs(text)
    for pattern, read, sign in _patterns():
        for first, last in places[sign]:
            for match in pattern.finditer(text, first, last):
                if not any(f.start < match.end() and match.start() < f.end for f in found):
                    found += _read(text, match, read, published)
    found = _joined(text, sorted(found, key=_in_order))
    return sorted((*found, *_several(text, found, published)), key=_in_order)


def _joined(text: str, found: list[Found]) -> list[Found]:
    """Two dates with *hingga* or a dash between them as one."""
    whole: list[Found] = []
    for one in found:
        before = whole[-1] if whole else None
        if (
            before
            and isinstance(before.value, Days)
            and isinstance(one.value, Days)
            and _BETWEEN.fullmatch(text[before.end : one.start])
            and before.value.first <= one.value.first
        ):
            doubtful = before.value.doubtful or one.value.doubtful
            value = Days(before.value.first, one.value.last or one.value.first, False, doubtful)
            whole[-1] = Found(before.start, one.end, "date", value)
        else:
            whole.append(one)
    return whole


def _read(
    text: str, match: re.Match[str], read: Callable[..., Days | None], published: date | None
) -> Iterator[Found]:
    if read is _year and not _is_year(text, match):
        return
    if _ZODIAC.search(text[max(0, match.start() - 16) : match.start()]):
        yield Found(match.start(), match.end(), "date", None)
        return
    value = read(match, published)
    if value is None and read is _behind_weekday:
        return
    start, end = match.span()
    if read in _BEHIND_WEEKDAYS and (before := _weekday_before(match)):
        start = before.start()
        end += text[end : end + 1] == ")" and text[match.start() - 1] == "("
    about = (
        value is not None
        and value.last is not None
        and bool(_ABOUT.search(text[max(0, start - 24) : start]))
    )
    if about and value is not None:
        value = value._replace(about=True)
    yield Found(start, end, "date", value)


def _is_year(text: str, match: re.Match[str]) -> bool:
    if match["year"]:
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    return not _NOT_YEAR.search(before) and not _COUNTED.match(text, match.end())


def _several(text: str, found: list[Found], published: date | None) -> Iterator[Found]:
    """The days before a named date that take its month: *26, 27 dan 29 Oktober*."""
    for one in [f for f in found if f.value is not None]:
        before = re.search(
            r"(?<![\d.,])((?:\d{1,2}(?:,\s|\sdan\s|,\sdan\s|\s&\s))+)$", text[: one.start]
        )
        value = one.value
        if (
            before
            and isinstance(value, Days)
            and re.match(r"\d{1,2} [A-Za-z]", text[one.start : one.end])
        ):
            for match in re.finditer(r"\d{1,2}", before[1]):
                day = day_of(value.first.year, value.first.month, int(match[0]))
                start = before.start(1) + match.start()
                yield Found(
                    start,
                    start + len(match[0]),
                    "date",
                    Days(day, None, False, False) if day else None,
                )


def _weekday_before(match: re.Match[str]) -> re.Match[str] | None:
    start = match.start()
    # A letter or a comma and a space stand between a weekday and its date.
    if not match.string[max(0, start - 3) : start].strip(" ("):
        return None
    return _WEEKDAY_BEFORE.search(match.string, max(0, start - 36), start)


def _weekday(match: re.Match[str]) -> int | None:
    before = _weekday_before(match)
    return WEEKDAYS[before["weekday"].lower()] if before else None


def _dated(
    year: str | None, month: int, day: int, weekday: int | None, published: date | None
) -> Days | None:
    if year:
        full = int(year) if len(year) == 4 else 2000 + int(year)
        found = day_of(full, month, day)
        doubtful = found is not None and weekday is not None and found.weekday() != weekday
        return Days(found, None, False, doubtful) if found else None
    if published is None:
        return None
    meant = nearest_day(published, month, day, weekday)
    return Days(meant[0], None, False, meant[1]) if meant else None


def _behind_weekday(match: re.Match[str], published: date | None) -> Days | None:
    """`Sabtu 14/09/19`: without a weekday the digits may be a fraction or a seeding."""
    return _numeric(match, published) if _weekday(match) is not None else None


def _numeric(match: re.Match[str], published: date | None) -> Days | None:
    weekday = _weekday(match)
    day, month, year = int(match["day"]), int(match["month"]), match["year"]
    if month > 12 >= day:
        return None
    found = _dated(year, month, day, weekday, published)
    if found and found.doubtful and published and day <= 12:
        swapped = _dated(year, day, month, weekday, published)
        if swapped and not swapped.doubtful and swapped.first == published:
            return swapped._replace(doubtful=True)
    return found


def _named(match: re.Match[str], published: date | None) -> Days | None:
    month = MONTHS[match["month"].lower()]
    return _dated(match["year"], month, int(match["day"]), _weekday(match), published)


def _day_range(match: re.Match[str], published: date | None) -> Days | None:
    month2 = MONTHS[match["month2"].lower()]
    last = _dated(match["year2"], month2, int(match["day2"]), None, published)
    if last is None:
        return None
    month = MONTHS[match["month"].lower()] if match["month"] else month2
    year = int(match["year"]) if match["year"] else last.first.year - (month > month2)
    first = day_of(year, month, int(match["day"]))
    return Days(first, last.first, False, False) if first else last._replace(doubtful=True)


def _numeric_range(match: re.Match[str], published: date | None) -> Days | None:
    month, year = int(match["month"]), match["year"]
    if month > 12:
        return None
    first = _dated(year, month, int(match["day"]), None, published)
    last = _dated(year, month, int(match["day2"]), None, published)
    return Days(first.first, last.first, False, False) if first and last else None


def _month_first(match: re.Match[str], published: date | None) -> Days | None:
    month = MONTHS[match["month"].lower()]
    return _dated(match["year"], month, int(match["day"]), None, published)


def _month_range(match: re.Match[str], published: date | None) -> Days | None:
    first, last = MONTHS[match["month"].lower()], MONTHS[match["month2"].lower()]
    if match["year"]:
        year = int(match["year"])
        return _days((month_of(year - (first > last), first)[0], month_of(year, last)[1]))
    if published is None:
        return None
    end = nearest_month(published, last)
    return _days((month_of(end[0].year - (first > last), first)[0], end[1]))


def _days(period: Period) -> Days:
    return Days(period[0], period[1], False, False)


def _month(match: re.Match[str], published: date | None) -> Days:
    return _days(month_of(int(match["year"]), MONTHS[match["month"].lower()]))


def _quarter(match: re.Match[str], published: date | None) -> Days:
    first = 3 * _QUARTERS[match["quarter"].lower()] - 2
    year = int(match["year"])
    return _days((month_of(year, first)[0], month_of(year, first + 2)[1]))


def _years(match: re.Match[str], published: date | None) -> Days:
    first, last = map(int, _OPEN_YEAR.findall(match[0]))
    return _days((year_of(first)[0], year_of(last)[1]))


def _decade(match: re.Match[str], published: date | None) -> Days:
    short = match["short"]
    first = int(match["decade"] or ("19" if int(short) >= 40 else "20") + short)
    return _days((date(first, 1, 1), date(first + 9, 12, 31)))


def _year(match: re.Match[str], published: date | None) -> Days:
    return _days(year_of(int(match["year"] or match["bare"])))


_BEHIND_WEEKDAYS = (_numeric, _numeric_range, _behind_weekday, _named, _day_range)
