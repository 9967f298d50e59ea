"""A snippet marks the words that matched, and nothing else; and harms nobody who prints it."""

from __future__ import annotations

import html
import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beritasearch.analysis.analyzer import analyzer
from beritasearch.analysis.sentences import clause_borders, sentence_borders
from beritasearch.analysis.tokenizer import terms, tokens
from beritasearch.engines.registry import engine_names
from beritasearch.query.parser import parse
from beritasearch.regions.gazetteer import gazetteer
from beritasearch.search.highlights import BORDER, Finder, Mark, behind
from beritasearch.search.planner import Planner
from beritasearch.search.snippets import LONGEST, Snippet, snippet
from beritasearch.search.vocabulary import Vocabulary
from beritasearch.search.words import query_word

WORDS = ["banjir", "membanjiri", "Banjir", "inovasi", "inovasinya", "Jum'at", "Qur’an", "Rp6"]
PIECES = st.lists(
    st.sampled_from(
        [
            *(*WORDS, "pasar", "kota", "<b>", "&amp;", "a\nb", "\x1b[2J", "\u202e", "“", ",", "é"),
            *("Selesai.", "x" * 90, "dr.", "\t", "pemkot"),
        ]
    ),
    min_size=1,
    max_size=120,
).map(" ".join)


def marks_of(text: str, *words: str) -> list[Mark]:
    return Finder([query_word(word, analyzer(), stemmed=True) for word in words], analyzer()).marks(
        text
    )


def snippet_of(text: str, *words: str) -> Snippet:
    return snippet(text, marks_of(text, *words))


def marked(found: Snippet) -> list[str]:
    return [found.text[start:end] for start, end in found.marks]


def bare(text: str) -> str:
    """A text as a snippet may show it: on one line, without what a terminal would obey."""
    spaced = re.sub(r"\s+", " ", text)
    return re.sub(" +", " ", "".join(filter(str.isprintable, spaced)))


@given(text=PIECES, words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_word_that_matches_is_found_and_none_else(text, words):
    chosen = [query_word(word, analyzer(), stemmed=True) for word in words]
    single = {stem for word in chosen if len(word.stems) == 1 for stem in word.stems}
    expected = {
        (token.start, token.end)
        for token in tokens(text)
        if not single.isdisjoint(analyzer().stem(token.term).split())
    }
    found = marks_of(text, *words)
    assert {(m.start, m.end) for m in found if " " not in m.form} == expected
    for mark in found:
        assert " ".join(terms(text[mark.start : mark.end])) == mark.form
        assert set(mark.words) <= set(words)


@given(text=PIECES, words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_snippet_is_made_of_pieces_of_the_text(text, words):
    found = snippet_of(text, *words)
    assert len(found.text) <= LONGEST
    assert found.text.isprintable()
    at = 0
    for passage in found.text.removeprefix("… ").removesuffix(" …").split(" … "):
        at = bare(text).index(passage.strip(), at)
    last = 0
    for start, end in found.marks:
        assert last <= start < end <= len(found.text)
        last = end
    assert {bare(text[m.start : m.end]) for m in marks_of(text, *words)}.issuperset(marked(found))


@given(text=PIECES)
@settings(deadline=None)
def test_where_something_matches_it_is_shown(text):
    marks = marks_of(text, "banjir", "inovasi")
    found = snippet(text, marks)
    assert bool(found.marks) == bool(marks)


@given(text=PIECES)
@settings(deadline=None)
def test_html_is_safe_and_loses_nothing(text):
    found = snippet_of(text, "banjir", "inovasi")
    marked_up = found.to_html()
    assert set(re.findall(r"<[^>]*>", marked_up)) <= {"<mark>", "</mark>"}
    assert html.unescape(re.sub(r"</?mark>", "", marked_up)) == found.text
    assert marked_up.count("<mark>") == marked_up.count("</mark>") == len(found.marks)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Warga memuji inovasinya.", "inovasi", ["inovasinya"]),
        ("Salat Jum'at di masjid", "jumat", ["Jum'at"]),
        ("Salat jumat di masjid", "Jum'at", ["jumat"]),
        ("Membaca Qur’an bersama", "quran", ["Qur’an"]),
        ("Nilainya Rp6 miliar", "rp", ["Rp"]),
        ("İstanbul kota banjir", "banjir", ["banjir"]),
        ("(banjir),“Banjir”/banjir-banjir", "banjir", ["banjir", "Banjir", "banjir", "banjir"]),
        ("Ia menulis, ditulis, penulis", "tulis", ["menulis", "ditulis", "penulis"]),
        ("Penuaan membuatnya menua", "tua", ["Penuaan", "menua"]),
        ("Kinerja pekerja", "kerja", ["Kinerja", "pekerja"]),
        ("Presiden Soekarno", "sukarno", ["Soekarno"]),
        ("Sebanyak 6.000.000 orang, 6,000,000", "6000000", ["6.000.000", "6,000,000"]),
        ("Naik 57,17 persen", "57.17", ["57,17"]),
        ("kebanjiran tetap banjir, bandingkan dengan band", "banjir", ["kebanjiran", "banjir"]),
    ],
)
def test_forms_as_they_are_printed(text, word, expected):
    assert marked(snippet_of(text, word)) == expected


@pytest.fixture(scope="module")
def planner(archives):
    engine = archives["reference"]._index.engine
    return Planner(engine, analyzer(), gazetteer(), Vocabulary(engine), None)


@pytest.mark.parametrize(
    ("query", "text", "expected", "matched"),
    [
        ("Pemkot", "Pemerintah Kota menata kota", ["Pemerintah Kota"], {"Pemkot"}),
        ("Pemkot", "Pemerintah pusat dan kota lain", [], set()),
        ("pemerintah kota", "Pemkot menata", ["Pemkot"], {"pemerintah", "kota"}),
        ("walikota", "Wali kota, kota, walikota", ["Wali kota", "walikota"], {"walikota"}),
        ("Jokowi", "Presiden Joko Widodo alias Jokowi", ["Joko Widodo", "Jokowi"], {"Jokowi"}),
        ("satpol pp", "Satuan Polisi Pamong Praja", ["Satuan Polisi Pamong Praja"], None),
        ('"wali kota"', "Wali kota; kota itu, kata wali.", ["Wali kota"], {"wali kota"}),
        ('"wali kota"', "Wali. Kota", ["Wali. Kota"], {"wali kota"}),
        ('"wali kota"', f"wali{BORDER}kota", [], set()),
        ("Rp6 miliar", "Nilainya Rp 6 M lebih", ["Rp 6 M"], None),
        ("Rp6 miliar", "Nilainya 6.000.000.000 rupiah", ["6.000.000.000 rupiah"], {"Rp6 miliar"}),
        ("17 April 2019", "Pada 17/4/2019 lalu", ["17/4/2019"], None),
        ("benih*", "Pembenihan benih dan benihnya", ["benih", "benihnya"], {"benih"}),
        ("lobstar", "Benih lobster", ["lobster"], {"lobstar"}),
        ("inovasi di kota", "Inovasi di sini, di kota", ["Inovasi", "kota"], {"inovasi", "kota"}),
        ("yang di", "Yang lama di sini", ["Yang", "di"], {"yang", "di"}),
        ("banjir -pasar", "Banjir di pasar", ["Banjir"], {"banjir"}),
    ],
)
def test_what_a_query_marks(planner, query, text, expected, matched):
    marks = Finder(planner.plan(parse(query).node).words, analyzer()).marks(text)
    assert marked(snippet(text, marks)) == expected
    if matched is not None:
        assert {word for mark in marks for word in mark.words} == matched


SENTENCES = """\
Banjir surut.|Warga pulang.
Hadir dr. Budi, H. Ahmad dan Prof. Sari.|Selesai.
Harganya Rp. 5 juta.|Naik!
Surat No. 12 berlaku di Kab. Bogor, Jl. Raya.|“Benar?”|Ya.
Terjadi pada pukul 19.30 WIB... lalu surut.|Katanya: “Sudah.”|Ia pergi"""


@pytest.mark.parametrize("line", SENTENCES.splitlines())
def test_sentences(line):
    text = line.replace("|", " ")
    borders = [0, *sentence_borders(text, 1, len(text)), len(text)]
    pieces = [text[a:b].strip() for a, b in pairwise(borders) if b > a]
    assert pieces == line.split("|")


@given(text=PIECES, start=st.integers(0, 50), length=st.integers(0, 200))
@settings(deadline=None)
def test_borders_stand_behind_white_space_within_the_bounds(text, start, length):
    for borders in (sentence_borders, clause_borders):
        found = list(borders(text, start, start + length))
        assert found == sorted(set(found))
        assert all(start <= at <= start + length and text[at - 1].isspace() for at in found)


LONG = "Kata lain yang tidak dicari. " * 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The passage with most words, not the first one.
        (
            f"Banjir. {LONG}Ada banjir dan inovasi di sini. {LONG}",
            "… Ada <mark>banjir</mark> dan <mark>inovasi</mark> di sini. Kata lain",
        ),
        # Two passages where none has both.
        (f"Banjir surut. {LONG}Lahir inovasi. {LONG}", "<mark>Banjir</mark> surut. Kata lain"),
        (f"Banjir surut. {LONG}Lahir inovasi. {LONG}", " … Lahir <mark>inovasi</mark>. Kata"),
        # At the end of a text more is shown before.
        (f"{LONG}Lahir inovasi.", "Kata lain yang tidak dicari. Lahir <mark>inovasi</mark>."),
    ],
)
def test_passages(text, expected):
    found = snippet_of(text, "banjir", "inovasi").to_html()
    assert expected in found
    assert "dicari." in found


def test_a_long_sentence_is_cut_at_a_clause():
    clause = "warga yang tinggal di bantaran kali itu mengungsi ke posko terdekat, "
    found = snippet_of(f"Pada hari itu {clause * 3}banjir merendam, {clause * 4}", "banjir")
    inside = found.text.removeprefix("… ").removesuffix(" …")
    assert inside.startswith(("warga yang", "banjir merendam"))
    assert inside.endswith(("terdekat,", "merendam,"))


def test_without_a_match_the_beginning_is_shown():
    found = snippet_of("Awal berita. " * 50, "banjir")
    assert found.marks == ()
    assert found.text.startswith("Awal berita.")
    assert found.text.endswith("berita. …")
    assert snippet_of("", "banjir") == Snippet("")


def test_texts_searched_in_one_go_have_marks_of_their_own():
    marks = marks_of(f"Banjir{BORDER}banjir", "banjir")
    assert [mark[:2] for mark in behind(len("Banjir" + BORDER), marks)] == [(0, 6)]


def test_hits_say_which_forms_matched(archive):
    hit = next(hit for hit in archive.search("inovasi kelurahan", fuzzy=False))
    assert hit.matched["inovasi"]
    assert set(hit.matched) == {"inovasi", "kelurahan"}
    for forms in hit.matched.values():
        assert all(form == form.lower() for form in forms)


@pytest.mark.parametrize("text", ["inovasi", "banjir pasar", '"wali kota"', "lobstar", "air*"])
def test_snippets_are_the_same_on_every_engine(archives, text):
    one, *others = (
        {hit.article_id: (hit.snippet, hit.matched) for hit in archives[engine].search(text)}
        for engine in engine_names()
    )
    for other in others:
        assert other == one


def test_what_a_page_hides_in_its_text_is_not_printed(archive):
    (hit,) = archive.search("banjir jalan pasar", kind="article")
    assert "\x1b" not in hit.snippet.text
    assert "\u202e" not in hit.snippet.text
    assert "&lt;b&gt;utama&lt;/b&gt; &amp; <mark>pasar</mark>" in hit.snippet.to_html()
