"""Smaller parts of HTML extraction as tables; all words are invented."""

from __future__ import annotations

import pytest

from beritasearch.articles.bylines import author_names, byline_names, printed_names
from beritasearch.articles.cleaning import split_byline_code, split_dateline
from beritasearch.articles.decoding import without_mojibake
from beritasearch.articles.html import read_html
from beritasearch.articles.titles import choose_title
from beritasearch.pages.page import Form, page_of

URL = "https://news.contoh.id/berita/1234567/warga-karangan-panen-padi"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Penulis: Sari Melati", ["Sari Melati"]),
        ("Reporter: Sari Melati | Editor: Budi Kenanga", ["Sari Melati"]),
        ("Rep: Sari Melati/ Red: Budi Kenanga", ["Sari Melati"]),
        ("Pewarta: Sari Melati, Budi Kenanga", ["Sari Melati", "Budi Kenanga"]),
        ("Laporan Wartawan Tribunnews.com, Sari Melati", ["Sari Melati"]),
        ("Laporan Reporter Sari Melati", ["Sari Melati"]),
        ("Editor: Budi Kenanga", []),
        ("Penulis: itu sebutan bagi orang yang menulis.", []),
        ("Laporan wartawan itu dibantah lurah.", []),
        ("Oleh karena itu, panen ditunda.", []),
        ("", []),
    ],
)
def test_bylines(line: str, names: list[str]) -> None:
    assert byline_names(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Sari Melati, CNN Indonesia", ["Sari Melati"]),
        ("Sari Melati, Jurnalis · Jum'at 30 April 2021", ["Sari Melati"]),
        ("Editor Budi Kenanga", []),
        ("Bagikan", []),
    ],
)
def test_printed_names(line: str, names: list[str]) -> None:
    assert printed_names(line) == names


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Oleh: Sari Melati dan Budi Kenanga", ["Sari Melati", "Budi Kenanga"]),
        ("Sari Melati, M.Si", ["Sari Melati"]),
        ("sari@contoh.id", []),
        ("https://www.facebook.com/contoh", []),
        ("prwir", []),
        ("Redaksi", []),
        ("Tim Contoh", []),
        ("", []),
    ],
)
def test_authors(stated: str, names: list[str]) -> None:
    assert author_names(stated) == names


@pytest.mark.parametrize(
    ("text", "place", "site"),
    [
        ("KONTAN.CO.ID - JAKARTA. Warga", "JAKARTA", "KONTAN.CO.ID"),
        ("Metrotvnews.com, Jakarta: Warga", "Jakarta", "Metrotvnews.com"),
        ("VIVA – Warga", None, "VIVA"),
        ("Jakarta (Antara Megapolitan) - Warga", "Jakarta", "Antara Megapolitan"),
        ("ISTANBUL, 23 Februari 2016 (Antara/PRNewswire) - Warga", "ISTANBUL", "Antara/PRNewswire"),
        ("Jakarta, CNBC Indonesia - Warga", "Jakarta", "CNBC Indonesia"),
        ("PIKIRAN RAKYAT - Warga", None, "PIKIRAN RAKYAT"),
    ],
)
def test_datelines(text: str, place: str | None, site: str | None) -> None:
    dateline = split_dateline(text)
    assert (dateline.place, dateline.site, dateline.rest) == (place, site, "Warga")


@pytest.mark.parametrize(
    ("text", "emphasised", "place"),
    [
        ("Karangan - Warga memanen padi.", "Karangan", "Karangan"),
        ("Kabupaten Karangan -- Warga memanen padi.", "Kabupaten Karangan", "Kabupaten Karangan"),
        ("Karangan - Warga memanen padi.", None, None),
        ("Panen padi - Warga memanen padi.", "Panen padi", None),
        ("Karangan Warga memanen padi.", "Karangan", None),
        ("Karangan-Warga memanen padi.", "Karangan", None),
    ],
)
def test_bold_datelines(text: str, emphasised: str | None, place: str | None) -> None:
    assert split_dateline(text, emphasised=emphasised).place == place


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("Warga pulang. [fw/em]", "fw/em", "Warga pulang."),
        ("Warga pulang. [mlk]", "mlk", "Warga pulang."),
        ("Warga pulang. (OL-2)", "OL-2", "Warga pulang."),
        ("Warga pulang. (Ant/Z-1)", "Ant/Z-1", "Warga pulang."),
        ("Warga pulang. (K15-11)", "K15-11", "Warga pulang."),
        (
            "Warga pulang. (Tribunnews.com/Sari Melati)",
            "Tribunnews.com/Sari Melati",
            "Warga pulang.",
        ),
        ("Warga pulang. (Sari Melati/Isk)", "Sari Melati/Isk", "Warga pulang."),
        ("Warga pulang. (*)", None, "Warga pulang."),
        ("Warga pulang. ***", None, "Warga pulang."),
        ("Skor akhir (2-0)", None, "Skor akhir (2-0)"),
        ("Warga pulang [sic]", None, "Warga pulang [sic]"),
        ("Badan Pangan (BP)", None, "Badan Pangan (BP)"),
    ],
)
def test_byline_codes(text: str, code: str | None, rest: str) -> None:
    assert split_byline_code(text) == (code, rest)


def test_capitals_are_a_code_where_they_stand_alone_and_bold() -> None:
    assert split_byline_code("(FHM)", stands_alone=True) == ("FHM", "")
    assert split_byline_code("(FHM)") == (None, "(FHM)")


@pytest.mark.parametrize(
    ("stated", "headings", "lines", "expected"),
    [
        ("Panen Padi", [], [], "Panen Padi"),
        ("Panen Padi - Contoh", ["Panen Padi"], [], "Panen Padi"),
        ("Panen Padi", ["Galeri"], ["In Picture: Panen Padi"], "In Picture: Panen Padi"),
        ("Panen Padi", ["FOTO: Panen Padi"], [], "FOTO: Panen Padi"),
        ("Panen Padi di Kampung..", ["Panen Padi di Kampung Karangan"], [], None),
        ("Panen Padi Raya di Karangan", ["Panen Padi Raya Karangan"], [], None),
        ("Panen Padi", ["Contoh.id"], [], "Panen Padi"),
        ("Panen Padi Halaman 2 - Contoh.id", [], [], "Panen Padi"),
        ("", ["Panen Padi"], [], "Panen Padi"),
        ("", [], [], ""),
    ],
)
def test_titles(stated: str, headings: list[str], lines: list[str], expected: str | None) -> None:
    assert choose_title(stated, headings, lines, URL) == (
        headings[0] if expected is None else expected
    )


@pytest.mark.parametrize(
    ("pager", "canonical", "parts"),
    [
        ("", URL, (1, 1)),
        (f"<b>1</b><a href='{URL}?page=2'>2</a><a href='{URL}?page=3'>3</a>", URL, (1, 3)),
        (f"<a href='{URL}?page=1'>1</a><b>2</b><a href='{URL}?page=3'>3</a>", URL, (2, 3)),
        (f"<a href='{URL}'>1</a><b>2</b>", f"{URL}?page=2", (2, 2)),
        (f"<a href='{URL}/2'>2</a>", URL, (1, 2)),
        (f"<a href='{URL}?page=2'>Halaman Selanjutnya »</a>", URL, (1, 2)),
        ("<a href='?page=2'>2</a>", URL, (1, 2)),
        (f"<a href='{URL}?page=2'>2</a>", f"{URL}?page=all", (1, 1)),
        # A list's own pager, and numbers that lead elsewhere.
        ("<a href='https://contoh.id/indeks?page=2'>2</a>", URL, (1, 1)),
        (f"<a href='{URL}?page=7'>2</a>", URL, (1, 1)),
        (f"<a href='{URL}?page=900'>900</a>", URL, (1, 1)),
    ],
)
def test_parts(pager: str, canonical: str, parts: tuple[int, int]) -> None:
    body = "<p>Warga Karangan memanen padi, Selasa pagi, di sawah milik kelurahan.</p>" * 5
    page = (
        f"<title>Panen Padi</title><link rel=canonical href='{canonical}'>"
        f"<div>{body}</div><div class=paging>{pager}</div>"
    )
    draft = read_html(page_of(page.encode(), "p", Form.HTML))
    assert (draft.part, draft.parts_total) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("â€œPanen rayaâ€\x9d, kata lurah", "“Panen raya”, kata lurah"),
        ("Panen â€“ raya", "Panen – raya"),
        ("KafÃ© Karangan", "Kafé Karangan"),
        ("Panen Â© Karangan", "Panen © Karangan"),
        # What is right stays.
        ("“Panen raya” – Kafé Âmbar", "“Panen raya” – Kafé Âmbar"),
        ("SÃO PAULO", "SÃO PAULO"),
        ("Panen", "Panen"),
    ],
)
def test_mojibake(text: str, expected: str) -> None:
    assert without_mojibake(text) == expected


TAGS = "<ul class='{}'><li><a href='/tag/padi'>padi</a></li><li><a href='/tag/{}'>{}</a></li></ul>"


@pytest.mark.parametrize(
    ("around", "tags"),
    [
        (TAGS.format("tags", "karangan", "Karangan"), ["padi", "Karangan"]),
        ("<ul><li><a href='/tag/a'>pemilu</a></li><li><a href='/tag/b'>bola</a></li></ul>", []),
        ("", []),
    ],
)
def test_only_tags_of_the_article(around: str, tags: list[str]) -> None:
    body = "<p>Warga Karangan memanen padi, Selasa pagi, di sawah milik kelurahan.</p>" * 5
    page = f"<title>Panen</title><div>{body}</div><div>{around}</div>"
    assert read_html(page_of(page.encode(), "p", Form.HTML)).tags == tags


def test_a_summary_before_the_dateline_is_the_lead() -> None:
    body = "<p>Warga Karangan memanen padi, Selasa pagi, di sawah milik kelurahan.</p>" * 4
    lead = "Panen yang ketiga pada tahun ini disambut gembira oleh warga."
    first = f"<p>{lead}</p><p>JAKARTA, KOMPAS.com - Panen tiba.</p>"
    page = f"<title>Panen</title><div>{first}{body}</div>"
    draft = read_html(page_of(page.encode(), "p", Form.HTML))
    assert (draft.lead, draft.dateline) == (lead, "JAKARTA")
    assert draft.body.startswith("Panen tiba.")
