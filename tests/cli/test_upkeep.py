"""``dataset`` and ``index``: versions, differences, checks, and an index kept up to date."""

from __future__ import annotations

import re
import shutil

import orjson
import pytest

import invented
from beritasearch.dataset.dataset import Dataset
from beritasearch.engines.registry import engine_names


@pytest.fixture
def own(two_versions, tmp_path):
    """A dataset of one's own, to be changed."""
    return Dataset(shutil.copytree(two_versions.path, tmp_path / "berita"))


def test_versions_in_every_format(two_versions, ask, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    versions = ["dataset", "versions", "-d", two_versions.path]
    whole = orjson.loads(ask(*versions, "--format", "json").out)
    assert [(v["version"], v["articles"], v["new"], v["changed"]) for v in whole] == [
        ("1", 5, 5, 0),
        ("2", 6, 1, 1),
        ("3", 7, 1, 0),
    ]
    assert [orjson.loads(line) for line in ask(*versions, "--format", "jsonl").lines] == whole
    lines = [line.split("\t") for line in ask(*versions).lines]
    assert lines == [[str(value) for value in version.values()] for version in whole]
    table = ask(*versions, "--format", "table").lines
    assert table[0].split() == [
        *("version", "created", "articles", "new", "changed", "headlines", "days", "size")
    ]
    assert len(table) == 4
    assert "2019-09-17 to 2024-07-01" in table[3]


def test_differences_in_every_format(two_versions, ask):
    diff = ["dataset", "diff", "1", "2", "-d", two_versions.path]
    changed, added = invented.id_of("lobster"), invented.id_of("tambahan")
    answer = ask(*diff, "--format", "table")
    assert sorted(answer.lines) == sorted(
        [
            f"~ {changed}  Benih Lobster Digagalkan (title, body)",
            f"+ {added}  Judul tambahan",
        ]
    )
    assert answer.err == "2 articles differ between version 1 and 2.\n"
    assert {tuple(line.split("\t")[:2]) for line in ask(*diff).lines} == {
        ("changed", changed),
        ("added", added),
    }
    back = ask("dataset", "diff", "3", "2", "-d", two_versions.path)
    assert back.lines == [f"removed\t{invented.id_of('ketiga')}\tcontoh.id\tJudul ketiga"]
    assert back.err == "1 article differs between version 3 and 2.\n"
    same = ask("dataset", "diff", "2", "2", "-d", two_versions.path)
    assert (same.code, same.out) == (1, "")
    assert same.err == "0 articles differ between version 2 and 2.\n"


def test_a_dataset_is_verified_and_its_faults_are_named(own, ask):
    answer = ask("dataset", "verify", "-d", own.path)
    assert answer.out == f"{own.path}: 3 version(s) verified, nothing is missing or altered.\n"
    card = own.folder(2) / "README.md"
    card.unlink()
    (own.folder(1) / "catatan.txt").write_text("milik siapa?")
    answer = ask("dataset", "verify", "-d", own.path)
    assert (answer.code, answer.out) == (2, "")
    assert [line[:16] for line in answer.err.splitlines()] == [
        "Error: Version 1",
        "Error: Version 2",
    ]
    assert ask("dataset", "verify", "--at", "3", "-d", own.path).code == 0
    assert ask("dataset", "verify", "--at", "2", "-d", own.path).code == 2


@pytest.mark.parametrize("engine", engine_names())
def test_an_index_is_described(two_versions, ask, engine):
    stats = ["index", "stats", "-d", two_versions.path, "--engine", engine]
    whole = orjson.loads(ask(*stats, "--format", "json").out)
    assert (whole["engine"], whole["version"], whole["newest_version"]) == (engine, 3, 3)
    assert (whole["articles"], whole["headlines"]) == (7, 2)
    assert whole["bytes"] > 0
    assert ask(*stats).lines == [f"{k.replace('_', ' ')}: {v}" for k, v in whole.items()]


@pytest.mark.parametrize("engine", engine_names())
def test_an_index_behind_says_so_and_is_brought_up_to_date(own, ask, engine):
    invented.write(own.path, invented.extraction("keempat"))
    query = ["query", "keempat", "--no-fuzzy", "-d", own.path, "--engine", engine]
    behind = ask(*query)
    command = f"beritasearch index update -d {own.path} --engine {engine}"
    assert behind.code == 1
    assert f"The index holds version 3, the dataset is at 4. Bring it up to date: {command}" in (
        behind.err
    )
    answer = ask(*command.split()[1:])
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == (
        f"{own.path}: {engine} index of version 4, 1 documents added, 0 removed.\n"
    )
    assert (ask(*query).code, ask(*query).err) == (0, "")
    assert "0 documents added, 0 removed" in ask(*command.split()[1:]).err


def test_an_index_is_made_anew(own, ask):
    answer = ask("index", "build", "-d", own.path)
    assert answer.err == f"{own.path}: tantivy index of version 3, 9 documents added, 0 removed.\n"


@pytest.mark.parametrize("engine", engine_names())
def test_an_index_is_verified_and_its_faults_are_named(own, ask, engine):
    verify = ["index", "verify", "-d", own.path, "--engine", engine]
    answer = ask(*verify)
    assert (answer.code, answer.err) == (0, "")
    assert re.fullmatch(
        f"{own.path}: {engine} index of version 3 verified: 9 documents, each there once; "
        r"9 analysed again; \d+ files unaltered\.",
        answer.out.strip(),
    )
    file = own.path / "index" / engine / "3" / "columns" / "day.json"
    file.write_bytes(file.read_bytes().replace(b"2024-07-01", b"2024-07-02"))
    answer = ask(*verify)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines() == [
        f"Error: '{file}' was altered: its SHA-256 is not the one it was written with.",
        f"Error: '{invented.id_of('ketiga')}' is indexed otherwise than its row says: facet day.",
        f"Make it anew: beritasearch index build -d {own.path} --engine {engine}",
    ]
    assert ask(*verify, "--version", "2").code == 0


def test_an_engine_that_was_named_is_kept(own, ask):
    query = ["query", "lobster", "-d", own.path, "--format", "json"]
    used = {"tantivy": orjson.loads(ask(*query).out)["engine"]}
    for engine in ("reference", "whoosh", "tantivy"):
        assert ask("index", "build", "-d", own.path, "--engine", engine).code == 0
        # What is named for one question is not kept.
        assert ask(*query, "--engine", "reference").code == 0
        used[engine] = orjson.loads(ask(*query).out)["engine"]
        assert ask("facets", "-d", own.path).code == 0
        assert f"engine: {engine}" in ask("index", "stats", "-d", own.path).lines
        assert f"{engine} index of version 3" in ask("index", "update", "-d", own.path).err
    assert all(engine == name for engine, name in used.items())


def test_build_keeps_the_engine_and_brings_its_index_up_to_date(tmp_path, ask):
    page = tmp_path / "a.json"
    for number, arguments in enumerate((["--engine", "whoosh"], [])):
        row = {"title": f"Judul {number}", "body": "Isi berita.", "id": str(number)}
        page.write_bytes(orjson.dumps(row))
        assert ask("build", page, "-d", tmp_path / "berita", *arguments).code == 0
    stats = orjson.loads(ask("index", "stats", "-d", tmp_path / "berita", "--format", "json").out)
    assert (stats["engine"], stats["version"]) == ("whoosh", 2)
    assert not (tmp_path / "berita/index/tantivy").exists()


@pytest.mark.parametrize("content", [b"lucene\n", b"\xff\xfe", b""])
def test_a_damaged_choice_of_an_engine_names_the_command_that_mends_it(own, ask, refused, content):
    (own.path / "index/CURRENT").write_bytes(content)
    said = refused("query", "lobster", "-d", own.path)
    command = re.search(r"names no engine that is known\. .* as in: beritasearch (.*)$", said)[1]
    assert ask(*command.split()).code == 0
    assert ask("query", "lobster", "-d", own.path).code == 0


def test_the_index_of_an_older_version_is_made_and_the_current_one_stays(own, ask):
    first = ask("query", "lobster", "--at", "1", "-d", own.path)
    assert (first.code, first.err) == (
        0,
        "Note: The tantivy index of version 1 is not kept; it is made now, and stays.\n",
    )
    old = ask("query", "lobster", "--at", "1", "-d", own.path, "--format", "json")
    assert old.err == ""
    assert orjson.loads(old.out)["hits"][0]["title"] == "Penyelundupan Benih Lobster Digagalkan"
    new = ask("query", "lobster", "-d", own.path, "--format", "json")
    assert orjson.loads(new.out)["hits"][0]["title"] == "Benih Lobster Digagalkan"
