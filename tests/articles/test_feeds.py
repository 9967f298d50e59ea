"""Entries of feeds: an article where the whole text is there, else a headline."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from beritasearch.articles.extract import extract
from beritasearch.articles.feeds import announced
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Form, Page
from beritasearch.pages.reader import read_file

SENTENCE = "Warga desa karangan memanen padi di sawah yang luas itu. "
ENTRY = {
    "title": "Warga Panen &quot;Raya&quot;",
    "url": "https://www.contoh.id/panen?utm_source=rss",
    "published": "Tue, 30 Apr 2024 17:21:00 +0700",
    "summary": "Panen ketiga tahun ini.",
    "authors": ["Sari"],
    "categories": ["Nusantara"],
    "language": "id-ID",
}


def page_of(**fields: Any) -> Page:
    return Page("umpan.xml", Form.ENTRY, 0, row={**ENTRY, **fields})


def html(sentences: int) -> str:
    return f"<p>JAKARTA, CONTOH.id - {SENTENCE * 2}</p>" + f"<p>{SENTENCE}</p>" * (sentences - 2)


@pytest.mark.parametrize(
    ("fields", "is_whole"),
    [
        ({}, False),
        ({"content": html(10)}, True),
        ({"content": f"<p>{SENTENCE}</p>"}, False),
        ({"content": html(10) + "<p>Harga padi juga [&hellip;]</p>"}, False),
        ({"content": html(10) + "<p>Harga padi juga … <a>Baca Selengkapnya</a></p>"}, False),
        ({"content": html(10) + "<p>Harga itu...</p>"}, False),
        ({"summary": html(12)}, True),
        ({"summary": html(8)}, False),
        ({"content": "<img src='a.jpg'>", "summary": html(12)}, True),
    ],
)
def test_an_entry_is_an_article_or_a_headline(fields: dict[str, str], is_whole: bool) -> None:
    page = page_of(**fields)
    assert (announced(page) is None) is is_whole
    if is_whole:
        assert SENTENCE.strip() in extract(page).article.body
    else:
        with pytest.raises(PageRejected, match="announcement"):
            extract(page)


def test_an_article_of_a_feed() -> None:
    figure = (
        '<figure class="x"><img src="https://contoh.id/a.jpg"/>'
        "<figcaption>Warga memanen.</figcaption></figure>"
    )
    below = (
        '<p>The post <a href="x">Warga Panen Raya</a> first appeared on <a href="y">Contoh</a>.</p>'
    )
    content = figure + html(10) + "<p>Baca juga: Pasar Karangan Ramai</p>" + below
    article = extract(page_of(content=content)).article
    assert (article.title, article.url) == ('Warga Panen "Raya"', ENTRY["url"])
    assert (article.portal, article.section, article.language) == ("contoh.id", "Nusantara", "id")
    assert (article.dateline, article.lead) == ("JAKARTA", "Panen ketiga tahun ini.")
    assert article.published_at == datetime(2024, 4, 30, 10, 21, tzinfo=UTC)
    assert article.authors == ("Sari",)
    assert article.body.split("\n\n") == [(SENTENCE * 2).strip()] + [SENTENCE.strip()] * 8
    assert [image.caption for image in article.images] == ["Warga memanen."]
    assert [link.title for link in article.read_also] == ["Pasar Karangan Ramai"]


def test_several_categories_are_tags() -> None:
    article = extract(page_of(content=html(10), categories=["Nusantara", "Padi"])).article
    assert (article.section, article.tags) == (None, ("nusantara", "padi"))


def test_a_headline_of_a_feed_has_the_id_that_its_article_will_have() -> None:
    headline = announced(page_of())
    assert headline is not None
    assert (headline.title, headline.portal) == ('Warga Panen "Raya"', "contoh.id")
    assert (headline.published_on, headline.seen_in) == (date(2024, 4, 30), ())
    assert headline.headline_id == extract(page_of(content=html(10))).article.article_id


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": ""}, "no-title"),
        ({"title": "<b></b>"}, "no-title"),
        ({"published": ""}, "no-date"),
        ({"published": "kemarin"}, "no-date"),
    ],
)
def test_what_is_no_dated_title_is_no_headline(fields: dict[str, str], reason: str) -> None:
    with pytest.raises(PageRejected, match=reason):
        announced(page_of(**fields))


def test_the_last_change_of_an_entry_is_its_date_where_it_has_no_other() -> None:
    headline = announced(page_of(published="", updated="2024-05-02T00:00:00Z"))
    assert headline is not None
    assert headline.published_on == date(2024, 5, 2)
    article = extract(page_of(content=html(10), updated="2024-05-02T00:00:00Z")).article
    assert article.published_on == date(2024, 4, 30)
    assert article.modified_at == datetime(2024, 5, 2, tzinfo=UTC)


def test_real_feeds_announce_headlines(shared_data: Path) -> None:
    for path in (shared_data / "feeds").glob("*.xml"):
        for page in read_file(str(path)):
            assert isinstance(page, Page)
            headline = announced(page)
            assert headline is not None
            assert headline.portal == "tempo.co"
            assert headline.published_at is not None
