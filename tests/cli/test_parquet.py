"""``query --format parquet``: the hits with types, or nothing that could be taken for them."""

from __future__ import annotations

import io
import itertools

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from beritasearch.cli.main import run
from beritasearch.errors import IndexDamaged
from beritasearch.search.arrow import RANKED_SCHEMA, SCHEMA
from beritasearch.search.hits import HitReader


@pytest.fixture
def printed(berita, capfdbinary):
    """What a query prints, and how it ends."""

    def asked(*arguments: str, form: str = "parquet") -> tuple[int, bytes]:
        code = run(["query", *arguments, "-d", str(berita.path), "--format", form])
        return code, capfdbinary.readouterr().out

    return asked


def table(content: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(content))


def test_every_hit_is_a_row_with_types(printed):
    code, out = printed("", "--limit", "all")
    lines = [
        orjson.loads(line) for line in printed("", "--limit", "all", form="jsonl")[1].splitlines()
    ]
    assert code == 0
    assert table(out).schema.equals(SCHEMA)
    assert table(out)["article_id"].to_pylist() == [hit["article_id"] for hit in lines]
    assert len(lines) > 100


def test_many_queries_have_their_ids_and_ranks(printed, tmp_path):
    path = tmp_path / "queries.csv"
    path.write_text("id,query\na,banjir\nb,inovasi\nc,zzyzx\n", "utf-8")
    code, out = printed("--file", str(path))
    assert (code, table(out).schema.equals(RANKED_SCHEMA)) == (0, True)
    ranks: dict[str, list[int]] = {}
    for row in table(out).select(["query_id", "rank"]).to_pylist():
        ranks.setdefault(row["query_id"], []).append(row["rank"])
    assert set(ranks) == {"a", "b"}
    assert all(found == list(range(1, len(found) + 1)) for found in ranks.values())


def test_nothing_found_is_a_table_without_rows(printed):
    code, out = printed("zzyzx", "--no-fuzzy")
    assert (code, table(out).num_rows, table(out).schema.names) == (1, 0, SCHEMA.names)


def test_what_an_error_cuts_short_is_no_parquet(berita, capfdbinary, monkeypatch):
    read, numbers = HitReader.read, itertools.count()

    def stored(self, match):
        if next(numbers) > 115:
            raise IndexDamaged("A document cannot be read.")
        return read(self, match)

    monkeypatch.setattr(HitReader, "read", stored)
    named = ["-d", str(berita.path), "--limit", "all", "--format", "parquet"]
    assert run(["query", "", *named]) == 2
    out, err = capfdbinary.readouterr()
    assert err.startswith(b"Error: A document cannot be read.")
    with pytest.raises(pa.ArrowInvalid):
        table(out)
