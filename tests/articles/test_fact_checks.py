"""Fact-checks: which articles are ones, their verdicts, and claims apart from their own words."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.articles.article import Article, FactCheck
from beritasearch.articles.draft import Draft
from beritasearch.articles.extract import extract
from beritasearch.articles.fact_checks import claim_review, read_fact_check
from beritasearch.evaluation.fact_checks import LabelledCheck, read_checks, score
from beritasearch.pages.page import Form, Page, page_of

CASES = Path(__file__).parent / "cases" / "fact_checks.tsv"
BODY = "Air laut di Karangan tidak naik. Tim memeriksa foto itu di tiga tempat."


def article(**row: Any) -> Article:
    fields = {"title": "Air Laut Naik di Karangan", "body": BODY, **row}
    return extract(Page("a", Form.ROW, "0" * 64, row=fields)).article


TITLES = [
    ("[SALAH] Air Laut Naik", "SALAH"),
    ("[HOAKS] Air Laut Naik", "HOAKS"),
    ("(HOAX) Air Laut Naik", "HOAX"),
    ("“[BENAR] Air Laut Naik”", "BENAR"),
    ("[SALAH/HOAKS] Air Laut Naik", "SALAH/HOAKS"),
    ("[DISINFORMASI + HASUT] Air Laut Naik", "DISINFORMASI + HASUT"),
    ("[KLARIFIKASI] Air Laut Naik", "KLARIFIKASI"),
    ("[Cek Fakta] Benarkah Air Laut Naik?", None),
    ("Keliru: Foto Air Laut Naik", "Keliru"),
    ("Menyesatkan: Foto Air Laut Naik", "Menyesatkan"),
    ("Sebagian Benar: Air Laut Naik", "Sebagian Benar"),
    ("Belum Ada Bukti: Air Laut Naik", "Belum Ada Bukti"),
    ("Hoaks! Air Laut Naik", "Hoaks"),
    ("Cek Fakta: Air Laut Naik", None),
    ("CEK FAKTA: Benarkah Air Laut Naik?", None),
    ("Cek Fakta: Tidak Benar Air Laut Naik", "Tidak Benar"),
    ("Cek Fakta: Hoaks Air Laut Naik", "Hoaks"),
    ("Cek Fakta: [HOAKS] Air Laut Naik", "HOAKS"),
    ("Cek Fakta: Salah Satu Foto Air Laut", None),
    ("Cek Fakta: Salah, Air Laut Naik", "Salah"),
    ("Periksa Fakta - Air Laut Naik", None),
    ("Fact Check: Air Laut Naik", None),
]
LOOK_ALIKES = [
    "Hoaks Air Laut Naik, Warga Panik",
    "HOAX Soal Air Laut Naik, Simak Fakta Lengkapnya",
    "Hoax, Kabar Air Laut Naik",
    "Polisi: Kabar Air Laut Naik Hoaks",
    "Penyebar Hoaks Air Laut Ditangkap",
    "Fakta: Air Laut Naik Tiap Tahun",
    "Fakta-fakta Air Laut Naik",
    "Salah Paham soal Air Laut",
    "Salah Satu Warga: Air Laut Naik",
    "Benarkah Air Laut Naik?",
    "Cek Fakta-fakta Menarik Air Laut",
    "[POPULER] Air Laut Naik",
    "[BERITA FOTO] Air Laut Naik",
    "Klarifikasi: Air Laut Tidak Naik",
    "Video: Hoaks atau Fakta Pekan Ini",
    "Kabar Air Laut Naik Keliru: Ini Kata BMKG",
]


@pytest.mark.parametrize(("title", "verdict"), TITLES)
def test_titles_that_open_with_a_label(title: str, verdict: str | None) -> None:
    assert article(title=title).fact_check == FactCheck(verdict, None)


@pytest.mark.parametrize("title", LOOK_ALIKES)
def test_titles_that_only_have_the_words(title: str) -> None:
    assert article(title=title).fact_check is None


SHELVES: list[tuple[dict[str, Any], str | None]] = [
    ({"section": "Cek Fakta"}, None),
    ({"section": "News/Cek-Fakta"}, None),
    ({"section": "HOAX OR NOT"}, None),
    ({"url": "https://karangan.id/cekfakta/read/1/air-laut-naik"}, None),
    ({"url": "https://karangan.id/cek-fakta/1/keliru-air-laut-naik"}, "KELIRU"),
    ({"url": "https://cekfakta.karangan.id/fakta/1/air-laut-naik"}, None),
    ({"section": "cek-fakta", "url": "https://karangan.id/2018/06/benar-air-laut-naik/"}, "BENAR"),
    ({"section": "cek-fakta", "url": "https://karangan.id/benar-benar-air-laut-naik"}, None),
    ({"section": "cek-fakta", "url": "https://karangan.id/salah-satu-air-laut-naik"}, None),
    ({"section": "cek-fakta", "tags": ["air", "verdict:HOAX"]}, "HOAX"),
    (
        {"section": "cek-fakta", "tags": ["verdict: Salah"], "url": "https://k.id/benar-air"},
        "Salah",
    ),
    ({"section": "Cek Fakta", "title": "INFOGRAFIK: Hoaks Air Laut Naik"}, "Hoaks"),
    (
        {"section": "Cek Fakta", "title": "[SALAH] Air Laut Naik", "tags": ["verdict:BENAR"]},
        "SALAH",
    ),
]


@pytest.mark.parametrize(("row", "verdict"), SHELVES)
def test_articles_that_are_filed_as_fact_checks(row: dict[str, Any], verdict: str | None) -> None:
    assert article(**row).fact_check == FactCheck(verdict, None)


@pytest.mark.parametrize(
    "row",
    [
        {"section": "Fakta"},
        {"section": "Tren", "tags": ["hoaks", "cek fakta"]},
        {"url": "https://karangan.id/berita/cek-fakta-air-laut-naik"},
        {"url": "https://karangan.id/berita/1/hoaks-air-laut-naik", "tags": ["verdict:HOAX"]},
    ],
)
def test_other_places_of_the_words_file_nothing(row: dict[str, Any]) -> None:
    assert article(**row).fact_check is None


BLOCKS = [
    (
        "KATEGORI: X NARASI: Laut naik. PENJELASAN: Tidak.",
        "Laut naik.",
        "KATEGORI: X PENJELASAN: Tidak.",
    ),
    (
        "Sumber : A Narasi : “Laut naik” Penjelasan & Fakta : Tidak.",
        "“Laut naik”",
        "Sumber : A Penjelasan & Fakta : Tidak.",
    ),
    ("(NARASI): Laut naik ====== REFERENSI: b.id", "Laut naik", "====== REFERENSI: b.id"),
    (
        "A ===== NARASI “Laut naik”. ===== PENJELASAN Tidak.",
        "“Laut naik”.",
        "A ===== ===== PENJELASAN Tidak.",
    ),
    ("A =NARASI= “Laut naik” =PENJELASAN= Tidak.", "“Laut naik”", "A =PENJELASAN= Tidak."),
    (
        "NARASI :\n\nLaut naik.\n\nBagikan.\n\nPENJELASAN :\n\nTidak.",
        "Laut naik.\n\nBagikan.",
        "PENJELASAN :\n\nTidak.",
    ),
    (
        "Awal.\n\nNarasi yang beredar\n\nLaut naik.\n\nPenelusuran Karangan.com\n\nTidak.",
        "Laut naik.",
        "Awal.\n\nPenelusuran Karangan.com\n\nTidak.",
    ),
    (
        "Awal.\n\nKlaim\n\nLaut naik.\n\nHasil pemeriksaan\n\nTidak.",
        "Laut naik.",
        "Awal.\n\nHasil pemeriksaan\n\nTidak.",
    ),
    ("NARASI : PENJELASAN : Tidak.", None, "PENJELASAN : Tidak."),
    ("Video dengan narasi : laut naik. Penjelasan: tidak.", None, None),
    ("BERI NARASI KEPADA WARGA. PENJELASAN: Tidak.", None, None),
    ("Narasi yang beredar itu tidak benar.\n\nPenelusuran\n\nTidak.", None, None),
]


@pytest.mark.parametrize(("body", "claim", "left"), BLOCKS)
def test_claim_blocks(body: str, claim: str | None, left: str | None) -> None:
    made = article(title="[SALAH] Air Laut Naik", body=body)
    assert made.fact_check == FactCheck("SALAH", claim)
    assert made.body == (body if left is None else left)
    assert made.body_uncertain is None


def test_a_block_without_an_end_stays_in_the_body_and_is_told() -> None:
    made = article(title="[SALAH] Air Laut Naik", body="SUMBER: A NARASI: Laut naik. Tidak benar.")
    assert made.fact_check == FactCheck("SALAH", None)
    assert made.body.endswith("Laut naik. Tidak benar.")
    assert made.body_uncertain == "The quoted claim has no visible end: it stands in the body."


def test_an_article_that_is_no_fact_check_keeps_its_words() -> None:
    body = "NARASI: Laut naik. PENJELASAN: Tidak."
    assert article(body=body).body == body


def test_no_quotation_is_taken_from_a_claim() -> None:
    quoted = "“Air laut akan menenggelamkan kota ini besok,” kata Budi Karangan."
    row = {"title": "[SALAH] Laut", "body": f"A. NARASI : {quoted} PENJELASAN : Tidak benar."}
    assert extract(Page("a", Form.ROW, "0" * 64, row=row)).quotations == ()


def test_claim_review_of_a_page() -> None:
    review = {
        "@type": "ClaimReview",
        "claimReviewed": "Air laut naik",
        "reviewRating": {"@type": "Rating", "alternateName": "Salah"},
    }
    content = (
        f"<html><title>Laut</title><script type='application/ld+json'>{json.dumps(review)}</script>"
        f"<p>{BODY}</p><p>{BODY}</p></html>"
    )
    found = extract(page_of(content.encode(), "a.html", Form.HTML)).article
    assert found.fact_check == FactCheck("Salah", "Air laut naik")


@pytest.mark.parametrize(
    "node", [{}, {"reviewRating": 5, "claimReviewed": []}, {"reviewRating": {}}]
)
def test_a_claim_review_that_states_nothing(node: Mapping[str, Any]) -> None:
    assert claim_review(node) is None


WORDS = [
    "NARASI",
    "Narasi",
    ":",
    "PENJELASAN",
    "=====",
    "laut",
    "NAIK",
    "“",
    "\n\n",
    "Penelusuran",
    "(",
]


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_no_word_is_lost_between_body_and_claim(body: str) -> None:
    draft = Draft("x", body=body, title="[SALAH] Laut")
    read_fact_check(draft)
    assert draft.fact_check is not None
    kept = f"{draft.body} {draft.fact_check.claim or ''}".split()
    marks = {"NARASI", "Narasi", ":", "(", "====="}
    lost = [word for word in body.split() if word not in marks]
    assert sorted(word for word in kept if word not in marks) == sorted(lost)


# Labelled real articles.


def test_labelled_articles(shared_data: Path) -> None:
    cases = read_checks(CASES, "dev")
    found: dict[str, FactCheck | None] = {}
    texts: dict[str, str] = {}
    wanted = {case.article for case in cases}
    with gzip.open(shared_data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in filter(lambda row: row["id"] in wanted, map(json.loads, lines)):
            texts[row["id"]] = row["body"]
            found[row["id"]] = extract(Page("a", Form.ROW, "0" * 64, row=row)).article.fact_check
    scores = score(cases, found.__getitem__, texts.__getitem__)
    assert (scores.told, scores.verdicts, scores.claims) == (1.0, 1.0, 1.0), scores.wrong


def test_scores_are_shares_of_what_was_labelled() -> None:
    cases = [
        LabelledCheck("a", True, "SALAH", (0, 4)),
        LabelledCheck("b", True, None, None),
        LabelledCheck("c", False, None, None),
        LabelledCheck("d", False, None, None),
    ]
    found = {"a": FactCheck("SALAH", "lain"), "b": None, "c": FactCheck("HOAX", None), "d": None}
    scores = score(cases, found.__getitem__, lambda name: "laut naik")
    assert (scores.cases, scores.checks) == (4, 2)
    assert (scores.told, scores.verdicts, scores.claims) == (0.5, 1.0, 0.5)
    assert scores.wrong == ("a", "b", "c")
