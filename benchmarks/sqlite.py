"""SQLite FTS5 with the same articles: the peer in indexing and in querying."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from beritasearch.dataset.dataset import open_dataset

_BATCH = 2_000
_SCHEMA = "CREATE VIRTUAL TABLE texts USING fts5(title, lead, body)"
_FACETS = """
CREATE TABLE facts (id INTEGER PRIMARY KEY, section TEXT, month TEXT, day TEXT);
CREATE TABLE places (id INTEGER, region TEXT);
"""
_FACET_INDEX = """
CREATE INDEX places_by_id ON places (id, region);
"""
_BEST = """
SELECT rowid, title, bm25(texts), snippet(texts, 2, '<mark>', '</mark>', '…', 32)
FROM texts WHERE texts MATCH ?{bounds} ORDER BY rank LIMIT 10
"""
_FOUND = "INSERT INTO found SELECT rowid FROM texts WHERE texts MATCH ?{bounds}"
# Looked up for each match: with `rowid IN (...)` SQLite asks the full-text table once for each
# article within the bounds, which takes seconds.
_BOUNDS = {
    "since": " AND (SELECT day FROM facts WHERE id = texts.rowid) >= ?",
    "region": " AND EXISTS (SELECT 1 FROM places WHERE id = texts.rowid AND region = ?)",
}
_COUNTS = (
    "SELECT section, count(*) FROM found JOIN facts USING (id) GROUP BY 1 ORDER BY 2 DESC LIMIT 10",
    "SELECT month, count(*) FROM found JOIN facts USING (id) GROUP BY 1 ORDER BY 1",
    "SELECT region, count(*) FROM found JOIN places USING (id) GROUP BY 1 ORDER BY 2 DESC",
)


def fill_texts(dataset: Path, file: Path) -> sqlite3.Connection:
    """A full-text table of title, lead and body: what indexing is measured with."""
    database = sqlite3.connect(file)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute(_SCHEMA)
    rows = ((row["title"], row["lead"], row["body"]) for row in _rows(dataset, _TEXTS))
    database.executemany("INSERT INTO texts VALUES (?, ?, ?)", rows)
    database.commit()
    return database


class Database:
    """The same, with the tables that facets are counted in and filters look into."""

    def __init__(self, dataset: Path, file: Path) -> None:
        self._database = database = fill_texts(dataset, file)
        database.executescript(_FACETS)
        for number, row in enumerate(_rows(dataset, _FACTS), start=1):
            day = row["published_on"]
            facts = (number, row["section"], day and day.isoformat()[:7], day and day.isoformat())
            database.execute("INSERT INTO facts VALUES (?, ?, ?, ?)", facts)
            places = [(number, code) for code in row["region_codes"]]
            database.executemany("INSERT INTO places VALUES (?, ?)", places)
        database.executescript(_FACET_INDEX)
        database.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        database.execute("CREATE TEMP TABLE found (id INTEGER PRIMARY KEY)")
        database.commit()

    def ask(self, match: str, filters: Mapping[str, str]) -> tuple[list[Any], list[list[Any]]]:
        """Ten hits with snippets, and three facets over all matches.

        Parameters
        ----------
        match : in FTS5's language.
        filters : ``since``, a day, or ``region``, a code.
        """
        bounds = "".join(_BOUNDS[name] for name in filters)
        values = (match, *filters.values())
        hits = self._database.execute(_BEST.format(bounds=bounds), values).fetchall()
        # The matches are found once and counted three times: faster than three full-text joins.
        self._database.execute("DELETE FROM found")
        self._database.execute(_FOUND.format(bounds=bounds), values)
        return hits, [self._database.execute(count).fetchall() for count in _COUNTS]


_TEXTS = ["title", "lead", "body"]
_FACTS = ["section", "published_on", "region_codes"]


def _rows(dataset: Path, columns: list[str]) -> Iterator[dict[str, Any]]:
    for batch in open_dataset(dataset).read("articles", None, columns).to_batches(_BATCH):
        yield from batch.to_pylist()
