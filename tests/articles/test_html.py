"""HTML pages: real ones of six portals against what is asserted of them, and invented shapes."""

from __future__ import annotations

import html as entities
import json
import re
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beritasearch.articles.draft import Draft
from beritasearch.articles.extract import extract
from beritasearch.articles.html import read_html
from beritasearch.errors import PageRejected
from beritasearch.evaluation.pages import put_back, token_f1
from beritasearch.pages.page import Form, Page, page_of
from beritasearch.pages.reader import read_file

# The token F1 of each body with dateline and byline code put back, cut to three places.
FLOORS = {
    "antara-singlepage.html": 0.993,
    "antara-singlepage3.html": 0.993,
    "detik-singlepage.html": 0.999,
    "kompas-singlepage.html": 0.994,
    "kompas-singlepage2.html": 0.996,
    "kompas-singlepage5.html": 0.994,
    "liputan6-singlepage.html": 0.997,
    "okezone-singlepage2.html": 0.995,
    "republika-singlepage.html": 0.988,
    "republika-singlepage2.html": 0.974,
}
# A gallery of pictures, whose asserted body is one caption five times.
GALLERY = "liputan6-singlepage3.html"
# What the floors were measured on.
MEASURED_ON = "45dbac85a166e812"


def gold_of(folder: Path) -> dict[str, dict[str, Any]]:
    content = (folder / "pages" / "html" / "gold.json").read_bytes()
    assert sha256(content).hexdigest()[:16] == MEASURED_ON, "the floors belong to other assertions"
    return {row["page"]: row for row in json.loads(content)}


def to_the_minute(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(second=0)


@pytest.mark.parametrize("name", [*FLOORS, GALLERY])
def test_real_page(shared_data: Path, name: str) -> None:
    gold = gold_of(shared_data)[name]
    (page,) = read_file(str(shared_data / "pages" / "html" / name))
    assert isinstance(page, Page)
    article = extract(page).article
    assert article.title == gold["title"]
    assert article.url == gold["url"]
    assert article.published_at is not None
    assert article.published_at.replace(second=0) == to_the_minute(gold["published_at"])
    assert str(article.published_on) == gold["published_at"][:10]
    assert article.published_zone == "+07:00"
    assert f".{article.portal}/".replace("..", ".") in gold["url"].replace("://", ".")
    if name in FLOORS:
        whole = put_back(article.body, article.dateline, article.byline_code)
        assert token_f1(whole, gold["body"]) >= FLOORS[name]
    else:
        assert gold["body"].startswith(article.images[0].caption or "no caption")
        assert "gallery" in (article.body_uncertain or "")


def test_every_real_page_is_measured(shared_data: Path) -> None:
    files = {path.name for path in (shared_data / "pages" / "html").glob("*.html")}
    assert files == set(gold_of(shared_data)) == {*FLOORS, GALLERY}


def test_no_markup_in_any_text_of_a_real_page(shared_data: Path) -> None:
    for path in sorted((shared_data / "pages" / "html").glob("*.html")):
        (page,) = read_file(str(path))
        assert isinstance(page, Page)
        for text in texts_of(read_html(page)):
            assert not MARKUP.search(text), (path.name, text[:200])


# The words below are invented.

PARAGRAPHS = [
    "Warga Kampung Karangan memanen padi bersama-sama, Selasa pagi, di sawah milik kelurahan.",
    "Panen itu yang ketiga pada tahun ini, dan hasilnya lebih banyak daripada yang pertama.",
    "Lurah Karangan berharap, panen berikutnya dapat dilakukan sebelum musim hujan datang.",
    "Sebagian hasilnya dibagikan kepada warga lanjut usia. Sisanya dijual di pasar malam.",
]
BODY = "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS)
TITLE = "Warga Karangan Panen Padi"
URL = "https://contoh.id/berita/1/panen"


def html_page(head: str = "", body: str = f"<h1>{TITLE}</h1><article>{BODY}</article>") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def read(content: bytes) -> Draft:
    return read_html(page_of(content, "page.html", Form.HTML))


def outcome(page: Page) -> Draft | str:
    """The draft of a page, or the reason of its rejection."""
    try:
        return read_html(page)
    except PageRejected as rejected:
        return rejected.reason


def linked(**values: Any) -> str:
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **values})
    return f"<script type='application/ld+json'>{data}</script>"


def meta(**values: str) -> str:
    return "".join(
        f"<meta property='{name.replace('_', ':', 1)}' content='{entities.escape(value)}'>"
        for name, value in values.items()
    )


def texts_of(value: Any) -> Iterator[str]:
    """Every text of a draft."""
    if isinstance(value, Draft):
        value = asdict(value)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_of(one)


MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|javascript:|alert\(", re.IGNORECASE)


def test_the_plainest_page() -> None:
    draft = read(html_page())
    assert draft.title == TITLE
    assert draft.body == "\n\n".join(PARAGRAPHS)
    assert (draft.url, draft.portal, draft.published_on) == (None, None, None)


LINKED = linked(
    headline="Panen Padi di &quot;Karangan&quot;",
    url=URL,
    datePublished="2024-04-30T10:21:00Z",
    dateModified="2024-05-01T08:00:00+07:00",
    author=[{"@type": "Person", "name": "Sari Karangan"}, {"name": "Budi Karangan"}],
    articleSection=["Nusantara", "Berita"],
    keywords=["panen", "padi"],
)
OPENGRAPH = meta(
    og_title='Panen Padi di "Karangan" | Contoh',
    og_url=URL,
    article_published_time="2024-04-30 17:21:00",
    article_modified_time="2024-05-01T08:00:00+07:00",
    article_section="Nusantara",
    article_tag="panen, padi",
    author="Sari Karangan, Budi Karangan",
)
PLAIN_META = (
    "<title>Panen Padi di &quot;Karangan&quot; - Contoh</title>"
    f"<link rel='canonical' href='{URL}'>"
    "<meta name='pubdate' content='30/04/2024 17:21 WIB'>"
    "<meta name='lastmod' content='2024-05-01T01:00:00Z'>"
    "<meta name='author' content='Sari Karangan,Budi Karangan'>"
)


@pytest.mark.parametrize(
    ("head", "section", "tags"),
    [
        pytest.param(LINKED, "Nusantara", ["panen", "padi"], id="json-ld"),
        pytest.param(OPENGRAPH, "Nusantara", ["panen", "padi"], id="opengraph"),
        pytest.param(PLAIN_META, None, [], id="meta"),
    ],
)
def test_statements(head: str, section: str | None, tags: list[str]) -> None:
    draft = read(html_page(head, f"<article>{BODY}</article>"))
    assert draft.title == 'Panen Padi di "Karangan"'
    assert draft.url == URL
    assert draft.published_at == datetime(2024, 4, 30, 10, 21, tzinfo=UTC)
    assert draft.published_on == date(2024, 4, 30)
    assert draft.modified_at == datetime(2024, 5, 1, 1, tzinfo=UTC)
    assert draft.authors == ["Sari Karangan", "Budi Karangan"]
    assert (draft.section, draft.tags) == (section, tags)


@pytest.mark.parametrize(
    ("script", "title"),
    [
        pytest.param('{"@type": "NewsArticle", "headline": "A B"}', "A B", id="an object"),
        pytest.param(
            '[{"@type": "Organization"}, {"@type": ["NewsArticle"], "headline": "A B"}]',
            "A B",
            id="a list",
        ),
        pytest.param(
            '{"@graph": [{"@type": "WebSite"}, {"@type": "Article", "headline": "A B"}]}',
            "A B",
            id="a graph",
        ),
        pytest.param(
            '{"@type": "NewsArticle", "headline": "A\n\tB"}', "A B", id="line breaks inside"
        ),
        pytest.param(
            '{"@type": "NewsArticle", "headline": "A B \\ud800"}', "A B ?", id="half a character"
        ),
        pytest.param('{"@type": "NewsArticle", "headline": ["A B"]}', TITLE, id="a list as title"),
        pytest.param('{"@type": [{}], "headline": "A B"}', TITLE, id="an object as type"),
        pytest.param(
            f'{{"@type": "Article", "headline": "A B", "keywords": {"[" * 900}{"]" * 900}}}',
            "A B",
            id="keywords nested deep",
        ),
        pytest.param('{"@type": "Person", "headline": "A B"}', TITLE, id="no article"),
        pytest.param('{"@type": "NewsArticle", "headline": "A B"', TITLE, id="cut"),
        pytest.param("", TITLE, id="empty"),
        pytest.param("[" * 100_000, TITLE, id="nested deep"),
    ],
)
def test_json_ld(script: str, title: str) -> None:
    draft = read(html_page(f"<script type='application/ld+json'>{script}</script>"))
    assert draft.title == title
    "".join(texts_of(draft)).encode()


@pytest.mark.parametrize(
    ("title", "url", "expected"),
    [
        (f"{TITLE} - Contoh", URL, TITLE),
        (f"{TITLE} | Contoh.id", URL, TITLE),
        (f"{TITLE} : Okezone Celebrity", "https://celebrity.okezone.com/read/1", TITLE),
        (f"{TITLE} - Republika Online", None, TITLE),
        (f"{TITLE} - Tempo.co", None, TITLE),
        # The label of a portal is a word, too.
        ("Sejarah - Detik-detik Proklamasi", "https://detik.com/read/1", None),
        ("UMKM - Mencari Peluang Bisnis Rumahan", "https://bisnis.com/read/1", None),
        ("Sekda: Terus Tingkatkan - dan Pertahankan", URL, None),
        (TITLE, URL, None),
    ],
)
def test_the_portals_name_is_no_part_of_a_title(
    title: str, url: str | None, expected: str | None
) -> None:
    canonical = f"<link rel='canonical' href='{url}'>" if url else ""
    draft = read(html_page(f"<title>{title}</title>{canonical}", f"<div>{BODY}</div>"))
    assert draft.title == (expected or title)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (f"<link rel='canonical' href='{URL}'>", URL),
        (f"<link rel='canonical' href='  {URL}\n'>", URL),
        (f"<link rel='canonical' href='/berita/1'><meta property='og:url' content='{URL}'>", URL),
        (
            "<link rel='canonical' href='https://contoh.id/'>"
            f"<meta property='og:url' content='{URL}'>",
            URL,
        ),
        (linked(mainEntityOfPage={"@id": URL}), URL),
        (linked(mainEntityOfPage=URL), URL),
        (f"<a itemprop='url' href='{URL}'></a>", URL),
        (f"<a itemprop='url' href='{URL}'></a><a itemprop='url' href='{URL}2'></a>", None),
        ("<link rel='canonical' href='javascript:alert(1)'>", None),
        ("<link rel='canonical' href='https://['>", None),
        ("<link rel='canonical'>", None),
        (
            "<link rel='canonical' href='https://contoh.id/a\"><script>b</script>'>",
            "https://contoh.id/a%22%3E%3Cscript%3Eb%3C/script%3E",
        ),
    ],
)
def test_addresses(head: str, expected: str | None) -> None:
    assert read(html_page(head)).url == expected


def test_a_page_without_an_address_is_of_the_portal_in_its_dateline() -> None:
    body = f"<h1>{TITLE}</h1><article><p>JAKARTA, KOMPAS.com - Panen tiba.</p>{BODY}</article>"
    draft = read(html_page(body=body))
    assert (draft.url, draft.portal, draft.dateline) == (None, "kompas.com", "JAKARTA")
    assert draft.body == "\n\n".join(["Panen tiba.", *PARAGRAPHS])


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("<time datetime='2024-04-30T17:21:00+07:00'>kemarin</time>", "2024-04-30T17:21+0700"),
        ("<div>Selasa, 30 Apr 2024 | 17:21 WIB</div>", "2024-04-30T17:21+0700"),
        (
            "<div><span>Selasa, 30 Apr 2024</span> <span>17:21 WITA</span></div>",
            "2024-04-30T17:21+0800",
        ),
        (
            "<div><script>var d = '30/04/2023 10:00'</script>Selasa, 30 April 2024, 17.21</div>",
            "2024-04-30T17:21+0700",
        ),
        (
            "<div>2015-11-05 T10:08:58Z</div><meta name='pubdate' content='2015-11-05 T10:08:58Z'>",
            "2015-11-05T10:08+0700",
        ),
        ("<div>kemarin</div>", None),
    ],
)
def test_printed_times(printed: str, expected: str | None) -> None:
    at = read(html_page(body=f"<h1>{TITLE}</h1>{printed}<article>{BODY}</article>")).published_at
    assert (f"{at:%Y-%m-%dT%H:%M%z}" if at else None) == expected


WORDS = "Harga naik – “kata” warga"
TEMPLATE = f"<!DOCTYPE html>%s<title>{TITLE}</title><div><p>{WORDS}</p>{BODY}</div>"


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        pytest.param("", "utf-8", id="undeclared"),
        pytest.param("utf-8", "utf-8", id="declared"),
        pytest.param("iso-8859-1", "utf-8", id="falsely declared"),
        pytest.param("iso-8859-1", "utf-8-sig", id="marked"),
        pytest.param("", "utf-16", id="utf-16, marked"),
        pytest.param("iso-8859-1", "cp1252", id="windows-1252 as latin 1"),
        pytest.param("windows-1252", "cp1252", id="windows-1252"),
        pytest.param("", "cp1252", id="windows-1252, undeclared"),
        pytest.param("gb18030", "gb18030", id="gb18030"),
        pytest.param("idna", "cp1252", id="a codec that fails"),
        pytest.param("unicode_escape", "cp1252", id="a codec of escapes"),
        pytest.param("hex", "cp1252", id="a codec of no text"),
        pytest.param("karangan", "cp1252", id="no codec"),
        pytest.param("\0", "cp1252", id="rubbish"),
    ],
)
def test_encodings(declared: str, written: str) -> None:
    text = TEMPLATE % (f"<meta charset='{declared}'>" if declared else "")
    assert read(text.encode(written)).body == "\n\n".join([WORDS, *PARAGRAPHS])


@pytest.mark.parametrize("broken", [b"\xff", b"\xe2\x80", b"\xc3("])
def test_a_broken_character_does_not_break_the_others(broken: bytes) -> None:
    content = (TEMPLATE % "<meta charset='iso-8859-1'>").encode().replace(b"lurah", broken)
    draft = read(content)
    assert WORDS in draft.body
    assert (draft.body_uncertain or "").startswith("Some bytes of the page are no utf-8: ")


@pytest.mark.parametrize(
    ("declared", "written", "doubt"),
    [
        ("", "utf-8", None),
        ("windows-1252", "cp1252", None),
        ("iso-8859-1", "cp1252", None),
        ("gb18030", "gb18030", None),
        ("", "cp1252", "The page is no UTF-8 and names no encoding: read as windows-1252."),
        ("karangan", "cp1252", "The page is no UTF-8 and names no encoding: read as windows-1252."),
    ],
)
def test_a_guessed_encoding_is_said(declared: str, written: str, doubt: str | None) -> None:
    text = TEMPLATE % (f"<meta charset='{declared}'>" if declared else "")
    draft = read(text.encode(written))
    assert WORDS in draft.body
    assert draft.body_uncertain == doubt


INJECTED = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE}{INJECTED}</title>",
        f"<title>{TITLE}{entities.escape(INJECTED)}</title>",
        meta(
            og_title=TITLE + INJECTED, article_section="Panen" + INJECTED, author="Sari" + INJECTED
        ),
        meta(og_title=TITLE + entities.escape(INJECTED)),
        linked(
            headline=TITLE + INJECTED,
            author={"name": "Sari" + INJECTED},
            keywords=[INJECTED, "padi"],
        ).replace("</script><img", "<\\/script><img"),
        meta(og_title=f"{TITLE} <scr<b>ipt>x</scr<b>ipt>"),
        meta(og_title=TITLE, og_image="javascript:alert(1)", og_url="javascript:alert(1)"),
        f"<title>{TITLE}</title><html lang='<b>'>",
    ],
)
def test_no_markup_in_any_text(head: str) -> None:
    body = (
        f"<h1>{TITLE}<script>alert(2)</script></h1><article>{BODY}<script>alert(3)</script>"
        "<p onclick='alert(4)'>Panen <b>raya</b> selesai, kata <i>lurah</i> itu."
        "<!-- alert(5) --></p>"
        f"<a rel='tag'>panen{INJECTED}</a><figure><figcaption>Sawah{INJECTED}</figcaption></figure>"
        "<style>p { color: red }</style></article>"
    )
    draft = read(html_page(head, body))
    assert draft.title is not None
    assert draft.title.startswith(TITLE)
    assert "Panen raya selesai, kata lurah itu." in draft.body
    for text in texts_of(draft):
        assert not MARKUP.search(text), text


def test_visible_text_about_markup_stays_text() -> None:
    shown = "Elemen &lt;table&gt; dipakai, kata pengajar itu, untuk daftar harga &amp; stok."
    draft = read(html_page(body=f"<h1>{TITLE}</h1><article>{BODY}<p>{shown}</p></article>"))
    assert entities.unescape(shown) in draft.body


def test_nothing_of_the_page_around() -> None:
    around = (
        "<nav>Beranda, Nasional, Olahraga, dan lain-lain, semua ada di sini.</nav>",
        "<div class='related'><p>Berita lain, yang panjang, dan tidak ada hubungannya.</p></div>",
        "<div class='share'><p>Bagikan berita ini ke teman-teman, kata tombol itu.</p></div>",
        "<p>Advertisement</p>",
        "<p>Baca juga: Pasar Karangan Ramai Pembeli</p>",
        "<p>Editor : Sari Karangan</p>",
        "<footer>Hak cipta dilindungi, semua, undang-undang, tahun ini.</footer>",
    )
    first, *rest = BODY.splitlines()
    inside = "".join([first, around[3], around[4], *rest, around[5], around[1], around[2]])
    draft = read(
        html_page(body=f"<h1>{TITLE}</h1>{around[0]}<article>{inside}</article>{around[6]}")
    )
    assert draft.body == "\n\n".join(PARAGRAPHS)
    assert [link.title for link in draft.read_also] == ["Pasar Karangan Ramai Pembeli"]


@pytest.mark.parametrize(
    ("last", "code", "sponsored"),
    [
        ("Panen pun selesai, kata warga.(fyk/ash)", "fyk/ash", False),
        ("Panen pun selesai, kata warga. (adv)", None, True),
        ("Panen pun selesai, kata warga.", None, False),
    ],
)
def test_what_ends_an_article(last: str, code: str | None, sponsored: bool) -> None:
    draft = read(html_page(body=f"<h1>{TITLE}</h1><article>{BODY}<p>{last}</p></article>"))
    assert (draft.byline_code, draft.sponsored) == (code, sponsored)
    assert draft.body.endswith("Panen pun selesai, kata warga.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty-page"),
        (b" \n\t", "empty-page"),
        (b"\x00\x00\x00", "empty-page"),
        (b"\xef\xbb\xbf", "empty-page"),
        (b"<!-- hanya ini -->", "not-html"),
        (b"<html></html>", "no-title"),
        (html_page(body=BODY), "no-title"),
        (html_page("<title> </title>", BODY), "no-title"),
        (html_page(f"<title>{TITLE}</title>", ""), "no-body"),
        (html_page(f"<title>{TITLE}</title>", "<p>Baca juga: Pasar Ramai</p>"), "no-body"),
        (
            html_page(f"<title>{TITLE}</title>", "<script>alert('padi, padi, padi')</script>"),
            "no-body",
        ),
    ],
)
def test_rejections_have_a_name(content: bytes, reason: str) -> None:
    with pytest.raises(PageRejected) as rejected:
        read(content)
    assert rejected.value.reason == reason
    assert rejected.value.detail.endswith(".")


def test_xhtml_with_its_declaration() -> None:
    page = b'<?xml version="1.0" encoding="UTF-8"?>\n' + html_page(f"<title>{TITLE}</title>")
    assert read(page).body == "\n\n".join(PARAGRAPHS)


def test_nul_bytes_part_words_and_no_more() -> None:
    page = html_page(f"<title>{TITLE}</title>").replace(b"memanen padi", b"memanen\x00padi")
    assert read(page).body == "\n\n".join(PARAGRAPHS)


def test_a_page_cut_anywhere_gives_what_it_has_or_is_rejected() -> None:
    whole = html_page(LINKED + OPENGRAPH)
    bodies = 0
    for end in range(0, len(whole), 37):
        try:
            draft = read(whole[:end])
        except PageRejected:
            continue
        bodies += 1
        # Of an element that is cut, libxml2 keeps what there is: `</articl`.
        assert "\n\n".join(PARAGRAPHS).startswith(draft.body.rpartition("<")[0] or draft.body)
    assert bodies > 5


NESTED = [
    "div",
    "p",
    "span",
    "b",
    "table><tr><td",
    "ul><li",
    "div class='share'",
    "font",
    "blockquote",
]


@pytest.mark.parametrize("opening", NESTED)
def test_ten_thousand_elements_deep(opening: str) -> None:
    deep = f"<{opening}>" * 10_000
    started = time.process_time()
    try:
        draft = read(html_page(f"<title>{TITLE}</title>", f"<article>{BODY}</article>{deep}Padi."))
    except PageRejected:
        return
    finally:
        # Measured 1.3 s at worst.
        assert time.process_time() - started < 10
    assert draft.body.startswith(PARAGRAPHS[0])


PIECES = st.sampled_from(
    [
        b"<html>",
        b"<head>",
        b"</head>",
        b"<title>Panen Padi</title>",
        b"<h1>Panen",
        b"</h1>",
        b"<p>",
        b"</p>",
        BODY.encode(),
        b"<div class='related'>",
        b"</div>",
        b"<article>",
        b"<script type='application/ld+json'>",
        b"</script>",
        b'{"@type":"NewsArticle",',
        b'"headline":"Panen \\ud800"}',
        b'"datePublished":"2024-04-30"}',
        b'"author":[1,{}]}',
        b"<meta property='og:title' content='",
        b"<meta charset=",
        b"utf-7",
        b"idna",
        b"utf-16",
        b"'>",
        b"<link rel='canonical' href='http://[::1]/a'>",
        b"<time datetime='9999-12-31T23:59:59-12'>",
        b"<!--",
        b"-->",
        b"<?xml version='1.0' encoding='x'?>",
        b"<![CDATA[",
        b"&#xD800;",
        b"&#0;",
        b"\x00",
        b"\xff",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"<a rel=tag>",
        b"<br>",
        b"<svg>",
        b"<math>",
        b"<template>",
        b"<frameset>",
        b"<select>",
        b"<table>",
        b"<td>",
        b"Baca juga:",
    ]
)
CONTENTS = st.one_of(
    st.binary(max_size=200),
    st.lists(st.one_of(PIECES, st.binary(max_size=6)), max_size=14).map(b"".join),
    st.text(max_size=60).map(lambda text: html_page(f"<title>{text}</title>")),
    st.text(max_size=60).map(
        lambda text: html_page(f"<title>{TITLE}</title>", f"<p>{text}</p>{BODY}")
    ),
)


@given(CONTENTS)
@example(b"<meta charset=idna>\xff" + html_page())
@example(html_page(linked(headline="\ud800")))
@settings(deadline=None, max_examples=300)
def test_any_bytes_give_a_draft_or_are_rejected(content: bytes) -> None:
    page = page_of(content, "page.html", Form.HTML)
    draft = outcome(page)
    if isinstance(draft, str):
        assert draft in {"empty-page", "not-html", "no-title", "no-body", "list-page"}
        return
    assert draft.title
    assert any(map(str.isalnum, draft.body))
    "".join(texts_of(draft)).encode()
    assert extract(page).article.title is not None
