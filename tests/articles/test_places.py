import json
from datetime import date
from pathlib import Path

import pytest

from beritasearch.articles.places import locate, locate_headline

GOLD = json.loads((Path(__file__).parent / "golden" / "aliansinews.gold.json").read_text("utf-8"))
SECTIONS = {
    "banten": ["36"],
    "sumsel": ["16"],
    "oku timur": ["16.08"],
    "bogor raya": ["32.01", "32.71"],
}
CUES_OF_DISTRICTS = {"32.01.07", "32.01.10", "32.01.14", "32.01.28", "32.01.30", "32.01.32"}


def test_golden_article() -> None:
    article = GOLD["article"]
    located = locate(
        section_codes=SECTIONS["banten"],
        dateline=article["dateline"],
        tags=article["tags"],
        title=article["title"],
        lead=article["lead"],
        body=article["body"],
    )
    assert located.region_codes == ("36.71", "36")
    assert located.region_candidates == ()
    codes = {evidence.code for evidence in located.regions}
    assert codes.isdisjoint(row.get("not") for row in GOLD["must_not_be_regions"])


@pytest.mark.parametrize("headline", GOLD["headlines"], ids=lambda h: h["title"][:40])
def test_golden_headlines(headline: dict[str, list[str]]) -> None:
    section = SECTIONS.get(str(headline["section"]).lower(), [])
    codes = locate_headline(str(headline["title"]), section)
    at_least = set(headline["region_codes_at_least"])
    assert at_least <= set(codes)
    assert set(codes) - at_least <= CUES_OF_DISTRICTS


def test_undecided_name_leaves_candidates_and_their_province() -> None:
    located = locate(title="Hujan Deras, Pohon Tumbang di Bogor")
    assert located.region_codes == ("32",)
    assert located.region_candidates == ("32.01", "32.71")
    assert located.regions == ()


def test_name_in_full_decides_the_bare_one() -> None:
    located = locate(title="Pohon Tumbang di Bogor", body="Warga Kabupaten Bogor menyapu jalan.")
    assert located.region_codes == ("32.01", "32")
    assert located.region_candidates == ()


def test_several_sections_are_candidates_until_one_is_named() -> None:
    undecided = locate(title="Lomba Menanam Padi", section_codes=["32.01", "32.71"])
    assert (undecided.region_codes, undecided.region_candidates) == (("32",), ("32.01", "32.71"))
    decided = locate(title="Pemkot Bogor Lomba Menanam", section_codes=["32.01", "32.71"])
    assert (decided.region_codes, decided.region_candidates) == (("32.71", "32"), ())


def test_newsroom_dateline_gives_way() -> None:
    body = "Warga Kabupaten Klaten menyapu jalan.\n\nKabupaten Klaten bersih."
    located = locate(dateline="JAKARTA", title="Gotong Royong", body=body)
    assert located.region_codes == ("33.10", "33")
    assert ("31", "mentioned", "dateline") in [
        (e.code, e.role, e.evidence) for e in located.regions
    ]
    alone = locate(dateline="JAKARTA", title="Menteri Membuka Pameran")
    assert alone.region_codes == ("31",)


def test_region_only_in_the_text_is_mentioned() -> None:
    located = locate(
        title="Pemkot Surabaya Menambah Taman",
        body="Taman ditambah.\n\nTaman serupa ada di Kabupaten Klaten.",
    )
    assert located.region_codes == ("35.78", "35")
    assert [(e.code, e.role) for e in located.regions] == [
        ("35.78", "place"),
        ("33.10", "mentioned"),
    ]


def test_common_words_as_tags_need_the_region() -> None:
    assert locate(tags=["batu", "metro", "pati"]).region_codes == ()
    assert locate(tags=["kota batu"]).region_codes == ("35.79", "35")
    assert locate(tags=["batu"], section_codes=["35"]).region_codes == ("35.79", "35")


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2019, 9, 23), ("91.01", "91", "93.01", "93")),
        (date(2022, 7, 24), ("91.01", "91", "93.01", "93")),
        (date(2022, 7, 25), ("93.01", "93")),
        (None, ("91.01", "91", "93.01", "93")),
    ],
)
def test_codes_valid_on_the_day_come_before_those_of_today(
    day: date | None, codes: tuple[str, ...]
) -> None:
    located = locate(title="Pasar di Merauke Ramai", day=day)
    assert located.region_codes == codes
    placed = [one.code for one in located.regions if one.role == "place"]
    assert placed == [code for code in codes if len(code) == 5]


def test_what_is_mentioned_has_the_code_of_the_day_too() -> None:
    located = locate(
        title="Pemkot Surabaya Menambah Taman",
        body="Taman ditambah.\n\nAda pula tamu asal Merauke.",
        day=date(2019, 9, 23),
    )
    assert located.region_codes == ("35.78", "35")
    assert [one.code for one in located.regions if one.role == "mentioned"] == ["91.01", "93.01"]


def test_nothing() -> None:
    located = locate()
    assert (located.regions, located.region_codes, located.region_candidates) == ((), (), ())


def test_first_paragraph_makes_the_place_more_exact() -> None:
    body = "Warga Cilincing, Jakarta Utara, menanam bakau.\n\nBakau juga ada di Kabupaten Demak."
    located = locate(dateline="JAKARTA", title="Warga Menanam Bakau", body=body)
    assert located.region_codes[:3] == ("31.72.04", "31.72", "31")
    assert [e.code for e in located.regions if e.role == "mentioned"] == ["33.21"]
