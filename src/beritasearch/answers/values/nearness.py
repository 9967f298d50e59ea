"""How much the words around a claim's value and around one of a passage are the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beritasearch.answers.values.stated import Stated
from beritasearch.answers.values.words import Word

# How fast words tell less of a value the further they stand from it, in words.
_REACH = 4.0
_FAR_REACH = 12.0
# `naik dari Rp 71 miliar menjadi Rp 177 miliar`: a claim that says the one means not the other.
_FROM, _TO = re.compile(r"\bdari\s$"), re.compile(r"\b(?:menjadi|jadi|ke|hingga|sampai)\s$")
_OTHER_END = 0.5


def shared(
    value: Stated, other: Stated, claim: Sequence[Word], passage: Sequence[Word]
) -> tuple[float, float]:
    """The share of a claim's words that a passage has, and that it has near the other value.

    Words near the claim's value count more. What a number counts is one of them: it is in both.
    """
    counted = 1.0 if value.unit.tells else 0.0
    weights = [(word.stem, _nearness(value, word, _FAR_REACH)) for word in claim]
    beside = _beside(other, passage, _FAR_REACH)
    whole = counted + sum(weight for _, weight in weights)
    shared = counted + sum(weight for stem, weight in weights if stem in beside)
    near = counted + sum(weight * beside.get(stem, 0.0) for stem, weight in weights)
    return _share(shared, whole), _share(near, whole)


def _beside(value: Stated, words: Sequence[Word], reach: float) -> dict[str, float]:
    """How near to a value each stem stands, at its nearest."""
    beside: dict[str, float] = {}
    for word in words:
        near = _nearness(value, word, reach)
        beside[word.stem] = max(near, beside.get(word.stem, 0.0))
    return beside


def alike(value: Stated, other: Stated, claim: Sequence[Word], passage: Sequence[Word]) -> float:
    """How alike the words near a claim's value and near one of a passage are.

    The sum of two shares: of the claim's words that stand near the other value, and of the words
    near that one which the claim has, each counting by how near it stands. The second one tells
    `energi senilai 15 miliar dolar, produk pertanian senilai 4,5 miliar dolar` apart.
    """
    asked = [(word.stem, _nearness(value, word, _REACH)) for word in claim]
    beside = _beside(other, passage, _REACH)
    stems = {stem for stem, _ in asked}
    told = [(word.stem in stems, _nearness(other, word, _REACH) ** 2) for word in passage]
    found = _share(
        sum(weight * beside.get(stem, 0.0) for stem, weight in asked),
        sum(weight for _, weight in asked),
    )
    known = _share(
        sum(weight for is_known, weight in told if is_known), sum(weight for _, weight in told)
    )
    return (found + known) * (_OTHER_END if _are_two_ends(value, other) else 1.0)


def _are_two_ends(one: Stated, other: Stated) -> bool:
    """Whether one is said to be where a change begins, the other where it ends."""
    return any(
        _FROM.search(first.before) and _TO.search(second.before)
        for first, second in ((one, other), (other, one))
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _nearness(value: Stated, word: Word, reach: float) -> float:
    return 1 / (1 + value.away(word) / reach)
