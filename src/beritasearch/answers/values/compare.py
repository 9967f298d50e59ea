"""Holds the values of a claim beside those that a passage states of the same things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from beritasearch.analysis.indonesian.values.value import Days
from beritasearch.answers.values.alike import agree, contradict, is_comparable
from beritasearch.answers.values.stated import Reading, Region, Stated, read
from beritasearch.answers.values.units import ANYBODY, is_same_kind
from beritasearch.answers.values.words import Word, are_opposite

Relation = Literal["agree", "differ"]

# What a claim's value shares with one of a passage if both are of the same thing: of the claim's
# telling words that stand anywhere in the passage, and the same counted by how near they stand to
# its value. To say that values differ takes more, as a passage that tells of something else near
# the claim seldom has the claim's very value. Set on the half `dev` of tests/answers/cases/
# numbers.tsv and numbers_found.tsv: `python -m evaluations.numbers --half dev --show`.
_LEAST: dict[Relation, tuple[float, float]] = {"agree": (0.5, 0.25), "differ": (0.7, 0.4)}
# Less will do where the words right beside both values are alike, as :func:`_alike` measures it.
_LEAST_WHERE_ALIKE = (0.65, 0.35)
_ALIKE = 0.8
# How fast words tell less of a value the further they stand from it, in words.
_REACH = 4.0
_FAR_REACH = 12.0
# Of two values about as near to the words, one that agrees is meant.
_AS_NEAR = 0.9
# `naik dari Rp 71 miliar menjadi Rp 177 miliar`: a claim that says the one means not the other.
_FROM, _TO = re.compile(r"\bdari\s$"), re.compile(r"\b(?:menjadi|jadi|ke|hingga|sampai)\s$")
_OTHER_END = 0.5
# A day so many words behind a verb of saying is that on which something was said.
_BEHIND_SAYING = 10
# Words from a value to those that stand at it; a border between clauses keeps others further away.
_AT = 5
_MONTH = 31


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
    found = (_compared(value, claim, passage) for value in claim.values)
    compared = [comparison for comparison in found if comparison]
    if all(map(_is_setting, claim.values)):
        return compared
    # Beside an amount a place or a year is where and when it holds: alone it says nothing of it.
    return compared if any(not _is_setting(one.claim) for one in compared) else []


def _is_setting(stated: Stated) -> bool:
    value = stated.value
    return isinstance(value, Region) or (isinstance(value, Days) and value.last is not None)


def _compared(value: Stated, claim: Reading, passage: Reading) -> Comparison | None:
    candidates = [other for other in passage.values if _is_candidate(value, claim, other, passage)]
    if not candidates:
        return None
    meant = _meant(value, candidates, claim.words, passage.words)
    relation: Relation = "agree" if agree(value, meant) else "differ"
    if relation == "differ" and not contradict(value, meant):
        return None
    least, least_near = _LEAST[relation]
    if relation == "differ" and _alike(value, meant, claim.words, passage.words) >= _ALIKE:
        least, least_near = _LEAST_WHERE_ALIKE
    words = (*passage.words, *passage.counted)
    shared, near = _shared(value, meant, claim.words, words)
    return Comparison(value, meant, relation) if shared >= least and near >= least_near else None


def _is_candidate(value: Stated, claim: Reading, other: Stated, passage: Reading) -> bool:
    if not is_comparable(value, other):
        return False
    if are_opposite(_at(value, claim.words), _at(other, passage.words)):
        return False
    if isinstance(value.value, Days):
        return _is_of_saying(value, claim) or not _is_of_saying(other, passage)
    return _same_unit(value, claim, other, passage)


def _at(value: Stated, words: Sequence[Word]) -> Iterator[str]:
    """The stems beside a value, in its clause."""
    return (word.stem for word in words if value.away(word) <= _AT)


def _is_of_saying(value: Stated, reading: Reading) -> bool:
    """Whether a date is the day on which something was said."""
    return any(0 <= value.first - place <= _BEHIND_SAYING for place in reading.sayings)


def _same_unit(value: Stated, claim: Reading, other: Stated, passage: Reading) -> bool:
    """Whether both count the same; without a unit a number counts what a word around it names."""
    mine, theirs = value.unit, other.unit
    if is_same_kind(mine, theirs):
        return True
    if not mine.kind:
        return {word.stem for word in claim.words}.issuperset(theirs.stem.split() or [""])
    # An age stands so behind a name: `Budi (28)`.
    is_age = other.before.endswith("(")
    return not theirs.kind and (
        set(mine.stem.split()).issubset(_at(other, passage.words))
        or (mine.kind == ANYBODY and not is_age)
    )


def _shared(
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


def _meant(
    value: Stated, candidates: Sequence[Stated], claim: Sequence[Word], passage: Sequence[Word]
) -> Stated:
    """The candidate that stands nearest to the claim's words; of places one that agrees."""
    if isinstance(value.value, Region):
        candidates = [other for other in candidates if agree(value, other)] or candidates
    elif isinstance(value.value, Days):
        # A year says little of a day where the passage has days.
        longest = max(_length(value), _MONTH)
        candidates = [one for one in candidates if _length(one) <= longest] or candidates
    scores = [_alike(value, other, claim, passage) for other in candidates]
    least = max(scores) * _AS_NEAR
    pairs = list(zip(candidates, scores, strict=True))
    near = (other for other, score in pairs if score >= least and agree(value, other))
    return next(near, candidates[scores.index(max(scores))])


def _length(stated: Stated) -> int:
    """How many days a date spans."""
    value = stated.value
    return (value.last - value.first).days + 1 if isinstance(value, Days) and value.last else 1


def _alike(value: Stated, other: Stated, claim: Sequence[Word], passage: Sequence[Word]) -> float:
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
