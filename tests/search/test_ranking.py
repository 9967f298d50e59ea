"""What ranks first, what is welcome of a long text, and that all of it is said."""

from __future__ import annotations

import pytest

import invented
from beritasearch.archive.archive import open as open_archive
from beritasearch.engines.clauses import Nothing
from beritasearch.index.build import build_index
from beritasearch.search.plan import Part, Plan
from beritasearch.search.weights import WEIGHTS
from beritasearch.search.words import QueryWord, word_weights

FILLER = "Warga menunggu kabar dari petugas di lapangan sejak pagi hingga malam hari."
ARTICLES = {
    "Gubernur Meresmikan Jembatan": f"Jembatan itu dibangun tiga tahun. {FILLER}",
    "Kabar dari Lapangan": f"Gubernur meresmikan jembatan yang panjang. {FILLER}",
    "Beras Naik": f"Harga beras naik di pasar induk. {FILLER}",
    "Pasar Induk": f"Naik turunnya pasar membuat harga dan beras tidak menentu. {FILLER}",
    "Sungai Meluap": f"Sungai meluap dan merendam tiga desa di hilir bendungan lama. {FILLER}",
    "Bendungan": f"Bendungan lama di hilir sungai. {FILLER}",
}


@pytest.fixture(scope="module", params=["reference", "tantivy"])
def archive(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("ranking") / request.param
    pages = (
        invented.extraction(f"ranking-{at}", title=title, body=body)
        for at, (title, body) in enumerate(ARTICLES.items())
    )
    dataset, _ = invented.write(path, *pages)
    build_index(dataset, request.param)
    return open_archive(path, engine=request.param)


def titles(results):
    return [hit.title for hit in results]


def test_a_word_in_title_and_text_counts_once_where_it_counts_most(archive):
    explained = archive.search("jembatan", explain=True)[0].explanation
    assert len({part.field.removesuffix("_stem") for part in explained}) == 1


def test_words_beside_one_another_are_worth_more(archive):
    assert titles(archive.search("harga beras naik"))[0] == "Beras Naik"
    parts = archive.search("harga beras naik", explain=True)[0].explanation
    assert {part.term for part in parts} >= {"harga beras", "beras naik"}


QUESTION = "Di manakah bendungan di hilir sungai yang jebol?"
PASTED = "Sungai meluap. Bendungan lama jebol kemarin, kata petugas bandara itu."
PHRASE = '"sungai meluap lalu merendam semua desa yang ada di hilir bendungan lama"'


@pytest.mark.parametrize("text", [QUESTION, PASTED, PHRASE])
def test_a_question_and_a_pasted_text_are_answered_by_those_with_some_of_their_words(archive, text):
    results = archive.search(text)
    assert titles(results)[0] in ("Sungai Meluap", "Bendungan")
    assert {"Sungai Meluap", "Bendungan"} <= set(titles(results))
    assert "Beras Naik" not in titles(results)
    assert any(notice.startswith("Showing those with at least ") for notice in results.notices)


def test_a_long_phrase_that_nothing_holds_is_searched_as_words_and_that_is_said(archive):
    results = archive.search(PHRASE)
    assert "No article has the phrase as given; its words are searched." in results.notices
    assert results.interpreted.startswith("sungai AND meluap AND")
    assert archive.search(PHRASE.strip('"'), exact=True).total == 0
    assert archive.search('"sungai yang meluap"').total == 0


def test_a_phrase_that_something_holds_is_a_phrase(archive):
    results = archive.search('"sungai meluap dan merendam tiga desa di hilir bendungan"')
    assert (titles(results), results.notices) == (["Sungai Meluap"], ())


def test_a_typed_query_asks_for_all_its_words(archive):
    assert titles(archive.search("bendungan hilir sungai lama desa")) == ["Sungai Meluap"]


@pytest.mark.parametrize(
    ("number", "enough"), [(1, 1), (2, 1), (3, 2), (6, 2), (7, 3), (12, 3), (80, 3)]
)
def test_how_many_words_are_enough(number, enough):
    assert (
        Plan(parts=[Part(str(at), Nothing(), Nothing()) for at in range(number)]).enough == enough
    )


def test_rare_words_decide_in_a_long_query(archive):
    engine = archive._index.engine
    words = [QueryWord(term, (term,), (term,)) for term in ("sungai", "warga", "desa")]
    short = word_weights(words, engine, WEIGHTS)
    long = word_weights(words, engine, WEIGHTS._replace(damped_above=2, damping=1.0))
    assert short == [1.0, 1.0, 1.0]
    assert 1 > long[2] > long[0] > long[1] > 0
