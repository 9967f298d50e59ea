"""Days that publication decides: *kemarin*, *pekan lalu*, *Senin*, *Agustus lalu*, *dua bulan lalu*."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from beritasearch.analysis.indonesian.values.calendar import (
    MONTHS,
    WEEKDAYS,
    month_of,
    nearest_month,
    week_of,
    weekday_after,
    weekday_before,
    year_of,
)
from beritasearch.analysis.indonesian.values.lazily import Lazy
from beritasearch.analysis.indonesian.values.periods import is_part_of
from beritasearch.analysis.indonesian.values.pieces import Relative
from beritasearch.analysis.indonesian.values.quotation import in_quotation
from beritasearch.analysis.indonesian.values.spelled import spelled_amount
from beritasearch.analysis.indonesian.values.value import Days

_DAYS = {
    "kemarin": -1, "kemarin malam": -1, "kemarin sore": -1, "kemarin siang": -1, "kemarin pagi": -1,
    "kemarin lusa": -2, "hari ini": 0, "hari kemarin": -1, "besok": 1, "esok": 1, "esok hari": 1,
    "besok pagi": 1, "besok siang": 1, "besok sore": 1, "besok malam": 1, "lusa": 2, "tadi pagi": 0,
    "tadi siang": 0, "tadi sore": 0, "tadi malam": -1, "pagi tadi": 0, "siang tadi": 0,
    "sore tadi": 0, "malam tadi": -1, "pagi ini": 0, "siang ini": 0, "sore ini": 0, "petang ini": 0,
    "malam ini": 0, "malam nanti": 0, "nanti malam": 0, "nanti sore": 0, "nanti siang": 0,
    "sore nanti": 0, "siang nanti": 0, "semalam": -1, "dini hari tadi": 0, "dini hari ini": 0,
    "tadi dini hari": 0,
}  # fmt: skip
_STEPS = {"lalu": -1, "silam": -1, "kemarin": -1, "depan": 1, "mendatang": 1, "berikutnya": 1}
_LONGEST_AGO = 900
# What a length of time behind digits begins with: hari, minggu, pekan, bulan, tahun.
UNIT_LETTERS = frozenset("hmpbt")
_MONTHS = "|".join(name for name in MONTHS if len(name) > 4 or name in ("mei", "juni", "juli"))


_WORDS = "|".join(sorted(_DAYS, key=len, reverse=True))
_NAMES = "|".join(WEEKDAYS)
_AGO_AT = Lazy(
    r"(?:se(?=tahun|bulan|minggu|pekan|hari)|(?P<count>\d{1,3}|(?:[a-z]+ ){1,4}?)\s?)"
    r"(?P<unit>hari|minggu|pekan|bulan|tahun)\s(?:yang )?(?:lalu|silam)\b"
)
_MONTH_AT = Lazy(
    rf"(?P<month>{_MONTHS})\b(?:\s(?P<when>tahun (?:lalu|ini|depan)|lalu|silam|mendatang|depan|nanti|kemarin|ini)\b)?(?![\s,]*\d)"
)
_WEEKDAY_AT = Lazy(
    rf"(?P<night>malam )?(?P<name>{_NAMES})\b(?P<more>(?:\s?[-–]\s?|\s(?:hingga|sampai|s/d)\s)(?:{_NAMES})\b)?"
    rf"(?:,?\s(?:dini hari|pagi|siang|sore|petang|malam(?: (?:{_NAMES}))?)\b)?"
    r"(?:(?:\s|,\s(?=kemarin\b))(?P<when>(?:pekan|minggu) (?:lalu|depan|ini)|lalu|kemarin|mendatang|depan|nanti|besok|ini)\b)?"
)
_WORD_AT = Lazy(
    r"(?P<weekend>akhir (?:pekan|minggu)) (?P<weekendwhen>lalu|ini|depan|kemarin|mendatang|nanti)\b"
    r"|(?P<what>pekan|bulan|tahun) (?P<when>lalu|ini|depan|kemarin|silam|mendatang)\b"
    rf"|(?P<day>{_WORDS})\b(?!-| harinya)"
)


def _resolved(
    text: str, match: re.Match[str], published: date | None, meant: Callable[[date], Days]
) -> Relative:
    """The stretch with the days that it means at publication; without in words that are quoted."""
    start, end = match.span()
    if published is None or in_quotation(text, start):
        return Relative(start, end, None)
    return Relative(start, end, meant(published))


def ago_at(text: str, low: str, start: int, published: date | None) -> Relative | None:
    """*tiga hari lalu*, *22 tahun silam*, *setahun lalu*."""
    match = _AGO_AT.match(low, start)
    if match is None:
        return None
    count = 1 if match["count"] is None else _count(match["count"].strip())
    if count is None:
        return None
    return _resolved(text, match, published, lambda day: _ago(match["unit"], count, day))


def _count(words: str) -> int | None:
    amount = float(words) if words.isdigit() else spelled_amount(words)
    return None if amount is None or not 0 < amount < _LONGEST_AGO else int(amount)


def _ago(unit: str, count: int, published: date) -> Days:
    if unit == "hari":
        return _one(published - timedelta(days=count))
    if unit in ("minggu", "pekan"):
        return Days(*week_of(published - timedelta(days=7 * count)), True, False)
    return Days(*_shifted(published, unit, -count), True, False)


def _shifted(published: date, what: str, step: int) -> tuple[date, date]:
    if what == "tahun":
        return year_of(published.year + step)
    months = published.year * 12 + published.month - 1 + step
    return month_of(months // 12, months % 12 + 1)


def _one(day: date) -> Days:
    return Days(day, None, False, False)


# Behind a number these are a length or an age: `berusia 25 tahun ini`, `beberapa pekan lalu`.
_COUNTED_BEFORE = Lazy(
    r"(?:\d|\b(?:beberapa|sekian|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|puluh|belas|sepuluh"
    r"|berapa|ratus|seratus|belasan|puluhan|ratusan|ribuan|jutaan))\s$"
)


def word_at(text: str, low: str, start: int, published: date | None) -> Relative | None:
    """*kemarin*, *pekan lalu*, *akhir pekan ini*, *tahun depan*."""
    match = _WORD_AT.match(low, start)
    if match is None or low[start - 1 : start] == "-":
        return None
    is_counted = match["what"] or match["day"] == "hari ini"
    if is_counted and _COUNTED_BEFORE.search(low, max(0, start - 12), start):
        return None
    return _resolved(text, match, published, lambda day: _word(low, match, day))


def _word(low: str, match: re.Match[str], published: date) -> Days:
    if match["day"]:
        return _one(published + timedelta(days=_DAYS[match["day"]]))
    if match["weekend"]:
        shift = _STEPS.get(match["weekendwhen"], 0)
        monday = week_of(published + timedelta(days=7 * shift))[0]
        return Days(monday + timedelta(days=5), monday + timedelta(days=6), False, False)
    about = is_part_of(low, match.start())
    return _period(match["what"], _STEPS.get(match["when"], 0), about, published)


def _period(what: str, step: int, about: bool, published: date) -> Days:
    if what in ("pekan", "minggu"):
        return Days(*week_of(published + timedelta(days=7 * step)), about, False)
    return Days(*_shifted(published, what, step), about, False)


# April, Juni, Juli, Mei and Agustus are persons, too: alone they need one of these before them.
_MONTH_BEFORE = Lazy(
    r"\b(?:pada|bulan|sejak|awal|akhir|pertengahan|medio|penghujung|hingga|sampai|di|per|dari|selama|mulai"
    r"|untuk|dan|periode|antara|dalam|ke|menjelang|setelah|sebelum|sepanjang|pula|tiap)\s$"
)
_EVERY = Lazy(r"\b(?:setiap|tiap|saban)\s(?:bulan |hari |malam |pada )?$")


def month_alone(text: str, low: str, start: int, published: date | None) -> Relative | None:
    """A month without a year: *pada Agustus*, *April lalu*, *Januari tahun ini*."""
    match = _MONTH_AT.match(low, start)
    if match is None or not text[start].isupper():
        return None
    if not match["when"] and not _MONTH_BEFORE.search(low, max(0, start - 13), start):
        return None
    if _EVERY.search(low, max(0, start - 16), start):
        return Relative(start, match.end(), None)
    return _resolved(text, match, published, lambda day: _month(low, match, day))


def _month(low: str, match: re.Match[str], published: date) -> Days:
    month, when = MONTHS[match["month"]], match["when"] or ""
    about = is_part_of(low, match.start())
    if when.startswith("tahun"):
        year = published.year + _STEPS.get(when[6:], 0)
        return Days(*month_of(year, month), about, False)
    step = _STEPS.get(when, 1 if when == "nanti" else 0)
    return Days(*nearest_month(published, month, past=step < 0, future=step > 0), about, False)


_NO_DAY = Lazy(
    r"\b(?:(?:setiap|tiap|saban)\s(?:hari |malam |pada )?|(?:salat|sholat|shalat|solat|ibadah|khutbah) (?:hari )?"
    r"|tiap-tiap |setiap pekan pada )$"
)
_AHEAD = Lazy(r"\b(?:akan|bakal|rencananya|dijadwalkan|mendatang|nanti)\b[^.!?]*$")
# Every such day: `tidak berlaku pada Sabtu, Minggu, dan hari libur`.
_FREE_DAYS = Lazy(r"(?:,? (?:dan )?minggu)?,? (?:dan|serta|atau|maupun) (?:hari |tanggal )?libur")
_HOLIDAYS = (
    "agung",
    "paskah",
    "palma",
    "kliwon",
    "legi",
    "pahing",
    "pon",
    "wage",
    "suci",
    "bersih",
    "berkah",
)


_NEXT_WORD = Lazy(r"\s([^\W\d_]+)")
_SENTENCE = Lazy(r"(?:^|[.!?:\n”\"“(]\s*|[-–—]\s)$")


def weekday_at(text: str, low: str, start: int, published: date | None) -> Relative | None:
    """A weekday without a date: *Senin*, *malam Minggu*, *Jumat pekan lalu*; *minggu lalu*."""
    match = _WEEKDAY_AT.match(low, start)
    if match is None:
        return None
    if match["name"] == "minggu" and not match["night"] and _is_week(text, low, match):
        return _week(text, low, match, published)
    if not text[match.start("name")].isupper() and not low.endswith("hari ", 0, start):
        return None
    if _is_no_day(text, low, match):
        return Relative(start, match.end(), None)
    return _resolved(text, match, published, lambda day: _weekday(low, match, day))


def _is_week(text: str, low: str, match: re.Match[str]) -> bool:
    """Whether *minggu* is a week: small, or at the beginning of a sentence before *lalu*."""
    start = match.start()
    if low.endswith("hari ", 0, start):
        return False
    if text[start].islower():
        return True
    if match["when"] not in ("lalu", "depan", "ini", "mendatang"):
        return False
    return bool(_SENTENCE.search(text, max(0, start - 3), start))


def _week(text: str, low: str, match: re.Match[str], published: date | None) -> Relative | None:
    start, when = match.span()[0], match["when"]
    if when not in _STEPS and when != "ini":
        return None
    if _COUNTED_BEFORE.search(low, max(0, start - 12), start):
        return None
    if low.endswith("akhir ", 0, start):
        return None
    about, step = is_part_of(low, start), _STEPS.get(when, 0)
    return _resolved(text, match, published, lambda day: _period("minggu", step, about, day))


def _is_no_day(text: str, low: str, match: re.Match[str]) -> bool:
    """Every such day, a prayer, a holiday, or a title (`Malam Minggu Miko`)."""
    start = match.start()
    if match["more"] or _NO_DAY.search(low, max(0, start - 20), start):
        return True
    if _FREE_DAYS.match(low, match.end()):
        return True
    following = _NEXT_WORD.match(text, match.end())
    if following is None:
        return False
    if following[1].lower() in _HOLIDAYS:
        return True
    inside = bool(re.search(r"[a-z]\s$", text[max(0, start - 2) : start]))
    return bool(match["night"]) and text[start].isupper() and inside and following[1][0].isupper()


def _weekday(low: str, match: re.Match[str], published: date) -> Days:
    weekday, when = WEEKDAYS[match["name"]], match["when"] or ""
    if match["night"]:
        weekday = (weekday - 1) % 7
    if when.startswith(("pekan", "minggu")):
        step = _STEPS.get(when.split()[1], 0)
        return _one(week_of(published + timedelta(days=7 * step))[0] + timedelta(days=weekday))
    if when in ("lalu", "kemarin"):
        return _one(weekday_before(published - timedelta(days=1), weekday))
    if when == "depan":
        return _one(weekday_after(published + timedelta(days=1), weekday))
    if when in ("mendatang", "nanti", "besok", "ini"):
        return _one(weekday_after(published, weekday))
    start = match.start()
    ahead = _AHEAD.search(low, max(0, start - 60), start)
    return _one((weekday_after if ahead else weekday_before)(published, weekday))
