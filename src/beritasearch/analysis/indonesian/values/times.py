"""Times of day: *pukul 18.05 WIB*, *jam 7 malam*, *setengah delapan*."""

from __future__ import annotations

import re
from functools import lru_cache

from beritasearch.analysis.indonesian.values.spelled import spelled_amount
from beritasearch.analysis.indonesian.values.value import Found, Time
from beritasearch.analysis.indonesian.values.windows import windows

_HOURS = "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|dua belas"
# A time shows one of these.
_SIGNS = re.compile(
    r"[Pp]ukul|[Pp]kl|\b[Jj]am\b|W[Ii][Bb]\b|W[Ii][Tt]|GMT|setengah|\d:\d|(?:malam|pagi|siang|sore) \d"
)
_ZONE = r"(?:\s?(?P<zone{n}>WIB|WITA|WIT|GMT)(?!\w))?"
_PART = r"(?:\s?\(?(?P<part{n}>pagi|siang|sore|malam|dini hari)\)?(?!\w))?"
_CLOCK = (
    rf"(?P<half{{n}}>setengah )?(?:(?P<hour{{n}}>[01]?\d|2[0-4])(?!\d)(?:[.:](?P<minute{{n}}>[0-5]\d)(?!\d)"
    rf"(?:[.:][0-5]\d(?!\d))?)?|(?P<words{{n}}>{_HOURS})(?!\w))(?:-an\b)?(?: lebih (?P<past{{n}}>lima|sepuluh))?"
)
_TO = r"(?:\s?[-–—]\s?|\s(?:hingga|sampai(?: dengan)?|s/d)\s)(?:pukul |jam )?"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    def clock(number: int) -> str:
        return (_CLOCK + _ZONE + _PART).format(n=number)

    return re.compile(
        rf"(?<![\w.,:°'/])(?P<early>(?:pagi|siang|sore|malam) (?=\d|jam|pukul))?(?P<lead>(?:pukul|pkl\.?|jam)\s)?"
        rf"{clock(1)}(?:{_TO}{clock(2)})?(?![\w%])",
        re.IGNORECASE,
    )


def find_times(text: str) -> list[Found]:
    """The times of a text, in order."""
    found = []
    matches = (
        match
        for first, last in windows(text, _SIGNS, 30, 48)
        for match in _pattern().finditer(text, first, last)
    )
    for match in matches:
        value = _time(match)
        if value and _is_time(text, match):
            start = match.start("half1") if match["half1"] else match.end("lead")
            start = start if match["lead"] or match["half1"] else match.start()
            if match["early"] and not match["lead"]:
                start = match.end("early")
            found.append(Found(start, match.end(), "time", value))
    return found


def _is_time(text: str, match: re.Match[str]) -> bool:
    """Whether the digits are a time: said so, or with minutes and a zone or an hour mark."""
    if match["lead"]:
        return not re.match(r"\s(?:perjalanan|kerja|per )", text[match.end() :])
    if match["zone1"] or match["zone2"]:
        return match["minute1"] is not None or match["zone1"] is not None
    if match["half1"]:
        return match["words1"] is not None and not re.match(
            r"\s?(?:jam|tahun|bulan)", text[match.end() :]
        )
    if match["early"]:
        return match["minute1"] is not None
    # 13:00 behind a date.
    before = text[max(0, match.start() - 6) : match.start()]
    return bool(re.match(r"\d\d:\d\d(?!:)", match[0]) and re.search(r"\d{4},?\s$", before))


def _time(match: re.Match[str]) -> Time | None:
    first = _clock(match, 1)
    if first is None:
        return None
    has_end = match["hour2"] or match["words2"]
    second = _clock(match, 2) if has_end else None
    zone = match["zone1"] or match["zone2"]
    return Time(first, second, zone.upper() if zone else None)


def _clock(match: re.Match[str], number: int) -> str | None:
    words, hour_digits = match[f"words{number}"], match[f"hour{number}"]
    hour = (
        int(hour_digits) if hour_digits else int(spelled_amount(words or "") or (words == "satu"))
    )
    minute = int(match[f"minute{number}"] or 0)
    if match[f"half{number}"]:
        hour, minute = hour - 1, 30
    if past := match[f"past{number}"]:
        minute += 5 if past == "lima" else 10
    part = (match[f"part{number}"] or match["early"] or "").strip().lower()
    if part in ("siang", "sore", "malam") and 1 <= hour < 12:
        hour += 0 if part == "siang" and hour >= 10 else 12
    elif (part == "malam" and hour == 12) or hour == 24:
        hour = 0
    return f"{hour % 24:02}:{minute:02}" if 0 <= hour <= 24 else None
