"""The public log of what was removed: hashes of ids, texts and titles, never the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from beritasearch.dataset.dataset import Dataset
from beritasearch.errors import DatasetDamaged

LOG = "removals.jsonl"
# A removal that has begun and not ended; names what the log then holds too.
PENDING = ".removing"

_UNDATED = "undated"
# Lists and pages date an article by the day before or after, where one of them counts in UTC.
_DAYS_AROUND = (timedelta(-1), timedelta(0), timedelta(1))


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of ``removals.jsonl``: what was done to one article or headline, or to versions.

    Parameters
    ----------
    action : ``removed``, ``restored`` or ``pruned``.
    date : in ISO 8601, UTC.
    ids, texts, titles : SHA-256 of every id, of every text and of every title that it had; the
        title's is of :func:`title_keys`.
    versions : the numbers of the versions that were pruned.
    """

    action: str
    date: str
    reason: str
    ids: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    versions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """What is not to be held: hashes, against which rows and pages are compared."""

    ids: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.ids)

    def has_id(self, name: str | None) -> bool:
        """Whether an id is one that was removed."""
        return name is not None and hashed(name) in self.ids

    def has_title(self, portal: str, title: str | None, at: datetime | None) -> bool:
        """Whether a portal's list names something that was removed.

        Parameters
        ----------
        at : the time that the list prints, if any.
        """
        # The title without a day is there for each that was removed, and tells most others apart.
        if title is None or hashed(_key(portal, title, "")) not in self.titles:
            return False
        if at is None:
            return True
        days = [_UNDATED, *((at + days).date().isoformat() for days in _DAYS_AROUND)]
        return any(hashed(_key(portal, title, day)) in self.titles for day in days)


def hashed(text: str) -> str:
    """SHA-256 of a text, hexadecimal."""
    return sha256(text.encode()).hexdigest()


def title_keys(portal: str, title: str, day: date | None) -> tuple[str, str]:
    """What the log holds the hashes of: the title without a day, and with it."""
    return _key(portal, title, ""), _key(portal, title, day.isoformat() if day else _UNDATED)


def plain_title(title: str) -> str:
    """A title without what lists print otherwise: capitals, white space, dots at its end."""
    return " ".join(title.lower().split()).rstrip(" .…")


def _key(portal: str, title: str, day: str) -> str:
    return f"{portal}\n{plain_title(title)}\n{day}"


def removed_of(entries: Iterable[LogEntry]) -> Removed:
    """What is removed after all of some entries: a restored article is not."""
    held: list[LogEntry] = []
    for entry in entries:
        if entry.action == "removed":
            held.append(entry)
        elif entry.action == "restored":
            held = [one for one in held if not set(one.ids) & set(entry.ids)]
    return Removed(
        *(
            frozenset(value for entry in held for value in getattr(entry, name))
            for name in ("ids", "texts", "titles")
        )
    )


def removed(dataset: Dataset) -> Removed:
    """What a dataset refuses to hold.

    Raises
    ------
    DatasetDamaged : the log cannot be read.
    """
    return removed_of(read_log(dataset.path / LOG))


def read_log(path: Path) -> Iterator[LogEntry]:
    """The entries of a log, the oldest first; none where there is no file.

    Raises
    ------
    DatasetDamaged : it cannot be read.
    """
    try:
        lines = path.read_bytes().splitlines()
        for line in lines:
            yield _entry(orjson.loads(line))
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise DatasetDamaged(
            f"'{path}' cannot be read ({error}). Without it a build would bring back what was "
            "removed: restore the file from a copy."
        ) from error


def _entry(fields: dict[str, Any]) -> LogEntry:
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return LogEntry(**{**fields, **lists})


def log_lines(entries: Sequence[LogEntry]) -> bytes:
    """Entries as the log holds them: one JSON object a line, without what is empty."""
    return b"".join(
        orjson.dumps(
            {name: value for name in _FIELDS if (value := getattr(entry, name)) != ()},
            option=orjson.OPT_APPEND_NEWLINE,
        )
        for entry in entries
    )


_FIELDS = tuple(LogEntry.__dataclass_fields__)
