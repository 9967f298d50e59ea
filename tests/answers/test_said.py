"""Claimed quotations beside printed ones: words, speakers, and what a claim quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import invented
from beritasearch.answers.candidates import candidates
from beritasearch.answers.claimed import claimed_quotations
from beritasearch.answers.said import MOST_WORDS, said
from beritasearch.answers.speakers import is_same_speaker
from beritasearch.answers.word_alignment import align, spoken, spoken_parts
from beritasearch.articles.quotations import find_quotations
from beritasearch.dataset.dataset import open_dataset
from beritasearch.engines.registry import engine_names
from beritasearch.index.build import build_index
from beritasearch.index.open import open_index

WORDS = "Kami tidak akan menaikkan tarif air sampai 300 ribu pelanggan terlayani semua"
BODY = (
    f'"{WORDS}," kata Direktur Utama PDAM Sari Melati di kantornya.\n\n'
    '"Pipa yang bocor (di pasar) diganti bulan ini," ujar Sari. '
    '"Setelah itu jalan ditutup lagi."\n\n'
    "Sementara itu, Joko Widodo membantah dirinya memesan pipa itu dari luar negeri."
)
QUOTATIONS = find_quotations("a", BODY)


def best(words, speaker=None):
    return next(iter(said(words, speaker, QUOTATIONS)), None)


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        f"“{WORDS.upper()}!”",
        "Kami nggak akan menaikkan tarif air sampai 300.000 pelanggan terlayani semua",
        "tidak akan menaikkan tarif air",
        "Kami tidak akan menaikkan tarif air … pelanggan terlayani semua",
        "Kami (PDAM) tidak akan menaikkan tarif air",
        "Pipa yang bocor diganti bulan ini",
        "Pipa yang bocor diganti bulan ini. Setelah itu jalan ditutup lagi.",
    ],
)
def test_exact(words: str) -> None:
    found = best(words, "Sari Melati")
    assert found is not None
    assert (found.outcome, found.similarity, found.is_same_speaker) == ("exact", 1.0, True)
    assert found.article_id == "a"


def test_the_offsets_are_those_of_the_words() -> None:
    found = best("bocor diganti bulan ini")
    assert found is not None
    assert BODY[found.start : found.end] == "bocor (di pasar) diganti bulan ini"


def test_a_negation_that_is_left_out_is_shown() -> None:
    found = best("Kami akan menaikkan tarif air sampai 300 ribu pelanggan terlayani semua")
    assert found is not None
    assert found.outcome == "altered"
    assert [tuple(piece) for piece in found.pieces] == [
        ("equal", "Kami"),
        ("only_printed", "tidak"),
        ("equal", "akan menaikkan tarif air sampai 300 ribu pelanggan terlayani semua"),
    ]


def test_another_number_is_shown_beside_the_printed_one() -> None:
    found = best("Kami tidak akan menaikkan tarif air sampai 500.000 pelanggan terlayani semua")
    assert found is not None
    changed = [tuple(piece) for piece in found.pieces if piece.kind != "equal"]
    assert changed == [("only_claimed", "500.000"), ("only_printed", "300 ribu")]


def test_json_has_the_words_and_where_they_stand() -> None:
    found = best("bocor diganti bulan besok", "Sari Melati")
    assert found is not None
    shown = found.to_dict()
    assert shown["pieces"][-2:] == [
        {"kind": "only_claimed", "text": "besok"},
        {"kind": "only_printed", "text": "ini"},
    ]
    assert BODY[shown["start"] : shown["end"]] == "bocor (di pasar) diganti bulan ini"
    assert (shown["outcome"], shown["quotations"]) == ("altered", [2])


def test_another_speaker_is_told_and_the_printed_one_named() -> None:
    found = best(WORDS, "Budi Karangan")
    assert found is not None
    assert (found.outcome, found.speaker) == ("other_speaker", "Sari Melati")


def test_a_denial_is_never_a_statement() -> None:
    found = best("dirinya memesan pipa itu dari luar negeri", "Jokowi")
    assert found is not None
    assert found.denied


@pytest.mark.parametrize(
    "words",
    [
        "",
        "…",
        "\U0001f602\U0001f602",
        "Tarif air akan naik dua kali lipat mulai tahun depan, kata orang",
        "Kami akan air",
        "di kantornya sementara itu",
        "kata " * (MOST_WORDS + 1),
    ],
)
def test_what_nobody_says_is_not_found(words: str) -> None:
    assert said(words, None, QUOTATIONS) == []


@given(st.text(alphabet="ab .…()[]\"'%&2", max_size=60), st.text(alphabet="ab .()%", max_size=80))
def test_any_two_texts_can_be_aligned(claim: str, printed: str) -> None:
    parts, words = spoken_parts(claim), spoken(printed)
    if not parts or not words:
        return
    found = align(parts, words, claim, printed)
    if found is None:
        return
    assert 0 <= found.similarity <= 1
    assert 0 <= found.first <= found.last <= len(words)
    assert all(piece.text for piece in found.pieces)


@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12))
def test_a_text_is_exact_beside_itself(words: list[str]) -> None:
    text = " ".join(words)
    found = align(spoken_parts(text), spoken(text), text, text)
    assert found is not None
    assert (found.changed, found.similarity) == (0, 1.0)


@pytest.mark.parametrize(
    ("claimed", "speaker", "role", "same"),
    [
        ("Jokowi", "Joko Widodo", None, True),
        ("Presiden Joko Widodo", "Jokowi", None, True),
        ("Widodo", "Joko Widodo", None, True),
        ("J. Widodo", "Joko Widodo", None, True),
        ("Sari", "Sari Melati", "Direktur Utama PDAM", True),
        ("Direktur Utama PDAM", "Sari Melati", "Direktur Utama PDAM", True),
        ("Dirut PDAM", "Sari Melati", "Direktur Utama PDAM", True),
        ("AKBP Sari Melati, S.H.", "Sari Melati", None, True),
        ("Sari Mawar", "Sari Melati", "Direktur Utama PDAM", False),
        ("Direktur Keuangan PDAM", "Sari Melati", "Direktur Utama PDAM", False),
        ("Menteri Sosial", "Budi Karangan", "Wakil Menteri Sosial", False),
        ("KPK", "Budi Karangan", "Juru Bicara KPK", True),
        ("Rudi", "Budi Karangan", None, False),
        ("Direktur", "Sari Melati", None, None),
        ("Sari", None, None, None),
        ("", "Sari Melati", None, None),
    ],
)
def test_speakers(claimed: str, speaker: str | None, role: str | None, same: bool | None) -> None:
    assert is_same_speaker(claimed, speaker, role) is same


@pytest.mark.parametrize(
    ("claim", "words", "speaker"),
    [
        ('"Tarif air tetap" kata Sari', "Tarif air tetap", "Sari"),
        ("*Melly:* “Tarif air tetap” \U0001f602", "Tarif air tetap", "Melly"),
        ('Direktur PDAM, Sari Melati : "Tarif air tetap"', "Tarif air tetap", "Sari Melati"),
        ('kata jokowi "tarif air tetap murah"', "tarif air tetap murah", "jokowi"),
        ('"Tarif tetap murah ya" - Sari Melati', "Tarif tetap murah ya", "Sari Melati"),
        ('"Tarif tetap," ujar Direktur PDAM, Sari Melati, Rabu.', "Tarif tetap,",
         "Direktur PDAM, Sari Melati"),
        ("Prabowo: Tarif Air Tetap Murah", "Tarif Air Tetap Murah", "Prabowo"),
        ("Heboh! Video Sari Melati sebut tarif air naik.", "tarif air naik.", "Video Sari Melati"),
        ('"Prabowo: Tarif Air Tetap Murah"', "Tarif Air Tetap Murah", "Prabowo"),
        ('Contoh: "tarif air tetap murah"', "tarif air tetap murah", None),
    ],
)  # fmt: skip
def test_whom_a_claim_quotes(claim: str, words: str, speaker: str | None) -> None:
    (found,) = claimed_quotations(claim)
    assert (found.words, found.speaker) == (words, speaker)
    assert claim[found.start : found.end] == words


@pytest.mark.parametrize(
    "claim",
    ["", "Cek Fakta: Benarkah Tarif Air Naik?", 'Film "Kali Jernih" diputar.', "Tarif air naik."],
)
def test_what_quotes_nobody(claim: str) -> None:
    assert claimed_quotations(claim) == []


@given(st.text(alphabet="aB ,.:\"“”'*()-\n", max_size=60))
def test_any_claim_can_be_read(claim: str) -> None:
    for found in claimed_quotations(claim):
        assert claim[found.start : found.end] == found.words


@pytest.mark.parametrize("engine", engine_names())
def test_candidates_come_from_the_index(tmp_path, engine: str) -> None:
    rows = invented.extraction("pipa", body=BODY, quoted=[("Sari Melati", WORDS)])
    dataset, _ = invented.write(tmp_path / "berita", rows, *invented.archive_of(20))
    build_index(dataset, engine)
    index = open_index(open_dataset(dataset.path), engine)
    (first, *_) = said(WORDS, "Sari Melati", candidates(index, WORDS))
    assert (first.outcome, first.article_id) == ("exact", invented.id_of("pipa"))
    assert candidates(index, "xyzzy") == []
