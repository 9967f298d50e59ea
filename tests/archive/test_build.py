"""From pages to a version and its index, on the example page and on real ones."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from beritasearch.archive.archive import open as open_archive
from beritasearch.archive.build import build
from beritasearch.dataset.dataset import Dataset, open_dataset
from beritasearch.dataset.parts import hash_file
from beritasearch.dataset.verify import verify
from beritasearch.errors import InputError, NothingRead

EXAMPLE = Path(__file__).parents[2] / "examples" / "pages"
AT = datetime(2025, 1, 1, tzinfo=UTC)


def counts(dataset: Path) -> dict[str, int]:
    return dict(open_dataset(dataset).manifest().counts)


def test_the_example_page(tmp_path):
    report = build([str(EXAMPLE)], tmp_path / "demo")
    assert (report.read, report.new, report.new_headlines) == (1, 1, 25)
    assert (report.rejected, report.version, report.is_new) == ({}, 1, True)
    held = {"articles": 1, "headlines": 25, "quotations": 6, "duplicates": 0}
    assert counts(tmp_path / "demo") == held
    archive = open_archive(tmp_path / "demo")
    (hit,) = archive.search("inovasi pelayanan publik", region="Kota Tangerang")
    assert (hit.portal, hit.published_at) == ("aliansinews.id", "2024-04-30T17:21:00+07:00")
    (fire,) = archive.search("dapur MBG")
    assert (fire.kind, fire.published_at[:10]) == ("headline", "2025-02-19")


def test_the_example_page_again_changes_nothing(tmp_path):
    build([str(EXAMPLE)], tmp_path)
    report = build([str(EXAMPLE)], tmp_path)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 1)
    assert (report.version, report.is_new, report.new_headlines) == (1, False, 0)


def test_real_pages(shared_data, tmp_path):
    """Copied text and the HTML of six portals, beside files that are no pages."""
    report = build([str(shared_data / "pages")], tmp_path)
    # What the pages must give lies beside them: as rows that name their pages, and once in a
    # form that is no article.
    assert (report.read, report.new, report.merged) == (24, 12, 0)
    assert report.rejected == {"states-a-page": 11, "not-an-article": 1}
    (rejection,) = (one for one in report.rejections if one.reason == "not-an-article")
    assert Path(rejection.uri).name == "aliansinews.gold.json"
    assert counts(tmp_path)["articles"] == 12
    portals = open_dataset(tmp_path).manifest().portals
    assert (portals["aliansinews.id"], portals["kompas.com"], len(portals)) == (1, 3, 7)
    assert list(verify(Dataset(tmp_path))) == []


def test_the_copied_page_is_the_one_of_the_repository(shared_data, tmp_path):
    (name,) = (path.name for path in EXAMPLE.iterdir())
    copied = shared_data / "pages" / "aliansinews" / name
    assert copied.read_bytes() == (EXAMPLE / name).read_bytes()


def test_rejections_are_named_with_their_place(tmp_path):
    lines = [b'{"title": "Satu", "body": "Isi."}', b"{broken", b'{"title": "Dua"}', b"[]"]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    (tmp_path / "b.txt").write_bytes(b"")
    report = build([str(tmp_path / "a.jsonl"), str(tmp_path / "b.txt")], tmp_path / "berita")
    assert (report.read, report.new) == (5, 1)
    assert report.rejected == {"not-json": 1, "not-an-article": 2, "empty-file": 1}
    begins = [0, *(sum(len(line) + 1 for line in lines[:n]) for n in (1, 2, 3))]
    assert [(Path(r.uri).name, r.offset, r.reason) for r in report.rejections] == [
        ("a.jsonl", begins[1], "not-json"),
        ("a.jsonl", begins[2], "not-an-article"),
        ("a.jsonl", begins[3], "not-an-article"),
        ("b.txt", None, "empty-file"),
    ]


def test_nothing_read_tells_what_was_rejected(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(NothingRead, match="The file holds nothing to read") as refused:
        build([str(tmp_path)], tmp_path / "berita")
    assert [r.reason for r in refused.value.rejections] == ["empty-file"]
    assert not (tmp_path / "berita").exists()


def test_progress_is_told_step_by_step(tmp_path):
    steps = []
    build([str(EXAMPLE)], tmp_path, progress=lambda *step: steps.append(step))
    assert list(dict.fromkeys(step for step, _, _ in steps)) == ["read", "write", "index"]
    assert ("read", 1, 1) in steps
    assert steps[-1] == ("index", 26, 26)


ROW = (
    b'{"judul": "Judul", "isi": "Isi berita.", "tanggal": "2024-05-01T08:00:00+07:00", '
    b'"ubah": "2024-05-02T08:00:00+07:00", "sumber": "contoh.id", "alamat": "https://lain.id/b", '
    b'"kanal": "Kota", "kunci": ["pasar"], "oleh": "Sari", "bahasa": "id", "nomor": "n7", '
    b'"teras": "Teras berita.", "url": "https://asal.id/a"}'
)
MAPPED = {
    "title": ("judul", "title", "Judul"),
    "published_at": ("tanggal", "published_at", datetime(2024, 5, 1, 1, tzinfo=UTC)),
    "published_on": ("tanggal", "published_at", datetime(2024, 5, 1, 1, tzinfo=UTC)),
    "published": ("tanggal", "published_at", datetime(2024, 5, 1, 1, tzinfo=UTC)),
    "modified_at": ("ubah", "modified_at", datetime(2024, 5, 2, 1, tzinfo=UTC)),
    "modified": ("ubah", "modified_at", datetime(2024, 5, 2, 1, tzinfo=UTC)),
    "url": ("alamat", "url", "https://lain.id/b"),
    "section": ("kanal", "section", "Kota"),
    "tags": ("kunci", "tags", ["pasar"]),
    "authors": ("oleh", "authors", ["Sari"]),
    "language": ("bahasa", "language", "id"),
    "source_id": ("nomor", "source_id", "n7"),
    "id": ("nomor", "source_id", "n7"),
    "lead": ("teras", "lead", "Teras berita."),
    # An address tells the portal better than a name does, and stays the address.
    "portal": ("sumber", "url", "https://asal.id/a"),
    "source": ("sumber", "url", "https://asal.id/a"),
}


@pytest.mark.parametrize("ours", MAPPED)
def test_a_field_is_read_into_the_column_that_is_named_for_it(ours, tmp_path):
    theirs, column, expected = MAPPED[ours]
    (tmp_path / "a.jsonl").write_bytes(ROW)
    build([str(tmp_path / "a.jsonl")], tmp_path / "b", columns={"body": "isi", ours: theirs})
    (row,) = open_dataset(tmp_path / "b").read("articles").to_pylist()
    assert (row["body"], row[column]) == ("Isi berita.", expected)


def test_a_column_that_rows_cannot_fill_is_refused(tmp_path):
    with pytest.raises(InputError, match="There is no column 'word_count'") as refused:
        build([str(EXAMPLE)], tmp_path / "b", columns={"title": "t", "word_count": "n"})
    named = str(refused.value).partition("Columns: ")[2].rstrip(".").split(", ")
    assert set(named) <= MAPPED.keys() | {"body"}
    assert not (tmp_path / "b").exists()


@pytest.fixture(scope="module")
def sample(shared_data, tmp_path_factory):
    """Rows enough that more than one process reads them."""
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    with gzip.open(shared_data / "articles.jsonl.gz") as rows, path.open("wb") as file:
        file.writelines(islice(rows, 0, 12_000, 20))
    assert len(path.read_bytes().splitlines()) == 600
    return path


def test_workers_change_no_byte(sample, tmp_path):
    """Of the version; an index numbers its own files at random."""
    reports, versions = [], []
    for workers in (1, 2):
        # The card names the dataset by its folder.
        dataset = tmp_path / str(workers) / "berita"
        reports.append(build([str(sample)], dataset, workers=workers, created_at=AT))
        folder = Dataset(dataset).folder()
        files = (path for path in folder.rglob("*") if path.is_file())
        versions.append({str(file.relative_to(folder)): hash_file(file) for file in files})
    assert versions[0] == versions[1]
    assert len(versions[0]) > 7
    assert (reports[0].new, reports[0].rejected) == (reports[1].new, reports[1].rejected)
    one, two = (open_archive(tmp_path / n / "berita") for n in ("1", "2"))
    found = [a.search("polisi", facets="section,day", limit=50).to_dict() for a in (one, two)]
    assert found[0]["total"] > 10
    assert {**found[0], "took_ms": 0} == {**found[1], "took_ms": 0}


def test_a_second_build_of_a_part_finds_it_unchanged(sample, tmp_path):
    build([str(sample)], tmp_path / "berita")
    before = counts(tmp_path / "berita")
    half = tmp_path / "half.jsonl"
    half.write_bytes(b"\n".join(sample.read_bytes().splitlines()[::2]))
    report = build([str(half)], tmp_path / "berita")
    assert (report.new, report.changed, report.is_new) == (0, 0, False)
    assert counts(tmp_path / "berita") == before


@pytest.mark.slow
def test_the_whole_corpus(shared_data, tmp_path):
    report = build([str(shared_data / "articles.jsonl.gz")], tmp_path / "berita", workers=2)
    assert (report.read, sum(report.rejected.values())) == (30_273, 0)
    assert (report.new, report.new + report.merged) == (30_101, 30_273)
    assert counts(tmp_path / "berita")["articles"] == 30_101
    assert list(verify(Dataset(tmp_path / "berita"))) == []
    archive = open_archive(tmp_path / "berita")
    assert archive.search("").total == 30_101
    results = archive.search(
        "penyelundupan benih lobster", since="2019-09", facets="section,month", limit=1000
    )
    assert (results.total, results.total_exact, len(results)) == (4, 4, 4)
    # The months between are shown too, with no article.
    months = [(value.value, value.count) for value in results.facets["month"].values if value.count]
    assert months == [("2019-09", 3), ("2021-04", 1)]
    section = results.facets["section"]
    assert (section.distinct, section.other, section.missing) == (3, 0, 1)
