"""Holds the values of a claim beside those that a passage states of the same things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from beritasearch.analysis.indonesian.values.value import Days
from beritasearch.answers.values.agreement import agree, contradict, is_comparable
from beritasearch.answers.values.nearness import alike, shared
from beritasearch.answers.values.stated import Reading, Region, Stated, read
from beritasearch.answers.values.units import ANYBODY, is_same_kind
from beritasearch.answers.values.words import Word, are_opposite

Relation = Literal["agree", "differ"]

# What a claim's value shares with one of a passage if both are of the same thing: of the claim's
# telling words that stand anywhere in the passage, and the same counted by how near they stand to
# its value. To say that values differ takes more, as a passage that tells of something else near
# the claim seldom has the claim's very value. Set on what had been opened of tests/answers/
# cases/numbers.tsv and numbers_found.tsv: `python -m evaluations.numbers --show`.
_LEAST: dict[Relation, tuple[float, float]] = {"agree": (0.5, 0.25), "differ": (0.7, 0.4)}
# Less will do where the words right beside both values are alike, as :func:`alike` measures it.
_LEAST_WHERE_ALIKE = (0.65, 0.35)
_ALIKE = 0.8
# Of two values about as near to the words, one that agrees is meant.
_AS_NEAR = 0.9
# A day so many words behind a verb of saying is that on which something was said.
_BEHIND_SAYING = 10
# Words from a value to those that stand at it; a border between clauses keeps others further away.
_AT = 5
# Days; a date that spans no more can be set beside a day.
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
    if relation == "differ" and alike(value, meant, claim.words, passage.words) >= _ALIKE:
        least, least_near = _LEAST_WHERE_ALIKE
    words = (*passage.words, *passage.counted)
    anywhere, near = shared(value, meant, claim.words, words)
    return Comparison(value, meant, relation) if anywhere >= least and near >= least_near else None


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
        return {word.stem for word in claim.words}.issuperset(theirs.stem.split())
    # An age stands so behind a name: `Budi (28)`.
    is_age = other.before.endswith("(")
    return not theirs.kind and (
        set(mine.stem.split()).issubset(_at(other, passage.words))
        or (mine.kind == ANYBODY and not is_age)
    )


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
    scores = [alike(value, other, claim, passage) for other in candidates]
    least = max(scores) * _AS_NEAR
    pairs = list(zip(candidates, scores, strict=True))
    near = (other for other, score in pairs if score >= least and agree(value, other))
    return next(near, candidates[scores.index(max(scores))])


def _length(stated: Stated) -> int:
    """How many days a date spans."""
    value = stated.value
    return (value.last - value.first).days + 1 if isinstance(value, Days) and value.last else 1
