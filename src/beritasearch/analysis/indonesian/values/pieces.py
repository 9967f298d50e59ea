"""What stands at a sign before two ends are joined to a range: amounts, printed and relative dates."""

# No postponed annotations here and in value.py: with them each field of a NamedTuple is compiled
# on import, 2 ms in all.
from typing import NamedTuple

from beritasearch.analysis.indonesian.values.value import Days

# What joins the two ends of a range: `Rp 70-150 ribu`, `Senin hingga Rabu`.
TO = r"(?:\s?[-–—]{1,2}\s?|\s(?:hingga|sampai(?: dengan)?|s/d|s\.d\.?)\s)"


class Atom(NamedTuple):
    """One number with what stands at it."""

    start: int
    end: int
    amount: float
    raw: str
    scale: float
    currency: str | None
    percent: bool
    about: bool
    doubtful: bool
    minus: bool
    spelled: bool = False

    @property
    def signed(self) -> float:
        """The amount with its minus sign."""
        return -self.amount if self.minus else self.amount

    @property
    def is_bare(self) -> bool:
        """Neither money nor a share."""
        return not (self.currency or self.percent)


class Printed(NamedTuple):
    """A printed date: where it ends, and its first day's parts where a range may complete them."""

    start: int
    end: int
    value: Days | None
    day: int | None = None
    month: int | None = None
    has_year: bool = True


class Relative(NamedTuple):
    """A stretch that publication resolves; ``value`` is None where it must not be."""

    start: int
    end: int
    value: Days | None
