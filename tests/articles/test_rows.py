"""Article rows: field names of several tools, our own export, and any object at all."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beritasearch.articles.article import Article, Extraction
from beritasearch.articles.draft import Draft
from beritasearch.articles.extract import extract
from beritasearch.articles.rows import read_row
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Form, Page
from beritasearch.pages.reader import read_file

EXAMPLE = Path(__file__).parents[2] / "examples" / "pages" / "000_c1e9d71f308bc65c.txt"

TITLE = "Warga Karangan Panen Padi"
TEXT = "Warga memanen padi.\n\nPanen itu yang ketiga."
URL = "https://www.contoh.id/berita/panen"


def page_of(row: Mapping[str, Any]) -> Page:
    return Page(uri="rows.jsonl", form=Form.ROW, digest="0" * 64, offset=0, row=row)


def read(columns: Mapping[str, str] | None = None, /, **row: Any) -> Draft:
    return read_row(page_of(row), columns)


def outcome(page: Page, columns: Mapping[str, str] | None) -> Extraction | str:
    """What a row gives, or the reason of its rejection."""
    try:
        return extract(page, columns)
    except PageRejected as rejected:
        return rejected.reason


TOOLS = [
    pytest.param(
        {
            "source_id": "a1",
            "portal": "contoh.id",
            "url": URL,
            "title": TITLE,
            "body": TEXT,
            "section": "Nusantara",
            "tags": ["panen", "padi"],
            "authors": ["Sari Karangan"],
            "published_at": "2024-04-30T10:21:00Z",
            "language": "id",
        },
        id="own",
    ),
    pytest.param(
        {
            "title": TITLE,
            "publish_date": "2024-04-30 17:21:00",
            "author": "Sari Karangan",
            "content": TEXT.replace("\n\n", "\n"),
            "keyword": "beras",
            "category": "Nusantara",
            "source": "contoh.id",
            "link": URL,
        },
        id="news-watch",
    ),
    pytest.param(
        {
            "authors": ["Sari Karangan"],
            "date_download": "2025-01-01 00:00:00",
            "date_modify": "None",
            "date_publish": "2024-04-30 17:21:00",
            "description": "Ringkasan untuk mesin.",
            "filename": "x.json",
            "image_url": None,
            "language": "id",
            "localpath": None,
            "maintext": TEXT.replace("\n\n", "\n"),
            "source_domain": "www.contoh.id",
            "text": None,
            "title": TITLE,
            "title_page": f"{TITLE} - Contoh",
            "url": URL,
        },
        id="news-please",
    ),
    pytest.param(
        {
            "title": TITLE,
            "author": "Sari Karangan",
            "hostname": "contoh.id",
            "date": "2024-04-30 17:21",
            "fingerprint": "75cf0b7709fcd092",
            "id": None,
            "raw_text": "Warga memanen padi. Panen itu yang ketiga.",
            "text": TEXT.replace("\n\n", "\n"),
            "language": None,
            "source": URL,
            "source-hostname": "Contoh",
            "excerpt": "Ringkasan untuk mesin.",
            "categories": "Nusantara",
            "tags": "panen;padi",
        },
        id="trafilatura",
    ),
    pytest.param(
        {
            "title": TITLE,
            "authors": ["Sari Karangan"],
            "publishing_date": "2024-04-30 17:21:00+07:00",
            "topics": ["panen", "padi"],
            "free_access": True,
            "lang": "id",
            "url": URL,
            "section": "Nusantara",
            "body": {
                "summary": [],
                "sections": [
                    {"headline": [], "paragraphs": ["Warga memanen padi."]},
                    {"headline": [], "paragraphs": ["Panen itu yang ketiga."]},
                ],
            },
        },
        id="fundus",
    ),
]


@pytest.mark.parametrize("row", TOOLS)
def test_field_names(row: dict[str, Any]) -> None:
    draft = read_row(page_of(row))
    assert (draft.title, draft.body, draft.url) == (TITLE, TEXT, URL)
    assert draft.portal == "contoh.id"
    assert draft.section == (None if "maintext" in row else "Nusantara")
    assert draft.published_at == datetime(2024, 4, 30, 10, 21, tzinfo=UTC)
    assert draft.published_on == date(2024, 4, 30)
    assert draft.authors == ["Sari Karangan"]
    # What news-watch was asked for is no tag; what news-please states for machines no lead.
    assert draft.tags in (["panen", "padi"], [])
    assert draft.tags or not {"tags", "topics"} & row.keys()
    assert (draft.lead, draft.modified_at) == (None, None)
    assert draft.language in ("id", None)


def test_a_summary_of_fundus_is_the_lead_and_its_headlines_stay_in_the_body() -> None:
    sections = [
        {"headline": [], "paragraphs": ["Warga memanen padi."]},
        {"headline": ["Panen ketiga"], "paragraphs": ["Panen itu yang ketiga."]},
    ]
    draft = read(title=TITLE, body={"summary": ["Padi karangan."], "sections": sections})
    assert draft.lead == "Padi karangan."
    assert draft.body.split("\n\n")[1:] == ["Panen ketiga", "Panen itu yang ketiga."]


@pytest.mark.parametrize("names", [("published", "source"), ("published_at", "portal")])
def test_columns_name_the_fields(names: tuple[str, str]) -> None:
    published, source = names
    columns = {"title": "judul", "body": "isi", published: "tanggal", source: "situs", "id": "no"}
    row = {
        "judul": TITLE,
        "isi": TEXT,
        "tanggal": "Selasa, 30 April 2024 17.21 WIB",
        "situs": "Contoh.id",
        "no": 7,
        # Named fields are read instead of the common names.
        "title": "bukan ini",
        "body": "Bukan ini.",
        "id": 8,
    }
    draft = read(columns, **row)
    assert (draft.title, draft.body, draft.portal) == (TITLE, TEXT, "contoh.id")
    assert draft.source_id == "7"
    assert draft.published_at == datetime(2024, 4, 30, 10, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "portal"),
    [
        ({"url": "https://nasional.kompas.com/read/1"}, "kompas.com"),
        ({"url": "https://nasional.kompas.com/read/1", "source": "lain.id"}, "kompas.com"),
        ({"url": "http://kmp.im/AGICSD", "source": "kumpulan-2025/kompas.com"}, "kompas.com"),
        ({"url": "http://kmp.im/AGICSD", "source": "Kompas"}, "kompas.com"),
        ({"url": "http://kmp.im/AGICSD", "source": "https://www.kompas.com/"}, "kompas.com"),
        ({"url": "http://kmp.im/AGICSD"}, None),
        ({"source": "kmp.im"}, None),
        ({"source": "kumpulan/tribun"}, "tribunnews.com"),
        ({"source": "kumpulan/antara-or-republika"}, "antara-or-republika"),
        ({"source": {"name": "Kompas"}}, None),
        ({"source": ""}, None),
        ({}, None),
    ],
)
def test_portals(row: dict[str, Any], portal: str | None) -> None:
    draft = read(body=TEXT, **row)
    assert draft.portal == portal
    assert draft.url == row.get("url")
    article = extract(page_of({"body": TEXT, **row})).article
    assert article.portal == (portal or "unknown")


@pytest.mark.parametrize(
    "url", ["Nasional", "", "kompas.com/read/1", "javascript:alert(1)", "https://", 7, ["x"], None]
)
def test_what_is_no_address_is_no_url(url: Any) -> None:
    assert read(body=TEXT, url=url).url is None


def test_a_portal_is_read_from_the_dateline_where_nothing_else_names_it() -> None:
    draft = read(body="JAKARTA, KOMPAS.com --- Warga memanen padi.")
    assert (draft.portal, draft.dateline, draft.body) == (
        "kompas.com",
        "JAKARTA",
        "Warga memanen padi.",
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Sekda: &quot;Terus&quot; &amp; tingkatkan", 'Sekda: "Terus" & tingkatkan'),
        ("Harga&nbsp;naik &#8220;lagi&#8221; &#x27;kan", "Harga naik “lagi” 'kan"),
        ("R&D di AT&T; Q&A", "R&D di AT&T; Q&A"),
        ("?a=1&copy=2&quot;", '?a=1&copy=2"'),
        ("separuh &frac12; dan &karangan;", "separuh ½ dan &karangan;"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("Panen <b>raya</b> <script>alert(1)</script>di sawah", "Panen raya di sawah"),
        ("&lt;b&gt;Panen&lt;/b&gt; raya", "Panen raya"),
        ("Lagu <FOCUS> dan 3 < 5", "Lagu <FOCUS> dan 3 < 5"),
    ],
)
def test_entities_and_markup(given: str, expected: str) -> None:
    article = extract(page_of({"title": given, "body": given, "section": given})).article
    assert (article.title, article.body, article.section) == (expected,) * 3


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<p>Warga memanen padi.</p><p>Panen itu<br>yang ketiga.</p>",
            ["Warga memanen padi.", "Panen itu", "yang ketiga."],
        ),
        ("Warga memanen padi.\r\n\r\n \n Panen itu. ", ["Warga memanen padi.", "Panen itu."]),
        (["Warga memanen padi.", "Panen itu."], ["Warga memanen padi.", "Panen itu."]),
        (
            "Warga memanen padi.\nBaca juga: Pasar Ramai\nPanen itu.",
            ["Warga memanen padi.", "Panen itu."],
        ),
        (
            "Warga memanen padi.\nADVERTISEMENT\nPanen itu.\nEditor: Sari",
            ["Warga memanen padi.", "Panen itu."],
        ),
        ("\\\nWarga memanen padi.\n-------\nPanen itu.\n\\", ["Warga memanen padi.", "Panen itu."]),
        ('---\ntitle: "x"\nauthor: "y"\n---\n---\nWarga memanen padi.', ["Warga memanen padi."]),
        # Where a link was lost, its label goes, and the sentence behind it stays.
        (
            "Baca juga:,,Akan tetapi, panen itu gagal.",
            ["Akan tetapi, panen itu gagal."],
        ),
        (
            "Simak selengkapnya jadwal panen pada 7 November.",
            ["Simak selengkapnya jadwal panen pada 7 November."],
        ),
        (
            'Baca juga: Pasar Ramai,"Semua bisa datang," ucapnya.',
            ['Baca juga: Pasar Ramai,"Semua bisa datang," ucapnya.'],
        ),
        (
            "Penulis: itu sebutan bagi orang yang menulis, " + "kata warga, " * 9,
            ["Penulis: itu sebutan bagi orang yang menulis, " + "kata warga, " * 8 + "kata warga,"],
        ),
    ],
)
def test_bodies(body: Any, expected: list[str]) -> None:
    assert read(body=body).body.split("\n\n") == expected


def test_read_also_links_are_kept() -> None:
    links = "Baca juga: Pasar Karangan Ramai..\nBaca juga: Lalu...\nLihat juga Video: Panen Raya:"
    draft = read(body=f"{TEXT}\n{links}")
    assert [(link.title, link.title_cut) for link in draft.read_also] == [
        ("Pasar Karangan Ramai..", True),
        ("Lalu...", False),
        ("Video: Panen Raya", False),
    ]
    assert draft.body == TEXT


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"title": TITLE},
        {"body": ""},
        {"body": " \n\t"},
        {"body": "— 123 …"},
        {"body": None, "content": None},
        {"body": True},
        {"body": 2024},
        {"body": {"teks": "Warga memanen padi."}},
        {"body": {"sections": [{"paragraphs": 7}, 8]}},
        {"body": [["Warga memanen padi."]]},
        {"body": "Advertisement"},
        {"body": "<script>alert('padi')</script>"},
        {"body": "(R/Sam)"},
        {"isi": "Warga memanen padi."},
    ],
)
def test_a_row_without_a_body_is_rejected(row: dict[str, Any]) -> None:
    with pytest.raises(PageRejected) as rejected:
        read_row(page_of(row))
    assert rejected.value.reason == "not-an-article"
    assert all(name in rejected.value.detail for name in row)


def test_the_message_of_a_rejection_is_short() -> None:
    with pytest.raises(PageRejected) as rejected:
        read_row(page_of({"n" * 5000 + str(number): 1 for number in range(5000)}))
    assert len(rejected.value.detail) < 600


@pytest.mark.parametrize(
    ("published", "at", "on"),
    [
        ("2024-04-30", None, "2024-04-30"),
        ("2024-04-30T17:21:00", "2024-04-30T17:21+0700", "2024-04-30"),
        ("2024-04-30T20:00:00Z", "2024-05-01T03:00+0700", "2024-05-01"),
        ("Tue, 30 Apr 2024 10:21:00 GMT", "2024-04-30T17:21+0700", "2024-04-30"),
        ("Selasa, 30 Apr 2024 - 17:21 WITA", "2024-04-30T17:21+0800", "2024-04-30"),
        ("kemarin", None, None),
        ("None", None, None),
        (None, None, None),
        (20240430, None, None),
        ("0000-00-00 00:00:00", None, None),
    ],
)
def test_times(published: Any, at: str | None, on: str | None) -> None:
    draft = read(body=TEXT, published=published)
    shown = f"{draft.published_at:%Y-%m-%dT%H:%M%z}" if draft.published_at else None
    assert (shown, draft.published_on and str(draft.published_on)) == (at, on)


def test_a_field_that_cannot_be_read_gives_way_to_the_next() -> None:
    draft = read(body=TEXT, published_at="belum terbit", date="2024-04-30", title={}, source="x/y")
    assert (draft.published_on, draft.title) == (date(2024, 4, 30), None)


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Panen ketiga tahun ini.", "Panen ketiga tahun ini."),
        ("Warga memanen padi.", None),
        ("Warga memanen padi. Panen itu…", None),
        ("", None),
    ],
)
def test_a_lead_that_only_repeats_the_body_is_none(lead: str, expected: str | None) -> None:
    assert read(body=TEXT, lead=lead).lead == expected


@pytest.mark.parametrize(
    ("body", "section", "expected"),
    [
        (f"{TEXT} (adv)", None, True),
        (f"{TEXT} (Adv/eth)", None, True),
        (TEXT, "Advertorial", True),
        (f"{TEXT} (advokat)", None, False),
        (TEXT, "Nasional", False),
    ],
)
def test_sponsored(body: str, section: str | None, expected: bool) -> None:
    draft = read(body=body, section=section)
    assert draft.sponsored is expected
    assert draft.body == (TEXT if "/" in body or expected else body)


# Our own rows, as `show --format json` prints them.

# These depend on where the bytes came from.
OF_THE_PAGE = {"pages", "extractor"}


def exported(article: Article) -> dict[str, Any]:
    row = orjson.loads(orjson.dumps(asdict(article)))
    assert isinstance(row, dict)
    return row


def assert_same(again: Article, article: Article) -> None:
    for field in fields(Article):
        if field.name not in OF_THE_PAGE:
            assert getattr(again, field.name) == getattr(article, field.name), field.name


def test_the_example_page_survives_its_export() -> None:
    (page,) = read_file(str(EXAMPLE))
    assert isinstance(page, Page)
    once = extract(page)
    again = extract(page_of(exported(once.article)))
    assert_same(again.article, once.article)
    assert again.quotations == once.quotations
    assert again.headlines == once.headlines


def test_real_articles_survive_their_export(shared_data: Path) -> None:
    days = 0
    for page in islice(read_file(str(shared_data / "articles.jsonl.gz")), 0, None, 150):
        assert isinstance(page, Page)
        article = extract(page).article
        days += article.published_on is not None and article.published_at is None
        assert_same(extract(page_of(exported(article))).article, article)
    assert days, "some of them have no time of day"


def test_a_zone_survives_its_export() -> None:
    article = extract(page_of({"body": TEXT, "published": "30 Apr 2024 23:30 WIT"})).article
    assert article.published_zone == "+09:00"
    assert_same(extract(page_of(exported(article))).article, article)


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=30),
        st.sampled_from(
            [
                TEXT,
                URL,
                "https://[",
                "http://kmp.im/x",
                "2024-04-30",
                "9999-12-31T23:59:59Z",
                "+99:99",
                "None",
                "<b>",
                "&#xD800;",
                "&#1114112;",
                "---\n\na: b\n\n---\n\n",
                "(adv)",
                "Baca juga: x",
            ]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [
                    "title",
                    "title_cut",
                    "published_at",
                    "url",
                    "sections",
                    "paragraphs",
                    "summary",
                    "headline",
                    "caption",
                    "x",
                ]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=6,
)
NAMES = st.one_of(
    st.sampled_from([field.name for field in fields(Article)]),
    st.sampled_from(
        ["content", "text", "source", "link", "date", "id", "author", "topics", "lang", "keyword"]
    ),
    st.text(max_size=5),
)
OURS = {"article_id": "a", "text_sha256": "b", "published_on": None, "body": TEXT}


@given(
    row=st.dictionaries(NAMES, VALUES, max_size=8),
    base=st.sampled_from([{}, {"body": TEXT}, OURS]),
    columns=st.none() | st.dictionaries(NAMES, NAMES, max_size=3),
)
@example(
    row={"published_zone": "+99:99", "published_at": "2024-04-30T00:00:00Z"},
    base=OURS,
    columns=None,
)
@example(row={"date": "2024-04-30T17:21:00+07:07:12"}, base={"body": TEXT}, columns=None)
@example(row={"tags": ["," * 5000], "section": "," * 5000}, base={"body": TEXT}, columns=None)
@settings(deadline=None, max_examples=500)
def test_any_object_gives_an_article_or_is_rejected(
    row: dict[str, Any], base: dict[str, Any], columns: dict[str, str] | None
) -> None:
    page = page_of({**base, **row})
    extraction = outcome(page, columns)
    if isinstance(extraction, str):
        assert extraction == "not-an-article"
        return
    article = extraction.article
    assert any(map(str.isalpha, article.body))
    assert article.portal
    assert (article.published_at is None) == (article.published_zone is None)
    assert re.fullmatch(r"[+-]\d\d:\d\d", article.published_zone or "+07:00")
    assert 1 <= article.parts_total < 1000
    for quotation in extraction.quotations:
        assert article.body[quotation.start : quotation.end] == quotation.text
    # Whatever the dataset stores can be written as UTF-8.
    orjson.dumps(asdict(article))


@pytest.mark.parametrize(
    "text",
    [
        " " * 300_000,
        "\n-" * 100_000,
        "<!--" * 50_000,
        "<script>" * 30_000,
        "<a " + "=" * 100_000,
        "(a/" * 100_000,
        '"' + " " * 300_000,
        "&" * 300_000,
        "Baca juga: " * 30_000,
        "." * 300_000,
        '"a," kata ' * 20_000,
        "Budi Budi " * 50_000,
        "Rp " * 50_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_no_row_takes_long(text: str) -> None:
    started = time.process_time()
    extract(page_of({"title": text[:5000], "body": f"Warga memanen padi{text}padi."}))
    # Measured below 0.1 s each; what grows with the square of the length takes minutes.
    assert time.process_time() - started < 8
