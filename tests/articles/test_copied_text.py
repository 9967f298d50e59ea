"""Shapes of copied page text beside the example page; all words are invented."""

from __future__ import annotations

import time
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beritasearch.articles.cleaning import is_cut
from beritasearch.articles.copied_text import read_copied_text
from beritasearch.articles.draft import Draft
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Form, page_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "pages" / "000_c1e9d71f308bc65c.txt"

TITLE = "Warga Kampung Karangan Panen Padi Bersama"
HEAD = f"{TITLE}\n\nBANTEN\nSelasa, 30 Apr 2024  17:21\n{TITLE}\n"
BODY = "AliansiNews.ID-Kota Karangan, Warga memanen padi.\n\nPanen itu yang ketiga.\n"
LISTED = "Walikota Karangan Membuka Pasar Malam"


def read(text: str | bytes) -> Draft:
    content = text if isinstance(text, bytes) else text.encode()
    return read_copied_text(page_of(content, "copied.txt", Form.TEXT))


def outcome(text: str | bytes) -> Draft | str:
    """The draft of a text, or the reason of its rejection."""
    try:
        return read(text)
    except PageRejected as rejected:
        return rejected.reason


def reason(text: str | bytes) -> str:
    with pytest.raises(PageRejected) as rejected:
        read(text)
    assert rejected.value.detail.endswith(".")
    return rejected.value.reason


def paragraphs(text: str) -> list[str]:
    return read(text).body.split("\n\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "no-date", id="nothing"),
        pytest.param(f"{TITLE}\n\nWarga memanen padi.\n", "no-date", id="no date"),
        pytest.param(f"{TITLE}\n31 Feb 2024\nWarga memanen.", "no-date", id="impossible date"),
        pytest.param(
            f"{TITLE}\nPanen 30 Apr 2024 lalu\nWarga.", "no-date", id="date in a sentence"
        ),
        pytest.param("Selasa, 30 Apr 2024\nWarga memanen padi.\n", "no-title", id="no title"),
        pytest.param(HEAD, "no-body", id="no body"),
        pytest.param(
            HEAD + "\nAdvertisement\n\n1\n2\nBerikutnya\n", "no-body", id="only furniture"
        ),
        pytest.param(HEAD + "\n(R/Sam)\n", "no-body", id="only a byline code"),
        pytest.param(HEAD + "\n—\n...\n", "no-body", id="no words"),
        pytest.param(HEAD.encode() + b"\xff\n", "broken-utf8", id="broken utf-8"),
        pytest.param(HEAD.encode() + "é".encode()[:1], "broken-utf8", id="cut inside a character"),
        pytest.param(HEAD.encode("utf-16"), "broken-utf8", id="utf-16"),
    ],
)
def test_rejections_have_a_name(text: str | bytes, expected: str) -> None:
    assert reason(text) == expected


def test_broken_utf8_says_where() -> None:
    with pytest.raises(PageRejected, match=r"byte 1,234 cannot be read"):
        read(b"a" * 1234 + b"\xff")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda raw: raw.replace(b"\n", b"\r\n"), id="crlf"),
        pytest.param(lambda raw: raw.replace(b"\n", b"\r"), id="cr"),
        pytest.param(lambda raw: b"\xef\xbb\xbf" + raw, id="byte order mark"),
        pytest.param(lambda raw: raw.replace(b"\n", b" \t\n"), id="trailing white space"),
        pytest.param(lambda raw: raw.replace(b"  ", "\u00a0 ".encode()), id="no-break spaces"),
        pytest.param(lambda raw: raw.replace(b"\n\n", b"\n\n\n\n"), id="more blank lines"),
        pytest.param(lambda raw: raw.rstrip(), id="no last line end"),
    ],
)
def test_what_copying_changes_does_not_matter(change) -> None:  # type: ignore[no-untyped-def]
    raw = EXAMPLE.read_bytes()
    changed = change(raw)
    assert asdict(read(changed)) == asdict(read(raw))


@pytest.mark.parametrize(
    ("head", "title", "section"),
    [
        pytest.param(HEAD, TITLE, "BANTEN", id="printed twice"),
        pytest.param(f"{TITLE}\nSelasa, 30 Apr 2024\n", TITLE, None, id="no section"),
        pytest.param(
            f"Beranda\nBerita\nBeranda\n{TITLE}\nOKU TIMUR\n30/04/2024\n",
            TITLE,
            "OKU TIMUR",
            id="navigation that repeats",
        ),
        pytest.param(
            "Banjir Surut\nBANTEN\nSelasa, 30 Apr 2024\nBanjir Surut\n",
            "Banjir Surut",
            "BANTEN",
            id="short title printed twice",
        ),
        pytest.param(
            f"Pemkot Buka Loket Baru di Pasar\n{TITLE}\nNasional\n30 April 2024\n{TITLE}\n",
            TITLE,
            "Nasional",
            id="another headline above",
        ),
    ],
)
def test_title_and_section(head: str, title: str, section: str | None) -> None:
    draft = read(head + "\nWarga memanen padi.\n")
    assert (draft.title, draft.section) == (title, section)
    assert draft.body == "Warga memanen padi."


def test_no_dateline_leaves_lead_and_portal_open() -> None:
    draft = read(HEAD + "\nWarga memanen padi.\n\nPanen itu yang ketiga.\n")
    assert draft.body == "Warga memanen padi.\n\nPanen itu yang ketiga."
    assert (draft.lead, draft.dateline, draft.portal) == (None, None, None)


def test_a_day_without_a_time() -> None:
    draft = read(f"{TITLE}\n30 April 2024\n" + BODY)
    assert (draft.published_at, draft.published_on) == (None, date(2024, 4, 30))


@pytest.mark.parametrize(
    ("line", "portal", "place", "rest"),
    [
        ("AliansiNews.ID-Kota Karangan, Warga", "aliansinews.id", "Kota Karangan", "Warga"),
        ("ALIANSINEWS.ID – Karangan – Warga", "aliansinews.id", "Karangan", "Warga"),
        ("contoh.co.id - Karangan, Warga", "contoh.co.id", "Karangan", "Warga"),
        ("JAKARTA, KOMPAS.com - Warga", "kompas.com", "JAKARTA", "Warga"),
        ("REPUBLIKA.CO.ID, BANDUNG -- Warga", "republika.co.id", "BANDUNG", "Warga"),
        ("Mataram, NTB (ANTARA) - Warga", "antaranews.com", "Mataram, NTB", "Warga"),
        ("KOMPAS.com - Warga", "kompas.com", None, "Warga"),
        ("SURABAYA - Warga", None, "SURABAYA", "Warga"),
        # What only looks like a portal's name is the text's.
        ("Moh.Hatta, Presiden, Warga", None, None, "Moh.Hatta, Presiden, Warga"),
        ("St.Karang, Rusia, Warga", None, None, "St.Karang, Rusia, Warga"),
        ("Warga - Karangan, Warga", None, None, "Warga - Karangan, Warga"),
    ],
)
def test_datelines_of_several_portals(
    line: str, portal: str | None, place: str | None, rest: str
) -> None:
    draft = read(f"{HEAD}\nRingkasan panen.\n\n{line} memanen padi.\n\nSelesai sudah.\n")
    assert (draft.portal, draft.dateline) == (portal, place)
    ringkasan = [] if portal or place else ["Ringkasan panen."]
    assert draft.body.split("\n\n") == [*ringkasan, f"{rest} memanen padi.", "Selesai sudah."]
    assert draft.lead == (None if ringkasan else "Ringkasan panen.")


def test_a_portal_that_the_text_cites_far_down_makes_no_lead() -> None:
    cited = "Contoh.com, Karangan, dan dua portal lain memuatnya."
    text = [
        f"Kalimat nomor {number} tentang panen."
        for number in ("satu", "dua", "tiga", "empat", "lima")
    ]
    assert paragraphs("\n".join([HEAD, *text, cited])) == [*text, cited]


SENTENCES = [
    "Selanjutnya, polisi memeriksa tiga saksi.",
    "Berikutnya giliran warga yang bicara.",
    "Next, kata band itu, adalah lagu baru mereka.",
    "#SaveKarangan ramai dibicarakan warga. Petisinya diteken ribuan orang.",
    "Tag harga dipasang pada setiap karung beras.",
    "Iklan rokok dilarang di dekat sekolah.",
    "Lihat juga bagaimana warga bergotong royong, kata lurah itu.",
    "Terkini ada tiga rumah yang rusak.",
    "Pembeli boleh memilih (pria/wanita)",
    "2024",
    "Foto itu dibuat (Humas/Pemkot) dan disebarkan.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_sentence_is_lost(sentence: str) -> None:
    """Words that also stand at a page's foot begin sentences, too."""
    text = ["Warga memanen padi.", sentence, "Panen itu yang ketiga."]
    assert paragraphs("\n\n".join([HEAD, *text])) == text


FEET = [
    ("1\n2\nBerikutnya", 2),
    ("1 2 Berikutnya", 2),
    ("1\n2\n3\nSelanjutnya »", 3),
    ("Halaman: 1 2 3 Selanjutnya", 3),
    ("1\n2", 1),
    ("2 Selanjutnya", 2),
    ("Tag:", 1),
    ("#panen", 1),
    ("Berita Terkait", 1),
    ("TERPOPULER", 1),
    ("Selanjutnya", 1),
]


@pytest.mark.parametrize(("foot", "parts"), FEET)
def test_the_foot_ends_the_text(foot: str, parts: int) -> None:
    draft = read(f"{HEAD}\n{BODY}\n{foot}\n{LISTED} Pada Hari Ini\n")
    assert draft.body == "Warga memanen padi.\n\nPanen itu yang ketiga."
    assert draft.parts_total == parts


def test_a_pager_of_a_list_is_not_the_articles() -> None:
    draft = read(f"{HEAD}\n{BODY}\nBerita Terkait\n1\n2\n3\nBerikutnya\n")
    assert draft.parts_total == 1


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        ("TAG:\n#sekda\n#kota karangan\n\nMitra Kami", ["sekda", "kota karangan"]),
        ("Tags: sekda, kota karangan", ["sekda", "kota karangan"]),
        ("Tag #sekda #kota karangan", ["sekda", "kota karangan"]),
        ("#sekda #panen", ["sekda", "panen"]),
        ("Tag:\nsekda\nkota karangan\nBerita Terkait\nmitra", ["sekda", "kota karangan"]),
        ("TAG:\nBerita Terkait", []),
        ("1\n2\nBerikutnya\n\nTag :\n#sekda", ["sekda"]),
    ],
)
def test_tags(foot: str, expected: list[str]) -> None:
    draft = read(f"{HEAD}\n{BODY}\n{foot}\n")
    assert [tag.lstrip("#") for tag in draft.tags] == expected
    assert draft.body == "Warga memanen padi.\n\nPanen itu yang ketiga."


@pytest.mark.parametrize(
    "link",
    [
        f"Baca juga:\n{LISTED}\nPasar Karangan Ramai Pembeli Sejak Pagi..",
        f"Baca Juga : {LISTED}\n\nBACA JUGA: Pasar Karangan Ramai Pembeli Sejak Pagi..",
        f"Simak juga\n{LISTED}\n\nBaca juga Pasar Karangan Ramai Pembeli Sejak Pagi..",
    ],
)
def test_read_also(link: str) -> None:
    draft = read(f"{HEAD}\n{BODY}\n{link}\n\nAkhirnya hujan turun.\n")
    assert draft.body.split("\n\n")[-2:] == ["Panen itu yang ketiga.", "Akhirnya hujan turun."]
    assert [(one.title, one.title_cut, one.url) for one in draft.read_also] == [
        (LISTED, False, None),
        ("Pasar Karangan Ramai Pembeli Sejak Pagi..", True, None),
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Warga Memanen Padi", False),
        ("Warga Memanen Padi..", True),
        ("Warga Memanen Padi…", True),
        ("Warga Memanen Padi .. Apa Lagi Ini?", False),
        ("Kabur Aja Dulu.. Lalu Kembali", False),
        ("Warga Memanen Padi...", False),
        ("Warga Memanen Padi....", False),
        ("Warga Memanen Padi.", False),
        ("..", True),
        ("", False),
    ],
)
def test_cut_titles(title: str, expected: bool) -> None:
    assert is_cut(title) is expected


def test_dots_in_the_middle_of_a_title_are_kept() -> None:
    title = "Panen Gagal .. Salah Siapa Lagi Ini?"
    draft = read(f"{HEAD}\n{BODY}\nBerita Terkait\n{title}\nBANTEN   Rabu, 19 Feb 2025  17:39\n")
    (link,) = draft.related
    assert (link.title, link.title_cut) == (title, False)


LISTS = f"""
Berita Terkait
1
2

{LISTED}

Banten \u00a0 Rabu, 19 Feb 2025 \u00a0 17:39
Mitra Kami
Jembatan Karangan Selesai Dibangun Lebih Cepat..
Nasional | 20/02/2025 08.15 WITA
Jadwal Salat Karangan dan Sekitarnya Rabu, 19 Feb 2025
Harga Cabai Turun Menjelang Lebaran
Rabu, 19 Feb 2025
Sungai Karangan Dikeruk Mulai Pekan Depan
Selengkapnya
"""


def test_lists() -> None:
    related = read(f"{HEAD}\n{BODY}{LISTS}").related
    shown = [
        (one.title, one.section, one.published_at and f"{one.published_at:%Y-%m-%d %H:%M %z}")
        for one in related
    ]
    assert shown == [
        (LISTED, "Banten", "2025-02-19 17:39 +0700"),
        (
            "Jembatan Karangan Selesai Dibangun Lebih Cepat..",
            "Nasional",
            "2025-02-20 08:15 +0800",
        ),
        ("Jadwal Salat Karangan dan Sekitarnya Rabu, 19 Feb 2025", None, None),
        ("Harga Cabai Turun Menjelang Lebaran", None, None),
        ("Sungai Karangan Dikeruk Mulai Pekan Depan", None, None),
    ]


@pytest.mark.parametrize(
    ("end", "code", "sponsored"),
    [
        ("Panen itu yang ketiga.(R/Sam)", "R/Sam", False),
        ("Panen itu yang ketiga. (fyk/ash)", "fyk/ash", False),
        ("Panen itu yang ketiga.\n(R/Sam)", "R/Sam", False),
        ("Panen itu yang ketiga. (adv)", None, True),
        ("Panen itu yang ketiga.", None, False),
    ],
)
def test_what_ends_an_article(end: str, code: str | None, sponsored: bool) -> None:
    draft = read(f"{HEAD}\nWarga memanen padi.\n\n{end}\n")
    assert (draft.byline_code, draft.sponsored) == (code, sponsored)
    assert draft.body == "Warga memanen padi.\n\nPanen itu yang ketiga."


def test_a_sponsored_section() -> None:
    assert read(f"{TITLE}\nAdvertorial\n30 April 2024\n{BODY}").sponsored


LINES = st.sampled_from(
    [
        TITLE,
        "BANTEN",
        "Selasa, 30 Apr 2024  17:21",
        "30/04/2024",
        "31/02/2024",
        "Advertisement",
        "Baca juga:",
        "Baca juga: x",
        "AliansiNews.ID-Kota Karangan, Warga",
        "Warga memanen padi.",
        "“Panen,” ujar Budi.(R/Sam)",
        "(adv)",
        "1",
        "2",
        "1 2",
        "²",
        "٣",
        "9" * 5000,
        "Berikutnya",
        "Tag:",
        "#sekda",
        "#",
        "#" * 100,
        "Berita Terkait",
        "Banten   Rabu, 19 Feb 2025  17:39",
        "Selengkapnya",
        "",
        " ",
        "\u00a0",
        "\u2028",
        "\x00",
        "..",
        "…",
        "—",
        "\ud7ff",
        "é",
        "e\u0301",
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=14).map("\n".join),
    st.lists(LINES, max_size=10).map(lambda lines: "\n".join([TITLE, "30 April 2024", *lines])),
)


@given(TEXTS)
@example(f"{HEAD}\n²\n")
@example(f"{HEAD}\nWarga.\n{'9' * 5000}\nBerikutnya\n")
@settings(deadline=None, max_examples=400)
def test_any_text_gives_a_body_or_is_rejected(text: str) -> None:
    draft = outcome(text)
    if isinstance(draft, str):
        assert draft in {"no-date", "no-title", "no-body"}
        return
    assert draft.title
    assert draft.published_on is not None
    assert any(map(str.isalnum, draft.body))
    assert 1 <= draft.parts_total <= 999
    assert all(one and one == one.strip() for one in draft.body.split("\n\n"))
    assert all(link.title for link in (*draft.read_also, *draft.related))


@given(st.binary())
def test_any_bytes_give_a_body_or_are_rejected(content: bytes) -> None:
    draft = outcome(content)
    assert draft if isinstance(draft, str) else draft.body


@pytest.mark.parametrize(
    "middle",
    ["\n" * 200_000, " " * 500_000, "1\n" * 100_000, "(" * 300_000, "#" * 300_000, "a." * 200_000],
)
def test_no_text_takes_long(middle: str) -> None:
    started = time.process_time()
    read(f"{HEAD}\nWarga memanen{middle}padi.\n")
    # Measured below 0.5 s each; what grows with the square of the length takes minutes.
    assert time.process_time() - started < 5
