"""Numbers in words: *dua puluh lima juta*, *satu setengah*, *dua pertiga*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_UNITS = {
    word: number
    for number, word in enumerate(
        ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
    )
}
_WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1_000, "sejuta": 1_000_000}
SCALES = {
    "ribu": 1e3, "rb": 1e3, "juta": 1e6, "jt": 1e6, "miliar": 1e9, "milyar": 1e9, "miliyar": 1e9,
    "miliard": 1e9, "triliun": 1e12, "trilyun": 1e12, "triliyun": 1e12,
}  # fmt: skip
_PARTS = {"pertiga": 3, "perempat": 4, "perlima": 5, "perenam": 6, "perdelapan": 8}
_WORD = "|".join(
    (*_UNITS, *_WHOLE, "belas", "puluh", "ratus", *SCALES, *_PARTS, "setengah", "koma")
)


@lru_cache(maxsize=1)
def _spelled() -> re.Pattern[str]:
    begins = "|".join((*_UNITS, *_WHOLE))
    return re.compile(
        rf"(?:{begins})\b(?:\s(?:{_WORD}|per (?:dua|tiga|empat|lima|enam|delapan))\b)*(?!\w)(?!-(?!(?:{begins})\b))"
    )


def spelled_at(low: str, start: int) -> str | None:
    """The number words of a text in small letters that begin here."""
    match = _spelled().match(low, start)
    return match[0] if match else None


def spelled_amount(text: str) -> float | None:
    """The number that words state; None where they state none, as *satu* alone.

    >>> spelled_amount("dua puluh lima juta"), spelled_amount("satu setengah")
    (25000000.0, 1.5)
    """
    words = text.lower().replace("per ", "per").split()
    if words in (["satu"], ["nol"]):
        return None
    if "koma" in words:
        return _decimal(words)
    fraction = _fraction(words)
    return fraction if fraction is not None else _whole(words)


def _decimal(words: Sequence[str]) -> float | None:
    """*dua koma lima juta*: single digits behind the comma, then a scale."""
    mark = words.index("koma")
    digits = ""
    for word in words[mark + 1 :]:
        if word not in _UNITS:
            break
        digits += str(_UNITS[word])
    whole, scales = _whole(words[:mark]), words[mark + 1 + len(digits) :]
    if whole is None or not digits or len(scales) > 1 or not SCALES.keys() >= set(scales):
        return None
    scale = int(SCALES[scales[0]]) if scales else 1
    return int(f"{int(whole)}{digits}") * scale / float(10 ** len(digits))


def _fraction(words: Sequence[str]) -> float | None:
    last = words[-1]
    if last == "setengah" and len(words) > 1:
        before = _whole(words[:-1])
        return None if before is None else before + 0.5
    parts = _PARTS.get(last) or (
        _UNITS.get(last.removeprefix("per")) if last[:3] == "per" else None
    )
    if parts and len(words) == 2 and words[0] in _UNITS and words[0] != "satu":
        return round(_UNITS[words[0]] / parts, 4)
    return None


def _whole(words: Sequence[str]) -> float | None:
    """Scales from the greatest down: (tens) ribu, (tens) juta."""
    total, group, unit = 0.0, 0.0, 0.0
    for word in words:
        if word in _UNITS:
            if unit:
                return None
            unit = _UNITS[word]
        elif word == "belas":
            group, unit = group + unit + 10, 0
        elif word in ("puluh", "ratus"):
            group, unit = group + unit * (10 if word == "puluh" else 100), 0
        elif word in _WHOLE and _WHOLE[word] < 1_000:
            group += _WHOLE[word]
        elif word in _WHOLE:
            total += _WHOLE[word]
        elif word in SCALES:
            total, group, unit = total + (group + unit or 1) * SCALES[word], 0, 0
        elif word == "setengah":
            unit += 0.5
        else:
            return None
    return total + group + unit
