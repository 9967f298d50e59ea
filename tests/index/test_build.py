"""An index made from the one before it answers like one made from nothing."""

from __future__ import annotations

import random
import shutil
from collections import Counter

import orjson
import pytest

import invented
from beritasearch.archive.archive import open as open_archive
from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.write import writing
from beritasearch.engines.clauses import AllOf, Term
from beritasearch.engines.registry import engine_names
from beritasearch.errors import (
    IndexDamaged,
    IndexMismatch,
    IndexNotFound,
    SearchIndexError,
    VersionNotFound,
)
from beritasearch.index import build as building
from beritasearch.index.build import build_index
from beritasearch.index.columns import Column, ColumnWriter
from beritasearch.index.fields import FACET_COLUMNS, TEXTS, set_field, stem_field
from beritasearch.index.open import index_folder, open_index
from processes import run_and_kill

FACETS = "region:99,tag:99,section:99,portal,author,speaker,kind,year,month,day"
QUERIES = ["", "air", "banjir OR inovasi", '"wali kota"', "gunung -ikan", "ke-7", "region:36"]


def steps():
    """The pages of five versions: much of the archive is added, changed, moved and dated anew."""
    chosen = random.Random(11)
    first = invented.archive_of(200, seed=1)
    waiting = invented.headline("Gunung Air Danau Meletus..", "2024-04-30 17:21")
    yield [*first, invented.extraction("daftar", headlines=[waiting])]
    again = [page.article for page in chosen.sample(first, 12)]
    yield [
        *(rewritten(old, body=f"{old.body} ralat", section="Nasional") for old in again),
        *invented.news(),
    ]
    yield [
        *(rewritten(old, **invented.when("2020-01-01 10:00")) for old in again[:5]),
        invented.extraction("meletus", title="Gunung Air Danau Meletus Lagi", body="Gunung."),
    ]
    yield invented.archive_of(30, seed=2)
    yield [rewritten(old, tags=("kota tangerang",), portal="baru.id") for old in again[5:12]]


def rewritten(article, **columns):
    kept = {name: getattr(article, name) for name in article.__dataclass_fields__}
    return invented.Extraction(article=type(article)(**{**kept, **columns}))


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """Datasets by engine, whose index was brought up to date with each of five versions."""
    made = {}
    for engine in engine_names():
        path = tmp_path_factory.mktemp("grown") / "berita"
        for pages in steps():
            dataset, _ = invented.write(path, *pages)
            update = build_index(dataset, engine)
            assert update.manifest.version == dataset.latest()
            assert update.added < 60 or dataset.latest() == 1
        made[engine] = dataset
    return made


@pytest.fixture(scope="module")
def fresh(grown, tmp_path_factory):
    """The same datasets with an index made from nothing."""
    made = {}
    for engine, dataset in grown.items():
        path = tmp_path_factory.mktemp("fresh") / "berita"
        shutil.copytree(dataset.path / "versions", path / "versions")
        build_index(Dataset(path), engine)
        made[engine] = Dataset(path)
    return made


@pytest.mark.parametrize("engine", engine_names())
@pytest.mark.parametrize("query", QUERIES)
def test_same_matches_counts_and_facets(grown, fresh, engine, query):
    answers = [
        open_archive(datasets[engine].path, engine=engine).search(
            query, facets=FACETS, limit=500, sort="newest"
        )
        for datasets in (grown, fresh)
    ]
    one, other = (answer.to_dict() for answer in answers)
    assert one["hits"], query
    for name in ("hits", "total", "total_exact", "totals", "facets", "facet_info", "version"):
        assert one[name] == other[name], name


@pytest.mark.parametrize("engine", engine_names())
def test_same_manifest(grown, fresh, engine):
    one, other = (open_index(datasets[engine], engine).manifest for datasets in (grown, fresh))
    assert (one.version, one.revision, one.settings) == (5, 0, other.settings)
    assert one.documents == other.documents
    counts = grown[engine].manifest().counts
    assert one.documents["article"] == counts["articles"]
    # The headline whose article has arrived is found as that article.
    assert one.documents["headline"] == counts["headlines"] - 1


@pytest.mark.parametrize("engine", engine_names())
def test_removed_documents_leave_no_values_behind(grown, fresh, engine):
    """Values met in another order have other numbers, and the same counts."""
    for name in FACET_COLUMNS:
        one, other = (_values(datasets[engine], engine, name) for datasets in (grown, fresh))
        assert one == other, name


def _values(dataset, engine, name):
    index = open_index(dataset, engine)
    by_set = index.engine.count_by(AllOf(()), (set_field(name),))[set_field(name)]
    assert sum(by_set.values()) == sum(index.manifest.documents.values())
    counts = index.column(name).counts(by_set)
    return dict(counts.values), counts.missing


@pytest.mark.parametrize("engine", engine_names())
def test_only_the_difference_is_indexed(tmp_path, engine):
    pages = invented.archive_of(40)
    dataset, _ = invented.write(tmp_path, *pages)
    assert build_index(dataset, engine).added == 40
    again = build_index(dataset, engine)
    assert (again.added, again.removed) == (0, 0)
    dataset, _ = invented.write(
        tmp_path, rewritten(pages[0].article, body="Isi lain."), invented.extraction("baru")
    )
    update = build_index(dataset, engine)
    assert (update.added, update.removed) == (2, 1)


def test_all_words_of_a_document_are_in_its_fields(berita):
    """Every text has its field and one of stems beside it."""
    engine = open_index(berita, "reference").engine
    for text, word, stem in [
        ("title", "inovasi", "inovasi"),
        ("lead", "penghargaan", "harga"),
        ("body", "sekretaris", "sekretaris"),
        ("quote", "menyentuh", "sentuh"),
        ("caption", "suasana", "suasana"),
    ]:
        assert text in TEXTS
        assert engine.count(Term(text, word)) >= 1, text
        assert engine.count(Term(stem_field(text), stem)) >= 1, text


@pytest.mark.parametrize("engine", engine_names())
def test_readers_keep_what_they_opened(tmp_path, engine):
    """An open archive answers as before while newer indexes take its place, its own is made anew
    and dropped: whatever was asked of it before, and what it is asked now for the first time."""
    dataset, _ = invented.write(tmp_path, *invented.news())
    build_index(dataset, engine)
    held, untouched = (open_archive(tmp_path, engine=engine) for _ in range(2))
    asked = {"text": "banjir", "facets": FACETS, "explain": True}
    before = held.search(**asked).to_dict()
    for number in range(4):
        if number:
            dataset, _ = invented.write(tmp_path, invented.extraction(f"banjir {number}"))
        build_index(dataset, engine, anew=not number)
        for archive in (held, untouched if number == 3 else held):
            after = archive.search(**asked).to_dict()
            if number:
                notice = after["notices"].pop(0)
                assert notice.startswith(
                    f"The index holds version 1, the dataset is at {number + 1}"
                )
            assert {**after, "took_ms": 0} == {**before, "took_ms": 0}
            assert archive.article(invented.id_of("banjir"))["portal"] == "lain.co.id"
    assert not index_folder(tmp_path, engine, 1).exists()


def test_the_index_before_is_kept_and_older_ones_are_dropped(tmp_path):
    for number in range(1, 5):
        dataset, _ = invented.write(tmp_path, invented.extraction(f"berita {number}"))
        build_index(dataset, "reference")
        kept = {str(number), str(number - 1)} - {"0"}
        folder = index_folder(tmp_path, "reference", number).parent
        assert {path.name for path in folder.iterdir()} == {*kept, "CURRENT"}
        assert (folder / "CURRENT").read_text() == f"{number}\n"
        assert open_archive(tmp_path, engine="reference").search("").total == number
    assert open_archive(tmp_path, engine="reference", version=3).search("").total == 3
    with pytest.raises(IndexNotFound, match=r"has no reference index of version 1\..*--version 1"):
        open_archive(tmp_path, engine="reference", version=1)


def test_an_older_version_is_indexed_beside_the_current_one(tmp_path):
    for number in range(1, 4):
        dataset, _ = invented.write(tmp_path, invented.extraction(f"berita {number}"))
    build_index(dataset, "reference")
    build_index(dataset, "reference", 1, anew=True)
    assert open_archive(tmp_path, engine="reference").version == 3
    old = open_archive(tmp_path, engine="reference", version=1)
    assert (old.version, old.search("").total, old.search("").notices) == (1, 1, ())
    with pytest.raises(VersionNotFound, match="has no version 9"):
        build_index(dataset, "reference", 9)
    with pytest.raises(VersionNotFound, match="has no version 9"):
        open_archive(tmp_path, engine="reference", version=9)


def kept(folder):
    return {path.name for path in folder.iterdir() if path.is_dir()}


def test_the_older_index_that_was_asked_for_last_is_kept(tmp_path):
    for number in range(1, 6):
        dataset, _ = invented.write(tmp_path, invented.extraction(f"berita {number}"))
        build_index(dataset, "reference")
    folder = index_folder(tmp_path, "reference", 5).parent
    assert build_index(dataset, "reference", 1).added == 1
    assert kept(folder) == {"5", "4", "1"}
    build_index(dataset, "reference", 2)
    assert kept(folder) == {"5", "4", "2"}
    for number in range(6, 8):
        dataset, _ = invented.write(tmp_path, invented.extraction(f"berita {number}"))
        build_index(dataset, "reference")
        assert kept(folder) == {str(number), str(number - 1), "2"}
    for number in (7, 6, 2):
        archive = open_archive(tmp_path, engine="reference", version=number)
        assert archive.search("").total == number


def test_a_damaged_index_of_an_older_version_names_the_command_that_mends_just_that(tmp_path):
    for number in range(1, 4):
        dataset, _ = invented.write(tmp_path, invented.extraction(f"berita {number}"))
        build_index(dataset, "reference")
    (index_folder(tmp_path, "reference", 2) / "manifest.json").unlink()
    with pytest.raises(IndexDamaged, match=r"Make it anew: .* --engine reference --version 2$"):
        open_index(dataset, "reference", 2)


def test_an_index_that_is_behind_says_so(tmp_path):
    dataset, _ = invented.write(tmp_path, *invented.news())
    build_index(dataset, "tantivy")
    invented.write(tmp_path, invented.extraction("banjir lagi"))
    (notice,) = open_archive(tmp_path).search("banjir").notices
    assert notice == (
        "The index holds version 1, the dataset is at 2. Bring it up to date: "
        f"beritasearch index update -d {tmp_path} --engine tantivy"
    )
    assert open_archive(tmp_path, version=1).search("banjir").notices == ()
    build_index(dataset, "tantivy")
    assert open_archive(tmp_path).search("banjir").notices == ()


def test_an_index_of_a_version_that_is_gone_is_made_anew(tmp_path):
    for number in range(1, 3):
        dataset, _ = invented.write(tmp_path, invented.extraction(f"berita {number}"))
        build_index(dataset, "tantivy")
    shutil.rmtree(dataset.folder(2))
    assert open_archive(tmp_path).search("").notices[0].startswith("The index holds version 2")
    assert build_index(dataset, "tantivy").added == 1
    assert open_archive(tmp_path).search("").total == 1
    # Version 2 made again, with other pages than before.
    invented.write(tmp_path, invented.extraction("lain"), invented.extraction("lagi"))
    build_index(dataset, "tantivy")
    assert {hit.title for hit in open_archive(tmp_path).search("")} == {
        "Judul berita 1",
        "Judul lain",
        "Judul lagi",
    }


@pytest.mark.parametrize("engine", engine_names())
def test_another_version_of_the_same_number_is_never_taken_for_the_indexed_one(tmp_path, engine):
    for number in range(1, 3):
        dataset, _ = invented.write(tmp_path, invented.extraction(f"berita {number}"))
        build_index(dataset, engine)
    shutil.rmtree(dataset.folder(2))
    invented.write(tmp_path, invented.extraction("lain"))
    with pytest.raises(IndexMismatch, match=r"made from another version 2 .* Make it anew: "):
        open_archive(tmp_path, engine=engine)
    assert build_index(dataset, engine).added == 2
    titles = {hit.title for hit in open_archive(tmp_path, engine=engine).search("")}
    assert titles == {"Judul berita 1", "Judul lain"}


NEXT = """
from pathlib import Path
import beritasearch.index.build
from beritasearch.dataset.dataset import Dataset
from beritasearch.index.build import build_index
build_index(Dataset(Path({folder!r})), {engine!r})
"""
BUILD = "beritasearch.index.build"


@pytest.mark.parametrize("engine", engine_names())
@pytest.mark.parametrize(
    ("function", "when"),
    [
        ("begin", "after"),
        ("ColumnWriter.load", "before"),
        ("document_of", "after"),
        ("ColumnWriter.save", "before"),
        ("IndexManifest.write", "before"),
        ("hash_files", "after"),
        ("publish", "before"),
        ("Path.rename", "after"),
        ("Path.replace", "before"),
        ("publish", "after"),
    ],
)
def test_killed_at_any_moment(tmp_path, engine, function, when):
    invented.write(tmp_path, *invented.news(), *invented.archive_of(20))
    build_index(Dataset(tmp_path), engine)
    invented.write(tmp_path, invented.extraction("banjir", body="Banjir surut."))
    code = NEXT.format(folder=str(tmp_path), engine=engine)
    # The reference engine's writer replaces a file itself, before CURRENT is replaced.
    number = 2 if (engine, function) == ("reference", "Path.replace") else 1
    run_and_kill(code, BUILD, function, number, when)
    done = (function, when) == ("publish", "after")
    assert open_archive(tmp_path, engine=engine).version == (2 if done else 1)
    assert open_archive(tmp_path, engine=engine).search("banjir").total >= 2
    with writing(tmp_path) as held:
        build_index(held, engine)
    archive = open_archive(tmp_path, engine=engine)
    assert (archive.version, archive.search("surut").total) == (2, 1)
    folder = index_folder(tmp_path, engine, 2).parent
    assert {path.name for path in folder.iterdir()} == {"1", "2", "CURRENT"}


def test_a_write_that_fails_leaves_the_current_index(tmp_path, monkeypatch):
    def no_space(*arguments, **named):
        raise OSError(28, "No space left on device")

    invented.write(tmp_path, *invented.news())
    build_index(Dataset(tmp_path), "tantivy")
    dataset, _ = invented.write(tmp_path, invented.extraction("banjir lagi"))
    for owner, name in [
        (building.ColumnWriter, "save"),
        (building.IndexManifest, "write"),
        (building, "hash_files"),
        (building, "publish"),
    ]:
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, no_space)
            with pytest.raises(SearchIndexError, match=r"No space left on device\. The index"):
                build_index(dataset, "tantivy")
        archive = open_archive(tmp_path)
        assert (archive.version, archive.search("banjir").total) == (1, 2)
    build_index(dataset, "tantivy")
    assert open_archive(tmp_path).version == 2


def test_an_empty_dataset_of_headlines_only_counts(tmp_path):
    dataset, _ = invented.write(
        tmp_path, invented.extraction("satu", headlines=[invented.headline("Pasar Dibuka")])
    )
    update = build_index(dataset, "tantivy")
    assert update.manifest.documents == {"article": 1, "headline": 1}


def test_columns_are_read_as_they_were_written(tmp_path):
    writer = ColumnWriter(("tag",))
    rows = [("a",), (), ("b", "a"), ("a",), ("c",), ("b", "a", "b")]
    numbers = [writer.add({"tag": tags})["tag"] for tags in rows]
    assert numbers == [1, 0, 2, 1, 3, 2]
    writer.save(tmp_path)
    column = Column.load(tmp_path, "tag")
    counts = column.counts(Counter(numbers))
    assert (dict(counts.values), counts.missing) == ({"a": 4, "b": 2, "c": 1}, 1)
    assert counts.without({"a"}) == 1
    assert counts.without({"b"}) == 3
    assert dict(column.counts({1: 1, 0: 1}).values) == {"a": 1}
    with pytest.raises(IndexDamaged, match="cannot be counted"):
        column.counts({4: 1})
    # Saved again, the old files stay as they were for those who hold links to them.
    (tmp_path / "older").hardlink_to(tmp_path / "tag.json")
    before = (tmp_path / "older").read_bytes()
    longer = ColumnWriter.load(tmp_path, ("tag",))
    assert [longer.add({"tag": tags})["tag"] for tags in (("d",), ("b", "a"))] == [4, 2]
    longer.save(tmp_path)
    assert (tmp_path / "older").read_bytes() == before
    assert "d" in orjson.loads((tmp_path / "tag.json").read_bytes())[1]
