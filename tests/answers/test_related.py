"""What is related shares something that tells: never only words that stand everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

import invented
from beritasearch.analysis import analyzer as analyzer_module
from beritasearch.archive.archive import open as open_archive
from beritasearch.archive.build import build
from beritasearch.engines.registry import engine_names
from beritasearch.errors import ArticleNotFound, ImpossibleDate
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


def titles(related):
    return [found.title for found in related]


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    path = tmp_path_factory.mktemp("datasets") / "aliansinews"
    for engine in engine_names():
        build([str(EXAMPLES)], path, engine=engine)
    return path


@pytest.mark.parametrize("engine", engine_names())
def test_of_the_example_all_share_a_place_or_a_telling_word(example, engine):
    found = open_archive(example, engine=engine).related(EXAMPLE, limit=25)
    assert "Reshuffle Kabinet, Ini Daftar Menteri" not in " ".join(map(str, titles(found)))
    assert len(found) >= 3
    for each in found:
        assert each.shared_terms or each.shared_tags or each.shared_regions
        assert not set(each.shared_terms) & {"dan", "yang", "untuk", "dalam", "jadi"}
    assert {"36.71"} <= set(found[0].shared_regions)


@pytest.mark.parametrize("engine", engine_names())
def test_function_words_alone_make_nothing_related(tmp_path, engine):
    alike = "Yang itu dan ini adalah untuk dia, tetapi tidak dengan mereka yang lain lagi."
    archive = opened(
        tmp_path,
        invented.extraction("satu", body=f"{alike} Kebakaran.", title=None),
        invented.extraction("dua", body=f"{alike} Panen.", title=None, tags=("padi",)),
        engine=engine,
    )
    assert archive.related(invented.id_of("satu")) == []
    assert archive.related_to_text(alike) == []
    assert archive.related_to_text("") == []
    assert archive.related_to_text("12 34 5.678 !?") == []


def test_words_that_a_tenth_of_the_archive_holds_tell_nothing_alone(tmp_path):
    archive = opened(
        tmp_path,
        *filler(150),
        invented.extraction("kebakaran", title="Dapur Terbakar", body=FIRE),
    )
    assert archive.related_to_text("Warga dan petugas melihat lokasi itu dengan jelas") == []
    fire = archive.related_to_text("Warga dan petugas melihat kebakaran di dapur umum Ciputat")
    assert titles(fire) == ["Dapur Terbakar"]


@pytest.mark.parametrize(
    ("columns", "shared"),
    [
        ({"tags": ("damkar",)}, "shared_tags"),
        ({"region_codes": ("36.74", "36")}, "shared_regions"),
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
    assert getattr(found[0], shared)


def test_a_province_alone_tells_nothing(tmp_path):
    archive = opened(
        tmp_path,
        *filler(150),
        invented.extraction("satu", body="Warga melihat petugas.", region_codes=("36",)),
        invented.extraction("dua", body="Petugas melihat warga.", region_codes=("36",)),
    )
    assert archive.related(invented.id_of("satu")) == []


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


def test_the_order_is_fixed_and_the_same_on_every_engine(archive_of_fires):
    orders = {
        engine: [found.article_id for found in archive.related(invented.id_of("api 1"))]
        for engine, archive in archive_of_fires.items()
    }
    assert len(set(map(tuple, orders.values()))) == 1
    for archive in archive_of_fires.values():
        again = [found.article_id for found in archive.related(invented.id_of("api 1"))]
        assert again == orders["reference"]


def test_articles_come_first_and_never_the_article_itself(fires):
    found = fires.related(invented.id_of("api 1"))
    assert [each.kind for each in found] == ["article", "article", "article", "headline"]
    assert invented.id_of("api 1") not in {each.article_id for each in found}
    scores = [each.score for each in found[:3]]
    assert scores == sorted(scores, reverse=True)


def test_before_a_day_and_up_to_a_limit(fires):
    before = fires.related(invented.id_of("api 1"), before="2024-01-03")
    assert [each.article_id for each in before] == [invented.id_of("api 2")]
    assert len(fires.related(invented.id_of("api 1"), limit=2)) == 2
    with pytest.raises(ImpossibleDate, match="2024-13"):
        fires.related(invented.id_of("api 1"), before="2024-13")


def test_every_name_of_an_article_will_do(fires):
    by_source_id = fires.related("sumber-1")
    assert by_source_id == fires.related(invented.id_of("api 1"))
    (headline,) = (each for each in by_source_id if each.kind == "headline")
    assert len(fires.related(headline.article_id)) == 4
    with pytest.raises(ArticleNotFound, match=r"known as 'tiada'\. Give an article_id"):
        fires.related("tiada")


def test_of_all_articles_at_once(fires):
    found = dict(fires.related_of_all(limit=1))
    assert set(found) == {invented.id_of(f"api {at}") for at in range(1, 5)} | {
        invented.id_of("daftar")
    }
    assert found[invented.id_of("daftar")] == []


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
