"""What is found, in what order, how much of it, and what is said about it."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

import invented
from beritasearch.archive.archive import open as open_archive
from beritasearch.engines.registry import engine_names
from beritasearch.errors import ImpossibleDate, QueryError, RegionAmbiguous, RegionNotFound
from beritasearch.index.build import build_index
from beritasearch.search.vocabulary import Near, Vocabulary
from beritasearch.search.words import EVERYWHERE

TITLES = {
    "inovasi": "Sekda Dorong Inovasi Pelayanan Publik",
    "inovasinya": "Warga Memuji Kelurahan",
    "lobster": "Penyelundupan Benih Lobster Digagalkan",
    "banjir": "Banjir Merendam Wali Kota Baru",
    "undated": "Banjir Tanpa Tanggal",
    "dapur": "Dapur MBG Terbakar di Tangsel",
    "pasar": "Wali Kota Resmikan Pasar ..",
}


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    """Few articles, whose every match can be told by reading them."""
    path = tmp_path_factory.mktemp("datasets") / "news"
    dataset, _ = invented.write(path, *invented.news())
    found = {}
    for engine in engine_names():
        build_index(dataset, engine)
        found[engine] = open_archive(path, engine=engine)
    return found


@pytest.fixture(params=engine_names())
def small(request, news):
    return news[request.param]


def keys(results):
    names = {title: key for key, title in TITLES.items()}
    return [names[hit.title] for hit in results]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("inovasi", {"inovasi", "inovasinya"}),
        ("inovasi pelayanan", {"inovasi", "inovasinya"}),
        ("INOVASI  publik!", {"inovasi"}),
        ("penghargaan", {"inovasi"}),
        ('"inovasi pelayanan publik"', {"inovasi"}),
        ('"pelayanan inovasi"', set()),
        ('"inovasi" -publik', set()),
        ("banjir -jalan", {"banjir"}),
        ("lobster OR banjir", {"lobster", "banjir", "undated"}),
        ("(lobster OR jalan) banjir", {"undated"}),
        ("benih* lobster", {"lobster"}),
        ("title:banjir", {"banjir", "undated"}),
        ("title:merendam", {"banjir"}),
        ("body:merendam", {"banjir", "undated"}),
        ("caption:suasana", {"inovasi"}),
        ('quote:"menyentuh warga"', {"inovasi"}),
        ("speaker:budi", {"inovasi"}),
        ('speaker:"budi karangan"', {"inovasi"}),
        ("author:sari", {"inovasi"}),
        ("tag:sekda", {"inovasi", "inovasinya"}),
        ('tag:"kota tangerang"', {"inovasi"}),
        ("portal:lain.co.id", {"banjir", "undated"}),
        ("section:banten", {"inovasi", "inovasinya", "banjir", "dapur"}),
        ("kind:headline", {"dapur", "pasar"}),
        ("region:36 -region:36.71", {"inovasinya"}),
        ('region:"Kota Tangerang"', {"inovasi"}),
        ("date:2024-05", {"inovasinya", "banjir"}),
        ("date:2024-04-30..2024-05-01", {"inovasi"}),
        ("dapur MBG", {"dapur"}),
        ("wali kota", {"banjir", "pasar"}),
        ('"wali kota"', {"banjir", "pasar"}),
    ],
)
def test_what_a_query_finds(small, text, expected):
    results = small.search(text, fuzzy=False)
    assert set(keys(results)) == expected
    assert sum(results.totals.values()) == len(results)
    assert results.total == results.totals["article"]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"region": "Banten"}, {"inovasi", "inovasinya"}),
        ({"region": "36.71"}, {"inovasi"}),
        ({"region": ["Kota Tangerang", "Tangsel"]}, {"inovasi", "inovasinya"}),
        ({"region": "Banten", "tag": "kota tangerang"}, {"inovasi"}),
        ({"region_mentioned": "Kota Tangerang"}, {"lobster"}),
        ({"region_mentioned": "36"}, {"lobster"}),
        ({"tag": "#Sekda"}, {"inovasi", "inovasinya"}),
        ({"tag": ["lobster", "kota tangerang"]}, {"inovasi", "lobster"}),
        ({"portal": "LAIN.co.id"}, {"banjir", "undated"}),
        ({"section": "banten", "kind": "article"}, {"inovasi", "inovasinya", "banjir"}),
        ({"author": "contoh"}, {"inovasi"}),
        ({"author": "Sari  Contoh"}, {"inovasi"}),
        ({"since": "2024-05-02"}, {"inovasinya", "banjir", "dapur"}),
        ({"until": "2019"}, {"lobster"}),
        ({"since": "2024-04-30", "until": "2024-04-30"}, {"inovasi"}),
        ({"since": date(2024, 5, 1), "until": date(2024, 12, 31)}, {"inovasinya", "banjir"}),
        ({"since": "2024", "until": "2024-05"}, {"inovasi", "inovasinya", "banjir"}),
        ({"tag": "\udcff"}, set()),
        ({"section": "\udcff", "portal": "\ud800"}, set()),
        ({"kind": "headline"}, {"dapur", "pasar"}),
        ({"kind": "article"}, {"inovasi", "inovasinya", "lobster", "banjir", "undated"}),
        ({}, set(TITLES)),
    ],
)
def test_what_filters_leave(small, how, expected):
    assert set(keys(small.search("", limit=50, **how))) == expected


def test_total_counts_all_forms_and_total_exact_those_typed(small):
    results = small.search("inovasi")
    assert (results.total, results.total_exact) == (2, 1)
    assert small.search("inovasinya").total_exact == 1
    assert small.search('"inovasi"').total == 1
    assert small.search("inovasi", exact=True).total == 1
    assert small.search("").total == small.search("").total_exact == 5


def test_where_most_have_other_forms_a_notice_says_so(tmp_path):
    pages = [invented.extraction(f"{at}", body="Warga memuji inovasinya.") for at in range(5)]
    dataset, _ = invented.write(tmp_path, *pages, invented.extraction("x", body="Satu inovasi."))
    build_index(dataset, "tantivy")
    (notice,) = open_archive(tmp_path).search("inovasi").notices
    assert notice == (
        "1 of 6 articles has the words as typed, the others other forms of them: "
        '"inovasi" is in 1 article of the archive, "inovasinya" in 5.'
    )
    assert open_archive(tmp_path).search("inovasinya").notices == ()


@pytest.mark.parametrize("engine", engine_names())
def test_a_day_is_the_one_that_was_printed(tmp_path, engine):
    """Half past midnight in Jakarta is the day before in Greenwich."""
    page = invented.extraction("malam", "2024-05-01 00:30", body="Banjir malam.")
    dataset, _ = invented.write(tmp_path, page)
    build_index(dataset, engine)
    archive = open_archive(tmp_path, engine=engine)
    for day, found in (("2024-04-30", 0), ("2024-05-01", 1), ("1 Mei 2024", 1)):
        assert archive.search("banjir", since=day, until=day).total == found
        assert archive.search(f"banjir date:{day}").total == found
    (value,) = archive.search("banjir", facets="day").facets["day"].values
    assert (value.value, value.count) == ("2024-05-01", 1)


LEFT_OUT = "1 article without a date matches too; the date filter leaves it out."


@pytest.mark.parametrize(
    ("text", "how", "expected", "notices"),
    [
        ("banjir", {"since": "2024"}, {"banjir"}, (LEFT_OUT,)),
        ("banjir date:2024", {}, {"banjir"}, (LEFT_OUT,)),
        ("banjir date:2024", {"until": "2024"}, {"banjir"}, (LEFT_OUT,)),
        ("banjir (date:2024 OR date:2019)", {}, {"banjir"}, (LEFT_OUT,)),
        ("jalan OR date:2019", {}, {"undated", "lobster"}, ()),
        ("jalan OR (pasar date:2024)", {}, {"undated", "banjir"}, ()),
        ("banjir -date:2024", {}, {"undated"}, ()),
        ("inovasi", {"since": "2024"}, {"inovasi", "inovasinya"}, ()),
        ("banjir", {}, {"banjir", "undated"}, ()),
    ],
)
def test_undated_articles_are_counted_where_a_date_leaves_them_out(
    small, text, how, expected, notices
):
    results = small.search(text, **how)
    assert set(keys(results)) == expected
    assert results.notices == notices


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", ["banjir", "inovasinya", "inovasi", "lobster", "undated", "dapur", "pasar"]),
        ("oldest", ["lobster", "inovasi", "banjir", "inovasinya", "undated", "dapur", "pasar"]),
    ],
)
def test_by_date_with_the_undated_last_and_headlines_in_a_group_of_their_own(small, sort, expected):
    found = keys(small.search("", sort=sort, limit=50))
    # Both of 2 May: one has only a day, and so a place before or after the other.
    if sort == "newest":
        assert set(found[:2]) == set(expected[:2])
        assert found[2:] == expected[2:]
    else:
        assert found == expected


def test_headlines_come_after_the_articles_however_well_they_match(small):
    results = small.search("wali kota", limit=50)
    assert keys(results) == ["banjir", "pasar"]
    assert results.totals == {"article": 1, "headline": 1}
    assert [hit.kind for hit in results] == ["article", "headline"]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("size", [7, 50])
@pytest.mark.parametrize("text", ["", "air", "banjir OR kota OR air"])
def test_pages_of_any_size_join_to_the_whole(archive, text, sort, size):
    whole = archive.search(text, sort=sort, limit=1 << 31)
    assert len(whole) == sum(whole.totals.values())
    paged = []
    for offset in range(0, len(whole) + size, size):
        page = archive.search(text, sort=sort, limit=size, offset=offset)
        assert (page.total, page.totals) == (whole.total, whole.totals)
        paged += list(page)
    assert [hit.article_id for hit in paged] == [hit.article_id for hit in whole]
    assert archive.search(text, sort=sort, limit=5, offset=10_000).hits == ()


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("text", ["air", "banjir OR kota OR air", "danau gunung", ""])
def test_every_engine_gives_the_same_order(archives, text, sort):
    found = {
        engine: [hit.article_id for hit in archive.search(text, sort=sort, limit=500)]
        for engine, archive in archives.items()
    }
    expected = found.pop("reference")
    for other in found.values():
        if sort != "relevance":
            assert other == expected
        assert set(other) == set(expected)
        assert other[:10] == expected[:10]


def test_nothing_matches_all_words(small):
    results = small.search("lobster banjir inovasi")
    assert (
        results.notices[0]
        == "No article has all the words; showing those with at least 1 of its 3 words."
    )
    assert results.total == 5
    assert results.total_exact == 0
    results = small.search("banjir pasar jalan sekda")
    assert (
        results.notices[0]
        == "No article has all the words; showing those with at least 3 of its 4 words."
    )
    assert keys(results) == ["undated"]


def test_the_word_that_nothing_has_is_named(small):
    results = small.search("banjir zzyzx", fuzzy=False)
    assert results.notices[0] == 'No article has "zzyzx"; showing those with the other words.'
    assert set(keys(results)) == {"banjir", "undated"}
    nothing = small.search("zzyzx", fuzzy=False)
    assert (nothing.total, nothing.hits, nothing.notices) == (0, (), ())


def test_partial_matches_stay_within_the_filters(small):
    results = small.search("lobster inovasi banjir", portal="lain.co.id")
    assert set(keys(results)) == {"banjir", "undated"}
    assert small.search("lobster inovasi", region="Bali").total == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lobster inovasi -publik", {"lobster", "inovasinya"}),
        ("lobster banjir tag:sekda", set()),
        ("lobster inovasi tag:sekda", {"inovasi", "inovasinya"}),
        ("lobster banjir date:2024-05", {"banjir"}),
        ("lobster inovasi region:Banten -kind:headline", {"inovasi", "inovasinya"}),
    ],
)
def test_partial_matches_keep_what_was_excluded_and_where_it_must_be(small, text, expected):
    results = small.search(text, fuzzy=False)
    assert set(keys(results)) == expected
    assert any("showing those with" in notice for notice in results.notices) == bool(expected)


@pytest.mark.parametrize(
    ("text", "notice", "expected"),
    [
        ("lobtser", '"lobtser" is not in the archive; also searched: lobster.', {"lobster"}),
        ("penyelundupn", '"penyelundupn" is not in the archive; also searched', {"lobster"}),
        ("lobste~", '"lobste" also stands for: lobster.', {"lobster"}),
    ],
)
def test_other_spellings_are_always_said(small, text, notice, expected):
    results = small.search(text)
    assert set(keys(results)) == expected
    assert results.notices[0].startswith(notice)
    assert small.search(text.rstrip("~"), fuzzy=False).total == 0


def test_suggestions_are_spellings_of_what_is_not_there(small):
    assert small.search("lobtser").suggestions == ("lobster",)
    assert small.search("lobster").suggestions == ()


def test_words_that_are_there_are_not_widened_unasked(small):
    assert small.search("benih").notices == ()
    asked = small.search("kota", fuzzy=True)
    assert asked.total >= small.search("kota").total


@pytest.mark.parametrize("text", ["2018", "Rp7", "17.31"])
def test_numbers_are_never_spelled_otherwise(small, text):
    assert small.search(text, fuzzy=True).total == 0


@pytest.mark.parametrize(
    ("how", "error", "message"),
    [
        ({"region": "Tangerng"}, RegionNotFound, "Region 'Tangerng' is not known.*Tangerang"),
        ({"region": "Tangerang"}, RegionAmbiguous, r"36\.71.*36\.03|36\.03.*36\.71"),
        ({"region_mentioned": "Atlantis"}, RegionNotFound, "Atlantis"),
        ({"since": "2024-02-30"}, ImpossibleDate, "2024-02-30"),
        ({"until": "besok lusa"}, ImpossibleDate, "besok lusa"),
        ({"since": "2024-05", "until": "2024-04"}, ImpossibleDate, "ends before it begins"),
        ({"kind": "news"}, QueryError, "'news' is not known. Choose one of: article, headline"),
        ({"sort": "best"}, QueryError, "'best' is not known. Choose one of: relevance, newest"),
        ({"limit": -1}, QueryError, "from 0 up"),
        ({"offset": -1}, QueryError, "from 0 up"),
    ],
)
def test_what_cannot_be_understood(small, how, error, message):
    with pytest.raises(error, match=message) as refused:
        small.search("banjir", **how)
    assert isinstance(refused.value, QueryError)
    assert "\n" not in str(refused.value)


def test_results_are_a_sequence_and_a_table(small):
    results = small.search("banjir", limit=50)
    assert (len(results), results[0], results[:1]) == (2, results.hits[0], results.hits[:1])
    assert list(results) == list(results.hits)
    table = results._repr_html_()
    assert "<mark>" in table
    assert "<b>utama</b>" not in table
    assert "&lt;b&gt;utama" in table


def test_many_threads_share_an_archive(news):
    archive = open_archive(news["tantivy"].dataset.path)
    texts = ["inovasi", "lobtser", "penyelundupn", "banjir", '"wali kota"', "kota~"] * 20
    expected = {text: keys(news["tantivy"].search(text)) for text in texts}
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: keys(archive.search(text, facets="tag,day")), texts))
    assert found == [expected[text] for text in texts]


def test_a_vocabulary_is_whole_for_every_thread():
    """A second thread must not see what the first one has only begun to read."""

    class Slow:
        def vocabulary(self, text):
            yield "lobster", 3
            begun.set()
            time.sleep(0.05)
            yield "lobstar", 2

    begun = threading.Event()
    vocabulary = Vocabulary(Slow())
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(vocabulary.near, "lobstor", 1)
        begun.wait(5)
        second = pool.submit(vocabulary.near, "lobstor", 1)
    texts = len(EVERYWHERE)
    expected = [Near("lobster", 1, 3 * texts), Near("lobstar", 1, 2 * texts)]
    assert first.result() == second.result() == expected
