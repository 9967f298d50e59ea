"""Does a search suggest the word that was meant, and leave right words alone? Shares of both."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

HALVES = ("dev", "test")
# From a query to the suggestions for it, best first.
Suggest = Callable[[str], Sequence[str]]

_FIRST = 5


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A misspelt word with what was meant.

    Parameters
    ----------
    context : another word of the same sentence; may be empty.
    half : ``dev`` or ``test``.
    """

    word: str
    correction: str
    context: str
    half: str


@dataclass(frozen=True, slots=True)
class SuggestionScores:
    """Shares from 0 to 1.

    Parameters
    ----------
    first : misspellings whose correction is the first suggestion.
    among_five : misspellings whose correction is among the first five.
    """

    cases: int
    first: float
    among_five: float


def read_misspellings(path: Path, half: str) -> list[Misspelling]:
    """One half of a table of misspellings (columns half, word, correction, context)."""
    return [
        Misspelling(row["word"], row["correction"], row["context"], row["half"])
        for row in _rows(path)
        if row["half"] == half
    ]


def read_right_words(path: Path, half: str) -> list[str]:
    """One half of a table of right words (column word): halved by a checksum of each word."""
    words = [row["word"] for row in _rows(path)]
    return [word for word in words if HALVES[crc32(word.encode()) % 2] == half]


def score(
    cases: Iterable[Misspelling], suggest: Suggest, *, with_context: bool
) -> SuggestionScores:
    """Score suggestions.

    Parameters
    ----------
    with_context : ask for each word together with its context, and only for those that have one.
    """
    ranks = [
        _rank(case, suggest, with_context) for case in cases if case.context or not with_context
    ]
    return SuggestionScores(
        cases=len(ranks),
        first=sum(rank == 1 for rank in ranks) / len(ranks),
        among_five=sum(0 < rank <= _FIRST for rank in ranks) / len(ranks),
    )


def corrected(words: Iterable[str], suggest: Suggest) -> list[str]:
    """Those of some right words for which anything is suggested."""
    return [word for word in words if suggest(word)]


def _rank(case: Misspelling, suggest: Suggest, with_context: bool) -> int:
    """The place of the correction among the suggestions, from 1; 0 where it is not."""
    found = suggest(f"{case.word} {case.context}" if with_context else case.word)
    suggested = [text.lower() for text in found]
    meant = {case.correction.lower(), f"{case.correction} {case.context}".lower()}
    return next((at for at, text in enumerate(suggested, start=1) if text in meant), 0)


def _rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text("utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
