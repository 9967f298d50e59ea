"""Do two values agree? As exactly as their words claim to be."""

from __future__ import annotations

import re

from beritasearch.analysis.indonesian.values.value import Days, Money, Time
from beritasearch.answers.values.stated import Region, Stated

# Amounts further apart than a wrong scale (miliar for triliun) are of different things.
_MOST_APART = 1_000
Span = tuple[float, float]

_AT_LEAST = re.compile(
    r"\b(?:lebih(?: dari)?|di ?atas|setidaknya|minimal|sedikitnya|paling sedikit)\s\W*$"
)
_AT_MOST = re.compile(r"\b(?:kurang dari|di ?bawah|hampir|nyaris|maksimal|paling banyak)\s\W*$")
# What *sekitar* allows on each side, *lebih dari* above and *hampir* below, as shares.
_ABOUT, _BOUND = 0.05, 0.1
# A digit less is the same amount (Rp 110,7 triliun for 110,718), but of whole numbers below this
# every digit counts: 120 dead are not 123.
_LEAST_ROUNDED = 1_000
_MOST_ROUNDED = 0.05


def is_comparable(one: Stated, other: Stated) -> bool:
    """Whether two values are of the same type: money of one currency, regions of one level."""
    mine, theirs = one.value, other.value
    if isinstance(mine, Region) and isinstance(theirs, Region):
        return agree(one, other) or len(_levels(mine) | _levels(theirs)) == 1
    if isinstance(mine, Money) and isinstance(theirs, Money):
        return mine.currency == theirs.currency
    return type(mine) is type(theirs)


def agree(one: Stated, other: Stated) -> bool:
    """Whether a claim's value may be a passage's: rounded, in a range, a month for its day.

    A place agrees with itself and with the regions it lies in.
    """
    mine, theirs = one.value, other.value
    if isinstance(mine, Days) and isinstance(theirs, Days):
        last, last_too = mine.last or mine.first, theirs.last or theirs.first
        return mine.first <= last_too and theirs.first <= last
    if isinstance(mine, Time) and isinstance(theirs, Time):
        return _agree_times(mine, theirs)
    if isinstance(mine, Region) and isinstance(theirs, Region):
        return any(_is_in(code, wide) for code in theirs.codes for wide in mine.codes)
    mine_allowed, theirs_allowed = _allowed(one, _digit(other)), _allowed(other, _digit(one))
    return _overlap(mine_allowed, theirs_allowed)


def contradict(one: Stated, other: Stated) -> bool:
    """Whether two comparable values cannot both be right, whichever way they are read."""
    if _is_doubtful(one) or _is_doubtful(other) or agree(one, other):
        return False
    (least, _), (least_too, _) = _ends(one), _ends(other)
    small, great = sorted((abs(least), abs(least_too)))
    return great <= _MOST_APART * small or not small


def _is_in(code: str, wide: str) -> bool:
    """Whether a region is another one, or lies in it."""
    return f"{code}.".startswith(f"{wide}.")


def _levels(region: Region) -> set[int]:
    return {len(code) for code in region.codes}


def _agree_times(one: Time, other: Time) -> bool:
    if one.zone and other.zone and one.zone != other.zone:
        return True  # The same moment reads otherwise elsewhere.
    return one.time <= (other.to or other.time) and other.time <= (one.to or one.time)


def _overlap(one: Span, other: Span) -> bool:
    noise = 1e-9 * max(map(abs, (*one, *other)))
    return one[0] <= other[1] + noise and other[0] <= one[1] + noise


def _allowed(stated: Stated, other_digit: float) -> Span:
    """From the least to the greatest amount that the words allow."""
    low, high = _ends(stated)
    if _AT_LEAST.search(stated.before):
        return low, high + _BOUND * abs(high)
    if _AT_MOST.search(stated.before):
        return low - _BOUND * abs(low), high
    share = _ABOUT if _is_about(stated) else 0.0
    digit, cut = _digit(stated), 0.0
    if digit > other_digit:
        # Digits are rounded, or left out: `Rp 21,9 juta` for Rp 21.999.000.
        cut = min(digit, _MOST_ROUNDED * abs(high))
    return low - max(share * abs(low), cut / 2), high + max(share * abs(high), cut)


def _ends(stated: Stated) -> Span:
    """The least and the greatest amount of a range, in the unit of its kind."""
    value, factor = stated.value, stated.unit.factor
    if isinstance(value, Days | Time | Region):
        return 0.0, 0.0
    high = value.amount if value.high is None else value.high
    return value.amount * factor, high * factor


def _digit(stated: Stated) -> float:
    """What one more in the last digit that counts would add."""
    factor = stated.unit.factor
    amount = abs(_ends(stated)[0] / factor)
    whole, _, decimals = f"{amount:.6f}".rstrip("0").partition(".")
    if decimals:
        return factor / 10.0 ** len(decimals)
    counting = whole.rstrip("0")
    if amount < _LEAST_ROUNDED or len(counting) == 1:
        return factor
    return factor * 10.0 ** (len(whole) - len(counting))


def _is_about(stated: Stated) -> bool:
    return not isinstance(stated.value, Time | Region) and stated.value.about


def _is_doubtful(stated: Stated) -> bool:
    return not isinstance(stated.value, Time | Region) and stated.value.doubtful
