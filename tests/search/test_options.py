"""What a search can be asked for beside hits: explanations, shares, what is new."""

from __future__ import annotations

import pytest

import invented
from beritasearch.archive.archive import open as open_archive
from beritasearch.errors import VersionNotFound
from beritasearch.index.build import build_index

QUERIES = ["inovasi", "banjir merendam", '"wali kota"', "banj*", "air OR (gunung -ikan)"]


@pytest.mark.parametrize("query", QUERIES)
def test_the_parts_of_a_score_add_up_to_it(archive, query):
    results = archive.search(query, explain=True)
    assert len(results)
    for hit in results:
        assert sum(part.score for part in hit.explanation) == pytest.approx(hit.score, rel=1e-4)
        assert hit.to_dict()["explanation"] == hit.explanation


def test_nothing_is_explained_unasked(archive):
    hit = archive.search("inovasi")[0]
    assert hit.explanation == ()
    assert "explanation" not in hit.to_dict()


@pytest.mark.parametrize("facet", ["month", "section", "region", "tag:2", "kind"])
def test_shares_divide_by_all_articles_of_a_value(archive, facet):
    name = facet.partition(":")[0]
    matching = archive.search("air", facets=facet, limit=0, share=True).facets[name]
    everything = archive.search("", facets=f"{name}:1000", limit=0).facets[name]
    whole = {value.value.lower(): value.count for value in flat(everything.values)}
    shown = list(flat(matching.values))
    assert shown
    for value in shown:
        assert value.share == value.count / whole[value.value.lower()]
        assert 0 < value.share <= 1


def flat(values):
    for value in values:
        yield value
        yield from flat(value.children)


@pytest.fixture
def grown(tmp_path):
    """Two versions; the second one adds an article and a headline."""
    invented.write(tmp_path, *invented.news())
    later = invented.extraction(
        "banjir baru",
        "2024-06-01 10:00",
        title="Banjir Lagi",
        body="Banjir merendam pasar lagi.",
        headlines=[invented.headline("Banjir Surut di Pasar", "2024-06-02 08:00")],
    )
    dataset, _ = invented.write(tmp_path, *invented.news(), later)
    build_index(dataset, "tantivy")
    return open_archive(tmp_path)


def test_only_what_is_new_since_a_version(grown):
    assert grown.search("banjir").totals == {"article": 3, "headline": 1}
    new = grown.search("banjir", new_since=1)
    assert [hit.title for hit in new] == ["Banjir Lagi", "Banjir Surut di Pasar"]
    assert grown.search("banjir", new_since=2).totals == {"article": 0, "headline": 0}
    assert grown.search("inovasi", new_since=1).total == 0


def test_new_since_a_version_that_is_not_there(grown):
    with pytest.raises(VersionNotFound, match="no version 9"):
        grown.search("banjir", new_since=9)
