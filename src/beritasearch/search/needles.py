"""How does a root show in its forms? As it is, or with what meN- and old spelling make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

# Letters that old spelling writes otherwise: Soekarno, Tjokro, Djakarta, Achmad.
_SPELLINGS = {"u": ("u", "oe"), "c": ("c", "tj"), "j": ("j", "dj"), "y": ("y", "j")}
OLD_MARKS = ("oe", "tj", "dj")
_SPELLED = re.compile("[ucjy]")
_MOST_SPELLED = 3
# What stands in the place of a first letter behind meN- and peN-, or behind the bare N of talk.
_SWALLOWED = {"c": "ny", "k": "ng", "p": "m", "s": "ny", "t": "n"}


def needles_of(stem: str) -> Iterator[str]:
    """Pieces of which each form of a stem has one, whatever its affixes and spelling."""
    if any(map(str.isdigit, stem)):
        yield from _of_number(stem)
        return
    swallowed = _SWALLOWED.get(stem[0])
    for root in (stem, f"{swallowed}{stem[1:]}") if swallowed else (stem,):
        if len(_SPELLED.findall(root)) <= _MOST_SPELLED:
            yield from map("".join, product(*(_SPELLINGS.get(char, (char,)) for char in root)))
        else:
            yield max(_SPELLED.split(root), key=len)
    if len(stem) > 3 and stem[0] not in "aeiou":
        yield f"in{stem[1:]}"  # kinerja, kesinambungan


def _of_number(stem: str) -> Iterator[str]:
    """A number with and without marks of thousands, with a dot and with a decimal comma."""
    yield stem
    yield stem.replace(".", ",")
    whole = stem.partition(".")[0]
    if whole.isdigit() and len(whole) > 3:
        first = len(whole) % 3 or 3
        for mark in ".,":
            yield whole[:first] + mark + whole[first : first + 3]
