"""The known roots and names with their scores."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from beritasearch.table import GrowingTable

LEXICONS = Path(__file__).parent / "lexicons"
_STEPS = 10.0
_NO_ROOT = "-\t"


class Scores(NamedTuple):
    """What is known of a word.

    Parameters
    ----------
    root : its score as a root inside other words; None where it is none (a name).
    whole : its score when it stands alone, to be weighed against its other readings.
    """

    root: float | None
    whole: float


class Roots:
    """Roots and names, by word. Safe to share between threads."""

    def __init__(self, path: Path = LEXICONS / "roots.tsv") -> None:
        self._table = GrowingTable(path)

    def get(self, word: str) -> Scores | None:
        """The scores of a word; None where it is neither root nor name."""
        found = self._table.get(word)
        if found is None:
            return None
        root, whole = found.split("\t")
        return Scores(None if root == "-" else int(root) / _STEPS, int(whole) / _STEPS)

    def load(self) -> None:
        """Read the whole table now."""
        self._table.load()

    def is_root(self, word: str) -> bool:
        """Whether a word is a root."""
        found = self._table.get(word)
        return found is not None and not found.startswith(_NO_ROOT)

    def is_name(self, word: str) -> bool:
        """Whether a word is known, but only as a name."""
        found = self._table.get(word)
        return found is not None and found.startswith(_NO_ROOT)

    def __contains__(self, word: str) -> bool:
        return self._table.get(word) is not None


@lru_cache(maxsize=1)
def roots() -> Roots:
    """The shipped roots, opened once."""
    return Roots()
