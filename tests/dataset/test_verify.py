"""Manifests that say what a version holds, and every way in which a version can be damaged."""

from __future__ import annotations

import re

import orjson
import pytest

import invented
from beritasearch.dataset import manifest as manifests
from beritasearch.dataset.dataset import open_dataset
from beritasearch.dataset.manifest import MANIFEST, Manifest, read_manifest
from beritasearch.dataset.schema import SCHEMA_VERSION, TABLES
from beritasearch.dataset.verify import verify
from beritasearch.errors import DatasetDamaged, VersionNotFound

PART = "articles/2024.parquet"


@pytest.fixture
def dataset(tmp_path):
    invented.write(tmp_path, invented.extraction("lama", "2023-05-01"), invented.extraction("baru"))
    return invented.write(tmp_path, invented.extraction("baru", body="Isi lain."))[0]


def test_a_whole_dataset_has_no_fault(dataset):
    assert list(verify(dataset)) == []


@pytest.mark.parametrize(
    ("path", "change", "fault"),
    [
        pytest.param(PART, None, f"Version 2: '{PART}' is missing", id="missing part"),
        pytest.param(
            PART, lambda b: b[:-1] + b"?", f"Version 2: '{PART}' was altered", id="altered part"
        ),
        pytest.param(PART, lambda b: b"", f"Version 2: '{PART}' was altered", id="emptied part"),
        pytest.param(
            "README.md", lambda b: b + b"\n", "Version 2: 'README.md' was altered", id="card"
        ),
        pytest.param(
            "croissant.json", None, "Version 2: 'croissant.json' is missing", id="croissant"
        ),
        pytest.param(
            MANIFEST,
            lambda b: b.replace(b'"rows": 1', b'"rows": 2', 1),
            "Version 2: 'manifest.json' was altered",
            id="altered manifest",
        ),
        pytest.param(MANIFEST, None, "Version 2 in .* is damaged: its manifest.json is missing"),
        pytest.param("SHA256SUMS", None, "Version 2: 'SHA256SUMS' is missing", id="no checksums"),
        pytest.param(
            "SHA256SUMS", lambda b: b"rubbish\n", "Version 2: 'SHA256SUMS' .* cannot be read"
        ),
        pytest.param(
            "SHA256SUMS",
            lambda b: b"\n".join(line for line in b.splitlines() if b"2024" not in line) + b"\n",
            f"Version 2: '{PART}' does not belong",
            id="a checksum taken out",
        ),
        pytest.param(
            "articles/1999.parquet",
            lambda b: b"PAR1",
            "Version 2: 'articles/1999.parquet' does not belong",
            id="foreign part",
        ),
        pytest.param(
            "catatan.txt", lambda b: b"", "Version 2: 'catatan.txt' does not belong", id="foreign"
        ),
    ],
)
def test_every_fault_is_named(dataset, path, change, fault):
    file = dataset.folder(2) / path
    content = file.read_bytes() if file.exists() else b""
    file.unlink(missing_ok=True)  # a new file: version 1 may share the old one
    if change is not None:
        file.write_bytes(change(content))
    faults = list(verify(dataset))
    assert len(faults) == 1, faults
    assert re.match(fault, faults[0])
    assert list(verify(dataset, 1)) == []


def test_a_shared_part_that_is_altered_is_a_fault_of_both(dataset):
    part = dataset.folder(2) / "articles/2023.parquet"
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    assert [fault[:9] for fault in verify(dataset)] == ["Version 1", "Version 2"]


def test_a_version_that_is_not_there(dataset):
    message = r"has no version 7\. Versions: 1, 2\."
    with pytest.raises(VersionNotFound, match=message):
        list(verify(dataset, 7))
    with pytest.raises(VersionNotFound, match=message):
        dataset.read("articles", 7)


def test_a_manifest_is_read_as_it_was_written(dataset):
    manifest = dataset.manifest(2)
    assert isinstance(manifest, Manifest)
    assert manifest.to_json() == (dataset.folder(2) / MANIFEST).read_bytes()
    assert read_manifest(dataset.folder(2)) == manifest
    assert (manifest.parent, manifest.revision, manifest.label) == (1, 0, "2")
    assert {part.table for part in manifest.parts} == set(TABLES)
    for table, rows in manifest.counts.items():
        assert rows == sum(part.rows for part in manifest.parts if part.table == table)
        assert dataset.read(table, 2).num_rows == rows
        assert dataset.read(table, 2).schema == TABLES[table]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(lambda m: b"", "cannot be read", id="empty"),
        pytest.param(lambda m: b"\x00\xff", "cannot be read", id="binary"),
        pytest.param(lambda m: b"[]", "cannot be read", id="a list"),
        pytest.param(lambda m: b"null", "cannot be read", id="null"),
        pytest.param(lambda m: orjson.dumps(m)[:-40], "cannot be read", id="cut"),
        pytest.param(lambda m: orjson.dumps({**m, "parts": [1]}), "cannot be read", id="parts"),
        pytest.param(lambda m: orjson.dumps({**m, "parts": None}), "cannot be read", id="no parts"),
        pytest.param(
            lambda m: orjson.dumps({k: m[k] for k in m if k != "counts"}),
            "cannot be read .*counts",
            id="a field less",
        ),
        pytest.param(
            lambda m: orjson.dumps({**m, "schema_version": "1"}), "cannot be read", id="text"
        ),
        pytest.param(
            lambda m: orjson.dumps({**m, "schema_version": SCHEMA_VERSION + 1, "more": 1}),
            f"has schema {SCHEMA_VERSION + 1}, which this release .* pip install -U beritasearch",
            id="of a later release",
        ),
    ],
)
def test_a_damaged_manifest_is_refused(dataset, change, message):
    file = dataset.folder(2) / MANIFEST
    file.write_bytes(change(orjson.loads(file.read_bytes())))
    with pytest.raises(DatasetDamaged, match=rf"Version 2 .*{message}") as refused:
        open_dataset(dataset.path).manifest()
    assert "\n" not in str(refused.value)
    assert str(dataset.path) in str(refused.value) or "release" in message


def test_manifests_are_read_without_arrow_and_still_know_its_schema():
    assert manifests._newest_schema() == SCHEMA_VERSION


def test_a_part_that_cannot_be_read_says_what_to_do(dataset):
    part = dataset.folder(2) / PART
    part.unlink()
    for content in (b"", b"PAR1 rubbish PAR1"):
        part.write_bytes(content)
        with pytest.raises(
            DatasetDamaged, match=r"2024\.parquet.*beritasearch dataset verify"
        ) as refused:
            dataset.read("articles")
        assert "\n" not in str(refused.value)
