"""How far is one spelling from another? Slips of the finger and of the ear count less."""

from __future__ import annotations

import re
from collections.abc import Iterator
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

# With one cost for all edits `python -m tuning.suggestions` reaches 1.320, with these 1.356; two
# letters changed round matter most (1.342 without).
_SWAPPED = 0.6
_SAME_SOUND = 0.6
_VOWEL = 0.8
_NEIGHBOUR_KEYS = 0.8
_DOUBLED = 0.7
_SILENT = 0.7
_LETTER = 0.9
_OTHER = 1.0


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

    >>> cost("demikain", "demikian"), cost("kemenkeh", "kemenkes"), cost("hakkim", "hakim")
    (0.6, 1.0, 0.7)
    """
    return _distance(*_cores(typed, meant))


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


def _cores(typed: str, meant: str) -> tuple[str, str]:
    """What differs in two words, and the letter before: it may be doubled, or be one sound with
    the next."""
    most = min(len(typed), len(meant))
    first = 0
    while first < most and typed[first] == meant[first]:
        first += 1
    last = 0
    while last < most - first and typed[-1 - last] == meant[-1 - last]:
        last += 1
    first = max(first - 1, 0)
    return typed[first : len(typed) - last], meant[first : len(meant) - last]


def _distance(typed: str, meant: str) -> float:
    """Optimal string alignment with a cost for each edit."""
    table = [[0.0] * (len(meant) + 1) for _ in range(len(typed) + 1)]
    for i in range(len(typed) + 1):
        for j in range(len(meant) + 1):
            if i or j:
                table[i][j] = min(_ways(table, typed[:i], meant[:j]))
    return round(table[-1][-1], 6)


def _ways(table: list[list[float]], typed: str, meant: str) -> Iterator[float]:
    """The costs of all ways to end in these letters, from what the shorter ones cost."""
    i, j = len(typed), len(meant)
    if i:
        yield table[i - 1][j] + _single(typed)
    if j:
        yield table[i][j - 1] + _single(meant)
    if i and j:
        yield table[i - 1][j - 1] + _replaced(typed[-1], meant[-1])
    if i > 1 and j > 1 and typed[-2:] == meant[-1] + meant[-2]:
        yield table[i - 2][j - 2] + _SWAPPED
    for width, length in ((1, 2), (2, 1)):
        if i >= width and j >= length and (typed[-width:], meant[-length:]) in _ALIKE:
            yield table[i - width][j - length] + _SAME_SOUND


def _single(word: str) -> float:
    """A last letter that only one of the words has."""
    if word[-1] == word[-2:-1]:
        return _DOUBLED
    return _SILENT if word[-1] == "h" else _LETTER


def _replaced(typed: str, meant: str) -> float:
    if typed == meant:
        return 0.0
    if (typed, meant) in _ALIKE:
        return _SAME_SOUND
    if typed in _VOWELS and meant in _VOWELS:
        return _VOWEL
    return _NEIGHBOUR_KEYS if (typed, meant) in _NEAR_KEYS else _OTHER
