"""What two articles share, so that a person sees why one is shown with the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from beritasearch.analysis.analyzer import analyzer
from beritasearch.answers.likeness import Likeness, Telling, held_stems, printed_names

# `Rp60 miliar`, `14,5 persen`, `1.200`: numbers of one digit and years stand everywhere.
_NUMBER = re.compile(
    r"(?<![\w.,/])(?:Rp ?)?\d+(?:[.,]\d+)*(?: (?:ribu|juta|miliar|triliun|persen)|%)?(?![\w/])"
)
_SAYS_LITTLE = re.compile(r"\d|(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Shared:
    """What two articles share.

    Parameters
    ----------
    terms : telling stems that both hold, the most telling first.
    names, numbers : as both print them, in the order of the first.
    regions : codes of the regions of both, most specific first.
    """

    terms: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    tags: tuple[str, ...]
    regions: tuple[str, ...]

    def tells(self, telling: Telling) -> bool:
        """Whether any of it tells something: a rare term, a tag, or a regency or city."""
        is_town = any("." in code for code in self.regions)
        return bool(self.tags) or is_town or not telling.rare.isdisjoint(self.terms)


class Sharing:
    """Tells what others share with one article; reads its names and numbers once."""

    def __init__(self, like: Likeness, telling: Telling) -> None:
        self._like = like
        self._telling = telling

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """Those that tell something: days and months do not."""
        telling = self._telling.weights.keys()
        names = dict.fromkeys(printed_names(self._like.body))
        words = analyzer()
        return tuple(n for n in names if not telling.isdisjoint(words.stems(n.lower().split())))

    @cached_property
    def _numbers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(numbers(self._like.text)))

    def of(self, stored: Mapping[str, Any]) -> Shared:
        """What is shared with what the index stores of another one."""
        text = f"{stored['title'] or ''}\n{stored['body']}"
        held, their_numbers = _held(text)
        return Shared(
            terms=tuple(term for term in self._telling.weights if term in held),
            names=self._shared_names(text),
            numbers=_both(self._numbers, their_numbers),
            tags=_both(self._like.tags, stored["tags"]),
            regions=_both(self._like.region_codes, stored["region_codes"]),
        )

    def _shared_names(self, text: str) -> tuple[str, ...]:
        """Of names within one another the longest."""
        both = [name for name in self._names if name in text]
        return tuple(n for n in both if not any(n != other and n in other for other in both))


def numbers(text: str) -> list[str]:
    """The numbers of a text that may tell it from others, as they are printed.

    >>> numbers("Pada 2024 kerugian Rp60 miliar, 14,5 persen dari 3 desa, Rabu (11/9/2019)")
    ['Rp60 miliar', '14,5 persen']
    """
    return [found for found in _NUMBER.findall(text) if not _SAYS_LITTLE.fullmatch(found)]


# Articles of one story are shown with one another: of all, in the order of their days, each would
# be read some seven times.
@lru_cache(maxsize=2_000)
def _held(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems and the numbers of a text."""
    return held_stems(text), frozenset(numbers(text))


def days_apart(like_day: date | None, day: date | None) -> int | None:
    """How many days later the other one was published; None where either has no date."""
    return (day - like_day).days if like_day and day else None


def _both(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value in ours if value in theirs)
