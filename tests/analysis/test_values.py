"""Values of real news against their labels, and what holds for any text.

The half `test` of each table was looked at once, at the end; its floors are what was reached.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.analysis.indonesian.values.find import find_values
from beritasearch.analysis.indonesian.values.printed import printed_terms

CASES = Path(__file__).with_name("cases")
FLOORS = {
    "dev": {"money": 0.99, "numbers": 0.99, "dates": 0.98, "times": 0.99},
    "test": {"money": 0.96, "numbers": 0.95, "dates": 0.94, "times": 0.95},
}
PUBLISHED = date(2024, 4, 30)
PIECES = (
    "Rp US$ 6 6.000 57,17 44,180 miliar juta persen % - hingga ( ) / 29 4 2019 Senin malam Minggu "
    "lalu kemarin April pukul 18.05 WIB setengah delapan dua puluh lima lebih sekitar " + '" “ ”'
).split(" ")
RELATIVE = (
    "kemarin besok lusa Senin Sabtu Minggu malam pagi ini tadi nanti lalu depan hari pekan minggu "
    "bulan tahun akhir awal pada Agustus Mei dua tiga setahun silam" + " , ( ) . -"
).split(" ")
texts = st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)


def rows(table, half):
    lines = (CASES / f"{table}.tsv").read_text("utf-8").splitlines()
    every = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [row for row in every if row["half"] == half]


def is_right(row):
    published = date.fromisoformat(row["published"]) if row["published"] else None
    found = [f.value.to_dict() for f in find_values(row["input"], published) if f.value]
    return found == json.loads(row["expected"])


@pytest.mark.parametrize("half", ["dev", "test"])
@pytest.mark.parametrize("table", ["money", "numbers", "dates", "times"])
def test_labelled_values(table, half):
    mine = rows(table, half)
    wrong = [row["input"] for row in mine if not is_right(row)]
    reached = 1 - len(wrong) / len(mine)
    shown = wrong if half == "dev" else len(wrong)
    assert reached >= FLOORS[half][table], f"{table} {half}: {reached:.3f}, wrong: {shown}"
    print(f"{table} {half}: {reached:.3f} of {len(mine)}", shown)


@given(texts, st.none() | st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_values_lie_in_the_text_in_order_and_apart(text, published):
    found = find_values(text, published)
    assert found == find_values(text, published)
    last = 0
    for one in found:
        assert last <= one.start < one.end <= len(text)
        last = one.end
        if one.value:
            assert json.dumps(one.value.to_dict())
            assert one.value.term


@given(texts, st.none() | st.just(PUBLISHED))
def test_index_terms_of_any_text(text, published):
    terms = printed_terms(text, published)
    assert len(set(terms)) == len(terms)
    assert not any(" " in term for term in terms)


@given(st.lists(st.sampled_from(RELATIVE), max_size=12).map(" ".join))
def test_without_a_day_of_publication_no_relative_words_are_resolved(text):
    assert not [found for found in find_values(text) if found.kind == "date" and found.value]


@pytest.mark.parametrize(
    "said",
    [
        '"Kami datang kemarin," kata dia',
        "“Kami datang kemarin”, kata dia",
        'datang Senin lalu" katanya',
        'Ia pergi. "Pekan lalu kami',
    ],
)
def test_in_a_quotation_relative_words_stay_open(said):
    assert not [found for found in find_values(said, PUBLISHED) if found.value]


def test_behind_a_quotation_they_are_resolved():
    text = 'Kata dia, "kemarin", lalu ia datang hari ini (30/4) dan besok pergi.'
    values = [found.value.term for found in find_values(text, PUBLISHED) if found.value]
    assert values == ["2024-04-30", "2024-05-01"]


@given(
    st.lists(st.sampled_from(RELATIVE), max_size=12).map(" ".join),
    st.sampled_from((date.min, date.max)) | st.dates(),
)
def test_any_day_of_publication_is_borne(text, published):
    for found in find_values(text, published):
        assert found.value is None or found.value.term
    assert printed_terms(text, published) is not None


def test_letters_with_longer_small_forms_move_nothing():
    text = "İİİ Rp 5 miliar"
    (found,) = find_values(text)
    assert text[found.start : found.end] == "Rp 5 miliar"


@pytest.mark.parametrize(
    "text", ["kemarin", "Senin (29/4)", "pekan lalu", "dua hari lalu", "Sabtu"]
)
def test_without_a_day_of_publication_nothing_relative_is_resolved(text):
    assert not [found for found in find_values(text) if found.value]


@pytest.mark.parametrize(
    "same",
    [
        ("Rp6 miliar", "Rp 6 M", "Rp6.000.000.000", "6 milyar rupiah"),
        ("57,17 persen", "57,17%", "57.17%"),
        ("Rp 70-150 ribu", "Rp70.000 hingga Rp150.000"),
    ],
)
def test_one_value_however_it_is_printed(same):
    assert len({tuple(f.value.term for f in find_values(text) if f.value) for text in same}) == 1
