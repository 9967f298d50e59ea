"""Since when? The provinces that were split off, and the codes that their regions had before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from beritasearch.table import SortedTable

_FOLDER = Path(__file__).parent


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


@lru_cache(maxsize=1)
def _provinces() -> SortedTable:
    return SortedTable(_FOLDER / "validity.tsv")


@lru_cache(maxsize=1)
def _former_codes() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for old, new in SortedTable(_FOLDER / "retired.tsv").below(""):
        found[new] = (*found.get(new, ()), old)
    return found
