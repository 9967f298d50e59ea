"""Digits with their marks: which one is the decimal mark, and which parts thousands."""

import re
from typing import NamedTuple

from beritasearch.analysis.indonesian.values.lazily import Lazy

_ONE_GROUP = Lazy(r"(\d{1,3}),(\d{3})")
_COMMA_GROUPS = Lazy(r"\d{1,3}(?:,\d{3}){2,}")
_ENGLISH = Lazy(r"\d{1,3}(?:,\d{3})+\.\d{1,2}")
_INDONESIAN = Lazy(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_WITH_MARKS = Lazy(
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d+", re.ASCII
)
_MIXED = Lazy(r"\d{1,3}(?:[.,]\d{3})+(?:,\d{2})?")


class Digits(NamedTuple):
    """A number read from digits, and whether it could be another one."""

    amount: float
    doubtful: bool


def read_digits(text: str, *, divisible: bool, whole_things: bool) -> Digits:
    """Read digits with dots and commas.

    Parameters
    ----------
    divisible : a scale, a percent sign, points or seconds follow: a comma is a decimal mark.
    whole_things : a currency stands before, or a thing follows: a comma parts thousands,
        which is doubtful.

    >>> read_digits("44,180", divisible=True, whole_things=True).amount
    44.18
    """
    if text.isdigit():
        return Digits(float(text), False)
    if match := _ONE_GROUP.fullmatch(text):
        if divisible or match[1] == "0":
            return Digits(float(f"{match[1]}.{match[2]}"), False)
        if whole_things:
            return Digits(float(match[1] + match[2]), True)
        return Digits(float(f"{match[1]}.{match[2]}"), True)
    if _COMMA_GROUPS.fullmatch(text):
        return Digits(float(text.replace(",", "")), False)
    if _ENGLISH.fullmatch(text):
        return Digits(float(text.replace(",", "")), False)
    if _INDONESIAN.fullmatch(text) and not text.startswith("0."):
        return Digits(float(text.replace(".", "").replace(",", ".")), False)
    if _MIXED.fullmatch(text) and "," in text and text.count(",") + text.count(".") > 1:
        plain = re.sub(r",\d{2}$", "", text)
        return Digits(float(re.sub("[.,]", "", plain)), True)
    whole, mark, rest = re.split(r"([.,])(?=\d+$)", text, maxsplit=1)[:3]
    plain = re.sub("[.,]", "", whole)
    return Digits(float(f"{plain}.{rest}"), not mark)


def plain_number(term: str) -> str:
    """A printed number without marks of thousands, with a decimal point; other terms as they are.

    >>> plain_number("17.000"), plain_number("57,17"), plain_number("b40")
    ('17000', '57.17', 'b40')
    """
    if not _WITH_MARKS.fullmatch(term):
        return term
    amount = read_digits(term, divisible=True, whole_things=False).amount
    return str(int(amount)) if amount.is_integer() else str(round(amount, 4))
