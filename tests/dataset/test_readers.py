"""Every reader opens a version's folder as it is."""

from __future__ import annotations

import shutil
import subprocess

import orjson
import pyarrow.dataset as arrow_dataset
import pyarrow.parquet as pq
import pytest

import invented
from beritasearch.dataset.card import card, croissant
from beritasearch.dataset.schema import CONTENT_COLUMNS, TABLES

ROWS = {"articles": 65, "headlines": 2, "quotations": 1, "duplicates": 0}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("datasets") / 'berita: "satu"'
    dataset, _ = invented.write(path, *invented.news(), *invented.archive_of(60))
    return dataset.folder()


@pytest.mark.parametrize("table", TABLES)
def test_arrow(folder, table):
    read = arrow_dataset.dataset(folder / table).to_table()
    assert read.num_rows == ROWS[table]
    assert read.schema.names == TABLES[table].names
    assert pq.read_table(folder / table).num_rows == ROWS[table]


@pytest.mark.parametrize("table", TABLES)
def test_pandas(folder, table):
    pandas = pytest.importorskip("pandas")
    assert len(pandas.read_parquet(folder / table)) == ROWS[table]


@pytest.mark.parametrize("table", TABLES)
def test_polars(folder, table):
    polars = pytest.importorskip("polars")
    assert len(polars.read_parquet(folder / table / "*.parquet")) == ROWS[table]


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_by_glob(folder, table):
    duckdb = pytest.importorskip("duckdb")
    pattern = str(folder / table / "*.parquet").replace("'", "''")
    assert duckdb.sql(f"SELECT count(*) FROM '{pattern}'").fetchall() == [(ROWS[table],)]


def test_sha256sum(folder):
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("there is no sha256sum on this machine")
    checked = subprocess.run(
        [program, "--check", "--strict", "SHA256SUMS"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    listed = {line.partition(":")[0] for line in checked.stdout.splitlines()}
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    assert listed == present


def test_content_columns_are_columns():
    assert set(CONTENT_COLUMNS) <= set(TABLES["articles"].names)


@pytest.fixture(scope="module")
def manifest(folder):
    from beritasearch.dataset.manifest import read_manifest

    return read_manifest(folder)


def test_the_card_says_what_is_inside(folder, manifest):
    text = (folder / "README.md").read_text("utf-8")
    assert text == card(manifest, 'berita: "satu"')
    articles = pq.read_table(folder / "articles").to_pylist()
    days = sorted(row["published_on"] for row in articles if row["published_on"])
    undated = len(articles) - len(days)
    assert f"65 articles ({days[0]} to {days[-1]}; {undated} undated) and 2 headlines." in text
    assert "Made on 2025-01-01 by tests." in text
    of_portal = sum(row["portal"] == invented.PORTAL for row in articles)
    for row in ("| `articles` | 65 |", "| `duplicates` | 0 |", f"| contoh.id | {of_portal} |"):
        assert row in text, row


def test_the_cards_head_is_what_datasets_loads(folder):
    yaml = pytest.importorskip("yaml")
    _, head, _ = (folder / "README.md").read_text("utf-8").split("---\n", 2)
    fields = yaml.safe_load(head)
    assert (fields["pretty_name"], fields["language"]) == ('berita: "satu"', ["id"])
    assert fields["size_categories"] == ["n<1K"]
    configs = {c["config_name"]: c["data_files"][0]["path"] for c in fields["configs"]}
    assert configs == {name: f"{name}/*.parquet" for name, rows in ROWS.items() if rows}


def test_a_card_of_one_article_and_of_a_later_version(tmp_path):
    first, _ = invented.write(tmp_path, invented.extraction("satu", portal="a|b.id"))
    text = (first.folder() / "README.md").read_text("utf-8")
    assert "1 article (2024-04-30) and 0 headlines." in text
    assert "| a\\|b.id | 1 |" in text
    later, _ = invented.write(
        tmp_path,
        invented.extraction("satu", portal="a|b.id", body="Lain."),
        invented.extraction("dua", None, headlines=[invented.headline("Pasar Dibuka")]),
    )
    text = (later.folder() / "README.md").read_text("utf-8")
    assert "from version 1: 1 new article, 1 changed, 1 new headline." in text
    undated, _ = invented.write(tmp_path / "undated", invented.extraction("satu", None))
    assert "1 article (undated)" in (undated.folder() / "README.md").read_text("utf-8")


def test_croissant_describes_every_part_and_column(folder, manifest):
    described = orjson.loads((folder / "croissant.json").read_bytes())
    assert croissant(manifest, 'berita: "satu"') == (folder / "croissant.json").read_bytes()
    files = {f["@id"]: f for f in described["distribution"] if f["@type"] == "cr:FileObject"}
    assert files.keys() == {part.path for part in manifest.parts if part.rows}
    for part in manifest.parts:
        if part.rows:
            assert files[part.path]["sha256"] == part.sha256
    sets = {f["@id"]: f for f in described["distribution"] if f["@type"] == "cr:FileSet"}
    for records in described["recordSet"]:
        table = records["name"]
        columns = {field["name"] for field in records["field"]}
        for field in TABLES[table]:
            assert (field.name in columns) == ("struct" not in str(field.type)), field.name
        sources = {field["source"]["fileSet"]["@id"] for field in records["field"]}
        (source,) = sources
        assert sets[source]["includes"] == f"{table}/*.parquet"


def test_mlcroissant_reads_all_rows(folder):
    mlcroissant = pytest.importorskip("mlcroissant")
    loaded = mlcroissant.Dataset(folder / "croissant.json")
    for table, rows in ROWS.items():
        if rows:
            assert len(list(loaded.records(table))) == rows
