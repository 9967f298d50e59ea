"""Answers as a whole: any depth, in constant memory, as tables, and shared by threads."""

from __future__ import annotations

import gc
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import invented
from beritasearch.archive.archive import open as open_archive
from beritasearch.errors import IndexDamaged, PackageNotFound
from beritasearch.index.build import build_index
from beritasearch.search import hits, request
from beritasearch.search.arrow import SCHEMA
from beritasearch.search.results import Hit

TEXTS = ["", "air", "air OR ikan -gunung", '"air air" OR kebun', "dan*", "judul"]
SORTS = ["relevance", "newest", "oldest"]
# Hypothesis asks the same archive again and again; it does not change.
shared = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def windows(monkeypatch):
    """Windows so small that an answer of a hundred hits has many."""
    monkeypatch.setattr(request, "_READ_AT_ONCE", 5)
    monkeypatch.setattr(hits, "_WINDOW", 7)


def whole(archive, text, sort="relevance"):
    """All hits in one go."""
    return [hit.article_id for hit in archive.search(text, sort=sort, limit=1_000)]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("text", TEXTS)
def test_all_hits_in_windows_are_all_hits_in_one_go(archive, text, sort, monkeypatch):
    monkeypatch.setattr(request, "_READ_AT_ONCE", 1_000)
    expected = whole(archive, text, sort)
    monkeypatch.setattr(request, "_READ_AT_ONCE", 5)
    monkeypatch.setattr(hits, "_WINDOW", 7)
    results = archive.search(text, sort=sort, limit=None)
    assert [hit.article_id for hit in results] == expected
    assert len(results) == len(expected) == sum(results.totals.values())
    assert len(set(expected)) == len(expected)
    offset = len(expected) // 3
    rest = archive.search(text, sort=sort, limit=None, offset=offset)
    assert [hit.article_id for hit in rest] == expected[offset:]


@given(st.slices(140))
@shared
def test_a_slice_is_that_of_a_list(archives, windows, taken):
    results = archives["tantivy"].search("", limit=None)
    assert list(results[taken]) == list(results)[taken]


@pytest.mark.parametrize("at", [0, 4, 5, 60, -1, -121])
def test_one_hit_by_its_place(archive, windows, at):
    results = archive.search("", limit=None)
    assert results[at] == list(results)[at]


@pytest.mark.parametrize("at", [1_000, -1_000])
def test_a_place_beyond_the_last_hit(archive, windows, at):
    with pytest.raises(IndexError):
        archive.search("", limit=None)[at]


@pytest.mark.parametrize(("limit", "number"), [(0, 0), (3, 3), (5, 5), (6, 6), (50, 50)])
def test_no_more_hits_than_asked_for(archive, windows, limit, number):
    results = archive.search("", limit=limit)
    assert len(results) == len(list(results)) == number
    assert [hit.article_id for hit in results] == whole(archive, "")[:number]


def test_hits_that_were_passed_on_are_not_kept(archive, windows):
    results = archive.search("", limit=None)

    def alive():
        gc.collect()
        return sum(isinstance(each, Hit) for each in gc.get_objects())

    before = alive()
    for number, hit in enumerate(results):
        if number % 40 == 0:
            assert alive() <= before + 2
            assert hit


def test_hits_after_the_first_are_explained_too(archive, windows):
    for hit in archive.search("air ikan", limit=None, explain=True):
        assert sum(part.score for part in hit.explanation) == pytest.approx(hit.score, rel=1e-4)


@pytest.mark.parametrize(
    ("error", "said"),
    [(IndexDamaged("The index cannot be searched: x."), "be searched: x"), (b"{", "be read")],
)
def test_damage_found_while_hits_are_read_names_the_remedy_once(berita, windows, error, said):
    archive = open_archive(berita.path, engine="reference")
    results = archive.search("", limit=None)

    def stored(match):
        if isinstance(error, bytes):
            return error
        raise error

    archive._index.engine.stored = stored
    assert results[4]
    with pytest.raises(IndexDamaged, match=said) as damage:
        list(results)
    assert str(damage.value).count("Make it anew: beritasearch index build") == 1


def test_a_table_has_every_hit_with_typed_columns(archive):
    results = archive.search("", limit=None)
    table = results.to_arrow()
    assert table.schema == SCHEMA
    assert table["article_id"].to_pylist() == [hit.article_id for hit in results]
    held = {row["article_id"]: row for row in table.to_pylist()}
    timed, day, undated = (held[invented.id_of(key)] for key in ("lobster", "banjir", "undated"))
    assert timed["published_at"] == datetime(2019, 9, 17, 10, 30, tzinfo=UTC)
    assert (day["published_at"], day["published_on"]) == (None, date(2024, 5, 2))
    assert (undated["published_at"], undated["published_on"]) == (None, None)
    assert timed["region_codes"] == ["18.71", "18"]
    assert "&lt;b&gt;" in undated["snippet"]


def test_a_table_of_nothing_has_the_same_columns(archive):
    table = archive.search("zzyzx", fuzzy=False).to_arrow()
    assert (table.num_rows, table.schema) == (0, SCHEMA)


def test_pandas_gets_the_same_columns(archive):
    results = archive.search("banjir")
    frame = results.to_pandas()
    assert list(frame.columns) == SCHEMA.names
    assert frame["matched"][0] == {word: list(f) for word, f in results[0].matched.items()}
    assert str(frame["published_at"].dtype) == "datetime64[us, UTC]"


def test_without_pandas_the_way_out_is_said(archive, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(PackageNotFound, match="pip install pandas; to_arrow"):
        archive.search("banjir").to_pandas()


def test_a_notebook_shows_hits_counts_and_notices(archive):
    results = archive.search("banjirr", facets="portal,region,month", since="2019", share=True)
    shown = results._repr_html_()
    assert "<strong>1 article</strong> for <code>banjirr</code>" in shown
    assert all(part in shown for part in ("<summary>portal</summary>", "%</td>", "<mark>Banjir"))
    assert "&quot;banjirr&quot; is not in the archive" in shown
    many = archive.search("", limit=None)
    assert f"The first 20 of {len(many):,} hits." in many._repr_html_()
    assert many._repr_html_().count("<tr>") == 21
    assert "<table>" not in archive.search("zzyzx", fuzzy=False)._repr_html_()


def test_what_a_page_says_cannot_run_in_a_notebook(tmp_path):
    attack = '"><script>alert(1)</script>'
    page = invented.extraction(
        "serangan", title=attack, section=attack, tags=(attack,), url="javascript:alert(1)"
    )
    dataset, _ = invented.write(tmp_path, page, invented.extraction("lain", url=None))
    build_index(dataset, "tantivy")
    shown = open_archive(tmp_path).search("", facets="tag,section")._repr_html_()
    assert "<script" not in shown
    assert "javascript:" not in shown
    assert shown.count("&lt;script&gt;") == 3


def test_threads_that_share_an_archive_get_what_one_alone_gets(archive):
    asked = [
        {"text": text, "sort": sort, "limit": limit, "facets": facets}
        for text in [*TEXTS, "lobtser", "inovassi pelayanan", "kota~", "zzyzx air"]
        for sort in ("relevance", "newest")
        for limit, facets in ((10, "tag,region"), (None, None), (3, "day,speaker"))
    ]

    def answer(how):
        results = archive.search(**how)
        return [hit.to_dict() for hit in results], {**results.to_dict(), "took_ms": 0}

    expected = [answer(how) for how in asked]
    mixed = list(range(len(asked))) * 2
    random.Random(5).shuffle(mixed)
    # Opened anew, so that the threads meet what is loaded at its first use.
    archive = open_archive(archive.dataset.path, engine=archive._engine)
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda at: answer(asked[at]), mixed))
    assert found == [expected[at] for at in mixed]


@pytest.mark.parametrize("text", TEXTS)
def test_hits_without_snippets_are_the_same_hits(archive, text):
    shown, bare = archive.search(text), archive.search(text, snippets=False)
    assert [hit.article_id for hit in bare] == [hit.article_id for hit in shown]
    assert [hit.score for hit in bare] == [hit.score for hit in shown]
    assert all(hit.snippet.text == "" and hit.matched == {} for hit in bare)
