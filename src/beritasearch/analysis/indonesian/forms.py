"""What a printed form stands for, whatever the text: spellings, abbreviations, names, compounds.

``forms.tsv`` is compiled from the hand-made lists by ``compile.py``: for each form in lower case
its stems, and the words it stands for. Forms of several words (*Satpol PP*) are in it too.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from beritasearch.analysis.indonesian.roots import LEXICONS
from beritasearch.table import GrowingTable, SortedTable


class Form(NamedTuple):
    """A form's meaning.

    Parameters
    ----------
    stems : of the words it stands for, as the index holds them.
    words : the words themselves.
    kind : ``abbreviation``, ``compound``, ``informal``, ``name``, ``old`` or ``variant``.
    """

    stems: tuple[str, ...]
    words: tuple[str, ...]
    kind: str


class Forms:
    """The compiled forms. Safe to share between threads."""

    # The longest form has this many words.
    LONGEST = 5

    def __init__(self) -> None:
        self._table = GrowingTable(LEXICONS / "forms.tsv")
        self._by_stem = SortedTable(LEXICONS / "forms_by_stem.tsv")

    def get(self, form: str) -> Form | None:
        """What a form stands for; None where it stands for itself.

        Parameters
        ----------
        form : in lower case, its words parted by one space.
        """
        found = self._table.get(form)
        if found is None:
            return None
        stems, words, kind = found.split("\t")
        return Form(tuple(stems.split()), tuple(words.split()), kind)

    def load(self) -> None:
        """Read the whole table now."""
        self._table.load()

    def stems(self, form: str) -> str | None:
        """The stems of a form, parted by spaces; None where it stands for itself."""
        found = self._table.get(form)
        return None if found is None else found.partition("\t")[0]

    def standing_for(self, stem: str) -> tuple[str, ...]:
        """Every form of one word whose meaning holds a stem."""
        return tuple((self._by_stem.get(stem) or "").split())


@lru_cache(maxsize=1)
def forms() -> Forms:
    """The shipped forms, opened once."""
    return Forms()
