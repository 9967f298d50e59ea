"""Times of day: *pukul 18.05 WIB*, *jam 7 malam*, *setengah delapan*."""

from __future__ import annotations

import re

from beritasearch.analysis.indonesian.values.lazily import Lazy
from beritasearch.analysis.indonesian.values.spelled import spelled_amount
from beritasearch.analysis.indonesian.values.value import Found, Time

_HOURS = "dua belas|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas"
_ZONE = r"(?:\s?\(?(?P<zone{n}>wib|wita|wit|gmt|utc)\b\)?)?"
_PART = r"(?:\s?\(?(?P<part{n}>pagi|siang|sore|petang|malam|dini hari|subuh)(?!\w)\)?)?"
_CLOCK = (
    rf"(?P<half{{n}}>setengah )?(?:(?P<hour{{n}}>[01]?\d|2[0-4])(?!\d)(?:[.:](?P<minute{{n}}>[0-5]\d)(?!\d)"
    rf"(?:[.:][0-5]\d(?!\d))?)?|(?P<words{{n}}>{_HOURS})(?!\w))(?:-?an\b)?"
    r"(?:\s(?P<sign{n}>lebih|lewat|kurang) (?P<past{n}>\d\d?|lima belas|dua puluh|lima|sepuluh|seperempat)(?: menit)?(?!\w))?"
)
_TO = r"(?:\s?[-–—]\s?|\s(?:hingga|sampai(?: dengan)?|s/d|s\.d\.?)\s)(?:pukul |jam )?"
_PAST = {"lima": 5, "sepuluh": 10, "seperempat": 15, "lima belas": 15, "dua puluh": 20}
_PARTS = "pagi|siang|sore|petang|malam"


_FIRST, _SECOND = ((_CLOCK + _ZONE + _PART).format(n=n) for n in (1, 2))
_CLOCKS = rf"{_FIRST}(?:{_TO}{_SECOND})?(?![\w%])"
_EARLY = rf"(?:(?P<early>{_PARTS}) )?"
_SAID_AT = Lazy(rf"{_EARLY}(?P<lead>(?:pukul|pkl|pk|jam)\b\.?\s?:?\s?){_CLOCKS}")
_BARE_AT = Lazy(rf"{_EARLY}(?P<lead>){_CLOCKS}")


# A length, not an hour: `jam kerja` has no digits, `jam 8 jam`.
_LENGTH = Lazy(r"\s(?:perjalanan|kerja|per |jam\b|tahun|bulan|menit)")
_LOCAL = Lazy(r"\s(?:waktu|local time)\b")
_DATE_BEFORE = Lazy(r"\d{4}\)?(?:,| \||\s-)?\s$")
_PART_BEFORE = Lazy(
    r"\b(pagi|siang|sore|petang|malam)(?: (?:ini|tadi|nanti|lalu|hari))?(?: \([\d/]+\))?[,.]? (?:sekitar |sekira |pada )?$"
)
_NOON = 12


def time_at(low: str, start: int, kind: str, *, behind_time: bool) -> Found | None:
    """The time that begins at a sign.

    Parameters
    ----------
    kind : of the sign: *clock* for ``pukul``, *part* for ``malam``, or digits.
    behind_time : whether a time stands just before, as in ``pukul 7.00 dan 9.00``.
    """
    is_digits = kind == "digits"
    match = None if is_digits else _SAID_AT.match(low, start)
    if match is None:
        if is_digits and _GLUED.search(low, max(0, start - 2), start):
            return None
        match = _BARE_AT.match(low, start)
        if match is None or not _is_time(low, match, behind_time):
            return None
    elif _LENGTH.match(low, match.end()) and not match["minute1"]:
        return None
    value = _time(low, match)
    if value is None:
        return None
    end = match.end()
    if low[end - 1] == ")" and "(" not in low[match.start() : end]:
        end -= 1
    begins = match.start("half1") if match["half1"] else match.start("hour1")
    return Found(begins if begins >= 0 else match.start("words1"), end, "time", value)


# Behind these digits are no hour; a comma may stand between two entries of a timetable.
_GLUED = Lazy(r"(?:[.:°’'/-]|\d,|[^\W\d])\Z")


def _is_time(low: str, match: re.Match[str], behind_time: bool) -> bool:
    """Whether digits without *pukul* are a time: minutes with a zone or a part of the day."""
    if match["half1"]:
        return match["words1"] is not None and not _LENGTH.match(low, match.end())
    if match["minute1"] is None:
        return False
    if match["zone1"] or match["zone2"] or match["part1"] or match["part2"] or match["early"]:
        return True
    if behind_time or _LOCAL.match(low, match.end()):
        return True
    start = match.start()
    if _part_before(low, start):
        return True
    colon = low[match.end("hour1")] == ":"
    return colon and bool(_DATE_BEFORE.search(low, max(0, start - 8), start))


def _part_before(low: str, start: int) -> str | None:
    before = _PART_BEFORE.search(low, max(0, start - 24), start)
    return before[1] if before else None


def _time(low: str, match: re.Match[str]) -> Time | None:
    part2 = match["part2"]
    has_end = match["hour2"] or match["words2"]
    part1 = match["part1"] or match["early"] or _part_before(low, match.start())
    if part2 and not part1 and _hour(match, 1) < _hour(match, 2) <= _NOON:
        # `jam 8-10 malam`; but `jam 10 sampai jam 10 malam` begins in the morning.
        part1 = part2
    first = _clock(match, 1, part1)
    if first is None:
        return None
    second = _clock(match, 2, part2) if has_end else None
    zone = match["zone1"] or match["zone2"]
    return Time(first, second, zone.upper() if zone else None)


def _hour(match: re.Match[str], number: int) -> int:
    if digits := match[f"hour{number}"]:
        return int(digits)
    words = match[f"words{number}"]
    return 1 if words == "satu" else int(spelled_amount(words or "") or 0)


def _clock(match: re.Match[str], number: int, part: str | None) -> str | None:
    hour, minute = _hour(match, number), int(match[f"minute{number}"] or 0)
    if match[f"half{number}"]:
        hour, minute = hour - 1, 30
    if past := match[f"past{number}"]:
        moved = _PAST.get(past) or int(past)
        minute += -moved if match[f"sign{number}"] == "kurang" else moved
        hour, minute = hour + minute // 60, minute % 60
    hour = _in_half(hour, part)
    return f"{hour % 24:02}:{minute:02}" if 0 <= hour <= 24 else None


def _in_half(hour: int, part: str | None) -> int:
    """The hour in the half of the day that is said; *jam 2 malam* is before morning."""
    if part == "siang":
        return hour + 12 if 1 <= hour < 10 else hour
    if part in ("sore", "petang"):
        return hour + 12 if 1 <= hour < 12 else hour
    if part == "malam":
        return hour + 12 if 5 <= hour < 12 else (0 if hour == 12 else hour)
    return 0 if part == "dini hari" and hour == 12 else hour
