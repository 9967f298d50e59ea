"""Evidence for a claim: whole sentences with where they stand, and nothing that is not there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import invented
from beritasearch.analysis.analyzer import analyzer
from beritasearch.answers.claims import claims_in
from beritasearch.answers.evidence import passage_at
from beritasearch.archive.archive import open as open_archive
from beritasearch.articles.article import FactCheck
from beritasearch.engines.registry import engine_names
from beritasearch.index.build import build_index

FIRE = (
    "Dapur umum di Ciputat terbakar pada Rabu pagi. Petugas pemadam menduga korsleting listrik. "
    "Kerugian ditaksir Rp100 juta, kata lurah setempat."
)
CLAIM = "Dapur umum di Ciputat terbakar, kerugian Rp100 juta"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("datasets") / "berita"
    dataset, _ = invented.write(
        path,
        invented.extraction("kebakaran", "2025-02-19 17:39", body=FIRE),
        invented.extraction("salinan", "2025-02-20", body=FIRE, url="https://contoh.id/salin"),
        invented.extraction("kelak", None, body=f"{FIRE} Tambahan dari redaksi menyusul kemudian."),
        invented.extraction(
            "cek",
            "2025-02-21 08:00",
            title="[SALAH] Dapur umum di Ciputat terbakar",
            body="Faktanya, dapur umum di Ciputat tidak terbakar. Foto itu dari kerugian lain.",
            fact_check=FactCheck("SALAH", "Dapur umum di Ciputat terbakar habis!"),
        ),
        *invented.archive_of(30),
    )
    for engine in engine_names():
        build_index(dataset, engine)
    return path


@pytest.mark.parametrize("engine", engine_names())
def test_a_claim_is_answered_with_passages_of_the_body(path, engine):
    archive = open_archive(path, engine=engine)
    (checked,) = archive.check(CLAIM)
    best = checked.evidence[0]
    body = archive.article(best.article_id)["body"]
    assert body[best.passage.start : best.passage.end] == best.passage.text
    assert best.passage.text.startswith("Dapur umum di Ciputat terbakar")
    assert best.passage.text.endswith((".", "setempat."))


def test_copies_are_one_and_what_was_first_is_said_of_dated_articles(path):
    (checked,) = open_archive(path).check(CLAIM)
    (best,) = checked.evidence
    assert {best.article_id, *best.copies} == {
        invented.id_of(key) for key in ("kebakaran", "salinan", "kelak")
    }
    assert [one.article_id for one in checked.earliest] == [best.article_id]


def test_a_fact_check_stands_apart_with_its_own_verdict(path):
    (checked,) = open_archive(path).check(CLAIM)
    (check,) = checked.fact_checks
    assert (check.verdict, check.claim) == ("SALAH", "Dapur umum di Ciputat terbakar habis!")
    assert "habis" not in check.passage.text
    assert check.article_id not in {one.article_id for one in checked.evidence}


@pytest.mark.parametrize(
    "claim",
    [
        "Alien mendarat di Monas dan menculik lima ratus pedagang bakso keliling",
        "Aliens landed at the monument and took away five hundred people",
    ],
)
def test_what_nobody_printed_has_no_evidence(path, claim):
    (checked,) = open_archive(path).check(claim)
    assert checked.evidence == checked.fact_checks == checked.earliest == ()
    assert checked.timeline == {}


@pytest.mark.parametrize("text", ["", "  \n", "😀😀😀", "https://contoh.id/berita", "!!! … ???"])
def test_a_text_without_words_has_no_claim(path, text):
    assert open_archive(path).check(text) == []


def test_bounds_leave_out_what_lies_outside(path):
    archive = open_archive(path)
    (checked,) = archive.check(CLAIM, since="2025-02-20", until="2025-02-20")
    assert [one.article_id for one in checked.evidence] == [invented.id_of("salinan")]


def test_a_pasted_message_is_checked_sentence_by_sentence():
    message = (
        "PENTING!!! Dapur umum di Ciputat terbakar pada hari Rabu pagi dan kerugian Rp100 juta. "
        "Sebarkan! Walikota berjanji membangun kembali dapur umum itu dalam waktu dua bulan dari "
        "sekarang. Mohon bantu sebarkan pesan ini ke semua grup. Aamiin."
    )
    claims = claims_in(message, analyzer())
    assert [claim.text.split()[0] for claim in claims] == ["Dapur", "Walikota", "Mohon"]
    assert all(message[claim.start : claim.end] == claim.text for claim in claims)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_claims_point_at_their_text(text):
    for claim in claims_in(text, analyzer()):
        assert text[claim.start : claim.end] == claim.text
        assert claim.text


@given(
    body=st.text("ab. \n", max_size=200),
    window=st.tuples(st.integers(0, 20), st.integers(0, 30)),
)
def test_a_passage_is_a_piece_of_the_body(body, window):
    passage = passage_at(body, window)
    assert body[passage.start : passage.end] == passage.text
