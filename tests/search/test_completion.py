"""How a query may go on: what begins as typed, with counts, on every engine."""

from __future__ import annotations

import pytest

import invented
from beritasearch.archive.archive import open as open_archive
from beritasearch.engines.registry import engine_names
from beritasearch.errors import QueryError
from beritasearch.index.build import build_index
from beritasearch.search.completion import KINDS


@pytest.fixture(scope="module", params=engine_names())
def news(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("completion") / request.param
    dataset, _ = invented.write(path, *invented.news())
    build_index(dataset, request.param)
    return open_archive(path, engine=request.param)


def found(completions):
    return [(one.text, one.kind, one.count) for one in completions]


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("lobs", [("lobster", "tag", 1), ("lobster", "word", 1)]),
        # What is typed in capitals, with spaces before it.
        ("  INOV", [("inovasi", "word", 1), ("inovasinya", "word", 1)]),
        # Names from any of their words on, with the regions around those that articles name.
        (
            "kota tang",
            [
                ("Kota Tangerang", "region", 1),
                ("Kota Tangerang Selatan", "region", 1),
                ("kota tangerang", "tag", 1),
            ],
        ),
        ("karangan", [("Budi Karangan", "speaker", 1), ("karangan", "word", 1)]),
        # Several words stand in a row.
        ("benih lo", [("benih lobster", "word", 1)]),
        ("lobster be", []),
        # One spelling for all cases of a section.
        ("bant", [("BANTEN", "section", 3), ("Banten", "region", 2)]),
        # Behind a space the next word begins, of which nothing is known.
        ("lobster ", [("lobster", "tag", 1)]),
        ("lain", [("lain.co.id", "portal", 2)]),
        ("zzyzx", []),
        ("", []),
        ("   ", []),
        ("?!", []),
        (" ".join(["wali"] * 200), []),
    ],
)
def test_completions(news, prefix, expected):
    assert sorted(found(news.suggest(prefix))) == sorted(expected)


def test_the_commonest_come_first_and_headlines_are_not_counted(news):
    shown = found(news.suggest("wa", limit=3))
    assert shown == [("warga", "word", 2), ("wali", "word", 1)]
    # In the titles of headlines only.
    assert found(news.suggest("terbak")) == []
    assert news.search("terbakar").totals == {"article": 0, "headline": 1}


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind(news, kind):
    kinds = {one.kind for prefix in "abklstw" for one in news.suggest(prefix, kinds=kind)}
    assert kinds == {kind}


def test_counts_are_those_of_a_search(archive):
    for prefix in ("a", "da", "gun", "ikan da", "hutan hu"):
        words = archive.suggest(prefix, kinds="word")
        assert words
        for one in words:
            assert one.count == archive.search(f'"{one.text}"', kind="article").total
    for one in archive.suggest("b", kinds=("section", "tag"), limit=100):
        assert one.count == archive.search("", kind="article", **{one.kind: one.text}).total


def test_engines_agree(archives):
    asked = [archives[engine].suggest("ka", limit=20) for engine in engine_names()]
    assert asked[0]
    assert all(one == asked[0] for one in asked)


def test_limits_and_what_cannot_be_asked(news):
    assert len(news.suggest("ta", limit=1)) == 1
    assert news.suggest("ta", limit=0) == []
    with pytest.raises(QueryError, match="Limit"):
        news.suggest("ta", limit=-1)
    with pytest.raises(QueryError, match=r"'planet' is not known\. Choose some of: word, region"):
        news.suggest("ta", kinds="planet")
    with pytest.raises(QueryError, match="'planet' has no values"):
        news.values("planet")


def test_values_of_a_property(news):
    assert news.values("portal") == [("contoh.id", 3), ("lain.co.id", 2)]
    assert news.values("region", "KOTA T") == [("Kota Tangerang", 1), ("Kota Tangerang Selatan", 1)]
    assert news.values("region", "Selatan") == []
