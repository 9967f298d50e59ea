"""Which counts are asked for: ``region,tag:20:prefix=kab,month``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from beritasearch.errors import FacetNotFound

# How many characters of a day (2024-04-30) name the period.
PERIODS = {"year": 4, "month": 7, "day": 10}
_VALUES = ("region", "tag", "section", "portal", "author", "speaker", "kind")
FACETS = (*_VALUES, *PERIODS)

# How many values are shown where nobody says it.
_SHOWN = 10
# The prefix comes last, and may hold any character but a comma.
_OPTIONS = re.compile(r"(?::(0*[1-9][0-9]{0,8}))?(?::prefix=(.+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FacetRequest:
    """A facet that is asked for: ``NAME[:N][:prefix=TEXT]``.

    Parameters
    ----------
    limit : the most values to show, the commonest ones; None for the usual number, which is
        ten, and for periods all.
    prefix : only values that begin so; of a region its name. Case does not count.
    """

    name: str
    limit: int | None = None
    prefix: str = ""

    @property
    def column(self) -> str:
        """The column that is counted."""
        return "day" if self.is_period else self.name

    @property
    def is_period(self) -> bool:
        """Whether the values are years, months or days."""
        return self.name in PERIODS

    @property
    def most(self) -> int:
        """The most values to show, where it is not a period's whole row."""
        return self.limit or _SHOWN


def parse_facets(texts: Iterable[str]) -> tuple[FacetRequest, ...]:
    """Facets from texts such as ``region,tag:20,month``.

    Raises
    ------
    FacetNotFound : no facet has the name, it is asked for in two ways, or what follows the name
        is neither a number of values nor a beginning.

    Examples
    --------
    >>> parse_facets(["tag:20:prefix=kab"])
    (FacetRequest(name='tag', limit=20, prefix='kab'),)
    """
    parts = [part.strip() for text in texts for part in text.split(",") if part.strip()]
    asked: dict[str, tuple[str, FacetRequest]] = {}
    for part in parts:
        request = _parse_facet(part)
        first, before = asked.setdefault(request.name, (part, request))
        if before != request:
            raise FacetNotFound(
                f"Facet '{request.name}' is asked for as '{first}' and as '{part}'. "
                "Ask for it in one way."
            )
    return tuple(request for _, request in asked.values())


def _parse_facet(text: str) -> FacetRequest:
    name = text.partition(":")[0]
    if name not in FACETS:
        raise FacetNotFound(f"Facet '{name}' is not known. Facets: {', '.join(FACETS)}.")
    options = _OPTIONS.fullmatch(text, len(name))
    if options is None:
        raise FacetNotFound(
            f"Facet '{text}' needs a number of values or their beginning after its name, "
            f"as in '{name}:20', '{name}:prefix=kab' or '{name}:20:prefix=kab'."
        )
    number, prefix = options.groups()
    return FacetRequest(name, int(number) if number else None, prefix or "")
