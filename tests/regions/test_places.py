from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.regions.gazetteer import gazetteer
from beritasearch.regions.lexicon import lexicon
from beritasearch.regions.places import find_places

CASES = Path(__file__).parent / "cases" / "places.tsv"


def rows() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "within", "expected", "why"), rows())
def test_places(text: str, within: str, expected: str, why: str) -> None:
    found = find_places(text, within=within.split())
    shown = ";".join(f"{place.text}={','.join(place.codes)}" for place in found)
    assert shown == expected, why


FRAGMENTS = [
    "Kota", "Kabupaten", "Kab.", "Polsek", "Kecamatan", "Polres Metro", "Bogor", "BOGOR", "Serang",
    "Gading Serpong", "Labuan", "Pandeglang", "Jakarta", "Sabang sampai Merauke", "Toli-Toli",
    "di", ",", ".", "(", ")", "-", "\n", "\n\n", "İ", "’", " ", "OKU Timur", "Kep.", "Papua",
]  # fmt: skip
texts = st.one_of(
    st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(" ".join), st.just("")
)


@given(text=texts, within=st.lists(st.sampled_from(["32", "36", "36.71", "32.01"]), max_size=2))
def test_offsets_point_at_the_text_and_codes_exist(text: str, within: list[str]) -> None:
    end = 0
    for place in find_places(text, within=within):
        assert text[place.start : place.end] == place.text
        assert place.start >= end
        end = place.end
        assert place.codes
        assert all(gazetteer().get(code).code == code for code in place.codes)
        assert place.decided == (len(place.codes) == 1)


def test_weak_names_are_names() -> None:
    known = lexicon()
    assert set(known.needs) <= set(known.regions)
    assert set(known.needs.values()) == {"light", "cue", "title", "level"}


def test_short_names_name_regions_of_today() -> None:
    for codes in lexicon().regions.values():
        assert all(gazetteer().get(code).code == code for code in codes)
