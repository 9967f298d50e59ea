"""Which word was meant, on every engine: what is suggested, and what is left alone."""

from __future__ import annotations

import pytest

import invented
from beritasearch.analysis.analyzer import analyzer
from beritasearch.archive.archive import open as open_archive
from beritasearch.engines.registry import engine_names
from beritasearch.evaluation.suggestions import Misspelling, corrected, score
from beritasearch.index.build import build_index
from beritasearch.regions.gazetteer import gazetteer
from beritasearch.search.closeness import cost
from beritasearch.search.spelling import allowed_edits, is_right

# How often the invented archive prints each sentence.
SENTENCES = {
    "Wali Kota Airin Rachmi Diany meresmikan taman kota di Serpong kemarin.": 14,
    "Ketua umum Prabowo Subianto menemui petani di Karawang.": 9,
    "Petugas Kemenkes memeriksa puskesmas, kata juru bicara itu.": 8,
    "Anggaran Kemenkeu naik lagi, kata juru bicara itu.": 8,
    "Penyelundupan benih lobster digagalkan polisi perairan di pelabuhan.": 9,
    "Rumah Rahmi terbakar, warga bergotong royong membangunnya.": 4,
    "Kafe Diani buka di pasar lama.": 4,
    # Slips, where the right word has stood before.
    "Ketua umum Probowo Subianto menemui petani di Cianjur.": 1,
    "Penyelundupan benih lobsetr digagalkan polisi perairan di Batam.": 1,
    # Rare and right: near a common word, but not in its company.
    "Novelis Rachma Lobstein menulis cerita anak dari Jerman.": 1,
    "Gudang Subiantoro terjual pekan lalu.": 1,
}


@pytest.fixture(scope="module", params=engine_names())
def archive(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("suggestions") / request.param
    bodies = [text for text, times in SENTENCES.items() for _ in range(times)]
    pages = (
        invented.extraction(f"saran-{at}", title=f"Kabar {at}", body=body)
        for at, body in enumerate(bodies)
    )
    dataset, _ = invented.write(path, *pages)
    build_index(dataset, request.param)
    return open_archive(path, engine=request.param)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # In no article: all that are about as likely, as they are printed.
        ("kemenkeh", {"Kemenkes", "Kemenkeu"}),
        ("lobtser", {"lobster"}),
        ("Prabwo", {"Prabowo"}),
        # The first letter may be wrong, and two edits are not too many.
        ("penyelundupn", {"Penyelundupan"}),
        ("lobstrrs", {"lobster"}),
        # In an article, which the neighbours of the word give away as a slip.
        ("Probowo", {"Prabowo"}),
        ("lobsetr", {"lobster"}),
        # Several words change: the whole query.
        ("Prabwo lobtser", {"Prabowo lobster"}),
        ("Airin Rahmi Diani", {"Airin Rachmi Diany"}),
        ('"airin rahmi diani"', {'"airin Rachmi Diany"'}),
    ],
)
def test_what_was_meant_is_suggested(archive, text, expected):
    results = archive.search(text)
    assert set(results.suggestions) == expected
    assert results.notices[-1] == f"Did you mean: {', '.join(results.suggestions)}?"


@pytest.mark.parametrize(
    "text",
    [
        "lobster",
        "Rachma Lobstein",
        "Subiantoro",
        "Kemenkes",
        "Kemenkeu",
        "kemenag",
        "Diani",
        "kota lam",
        "12345",
        "xzqwvxzqwv",
        "lobs*",
        "",
    ],
)
def test_right_words_and_what_is_like_nothing_are_left_alone(archive, text):
    assert archive.search(text).suggestions == ()


def test_a_word_that_is_there_is_answered_as_typed(archive):
    results = archive.search("Probowo")
    assert (results.total, results.total_exact) == (1, 1)
    assert results[0].matched == {"Probowo": ("probowo",)}


def test_other_words_of_the_query_decide(archive):
    assert archive.search("kemenkei puskesmas").suggestions[0] == "Kemenkes"
    assert archive.search("kemenkei anggaran").suggestions[0] == "Kemenkeu"


def test_a_rare_variant_does_not_outrank_the_common_word(archive):
    hits = archive.search("lobstr", limit=20)
    assert hits.total == 10
    scores = {hit.title: hit.score for hit in hits if "lobsetr" in hit.snippet.text}
    assert len(scores) == 1
    assert min(hit.score for hit in hits) == max(scores.values())


def test_known_abbreviations_do_not_stand_for_one_another(archive):
    assert archive.search("kemenkes~").notices == ()
    assert archive.search("kemenkes", fuzzy=True).total == 8


def test_without_suggestions_that_change_the_query(archive):
    exact = archive.search("lobtser", exact=True)
    assert (exact.total, exact.suggestions) == (0, ("lobster",))
    assert archive.search("lobtser", fuzzy=False).suggestions == ("lobster",)


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("kemenag", True),
        ("tangsel", True),
        ("serpong", True),
        ("jokowi", True),
        ("tangsell", False),
    ],
)
def test_what_the_lexicons_know_is_right(word, right):
    assert is_right(word, analyzer(), gazetteer()) is right


@pytest.mark.parametrize(
    ("word", "edits"),
    [("kota", 0), ("pasar", 1), ("presiden", 1), ("kementerian", 2), ("201819", 0)],
)
def test_edits_by_length(word, edits):
    assert allowed_edits(word) == edits


@pytest.mark.parametrize(
    ("typed", "closer", "farther"),
    [
        ("demikain", "demikian", "demikail"),  # changed round
        ("oerusahaan", "perusahaan", "merusahaan"),  # the key beside
        ("aktipitas", "aktifitas", "aktimitas"),  # one sound
        ("kahir", "khahir", "karhir"),  # not heard
        ("pelangaran", "pelanggaran", "pelangtaran"),  # doubled
        ("kontrol", "kontral", "kontrml"),  # vowels
    ],
)
def test_easy_slips_cost_less(typed, closer, farther):
    assert cost(typed, closer) < cost(typed, farther)
    assert cost(typed, closer) == cost(closer, typed)


def test_how_suggestions_are_scored():
    cases = [
        Misspelling("lobtser", "lobster", "benih", "dev"),
        Misspelling("Probowo", "Prabowo", "", "dev"),
        Misspelling("adalag", "adalah", "ini", "dev"),
    ]
    answers = {
        "lobtser": ["lobster"],
        "Probowo": ["Probo", "Prabowo"],
        "lobtser benih": ["Lobster benih"],
    }
    alone = score(cases, lambda text: answers.get(text, ()), with_context=False)
    assert (alone.cases, alone.first, alone.among_five) == (3, 1 / 3, 2 / 3)
    together = score(cases, lambda text: answers.get(text, ()), with_context=True)
    assert (together.cases, together.first) == (2, 1 / 2)
    assert corrected(["lobtser", "lobster"], lambda text: answers.get(text, ())) == ["lobtser"]
