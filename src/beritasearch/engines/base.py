"""The engine contract: who stores the postings, and what may be asked of them.

A new engine is one file with a subclass of :class:`Engine`, and one line in ``registry.py``.
``tests/engines/`` runs one suite on all of them and compares them with ``reference``.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import ClassVar, NamedTuple, Self

from beritasearch.engines.clauses import Clause

# BM25 as Lucene and tantivy have it; every engine scores with these.
K1 = 1.2
B = 0.75


def inverse_document_frequency(documents: int, holding: int) -> float:
    """How rare a term is that so many documents hold, as BM25 has it in Lucene and tantivy.

    Below 0 only where removed documents are still counted among those that hold it.
    """
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))


class Fields(NamedTuple):
    """The fields of an index.

    Parameters
    ----------
    text : fields of terms with positions, scored by BM25.
    keywords : fields of whole values, many for a document. ``id`` is always one of them.
    numbers : fields of one unsigned integer below 2**63 for a document, for ranges and order.
    """

    text: tuple[str, ...]
    keywords: tuple[str, ...]
    numbers: tuple[str, ...]


class Document(NamedTuple):
    """What an engine stores for one article or headline.

    Parameters
    ----------
    document_id : unique in the index; the value of keyword field ``id``.
    text : by field, the terms joined by one space.
    keywords : by field, its values.
    numbers : by field, its value; every field of the index has one.
    stored : bytes handed back by :meth:`Engine.stored`.
    """

    document_id: str
    text: Mapping[str, str]
    keywords: Mapping[str, Sequence[str]]
    numbers: Mapping[str, int]
    stored: bytes


class By(NamedTuple):
    """An order by a number field."""

    field: str
    descending: bool


class Match(NamedTuple):
    """One matching document.

    Parameters
    ----------
    address : the engine's own handle, good for :meth:`Engine.stored` of the same opening.
    """

    score: float
    address: object


class Found(NamedTuple):
    """Some of the matching documents, in order.

    Parameters
    ----------
    total : how many match, exactly, however many were asked for.
    """

    total: int
    matches: list[Match]


class Engine(ABC):
    """An index opened for reading. Safe to share between threads."""

    name: ClassVar[str]

    @classmethod
    @abstractmethod
    def version(cls) -> str:
        """The engine's version; an index made by another one is refused."""

    @classmethod
    @abstractmethod
    def writer(cls, path: Path, fields: Fields) -> Writer:
        """Open the index in folder ``path`` for changes; an empty folder becomes an index."""

    @classmethod
    @abstractmethod
    def open(cls, path: Path, fields: Fields) -> Self:
        """Open the index in folder ``path`` for reading.

        Raises
        ------
        IndexDamaged : files are missing or cannot be read.
        """

    @abstractmethod
    def count(self, clause: Clause) -> int:
        """How many documents match, exactly."""

    @abstractmethod
    def top(self, clause: Clause, limit: int, tie: str, offset: int = 0) -> Found:
        """The best matches: highest score first, then lowest number in field ``tie``.

        Parameters
        ----------
        offset : how many of them to pass over first.
        """

    @abstractmethod
    def ordered(self, clause: Clause, limit: int, order: By, offset: int = 0) -> Found:
        """The first matches in the order of a number field; scores are 0.

        Parameters
        ----------
        offset : how many of them to pass over first.
        """

    @abstractmethod
    def numbers(self, clause: Clause, field: str) -> Sequence[int]:
        """The values of a number field over all matches, in no particular order."""

    def count_by(self, clause: Clause, fields: Sequence[str]) -> dict[str, Mapping[int, int]]:
        """How many matches have which value of some number fields: by field, then by value.

        Exact however many values there are. An engine that counts faster by itself does so here.
        """
        return {field: Counter(self.numbers(clause, field)) for field in fields}

    @abstractmethod
    def stored(self, match: Match) -> bytes:
        """The bytes stored with a matching document."""

    @abstractmethod
    def document_frequency(self, field: str, term: str) -> int:
        """How many documents hold a term in a text field."""

    @abstractmethod
    def vocabulary(self, field: str, prefix: str = "") -> list[tuple[str, int]]:
        """The terms of a text field with this beginning and their document frequencies."""

    @property
    @abstractmethod
    def document_count(self) -> int:
        """How many documents the index holds."""


class Writer(ABC):
    """An index opened for changes; nothing is visible before :meth:`commit`.

    Used in a ``with``: what ends in an error is abandoned.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is not None:
            self.abandon()

    @abstractmethod
    def add(self, documents: Iterable[Document]) -> None:
        """Add documents, whose ids must not be in the index."""

    @abstractmethod
    def remove(self, document_ids: Iterable[str]) -> None:
        """Remove documents; ids that are not in the index are passed over."""

    @abstractmethod
    def commit(self) -> None:
        """Make all changes visible and durable, and close the writer."""

    @abstractmethod
    def abandon(self) -> None:
        """Give all changes up and close the writer; afterwards it touches no file any more."""
