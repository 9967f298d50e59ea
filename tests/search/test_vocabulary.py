"""Terms that are spelled nearly alike are all found, whichever way they are looked for."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from beritasearch.search.halves import Halves
from beritasearch.search.vocabulary import ESTABLISHED, Near, Vocabulary
from beritasearch.search.words import EVERYWHERE

WORDS = st.text("abcé", min_size=1, max_size=6)


class Printed:
    """An engine that has these terms in its bodies."""

    def __init__(self, terms):
        self._terms = terms

    def vocabulary(self, text):
        return list(self._terms.items()) if text == "body" else []

    def document_frequency(self, text, term):
        return self._terms.get(term, 0) if text == "body" else 0


@pytest.mark.parametrize("established", [False, True])
@given(
    terms=st.dictionaries(WORDS, st.integers(1, 2 * ESTABLISHED), max_size=30),
    term=WORDS,
    edits=st.integers(1, 3),
)
@example(terms={"acb": 5, "ab": 1, "abc": 9, "12": 3}, term="abc", edits=1)
def test_near_terms_are_those_within_the_edits(established, terms, term, edits):
    least = ESTABLISHED if established else 1
    expected = sorted(
        (OSA.distance(term, other), -documents, other)
        for other, documents in terms.items()
        if other.isalpha() and documents >= least and 0 < OSA.distance(term, other) <= edits
    )
    found = Vocabulary(Printed(terms)).near(term, edits, established=established)
    assert found == [Near(other, away, -documents) for away, documents, other in expected]


@given(words=st.sets(WORDS, max_size=40), word=st.text("abcé", min_size=2, max_size=7))
@example(words={"abdcef"}, word="abcdef")  # changed round across the border
@example(words={"bacdfe"}, word="abcdef")
def test_halves_hold_all_words_two_edits_away(words, word):
    near = {other for other in words if OSA.distance(word, other) <= 2}
    assert near <= Halves(words).candidates(word) <= words


def test_many_questions_are_answered_as_few():
    vocabulary = Vocabulary(Printed({"penyelundupan": 3, "penyelundpuan": 1, "penyelidikan": 9}))
    answers = [vocabulary.near("penyeludupna", 2) for _ in range(30)]
    assert answers == answers[:1] * 30
    assert [near.term for near in answers[0]] == ["penyelundupan"]


def test_documents_are_counted_over_all_texts():
    assert "body" in EVERYWHERE
    vocabulary = Vocabulary(Printed({"lobster": 3}))
    assert vocabulary.documents("lobster") == 3
    assert vocabulary.documents("lobtser") == 0
