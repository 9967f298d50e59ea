"""How far is one spelling from another? Slips of the finger and of the ear count less."""

from __future__ import annotations

import re
from itertools import pairwise

_VOWELS = frozenset("aeiou")
# Letters that Indonesian writers take for one another, singly or in pairs: old and foreign
# spellings, and sounds that are not told apart in speech.
_SOUNDS = (
    *(("f", "p"), ("f", "v"), ("p", "v"), ("j", "z"), ("s", "z"), ("k", "q"), ("i", "y")),
    *(("b", "p"), ("d", "t"), ("g", "k"), ("c", "k"), ("ks", "x"), ("f", "ph"), ("c", "ch")),
    *(("h", "kh"), ("k", "kh"), ("s", "sy"), ("u", "oe"), ("c", "tj"), ("j", "dj"), ("s", "sh")),
    *(("ai", "ei"), ("n", "ng"), ("n", "ny"), ("n", "m"), ("t", "th"), ("d", "dh")),
)
# Those between which people choose when they spell their names; what is left of a silent `h` and
# of doubled letters is one letter or none.
_NAME_SOUNDS = (
    *(("oe", "u"), ("dj", "j"), ("tj", "c"), ("sy", "s"), ("sh", "s"), ("kh", "k"), ("ch", "c")),
    *(("ph", "f"), ("th", "t"), ("dh", "d"), ("h", ""), ("v", "f"), ("w", "f"), ("p", "f")),
    *(("q", "k"), ("x", "ks"), ("z", "j"), ("y", "i")),
)
_REPEATED = re.compile(r"(.)\1+")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

# Found on the development half of the labelled misspellings: with one cost for all edits 302 of
# its 337 corrections come first (`python -m evaluations.suggestions`), with these 317.
_SWAPPED = 0.6
_SAME_SOUND = 0.6
_VOWEL = 0.8
_NEIGHBOUR_KEYS = 0.8
_DOUBLED = 0.5
_SILENT = 0.7
_LETTER = 0.9
_OTHER = 1.0
_FIRST_LETTER = 0.3


def _neighbours() -> frozenset[tuple[str, str]]:
    """Keys beside and above one another."""
    beside = {pair for row in _KEYS for pair in pairwise(row)}
    above = {
        (key, row[at + shift])
        for row, lower in pairwise(_KEYS)
        for at, key in enumerate(lower)
        for shift in (0, 1)
        if at + shift < len(row)
    }
    return frozenset(beside | above | {(b, a) for a, b in beside | above})


_NEAR_KEYS = _neighbours()
_ALIKE = frozenset(_SOUNDS) | {(b, a) for a, b in _SOUNDS}


def cost(typed: str, meant: str) -> float:
    """What it costs to have typed one word for another: about 1 an edit, less where it is easy.

    >>> cost("demikain", "demikian"), cost("kemenkeh", "kemenkes"), cost("pelangaran", "pelanggaran")
    (0.6, 1.0, 0.5)
    """
    first, typed_core, meant_core = _cores(typed, meant)
    before = typed[first - 1] if first else ""
    total = _distance(typed_core, meant_core, before, before)
    return total if first else total + _FIRST_LETTER


def name_sound(name: str) -> str:
    """What two spellings of one name share: *Fatahilah* and *Fatahillah*, *Slowakia* and
    *Slovakia*.

    >>> name_sound("fatahilah") == name_sound("fatahillah")
    True
    >>> name_sound("amelxa") == name_sound("amelza")
    False
    """
    for old, new in _NAME_SOUNDS:
        name = name.replace(old, new)
    return _REPEATED.sub(r"\1", name)


def _cores(typed: str, meant: str) -> tuple[int, str, str]:
    """Where two words begin to differ, and what is left between what they share."""
    most = min(len(typed), len(meant))
    first = 0
    while first < most and typed[first] == meant[first]:
        first += 1
    last = 0
    while last < most - first and typed[-1 - last] == meant[-1 - last]:
        last += 1
    return first, typed[first : len(typed) - last], meant[first : len(meant) - last]


def _distance(typed: str, meant: str, typed_before: str, meant_before: str) -> float:
    """Optimal string alignment with a cost for each edit."""
    width, height = len(meant) + 1, len(typed) + 1
    table = [[0.0] * width for _ in range(height)]
    for i in range(height):
        for j in range(width):
            if i or j:
                table[i][j] = _least(table, typed, meant, i, j, typed_before, meant_before)
    return round(table[-1][-1], 6)


def _least(
    table: list[list[float]],
    typed: str,
    meant: str,
    i: int,
    j: int,
    typed_before: str,
    meant_before: str,
) -> float:
    """The cheapest way to the first ``i`` letters typed from the first ``j`` meant."""
    options = []
    if i:
        previous = typed[i - 2] if i > 1 else typed_before
        options.append(table[i - 1][j] + _single(typed[i - 1], previous))
    if j:
        previous = meant[j - 2] if j > 1 else meant_before
        options.append(table[i][j - 1] + _single(meant[j - 1], previous))
    if i and j:
        options.append(table[i - 1][j - 1] + _replaced(typed[i - 1], meant[j - 1]))
        for wide, long in ((1, 2), (2, 1)):
            if i >= wide and j >= long and (typed[i - wide : i], meant[j - long : j]) in _ALIKE:
                options.append(table[i - wide][j - long] + _SAME_SOUND)
    if i > 1 and j > 1 and typed[i - 2 : i] == meant[j - 1] + meant[j - 2]:
        options.append(table[i - 2][j - 2] + _SWAPPED)
    return min(options)


def _single(letter: str, before: str) -> float:
    """A letter that only one of the words has."""
    if letter == before:
        return _DOUBLED
    return _SILENT if letter == "h" else _LETTER


def _replaced(typed: str, meant: str) -> float:
    if typed == meant:
        return 0.0
    if (typed, meant) in _ALIKE:
        return _SAME_SOUND
    if typed in _VOWELS and meant in _VOWELS:
        return _VOWEL
    return _NEIGHBOUR_KEYS if (typed, meant) in _NEAR_KEYS else _OTHER
