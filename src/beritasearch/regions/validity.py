"""Since when? The provinces that were split off, and the codes that their regions had before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from beritasearch.table import SortedTable

_FOLDER = Path(__file__).parent
_REGENCY = 5  # characters of a code
# A text without a day is not known to be younger than any split in the editions of 2018 to 2025.
_UNDATED = date(2018, 1, 1)


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a region has been what it is.

    Parameters
    ----------
    valid_from : ISO date on which the law made its province; None for the older ones.
    law : of the province, as cited in Indonesia: ``UU 14/2022``.
    former_province : the code of the province to which it belonged before.
    former_codes : the codes that it had itself before.
    """

    valid_from: str | None = None
    law: str | None = None
    former_province: str | None = None
    former_codes: tuple[str, ...] = ()


@lru_cache(maxsize=16_384)
def validity(code: str) -> Validity:
    """The validity of a region's code of today.

    >>> merauke = validity("93.01")
    >>> merauke.valid_from, merauke.law, merauke.former_codes
    ('2022-07-25', 'UU 14/2022', ('91.01',))
    """
    line = _provinces().get(code[:2])
    codes = _former_codes().get(code, ())
    if line is None:
        return Validity(former_codes=codes)
    since, law, former = line.split("\t")
    return Validity(since, law, former, codes)


def codes_then(code: str, day: date | None) -> tuple[str, ...]:
    """The codes of a day on which a region was not yet what it is, its own before its province's.

    Parameters
    ----------
    code : of today.
    day : None where it is not known.

    Returns
    -------
    tuple of str : empty where the codes of today were valid on that day. Of a regency whose
        province was split off before 2018 only that is known, of a district its regency.

    >>> codes_then("93.01", date(2019, 9, 1))  # Merauke
    ('91.01', '91')
    >>> codes_then("93.01", date(2024, 9, 1))
    ()
    """
    on = day or _UNDATED
    own: tuple[str, ...] = ()
    provinces: list[str] = []
    at = validity(code)
    while at.valid_from and at.former_province and on < date.fromisoformat(at.valid_from):
        own = own or _former_codes().get(code[:_REGENCY], ())
        provinces.append(at.former_province)
        at = validity(at.former_province)
    own = tuple(c for c in own if len(code) >= _REGENCY and c.startswith(provinces[-1]))
    return (*own, *provinces[-1:])


def lies_in(code: str, outer: str) -> bool:
    """Whether a region lies in another, today or before a split since 2018.

    >>> lies_in("93.01", "93"), lies_in("93.01", "91"), lies_in("93.01", "93.01")
    (True, True, False)
    """
    return code.startswith(f"{outer}.") or outer in codes_then(code, None)


@lru_cache(maxsize=1)
def _provinces() -> SortedTable:
    return SortedTable(_FOLDER / "validity.tsv")


@lru_cache(maxsize=1)
def _former_codes() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for old, new in SortedTable(_FOLDER / "retired.tsv").below(""):
        found[new] = (*found.get(new, ()), old)
    return found
