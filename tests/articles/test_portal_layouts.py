"""Frozen pages of each layout: markup as its portal had it, every word invented."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from beritasearch.articles import html
from beritasearch.articles.article import Article
from beritasearch.articles.draft import Draft
from beritasearch.articles.extract import extract
from beritasearch.articles.html import read_html
from beritasearch.articles.portals import Layout, Portal, portal_of
from beritasearch.articles.portals import layouts as module
from beritasearch.articles.portals.layouts import Reading, read_layout
from beritasearch.articles.urls import registered_domain
from beritasearch.pages.page import Form, Page, page_of

PAGES = sorted((Path(__file__).parent / "portals").glob("*.html"))
# Layouts of which real pages are at hand, under ../shared/data/pages/html.
VERIFIED = {
    ("antaranews.com", "2015"),
    ("detik.com", "2015"),
    ("kompas.com", "2015"),
    ("kompas.com", "2015 otomotif"),
    ("liputan6.com", "2015"),
    ("okezone.com", "2016"),
    ("republika.co.id", "2015"),
    ("republika.co.id", "2015 inpicture"),
}
PORTALS = [
    *("aliansinews.id", "antaranews.com", "bisnis.com", "cnbcindonesia.com", "cnnindonesia.com"),
    *("detik.com", "jpnn.com", "kompas.com", "kontan.co.id", "liputan6.com", "mediaindonesia.com"),
    *("merdeka.com", "okezone.com", "republika.co.id", "sindonews.com", "suara.com", "tempo.co"),
    *("tribunnews.com", "viva.co.id"),
]
ADVERTISING = ("Pasang iklan", "Dapatkan kabar")


def page(path: Path) -> Page:
    return page_of(path.read_bytes(), path.name, Form.HTML)


def expected(path: Path) -> dict[str, Any]:
    stated: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return stated


def reading_of(path: Path) -> Reading | None:
    """What the layout finds, without the rest of the extraction."""
    found: list[Reading | None] = []

    def spy(root: Any, draft: Draft, fetched: date | None = None) -> Reading | None:
        bare = Draft(draft.extractor, url=draft.url, published_on=draft.published_on)
        found.append(read_layout(root, bare, fetched))
        return read_layout(root, draft, fetched)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "read_layout", spy)
        extract(page(path))
    return found[0]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_layout_finds_what_its_page_says(path: Path) -> None:
    want, reading = expected(path), reading_of(path)
    assert reading is not None
    assert reading.layout.name == want["layout"]
    assert reading.title == want["title"]
    if reading.layout.time:
        assert reading.moment is not None
        assert reading.moment.at == datetime.fromisoformat(want["published_at"])
    assert list(reading.authors) == want["authors"]
    assert reading.section == want["section"]
    assert [tag.lstrip("#") for tag in reading.tags] == want["tags"]
    assert [link.title for link in reading.read_also] == want["read_also"]
    assert all(link.url for link in reading.read_also)
    text = reading.text
    assert all(paragraph in text for paragraph in want["body"])
    assert not any(words in text for words in ADVERTISING)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_article_of_a_frozen_page(path: Path) -> None:
    want, article = expected(path), extract(page(path)).article
    assert article.title == want["title"]
    assert article.url == want["url"]
    assert article.published_at == datetime.fromisoformat(want["published_at"]).astimezone(UTC)
    assert article.portal == registered_domain(want["url"])
    assert article.body.split("\n\n") == want["body"]
    assert article.dateline == want["dateline"]
    assert article.byline_code == want["byline_code"]
    assert list(article.authors) == want["authors"]
    assert article.section == want["section"]
    assert list(article.tags) == want["tags"]
    assert [link.title for link in article.read_also] == want["read_also"]
    assert article.rights == "all-rights-reserved"


def test_each_layout_has_a_frozen_page() -> None:
    layouts = {(name, one.name) for name in PORTALS for one in portal_of(name).layouts}
    frozen = {(path.name.rsplit("-", 1)[0], expected(path)["layout"]) for path in PAGES}
    named = {(name.partition("-")[0], layout) for name, layout in frozen}
    assert named == layouts


@pytest.mark.parametrize("name", PORTALS)
def test_a_layout_is_unverified_until_a_real_page_of_it_is_at_hand(name: str) -> None:
    portal = portal_of(name)
    verified = {(name, one.name) for one in portal.layouts if not one.unverified}
    assert verified == {one for one in VERIFIED if one[0] == name}
    assert portal.names, "the file is missing"
    for one in portal.layouts:
        assert one.valid_from < one.valid_to
        for selector in (*one.body, *one.title, *one.time, *one.authors, *one.section, *one.tags):
            module._compiled(selector)


@pytest.mark.parametrize(
    ("published", "fetched", "can"),
    [
        (date(2015, 6, 1), date(2015, 6, 2), True),
        # An old article is fetched in the layout of today.
        (date(2012, 6, 1), date(2016, 1, 1), True),
        (date(2018, 6, 1), date(2018, 6, 2), False),
        (date(2012, 6, 1), date(2013, 6, 1), False),
        (date(2016, 6, 1), None, True),
        (None, date(2020, 1, 1), True),
        (None, None, True),
        (date(2018, 6, 1), None, False),
    ],
)
def test_which_layout_a_page_can_have(
    published: date | None, fetched: date | None, can: bool
) -> None:
    layout = Layout("x", ("p",), valid_from=date(2014, 1, 1), valid_to=date(2016, 12, 31))
    assert layout.can_show(published, fetched) is can


BODY = (
    "<p>Warga Karangan memanen padi bersama-sama sejak pagi, dan hasilnya lebih baik daripada "
    "tahun lalu.</p><p>Panen itu dihadiri perangkat desa, tokoh masyarakat, dan para pemuda yang "
    "membantu mengangkut gabah ke lumbung.</p><p>Sebagian gabah dijual kepada pedagang yang datang "
    "dari kota, sisanya disimpan untuk musim depan.</p>"
)
OTHER = (
    "<p>Pasar malam dibuka kembali setelah dua tahun, lengkap dengan komidi putar, permainan anak, "
    "dan pedagang makanan dari berbagai daerah yang menempati lapangan sejak sore.</p>"
)
TITLE = "Warga Karangan Panen Padi Bersama"


def invented(selector: str, *, unverified: bool, heading: str = TITLE, **stated: str) -> Article:
    """A page whose text stands in `.text` and another one in `.other`, read by one layout."""
    layout = Layout(
        "x", (selector,), title=("h1",), tags=("b.tag",), unverified=unverified, time=("i.day",)
    )
    portal = Portal("karangan.id", layouts=(layout,))
    source = (
        f'<html><head><link rel="canonical" href="https://karangan.id/berita/1"/>'
        f'<meta property="og:title" content="{TITLE}"/>'
        f'<meta property="article:published_time" content="2024-04-30T17:21:00+07:00"/></head>'
        f'<body><h1>{heading}</h1><i class="day">{stated.get("day", "30/04/2024 17:21")}</i>'
        f'<div class="text">{BODY}</div><div class="other">{OTHER}</div><b class="tag">panen</b>'
        "</body></html>"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "portal_of", lambda _: portal)
        return extract(page_of(source.encode(), "x.html", Form.HTML)).article


@pytest.mark.parametrize("unverified", [True, False])
def test_a_layout_that_agrees_is_believed(unverified: bool) -> None:
    article = invented("div.text", unverified=unverified)
    assert article.body.startswith("Warga Karangan memanen")
    assert article.tags == ("panen",)


def test_an_unverified_layout_that_finds_another_text_is_not() -> None:
    article = invented("div.other", unverified=True)
    assert "memanen padi" in article.body
    assert article.tags == ()


def test_a_verified_layout_is_believed_though_another_text_is_longer() -> None:
    article = invented("div.other", unverified=False)
    assert article.body.startswith("Pasar malam dibuka")
    assert "memanen padi" not in article.body


@pytest.mark.parametrize(
    "stated", [{"heading": "Pasar Malam Karangan Dibuka"}, {"day": "12/03/2021 10:00"}]
)
def test_an_unverified_layout_needs_the_same_title_and_day(stated: dict[str, str]) -> None:
    assert invented("div.text", unverified=True, **stated).tags == ()
    assert invented("div.text", unverified=False, **stated).tags == ("panen",)


def test_a_layout_that_the_page_has_not_changes_nothing() -> None:
    article = invented("div.none", unverified=False)
    assert "memanen padi" in article.body


def test_without_layouts_pages_are_read_as_ever() -> None:
    path = next(path for path in PAGES if path.stem == "detik.com-2020")
    draft = read_html(page(path))
    assert draft.title == expected(path)["title"]
    assert draft.section is None, "the breadcrumb is what only the layout knows"


@pytest.mark.parametrize("fetched", [datetime(2014, 1, 1, tzinfo=UTC), None])
def test_the_day_of_the_fetch_counts(fetched: datetime | None) -> None:
    path = next(path for path in PAGES if path.stem == "detik.com-2020")
    read = read_html(replace(page(path), fetched_at=fetched), by_layout=True)
    # In 2014 there was no such layout.
    assert (read.section is None) == (fetched is not None)
