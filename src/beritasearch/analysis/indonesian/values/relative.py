"""Days that publication decides: *kemarin*, *pekan lalu*, *Senin*, *dua bulan lalu*."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

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
from beritasearch.analysis.indonesian.values.spelled import spelled_amount
from beritasearch.analysis.indonesian.values.value import Days, Found
from beritasearch.analysis.indonesian.values.windows import windows

_DAYS = {
    "kemarin": -1, "hari ini": 0, "besok": 1, "lusa": 2, "kemarin lusa": -2, "tadi pagi": 0,
    "tadi siang": 0, "tadi sore": 0, "tadi malam": -1, "pagi tadi": 0, "siang tadi": 0,
    "sore tadi": 0, "pagi ini": 0, "siang ini": 0, "sore ini": 0, "malam ini": 0, "malam nanti": 0,
    "nanti malam": 0, "semalam": -1,
}  # fmt: skip
# A relative day shows one of these.
_SIGNS = re.compile(
    r"[SRKJMA](?:enin|elasa|abu|amis|um[a'’]|abtu|inggu|had|ei\b)|[JFMASOND](?:anuari|ebruari|aret|pril|uni|uli"
    r"|gustus|eptember|ktober|ovember|esember)|\b(?:[Kk]emarin|[Hh]ari ini|[Bb]esok|[Ll]usa|[Tt]adi|lalu|silam|[Pp]ekan"
    r"|minggu|[Tt]ahun (?:ini|lalu|depan)|[Bb]ulan|[Ss]emalam|nanti|mendatang|(?:pagi|siang|sore|malam) ini)\b"
)
_ABOUT = re.compile(r"\b(?:awal|akhir|pertengahan|medio|penghujung) (?:bulan )?$", re.IGNORECASE)
_NUMBERS = "dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas"
_MONTH = "|".join(name for name in MONTHS if len(name) > 3)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    days = "|".join(sorted(_DAYS, key=len, reverse=True))
    return re.compile(
        rf"\b(?P<ago>(?P<se>se)(?P<seunit>tahun|bulan|minggu|pekan)|(?P<count>\d{{1,3}}|{_NUMBERS}(?: belas| puluh(?: \w+)?)?)\s(?P<unit>hari|minggu|pekan|bulan|tahun))\s(?:yang )?(?:lalu|silam)\b"
        rf"|\b(?P<every>(?:setiap|tiap|saban)\s(?:hari |malam )?\w+(?:\s?(?:-|hingga|sampai)\s?\w+)?|\w+\s?(?:-|hingga|sampai)\s?(?:Jumat|Sabtu|Minggu|Kamis)\b|salat [Jj]um['’]?at|[Ss]enin\s?(?:-|hingga|sampai)\s?\w+)"
        rf"|\b(?P<weekend>akhir (?:pekan|minggu) (?P<weekendwhen>lalu|ini|depan|kemarin))\b"
        rf"|\b(?P<period>(?P<what>[Pp]ekan|minggu|[Bb]ulan|[Tt]ahun)\s(?P<when>lalu|ini|depan|kemarin|silam))\b(?! (?:Senin|Selasa|Rabu|Kamis))"
        rf"|\b(?P<month>(?:[Bb]ulan )?(?P<monthname>{_MONTH}|Mei))(?P<monthwhen> (?:lalu|silam|mendatang|nanti|depan|ini|tahun (?:lalu|ini|depan)))?\b(?![\s,]*\d)"
        r"|\b(?P<weekday>(?P<night>[Mm]alam )?(?P<name>Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)(?! \(|,? \d))(?:\s(?P<weekdaypart>dini hari|pagi|siang|sore|petang|malam))?(?P<weekdaywhen>\s(?:pekan lalu|minggu lalu|lalu|kemarin|mendatang|depan|nanti|besok|ini))?\b"
        rf"|\b(?P<day>{days})\b",
        re.IGNORECASE,
    )


def find_relative(text: str, published: date | None) -> list[Found]:
    """The relative days of a text; those in quotations without a value."""
    found = []
    matches = (
        match
        for first, last in windows(text, _SIGNS, 48, 48)
        for match in _pattern().finditer(text, first, last)
    )
    for match in matches:
        kind = str(match.lastgroup)
        if match["every"] or not _is_meant(text, match):
            continue
        value = None
        if published is not None and not in_quotation(text, match.start()):
            value = _value(text, match, published)
        if value is not None or kind != "every":
            found.append(Found(match.start(), match.end(), "date", value))
    return found


def in_quotation(text: str, at: int) -> bool:
    """Whether a place lies in words between quotation marks, opened or closed in the text."""
    before, behind = text[max(0, at - 400) : at], text[at : at + 400]
    paragraph, rest = before.rpartition("\n")[2], behind.partition("\n")[0]
    if paragraph.count("“") > paragraph.count("”"):
        return True
    if paragraph.count('"') % 2:
        return True
    return paragraph.count('"') == 0 and rest.count('"') % 2 == 1 and at < 400


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Names that are also days: the month Mei needs a sign, a weekday its capital."""
    if match["name"]:
        return match["name"][0].isupper()
    if match["monthname"]:
        before = text[max(0, match.start() - 10) : match.start()].lower()
        shown = match["monthwhen"] or match["month"][:5].lower() == "bulan"
        return match["monthname"][0].isupper() and bool(
            shown or re.search(r"(?:pada|sejak|awal|akhir|hingga|sampai|medio|di) $", before)
        )
    if match["what"] == "minggu" and match["when"] == "ini":
        return not re.search(r"\d\s$", text[: match.start()])
    if match["what"] and re.search(r"(?:\d|usia \w+|beberapa)\s$", text[: match.start()]):
        return False
    return not re.search(r"beberapa\s$", text[: match.start()])


def _value(text: str, match: re.Match[str], published: date) -> Days | None:
    if match["ago"]:
        return _ago(match, published)
    if match["day"]:
        return _one(published + timedelta(days=_DAYS[" ".join(match["day"].lower().split())]))
    if match["weekend"]:
        shift = {"lalu": -7, "kemarin": -7, "depan": 7}.get(match["weekendwhen"].lower(), 0)
        monday = week_of(published + timedelta(days=shift))[0]
        return Days(monday + timedelta(days=5), monday + timedelta(days=6), False, False)
    if match["what"]:
        return _period(text, match, published)
    if match["monthname"]:
        when = (match["monthwhen"] or "").strip()
        month = MONTHS[match["monthname"].lower()]
        about = bool(_ABOUT.search(text[max(0, match.start() - 16) : match.start()]))
        if when.startswith("tahun"):
            step = {"lalu": -1, "depan": 1}.get(when[6:].lower(), 0)
            return Days(*month_of(published.year + step, month), about, False)
        past, future = when in ("lalu", "silam"), when in ("mendatang", "nanti", "depan")
        return Days(*nearest_month(published, month, past=past, future=future), about, False)
    return _weekday(text, match, published)


def _one(day: date) -> Days:
    return Days(day, None, False, False)


def _period(text: str, match: re.Match[str], published: date) -> Days:
    step = {"lalu": -1, "silam": -1, "kemarin": -1, "depan": 1}.get(match["when"].lower(), 0)
    what = match["what"].lower()
    if match["what"] == "Minggu":
        return _one(weekday_before(published - timedelta(days=1), 6))
    if what in ("pekan", "minggu"):
        return Days(*week_of(published + timedelta(days=7 * step)), False, False)
    return Days(*_shifted(published, what, step), False, False)


def _shifted(published: date, what: str, step: int) -> tuple[date, date]:
    if what == "tahun":
        return year_of(published.year + step)
    months = published.year * 12 + published.month - 1 + step
    return month_of(months // 12, months % 12 + 1)


def _ago(match: re.Match[str], published: date) -> Days | None:
    unit = (match["unit"] or match["seunit"]).lower()
    count = 1 if match["se"] else _count(match["count"])
    if count is None:
        return None
    if unit == "hari":
        return Days(published - timedelta(days=count), None, False, False)
    if unit in ("minggu", "pekan"):
        return Days(*week_of(published - timedelta(days=7 * count)), True, False)
    return Days(*_shifted(published, unit, -count), True, False)


def _count(text: str) -> int | None:
    amount = float(text) if text.isdigit() else spelled_amount(text)
    return None if amount is None or amount > 900 else int(amount)


def _weekday(text: str, match: re.Match[str], published: date) -> Days:
    weekday = WEEKDAYS[match["name"].lower()]
    if match["night"]:
        weekday = (weekday - 1) % 7
    when = (match["weekdaywhen"] or "").strip().lower()
    if when in ("pekan lalu", "minggu lalu"):
        return _one(week_of(published - timedelta(days=7))[0] + timedelta(days=weekday))
    if when in ("lalu", "kemarin"):
        return _one(weekday_before(published - timedelta(days=when == "lalu"), weekday))
    before = text[max(0, match.start() - 60) : match.start()]
    ahead = when in ("mendatang", "depan", "nanti", "besok") or re.search(r"\bakan\b", before)
    chosen = weekday_after if ahead else weekday_before
    return _one(chosen(published, weekday))
