"""How the documents of an index lie in whoosh's files."""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from whoosh.codec import default_codec
from whoosh.columns import CompressedBytesColumn, NumericColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Existence, Positions

from beritasearch.engines.base import Document, Fields

ID = "id"
STORED = "stored"


def length_field(field: str) -> str:
    """The number field that holds a text field's length, which whoosh itself would round."""
    return f"length.{field}"


class MappedFiles(FileStorage):  # type: ignore[misc]  # whoosh has no types
    """Files read where they lie. Whoosh's own reading copies them into memory, and leaves those
    open that it cannot read."""

    def open_file(self, name: str, **options: Any) -> Any:
        """One file, mapped."""
        path = Path(self.folder, name)
        # A column of nothing but zeros is an empty file, which cannot be mapped.
        if not path.stat().st_size:
            return StructFile(BytesIO(), name=name, **options)
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return StructFile(mapped, name=name, **options)


def schema_of(fields: Fields) -> Schema:
    """The fields as whoosh knows them, without analyzers: terms and values come as lists."""
    schema = Schema(**{STORED: COLUMN(CompressedBytesColumn())})
    for field in fields.text:
        schema.add(field, FieldType(_Places(), None))
        schema.add(length_field(field), COLUMN(NumericColumn("I")))
    for field in (ID, *fields.keywords):
        schema.add(field, FieldType(Existence(), None))
    for field in fields.numbers:
        schema.add(field, COLUMN(NumericColumn("Q")))
    return schema


def codec() -> Any:
    """Whoosh's own codec, but for its statistics of field lengths, for which it would look for a
    file at every posting: with them 240 documents/s are written, without them 380 (the first
    2,000 articles, terms made beforehand)."""
    made = default_codec()
    made.length_stats = False
    return made


class _Places(Positions):  # type: ignore[misc]  # whoosh has no types
    """Positions as one array: whoosh's own, a pickle each, take 13 % more time to write."""

    def word_values(
        self, value: Sequence[str], analyzer: None, **options: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """Each term with its frequency, its weight, which is the same, and its places."""
        places: dict[str, array[int]] = {}
        for place, term in enumerate(value):
            places.setdefault(term, array("I")).append(place)
        for term, of_term in places.items():
            yield term, len(of_term), float(len(of_term)), of_term.tobytes()

    def decode_positions(self, encoded: bytes) -> Sequence[int]:
        """What ``word_values`` encoded."""
        return array("I", encoded)


def values_of(document: Document) -> dict[str, Any]:
    """What whoosh is given for a document."""
    terms = {field: text.split() for field, text in document.text.items()}
    return {
        **terms,
        **{length_field(field): len(of_field) for field, of_field in terms.items()},
        **{field: list(values) for field, values in document.keywords.items()},
        **document.numbers,
        ID: [document.document_id],
        STORED: document.stored,
    }
