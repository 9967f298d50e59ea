"""Names that resemble an unknown one."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from beritasearch.regions.names import split_level
from beritasearch.table import SortedTable

# 80 keeps one wrong, missing or doubled letter in names of five letters and more.
_LIKENESS = 80
_SHOWN = 4


def similar(name: str, names: SortedTable) -> list[str]:
    """Return up to four codes whose names resemble ``name``, most similar first.

    Provinces, regencies and cities come before districts of the same likeness, cities before
    regencies: who leaves the word out usually means the city.
    """
    level, key = split_level(name)
    rows = dict(names.below(""))
    matches = process.extract(
        key, rows.keys(), scorer=fuzz.ratio, score_cutoff=_LIKENESS, limit=2 * _SHOWN
    )
    if not matches:
        return []
    best = matches[0][1]
    ranked = sorted(
        (-score, len(code), code[3:5] < "71", code)
        for found, score, _ in matches
        for code in rows[found].split()
        if score > best - 10
    )
    codes = list(dict.fromkeys(code for *_, code in ranked))
    if any(len(code) < 8 for code in codes) and level != "district":
        codes = [code for code in codes if len(code) < 8]
    return codes[:_SHOWN]
