"""Holds the values of a claim beside those that a passage states of the same things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Literal, NamedTuple

from beritasearch.analysis.indonesian.values.value import Days
from beritasearch.answers.values.alike import agree, contradict, is_comparable
from beritasearch.answers.values.stated import Reading, Region, Stated, read
from beritasearch.answers.values.words import Word

Relation = Literal["agree", "differ"]

# The share of a claim's telling words that a passage must have before two values are of the same
# thing: of all words, and, where the values differ, of those that are no names. Set on the half
# `dev` of tests/answers/cases/numbers.tsv: `python -m evaluations.numbers`.
_LEAST_SHARED = 0.5
_LEAST_COMMON = 0.4
# A place is more often only a background of what is told than an amount is.
_LEAST_SHARED_OF_PLACES = 0.7
# How fast words tell less of a value the further they stand from it, in words.
_REACH = 4.0
_REACH_OF_SHARED = 12.0
# Of two values about as near to the words, one that agrees is meant.
_AS_NEAR = 0.9
# Stems of words behind which the day stands on which something was said, not when it happened.
_SAYING = frozenset(
    ("kata", "ujar", "ucap", "tutur", "ungkap", "jelas", "tegas", "tambah", "papar", "terang",
     "imbuh", "lanjut", "sambung", "sebut", "temu", "hubung", "kutip", "lansir", "konfirmasi",
     "wawancara", "tulis")
)  # fmt: skip
_BEHIND_SAYING = 10


class Comparison(NamedTuple):
    """A value of a claim and the one that a passage states of the same thing."""

    claim: Stated
    passage: Stated
    relation: Relation

    def to_dict(self) -> dict[str, object]:
        """As JSON shows it."""
        return {
            "claim": self.claim.to_dict(),
            "passage": self.passage.to_dict(),
            "relation": self.relation,
        }


def compare_values(claim: str, passage: str, published: date | None = None) -> list[Comparison]:
    """Compare each value of a claim with the one that a passage states of the same thing.

    Parameters
    ----------
    published : the day of the passage's article, from which its relative dates are counted.

    Returns
    -------
    In the order of the claim; values of which the passage says nothing are left out.

    >>> [one] = compare_values("Negara rugi Rp60 miliar", "Negara rugi Rp 6 miliar, kata jaksa.")
    >>> one.claim.text, one.passage.text, one.relation
    ('Rp60 miliar', 'Rp 6 miliar', 'differ')
    """
    return compare(read(claim), read(passage, published))


def compare(claim: Reading, passage: Reading) -> list[Comparison]:
    """The same for what was read before: one claim meets many passages."""
    compared = (_compared(value, claim, passage) for value in claim.values)
    return [comparison for comparison in compared if comparison]


def _compared(value: Stated, claim: Reading, passage: Reading) -> Comparison | None:
    candidates = [
        other for other in passage.values if _is_candidate(value, claim, other, passage)
    ]
    if not candidates or not _is_same_thing(value, claim.words, passage.words):
        return None
    meant = _meant(value, candidates, claim.words, passage.words)
    if agree(value, meant):
        return Comparison(value, meant, "agree")
    words = [word for word in claim.words if not word.is_name]
    if _shared(value, words, passage.words) < _LEAST_COMMON or not contradict(value, meant):
        return None
    return Comparison(value, meant, "differ")


def _is_candidate(value: Stated, claim: Reading, other: Stated, passage: Reading) -> bool:
    if not is_comparable(value, other):
        return False
    if isinstance(value.value, Days):
        return _is_of_saying(value, claim) or not _is_of_saying(other, passage)
    return _same_unit(value, claim, other, passage)


def _is_of_saying(value: Stated, reading: Reading) -> bool:
    """Whether a date is the day on which something was said."""
    return any(
        word.stem in _SAYING and 0 <= value.first - word.place <= _BEHIND_SAYING
        for word in reading.words
    )


def _same_unit(value: Stated, claim: Reading, other: Stated, passage: Reading) -> bool:
    """Whether both count the same; without a unit a number counts what a word around it names."""
    mine, theirs = value.unit.kind, other.unit.kind
    if mine == theirs:
        return True
    if not mine:
        return _has(claim.words, theirs)
    return not theirs and _has(passage.words, mine)


def _has(words: Sequence[Word], stem: str) -> bool:
    return any(word.stem == stem for word in words)


def _is_same_thing(value: Stated, claim: Sequence[Word], passage: Sequence[Word]) -> bool:
    least = _LEAST_SHARED_OF_PLACES if isinstance(value.value, Region) else _LEAST_SHARED
    return _shared(value, claim, passage) >= least


def _shared(value: Stated, claim: Sequence[Word], passage: Sequence[Word]) -> float:
    """The share of a claim's words that a passage has, those near its value counting more.

    What a number counts is one of them, as it is the same in both.
    """
    stems = {word.stem for word in passage}
    counted = 0.0 if value.unit.is_listed else 1.0
    weights = [(word.stem in stems, _nearness(value, word, _REACH_OF_SHARED)) for word in claim]
    whole = counted + sum(weight for _, weight in weights)
    return (counted + sum(weight for has, weight in weights if has)) / whole if whole else 0.0


def _meant(
    value: Stated, candidates: Sequence[Stated], claim: Sequence[Word], passage: Sequence[Word]
) -> Stated:
    """The candidate that stands nearest to the claim's words."""
    scores = [_near(value, other, claim, passage) for other in candidates]
    least = max(scores) * _AS_NEAR
    pairs = list(zip(candidates, scores, strict=True))
    near = (other for other, score in pairs if score >= least and agree(value, other))
    return next(near, candidates[scores.index(max(scores))])


def _near(value: Stated, other: Stated, claim: Sequence[Word], passage: Sequence[Word]) -> float:
    """How alike the words near a claim's value and near one of a passage are.

    The sum of two shares: of the claim's words that stand near the other value, and of the words
    near that one which the claim has, each counting by how near it stands. The second one tells
    `energi senilai 15 miliar dolar, produk pertanian senilai 4,5 miliar dolar` apart.
    """
    asked = [(word.stem, _nearness(value, word, _REACH)) for word in claim]
    told = [(word.stem, _nearness(other, word, _REACH)) for word in passage]
    nearest = dict(sorted(told, key=itemgetter(1)))
    stems = {stem for stem, _ in asked}
    found = sum(weight * nearest.get(stem, 0.0) for stem, weight in asked)
    known = sum(weight**2 for stem, weight in told if stem in stems)
    return _share(found, sum(weight for _, weight in asked)) + _share(
        known, sum(weight**2 for _, weight in told)
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _nearness(value: Stated, word: Word, reach: float) -> float:
    return 1 / (1 + value.away(word) / reach)
