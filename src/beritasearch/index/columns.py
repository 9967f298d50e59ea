"""Values that facets count; the same files beside every engine.

tantivy's own aggregation of values estimates, and has a limit on distinct ones, so counts are
made here. A document's values in a column are one small set, equal sets are kept once, and the
engine holds the set's number with the document. A facet is counted by asking the engine how
many matches have which set, and only then unfolding each set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

import orjson

from beritasearch.errors import IndexDamaged

_EMPTY = 0


class Column:
    """One column, loaded: its sets of values, and the values."""

    def __init__(self, sets: list[list[int]], values: list[str]) -> None:
        self._sets = sets
        self._values = values

    @classmethod
    def load(cls, folder: Path, name: str) -> Column:
        """Read a column from an index folder.

        Raises
        ------
        IndexDamaged : its file is missing, cut or cannot be read.
        """
        return ColumnFile(folder, name).load()

    def counts(self, by_set: Mapping[int, int]) -> Counts:
        """Count values.

        Parameters
        ----------
        by_set : how many documents have the set with this number.

        Raises
        ------
        IndexDamaged : the column's file does not fit to the engine's.
        """
        by_set = dict(by_set)
        missing = by_set.pop(_EMPTY, 0)
        try:
            named = [(self._sets[number], documents) for number, documents in by_set.items()]
            totals = _unfolded(named)
            values = {self._values[value]: n for value, n in totals.items()}
        except (IndexError, TypeError) as error:
            raise IndexDamaged(f"A column of the index cannot be counted: {error}.") from error
        return Counts(values, missing, named, tuple(totals))


class ColumnFile:
    """The file of a column, held open: it can be read when the folder is gone.

    Raises
    ------
    IndexDamaged : it is missing or empty.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._what = f"Column '{name}' of the index in {folder}"
        try:
            with _path(folder, name).open("rb") as file:
                self._content = mmap(file.fileno(), 0, access=ACCESS_READ)
        except (OSError, ValueError) as error:
            raise self._damaged(error) from error

    def load(self) -> Column:
        """Read it.

        Raises
        ------
        IndexDamaged : it is cut or cannot be read.
        """
        try:
            return Column(*orjson.loads(memoryview(self._content)))
        except (ValueError, TypeError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> IndexDamaged:
        why = error.strerror if isinstance(error, OSError) else error
        return IndexDamaged(f"{self._what} cannot be read: {why}.")


def _unfolded(sets: Sequence[tuple[list[int], int]]) -> Counter[int]:
    """The documents of each value, from those of each set."""
    # Where values are many, most sets are of one document: those are counted at C speed.
    totals = Counter(chain.from_iterable(values for values, documents in sets if documents == 1))
    for values, documents in sets:
        if documents > 1:
            for value in values:
                totals[value] += documents
    return totals


class Counts(NamedTuple):
    """How many documents have each value.

    Parameters
    ----------
    missing : documents without a value.
    sets, numbers : what was counted: each set with its documents, and the values' numbers.
    """

    values: Mapping[str, int]
    missing: int
    sets: Sequence[tuple[list[int], int]]
    numbers: Sequence[int]

    def without(self, shown: set[str]) -> int:
        """How many documents have values, but none of the shown ones."""
        hidden = {n for n, value in zip(self.numbers, self.values, strict=True) if value in shown}
        return sum(documents for values, documents in self.sets if hidden.isdisjoint(values))


class ColumnWriter:
    """Columns being extended; saved into a new folder, never in place."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._sets: dict[str, dict[tuple[int, ...], int]] = {name: {(): _EMPTY} for name in names}
        self._values: dict[str, dict[str, int]] = {name: {} for name in names}

    @classmethod
    def load(cls, folder: Path, names: Sequence[str]) -> ColumnWriter:
        """Begin with the columns of an index folder; see :meth:`Column.load`."""
        writer = cls(names)
        for name in names:
            column = Column.load(folder, name)
            writer._sets[name] = {tuple(s): number for number, s in enumerate(column._sets)}
            writer._values[name] = {value: number for number, value in enumerate(column._values)}
        return writer

    def add(self, values: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
        """Take in the values of a document; returns the number of its set in each column."""
        return {name: self._number(name, values[name]) for name in self._names}

    def _number(self, name: str, values: tuple[str, ...]) -> int:
        numbers, sets = self._values[name], self._sets[name]
        # Each value once: a document is counted once, however often it has a value.
        distinct = values if len(values) < 2 else dict.fromkeys(values)
        members = tuple([numbers.setdefault(value, len(numbers)) for value in distinct])
        return sets.setdefault(members, len(sets))

    def save(self, folder: Path) -> None:
        """Write the columns into a folder."""
        for name in self._names:
            tables = [list(self._sets[name]), list(self._values[name])]
            _replace(_path(folder, name), orjson.dumps(tables))


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"


def _replace(path: Path, content: bytes) -> None:
    # The old file may be a hard link into the index of an earlier version.
    path.unlink(missing_ok=True)
    path.write_bytes(content)
