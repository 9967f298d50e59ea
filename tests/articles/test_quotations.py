"""Who said what, in invented sentences; real ones are in the example page and in shared data."""

from __future__ import annotations

import csv
import gzip
import json
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beritasearch.articles.article import Quotation
from beritasearch.articles.extract import extract
from beritasearch.articles.quotations import find_quotations
from beritasearch.evaluation.quotations import (
    Label,
    Passage,
    matches,
    paragraphs,
    read_passages,
    score,
)
from beritasearch.pages.page import Page
from beritasearch.pages.reader import read_file

CASES = Path(__file__).with_name("cases")
MARKS = [('"', '"'), ("“", "”"), ('"', "”"), ("“", '"'), ("''", "''")]
INTRO = "Lurah Karangan (Lurah), Budi Karangan, menyampaikan panen dimulai hari ini."


def said(body: str) -> list[tuple[str | None, str]]:
    """Speaker and text of each quotation."""
    return [(one.speaker, one.text) for one in find_quotations("id", body)]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("“Panen kali ini berhasil,” kata Budi.", "Budi"),
        ('"Panen kali ini berhasil," kata Budi Karangan.', "Budi Karangan"),
        ('"Panen kali ini berhasil,” ujar Budi Karangan. Warga pun pulang.', "Budi Karangan"),
        (
            "“Panen kali ini berhasil,” tutur Prof. Dr. Sari H. Karangan.",
            "Sari H. Karangan",
        ),
        ("“Panen kali ini berhasil,” ujar Budi Senin (29/4).", "Budi"),
        ("“Panen kali ini berhasil,” kata Budi S. Ia lalu pulang.", "Budi S."),
        (
            "“Panen kali ini berhasil,” ucap Kepala Dinas Pertanian Karangan.",
            "Kepala Dinas Pertanian Karangan",
        ),
        ("“Panen kali ini berhasil,” kata Al-Karangan.", "Al-Karangan"),
        ("“Panen kali ini berhasil,” kata seorang warga.", None),
        ("“Panen kali ini berhasil,” kata dia.", None),
        ("“Panen kali ini berhasil,” jelasnya.", None),
        ("“Panen kali ini berhasil,” jelasnya Warga pun pulang.", None),
        ("“Panen kali ini berhasil,” jelasnya Senin (29/4).", None),
        ("“Panen kali ini berhasil,” kata Senin (29/4).", None),
    ],
)
def test_speakers_of_direct_speech(body: str, speaker: str | None) -> None:
    assert said(body) == [(speaker, "Panen kali ini berhasil")]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("“Panen berhasil,” kata Budi.", "Panen berhasil"),
        ("“Panen berhasil”, kata Budi.", "Panen berhasil"),
        ("“Panen berhasil.” kata Budi.", "Panen berhasil."),
        # A question stays one.
        ("“Kapan hujan turun?” kata Budi.", "Kapan hujan turun?"),
        ("“Panen berhasil!” kata Budi.", "Panen berhasil!"),
        ("„Panen berhasil,“ kata Budi.", "Panen berhasil"),
        ("“Panen berhasil. Semua senang,” kata Budi.", "Panen berhasil. Semua senang"),
    ],
)
def test_the_text_is_what_stands_between_the_marks(printed: str, text: str) -> None:
    assert said(printed) == [("Budi", text)]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Warga memanen padi.",
        "Acara “Panen Raya Karangan” dibuka Budi Karangan.",
        "Film “Panen” kata Budi.",
        "“Panen berhasil",
        "“, , , , , , ,” kata Budi.",
        "Demikian disampaikan, oleh Lurah Karangan, dalam rapat.",
        "Kementerian menyatakan panen berhasil.",
    ],
)
def test_no_quotation(body: str) -> None:
    assert said(body) == []


def test_nya_is_the_speaker_right_before() -> None:
    body = "“Panen ini berhasil,” kata Budi.\n\n“Semua warga senang,” jelasnya."
    assert said(body) == [("Budi", "Panen ini berhasil"), ("Budi", "Semua warga senang")]


@pytest.mark.parametrize(
    "body",
    [
        "“Panen ini berhasil,” kata Budi.\n\n“Semua warga senang,” kata seorang ibu.",
        "“Panen ini berhasil,” kata seorang ibu.\n\n“Semua warga senang,” katanya.",
    ],
)
def test_nobody_is_guessed(body: str) -> None:
    assert said(body)[1] == (None, "Semua warga senang")


def test_introduced_speakers_are_known_by_part_of_their_name_and_by_their_role() -> None:
    body = "\n\n".join(
        [
            INTRO,
            "“Hasilnya lebih banyak,” kata Budi.",
            "Lebih lanjut, Karangan menekankan warga bergotong royong.",
            "Lurah berharap hujan segera turun.",
            "Menteri berharap hujan tidak turun.",
        ]
    )
    found = find_quotations("id", body)
    assert [(one.speaker, one.verb, one.text, one.direct) for one in found] == [
        ("Budi Karangan", "menyampaikan", "panen dimulai hari ini", False),
        ("Budi Karangan", "kata", "Hasilnya lebih banyak", True),
        ("Budi Karangan", "menekankan", "warga bergotong royong", False),
        ("Budi Karangan", "berharap", "hujan segera turun", False),
    ]
    assert {one.speaker_role for one in found} == {"Lurah Karangan (Lurah)"}
    assert [one.ordinal for one in found] == [1, 2, 3, 4]
    assert {one.article_id for one in found} == {"id"}


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Sekretaris Daerah Kota Tangerang Buka Panen", " Kota Tangerang"),
        ("Panen Dibuka Sekretaris Daerah Provinsi Banten", " Provinsi Banten"),
        ("Sekretaris Daerah Kota Karangan Buka Panen", ""),
        ("Sekretaris Daerah Buka Panen di Kota Tangerang", ""),
        (None, ""),
    ],
)
def test_a_role_has_the_place_that_the_title_gives(title: str | None, place: str) -> None:
    body = "Sekretaris Daerah (Sekda), Budi Karangan, menyampaikan panen dimulai."
    (found,) = find_quotations("id", body, title)
    assert found.speaker_role == f"Sekretaris Daerah (Sekda){place}"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("panen dimulai. Warga lain pulang.", "panen dimulai"),
        (
            "panen dimulai di Jl. Karangan dan St. Sari. Warga pulang.",
            "panen dimulai di Jl. Karangan dan St. Sari",
        ),
        ("bahwa panen dimulai..", "panen dimulai"),
        ("hasilnya Rp 6.000.000 per warga. Itu banyak.", "hasilnya Rp 6.000.000 per warga"),
    ],
)
def test_a_report_ends_with_its_sentence(sentence: str, text: str) -> None:
    body = f"Lurah Karangan, Budi Karangan, mengatakan {sentence}"
    assert said(body) == [("Budi Karangan", text)]


@pytest.mark.parametrize(
    ("report", "denied"),
    [
        ("membantah bahwa panen gagal.", True),
        ("menepis kabar panen gagal.", True),
        ("menampik panen gagal.", True),
        ("menyangkal panen gagal.", True),
        ("menyatakan tidak benar bahwa panen gagal.", True),
        ("menegaskan bahwa tidak benar panen gagal.", True),
        ("menyatakan bahwa panen gagal.", False),
        ("menyatakan tidak ada panen.", False),
    ],
)
def test_a_denial_is_never_a_statement(report: str, denied: bool) -> None:
    (found,) = find_quotations("id", f"Lurah Karangan, Budi Karangan, {report}")
    assert found.denied is denied


def test_what_a_denying_person_says_in_his_own_words_is_said() -> None:
    (found,) = find_quotations("id", "“Tidak benar itu semua,” kata Budi.")
    assert (found.direct, found.denied) == (True, False)


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "„",
        "Panen kali ini berhasil",
        ",",
        ".",
        "?",
        " ",
        "\n\n",
        "\n",
        "kata",
        "ujarnya",
        " kata Budi",
        " jelasnya",
        "Budi Karangan",
        INTRO,
        "Lurah ",
        "berharap ",
        "membantah ",
        "dia",
        "H.",
        "Prof. ",
        "(",
        ")",
        "Senin",
        "’",
        "İ",
        "\u2028",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join)), st.none() | st.text())
@settings(deadline=None, max_examples=300)
def test_offsets_point_at_the_body(body: str, title: str | None) -> None:
    found = find_quotations("id", body, title)
    assert [one.ordinal for one in found] == list(range(1, len(found) + 1))
    for one in found:
        assert body[one.start : one.end] == one.text
        assert any(map(str.isalnum, one.text))
        assert one.speaker is None or one.speaker in body


def test_real_articles(shared_data: Path) -> None:
    """No speaker carries a full stop, a weekday or the next sentence."""
    speakers = 0
    for page in islice(read_file(str(shared_data / "articles.jsonl.gz")), 0, 6000, 20):
        assert isinstance(page, Page)
        extraction = extract(page)
        for one in extraction.quotations:
            assert extraction.article.body[one.start : one.end] == one.text
            if one.speaker:
                speakers += 1
                assert not one.speaker.endswith((",", "’", "'"))
                assert one.speaker.rstrip(".") == one.speaker or one.speaker[-3:-2] in (" ", "")
                assert not {"Senin", "Kamis", "Ia", "Dia", "Namun"} & set(one.speaker.split())
    assert speakers > 200


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["“" * 200_000, "“a” " * 100_000, "“panen ini,” kata Budi. " * 5_000]
)
def test_no_text_takes_long(text: str) -> None:
    started = time.process_time()
    find_quotations("id", INTRO + "\n\n" + text)
    # Measured below 1 s each; what grows with the square of the length takes minutes.
    assert time.process_time() - started < 8


def shapes() -> list[tuple[str, str, str]]:
    """Each invented shape, with each pair of marks if it has any."""
    with (CASES / "quotation_shapes.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        (f"{row['shape']} {opening}{closing}", marked(row["body"], pair), row["quotations"])
        for row in rows
        for pair in (MARKS if "~" in row["body"] else MARKS[:1])
        for opening, closing in [pair]
    ]


def marked(body: str, pair: tuple[str, str]) -> str:
    """The body with marks for each `~` by turns, and paragraphs for `¶`."""
    pieces = body.replace("¶", "\n\n").split("~")
    return "".join(
        piece + (pair[at % 2] if at < len(pieces) - 1 else "") for at, piece in enumerate(pieces)
    )


def written(one: Quotation) -> str:
    """A quotation as the table has it."""
    kind = "D" if one.direct else "X" if one.denied else "I"
    speaker = (one.speaker or "-").replace(" ", "_")
    return f"{kind} {speaker} {one.verb or '-'} {one.text}"


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in shapes()])
def test_shapes(body: str, expected: str) -> None:
    assert ";".join(written(one) for one in find_quotations("id", body)) == expected


def test_labelled_articles(shared_data: Path) -> None:
    """The half that may be looked at; the floors of all are in evaluations/floors.toml."""
    passages = [
        passage
        for name in ("quotations.tsv", "quotation_passages.tsv")
        for passage in read_passages(CASES / name)
        if passage.half == "dev"
    ]
    wanted = {passage.article for passage in passages}
    with gzip.open(shared_data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        texts = {row["id"]: paragraphs(row["body"]) for row in rows if row["id"] in wanted}
    scores = score(passages, texts, lambda text: find_quotations("id", text))
    assert scores.required > 350
    assert scores.precision >= 0.95
    assert scores.recall >= 0.95
    assert scores.false_statements == 0


def test_a_wrong_speaker_or_a_denial_lost_is_no_match() -> None:
    label = Label(0, 20, True, False, True, ("Budi Karangan",), "", "kata")
    found = Quotation(
        article_id="id",
        ordinal=1,
        speaker="AKP Budi Karangan",
        speaker_role=None,
        verb="kata",
        text="",
        start=0,
        end=18,
        direct=True,
    )
    assert matches(found, label)
    assert not matches(replace(found, speaker="Sari"), label)
    assert not matches(replace(found, speaker=None), label)
    assert not matches(replace(found, direct=False), label)
    assert not matches(replace(found, denied=True), label)
    assert not matches(replace(found, end=8), label)


def test_scores_count_optional_ones_for_nothing() -> None:
    optional = Label(0, 22, True, False, False, ("",), "", "")
    passages = [Passage("id", "dev", "", 0, None, (optional,))]
    text = "“Panen ini berhasil.”"
    assert score(passages, {"id": text}, lambda text: find_quotations("id", text)).found == 0
    wrong = [Passage("id", "dev", "", 0, None, ())]
    scores = score(wrong, {"id": text}, lambda text: find_quotations("id", text))
    assert (scores.precision, scores.recall) == (0, 1)
