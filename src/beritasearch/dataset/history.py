"""How did an article change from version to version? Word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.diff import row_of
from beritasearch.dataset.schema import CONTENT_COLUMNS

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words: kept (``same``), ``removed`` or ``added``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a version says otherwise than the one before it.

    Parameters
    ----------
    kind : ``added`` (first seen), ``changed`` or ``removed``.
    edits : by changed column, its words.
    """

    version: str
    created_at: str
    kind: str
    edits: dict[str, tuple[Edit, ...]]


def history(dataset: Dataset, article_id: str) -> Iterator[Change]:
    """The versions in which an article appeared, changed or left, the oldest first."""
    held: dict[str, Any] | None = None
    for number in dataset.versions():
        row = row_of(dataset, article_id, number)
        manifest = dataset.manifest(number)
        if row is None and held is not None:
            yield Change(manifest.label, manifest.created_at, "removed", {})
        elif row is not None and held is None:
            yield Change(manifest.label, manifest.created_at, "added", {})
        elif row is not None and held is not None:
            edits = {
                name: tuple(word_edits(_text(held[name]), _text(row[name])))
                for name in CONTENT_COLUMNS
                if held[name] != row[name]
            }
            if edits:
                yield Change(manifest.label, manifest.created_at, "changed", edits)
        held = row


def word_edits(before: str, after: str) -> Iterator[Edit]:
    """The words of two texts as kept, removed and added runs, in order.

    >>> [(edit.kind, edit.text) for edit in word_edits("Rp6 miliar", "Rp60 miliar")]
    [('removed', 'Rp6'), ('added', 'Rp60'), ('same', ' miliar')]
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Edit("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Edit("removed", "".join(old[a:b]))
        if d > c:
            yield Edit("added", "".join(new[c:d]))


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
