"""The index of a version made anew, analysis included, beside peers that are fed ready terms.

Run as a program (`python -m benchmarks.index PEER TERMS FOLDER`) this module is a peer.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import orjson

from benchmarks.figures import Figure
from benchmarks.process import OURS, run
from beritasearch.dataset.dataset import open_dataset
from beritasearch.index.documents import terms_of, texts_of
from beritasearch.index.fields import FIELDS
from beritasearch.index.rows import index_rows

# Whoosh writes some 150 documents a second: more of them would only take longer.
_FOR_WHOOSH = 2_000


def measure(dataset: Path, work: Path) -> Iterator[Figure]:
    documents = _write_terms(dataset, work / "terms.jsonl")
    ours = run([OURS, "index", "build", "-d", str(dataset)])
    peers = {name: run(_peer(name, work)) for name in ("sqlite", "whoosh")}
    rate = documents / ours.seconds
    sqlite = documents / peers["sqlite"].seconds
    whoosh = min(documents, _FOR_WHOOSH) / peers["whoosh"].seconds
    yield Figure("index build", rate, sqlite, "SQLite FTS5, ready terms", "articles/s", 4_000)
    yield Figure(
        "index build", rate, sqlite, "SQLite FTS5, ready terms", "articles/s", 0.8, of_ratio=True
    )
    yield Figure(
        "index build", rate, whoosh, "Whoosh, ready terms", "articles/s", 25, of_ratio=True
    )
    yield Figure(
        "index build, peak memory, workers too",
        ours.tree,
        peers["sqlite"].tree,
        "SQLite FTS5, ready terms",
        "MB",
        600,
    )


def _write_terms(dataset: Path, file: Path) -> int:
    """The terms of every document, as our engines get them; returns the number of documents."""
    held, written = open_dataset(dataset), 0
    with file.open("wb") as lines:
        for row in index_rows(held, held.latest()):
            made = terms_of(texts_of(row))
            terms = [made.get(field, "") for field in FIELDS.text]
            lines.write(orjson.dumps(terms, option=orjson.OPT_APPEND_NEWLINE))
            written += 1
    return written


def _peer(name: str, work: Path) -> list[str]:
    folder = work / f"index-{name}"
    folder.mkdir()
    terms = str(work / "terms.jsonl")
    return [sys.executable, "-m", "benchmarks.index", name, terms, str(folder)]


def _fill_sqlite(documents: Iterator[Sequence[str]], folder: Path) -> None:
    database = sqlite3.connect(folder / "index.db")
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute(f"CREATE VIRTUAL TABLE texts USING fts5({', '.join(FIELDS.text)})")
    places = ", ".join("?" for _ in FIELDS.text)
    database.executemany(f"INSERT INTO texts VALUES ({places})", documents)
    database.commit()


def _fill_whoosh(documents: Iterator[Sequence[str]], folder: Path) -> None:
    from whoosh.analysis import SpaceSeparatedTokenizer
    from whoosh.fields import TEXT, Schema
    from whoosh.index import create_in

    schema = Schema(**{name: TEXT(SpaceSeparatedTokenizer()) for name in FIELDS.text})
    writer = create_in(str(folder), schema).writer(limitmb=256)
    for terms in islice(documents, _FOR_WHOOSH):
        writer.add_document(**dict(zip(FIELDS.text, terms, strict=True)))
    writer.commit()


if __name__ == "__main__":
    fill = {"sqlite": _fill_sqlite, "whoosh": _fill_whoosh}[sys.argv[1]]
    with Path(sys.argv[2]).open("rb") as lines:
        fill(map(orjson.loads, lines), Path(sys.argv[3]))
