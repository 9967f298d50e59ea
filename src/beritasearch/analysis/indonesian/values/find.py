"""All values of a text, none over another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from beritasearch.analysis.indonesian.values import relative
from beritasearch.analysis.indonesian.values.amounts import atom_at, single, spelled_atom
from beritasearch.analysis.indonesian.values.calendar import NEWS_YEARS
from beritasearch.analysis.indonesian.values.dates import behind_weekday, joined, printed_at
from beritasearch.analysis.indonesian.values.periods import month_at, quarter_at
from beritasearch.analysis.indonesian.values.pieces import Atom, Printed, Relative
from beritasearch.analysis.indonesian.values.ranges import is_range, ranged
from beritasearch.analysis.indonesian.values.scan import Sign, lowered, scan
from beritasearch.analysis.indonesian.values.times import time_at
from beritasearch.analysis.indonesian.values.value import Found

__all__ = ["Found", "find_values"]

Piece = Atom | Found | Printed | Relative


def find_values(text: str, published: date | None = None) -> list[Found]:
    """The values of a text, in order.

    Parameters
    ----------
    published : the day of publication, from which relative dates are counted; one outside of
        ``NEWS_YEARS`` is none.

    Returns
    -------
    Stretches that do not overlap; ``value`` is None where one only looks like a value.
    """
    low = lowered(text)
    if published and published.year not in NEWS_YEARS:
        # Counted from such a day, some would lie outside of the calendar.
        published = None
    signs = scan(low)
    if not signs:
        return []
    return list(_whole(text, low, list(_pieces(text, low, signs, published))))


def _pieces(text: str, low: str, signs: list[Sign], published: date | None) -> Iterator[Piece]:
    """What stands at each sign, from the left; a sign inside a piece begins none."""
    last, before = 0, None
    for sign in signs:
        if sign[0] < last:
            continue
        for piece in _at(text, low, sign, last, before, published):
            if piece.start >= last:
                yield piece
                last, before = piece.end, piece


def _at(
    text: str, low: str, sign: Sign, last: int, before: Piece | None, published: date | None
) -> Iterator[Piece]:
    start, _, kind = sign
    if kind == "digits":
        yield from _at_digits(text, low, sign, last, before, published)
    elif kind == "spelled":
        joins = isinstance(before, Atom) and before.end == start - 1
        yield from _one(
            relative.ago_at(text, low, start, published) or spelled_atom(low, start, joins=joins)
        )
    elif kind in ("clock", "part"):
        yield from _one(
            time_at(low, start, kind, behind_time=False) or _night(text, low, sign, published)
        )
    elif kind == "quarter":
        yield from _one(quarter_at(low, start, published))
    elif kind == "month":
        yield from _one(
            month_at(low, start, published) or relative.month_alone(text, low, start, published)
        )
    elif kind == "weekday":
        yield from _one(_weekday(text, low, start, published))
    else:
        yield from _one(
            relative.word_at(text, low, start, published)
            or relative.ago_at(text, low, start, published)
        )


def _one(piece: Piece | None) -> Iterator[Piece]:
    if piece is not None:
        yield piece


def _at_digits(
    text: str, low: str, sign: Sign, last: int, before: Piece | None, published: date | None
) -> Iterator[Piece]:
    start, end, _ = sign
    behind = low[end : end + 1]
    if behind in ".:" and end - start <= 2 and low[end + 1 : end + 2].isdigit():
        clock = time_at(low, start, "digits", behind_time=_is_behind_time(low, start, before))
        if clock is not None:
            yield clock
            return
    is_length = behind == " " and low[end + 1 : end + 2] in relative.UNIT_LETTERS
    if is_length and (found := relative.ago_at(text, low, start, published)):
        yield found
        return
    some = False
    for printed in printed_at(low, start, end, published):
        some = True
        yield printed
    if not some:
        yield from _one(atom_at(low, start, last))


def _is_behind_time(low: str, start: int, before: Piece | None) -> bool:
    """Whether a time stands just before: `pukul 07.00 dan 09.00`."""
    if not isinstance(before, Found) or before.kind != "time":
        return False
    return low[before.end : start] in (" dan ", ", ", " atau ", " serta ", ", dan ", " & ")


def _night(text: str, low: str, sign: Sign, published: date | None) -> Piece | None:
    if low.startswith("malam ", sign[0]) and (found := _weekday(text, low, sign[0], published)):
        return found
    return relative.word_at(text, low, sign[0], published)


def _weekday(text: str, low: str, start: int, published: date | None) -> Piece | None:
    return behind_weekday(low, start, published) or relative.weekday_at(text, low, start, published)


def _whole(text: str, low: str, pieces: list[Piece]) -> Iterator[Found]:
    """Pieces as values, two ends of a range as one."""
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if isinstance(piece, Atom):
            if isinstance(following, Atom) and is_range(low, piece, following):
                yield ranged(text, low, piece, following)
                at += 2
                continue
            yield single(text, low, piece)
        elif isinstance(piece, Found):
            yield piece
        elif isinstance(piece, Printed):
            while isinstance(following, Printed) and (range_ := joined(low, piece, following)):
                piece, at = range_, at + 1
                following = pieces[at + 1] if at + 1 < len(pieces) else None
            yield Found(piece.start, piece.end, "date", piece.value)
        else:
            beside = _is_beside(low, pieces, at)
            yield Found(piece.start, piece.end, "date", None if beside else piece.value)
        at += 1


def _differ(printed: Piece, word: Piece) -> bool:
    """Whether a relative word behind a date and a comma begins something else."""
    if not isinstance(printed, Printed) or not isinstance(word, Relative):
        return False
    day, said = printed.value, word.value
    if day is None or said is None:
        return False
    return not said.first <= day.first <= (said.last or said.first)


def _is_beside(low: str, pieces: list[Piece], at: int) -> bool:
    """A relative word beside its date is one value, the date's: `hari ini, Senin (16/9)`."""
    piece = pieces[at]
    for other in pieces[max(0, at - 1) : at + 2]:
        if isinstance(other, Printed | Relative) and other is not piece and other.value is not None:
            first, second = (piece, other) if piece.start < other.start else (other, piece)
            if isinstance(other, Relative) and other is first:
                continue
            gap = low[first.end : second.start]
            apart = "," in gap and "(" not in gap and _differ(first, second)
            if not gap.strip(" ,(") and not apart:
                return True
    return False
