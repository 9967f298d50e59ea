"""The parts of a score: they add up, whatever was asked, and name what gave them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beritasearch.index.fields import FIELDS

WORDS = ["air", "bandar", "ikan", "kebun", "kota", "wali", "banjir", "inovasi", "yang", "zzyzx"]
_word = st.sampled_from([*WORDS, "lobtser", "merendam", "pelayanannya", "Pemkot", "6 miliar"])
_phrase = st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda w: f'"{" ".join(w)}"')
_prefix = st.sampled_from(["ai*", "ban*", "x*", "ke*"])
_fuzzy = st.sampled_from(["banjer~", "kebin~", "inovassi~"])
_field = st.builds(
    "{}:{}".format, st.sampled_from(["title", "body", "quote"]), st.one_of(_word, _phrase)
)
_keyword = st.sampled_from(["tag:air", "section:banten", "portal:contoh.id", "date:2022"])
_leaf = st.one_of(_word, _word, _phrase, _prefix, _fuzzy, _field, _keyword)
_either = st.lists(_leaf, min_size=2, max_size=3).map(lambda leaves: f"({' OR '.join(leaves)})")
_part = st.one_of(_leaf, _leaf, _either, _leaf.map("-{}".format))
queries = st.lists(_part, min_size=1, max_size=5).map(" ".join)
filters = st.fixed_dictionaries(
    {},
    optional={
        "tag": st.just("air"),
        "since": st.just("2022-06"),
        "section": st.just(["banten", "nasional"]),
        "kind": st.sampled_from(["article", "headline", "all"]),
        "fuzzy": st.booleans(),
        "exact": st.booleans(),
        "offset": st.sampled_from([0, 3]),
    },
)


@given(text=queries, how=filters)
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_parts_add_up_and_are_the_same_on_every_engine(archives, text, how):
    named = {}
    for engine, archive in archives.items():
        for hit in archive.search(text, explain=True, limit=3, **how):
            parts = hit.explanation
            assert sum(part.score for part in parts) == pytest.approx(hit.score, rel=1e-4, abs=1e-6)
            assert all(part.field in FIELDS.text and part.weight > 0 for part in parts)
            named.setdefault(hit.article_id, {})[engine] = parts
    for by_engine in named.values():
        expected = by_engine.get("reference")
        for parts in by_engine.values():
            # At the border of the page a tie may put another article in its place.
            if expected is not None:
                assert _by_name(parts) == pytest.approx(_by_name(expected), rel=1e-3, abs=1e-5)


def _by_name(parts):
    """Scores by field, term and weight, of whatever scored at all."""
    summed: dict[tuple[str, str, float], float] = {}
    for part in parts:
        name = (part.field, part.term, round(part.weight, 6))
        summed[name] = summed.get(name, 0.0) + part.score
    return summed


CASES = [
    # Query, then what gives a part of the first hit's score: field and term.
    ("title:lobster", {("title", "lobster"), ("title_stem", "lobster")}),
    ('"wali kota"', {("body", "wali kota")}),
    ("title:lobst*", {("title", "lobst*")}),
    ("body:lobtser", {("body", "lobster")}),
    ("title:banjir", {("title", "banjir"), ("title_stem", "banjir")}),
    ("body:banjir", {("body", "banjir"), ("body_stem", "banjir")}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda v: str(v))
def test_a_part_names_its_field_and_term(archive, text, expected):
    hits = archive.search(text, explain=True, kind="article")
    named = {(part.field, part.term) for hit in hits for part in hit.explanation}
    assert expected <= named


def test_a_filter_gives_no_part(archive):
    hits = archive.search("tag:air section:banten", explain=True)
    assert hits.total
    assert all(hit.score == 0 and hit.explanation == () for hit in hits)
