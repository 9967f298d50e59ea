"""What a piece of text states: an amount of money, a share, a number, days, a time."""

from datetime import date
from typing import NamedTuple

JSON = dict[str, object]


class Money(NamedTuple):
    """An amount of money.

    Parameters
    ----------
    high : the upper end of a range.
    currency : ISO 4217.
    about : whether the text says *sekitar*, *lebih*, *-an*.
    doubtful : whether the digits can be read in two ways.
    """

    amount: float
    high: float | None
    currency: str
    about: bool
    doubtful: bool

    @property
    def term(self) -> str:
        """The canonical index term: ``idr:6000000000``."""
        return f"{self.currency.lower()}:{_span(self.amount, self.high)}"

    def to_dict(self) -> JSON:
        """As JSON shows it."""
        return {
            "type": "money",
            "amount": _plain(self.amount),
            "high": _plain(self.high),
            "currency": self.currency,
            "about": self.about,
            "doubtful": self.doubtful,
        }


class Percent(NamedTuple):
    """A percentage, as printed: 57.17 for ``57,17 persen``."""

    amount: float
    high: float | None
    about: bool
    doubtful: bool

    @property
    def term(self) -> str:
        """The canonical index term: ``57.17%``."""
        return f"{_span(self.amount, self.high)}%"

    def to_dict(self) -> JSON:
        """As JSON shows it."""
        return _counted("percent", self)


class Number(NamedTuple):
    """A number of things, or a measure."""

    amount: float
    high: float | None
    about: bool
    doubtful: bool

    @property
    def term(self) -> str:
        """The canonical index term: ``17000``."""
        return _span(self.amount, self.high)

    def to_dict(self) -> JSON:
        """As JSON shows it."""
        return _counted("number", self)


class Days(NamedTuple):
    """A day, or from a first to a last day."""

    first: date
    last: date | None
    about: bool
    doubtful: bool

    @property
    def term(self) -> str:
        """The canonical index term: ``2024-04-29``, ``2024-04-22..2024-04-28``."""
        return f"{self.first}..{self.last}" if self.last else str(self.first)

    def to_dict(self) -> JSON:
        """As JSON shows it."""
        return {
            "type": "date",
            "date": self.first.isoformat(),
            "to": self.last.isoformat() if self.last else None,
            "about": self.about,
            "doubtful": self.doubtful,
        }


class Time(NamedTuple):
    """A time of day, ``18:05``, with the zone that is printed at it."""

    time: str
    to: str | None
    zone: str | None

    @property
    def term(self) -> str:
        """The canonical index term: ``18:05``."""
        return f"{self.time}-{self.to}" if self.to else self.time

    def to_dict(self) -> JSON:
        """As JSON shows it."""
        return {"type": "time", "time": self.time, "to": self.to, "zone": self.zone}


Value = Money | Percent | Number | Days | Time


class Found(NamedTuple):
    """A stretch of a text, ``text[start:end]``, with what it states; None where it only looks
    like a value: a score, a version, a weekday in a quotation."""

    start: int
    end: int
    kind: str
    value: Value | None


def _counted(kind: str, value: Percent | Number) -> JSON:
    return {
        "type": kind,
        "amount": _plain(value.amount),
        "high": _plain(value.high),
        "about": value.about,
        "doubtful": value.doubtful,
    }


def _plain(amount: float | None) -> float | int | None:
    """Whole amounts without a decimal point."""
    if amount is None:
        return None
    return int(amount) if float(amount).is_integer() else round(amount, 4)


def _span(amount: float, high: float | None) -> str:
    return f"{_plain(amount)}" if high is None else f"{_plain(amount)}-{_plain(high)}"
