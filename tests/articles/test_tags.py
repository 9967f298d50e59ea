"""Tags: one form for what portals print in several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.articles.tags import normalise_tags


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["#KotaTangerang"], ("kota tangerang",)),
        (["#KotaTangerang", "kota tangerang", "KOTA TANGERANG"], ("kota tangerang",)),
        (["#Sekda", "sekda", " SEKDA "], ("sekda",)),
        (["#kota  tangerang", "##panen"], ("kota tangerang", "panen")),
        (["#sekda #tangerang #kota tangerang"], ("sekda", "tangerang", "kota tangerang")),
        (["#sekda,#tangerang"], ("sekda", "tangerang")),
        (["#kota_tangerang"], ("kota tangerang",)),
        (["#DKIJakarta"], ("dki jakarta",)),
        (["#Pilkada2024"], ("pilkada 2024",)),
        (["#2019GantiPresiden"], ("2019 ganti presiden",)),
        (["#BPJSKesehatan"], ("bpjs kesehatan",)),
        (["#COVID19"], ("covid 19",)),
        (["#covid-19", "Covid-19"], ("covid-19",)),
        (["#YouTube", "youtube"], ("youtube",)),
        (["#iPhone", "#KPopers"], ("iphone", "kpopers")),
        (["YouTube", "MotoGP"], ("youtube", "motogp")),
        (["KotaTangerang"], ("kotatangerang",)),
        (["#kotatangerang"], ("kotatangerang",)),
        (["“Sekda”", "sekda,", "sekda."], ("sekda",)),
        (["c#", "R&D"], ("c", "r&d")),
        (["#", "", " ", "##", ","], ()),
        ([], ()),
        (["kota\u00a0tangerang"], ("kota tangerang",)),
        (["Cafe\u0301", "café"], ("café",)),
    ],
)
def test_tags(tags: list[str], expected: tuple[str, ...]) -> None:
    assert normalise_tags(tags) == expected


@given(st.lists(st.text()))
def test_what_is_normal_stays_as_it_is(tags: list[str]) -> None:
    once = normalise_tags(tags)
    assert normalise_tags(once) == once
    assert len(set(once)) == len(once)
    assert all(tag and "#" not in tag for tag in once)
