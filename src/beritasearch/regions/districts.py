"""Districts in running text: only beside their parent, or after *Kecamatan*, *Polsek* and so on.

Of 7,285 district names 6,889 differ, and many are common words (Kota, Negara, Tetap, Bola), so a
bare one is never taken for a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from beritasearch.regions.context import BLOCKS, POLICE, Match, cue_before, longest_name
from beritasearch.regions.lexicon import Lexicon
from beritasearch.regions.names import name_key

_AFTER_CUE = re.compile(r"\.? (?:Metro )?(?=[A-Z])")
_BEFORE = 72  # characters before a regency in which its district may stand
_LEVEL_BEFORE = re.compile(r"(?:(?:Kabupaten|Kab\.?|Kota|Kotamadya)(?: Administrasi| Adm\.?)? )$")
_RUN = re.compile(r"(?:^|[^\w'’.-] ?)((?:[A-Z][\w'’]*[ -])*[A-Z][\w'’]*)(?:,? |,? \()$")
_ADJACENT = 16  # characters between a district and its regency: ", Kabupaten "
_INTRODUCING = frozenset({"district", "place", "office"}) | POLICE
_NO_CAPITALS: frozenset[str] = frozenset()


def district_named(text: str, end: int, known: Lexicon) -> Match | None:
    """Return the district named right after a cue (*Kecamatan*, *Polsek*) that ends at ``end``."""
    gap = _AFTER_CUE.match(text, end)
    if gap is None:
        return None
    match = longest_name(text, gap.end(), known.districts, capitals=_NO_CAPITALS)
    if match is None:
        return None
    following = text[match.end : match.end + 2]
    if match.key in known.heads and following[:1] == " " and following[1:].isupper():
        return None  # Polsek Tanjung Duren: a police area, not the district Tanjung
    return replace(match, cue="district")


def district_before(text: str, region: Match, known: Lexicon) -> Match | None:
    """Return the district that stands right before its regency: *Labuan, Pandeglang*."""
    if len(region.codes[0]) != 5:
        return None
    base = max(0, region.start - _BEFORE)
    base = text.rfind("\n", base, region.start) + 1 or base
    left = text[base : region.start]
    level = _LEVEL_BEFORE.search(left)
    run = _RUN.search(left[: level.start()] if level else left)
    if run is None:
        return None
    return _within_region(text, base + run.start(1), run[1], region, known)


def _within_region(text: str, start: int, run: str, region: Match, known: Lexicon) -> Match | None:
    """Return the district that the whole run of capitalised words names, if in the region.

    The whole run, because "Gading Serpong, Tangerang" is not Serpong.
    """
    first, _, rest = run.partition(" ")
    while rest and known.cues.get(first.lower()) in _INTRODUCING:
        start, run = start + len(first) + 1, rest
        first, _, rest = run.partition(" ")
    key = name_key(run)
    inside = tuple(c for c in known.districts.get(key, ()) if c.startswith(region.codes))
    if not inside or key in known.regions or cue_before(text, start, known) in BLOCKS:
        return None
    return Match(start, start + len(run), key, inside)


def settle(districts: list[Match], regions: list[Match], within: Iterable[str]) -> list[Match]:
    """Return the districts of which one reading is left, with that reading.

    The regency named right after decides; else the name is unique in Indonesia, or in the
    regions expected or named elsewhere in the text, nearest level first.
    """
    named = [code for match in regions for code in match.codes]
    scopes = [list(within), [c for c in named if len(c) == 5], [c for c in named if len(c) == 2]]
    settled = []
    for district in districts:
        code = _one_reading(district, regions, scopes)
        if code:
            settled.append(replace(district, codes=(code,)))
    return settled


def _one_reading(district: Match, regions: list[Match], scopes: list[list[str]]) -> str | None:
    codes = district.codes
    for region in regions:
        near = 0 <= region.start - district.end <= _ADJACENT
        if near and len(region.codes[0]) == 5:
            codes = tuple(c for c in codes if c.startswith(region.codes))
    for scope in scopes:
        if len(codes) > 1:
            codes = tuple(c for c in codes if c.startswith(tuple(scope))) or codes
    return codes[0] if len(codes) == 1 else None
