"""What a printed form stands for, whatever the text: spellings, abbreviations, names, compounds.

``forms.tsv`` is compiled from the hand-made lists by ``compile.py``: for each form in lower case
its stems, and the words it stands for. Forms of several words (*Satpol PP*) are in it too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from beritasearch.analysis.indonesian.roots import LEXICONS
from beritasearch.table import GrowingTable


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
        self._path = LEXICONS / "forms.tsv"
        self._table = GrowingTable(self._path)

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

    def stems(self, form: str) -> str | None:
        """The stems of a form, parted by spaces; None where it stands for itself."""
        found = self._table.get(form)
        return None if found is None else found.partition("\t")[0]

    def standing_for(self, stem: str) -> frozenset[str]:
        """Every form whose meaning holds a stem."""
        pattern = rf"^([^\t\n]+)\t(?:[^\t\n]* )?{re.escape(stem)}(?: |\t)"
        text = self._path.read_text("utf-8")
        return frozenset(re.findall(pattern, text, re.MULTILINE))


@lru_cache(maxsize=1)
def forms() -> Forms:
    """The shipped forms, opened once."""
    return Forms()
