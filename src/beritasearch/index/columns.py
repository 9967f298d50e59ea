"""Values that facets count, by a document's ordinal; the same files beside every engine.

tantivy's own aggregation estimates and has a limit on distinct values, so counts are made
here. A document's values are one small set, and equal sets are kept once: a facet is counted
by counting set numbers, which runs at C speed, and only then unfolding each set.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from beritasearch.errors import IndexDamaged

_EMPTY = 0


class Column:
    """One column, loaded."""

    def __init__(self, set_of: array[int], sets: list[list[int]], values: list[str]) -> None:
        self._set_of = set_of
        self._sets = sets
        self._values = values

    @classmethod
    def load(cls, folder: Path, name: str, length: int) -> Column:
        """Read a column from an index folder.

        Parameters
        ----------
        length : how many ordinals the index has given; a cut file would give wrong counts.

        Raises
        ------
        IndexDamaged : a file is missing, cut or cannot be read.
        """
        try:
            sets, values = orjson.loads((folder / f"{name}.json").read_bytes())
            set_of = array("I")
            set_of.frombytes((folder / f"{name}.u32").read_bytes())
            if len(set_of) != length:
                raise ValueError(f"it has {len(set_of):,} rows, not {length:,}")
        except (OSError, ValueError, TypeError) as error:
            why = error.strerror if isinstance(error, OSError) else error
            raise IndexDamaged(
                f"Column '{name}' of the index in {folder} cannot be read: {why}."
            ) from error
        return cls(set_of, sets, values)

    def count(self, ordinals: Sequence[int]) -> Counts:
        """Count the values of these documents.

        Raises
        ------
        IndexDamaged : the column's files do not fit together, or to the engine's.
        """
        try:
            return self._count(ordinals)
        except (IndexError, TypeError, ValueError) as error:
            raise IndexDamaged(f"A column of the index cannot be counted: {error}.") from error

    def _count(self, ordinals: Sequence[int]) -> Counts:
        by_set = Counter(map(self._set_of.__getitem__, ordinals))
        missing = by_set.pop(_EMPTY, 0)
        named = [(self._sets[number], documents) for number, documents in by_set.items()]
        totals: Counter[int] = Counter()
        for values, documents in named:
            for value in values:
                totals[value] += documents
        return Counts(
            values=Counter({self._values[value]: n for value, n in totals.items()}),
            missing=missing,
            _sets=[(frozenset(map(self._values.__getitem__, s)), n) for s, n in named],
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents have each value.

    Parameters
    ----------
    missing : documents without a value.
    """

    values: Counter[str]
    missing: int
    _sets: list[tuple[frozenset[str], int]]

    def without(self, shown: set[str]) -> int:
        """How many documents have values, but none of the shown ones."""
        return sum(documents for values, documents in self._sets if values.isdisjoint(shown))


class ColumnWriter:
    """Columns being extended; saved into a new folder, never in place."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._set_of = {name: array("I") for name in names}
        self._sets: dict[str, dict[tuple[int, ...], int]] = {name: {(): _EMPTY} for name in names}
        self._values: dict[str, dict[str, int]] = {name: {} for name in names}

    @classmethod
    def load(cls, folder: Path, names: Sequence[str], length: int) -> ColumnWriter:
        """Begin with the columns of an index folder; see :meth:`Column.load`."""
        writer = cls(names)
        for name in names:
            column = Column.load(folder, name, length)
            writer._set_of[name] = column._set_of
            writer._sets[name] = {tuple(s): number for number, s in enumerate(column._sets)}
            writer._values[name] = {value: number for number, value in enumerate(column._values)}
        return writer

    def add(self, values: Mapping[str, tuple[str, ...]]) -> None:
        """Append the values of the document with the next ordinal."""
        for name in self._names:
            numbers = self._values[name]
            members = tuple(numbers.setdefault(value, len(numbers)) for value in values[name])
            sets = self._sets[name]
            self._set_of[name].append(sets.setdefault(members, len(sets)))

    def remove(self, ordinals: Iterable[int]) -> None:
        """Forget the values of documents that left the index."""
        for ordinal in ordinals:
            for name in self._names:
                self._set_of[name][ordinal] = _EMPTY

    def save(self, folder: Path) -> None:
        """Write the columns into a folder."""
        for name in self._names:
            tables = [list(self._sets[name]), list(self._values[name])]
            _replace(folder / f"{name}.json", orjson.dumps(tables))
            _replace(folder / f"{name}.u32", self._set_of[name].tobytes())


def _replace(path: Path, content: bytes) -> None:
    # The old file may be a hard link into the index of an earlier version.
    path.unlink(missing_ok=True)
    path.write_bytes(content)
