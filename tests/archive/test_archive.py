"""An article is found under every name that it ever had, and a build leaves others' work alone."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import orjson
import pytest

import beritasearch
from beritasearch.archive.build import build
from beritasearch.errors import ArticleNotFound, DatasetDamaged, DatasetError, InputError

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"
EXAMPLE = "21279e2f48997c45"


def written(path, *rows):
    path.write_bytes(b"".join(orjson.dumps(each) + b"\n" for each in rows))
    return str(path)


def row(**fields):
    return {
        "id": "sumber-satu",
        "url": "https://www.contoh.id/berita/satu?utm_source=wa",
        "title": "Judul",
        "published": "2024-04-30T17:21:00+07:00",
        "section": "Nasional",
        "tags": ["Sekda"],
        "body": "Isi berita yang dikarang untuk diuji.",
        **fields,
    }


def test_an_article_from_two_sources_under_all_its_names(tmp_path):
    poorer = row(id="lain", section=None, tags=None)
    report = build([written(tmp_path / "a.jsonl", poorer, row())], tmp_path / "berita")
    assert (report.read, report.new, report.merged) == (2, 1, 1)
    archive = beritasearch.open(tmp_path / "berita")
    names = [
        archive.search("")[0].article_id,
        "sumber-satu",
        "lain",
        "https://www.contoh.id/berita/satu",
        "http://contoh.id/berita/satu?utm_source=lain#atas",
    ]
    rows = [archive.article(name) for name in names]
    assert all(found == rows[0] for found in rows)
    assert (rows[0]["section"], rows[0]["tags"]) == ("Nasional", ["sekda"])
    with pytest.raises(ArticleNotFound, match=r"known as 'contoh\.id/berita/dua'"):
        archive.article("contoh.id/berita/dua")


def test_a_headline_has_no_article_to_show(tmp_path):
    build([str(EXAMPLES)], tmp_path)
    archive = beritasearch.open(tmp_path)
    (headline,) = archive.search("dapur MBG")
    with pytest.raises(ArticleNotFound, match=f"is a headline.*It was seen in: {EXAMPLE}"):
        archive.article(headline.article_id)


def test_coverage_says_what_answers_can_speak_of(tmp_path):
    build([str(EXAMPLES)], tmp_path)
    assert beritasearch.open(tmp_path).coverage == beritasearch.Coverage(
        articles=1,
        headlines=25,
        portals={"aliansinews.id": 1},
        first_day="2024-04-30",
        last_day="2024-04-30",
    )


def test_facets_alone_are_those_of_a_search(archive):
    assert archive.facets("air", "tag,month") == archive.search("air", facets="tag,month").facets
    assert set(archive.facets(facets=["region"], since="2023")) == {"region"}


def test_a_file_whose_name_is_no_text(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    try:
        shutil.copy(next(EXAMPLES.glob("*.txt")), folder / os.fsdecode(b"caf\xe9.txt"))
    except OSError:
        pytest.skip("this file system has no such names")
    build([str(folder)], tmp_path / "berita")
    article = beritasearch.open(tmp_path / "berita").article(EXAMPLE)
    assert article["pages"][0]["uri"] == f"{folder}/caf\ufffd.txt"


def test_bad_input_leaves_a_dataset_as_it_was(tmp_path):
    def files():
        return {p: p.stat().st_mtime_ns for p in (tmp_path / "berita").rglob("*") if p.is_file()}

    build([str(EXAMPLES)], tmp_path / "berita")
    before = files()
    (tmp_path / "kosong.html").write_bytes(b"")
    for name in ("kosong.html", "tiada", "*.pdf"):
        with pytest.raises(InputError):
            build([str(tmp_path / name)], tmp_path / "berita")
    assert files() == before


@pytest.mark.parametrize("where", ["berkas", "berkas/berita"])
def test_a_target_that_cannot_be_a_dataset_is_refused_before_reading(tmp_path, where):
    (tmp_path / "berkas").write_text("penting")
    with pytest.raises(DatasetError, match="cannot be written"):
        build([str(tmp_path / "tiada")], tmp_path / where)


def test_a_damaged_dataset_is_refused_before_reading(tmp_path):
    build([str(EXAMPLES)], tmp_path)
    (tmp_path / "versions/1/manifest.json").write_bytes(b"")
    with pytest.raises(DatasetDamaged, match=r"Version 1 .* is damaged"):
        build([str(tmp_path / "tiada")], tmp_path)
    shutil.rmtree(tmp_path / "versions")
    with pytest.raises(DatasetDamaged, match="has lost its versions"):
        build([str(EXAMPLES)], tmp_path)


def test_a_region_is_found_under_its_codes_of_then_and_of_now(tmp_path):
    def merauke(day, number):
        return row(
            id=f"pasar-{number}",
            url=f"https://www.contoh.id/berita/pasar-{number}",
            title=f"Pasar {number} di Merauke Ramai",
            published=f"{day}T10:00:00+09:00",
            tags=None,
            body=f"Pasar {number} ramai. Tamu asal Wamena juga datang.",
        )

    rows = (merauke("2019-09-23", 1), merauke("2024-09-23", 2))
    build([written(tmp_path / "a.jsonl", *rows)], tmp_path / "berita")
    archive = beritasearch.open(tmp_path / "berita")

    def titles(**filters):
        return sorted(hit.title[:7] for hit in archive.search("", **filters))

    assert titles(region="Papua") == ["Pasar 1"]
    for name in ("Papua Selatan", "Merauke", "93.01", "91.01"):
        assert titles(region=name) == ["Pasar 1", "Pasar 2"], name
    assert titles(region_mentioned="Papua") == ["Pasar 1"]
    assert titles(region_mentioned="Papua Pegunungan") == ["Pasar 1", "Pasar 2"]
    values = archive.search("", facets="region", limit=0).facets["region"].values
    assert {value.value: value.count for value in values} == {"91": 1, "93": 2}
