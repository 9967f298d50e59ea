"""Facets are exact: counted again here, the slow way, over the rows of the dataset."""

from __future__ import annotations

from collections import Counter

import pytest

import invented
from beritasearch.archive.archive import open as open_archive
from beritasearch.errors import FacetNotFound, QueryError
from beritasearch.index.build import build_index
from beritasearch.regions.gazetteer import gazetteer
from beritasearch.search.facets import FACETS, FacetRequest, parse_facets

PERIODS = {"year": 4, "month": 7, "day": 10}
LISTS = {"region": "region_codes", "tag": "tags", "author": "authors"}
ASKED = [
    ("", {}),
    ("air", {}),
    ("danau OR inovasi", {}),
    ("ikan -air", {"portal": "lain.co.id"}),
    ("", {"region": "Banten", "since": "2023"}),
    ("", {"region": ["32.71", "16"], "until": "2024-04-30"}),
    ('"wali kota"', {}),
    ("tiada", {"fuzzy": False}),
]


@pytest.fixture(scope="module")
def rows(berita):
    """Articles by id, with the speakers of their quotations."""
    found = {row["article_id"]: row for row in berita.read("articles").to_pylist()}
    for row in found.values():
        row["speakers"] = []
    for quotation in berita.read("quotations").to_pylist():
        found[quotation["article_id"]]["speakers"].append(quotation["speaker"])
    return found


def values_of(row, facet):
    """The values of one article, each once."""
    if facet in PERIODS:
        day = row["published_on"]
        return {day.isoformat()[: PERIODS[facet]]} if day else set()
    if facet == "speaker":
        return set(row["speakers"])
    if facet in LISTS:
        return set(row[LISTS[facet]])
    return {row[facet]} if row[facet] else set()


def counted(matching, facet, limit):
    """What a facet must say: values with counts, distinct, other, missing."""
    sets = [values_of(row, facet) for row in matching]
    counts = Counter(value for values in sets for value in values)
    distinct = len(counts)
    if facet == "section":
        counts = commonest_spellings(counts)
        sets = [{spelling(value, counts) for value in values} for values in sets]
        distinct = len(counts)
    ranked = sorted(counts, key=lambda value: (-counts[value], value))
    if facet in PERIODS:
        shown = sorted(counts)
        tree = [(value, counts[value], []) for value in shown]
    elif facet == "region":
        tree = region_tree(ranked, counts, "", limit)
        shown = list(codes(tree))
    else:
        shown = ranked[:limit]
        tree = [(value, counts[value], []) for value in shown]
    other = sum(bool(values) and not values & set(shown) for values in sets)
    return tree, distinct, other, sum(not values for values in sets)


def commonest_spellings(counts):
    groups = {}
    for value, number in counts.items():
        groups.setdefault(value.lower(), []).append((-number, value))
    return Counter({min(group)[1]: -sum(n for n, _ in group) for group in groups.values()})


def spelling(value, counts):
    return next(other for other in counts if other.lower() == value.lower())


def region_tree(ranked, counts, parent, limit):
    inside = [code for code in ranked if code.rpartition(".")[0] == parent][:limit]
    return [(code, counts[code], region_tree(ranked, counts, code, limit)) for code in inside]


def codes(tree):
    for code, _, inside in tree:
        yield code
        yield from codes(inside)


def plain(values):
    return [(value.value, value.count, plain(value.children)) for value in values]


@pytest.mark.parametrize("limit", [1, 2, 10, 1000])
@pytest.mark.parametrize("facet", [name for name in FACETS if name != "kind"])
@pytest.mark.parametrize(("text", "how"), ASKED)
def test_counts_are_exact(archive, rows, text, how, facet, limit):
    everything = archive.search(text, kind="article", limit=1 << 31, **how)
    assert everything.total == len(everything)
    matching = [rows[hit.article_id] for hit in everything]
    found = archive.search(text, facets=f"{facet}:{limit}", limit=0, **how).facets[facet]
    if facet in how:
        # A choice within a facet does not hide its other values.
        free = archive.search(
            text, kind="article", limit=1 << 31, **{k: v for k, v in how.items() if k != facet}
        )
        matching = [rows[hit.article_id] for hit in free]
    tree, distinct, other, missing = counted(matching, facet, limit)
    assert plain(found.values) == tree
    assert (found.distinct, found.other, found.missing) == (distinct, other, missing)


def test_what_matches_is_what_holds_the_word(archive, rows):
    """The set that is counted, without the search: `air` has no other form."""
    holding = {
        article_id
        for article_id, row in rows.items()
        if "air" in f"{row['title']} {row['lead'] or ''} {row['body']}".lower().split()
    }
    assert len(holding) > 50
    found = archive.search("air", limit=1 << 31, kind="article")
    assert {hit.article_id for hit in found} == holding
    assert (found.total, found.total_exact) == (len(holding), len(holding))


@pytest.mark.parametrize("kind", ["all", "article", "headline"])
def test_facets_asked_together_count_as_each_does_alone(archive, kind):
    alone = {
        name: archive.search("", facets=name, limit=0, kind=kind, share=True).facets[name]
        for name in FACETS
    }
    for order in (FACETS, FACETS[::-1]):
        asked = archive.search("", facets=",".join(order), limit=0, kind=kind, share=True)
        assert asked.facets == alone


def test_regions_are_a_tree_with_names(archive):
    (banten, *_) = (
        archive.search("", region="36.71", facets="region", limit=0).facets["region"].values
    )
    assert (banten.value, banten.label) == ("36", "Banten")
    inside = {child.value: child.label for child in banten.children}
    assert inside == {"36.71": "Kota Tangerang", "36.74": "Kota Tangerang Selatan"}
    (district,) = next(child for child in banten.children if child.value == "36.71").children
    assert (district.value, district.label) == ("36.71.01", gazetteer().label("36.71.01"))
    assert district.count <= banten.children[0].count <= banten.count


def test_periods_are_in_order_and_all_shown(archive):
    for facet in PERIODS:
        found = archive.search("", facets=f"{facet}:1", limit=0).facets[facet]
        values = [value.value for value in found.values]
        assert values == sorted(values)
        assert (len(values), found.other) == (found.distinct, 0)


def test_sections_are_counted_whatever_their_case(archive, rows):
    found = archive.search("", facets="section", limit=0).facets["section"]
    spellings = Counter(row["section"] for row in rows.values() if row["section"])
    banten = {"BANTEN", "Banten", "banten"}
    (shown,) = [value for value in found.values if value.value in banten]
    assert shown.count == sum(spellings[name] for name in banten)
    assert spellings[shown.value] == max(spellings[name] for name in banten)


def test_facets_count_articles_and_headlines_where_only_they_are_asked_for(archive):
    both = archive.search("", facets="kind,section", limit=0)
    counts = {value.value: value.count for value in both.facets["kind"].values}
    assert counts == {"article": both.totals["article"], "headline": 2}
    headlines = archive.search("", kind="headline", facets="section,month", limit=0)
    assert plain(headlines.facets["section"].values) == [("BANTEN", 1, [])]
    assert headlines.facets["section"].missing == 1
    assert plain(headlines.facets["month"].values) == [("2025-02", 1, [])]


def test_counts_are_of_the_partial_matches_that_are_shown(archive):
    found = archive.search("lobster inovasi sekda", facets="portal", limit=50, kind="article")
    assert "showing those with" in found.notices[0]
    assert found.facets["portal"].values[0].count == found.total > 0


def test_shares_where_one_article_has_many_values(tmp_path):
    dataset, _ = invented.write(
        tmp_path,
        invented.extraction("satu", tags=("a", "b", "c"), authors=("Sari",)),
        invented.extraction("dua", body="Banjir.", tags=("c",), authors=("SARI",)),
        invented.extraction("tiga", body="Banjir.", authors=("SARI",)),
    )
    build_index(dataset, "tantivy")
    found = open_archive(tmp_path).search("satu OR banjir", facets="tag,author", share=True)
    for facet in found.facets.values():
        assert {value.share for value in facet.values} == {1.0}
    found = open_archive(tmp_path).search("banjir", facets="tag,author,month", share=True)
    shares = {v.value: v.share for facet in found.facets.values() for v in facet.values}
    assert shares == {"c": 0.5, "SARI": 1.0, "2024-04": 2 / 3}


def test_more_than_65000_distinct_values(tmp_path):
    """Where tantivy's own aggregation gives up: `bucket limit was exceeded`."""
    tags = [tuple(f"t{page}-{number}" for number in range(700)) for page in range(100)]
    pages = [invented.extraction(f"p{at}", tags=(*own, "sama")) for at, own in enumerate(tags)]
    dataset, _ = invented.write(tmp_path, *pages)
    build_index(dataset, "tantivy")
    found = open_archive(tmp_path).search("", facets="tag:3", limit=0).facets["tag"]
    assert plain(found.values) == [("sama", 100, []), ("t0-0", 1, []), ("t0-1", 1, [])]
    assert (found.distinct, found.other, found.missing) == (70_001, 0, 0)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["tag"], [("tag", 10)]),
        (["region,tag:20", "month"], [("region", 10), ("tag", 20), ("month", 10)]),
        ([" tag , ,tag "], [("tag", 10)]),
        ([], []),
    ],
)
def test_facets_are_named(texts, expected):
    assert parse_facets(texts) == tuple(FacetRequest(name, limit) for name, limit in expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tags", r"Facet 'tags' is not known\. Facets: region, tag, section, portal, author"),
        ("tag:", "Facet 'tag:' needs a number of values, as in 'tag:20'"),
        ("tag:0", "Facet 'tag:0' needs a number"),
        ("tag:-1", "Facet 'tag:-1' needs a number"),
        ("tag:²", "Facet 'tag:²' needs a number"),
    ],
)
def test_a_facet_that_is_not_known(archive, text, message):
    with pytest.raises(FacetNotFound, match=message) as refused:
        archive.search("", facets=text)
    assert isinstance(refused.value, QueryError)
