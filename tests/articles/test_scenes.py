"""What a text says of the regions that it names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.articles.places import locate
from beritasearch.articles.scenes import Scene, sight
from beritasearch.regions.places import find_places

DAY = date(2019, 9, 12)
FAR = "Taman itu ramai. " * 32  # longer than the opening

CASES = [
    ("Taman dibuka di Menteng, Jakarta Pusat, Rabu (11/9/2019).", Scene.DATED, "day of yesterday"),
    ("Taman dibuka di Kota Padang pada Kamis pagi.", Scene.DATED, "a weekday"),
    ("Taman dibuka di Kota Padang, 11 September 2019.", Scene.DATED, "a day without its weekday"),
    ("Taman dibuka di Kota Padang, Selasa (8/10).", Scene.DATED, "a day to come"),
    ("Pada Rabu (11/9/2019) siang di Taman Kota, Kota Padang, hujan.", Scene.DATED, "day before"),
    ("Taman dibuka di Kota Padang baru-baru ini.", Scene.DATED, "no day, but a recent one"),
    ("Taman pernah rusak di Kota Padang, Rabu (12/6/2019).", Scene.ELSEWHERE, "an older day"),
    ("Penyanyi asal Kota Padang bernyanyi.", Scene.ELSEWHERE, "where somebody is from"),
    ("Ia warga Desa Anu, Kecamatan Kuranji, Kota Padang.", Scene.ELSEWHERE, "a home"),
    ("Rombongan dari Kota Padang tiba.", Scene.ELSEWHERE, "from there"),
    ("Petugas dari Polres Padang Panjang tiba.", Scene.OPENING, "a police from there is there"),
    ("Taman rusak. Warga antre di Kota Padang.", Scene.OPENING, "located in the opening"),
    ("Pemkot Padang menambah taman.", Scene.OPENING, "an office in the opening"),
    ("Taman Kota Padang ramai.", Scene.OPENING, "a regency of the first sentence"),
    ("Taman rusak. Taman serupa Padang Panjang ramai.", Scene.NAMED, "only named"),
    (FAR + "Warga antre di Kota Padang.", Scene.LOCATED, "located further down"),
    (FAR + "Polsek Cikeusal menjaga.", Scene.POLICED, "a district's police further down"),
    (FAR * 3 + "Polsek Cikeusal menjaga.", Scene.NAMED, "too far down"),
]


@pytest.mark.parametrize(("text", "scene", "why"), CASES)
def test_scene(text: str, scene: Scene, why: str) -> None:
    found = sight(text, find_places(text), lead=0, day=DAY)
    assert max(seen.scene for seen in found.values()) == scene, why


def codes(title: str, body: str, dateline: str | None = None) -> tuple[str, ...]:
    return locate(title=title, body=body, dateline=dateline, day=DAY).region_codes


def test_what_was_said_in_jakarta_of_a_place_elsewhere_happened_there() -> None:
    body = (
        "Api padam di Kabupaten Kampar, Riau.\n\nHal itu ia katakan di Jakarta Pusat, Rabu (11/9)."
    )
    assert codes("Api Padam", body, "JAKARTA") == ("14.01", "14")


def test_a_venue_is_the_place_of_what_has_no_other() -> None:
    body = f'{FAR}\n\n"Baik," kata menteri di Menteng, Jakarta Pusat, Rabu (11/9/2019).'
    assert codes("Menteri Membahas Harga", body, "JAKARTA")[-2:] == ("31.71", "31")


def test_places_of_the_text_come_before_the_dateline() -> None:
    body = "Pohon tumbang di Kabupaten Deli Serdang, Rabu (11/9/2019)."
    assert codes("Pohon Tumbang", body, "MEDAN") == ("12.07", "12", "12.71")


def test_police_of_a_city_does_not_outweigh_the_regency() -> None:
    body = "Polres Blitar Kota memeriksa saksi di Kecamatan Ponggok, Kabupaten Blitar."
    assert codes("Saksi Diperiksa", body) == ("35.05.06", "35.05", "35")
    alone = locate(title="Saksi Diperiksa", body="Polres Blitar Kota memeriksa saksi.", day=DAY)
    assert alone.region_codes == ("35",)
    assert set(alone.region_candidates) == {"35.05", "35.72"}


def test_a_region_lies_in_the_province_of_then_too() -> None:
    body = "Pasar dibuka lagi di Kabupaten Puncak, Papua, Rabu (11/9/2019)."
    assert codes("Pasar di Papua Dibuka Lagi", body)[:3] == ("91.25", "91", "94.05")


def test_a_name_that_both_readings_decide_stays_undecided() -> None:
    body = "Warga Blitar rukun.\n\nPemkot Blitar dan Pemkab Blitar menambah taman."
    located = locate(title="Taman di Blitar", body=f"{FAR}\n\n{body}", day=DAY)
    assert located.region_codes == ("35",)
    assert set(located.region_candidates) == {"35.05", "35.72"}


FRAGMENTS = [
    "di", "dari", "asal", "warga", "Kota Padang", "Polres Blitar Kota", "Jakarta", "Merauke",
    "Kecamatan Ponggok", "Bogor", ", ", ". ", "(", ")", "\n\n", "Rabu (11/9/2019)", "Rabu", "32/13",
    "(31/2/2019)", "11 September", "99 Juni 0000", "yakni", "-",
]  # fmt: skip


@given(
    body=st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join)),
    lead=st.one_of(st.none(), st.text(max_size=20)),
    day=st.one_of(st.none(), st.dates()),
)
def test_whatever_is_printed_gives_codes_once(
    body: str, lead: str | None, day: date | None
) -> None:
    located = locate(title=body[:40], lead=lead, body=body, day=day)
    assert len(set(located.region_codes)) == len(located.region_codes)
    assert set(located.region_candidates).isdisjoint(located.region_codes)
    assert {one.code for one in located.regions if one.role == "place"} <= {*located.region_codes}
