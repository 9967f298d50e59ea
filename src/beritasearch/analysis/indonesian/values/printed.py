"""Canonical terms of what a text prints in digits, for the index: fast, and nothing relative.

One pass over the digits looks at what stands beside each run, and only what can be a date, a
share or an amount of money is read with the patterns of the other modules. Plain numbers have
their canonical term from the analyzer, which keeps one for each printed form.
"""

from __future__ import annotations

import re
from datetime import date

from beritasearch.analysis.indonesian.values.amounts import amount_at
from beritasearch.analysis.indonesian.values.calendar import MONTHS
from beritasearch.analysis.indonesian.values.currencies import BEFORE
from beritasearch.analysis.indonesian.values.dates import date_at

_RUN = re.compile(r"\d[\d.,]*")
# Behind a day stands a month, or what joins it to another day of one: dan, sampai, s/d, serta.
_DAY_GOES_ON = frozenset(("dan", "sam", "s/d", "s.d", "ser", *(month[:3] for month in MONTHS)))
# Before an amount of money, and behind one or a share: persen, juta, miliar, rupiah, dolar ...
_CURRENCY_ENDS = frozenset("pPrRdDmMyY$£€¥")
_CURRENCIES = tuple(BEFORE)
# A currency, with a dot and spaces behind it.
_LONGEST = 7
_UNIT_BEGINS = frozenset(
    [
        "per",
        "pro",
        "jut",
        "mil",
        "tri",
        "rib",
        "rup",
        "idr",
        "dol",
        "usd",
        "us$",
        "eur",
        "yen",
        "yua",
        "won",
        "bah",
        "bat",
        "riy",
        "rin",
        "pou",
        "pes",
        "rb",
        "jt",
        "m",
        "t",
    ]
)


def printed_terms(text: str, published: date | None) -> list[str]:
    """The terms of dates, shares and amounts of money, each once, in order.

    Parameters
    ----------
    published : the day of publication, for *Senin (29/4)*.

    >>> printed_terms("Senin (29/4): Rp6 miliar, naik 57,17 persen", date(2024, 4, 30))
    ['2024-04-29', 'idr:6000000000', '57.17%']
    """
    found: dict[str, None] = {}
    for run in _RUN.finditer(text):
        start, end = run.span()
        behind = text[end : end + 4].lower()
        is_day = end - start < 3 and behind[:1] == " " and behind[1:] in _DAY_GOES_ON
        if is_day or behind[:1] == "/":
            value = date_at(text, start, published)
            if value is not None:
                found[value.term] = None
                continue
        is_share = behind.startswith(("%", " %"))
        if is_share or behind.strip()[:3] in _UNIT_BEGINS or _is_behind_currency(text, start):
            amount = amount_at(text, start)
            if amount is not None:
                found[amount.term] = None
    return list(found)


def _is_behind_currency(text: str, start: int) -> bool:
    # One look at the last letter spares the rest for most numbers.
    if text[start - 3 : start].strip(" .")[-1:] not in _CURRENCY_ENDS:
        return False
    return text[max(0, start - _LONGEST) : start].rstrip(" .").lower().endswith(_CURRENCIES)
