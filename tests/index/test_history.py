"""After any history of updates: words of removed documents are few, and the top ten as if fresh."""

from __future__ import annotations

import gzip
import random
from dataclasses import replace
from itertools import islice

import orjson
import pytest

import invented
from beritasearch.archive.archive import open as open_archive
from beritasearch.archive.build import build
from beritasearch.dataset.dataset import Dataset
from beritasearch.engines.clauses import AllOf, Term
from beritasearch.engines.registry import engine_names
from beritasearch.index.build import build_index
from beritasearch.index.open import open_index
from beritasearch.index.verify import verify_index


@pytest.mark.parametrize("engine", engine_names())
def test_where_more_than_a_tenth_would_be_removed_all_is_made_anew(tmp_path, engine):
    pages = invented.archive_of(50)
    dataset, _ = invented.write(tmp_path, *pages)
    build_index(dataset, engine)
    done = []
    for first in (0, 3, 5, 6, 8):
        again = [
            invented.Extraction(article=replace(page.article, body=f"Isi baru {first} {at}."))
            for at, page in enumerate(pages[first : first + 2])
        ]
        dataset, _ = invented.write(tmp_path, *again)
        update = build_index(dataset, engine)
        done.append((update.added, update.removed, update.manifest.removed))
        index = open_index(dataset, engine)
        assert index.engine.count(AllOf(())) == 50
        # Some engines count removed documents too, but never more than are known of.
        frequency = index.engine.document_frequency("body", "ke")
        assert frequency <= index.engine.count(Term("body", "ke")) + update.manifest.removed
        assert verify_index(dataset, engine).faults == []
    assert done == [(2, 2, 2), (2, 2, 4), (50, 0, 0), (2, 2, 2), (2, 2, 4)]


def histories(rows, chosen):
    """The inputs of six builds: new articles, and others whose text changed a little."""
    first, rest = rows[:2_000], rows[2_000:]
    yield first
    for _ in range(5):
        added = [rest.pop() for _ in range(100)]
        changed = [
            {**row, "body": f"{row['body']}\n\nRalat redaksi."} for row in chosen.sample(first, 40)
        ]
        yield [*added, *changed]


@pytest.mark.slow
def test_the_top_ten_agrees_with_a_fresh_index(tmp_path, shared_data):
    """200 queries of one to three words from real titles, on an index that has been updated
    until just before it would have been made anew."""
    chosen = random.Random(17)
    with gzip.open(shared_data / "articles.jsonl.gz", "rb") as stream:
        rows = [orjson.loads(line) for line in islice(stream, 0, 26_000, 10)]
    path = tmp_path / "berita"
    for number, given in enumerate(histories(rows, chosen)):
        file = tmp_path / f"{number}.jsonl"
        file.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in given))
        build([str(file)], path)
    grown = open_archive(path)
    removed = open_index(Dataset(path), "tantivy").manifest.removed
    assert 150 < removed < 0.1 * (removed + grown.search("", limit=0).total)
    titles = [row["title"].split() for row in rows if row["title"] and len(row["title"]) > 40]
    queries = []
    for at in range(200):
        words = chosen.choice(titles)
        first = chosen.randrange(len(words) - 2)
        queries.append(" ".join(words[first : first + at % 3 + 1]))
    before = [[hit.article_id for hit in grown.search(query)] for query in queries]
    build_index(Dataset(path), "tantivy", anew=True)
    fresh = open_archive(path)
    agreeing = places = 0
    for query, held in zip(queries, before, strict=True):
        found = [hit.article_id for hit in fresh.search(query)]
        assert len(found) == len(held)
        places += len(found)
        agreeing += sum(one == other for one, other in zip(found, held, strict=True))
    assert agreeing >= 0.9 * places
    print(f"{agreeing} of {places} places, {removed} removed")
