"""Which words can be two edits away? Those that share a half, but for one edit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_lowercase

_BEHIND_ALL = "\U0010ffff"


class Halves:
    """Words, found by their beginning and by their end.

    Two edits cannot both fall into both halves of a word: in one half there is one at most, and
    two letters changed round across the border change one letter of each. So the words that begin
    with one of the 250 pieces that are one edit from the first half, or end with one of the second,
    hold all that are sought: a thousand where comparing looks at a hundred thousand.
    """

    def __init__(self, words: Iterable[str]) -> None:
        plain: list[str] = []
        self._others: list[str] = []
        for word in words:
            # A word with other letters would need as many more pieces; there are few.
            (plain if word.isascii() else self._others).append(word)
        self._forward = sorted(plain)
        self._backward = sorted(word[::-1] for word in plain)

    def candidates(self, word: str) -> set[str]:
        """All words that are two edits away from a word, and some that are not."""
        border = len(word) // 2
        found = set(_beginning(self._forward, word[:border]))
        found.update(other[::-1] for other in _beginning(self._backward, word[border:][::-1]))
        lengths = range(len(word) - 2, len(word) + 3)
        return {other for other in (*found, *self._others) if len(other) in lengths}


def one_edit_away(word: str, letters: Iterable[str]) -> set[str]:
    """Every string that is one edit away; a transposition is one edit."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {before + after[1:] for before, after in parts if after}
    found |= {before + after[1] + after[0] + after[2:] for before, after in parts if after[1:]}
    for letter in letters:
        found |= {before + letter + after for before, after in parts}
        found |= {before + letter + after[1:] for before, after in parts if after}
    return found - {word}


def _beginning(words: Sequence[str], half: str) -> Iterator[str]:
    """The words, which are in order, that begin with a half or with what is one edit from it."""
    for piece in {half, *one_edit_away(half, ascii_lowercase)}:
        first = bisect_left(words, piece)
        if first < len(words) and words[first].startswith(piece):
            yield from words[first : bisect_left(words, piece + _BEHIND_ALL, first)]
