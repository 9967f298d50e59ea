"""A snippet marks the words that matched, and nothing else; and harms nobody who prints it."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from beritasearch.analysis.analyzer import analyzer
from beritasearch.analysis.tokenizer import terms, tokens
from beritasearch.search.snippets import Highlighter, Snippet
from beritasearch.search.words import query_word

WORDS = ["banjir", "membanjiri", "Banjir", "inovasi", "inovasinya", "Jum'at", "Qur’an", "Rp6"]
PIECES = st.lists(
    st.sampled_from([*WORDS, "pasar", "kota", "<b>", "&amp;", "a\nb", "\x1b[2J", "“", ",", "é"]),
    min_size=1,
    max_size=120,
).map(" ".join)


def snippet_of(text: str, *words: str) -> tuple[Snippet, dict[str, list[str]]]:
    chosen = [query_word(word, analyzer(), stemmed=True) for word in words]
    highlighter = Highlighter([word for word in chosen if word], analyzer())
    matched = highlighter.matched(text)
    return highlighter.snippet(text, matched), dict(matched)


def marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.marks]


@given(text=PIECES, words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_mark_stands_on_a_word_that_matched(text, words):
    snippet, matched = snippet_of(text, *words)
    for piece in marked(snippet):
        assert "".join(terms(piece)) in matched, piece
    whole = [(token.start, token.end) for token in tokens(snippet.text)]
    assert list(snippet.marks) == [span for span in whole if span in snippet.marks]


@given(text=PIECES)
@settings(deadline=None)
def test_every_word_that_matches_in_the_piece_is_marked(text):
    snippet, matched = snippet_of(text, "banjir", "inovasi")
    assume(matched)
    shown = [term for term in terms(snippet.text) if term in matched]
    assert ["".join(terms(piece)) for piece in marked(snippet)] == shown
    assert shown, "the piece shows none of the words"


@given(text=PIECES)
@settings(deadline=None)
def test_the_piece_is_a_piece_of_the_text(text):
    snippet, _ = snippet_of(text, "banjir")
    inside = snippet.text.removeprefix("… ").removesuffix(" …")
    assert len(inside) <= 240
    assert snippet.text.isprintable()
    bare = "".join(char if char.isprintable() else " " for char in text)
    assert inside in bare
    assert snippet.text.startswith("… ") or bare.lstrip().startswith(inside[:20].lstrip())


@given(text=PIECES)
@settings(deadline=None)
def test_html_is_safe_and_loses_nothing(text):
    snippet, _ = snippet_of(text, "banjir", "inovasi")
    marked_up = snippet.to_html()
    assert set(re.findall(r"<[^>]*>", marked_up)) <= {"<mark>", "</mark>"}
    assert html.unescape(re.sub(r"</?mark>", "", marked_up)) == snippet.text
    assert marked_up.count("<mark>") == marked_up.count("</mark>") == len(snippet.marks)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Warga memuji inovasinya.", "inovasi", ["inovasinya"]),
        ("Salat Jum'at di masjid", "jumat", ["Jum'at"]),
        ("Salat jumat di masjid", "Jum'at", ["jumat"]),
        ("Membaca Qur’an bersama", "quran", ["Qur’an"]),
        ("Nilainya Rp6 miliar", "rp", ["Rp"]),
        ("İstanbul kota banjir", "banjir", ["banjir"]),
        ("kebanjiran bukan kata banjir", "banjir", ["banjir"]),
    ],
)
def test_forms_as_they_are_printed(text, word, expected):
    snippet, _ = snippet_of(text, word)
    assert set(expected) <= set(marked(snippet))


def test_the_piece_with_most_of_the_words_is_shown():
    text = "Banjir. " + "Kata lain. " * 60 + "Banjir dan inovasi di satu kalimat. " + "Lagi. " * 60
    snippet, _ = snippet_of(text, "banjir", "inovasi")
    assert marked(snippet) == ["Banjir", "inovasi"]
    assert snippet.text.startswith("… ")
    assert snippet.text.endswith(" …")


def test_without_a_match_the_beginning_is_shown():
    snippet, matched = snippet_of("Awal berita. " * 50, "banjir")
    assert (matched, snippet.marks) == ({}, ())
    assert snippet.text.startswith("Awal berita.")
    assert snippet_of("", "banjir")[0] == Snippet("")


def test_hits_say_which_forms_matched(archive):
    hit = next(hit for hit in archive.search("inovasi kelurahan", fuzzy=False))
    assert hit.matched["inovasi"]
    assert set(hit.matched) == {"inovasi", "kelurahan"}
    for forms in hit.matched.values():
        assert all(form == form.lower() for form in forms)


def test_what_a_page_hides_in_its_text_is_not_printed(archive):
    (hit,) = archive.search("banjir jalan pasar", kind="article")
    assert "\x1b" not in hit.snippet.text
    assert "\u202e" not in hit.snippet.text
    assert "&lt;b&gt;utama&lt;/b&gt; &amp; <mark>pasar</mark>" in hit.snippet.to_html()
