"""What does a text state, and in which words? Its values with the words around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from beritasearch.analysis.indonesian.values.find import find_values
from beritasearch.analysis.indonesian.values.value import Number, Value
from beritasearch.answers.values.units import NO_UNIT, Unit, unit_behind
from beritasearch.answers.values.words import Placed, Word, placed, sayings, telling

# Characters before a value in which *lebih dari*, *hampir* and the like stand.
_BEFORE = 24
# The year of `UU Nomor 8 Tahun 2019` is of its name.
_LAW = re.compile(r"\b(?:Nomor|No\.?) ?[\w./-]{1,20} Tahun \Z", re.IGNORECASE)
_NAME = 40
# Words behind a number among which its unit stands: `lima ekor sapi`.
_BEHIND = 2


class Region(NamedTuple):
    """Regions that one name can mean; one code where it is decided."""

    codes: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """As JSON shows it."""
        return {"type": "region", "codes": list(self.codes)}


@dataclass(frozen=True, slots=True)
class Stated:
    """A value of a text, ``text[start:end]``; a number's unit belongs to it.

    Parameters
    ----------
    before : what stands before it, in small letters.
    first, last : its places in words, as :class:`~beritasearch.answers.values.words.Placed` counts.
    """

    text: str
    start: int
    end: int
    value: Value | Region
    unit: Unit
    before: str
    first: int
    last: int

    def away(self, word: Word) -> int:
        """How many words stand between this value and a word."""
        return max(self.first - word.place, word.place - self.last, 0)

    def to_dict(self) -> dict[str, object]:
        """As JSON shows it."""
        value = self.value.to_dict()
        return {"text": self.text, "start": self.start, "end": self.end, "value": value}


@dataclass(frozen=True, slots=True)
class Reading:
    """The values of a text and the words that tell of what they are.

    Parameters
    ----------
    counted : what its numbers count, as words.
    sayings : the places of verbs that tell that something was said.
    """

    values: tuple[Stated, ...]
    words: tuple[Word, ...]
    counted: tuple[Word, ...]
    sayings: tuple[int, ...]


def read(text: str, published: date | None = None) -> Reading:
    """Read a claim or a passage; from the day of publication relative dates are counted."""
    words = list(placed(text))
    values = sorted((*_values(text, words, published), *_regions(text, words)), key=_start)
    inside = {n for one in values for n in _between(words, one.start, one.end)}
    outside = (one for n, one in enumerate(words) if n not in inside)
    counted = (Word(one.unit.stem, one.last) for one in values if one.unit.stem)
    return Reading(tuple(values), tuple(telling(outside)), tuple(counted), tuple(sayings(words)))


def _start(stated: Stated) -> int:
    return stated.start


def _values(text: str, words: Sequence[Placed], published: date | None) -> Iterator[Stated]:
    for found in find_values(text, published):
        if found.value is None or _LAW.search(text[max(0, found.start - _NAME) : found.start]):
            continue
        unit, end = NO_UNIT, found.end
        if isinstance(found.value, Number):
            at = bisect_left(words, end, key=_begin)
            following = [one.token for one in words[at : at + _BEHIND]]
            unit, length = unit_behind(text, end, following)
            end = following[length - 1].end if length else end
        yield from _stated(text, found.start, end, found.value, unit, words)


def _regions(text: str, words: Sequence[Placed]) -> Iterator[Stated]:
    from beritasearch.regions.places import find_places  # its tables are of few questions

    for place in find_places(text):
        yield from _stated(text, place.start, place.end, Region(place.codes), NO_UNIT, words)


def _stated(
    text: str, start: int, end: int, value: Value | Region, unit: Unit, words: Sequence[Placed]
) -> Iterator[Stated]:
    if places := [words[n].place for n in _between(words, start, end)]:
        before = text[max(0, start - _BEFORE) : start].lower()
        yield Stated(text[start:end], start, end, value, unit, before, places[0], places[-1])


def _between(words: Sequence[Placed], start: int, end: int) -> range:
    """The numbers of the words that begin in a stretch of the text."""
    return range(bisect_left(words, start, key=_begin), bisect_left(words, end, key=_begin))


def _begin(word: Placed) -> int:
    return word.token.start
