"""Facets are exact: counted again here, the slow way, over the rows of the dataset."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

import invented
from beritasearch.archive.archive import open as open_archive
from beritasearch.errors import FacetNotFound, QueryError
from beritasearch.index.build import build_index
from beritasearch.regions.gazetteer import gazetteer
from beritasearch.search.facet_request import FACETS, FacetRequest, parse_facets

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


def counted(matching, facet, limit, is_wanted=lambda value: True):
    """What a facet must say: values with counts, distinct, other, missing."""
    sets = [values_of(row, facet) for row in matching]
    counts = Counter(value for values in sets for value in values)
    if facet == "section":
        counts = commonest_spellings(counts)
        sets = [{spelling(value, counts) for value in values} for values in sets]
    counts = Counter({value: n for value, n in counts.items() if is_wanted(value)})
    ranked = sorted(counts, key=lambda value: (-counts[value], value))
    if facet == "region":
        tree = region_tree(ranked, counts, "", limit or 10)
        shown = list(codes(tree))
    elif facet in PERIODS:
        shown = without_gaps(sorted(counts), facet) if limit is None else sorted(ranked[:limit])
        tree = [(value, counts[value], []) for value in shown]
    else:
        shown = ranked[: limit or 10]
        tree = [(value, counts[value], []) for value in shown]
    other = sum(bool(values) and not values & set(shown) for values in sets)
    return tree, len(counts), other, sum(not values for values in sets)


def without_gaps(periods, facet):
    """All periods from the first to the last, by going through every day."""
    if not periods:
        return []
    first = date.fromisoformat(f"{periods[0]}-01-01"[:10])
    found, day = [], first
    while (period := day.isoformat()[: PERIODS[facet]]) <= periods[-1]:
        found += [period] if period not in found[-1:] else []
        day += timedelta(days=1)
    return found


def commonest_spellings(counts):
    groups = {}
    for value, number in counts.items():
        groups.setdefault(value.lower(), []).append((-number, value))
    return Counter({min(group)[1]: -sum(n for n, _ in group) for group in groups.values()})


def spelling(value, counts):
    return next(other for other in counts if other.lower() == value.lower())


def region_tree(ranked, counts, parent, limit):
    def around(code):
        return code.rpartition(".")[0] if code.rpartition(".")[0] in counts else ""

    inside = [code for code in ranked if around(code) == parent][:limit]
    return [(code, counts[code], region_tree(ranked, counts, code, limit)) for code in inside]


def codes(tree):
    for code, _, inside in tree:
        yield code
        yield from codes(inside)


def plain(values):
    return [(value.value, value.count, plain(value.children)) for value in values]


@pytest.mark.parametrize("limit", [1, 2, 1000, None])
@pytest.mark.parametrize("facet", [name for name in FACETS if name != "kind"])
@pytest.mark.parametrize(("text", "how"), ASKED)
def test_counts_are_exact(archive, rows, text, how, facet, limit):
    everything = archive.search(text, kind="article", limit=1 << 31, **how)
    assert everything.total == len(everything)
    matching = [rows[hit.article_id] for hit in everything]
    asked = facet if limit is None else f"{facet}:{limit}"
    found = archive.search(text, facets=asked, limit=0, **how).facets[facet]
    if facet in how:
        # A choice within a facet does not hide its other values.
        free = archive.search(
            text, kind="article", limit=1 << 31, **{k: v for k, v in how.items() if k != facet}
        )
        matching = [rows[hit.article_id] for hit in free]
    tree, distinct, other, missing = counted(matching, facet, limit)
    assert plain(found.values) == tree
    assert (found.distinct, found.other, found.missing) == (distinct, other, missing)
    assert found.filled is ((limit is None) if facet in PERIODS else None)


@pytest.mark.parametrize("limit", ["", ":2"])
@pytest.mark.parametrize("facet", [name for name in FACETS if name != "kind"])
@pytest.mark.parametrize("prefix", ["b", "BA", "2022-0", "tangerang", "kota t", "sari", "zzz"])
def test_values_that_begin_so_are_counted_exactly(archive, rows, facet, prefix, limit):
    def is_wanted(value):
        name = gazetteer().label(value).lower() if facet == "region" else value.lower()
        bare = name.removeprefix("kota ").removeprefix("kabupaten ")
        return (bare if facet == "region" else name).startswith(prefix.lower()) or (
            name.startswith(prefix.lower())
        )

    found = archive.search("", facets=f"{facet}{limit}:prefix={prefix}", limit=0).facets[facet]
    expected = counted(rows.values(), facet, int(limit[1:]) if limit else None, is_wanted)
    assert (plain(found.values), found.distinct, found.other, found.missing) == expected


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


def test_periods_are_in_order_and_have_no_gaps(tmp_path):
    days = ["2019-12-31", "2020-03-01", "2020-03-01", "2022-01-01", None]
    dataset, _ = invented.write(
        tmp_path, *(invented.extraction(f"p{at}", day) for at, day in enumerate(days))
    )
    build_index(dataset, "tantivy")
    found = open_archive(tmp_path).facets("", facets="year,month,day")
    assert plain(found["year"].values) == [
        ("2019", 1, []),
        ("2020", 2, []),
        ("2021", 0, []),
        ("2022", 1, []),
    ]
    months = {value.value: value.count for value in found["month"].values}
    assert (len(months), months["2020-03"], months["2020-02"]) == (26, 2, 0)
    assert len(found["day"].values) == (date(2022, 1, 1) - date(2019, 12, 31)).days + 1
    for facet in found.values():
        values = [value.value for value in facet.values]
        assert values == sorted(values)
        assert (facet.filled, facet.other, facet.missing) == (True, 0, 1)
    assert [found[name].distinct for name in PERIODS] == [3, 3, 3]


def test_days_of_a_century_are_not_filled_and_that_is_said(tmp_path):
    dataset, _ = invented.write(
        tmp_path, *(invented.extraction(day, day) for day in ("1924-05-01", "2024-05-01"))
    )
    build_index(dataset, "tantivy")
    results = open_archive(tmp_path).search("", facets="year,month,day", limit=0)
    assert [len(facet.values) for facet in results.facets.values()] == [101, 1201, 2]
    info = results.to_dict()["facet_info"]
    assert [info[name]["filled"] for name in PERIODS] == [True, True, False]


def test_a_number_shows_the_periods_with_most_matches_in_order(archive):
    whole = archive.facets("", facets="month")["month"]
    found = archive.facets("", facets="month:3")["month"]
    most = sorted(whole.values, key=lambda value: (-value.count, value.value))[:3]
    assert list(found.values) == sorted(most, key=lambda value: value.value)
    assert found.other == sum(value.count for value in whole.values) - sum(v.count for v in most)
    assert (found.distinct, found.filled) == (whole.distinct, False)


def test_shares_of_months_divide_by_all_articles_of_the_month(tmp_path):
    """A month without any article has no share, one without a match the share 0."""
    words = [("2024-01-05", "banjir"), ("2024-02-05", "panen"), ("2024-04-05", "banjir")]
    pages = [invented.extraction(f"{d}{w}", d, body=w.title()) for d, w in words]
    pages.append(invented.extraction("lagi", "2024-04-06", body="Panen.", portal="lain.co.id"))
    dataset, _ = invented.write(tmp_path, *pages)
    build_index(dataset, "tantivy")
    results = open_archive(tmp_path).search(
        "banjir", facets="month", share=True, portal=invented.PORTAL
    )
    shares = {value.value: (value.count, value.share) for value in results.facets["month"].values}
    assert shares == {
        "2024-01": (1, 1.0),
        "2024-02": (0, 0.0),
        "2024-03": (0, None),
        "2024-04": (1, 0.5),
    }
    shown = results.to_dict()["facets"]["month"]
    assert [value.get("share") for value in shown] == [1.0, 0.0, None, 0.5]


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


CHOICES = [
    ("tag", ["sekda"], 'tag:"sekda"'),
    ("tag", ["air", "ikan"], "tag:(air OR ikan)"),
    ("section", "nasional", "section:nasional"),
    ("portal", ["lain.co.id"], "portal:lain.co.id"),
    ("region", "Banten", "region:Banten"),
    ("author", "Sari", "author:Sari"),
]


@pytest.mark.parametrize(("facet", "choice", "in_text"), CHOICES)
def test_a_choice_does_not_hide_what_else_could_be_chosen(archive, facet, choice, in_text):
    """Values of one filter are alternatives, filters add up; what the text says is the question."""
    every = f"{facet}:1000"
    free = archive.search("", facets=every, limit=0).facets[facet]
    chosen = archive.search("", facets=f"{every},year", limit=0, **{facet: choice})
    assert chosen.facets[facet] == free
    within = archive.search(in_text, facets=f"{every},year", limit=0)
    assert within.total == chosen.total < archive.search("", limit=0).total
    assert within.facets["year"] == chosen.facets["year"]
    assert within.facets[facet].missing == 0
    assert within.facets[facet].distinct < free.distinct or facet == "author"


def test_several_choices_are_alternatives_within_a_facet_and_add_up_across(archive):
    one, other, both = (
        archive.search("", tag=tag, portal="lain.co.id", facets="tag:99,portal", limit=0)
        for tag in ("air", "ikan", ["air", "ikan"])
    )
    assert max(one.total, other.total) < both.total <= one.total + other.total
    tags = {value.value: value.count for value in both.facets["tag"].values}
    # The tags of all articles of the portal; the portals of all articles with a tag.
    assert (tags["air"], tags["ikan"]) == (one.total, other.total)
    portals = {value.value: value.count for value in both.facets["portal"].values}
    assert portals["lain.co.id"] == both.total
    assert len(portals) > 1


def test_a_kind_that_was_chosen_does_not_hide_the_others(archive):
    counts = [
        {v.value: v.count for v in archive.facets("", facets="kind", kind=kind)["kind"].values}
        for kind in ("all", "article", "headline")
    ]
    assert counts[0] == counts[1] == counts[2]
    assert set(counts[0]) == {"article", "headline"}


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


def test_200000_distinct_values(tmp_path):
    """Where tantivy's own aggregation gives up: `bucket limit was exceeded`."""
    own = [tuple(f"t{page:03}-{number}" for number in range(1_000)) for page in range(200)]
    pages = [invented.extraction(f"p{at}", tags=tags) for at, tags in enumerate(own)]
    pages += [invented.extraction(f"q{at}", tags=(*own[at][:2], "sama")) for at in range(50)]
    pages += [invented.extraction("tanpa")]
    dataset, _ = invented.write(tmp_path, *pages)
    build_index(dataset, "tantivy")
    archive = open_archive(tmp_path)
    found = archive.facets("", facets="tag:3")["tag"]
    assert plain(found.values) == [("sama", 50, []), ("t000-0", 2, []), ("t000-1", 2, [])]
    assert (found.distinct, found.other, found.missing) == (200_001, 199, 1)
    begun = archive.facets("", facets="tag:2:prefix=T19")["tag"]
    assert plain(begun.values) == [("t190-0", 1, []), ("t190-1", 1, [])]
    assert (begun.distinct, begun.other, begun.missing) == (10_000, 249, 1)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["tag"], [("tag",)]),
        (["region,tag:20", "month"], [("region",), ("tag", 20), ("month",)]),
        ([" tag , ,tag "], [("tag",)]),
        (["tag:prefix=kab"], [("tag", None, "kab")]),
        (["tag:20:prefix=Kota T", "year"], [("tag", 20, "Kota T"), ("year",)]),
        (["tag:prefix=a:20"], [("tag", None, "a:20")]),
        ([], []),
    ],
)
def test_facets_are_named(texts, expected):
    assert parse_facets(texts) == tuple(FacetRequest(*parts) for parts in expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tags", r"Facet 'tags' is not known\. Facets: region, tag, section, portal, author"),
        ("tag:", "'tag:' needs a number of values or their beginning .* as in 'tag:20', 'tag:pref"),
        ("tag:prefix=", "Facet 'tag:prefix=' needs"),
        ("tag:5:prefix=", "Facet 'tag:5:prefix=' needs"),
        ("tag:prefix:a", "Facet 'tag:prefix:a' needs"),
        ("tag:9999999999", "Facet 'tag:9999999999' needs"),
        ("tag,tag:5", "Facet 'tag' is asked for as 'tag' and as 'tag:5'. Ask for it in one way"),
        ("tag:0", "Facet 'tag:0' needs a number"),
        ("tag:-1", "Facet 'tag:-1' needs a number"),
        ("tag:²", "Facet 'tag:²' needs a number"),
    ],
)
def test_a_facet_that_is_not_known(archive, text, message):
    with pytest.raises(FacetNotFound, match=message) as refused:
        archive.search("", facets=text)
    assert isinstance(refused.value, QueryError)
