"""Pages that are no article, by the reason for which each is rejected; and articles, never."""

from __future__ import annotations

import gzip
import json
import time
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from beritasearch.articles.dates import parse_stated
from beritasearch.articles.draft import Draft
from beritasearch.articles.extract import extract
from beritasearch.articles.fact_checks import read_fact_check
from beritasearch.articles.html import read_html
from beritasearch.articles.language import LANGUAGES, detected, normalised
from beritasearch.articles.quality import (
    PageSigns,
    require_article_address,
    require_no_error,
    require_running_text,
)
from beritasearch.articles.tags import normalise_tags
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Form, Page, page_of
from beritasearch.pages.reader import read_file

SENTENCES = "<p>Warga memanen padi bersama-sama di sawah yang luas itu.</p>" * 8
TEASERS = "".join(
    f"<div><a href='/b/{n}'>Pasar Karangan Ramai Pembeli {n}</a></div>" for n in range(9)
)
LABELS = "<p>Nasional</p><p>Ekonomi</p><p>Olahraga</p><p>Senin, 29/04/2024</p>" * 9
ARTICLE = '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'


def page(title: str, body: str, head: str = "", address: str | None = None) -> Page:
    canonical = f"<link rel='canonical' href='{address}'>" if address else ""
    content = (
        f"<!doctype html><html><head><title>{title}</title>{canonical}{head}</head>"
        f"<body><h1>{title}</h1><main>{body}</main></body></html>"
    )
    return page_of(content.encode(), "page.html", Form.HTML)


def reason(given: Page, language: str | None = None) -> str | None:
    """Why a page is rejected; None where it gives an article."""
    try:
        extract(given, language=language)
    except PageRejected as rejected:
        return rejected.reason
    return None


ERRORS = [
    "404 Not Found",
    "404",
    "Error 404",
    "Page not found - Karangan.id",
    "Karangan.id | Halaman Tidak Ditemukan",
    "Halaman yang Anda cari tidak ditemukan",
    "Maaf, halaman yang anda tuju tidak tersedia.",
    "Oops! Page not found",
    "Artikel ini sudah tidak tersedia lagi",
    "Berita tidak ditemukan",
    "403 Forbidden",
    "502 Bad Gateway",
    "503 Service Temporarily Unavailable",
    "504 Gateway Time-out",
    "500 Internal Server Error",
    "Just a moment...",
    "Attention Required! | Cloudflare",
    "Access Denied",
    "Situs sedang dalam perbaikan",
    "Website Under Maintenance",
    "Internet Positif",
    "Are you a robot?",
    "Index of /berita/2019",
    "Account Suspended",
    "Welcome to nginx!",
]
NO_ERRORS = [
    "Apa Arti Error 404 Not Found? Ini Penjelasannya",
    "404 Jemaah Haji Tiba di Karangan",
    "Polisi: Halaman Rumah Korban Tidak Ditemukan Jejak",
    "Akses Ditolak Warga, Alat Berat Mundur",
    "Just a Moment: Lagu Baru Penyanyi Karangan",
    "500 Warga Mengungsi",
    "Forbidden City Ramai Turis",
    "Situs Purbakala Karangan Dipugar",
]


@pytest.mark.parametrize("title", ERRORS)
def test_error_pages(title: str) -> None:
    assert (
        reason(page(title, "<p>Silakan kembali ke beranda dan coba lagi nanti.</p>"))
        == "error-page"
    )


@pytest.mark.parametrize("title", NO_ERRORS)
def test_titles_that_only_look_like_an_errors(title: str) -> None:
    assert reason(page(title, SENTENCES)) is None


def test_an_error_in_a_row_or_a_copied_page_is_one_too() -> None:
    body = "Silakan kembali ke beranda."
    row = {"title": "Halaman tidak ditemukan", "body": body}
    assert reason(Page("a", Form.ROW, "0" * 64, row=row)) == "error-page"
    copied = f"Halaman yang anda cari tidak ditemukan\nSelasa, 30 Apr 2024\n{body}\n"
    assert reason(page_of(copied.encode(), "a.txt", Form.TEXT)) == "error-page"


ADDRESSES = [
    ("https://www.karangan.id/", "front-page"),
    ("https://karangan.id", "front-page"),
    ("https://karangan.id/index.html", "front-page"),
    ("https://karangan.id/indeks", "list-page"),
    ("https://karangan.id/tag/pasar-karangan", "list-page"),
    ("https://karangan.id/topik/banjir/page/2", "list-page"),
    ("https://karangan.id/indeks/2024/04/30", "list-page"),
    ("https://karangan.id/search?q=pasar", "list-page"),
    ("https://karangan.id/berita/terpopuler", "list-page"),
    ("https://karangan.id/author/sari", "list-page"),
    ("https://karangan.id/?p=1234", None),
    ("https://karangan.id/berita/1/pasar-karangan-ramai-pembeli", None),
    ("https://karangan.id/kategori/ekonomi/pasar-karangan-ramai-pembeli-lagi", None),
    ("https://karangan.id/index.php/berita/pasar-karangan", None),
]


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_addresses_of_no_article(address: str, expected: str | None) -> None:
    given = page("Berita Karangan", SENTENCES, address=address)
    assert reason(given) == expected


@pytest.mark.parametrize("address", [address for address, _ in ADDRESSES])
def test_a_page_that_declares_an_article_may_have_any_address(address: str) -> None:
    assert reason(page("Pasar Karangan Ramai", SENTENCES, ARTICLE, address)) is None


def test_a_wrong_address_beside_an_articles_own_says_nothing() -> None:
    own = "<meta property='og:url' content='https://karangan.id/berita/1/pasar'>"
    assert reason(page("Pasar Karangan Ramai", SENTENCES, own, "https://karangan.id/")) is None


@pytest.mark.parametrize("head", ["", ARTICLE])
def test_lists_of_titles_and_labels_are_no_article(head: str) -> None:
    assert reason(page("Berita Terkini Karangan", LABELS + TEASERS, head)) in (
        "list-page",
        "no-body",
    )


@pytest.mark.parametrize(
    "address", ["https://foto.karangan.id/panen", "https://karangan.id/video/1"]
)
@pytest.mark.parametrize("body", ["<img src='a.jpg'>" * 5, "<p>Foto: Sari</p><p>1 dari 5</p>" * 4])
def test_galleries_without_text(address: str, body: str) -> None:
    assert reason(page("Potret Panen", body, address=address)) == "gallery"


def test_a_gallery_with_a_report_is_an_article() -> None:
    assert reason(page("Potret Panen", SENTENCES, address="https://foto.karangan.id/panen")) is None


@given(st.lists(st.text(), max_size=4), st.text())
def test_nothing_said_makes_it_fail(titles: list[str], address: str) -> None:
    signs = PageSigns((address, f"https://{address}"))
    draft = Draft("x", body="\n\n".join(titles))
    with suppress(PageRejected):
        require_no_error(titles)
    with suppress(PageRejected):
        require_article_address(signs)
    with suppress(PageRejected):
        require_running_text(draft, signs)


# Real pages.


def test_real_pages_are_articles_and_without_their_text_they_are_none(shared_data: Path) -> None:
    without = []
    for file in sorted((shared_data / "pages" / "html").glob("*.html")):
        (given,) = read_file(str(file))
        assert isinstance(given, Page)
        draft = read_html(given)
        without.append(reason(page_of(_without(given, draft), file.name, Form.HTML)))
    # What is left of the others is a caption or the sentences of teasers.
    assert len(without) == 11
    assert sum(why in ("list-page", "gallery", "no-body") for why in without) >= 8


def _without(given: Page, draft: Draft) -> bytes:
    """A page without the elements that hold its article's paragraphs: its lists are left."""
    root = html.fromstring(given.content)
    beginnings = [one[:60] for one in draft.body.split("\n\n") if len(one) > 20]
    for element in list(root.iter("p", "div", "span", "td", "article", "section", "h1")):
        text = " ".join(element.text_content().split())
        holds = any(beginning in text for beginning in beginnings)
        parent = element.getparent()
        if holds and len(text) < 1.5 * len(draft.body) and parent is not None:
            parent.remove(element)
    return etree.tostring(root, encoding="utf-8", method="html")


# Languages.

TEXTS = {
    "id": "Pemerintah kota mengatakan bahwa jalan itu akan ditutup karena banjir yang tinggi. "
    "Warga sudah pindah ke rumah saudara mereka, tapi sebagian belum.",
    "en": "The city said on Monday that the road will be closed because of the flood. Residents "
    "have moved to the houses of their relatives, but some of them have not.",
    "ms": "Kerajaan negeri berkata bahawa jalan itu akan ditutup kerana banjir. Seramai dua puluh "
    "orang sudah berpindah, manakala yang lain masih di rumah masing-masing.",
    None: "De gemeente heeft gezegd dat de weg wordt gesloten wegens de overstroming. De bewoners "
    "zijn naar familie vertrokken, maar sommigen van hen nog niet.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_languages_are_told_apart(language: str | None) -> None:
    assert detected(TEXTS[language]) == language


def test_a_quotation_in_english_does_not_make_an_article_english() -> None:
    assert detected(f"“{TEXTS['en']}” {TEXTS['id'] * 3}") == "id"


def test_a_few_words_are_of_no_language() -> None:
    assert detected("Jalan itu ditutup.") is None


@pytest.mark.parametrize("asked", LANGUAGES)
def test_only_what_is_surely_of_another_language_is_rejected(asked: str) -> None:
    for language, text in TEXTS.items():
        row = Page("a", Form.ROW, "0" * 64, row={"title": "Judul", "body": text})
        expected = None if language in (None, asked) else "other-language"
        assert reason(row, asked) == expected
        assert reason(row) is None


def test_the_language_of_the_text_counts_and_not_the_stated_one() -> None:
    row = {"title": "Judul", "language": "en-US", "body": TEXTS["id"]}
    assert extract(Page("a", Form.ROW, "0" * 64, row=row)).article.language == "id"
    short = {"title": "Judul", "language": "id-ID", "body": "Jalan itu ditutup."}
    assert extract(Page("a", Form.ROW, "0" * 64, row=short)).article.language == "id"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("id-ID", "id"),
        ("in_ID", "id"),
        ("Indonesia", "id"),
        ("EN", "en"),
        ("x", None),
        (None, None),
    ],
)
def test_stated_languages(stated: str | None, expected: str | None) -> None:
    assert normalised(stated) == expected


@pytest.mark.parametrize("every", [20, pytest.param(1, marks=pytest.mark.slow)])
def test_no_real_article_is_rejected(shared_data: Path, every: int) -> None:
    """30,273 articles of Indonesian portals: none is taken for English, Malay or an error."""
    undecided = 0
    with gzip.open(shared_data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, every):
            row = json.loads(line)
            found = detected(row["body"])
            assert found in ("id", None), row["id"]
            undecided += found is None
            require_no_error([row["title"]])
    assert undecided <= 2


def test_no_address_of_a_real_article_is_one_of_a_list(shared_data: Path) -> None:
    with gzip.open(shared_data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        addresses = [json.loads(line)["url"] for line in islice(lines, 0, None, 4)]
    for address in filter(None, addresses):
        require_article_address(PageSigns((address,)))


def test_real_articles_that_hold_lists_have_running_text(shared_data: Path) -> None:
    looked_at = 0
    with gzip.open(shared_data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, islice(lines, 0, None, 4)):
            paragraphs = list(filter(None, map(str.strip, row["body"].split("\n"))))
            if len(paragraphs) > 4:
                looked_at += 1
                require_running_text(Draft("x", body="\n\n".join(paragraphs)), PageSigns())
    assert looked_at > 5000


HOSTILE = ["." * 500_000 + "a", " " * 500_000 + "| a", "(" * 500_000, "=" * 500_000, "-" * 500_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_takes_long(text: str) -> None:
    body = f"NARASI {text} Warga pulang.\n\n{text}"
    began = time.perf_counter()
    with suppress(PageRejected):
        require_no_error([text])
    for title in (text, "[SALAH] Laut", f"[SALAH{text}"):
        draft = Draft("x", body=body, title=title)
        read_fact_check(draft)
        with suppress(PageRejected):
            require_running_text(draft, PageSigns((f"https://karangan.id/{text}",)))
    parse_stated(f"30 April 2024 {text} 1 Mei 2024", fetched=datetime(2024, 5, 2, tzinfo=UTC))
    normalise_tags([f"#{text}"])
    detected(text)
    assert time.perf_counter() - began < 3
