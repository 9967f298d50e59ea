"""Files of many queries, and the runs that answer them."""

from __future__ import annotations

import orjson
import pytest

from beritasearch.archive.archive import open as open_archive
from beritasearch.archive.build import build
from beritasearch.archive.queries import AskedQuery, read_queries
from beritasearch.cli.main import run
from beritasearch.cli.query_file import answer
from beritasearch.errors import InputError

BANJIR = AskedQuery("b", "banjir", {"region": ["Banten", "Jakarta"], "since": "2024"})
READ = {
    "csv": ("id,query,region,since\nb,banjir,Banten | Jakarta,2024\n", [BANJIR]),
    "csv with a mark": ("\ufeffid,query,region,since\nb,banjir,Banten|Jakarta,2024\n", [BANJIR]),
    "semicolons": ("id;query;region;since\r\nb;banjir;Banten|Jakarta;2024\r\n", [BANJIR]),
    "no id": ("query\nbanjir\ninovasi\n", [("2", "banjir"), ("3", "inovasi")]),
    "jsonl": (
        '{"id": "b", "query": "banjir", "region": ["Banten", "Jakarta"], "since": 2024}\n\n',
        [BANJIR],
    ),
    "a number as id": ('{"id": 0, "query": "banjir"}', [("0", "banjir")]),
    "quoted": ('id,query\na,"""wali kota"", banjir"\n', [("a", '"wali kota", banjir')]),
}


@pytest.mark.parametrize("name", READ)
def test_reads(name, tmp_path):
    text, expected = READ[name]
    path = tmp_path / "queries"
    path.write_text(text, "utf-8")
    wanted = [q if isinstance(q, AskedQuery) else AskedQuery(*q, {}) for q in expected]
    assert list(read_queries(str(path))) == wanted


REFUSED = {
    "empty": (b"", "is empty"),
    "no query column": (b"id,text\n1,banjir\n", "Line 2 of .* has no query. Its columns: id, text"),
    "broken json": (b'{"query": "a"}\n{"query\n', "Line 2 of .* is not JSON"),
    "no object": (b'{"query": "a"}\n["b"]\n', "Line 2 of .* is JSON, but no object"),
    "not utf-8": (b"id,query\n1,\xff\xfe\n", "is not UTF-8"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses_with_the_line(name, tmp_path):
    content, message = REFUSED[name]
    path = tmp_path / "queries"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        list(read_queries(str(path)))


def test_refuses_a_file_that_is_not_there():
    with pytest.raises(InputError, match=r"'tiada\.csv' does not exist"):
        list(read_queries("tiada.csv"))


@pytest.fixture
def queries(tmp_path):
    path = tmp_path / "queries.csv"
    path.write_text("id,query,section\nq 1,banjir,\nq2,inovasi,Banten\nq3,tiadaaa,\n", "utf-8")
    return str(path)


def test_writes_a_trec_run(berita, queries, capfd):
    assert run(["query", "--file", queries, "-d", str(berita.path), "--format", "trec"]) == 0
    lines = [line.split(" ") for line in capfd.readouterr().out.splitlines()]
    assert {len(fields) for fields in lines} == {6}
    assert {(fields[1], fields[5]) for fields in lines} == {("Q0", "beritasearch")}
    for query_id in ("q_1", "q2"):
        mine = [fields for fields in lines if fields[0] == query_id]
        assert [fields[3] for fields in mine] == [str(n) for n in range(1, len(mine) + 1)]
        scores = [float(fields[4]) for fields in mine]
        assert scores == sorted(scores, reverse=True)
    assert not [fields for fields in lines if fields[0] == "q3"]


def test_each_hit_has_its_query_and_rank(berita, queries, capfd):
    assert run(["query", "--file", queries, "-d", str(berita.path), "--format", "csv"]) == 0
    header, *rows = capfd.readouterr().out.splitlines()
    assert header.startswith("query_id,rank,article_id,kind,")
    assert rows[0].startswith("q 1,1,")


def test_a_query_that_cannot_be_answered_is_named(berita, tmp_path, capfd):
    path = tmp_path / "queries.csv"
    path.write_text("id,query,region\nsatu,banjir,Tangerng\n", "utf-8")
    assert run(["query", "--file", str(path), "-d", str(berita.path)]) == 2
    assert "Query 'satu': Region 'Tangerng' is not known" in capfd.readouterr().err


def test_a_column_that_filters_nothing_is_said_once(berita, tmp_path, capfd):
    path = tmp_path / "queries.csv"
    path.write_text("id,query,wilayah\n1,banjir,Banten\n2,inovasi,Banten\n3,air,\n", "utf-8")
    assert run(["query", "--file", str(path), "-d", str(berita.path)]) == 0
    said = [line for line in capfd.readouterr().err.splitlines() if "Not used" in line]
    assert len(said) == 1
    assert said[0].startswith("Note: Not used of the file of queries: wilayah. Columns that fil")


def test_a_trec_run_names_the_ids_that_the_input_gave(tmp_path, capfd):
    rows = [{"id": f"asal {n}", "title": "Banjir", "body": f"Banjir ke-{n}."} for n in (1, 2)]
    source = tmp_path / "rows.jsonl"
    source.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    build([str(source)], tmp_path / "berita")
    command = ["query", "banjir", "-d", str(tmp_path / "berita"), "--format", "trec"]
    assert run([*command, "--trec-id", "source_id"]) == 0
    named = {line.split(" ")[2] for line in capfd.readouterr().out.splitlines()}
    assert named == {"asal_1", "asal_2"}


def test_a_file_is_answered_while_it_is_read(berita, tmp_path):
    """The hits of a query come before the next one is known."""
    archive = open_archive(berita.path)
    read: list[str] = []

    def queries():
        for text in ("banjir", "inovasi"):
            read.append(text)
            yield AskedQuery(text, text, {})

    ranked = answer(archive, queries(), {"limit": 1})
    assert next(ranked)[:2] == ("banjir", 1)
    assert read == ["banjir"]
    assert [query_id for query_id, _, _ in ranked] == ["inovasi"]


@pytest.mark.parametrize("arguments", [["query"], ["query", "banjir", "--file", "q.csv"]])
def test_one_text_or_one_file(arguments, capfd):
    assert run(arguments) == 2
    assert "Give either the TEXT of one query, or many" in capfd.readouterr().err
