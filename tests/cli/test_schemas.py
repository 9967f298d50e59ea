"""Every JSON output has a published schema, and is what its schema says."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import orjson
import pytest

import invented
from beritasearch.cli.main import run
from beritasearch.dataset.schema import TABLES
from beritasearch.index.build import build_index
from beritasearch.search.facet_request import FACETS

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
EVERYTHING = ["--facet", ",".join(FACETS)]


def validator(name):
    schema = orjson.loads((SCHEMAS / f"{name}.schema.json").read_bytes())
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Two versions, with an article that is new, one that changed, and one with everything."""
    folder = tmp_path_factory.mktemp("datasets") / "berita"
    invented.write(folder, *invented.news(), *invented.archive_of(30))
    lobster = {"section": "Kriminal", "tags": ("lobster",), "body": "Isi lain tentang lobster."}
    changed = invented.extraction("lobster", "2019-09-17 17:30", **lobster)
    dataset, _ = invented.write(folder, changed, invented.extraction("baru", None))
    build_index(dataset, "tantivy")
    return str(folder)


def test_what_is_kept_of_rejections_is_what_its_schema_says(tmp_path):
    pages, kept = tmp_path / "a.jsonl", tmp_path / "ditolak.jsonl"
    pages.write_text('{}\n{"title": "Judul", "body": "Isi berita."}\n')
    run(["build", str(pages), "-d", str(tmp_path / "berita"), "--keep-rejected", str(kept)])
    (line,) = kept.read_bytes().splitlines()
    validator("rejection").validate(orjson.loads(line))


@pytest.mark.parametrize(
    ("schema", "arguments"),
    [
        ("query", ["query", "air", *EVERYTHING]),
        ("query", ["query", "air", *EVERYTHING, "--share", "--explain"]),
        ("query", ["query", "", "--limit", "all", "--facet", "region"]),
        ("query", ["query", "lobtser inovasi zzyzx", "--since", "2019", "--limit", "3"]),
        ("query", ["query", "dapur MBG"]),
        ("query", ["query", "zzyzx", "--no-fuzzy", *EVERYTHING]),
        ("facets", ["facets", *EVERYTHING]),
        ("facets", ["facets", "zzyzx"]),
        ("related", ["related", invented.id_of("inovasi")]),
        ("check", ["check", "Isi lain tentang lobster"]),
        ("check", ["check", "zzyzx"]),
        ("article", ["show", invented.id_of("inovasi")]),
        ("article", ["show", invented.id_of("lobster"), "--history"]),
        ("suggest", ["suggest", "ta"]),
        ("suggest", ["suggest", "zzyzx"]),
        ("versions", ["dataset", "versions"]),
        ("stats", ["index", "stats"]),
    ],
)
def test_json_is_what_its_schema_says(path, capfdbinary, schema, arguments):
    assert run([*arguments, "-d", path, "--format", "json"]) in (0, 1)
    validator(schema).validate(orjson.loads(capfdbinary.readouterr().out))


@pytest.mark.parametrize("name", ["Tangerang", "Nabire", "36.71.01", "Papua"])
def test_regions(capfdbinary, name):
    assert run(["regions", name, "--format", "json"]) == 0
    validator("regions").validate(orjson.loads(capfdbinary.readouterr().out))


def test_a_line_of_jsonl_is_a_hit(path, capfdbinary):
    whole = validator("query")
    hit = whole.evolve(schema={**whole.schema, **whole.schema["$defs"]["hit"]})
    run(["query", "air", "-d", path, "--format", "jsonl", "--limit", "20"])
    lines = capfdbinary.readouterr().out.splitlines()
    assert len(lines) == 20
    for line in lines:
        hit.validate(orjson.loads(line))


def test_a_line_of_a_difference(path, capfdbinary):
    run(["dataset", "diff", "1", "2", "-d", path, "--format", "jsonl"])
    lines = [orjson.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    for line in lines:
        validator("difference").validate(line)
    assert sorted(line["kind"] for line in lines) == ["added", "changed"]


def test_the_schema_of_an_article_names_every_column():
    properties = validator("article").schema["properties"]
    assert set(properties) == {*TABLES["articles"].names, "history"}


def test_schemas_allow_no_other_field():
    """So that a new field cannot come unannounced."""

    def objects(schema):
        if isinstance(schema, dict):
            if "properties" in schema:
                yield schema
            for value in schema.values():
                yield from objects(value)
        elif isinstance(schema, list):
            for value in schema:
                yield from objects(value)

    for file in SCHEMAS.glob("*.json"):
        found = list(objects(orjson.loads(file.read_bytes())))
        assert found
        assert all(each["additionalProperties"] is False for each in found), file.name
