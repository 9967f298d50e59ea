"""What a build makes of what was there: new, changed, unchanged, and the same bytes again."""

from __future__ import annotations

import os
import random

import pytest

import invented
from beritasearch.dataset.diff import diff
from beritasearch.dataset.parts import hash_file
from beritasearch.dataset.verify import verify

OLD = invented.extraction("lama", "2023-05-01 08:00")
NEW = invented.extraction("baru", "2024-04-30 17:21")


def changes(folder, before, after):
    """What a second page of the same article changes: columns by article, and the version."""
    invented.write(folder, before)
    dataset, merged = invented.write(folder, after)
    return dict(merged.changed), dataset.versions()


def test_the_first_version_holds_what_the_pages_said(tmp_path):
    dataset, merged = invented.write(tmp_path, OLD, NEW)
    manifest = dataset.manifest()
    assert (manifest.version, manifest.parent, manifest.label) == (1, None, "1")
    assert manifest.counts == {"articles": 2, "headlines": 0, "quotations": 0, "duplicates": 0}
    assert (manifest.first_day, manifest.last_day) == ("2023-05-01", "2024-04-30")
    assert manifest.portals == {invented.PORTAL: 2}
    assert merged.new == {OLD.article.article_id, NEW.article.article_id}
    assert [part.path for part in manifest.parts if part.rows] == [
        "articles/2023.parquet",
        "articles/2024.parquet",
    ]


def test_unchanged_input_gives_no_new_version(tmp_path):
    invented.write(tmp_path, *invented.news())
    dataset, merged = invented.write(tmp_path, *invented.news())
    assert dataset.versions() == [1]
    assert (merged.is_different, merged.unchanged) == (False, len(invented.news()))


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        pytest.param({"body": "Isi yang lain."}, ("body",), id="body"),
        pytest.param({"title": "Judul lain", "lead": "Teras"}, ("title", "lead"), id="title, lead"),
        pytest.param({"section": "Nasional"}, ("section",), id="section"),
        pytest.param({"tags": ("sekda",)}, ("tags",), id="tags"),
        pytest.param({"authors": ("Sari",)}, ("authors",), id="authors"),
        pytest.param({"region_codes": ("36.71", "36")}, ("region_codes",), id="regions"),
        pytest.param(
            {**invented.when("2024-05-01 08:00")}, ("published_at", "published_on"), id="time"
        ),
        pytest.param(
            {"modified_at": invented.when("2024-05-01 08:00")["published_at"]},
            ("modified_at",),
            id="modified",
        ),
        pytest.param({"extractor": "invented 2", "images": ()}, (), id="nothing of the content"),
    ],
)
def test_only_content_makes_an_article_changed(tmp_path, columns, expected):
    after = invented.extraction("satu", **columns)
    changed, versions = changes(tmp_path, invented.extraction("satu"), after)
    assert changed == ({after.article.article_id: expected} if expected else {})
    assert versions == ([1, 2] if expected else [1])


def test_a_page_whose_lists_differ_is_the_same_article(tmp_path):
    first = invented.extraction("satu", headlines=[invented.headline("Pasar Baru Dibuka")])
    other = invented.extraction("satu", headlines=[invented.headline("Pasar Lama Ditutup")])
    invented.write(tmp_path, first)
    dataset, merged = invented.write(tmp_path, other)
    assert (dict(merged.changed), merged.new_headlines) == ({}, 1)
    assert dataset.manifest().counts["headlines"] == 2
    assert dataset.manifest().changes.new_headlines == 1


def test_a_poorer_source_does_not_overwrite_a_richer_one(tmp_path):
    page = invented.extraction("satu", lead="Teras", section="BANTEN", tags=("sekda",))
    feed = invented.extraction("satu", body="Isi yang jauh lebih panjang " * 50)
    changed, versions = changes(tmp_path, page, feed)
    assert (changed, versions) == ({}, [1])
    richer = invented.extraction(
        "satu", lead="Teras", section="BANTEN", tags=("sekda",), authors=("Sari",), body="Isi."
    )
    _, merged = invented.write(tmp_path, richer)
    assert dict(merged.changed) == {page.article.article_id: ("body", "authors")}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_two_sources_in_one_build_the_richer_wins_in_any_order(tmp_path, order):
    sources = [
        invented.extraction("satu", source_id="a", other_ids=("a",)),
        invented.extraction("satu", source_id="b", other_ids=("b",), section="BANTEN"),
        invented.extraction("satu", source_id="c", other_ids=("c",), section="BANTEN", body="Isi"),
    ]
    dataset, merged = invented.write(tmp_path, *(sources[at] for at in order))
    (row,) = dataset.read("articles").to_pylist()
    assert (row["source_id"], sorted(row["other_ids"])) == ("b", ["a", "b", "c"])
    assert merged.new == {row["article_id"]}


def test_quotations_come_from_the_source_that_won(tmp_path):
    body = "“Kami siap,” kata Sari. “Kami belum siap,” kata Budi."
    poorer = invented.extraction("satu", body=body, quoted=[("Sari", "Kami siap")])
    richer = invented.extraction(
        "satu", body=body, section="BANTEN", quoted=[("Budi", "Kami belum siap")]
    )
    for sources in ((poorer, richer), (richer, poorer)):
        dataset, _ = invented.write(tmp_path / sources[0].quotations[0].speaker, *sources)
        assert [row["speaker"] for row in dataset.read("quotations").to_pylist()] == ["Budi"]


def test_a_changed_article_takes_its_quotations_along(tmp_path):
    body = "“Kami siap,” kata Sari."
    invented.write(tmp_path, invented.extraction("satu", body=body, quoted=[("Sari", "Kami siap")]))
    dataset, _ = invented.write(tmp_path, invented.extraction("satu", body="Tanpa kutipan."))
    assert dataset.read("quotations").num_rows == 0
    assert dataset.read("quotations", 1).num_rows == 1


def test_an_article_that_moves_to_another_year_leaves_the_first_part(tmp_path):
    invented.write(tmp_path, OLD, NEW)
    dataset, _ = invented.write(tmp_path, invented.extraction("lama", "2024-05-01 08:00"))
    assert [part.path for part in dataset.manifest().parts if part.table == "articles"] == [
        "articles/2024.parquet"
    ]
    assert dataset.manifest().counts["articles"] == 2
    assert list(verify(dataset)) == []


def test_an_unchanged_part_is_the_same_file(tmp_path):
    invented.write(tmp_path, OLD, NEW)
    dataset, _ = invented.write(tmp_path, invented.extraction("baru", body="Isi lain."))
    for path, is_same in (("articles/2023.parquet", True), ("articles/2024.parquet", False)):
        files = [(dataset.folder(version) / path).stat() for version in (1, 2)]
        assert (files[0].st_ino == files[1].st_ino) == is_same, path
    assert list(verify(dataset)) == []


def test_where_links_do_not_work_a_part_is_copied(tmp_path, monkeypatch):
    def refuse(source, target):
        raise OSError(1, "Operation not permitted")

    invented.write(tmp_path, OLD, NEW)
    monkeypatch.setattr(os, "link", refuse)
    dataset, _ = invented.write(tmp_path, invented.extraction("baru", body="Isi lain."))
    kept = [dataset.folder(version) / "articles/2023.parquet" for version in (1, 2)]
    assert kept[0].read_bytes() == kept[1].read_bytes()
    assert list(verify(dataset)) == []


def test_equal_input_gives_equal_bytes_in_any_order(tmp_path):
    pages = [*invented.news(), *invented.archive_of(60)]
    shuffled = random.Random(1).sample(pages, len(pages))
    folders = [
        invented.write(tmp_path / place / "berita", *given)[0].folder()
        for place, given in (("a", pages), ("b", pages), ("c", shuffled))
    ]
    hashes = [
        {str(path.relative_to(folder)): hash_file(path) for path in folder.rglob("*.*")}
        for folder in folders
    ]
    assert hashes[0] == hashes[1] == hashes[2]
    assert len(hashes[0]) > 8


def test_the_same_text_twice_is_a_duplicate_of_the_earliest(tmp_path):
    dataset, _ = invented.write(
        tmp_path,
        invented.extraction("tanpa tanggal", None, body="Isi yang sama."),
        invented.extraction("kedua", "2024-04-30 17:21", body="Isi yang sama."),
        invented.extraction("pertama", "2024-04-30 08:00", body="Isi yang sama."),
        invented.extraction("lain", body="Isi lain."),
    )
    pairs = {
        (row["article_id"], row["earliest_id"], row["similarity"])
        for row in dataset.read("duplicates").to_pylist()
    }
    earliest = invented.id_of("pertama")
    assert pairs == {
        (invented.id_of("kedua"), earliest, 1.0),
        (invented.id_of("tanpa tanggal"), earliest, 1.0),
    }


def test_differences_between_versions(tmp_path):
    invented.write(tmp_path, OLD, NEW)
    invented.write(tmp_path, invented.extraction("baru", section="BANTEN", body="Isi lain."))
    dataset, _ = invented.write(tmp_path, invented.extraction("ketiga", "2024-06-01"))
    changed, added = NEW.article.article_id, invented.id_of("ketiga")

    def listed(older, newer):
        return {(d.kind, d.article_id, d.columns) for d in diff(dataset, older, newer)}

    assert listed(1, 2) == {("changed", changed, ("body", "section"))}
    assert listed(1, 3) == {
        ("changed", changed, ("body", "section")),
        ("added", added, ()),
    }
    assert listed(3, 2) == {("removed", added, ())}
    assert listed(2, 2) == set()


def test_an_article_that_moved_between_parts_is_changed_not_added_and_removed(tmp_path):
    invented.write(tmp_path, OLD, NEW)
    dataset, _ = invented.write(tmp_path, invented.extraction("lama", "2024-05-01 08:00"))
    (only,) = diff(dataset, 1, 2)
    assert (only.kind, only.columns) == ("changed", ("published_at", "published_on"))
