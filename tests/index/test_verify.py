"""Verification finds whatever an index holds otherwise than its version, and any changed byte."""

from __future__ import annotations

import shutil

import pytest

import invented
from beritasearch.dataset.dataset import Dataset
from beritasearch.engines.registry import engine_names
from beritasearch.errors import SearchIndexError
from beritasearch.index import build as building
from beritasearch.index import verify as verifying
from beritasearch.index.build import build_index
from beritasearch.index.open import index_folder
from beritasearch.index.verify import verify_index

FIRST = invented.id_of("inovasi")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A dataset whose index was made from that of the version before."""
    path = tmp_path_factory.mktemp("datasets") / "berita"
    dataset, _ = invented.write(path, *invented.archive_of(40))
    for engine in engine_names():
        build_index(dataset, engine)
    dataset, _ = invented.write(path, *invented.news(), invented.extraction("random 7 3"))
    for engine in engine_names():
        assert build_index(dataset, engine).removed == 1
    return dataset


@pytest.fixture
def dataset(whole, tmp_path):
    return Dataset(shutil.copytree(whole.path, tmp_path / "berita"))


def faults(dataset, engine):
    """What verification says, or the error with which the index is refused."""
    try:
        return verify_index(dataset, engine).faults
    except SearchIndexError as error:
        return [str(error)]


@pytest.mark.parametrize("engine", engine_names())
def test_a_whole_index_has_no_fault(whole, engine):
    done = verify_index(whole, engine)
    assert (done.faults, done.version, done.documents, done.analysed) == ([], 2, 47, 47)


@pytest.mark.parametrize("engine", engine_names())
@pytest.mark.parametrize("how", ["gone", "cut", "a bit flipped"])
def test_any_changed_byte_is_found(dataset, engine, how):
    folder = index_folder(dataset.path, engine, 2)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    checked = [path for path in files if not path.name.endswith(".lock") and path.stat().st_size]
    assert len(checked) >= 10
    for path in checked:
        content = path.read_bytes()
        path.unlink()
        if how == "cut":
            path.write_bytes(content[:-1])
        elif how == "a bit flipped":
            middle = len(content) // 2
            flipped = bytes([content[middle] ^ 1])
            path.write_bytes(content[:middle] + flipped + content[middle + 1 :])
        assert faults(dataset, engine), path
        path.unlink(missing_ok=True)
        path.write_bytes(content)
    assert faults(dataset, engine) == []


def test_a_file_that_does_not_belong_there_is_named(dataset):
    (index_folder(dataset.path, "tantivy", 2) / "engine" / "catatan.txt").write_text("?")
    (fault,) = faults(dataset, "tantivy")
    assert fault.endswith("catatan.txt' does not belong to the index.")


@pytest.mark.parametrize("engine", engine_names())
def test_damage_is_not_blessed_by_the_next_update(dataset, engine):
    """A file that is taken over keeps its hash, and is not hashed as it is by then."""
    if engine == "reference":
        pytest.skip("rewrites its only file")
    files = index_folder(dataset.path, engine, 2).rglob("*")
    segments = [path for path in files if path.suffix in (".seg", ".store")]
    damaged = max(segments, key=lambda path: path.stat().st_size)
    content = damaged.read_bytes()
    middle = len(content) // 2
    flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    damaged.unlink()
    damaged.write_bytes(flipped)
    invented.write(dataset.path, invented.extraction("berikutnya"))
    build_index(dataset, engine)
    if (index_folder(dataset.path, engine, 3) / "engine" / damaged.name).exists():
        assert any(damaged.name in fault for fault in faults(dataset, engine))


def altered(change):
    """A way of making documents that changes those of one article."""
    made_rightly = building.document_of

    def made(row, terms):
        document, facets = made_rightly(row, terms)
        return change(document, facets) if row.document_id == FIRST else (document, facets)

    return made


# What is indexed otherwise, and how verification names it.
ALTERED = {
    "body": lambda d, f: (d._replace(text={**d.text, "body": d.text["body"][:-6]}), f),
    "title_stem": lambda d, f: (d._replace(text={**d.text, "title_stem": "lain"}), f),
    "lead": lambda d, f: (d._replace(text={k: v for k, v in d.text.items() if k != "lead"}), f),
    "tag": lambda d, f: (d._replace(keywords={**d.keywords, "tag": ["lain"]}), f),
    "day": lambda d, f: (d._replace(numbers={**d.numbers, "day": 7}), f),
    "stored": lambda d, f: (d._replace(stored=b"{}"), f),
    "facet section": lambda d, f: (d, {**f, "section": ("Lain",)}),
}


@pytest.mark.parametrize("engine", engine_names())
@pytest.mark.parametrize("named", ALTERED)
def test_what_is_indexed_otherwise_is_named(tmp_path, monkeypatch, engine, named):
    dataset, _ = invented.write(tmp_path, *invented.news())
    monkeypatch.setattr(building, "document_of", altered(ALTERED[named]))
    build_index(dataset, engine)
    assert faults(dataset, engine) == [
        f"'{FIRST}' is indexed otherwise than its row says: {named}."
    ]


@pytest.mark.parametrize("engine", engine_names())
def test_what_lacks_and_what_is_too_much_is_named(tmp_path, monkeypatch, engine):
    dataset, _ = invented.write(tmp_path, *invented.news())
    rows = list(building.index_rows(dataset, 1))
    foreign = rows[-1]._replace(
        document_id="00000000000000ab",
        row={**rows[-1].row, "headline_id": "00000000000000ab"},
    )
    without = [row for row in rows if row.document_id != FIRST]
    monkeypatch.setattr(building, "index_rows", lambda *_: iter([*without, foreign]))
    build_index(dataset, engine)
    assert faults(dataset, engine) == [
        f"1 article is not in the index: {FIRST}.",
        "1 headline is in the index and not in the version: 00000000000000ab.",
        f"'{FIRST}' is found 0 times under its id.",
    ]


def test_an_article_that_is_there_twice_is_named(tmp_path, monkeypatch):
    dataset, _ = invented.write(tmp_path, *invented.news())
    rows = list(building.index_rows(dataset, 1))
    monkeypatch.setattr(building, "index_rows", lambda *_: iter([*rows, rows[0]]))
    build_index(dataset, "tantivy")
    assert faults(dataset, "tantivy")[0] == (
        f"1 article is in the index more than once: {rows[0].document_id}."
    )


def test_the_sample_is_drawn_from_all_rows_and_is_the_same_each_time(whole, monkeypatch):
    monkeypatch.setattr(verifying, "_SAMPLE", 10)
    drawn = [verifying._read(whole, 2)[1] for _ in range(2)]
    assert drawn[0] == drawn[1]
    ids = [row.document_id for row in verifying.index_rows(whole, 2)]
    places = sorted(ids.index(row.document_id) for row in drawn[0])
    assert len(set(places)) == 10
    assert places[-1] > 30
