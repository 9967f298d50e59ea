"""What stands around an article's words, as tables; all words are invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.articles.cleaning import (
    is_furniture,
    is_sponsored_section,
    read_also_title,
    split_byline_code,
    split_dateline,
    split_sponsored,
)
from beritasearch.articles.markup import decoded, without_markup

TEXT = "Warga memanen padi."


@pytest.mark.parametrize(
    ("before", "place", "site", "portal"),
    [
        ("REPUBLIKA.CO.ID, JAKARTA - ", "JAKARTA", "REPUBLIKA.CO.ID", "republika.co.id"),
        ("REPUBLIKA.CO.ID, JAKARTA -- ", "JAKARTA", "REPUBLIKA.CO.ID", "republika.co.id"),
        ("TEMPO.CO, Jakarta - ", "Jakarta", "TEMPO.CO", "tempo.co"),
        ("TRIBUNNEWS.COM, JAKARTA – ", "JAKARTA", "TRIBUNNEWS.COM", "tribunnews.com"),
        ("Liputan6.com, Jakarta ", None, None, None),
        ("Liputan6.com, Jakarta - ", "Jakarta", "Liputan6.com", "liputan6.com"),
        ("JAKARTA, KOMPAS.com - ", "JAKARTA", "KOMPAS.com", "kompas.com"),
        ("JAKARTA, KOMPAS.com --- ", "JAKARTA", "KOMPAS.com", "kompas.com"),
        ("JAKARTA, KOMPAS.com — ", "JAKARTA", "KOMPAS.com", "kompas.com"),
        ("BANDUNG, KOMPAS - ", "BANDUNG", "KOMPAS", "kompas.com"),
        ("Jakarta, KompasOtomotif – ", "Jakarta", "KompasOtomotif", "kompas.com"),
        ("KOTA TANGERANG, KOMPAS.com - ", "KOTA TANGERANG", "KOMPAS.com", "kompas.com"),
        ("Bandung, CNN Indonesia -- ", "Bandung", "CNN Indonesia", "cnnindonesia.com"),
        ("Mataram, NTB (ANTARA News) - ", "Mataram, NTB", "ANTARA News", "antaranews.com"),
        ("Jakarta (ANTARA) - ", "Jakarta", "ANTARA", "antaranews.com"),
        ("KOMPAS.com - ", None, "KOMPAS.com", "kompas.com"),
        ("Karangan.web.id - ", None, "Karangan.web.id", "karangan.web.id"),
        ("JAKARTA - ", "JAKARTA", None, None),
        ("BANDA ACEH – ", "BANDA ACEH", None, None),
        ("Jakarta - ", "Jakarta", None, None),
        ("", None, None, None),
        # These begin sentences.
        ("Karangan - ", None, None, None),
        ("KPK - ", None, None, None),
        ("JAKARTA-BANDUNG: ", None, None, None),
        ("Moh.Hatta - ", None, None, None),
        ("PT.Maju, Karangan - ", None, None, None),
        ("Menurut Tempo.co - ", None, None, None),
    ],
)
def test_datelines(before: str, place: str | None, site: str | None, portal: str | None) -> None:
    dateline = split_dateline(before + TEXT)
    assert (dateline.place, dateline.site, dateline.portal) == (place, site, portal)
    assert dateline.rest == (TEXT if place or site else before + TEXT)


def test_a_dateline_far_inside_a_text_is_none() -> None:
    text = f"{TEXT * 10} JAKARTA, KOMPAS.com - {TEXT}"
    assert split_dateline(text).rest == text


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("(R/Sam)", "R/Sam"),
        (" (fyk/ash)", "fyk/ash"),
        ("(a/b/c)", "a/b/c"),
        (" (Tin/Ysl).", "Tin/Ysl"),
        (" (fdl)", "fdl"),
        ("\n\n(Cas/Isk)", "Cas/Isk"),
        (" (R/Sam) \n", "R/Sam"),
        # A date, a defined term, a source and a choice are text.
        (" Panen (29/4).", None),
        (" Panen (PSBB)", None),
        (" Panen (PSBB).", None),
        (" (AFP)", None),
        (" Pembeli boleh memilih (pria/wanita)", None),
        (" (adv)", None),
        (" (adv/eth)", None),
        (" (Humas Pemkot Karangan)", None),
        (" (R/Sam) menulis ini.", None),
        ("", None),
    ],
)
def test_byline_codes(end: str, code: str | None) -> None:
    assert split_byline_code(TEXT + end) == (code, TEXT if code else TEXT + end)


def test_a_code_alone_leaves_nothing() -> None:
    assert split_byline_code("(R/Sam)") == ("R/Sam", "")


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (" (adv)", True),
        ("(ADV).", True),
        (" (Advertorial)", True),
        (" (adv/eth)", True),
        (" (advokat)", False),
        (" (adv) lagi", False),
        ("", False),
    ],
)
def test_sponsored(end: str, expected: bool) -> None:
    assert split_sponsored(TEXT + end) == (expected, TEXT if expected else TEXT + end)


@pytest.mark.parametrize(
    ("section", "expected"),
    [("Advertorial", True), (" PR WIRE ", True), ("Nasional", False), ("", False), (None, False)],
)
def test_sponsored_sections(section: str | None, expected: bool) -> None:
    assert is_sponsored_section(section) is expected


@pytest.mark.parametrize(
    ("paragraph", "title"),
    [
        ("Baca juga: Pasar Karangan Ramai", "Pasar Karangan Ramai"),
        ("BACA JUGA : Pasar Karangan Ramai", "Pasar Karangan Ramai"),
        ("Baca Juga Pasar Karangan Ramai", "Pasar Karangan Ramai"),
        ("Simak juga: 5 Resep Panen..", "5 Resep Panen.."),
        ("Lihat juga Video: Panen Raya:", "Video: Panen Raya"),
        ("Baca selengkapnya: Pasar Ramai", "Pasar Ramai"),
        ("Baca juga:", ""),
        ("  baca juga  ", ""),
        # Sentences begin so, too.
        ("Lihat juga bagaimana warga memanen padi", None),
        ("Baca juga Pasar Karangan Ramai, kata warga.", None),
        ("Baca juga: panen itu gagal, kata warga.", None),
        ("Simak selengkapnya Jadwal Panen", None),
        ("Baca juga:,,Akan tetapi panen itu gagal", None),
        ("Baca juga: Pasar Ramai,,Akan tetapi", None),
        ("Baca juga: " + "Panen " * 50, None),
        ("Baca koran juga: Pasar", None),
        ("Warga baca juga: Pasar", None),
        ("", None),
    ],
)
def test_read_also(paragraph: str, title: str | None) -> None:
    assert read_also_title(paragraph) == title


@pytest.mark.parametrize(
    "paragraph",
    [
        "Advertisement",
        "IKLAN",
        "SCROLL TO CONTINUE WITH CONTENT",
        "[Gambas:Video 20detik]",
        "Simak Video 'Panen Raya di Karangan'",
        'Tonton juga video "Panen" di sini:',
        "Halaman 1 2 3",
        "Dapatkan update berita pilihan setiap hari di WhatsApp Karangan.",
        "Bagikan",
        "Share this",
        "Copyright © 2024 Karangan. All rights reserved.",
        "Editor : Sari Karangan",
        "Penulis: Sari Karangan,",
        "0 Komentar",
        "Komentar",
        "Download aplikasi Karangan sekarang",
        "-----",
        "\\",
        "***",
        "…",
    ],
)
def test_furniture(paragraph: str) -> None:
    assert is_furniture(paragraph)
    assert is_furniture(f" {paragraph}\n")
    assert not is_furniture(f"{TEXT} {paragraph}")


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        TEXT,
        "Iklan rokok dilarang di dekat sekolah.",
        "Editor itu menulis: panen berhasil.",
        "Penulis: " + "itu sebutan bagi orang yang menulis dan " * 4,
        "Komentar warga beragam.",
        "Download aplikasi " + "dan warga memanen padi bersama " * 6,
        "Ikuti berita panen dari Karangan.",
        "Halaman rumah warga penuh padi.",
        "Lanjutkan membaca " + "dan warga memanen padi bersama " * 6,
        "2024",
        '"',
    ],
)
def test_no_furniture(paragraph: str) -> None:
    assert not is_furniture(paragraph)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Panen <b>raya</b>", "Panen raya"),
        ("Panen<br/>raya<p class='x'>padi</p>", "Panen\nraya\npadi\n"),
        ("<script>alert(1)</script>Panen", "Panen"),
        ("<SCRIPT src=x>a</SCRIPT >Panen<style>p{}</style>", "Panen"),
        ("Panen<!-- <b>x</b> --> raya", "Panen raya"),
        ("<script>Panen", "Panen"),
        ("<!-- Panen", "<!-- Panen"),
        ("<scr<b>ipt>Panen</scr</b>ipt>", "Panen"),
        ("<svg/onload=alert(1)>Panen", "Panen"),
        ("<x onclick='a()'>Panen", "Panen"),
        ("<!DOCTYPE html>Panen", "Panen"),
        # What only looks like an element is text.
        ("3 < 5 > 2", "3 < 5 > 2"),
        ("Lagu <FOCUS>", "Lagu <FOCUS>"),
        ("a <- b <= c", "a <- b <= c"),
        ("I <3 padi", "I <3 padi"),
        ("Panen", "Panen"),
    ],
)
def test_markup(text: str, expected: str) -> None:
    assert without_markup(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&quot;Panen&quot; &amp; padi", '"Panen" & padi'),
        ("&#34;Panen&#x22;", '"Panen"'),
        ("&nbsp;", "\u00a0"),
        ("R&D, AT&T; &karangan; & &;", "R&D, AT&T; &karangan; & &;"),
        ("&#xD800;&#0;&#1114112;", "\ufffd\ufffd\ufffd"),
        ("&amp;amp;", "&amp;"),
    ],
)
def test_entities(text: str, expected: str) -> None:
    assert decoded(text) == expected


PIECES = st.sampled_from(
    [
        "JAKARTA",
        ", ",
        "KOMPAS.com",
        " - ",
        "(",
        ")",
        "/",
        "R",
        "Sam",
        "adv",
        ".",
        " ",
        "\n",
        "<",
        ">",
        "</",
        "script",
        "b",
        "<!--",
        "-->",
        "=",
        "&",
        ";",
        "amp",
        "#",
        "x",
        "Baca juga",
        ":",
        "Iklan",
        "Video",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=20).map("".join)))
def test_nothing_is_made_up(text: str) -> None:
    """Each step takes something off, and fails on nothing."""
    assert text.endswith(split_dateline(text).rest)
    code, rest = split_byline_code(text)
    assert (rest == text) if code is None else text.startswith(rest)
    assert text.startswith(split_sponsored(text)[1])
    title = read_also_title(text)
    assert not title or title in text
    is_furniture(text)
    decoded(text)
    plain = without_markup(text)
    assert plain == text or "<" in text
    assert "<script>" not in plain.lower()


@pytest.mark.parametrize(
    "text",
    [
        "<" * 100_000,
        "<!--" * 50_000,
        "<script>" * 30_000,
        "<a " * 30_000 + ">" * 30_000,
        "<a " + "=" * 100_000,
        "(" * 100_000,
        " " * 200_000 + "(a/b)",
        "&" * 200_000,
        "A" * 200_000,
        "Halaman " + "1 " * 50_000 + "x",
    ],
    ids=lambda text: repr(text[:6]),
)
def test_no_text_takes_long(text: str) -> None:
    started = time.process_time()
    test_nothing_is_made_up.hypothesis.inner_test(text)  # type: ignore[attr-defined]
    # Measured below 0.1 s each; what grows with the square of the length takes minutes.
    assert time.process_time() - started < 3
