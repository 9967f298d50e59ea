"""Headlines meet their articles, and what was once an id stays one."""

from __future__ import annotations

import pytest

import invented
from beritasearch.dataset.diff import row_of

TITLE = "Wali Kota Resmikan Pasar Baru di Tengah Kota"
AT = "2025-02-19 10:00"


@pytest.mark.parametrize(
    ("listed", "cut", "at", "meets"),
    [
        pytest.param(TITLE, False, AT, True, id="the whole title"),
        pytest.param("Wali Kota Resmikan Pasar Baru..", True, AT, True, id="cut"),
        pytest.param("Wali Kota Resmikan Pasar Baru di ..", True, AT, True, id="cut after a space"),
        pytest.param("Wali Kota Resmikan Pasar…", True, AT, True, id="cut with one character"),
        pytest.param("Wali Kota Resmikan Pasar Baru", False, AT, False, id="shorter, but not cut"),
        pytest.param("Wali Kota Resmikan Pasar Lama..", True, AT, False, id="another title"),
        pytest.param("..", True, AT, False, id="nothing but the cut"),
        pytest.param(TITLE, False, "2025-02-19 10:01", False, id="another minute"),
        pytest.param(TITLE, False, None, False, id="undated"),
    ],
)
@pytest.mark.parametrize("first", ["headline", "article", "both"])
def test_by_beginning_portal_and_minute(tmp_path, listed, cut, at, meets, first):
    headline = invented.headline(listed, at, title_cut=cut)
    page = invented.extraction("daftar", "2025-02-20 08:00", headlines=[headline])
    article = invented.extraction("pasar", AT, title=TITLE)
    builds = {
        "headline": [[page], [article]],
        "article": [[article], [page]],
        "both": [[page, article]],
    }[first]
    for pages in builds:
        dataset, _ = invented.write(tmp_path, *pages)
    (row,) = dataset.read("headlines").to_pylist()
    assert row["article_id"] == (article.article.article_id if meets else None)
    found = row_of(dataset, headline.headline_id)
    assert (found and found["article_id"]) == row["article_id"]


def test_lists_print_no_seconds(tmp_path):
    headline = invented.headline(TITLE, AT)
    page = invented.extraction("daftar", headlines=[headline])
    moment = invented.when(AT)
    moment["published_at"] = moment["published_at"].replace(second=34)
    article = invented.extraction("pasar", None, title=TITLE, **moment)
    dataset, _ = invented.write(tmp_path, page, article)
    assert dataset.read("headlines")["article_id"].to_pylist() == [article.article.article_id]


def test_by_address_whatever_the_title_has_become(tmp_path):
    article = invented.extraction("pasar", AT, title="Judul yang Diperbaiki")
    headline = invented.headline(TITLE, None, headline_id=article.article.article_id)
    page = invented.extraction("daftar", headlines=[headline])
    dataset, _ = invented.write(tmp_path, page, article)
    assert dataset.read("headlines")["article_id"].to_pylist() == [article.article.article_id]
    assert row_of(dataset, article.article.article_id)["other_ids"] == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"portal": "lain.co.id"}, id="another portal"),
        pytest.param({"title": "Wali Kota Resmikan Pasar Ikan"}, id="two that begin alike"),
    ],
)
def test_what_is_not_sure_waits(tmp_path, other):
    headline = invented.headline("Wali Kota Resmikan Pasar..", AT)
    page = invented.extraction("daftar", headlines=[headline])
    first = invented.extraction("satu", AT, title=TITLE)
    second = invented.extraction("dua", AT, **{"title": TITLE, **other})
    dataset, _ = invented.write(tmp_path, page, first, second)
    expected = first.article.article_id if "portal" in other else None
    assert dataset.read("headlines")["article_id"].to_pylist() == [expected]


def test_every_id_stays_valid_through_changes(tmp_path):
    headline = invented.headline("Wali Kota Resmikan..", AT)
    invented.write(tmp_path, invented.extraction("daftar", headlines=[headline]))
    first = invented.extraction("pasar", AT, title=TITLE, source_id="7", other_ids=("7",))
    invented.write(tmp_path, first)
    changed = invented.extraction(
        "pasar", AT, title=TITLE, body="Isi lain.", source_id="8", other_ids=("8",)
    )
    invented.write(tmp_path, changed)
    poorer = invented.extraction("pasar", None, title=None, source_id="9", other_ids=("9",))
    dataset, merged = invented.write(tmp_path, poorer)
    assert (dict(merged.changed), merged.new_ids) == ({}, 1)
    for known_as in (first.article.article_id, headline.headline_id, "7", "8", "9"):
        assert row_of(dataset, known_as)["body"] == "Isi lain.", known_as
    assert row_of(dataset, "10") is None
    # An id that is known already is nothing new.
    _, merged = invented.write(tmp_path, poorer)
    assert not merged.is_different
    assert dataset.versions() == [1, 2, 3, 4]


def test_a_headline_seen_twice_is_one(tmp_path):
    headline = invented.headline("Pasar Baru Dibuka", seen_in=("a",))
    again = invented.headline("Pasar Baru Dibuka", seen_in=("b",))
    dataset, merged = invented.write(
        tmp_path,
        invented.extraction("satu", headlines=[headline]),
        invented.extraction("dua", headlines=[again]),
    )
    assert merged.new_headlines == 1
    assert dataset.read("headlines")["seen_in"].to_pylist() == [["a", "b"]]
