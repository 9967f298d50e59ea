"""An index that cannot be trusted is refused, with the command that mends it."""

from __future__ import annotations

import random
import shutil

import orjson
import pytest

import invented
from beritasearch.archive.archive import open as open_archive
from beritasearch.dataset.dataset import Dataset
from beritasearch.engines.registry import engine_names
from beritasearch.errors import (
    EngineNotFound,
    IndexDamaged,
    IndexMismatch,
    IndexNotFound,
    SearchIndexError,
)
from beritasearch.index.build import build_index
from beritasearch.index.open import index_folder, open_index
from beritasearch.index.verify import verify_index

QUESTIONS = [
    ("banjir merendam", {"facets": "tag,region,day"}),
    ('"wali kota"', {"fuzzy": True}),
    ("inov*", {"sort": "newest"}),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("datasets") / "berita"
    dataset, _ = invented.write(path, *invented.news())
    for engine in engine_names():
        build_index(dataset, engine)
    return path


@pytest.fixture
def dataset(whole, tmp_path):
    return Dataset(shutil.copytree(whole, tmp_path / "berita"))


def answers(path, engine):
    """What an archive answers, opened and asked in every way."""
    archive = open_archive(path, engine=engine)
    found = [archive.search(text, **how).to_dict() for text, how in QUESTIONS]
    return [{**answer, "took_ms": 0} for answer in found]


@pytest.mark.parametrize("engine", engine_names())
@pytest.mark.parametrize("how", ["gone", "empty", "cut in half", "its last byte gone"])
def test_no_file_can_be_missing_or_cut_unnoticed(whole, dataset, engine, how):
    """Either the answers are right, or the index is refused; there is no third way."""
    expected = answers(whole, engine)
    folder = index_folder(dataset.path, engine, 1)
    original = index_folder(whole, engine, 1)
    files = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    refused: dict[str, str] = {}
    for name in files:
        content = (original / name).read_bytes()
        (folder / name).unlink()
        if how != "gone":
            length = {"empty": 0, "cut in half": len(content) // 2}.get(how, len(content) - 1)
            (folder / name).write_bytes(content[: max(length, 0)])
        try:
            assert answers(dataset.path, engine) == expected, name
        except IndexDamaged as damage:
            refused[name.name] = str(damage)
        (folder / name).unlink(missing_ok=True)
        (folder / name).write_bytes(content)
    assert {"manifest.json", "tag.json", "day.json", "region.json"} <= refused.keys()
    # The last byte of the reference engine's file only ends its last line.
    assert len(refused) > 4 or how == "its last byte gone"
    mend = f"Make it anew: beritasearch index build -d {dataset.path} --engine {engine}"
    for message in refused.values():
        assert message.endswith(mend)
        assert "\n" not in message


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_flipped_bytes_never_end_in_a_foreign_error(dataset, engine):
    """tantivy panics over some of them; what it does not notice may change an answer."""
    # The panics themselves are printed by Rust, at length where the environment asks for it.
    chosen = random.Random(3)
    folder = index_folder(dataset.path, engine, 1)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    refused = 0
    for _ in range(200):
        file = chosen.choice(files)
        content = file.read_bytes()
        flipped = bytearray(content)
        for _ in range(3):
            flipped[chosen.randrange(len(flipped))] ^= 1 << chosen.randrange(8)
        file.unlink()
        file.write_bytes(flipped)
        try:
            answers(dataset.path, engine)
        except SearchIndexError:
            refused += 1
        file.write_bytes(content)
    assert refused > 10


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("analyzer", "rules=0 stemmer=none", "analyzer"),
        ("schema", 0, "schema"),
        ("engine_version", "0.1", "engine version"),
    ],
)
@pytest.mark.parametrize("engine", engine_names())
def test_an_index_of_other_settings_is_refused_and_mended(dataset, engine, field, value, named):
    path = index_folder(dataset.path, engine, 1) / "manifest.json"
    fields = orjson.loads(path.read_bytes())
    held = fields["settings"][field]
    fields["settings"][field] = value
    path.write_bytes(orjson.dumps(fields))
    with pytest.raises(IndexMismatch) as refused:
        open_archive(dataset.path, engine=engine)
    assert str(refused.value) == (
        f"The index was made with another {named} ({value}; this release has {held}), so its "
        f"answers could be wrong. Make it anew: beritasearch index build -d {dataset.path} "
        f"--engine {engine}"
    )
    # A build brings it up to date from nothing.
    assert build_index(dataset, engine).added > 0
    assert open_archive(dataset.path, engine=engine).search("banjir").total == 2


@pytest.mark.parametrize("engine", engine_names())
@pytest.mark.parametrize("damage", ["engine", "columns/tag.u32", "manifest.json", ""])
def test_a_build_mends_a_damaged_index(dataset, engine, damage):
    """Whether the dataset has changed or not."""
    for expected in (2, 3):
        file = index_folder(dataset.path, engine, dataset.latest()) / damage
        if file.is_dir():
            shutil.rmtree(file)
        else:
            file.write_bytes(b"")
        if expected == 3:
            invented.write(dataset.path, invented.extraction("banjir ketiga"))
        build_index(dataset, engine)
        archive = open_archive(dataset.path, engine=engine)
        assert archive.search("banjir", facets="tag").total == expected
        assert archive.search("banjir").notices == ()


@pytest.mark.parametrize("content", [None, b"", b"zwei\n", b"\xff", b"9\n"])
def test_a_damaged_pointer(dataset, content):
    pointer = dataset.path / "index/tantivy/CURRENT"
    pointer.unlink()
    if content is not None:
        pointer.write_bytes(content)
    with pytest.raises((IndexNotFound, IndexDamaged), match="beritasearch index build -d"):
        open_index(dataset, "tantivy")
    build_index(dataset, "tantivy")
    assert open_archive(dataset.path).search("banjir").total == 2


def test_no_index_yet(tmp_path):
    dataset, _ = invented.write(tmp_path, *invented.news())
    message = f"has no tantivy index. Make it: beritasearch index build -d {tmp_path}"
    with pytest.raises(IndexNotFound, match=message):
        open_archive(tmp_path)
    build_index(dataset, "reference")
    with pytest.raises(IndexNotFound, match=message):
        open_archive(tmp_path)


def test_an_engine_that_is_not_there(dataset):
    for ask in (lambda: open_archive(dataset.path, engine="lucene"),):
        with pytest.raises(
            EngineNotFound,
            match=r"'lucene' is not known\. Choose one of: reference, tantivy, whoosh",
        ):
            ask()


@pytest.mark.parametrize("engine", engine_names())
def test_the_next_version_mends_an_index_of_which_any_file_is_cut(dataset, engine):
    """Whatever the engine thinks of a cut file: when it is opened, or when it is added to."""
    folder = index_folder(dataset.path, engine, 1)
    before = shutil.copytree(folder.parent, dataset.path / "before")
    invented.write(dataset.path, invented.extraction("banjir ketiga"))
    files = [p.relative_to(folder) for p in folder.rglob("*") if p.is_file() and p.stat().st_size]
    for name in files:
        shutil.rmtree(folder.parent)
        shutil.copytree(before, folder.parent)
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(whole[: len(whole) // 2])
        build_index(dataset, engine)
        assert open_archive(dataset.path, engine=engine).search("banjir").total == 3, name
        assert verify_index(dataset, engine).faults == [], name
