"""What is related shares something that tells: never only words that stand everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

import invented
from beritasearch.analysis import analyzer as analyzer_module
from beritasearch.archive.archive import open as open_archive
from beritasearch.archive.build import build
from beritasearch.engines.registry import engine_names
from beritasearch.errors import ArticleNotFound, ImpossibleDate, QueryError, RegionNotFound
from beritasearch.index.build import build_index

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"
EXAMPLE = "21279e2f48997c45"
FIRE = "Kebakaran melanda dapur umum di Ciputat. Petugas pemadam menduga korsleting listrik."


def opened(path, *pages, engine="tantivy"):
    dataset, _ = invented.write(path, *pages)
    build_index(dataset, engine)
    return open_archive(path, engine=engine)


def filler(number):
    """Articles that share a few words with everything, as the articles of one portal do."""
    return [
        invented.extraction(
            f"pengisi {at}", body=f"Warga dan petugas di lokasi itu yang melihat hal ke-{at} jelas."
        )
        for at in range(number)
    ]


def everything(related):
    return [each for group in related.groups().values() for each in group]


def titles(related):
    return [found.title for found in everything(related)]


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    path = tmp_path_factory.mktemp("datasets") / "aliansinews"
    for engine in engine_names():
        build([str(EXAMPLES)], path, engine=engine)
    return path


@pytest.mark.parametrize("engine", engine_names())
def test_what_the_example_page_lists_is_ten_months_younger(example, engine):
    assert len(open_archive(example, engine=engine).related(EXAMPLE)) == 0


@pytest.mark.parametrize("engine", engine_names())
def test_a_text_finds_a_headline_by_what_tells_it(example, engine):
    archive = open_archive(example, engine=engine)
    found = everything(archive.related_to_text("Dapur MBG di Tangsel terbakar"))
    assert found[0].title.startswith("Dapur MBG di Tangsel Terbakar")
    for each in found:
        assert each.shared.terms or each.shared.tags or each.shared.regions
        assert not set(each.shared.terms) & {"dan", "yang", "untuk", "dalam", "jadi"}


@pytest.mark.parametrize("engine", engine_names())
def test_function_words_alone_make_nothing_related(tmp_path, engine):
    alike = "Yang itu dan ini adalah untuk dia, tetapi tidak dengan mereka yang lain lagi."
    archive = opened(
        tmp_path,
        invented.extraction("satu", body=f"{alike} Kebakaran.", title=None),
        invented.extraction("dua", body=f"{alike} Panen.", title=None, tags=("padi",)),
        engine=engine,
    )
    assert len(archive.related(invented.id_of("satu"))) == 0
    assert len(archive.related_to_text(alike)) == 0
    assert len(archive.related_to_text("")) == 0
    assert len(archive.related_to_text("12 34 5.678 !?")) == 0


def test_words_that_a_tenth_of_the_archive_holds_tell_nothing_alone(tmp_path):
    archive = opened(
        tmp_path,
        *filler(150),
        invented.extraction("kebakaran", title="Dapur Terbakar", body=FIRE),
    )
    common = archive.related_to_text("Warga dan petugas melihat lokasi itu dengan jelas")
    assert len(common) == 0
    fire = archive.related_to_text("Warga dan petugas melihat kebakaran di dapur umum Ciputat")
    assert titles(fire) == ["Dapur Terbakar"]


@pytest.mark.parametrize(
    ("columns", "shared"),
    [
        ({"tags": ("damkar",)}, "tags"),
        ({"region_codes": ("36.74", "36")}, "regions"),
    ],
)
def test_a_tag_or_a_town_tells_what_common_words_do_not(tmp_path, columns, shared):
    archive = opened(
        tmp_path,
        *filler(150),
        invented.extraction("satu", body="Warga melihat petugas di lokasi itu.", **columns),
        invented.extraction("dua", body="Petugas dan warga melihat lokasi.", **columns),
    )
    found = archive.related(invented.id_of("satu"))
    assert titles(found) == ["Judul dua"]
    assert getattr(everything(found)[0].shared, shared)


def test_a_province_alone_tells_nothing(tmp_path):
    archive = opened(
        tmp_path,
        *filler(150),
        invented.extraction("satu", body="Warga melihat petugas.", region_codes=("36",)),
        invented.extraction("dua", body="Petugas melihat warga.", region_codes=("36",)),
    )
    assert len(archive.related(invented.id_of("satu"))) == 0


@pytest.fixture(scope="module")
def archive_of_fires(tmp_path_factory):
    pages = [
        invented.extraction(
            "api 1",
            "2024-01-01 08:00",
            title="Dapur Terbakar",
            body=FIRE,
            other_ids=("sumber-1",),
        ),
        invented.extraction("api 2", "2024-01-02 08:00", title="Dapur Lagi", body=FIRE),
        invented.extraction("api 3", "2024-01-03 08:00", title="Dapur Lagi", body=FIRE),
        invented.extraction("api 4", None, title="Dapur Ciputat", body=f"{FIRE} Tanpa tanggal."),
        invented.extraction(
            "daftar",
            "2024-02-01 08:00",
            body="Panen padi.",
            headlines=[invented.headline("Kebakaran Dapur di Ciputat", "2024-01-04 08:00")],
        ),
    ]
    path = tmp_path_factory.mktemp("datasets") / "api"
    return {engine: opened(path, *pages, engine=engine) for engine in engine_names()}


@pytest.fixture(params=engine_names())
def fires(request, archive_of_fires):
    return archive_of_fires[request.param]


def test_the_groups_are_the_same_on_every_engine(archive_of_fires):
    def groups(archive, name):
        related = archive.related(invented.id_of(name)).groups()
        return {group: [each.article_id for each in found] for group, found in related.items()}

    for name in ("api 1", "api 4", "daftar"):
        expected = groups(archive_of_fires["reference"], name)
        for archive in archive_of_fires.values():
            assert groups(archive, name) == groups(archive, name) == expected


def test_copies_are_told_by_who_was_first_and_how_much_is_shared(fires):
    of_first = fires.related(invented.id_of("api 1"))
    copies = [invented.id_of(f"api {at}") for at in (2, 3, 4)]  # the undated one cannot be first
    assert [each.article_id for each in of_first.same_text] == copies
    assert of_first.earliest_id == invented.id_of("api 1")
    assert [each.days_apart for each in of_first.same_text] == [1, 2, None]
    assert all(each.similarity >= 0.8 for each in of_first.same_text)
    assert fires.related(invented.id_of("api 3")).earliest_id == invented.id_of("api 1")


def test_no_article_is_in_two_groups_and_none_is_the_article_itself(fires):
    for name in ("api 1", "api 2", "api 3", "api 4"):
        found = [each.article_id for each in everything(fires.related(invented.id_of(name)))]
        assert len(found) == len(set(found))
        assert invented.id_of(name) not in found


def test_a_headline_of_those_days_is_of_the_story(fires):
    (headline,) = fires.related(invented.id_of("api 1")).same_story
    assert (headline.kind, headline.days_apart) == ("headline", 3)
    assert fires.related(headline.article_id).same_story[0].kind == "article"


STORY = (
    "Gempa mengguncang {place} pada Rabu malam. Kepala BPBD Sutrisno Hadi menyebut {houses} rumah "
    "di Kecamatan Wonosari retak dan tujuh sekolah rusak ringan. Pengungsi ditampung di Balai "
    "Desa Karangmojo, dan dapur umum menyiapkan {meals} porsi makanan tiap hari bagi mereka."
)


@pytest.fixture(scope="module")
def quakes(tmp_path_factory):
    told_again = (
        "Sutrisno Hadi dari BPBD meninjau pengungsi gempa di Balai Desa Karangmojo. Menurut dia "
        "1.250 rumah retak di Wonosari, Gunungkidul, dan sekolah rusak diperbaiki dalam sebulan."
    )
    first = STORY.format(place="Gunungkidul", houses="1.250", meals="3.400")
    pages = [
        *filler(40),
        invented.extraction("gempa", "2024-03-10 08:00", title="Gempa Gunungkidul", body=first),
        invented.extraction("esok", "2024-03-11 08:00", title="BPBD Meninjau", body=told_again),
        invented.extraction(
            "esok lagi", "2024-03-11 10:00", title="Peninjauan", body=f"{told_again} Hujan reda."
        ),
        invented.extraction(
            "lama", "2022-08-01 08:00", title="Gempa Lalu", body=told_again.replace("1.250", "90")
        ),
        invented.extraction(
            "kelak", "2025-01-01 08:00", title="Setahun Gempa", body=f"Kini {told_again[:120]}"
        ),
    ]
    return opened(tmp_path_factory.mktemp("datasets") / "gempa", *pages)


def test_the_story_is_near_and_the_background_is_older(quakes):
    related = quakes.related(invented.id_of("gempa"))
    assert [each.title for each in related.same_story] == ["BPBD Meninjau"]
    assert [each.title for each in related.background] == ["Gempa Lalu"]
    assert related.background[0].days_apart == -587
    assert "Setahun Gempa" not in titles(related)


def test_copies_of_one_another_are_one_line(quakes):
    (line,) = quakes.related(invented.id_of("gempa")).same_story
    assert line.copies == (invented.id_of("esok lagi"),)


def test_each_line_says_why(quakes):
    (line,) = quakes.related(invented.id_of("gempa")).same_story
    assert {"gempa", "wonosari", "karangmojo"} <= set(line.shared.terms)
    assert "Balai Desa Karangmojo" in line.shared.names
    assert line.shared.numbers == ("1.250",)
    (older,) = quakes.related(invented.id_of("gempa")).background
    assert older.shared.numbers == ()


def test_a_text_without_a_day_takes_that_of_its_story(quakes):
    body = quakes.article(invented.id_of("esok"))["body"]
    related = quakes.related_to_text(f"{body} Teruskan!")
    assert related.earliest_id == invented.id_of("lama")
    assert [each.title for each in related.same_story] == ["Gempa Gunungkidul"]
    assert related.same_story[0].days_apart == -1


def test_bounds(quakes):
    gempa = invented.id_of("gempa")
    assert titles(quakes.related(gempa, before="2024")) == ["Gempa Lalu"]
    assert "Gempa Lalu" not in titles(quakes.related(gempa, since="2024-03-01"))
    assert titles(quakes.related(gempa, other_portals=True)) == []
    assert titles(quakes.related(gempa, same_portal=True)) == titles(quakes.related(gempa))
    assert titles(quakes.related(gempa, portal="lain.id")) == []
    assert titles(quakes.related(gempa, region="Banten")) == []


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"before": "2024-13"}, ImpossibleDate, "2024-13"),
        ({"since": "2024", "before": "2023"}, ImpossibleDate, "No day lies from 2024-01-01"),
        ({"same_portal": True, "other_portals": True}, QueryError, "not both"),
        ({"region": "Wakanda"}, RegionNotFound, "Wakanda"),
    ],
)
def test_bounds_that_cannot_be_met(quakes, options, error, message):
    with pytest.raises(error, match=message):
        quakes.related(invented.id_of("gempa"), **options)


def test_a_text_has_no_portal_of_its_own(quakes):
    with pytest.raises(QueryError, match="no portal of its own"):
        quakes.related_to_text("Gempa Gunungkidul", same_portal=True)


def test_every_name_of_an_article_will_do(fires):
    assert fires.related("sumber-1") == fires.related(invented.id_of("api 1"))
    with pytest.raises(ArticleNotFound, match=r"known as 'tiada'\. Give an article_id"):
        fires.related("tiada")


def test_of_all_articles_at_once(fires):
    found = dict(fires.related_of_all(limit=1))
    assert set(found) == {invented.id_of(f"api {at}") for at in range(1, 5)} | {
        invented.id_of("daftar")
    }
    assert len(found[invented.id_of("daftar")]) == 0


def test_function_words_are_a_list_with_its_licence():
    file = (
        Path(__file__).parents[2]
        / "src/beritasearch/analysis/indonesian/lexicons/function_words.txt"
    )
    assert "Apache License 2.0" in file.read_text("utf-8")
    words = analyzer_module._function_words()
    assert {"yang", "dan", "untuk", "tidak", "katanya"} <= words
    assert all(word == word.lower().strip() and word.isalpha() for word in words)
    assert not words & {"kota", "banjir", "tangerang", "sekda"}
