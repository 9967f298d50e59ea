"""Pages of many portals as lines: the frozen layouts, real pages, and what lines alone tell."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beritasearch.articles.copied_lists import listed
from beritasearch.articles.copied_text import read_copied_text
from beritasearch.articles.credits import is_caption, writers
from beritasearch.articles.draft import Draft
from beritasearch.articles.lines import dated_line, is_entry, is_sentence, is_title
from beritasearch.errors import PageRejected
from beritasearch.evaluation.copied_pages import as_copied, as_wet
from beritasearch.evaluation.pages import put_back, read_gold, token_f1
from beritasearch.pages.page import Form, page_of

FROZEN = sorted((Path(__file__).parent / "portals").glob("*.html"))
WAYS = [as_copied, as_wet]


def read(text: str) -> Draft:
    return read_copied_text(page_of(text.encode(), "copied.txt", Form.TEXT))


@pytest.mark.parametrize("lines_of", WAYS)
@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem)
def test_lines_of_a_frozen_page(path: Path, lines_of) -> None:  # type: ignore[no-untyped-def]
    want = json.loads(path.with_suffix(".json").read_text("utf-8"))
    draft = read(lines_of(path.read_bytes()))
    assert draft.title == want["title"]
    assert draft.published_at == datetime.fromisoformat(want["published_at"])
    assert draft.body.split("\n\n") == want["body"]
    assert draft.dateline == want["dateline"]
    assert draft.byline_code == want["byline_code"]
    # A name alone in a line may be a section's: it is left out, never guessed.
    assert draft.authors in ([], want["authors"])


# What is lost is a place's portal, `REPUBLIKA.CO.ID`, which no column of a draft holds.
@pytest.mark.parametrize("lines_of", WAYS)
def test_lines_of_real_pages(shared_data: Path, lines_of) -> None:  # type: ignore[no-untyped-def]
    folder = shared_data / "pages" / "html"
    for gold in read_gold(folder / "gold.json"):
        draft = read(lines_of((folder / gold.page).read_bytes()))
        assert draft.title == gold.title
        assert draft.published_at is not None
        assert draft.published_at == gold.published_at.replace(second=0)
        body = put_back(draft.body, draft.dateline, draft.byline_code)
        if gold.is_gallery:
            captions = {image.caption for image in draft.images}
            assert len(captions) == 5
            assert set(draft.body.split("\n\n")) == captions
        else:
            assert token_f1(body, gold.body) >= 0.97, gold.page
        assert draft.related
        assert gold.title not in {link.title for link in draft.related}


TITLE = "Warga Karangan Panen Padi Bersama"
TEXT = [
    "Ratusan warga turun ke sawah sejak pagi untuk memanen padi yang ditanam empat bulan lalu.",
    "Ketua kelompok tani mengatakan hasil tahun ini lebih baik daripada tahun sebelumnya.",
    "Sebagian hasil disimpan di lumbung desa, sisanya dijual kepada pedagang dari kota.",
]
LISTED = [
    "Walikota Karangan Membuka Pasar Seni Tahunan",
    "Tim Sepak Bola Karangan Menang Tipis di Kandang",
    "Hujan Deras Rendam Dua Kampung di Hilir",
]
HEAD = f"Beranda\nDaerah\n{TITLE}\nSelasa, 30 April 2024 17:21 WIB\n"


def page(*text: str, head: str = HEAD) -> Draft:
    return read("\n".join([head, *text]))


def titles(draft: Draft) -> list[str]:
    return [link.title for link in draft.related]


def test_a_list_above_the_text_is_no_text() -> None:
    draft = page("Terkait", *LISTED, "Tweet", "0", *TEXT)
    assert draft.title == TITLE
    assert draft.body.split("\n\n") == TEXT
    assert titles(draft) == LISTED


@pytest.mark.parametrize("border", ["", "\n"])
def test_read_also_between_paragraphs(border: str) -> None:
    """As WET has it there is no empty line where the links end."""
    draft = page(TEXT[0], f"Baca Juga{border}", *LISTED[:2], border.strip(), *TEXT[1:])
    assert draft.body.split("\n\n") == TEXT
    assert [link.title for link in draft.read_also] == LISTED[:2]


@pytest.mark.parametrize("heading", ["Berita Terkait", "Related News", "Foto Video Terkait"])
def test_a_list_inside_the_text_is_related(heading: str) -> None:
    # What follows outweighs the list; a single sentence below one may be a teaser.
    text = [*TEXT, *(f"{sentence[:-1]}, kata Budi." for sentence in TEXT)]
    draft = page(*text[:2], heading, *LISTED, *text[2:])
    assert draft.body.split("\n\n") == text
    assert titles(draft) == LISTED


def test_teasers_below_are_no_text() -> None:
    teaser = "Mereka sudah menunggu sejak sore, dan pulang dengan senang."
    below = [line for one in LISTED * 3 for line in ("Hot Gossip", one, teaser)]
    draft = page(*TEXT, "(FHM)", "0 Komentar", "Berita Lainnya", *below)
    assert draft.body.split("\n\n") == TEXT
    assert draft.byline_code == "FHM"


def test_the_editor_ends_a_press_release_with_its_contact() -> None:
    contact = ["KONTAK: warga@contoh.id", "http://contoh.id/panen", "Kantor Desa Karangan"]
    draft = page(*TEXT, *contact, "Editor: Ade Karangan", "Warta Bumi", *LISTED)
    assert draft.body.split("\n\n") == [*TEXT, *contact]


def test_labels_below_the_text_are_not_its() -> None:
    draft = page(*TEXT, "Panen Raya", "Desa Karangan", "Rate artikel ini", "Like (0)")
    assert draft.body.split("\n\n") == TEXT


def test_an_enumeration_at_the_end_is_text() -> None:
    prices = ["Berikut harga gabah di Karangan:", "Gabah 1 kg: Rp 7.000", "- Gabah 5 kg: Rp 34.000"]
    draft = page(*TEXT, *prices, "Berita Terkait", *LISTED)
    assert draft.body.split("\n\n") == [*TEXT, *prices]


def test_captions_are_kept_with_the_images() -> None:
    caption = "Petani memanen padi di sawah Karangan. (ANTARA FOTO/Budi)"
    draft = page(caption, f"Karangan (ANTARA) - {TEXT[0]}", *TEXT[1:])
    assert draft.body.split("\n\n") == TEXT
    assert [image.caption for image in draft.images] == [caption]
    assert draft.dateline == "Karangan"
    assert draft.lead is None


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (f"{TITLE}\nBudi Karangan - detikNews\nSelasa, 30 Apr 2024 17:21 WIB", ["Budi Karangan"]),
        (f"{TITLE}\nBudi Karangan | Selasa, 30 April 2024 - 17:21 wib", ["Budi Karangan"]),
        (f"{TITLE}\nSelasa, 30 April 2024 17:21 WIB | 1.229 Views\nPewarta: Nur", ["Nur"]),
        (f"{TITLE}\nBy Budi Karangan\non 30 Apr 2024 at 17:21 WIB", ["Budi Karangan"]),
        (f"Selasa, 30 April 2024, 17:21 WIB\n{TITLE}\nRed: Budi Karangan", []),
        (f"{TITLE}\nKompas.com - 30/04/2024, 17:21 WIB\nPenulis: Budi, Siti", ["Budi", "Siti"]),
    ],
)
def test_heads_of_several_portals(head: str, authors: list[str]) -> None:
    draft = page(*TEXT, head=f"Beranda\n{head}\n0\nShares\nCopy Link\n")
    assert draft.title == TITLE
    assert draft.published_at == datetime.fromisoformat("2024-04-30T17:21:00+07:00")
    assert draft.authors == authors
    assert draft.body.split("\n\n") == TEXT


def test_the_later_of_two_dates_is_the_change() -> None:
    dates = "Diperbarui: 1 Mei 2024 08:00 WIB\nTayang: 30 April 2024 17:21 WIB"
    draft = page(*TEXT, head=f"{TITLE}\n{dates}\n")
    assert draft.published_at == datetime.fromisoformat("2024-04-30T17:21:00+07:00")
    assert draft.modified_at == datetime.fromisoformat("2024-05-01T08:00:00+07:00")


@pytest.mark.parametrize(
    ("foot", "portal"),
    [
        ("© 2007 - 2017 okezone.com, All Rights Reserved", "okezone.com"),
        (
            "©2008 - 2015 PT. Kompas Cyber Media (Kompas Gramedia). All Rights Reserved.",
            "kompas.com",
        ),
        ("Copyright © detikcom, All Rights Reserved", "detik.com"),
        ("Copyright © 2015 republika.co.id, All right reserved", "republika.co.id"),
        ("Copyright © 2015 Karangan Bisnis Merdeka", None),
        ("Hak Cipta Dilindungi", None),
    ],
)
def test_the_copyright_line_names_the_portal(foot: str, portal: str | None) -> None:
    assert page(*TEXT, "Komentar", foot).portal == portal


def test_a_wet_record_begins_with_the_documents_title() -> None:
    draft = page(*TEXT, head=f"{TITLE} - ANTARA News\nKamis, 5 November 2015\n{HEAD}")
    assert (draft.title, draft.portal) == (TITLE, "antaranews.com")


def test_a_part_of_several() -> None:
    draft = page(*TEXT, "Halaman 2 dari 3", "Berita Terkait", *LISTED)
    assert (draft.part, draft.parts_total) == (2, 3)


TIMES = ["Kamis, 05/11/2015 09:25 WIB", "Rabu, 04/11/2015 23:45 WIB", "Rabu, 04/11/2015 12:05 WIB"]


def dated(lines: list[str], *, dated_only: bool = False) -> list[tuple[str, str | None]]:
    found = listed(lines, "+07:00", TITLE, dated_only=dated_only)
    return [(one.title, one.published_at and f"{one.published_at:%d %H:%M}") for one in found]


def test_the_date_of_a_listed_title_stands_above_it_or_below() -> None:
    pairs = list(zip(LISTED, ["05 09:25", "04 23:45", "04 12:05"], strict=True))
    above = [line for pair in zip(TIMES, LISTED, strict=True) for line in pair]
    below = [line for pair in zip(LISTED, TIMES, strict=True) for line in pair]
    assert dated(above) == pairs
    assert dated(below) == pairs
    # One list dates above, the next below.
    assert dated([*above[:4], "Terpopuler", *below[4:]]) == pairs


def test_where_a_date_may_belong_to_two_titles_it_belongs_to_none() -> None:
    assert dated([TIMES[0], LISTED[0], TIMES[1]]) == [(LISTED[0], None)]


def test_above_the_text_only_a_date_tells_a_title_from_a_menu() -> None:
    menu = ["Terkini Nasional Internasional Olahraga Pendidikan", LISTED[1]]
    assert dated(menu, dated_only=True) == []
    assert dated([TIMES[0], LISTED[0]], dated_only=True) == [(LISTED[0], "05 09:25")]


def test_each_title_once_and_never_the_pages_own() -> None:
    lines = [LISTED[0], TITLE, LISTED[0], "Terkini", LISTED[0], TIMES[0]]
    assert dated(lines) == [(LISTED[0], "05 09:25")]


def test_a_section_that_touches_its_date() -> None:
    (link,) = listed([LISTED[0], "Tech News15 Feb 2016 19:25"], "+07:00", TITLE, dated_only=False)
    assert (link.section, link.published_at and link.published_at.day) == ("Tech News", 15)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (TEXT[0], True),
        ("Warga memanen padi.", True),
        ('"Panen lancar," ujar Budi.', True),
        ("Panen itu yang ketiga.(R/Sam)", True),
        ("Bagaimana Bisa Cuma Main Gim Raup Duit Miliaran?", False),
        ("Wagub sidak ke Karangan yang mendadak lumpuh", False),
        ("Jangan sampai ketinggalan berita, langganan newsletter kami sekarang!", False),
        ("© 2017 contoh.com. All Rights Reserved.", False),
        ("Rakyat.", False),
        ("", False),
    ],
)
def test_sentences(line: str, expected: bool) -> None:
    assert is_sentence(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (LISTED[0], True),
        ("”Janji Suci” Petani Karangan di Musim Hujan", True),
        ("29 penerbangan Karangan dibatalkan hari ini", True),
        ("Aliansi Indonesia", False),
        ("Most Popular · Business · Security", False),
        ("dibaca 53,203 kali sejak pagi", False),
        ("Warga memanen padi bersama sejak pagi.", False),
        ("Home > News > Nasional > Daerah", True),
    ],
)
def test_titles_in_lists(line: str, expected: bool) -> None:
    assert is_title(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Petani di sawah. (REUTERS / Budi Karangan)", True),
        ("KOMPAS.com/BUDI Petani memanen padi", True),
        ("(tengah kiri-kanan) Kepala Desa Karangan, Budi", True),
        ("Petani di sawah. (CNN Indonesia/Budi)", True),
        ("Petani di sawah. TEMPO/Budi Karangan", True),
        ("Petani di sawah (MI/Budi)", True),
        ("Panen itu yang ketiga. (R/Sam)", False),
        ("Warga boleh memilih (pria/wanita)", False),
        ("Mereka menunggu hasil bisnis", False),
        ("(Foto: http://contoh.id/foto)", False),
    ],
)
def test_captions(line: str, expected: bool) -> None:
    assert is_caption(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Penulis : Kontributor Karangan, Budi", ["Budi"]),
        ("Editor : Ade Karangan", []),
        ("By Budi Karangan", ["Budi Karangan"]),
        ("Oleh karena itu warga pulang", None),
        ("Budi Karangan - Bisnis.com", ["Budi Karangan"]),
        ("Budi Karangan - Siti Rahmani", None),
        ("Warga memanen padi.", None),
    ],
)
def test_writers(line: str, expected: list[str] | None) -> None:
    assert writers(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 12 bulan: Rp 860.664", True),
        ("1. Warga memanen padi", True),
        ("Emas 1 gram: Rp 2.296.000", True),
        ("Sumber : Antara", False),
        ("Warga memanen padi", False),
    ],
)
def test_entries(line: str, expected: bool) -> None:
    assert is_entry(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Kamis, 5 November 2015 14:56 WIB | 1.229 Views", True),
        ("on 16 Feb 2016 at 09:10 WIB", True),
        ("Vania Karangan | Jum'at, 17 Februari 2017 - 13:30 wib", True),
        ("17 September 2019 17:21 Reporter : Budi Karangan", True),
        ("Panen 30 Apr 2024 lalu", False),
        ("Rapat dimulai Selasa, 30 April 2024 pukul 09.00 WIB di balai desa.", False),
    ],
)
def test_lines_of_dates(line: str, expected: bool) -> None:
    assert (dated_line(line, "+07:00") is not None) is expected


@given(
    st.lists(st.sampled_from([*TEXT, *LISTED, *TIMES, "Baca Juga", "Terkini", "1", "", "(FHM)"]))
)
@settings(max_examples=200, deadline=None)
def test_whatever_the_order_no_line_is_taken_twice(lines: list[str]) -> None:
    try:
        draft = page(*lines)
    except PageRejected:
        return
    body = draft.body.split("\n\n")
    assert all(body.count(one) <= max(1, lines.count(one)) for one in body)
    assert not set(body) & {"Baca Juga", "Terkini"}
