"""``dataset remove|restore|prune``: what is printed, and what is refused in a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import jsonschema
import orjson
import pytest

import invented
from beritasearch.dataset.dataset import Dataset

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "removal.schema.json"
INOVASI, LOBSTER = invented.id_of("inovasi"), invented.id_of("lobster")


@pytest.fixture
def own(two_versions, tmp_path):
    """A dataset of one's own, to be changed."""
    return Dataset(shutil.copytree(two_versions.path, tmp_path / "berita"))


def test_a_dry_run_changes_nothing_and_a_removal_all(own, ask):
    asked = ["dataset", "remove", INOVASI, "-d", own.path]
    dry = ask(*asked, "--dry-run")
    assert dry.code == 0
    assert dry.lines == [f"- {INOVASI}  article  contoh.id  Sekda Dorong Inovasi Pelayanan Publik"]
    assert "1 article would be removed. Nothing was changed." in dry.err
    assert own.manifest().label == "3"
    done = ask(*asked, "--reason", "Permintaan")
    assert done.lines == dry.lines
    assert "1 article removed; versions now: 1.r1, 2.r1, 3.r1." in done.err
    assert "Was read from here, which could not be looked into: inovasi.html" in done.err
    assert ask("show", INOVASI, "-d", own.path).code == 2
    assert [v["version"] for v in versions(ask, own)] == ["1.r1", "2.r1", "3.r1"]
    assert ask("dataset", "verify", "-d", own.path).code == 0
    cited = ask("show", LOBSTER, "--cite", "markdown", "-d", own.path)
    assert "3.r1" in cited.out


def versions(ask, dataset):
    return orjson.loads(ask("dataset", "versions", "-d", dataset.path, "--format", "json").out)


@pytest.mark.parametrize("how", [["--dry-run"], ["--reason", "Permintaan"]])
def test_json_is_what_its_schema_says(own, ask, how):
    answer = ask("dataset", "remove", INOVASI, LOBSTER, "-d", own.path, *how, "--format", "json")
    report = orjson.loads(answer.out)
    jsonschema.validate(report, orjson.loads(SCHEMA.read_bytes()))
    assert {row["id"] for row in report["removed"]} == {INOVASI, LOBSTER}


def test_restoring_and_pruning(own, ask, refused):
    restore = ["dataset", "restore", INOVASI, "-d", own.path]
    assert "Nothing that was removed" in refused(*restore)
    ask("dataset", "remove", INOVASI, "--reason", "Permintaan", "-d", own.path)
    assert "1 removed article again" in ask(*restore).out
    pruned = ask("dataset", "prune", "--keep", "2", "-d", own.path)
    assert (pruned.code, own.versions()) == (0, [2, 3])
    assert "1 version deleted: 1." in pruned.out
    assert ask("dataset", "prune", "--keep", "2", "-d", own.path).code == 1


def test_what_is_refused(own, refused):
    remove = ["dataset", "remove", "-d", own.path]
    assert "Nothing was named" in refused(*remove, "--reason", "x")
    assert "--reason TEXT" in refused(*remove, INOVASI)
    assert "known as 'tiada'" in refused(*remove, "tiada", "--reason", "x")
    assert "is not in the range" in refused("dataset", "prune", "--keep", "0", "-d", own.path)
