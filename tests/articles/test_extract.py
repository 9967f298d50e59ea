"""From a page to an article: ids, times, regions, on real articles and invented ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from beritasearch.articles import portals
from beritasearch.articles.article import Article
from beritasearch.articles.extract import extract
from beritasearch.articles.identity import article_id
from beritasearch.articles.portals import Portal, portal_of
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Form, Page, page_of
from beritasearch.pages.reader import read_file
from beritasearch.regions.gazetteer import gazetteer
from beritasearch.regions.validity import codes_then

WIB = timezone(timedelta(hours=7))
TITLE = "Warga Memanen Padi"
TEXT = "Warga memanen padi bersama-sama."


def row_page(**row: Any) -> Page:
    return Page(uri="rows.jsonl", form=Form.ROW, digest="0" * 64, offset=7, row=row)


def article(**row: Any) -> Article:
    return extract(row_page(**{"body": TEXT, **row})).article


# Which form goes where.


def test_each_form_has_its_reader() -> None:
    copied = f"{TITLE}\nSelasa, 30 Apr 2024\n{TEXT}\n".encode()
    html = f"<html><title>{TITLE}</title><p>{TEXT}</p><p>{TEXT}</p></html>".encode()
    made = [
        extract(page_of(copied, "a.txt", Form.TEXT)).article,
        extract(page_of(html, "a.html", Form.HTML)).article,
        article(title=TITLE),
    ]
    assert [one.extractor.split()[0] for one in made] == ["copied-text", "html", "rows"]
    assert {one.title for one in made} == {TITLE}


@pytest.mark.parametrize("form", list(Form))
def test_an_empty_page_of_any_form_is_rejected(form: Form) -> None:
    with pytest.raises(PageRejected):
        extract(Page(uri="x", form=form, digest="0" * 64))


def test_columns_are_for_rows_only() -> None:
    columns = {"title": "judul", "body": "isi"}
    copied = f"{TITLE}\nSelasa, 30 Apr 2024\n{TEXT}\n".encode()
    assert extract(page_of(copied, "a.txt", Form.TEXT), columns).article.title == TITLE
    assert extract(row_page(judul=TITLE, isi=TEXT), columns).article.title == TITLE


def test_provenance_and_what_follows_from_the_body() -> None:
    found = article(title=TITLE)
    (page,) = found.pages
    assert (page.uri, page.offset, page.sha256, page.part) == ("rows.jsonl", 7, "0" * 64, 1)
    assert found.text_sha256 == sha256(TEXT.encode()).hexdigest()
    assert found.word_count == 4


# Text.


def test_text_is_kept_in_nfc_with_plain_spaces() -> None:
    row = {
        "title": "Cafe\u0301\u00a0Karangan",
        "body": "Kata cafe\u0301\u00a0itu.",
        "section": "Kafe\u0301",
        "tags": ["#Cafe\u0301", "café", "  panen\u00a0 raya "],
        "authors": ["Re\u0301mi\u00a0Karangan", "Rémi Karangan", "  "],
    }
    found = article(**row)
    assert (found.title, found.body, found.section) == ("Café Karangan", "Kata café itu.", "Kafé")
    assert found.tags == ("café", "panen raya")
    assert found.authors == ("Rémi Karangan",)


# Ids.

URL = "https://www.contoh.id/berita/1/panen"
OF_URL = article_id(url=URL, portal="x", title=None, published=None)
AT = {"title": TITLE, "portal": "contoh.id", "published_at": "2024-04-30T17:21:00+07:00"}
OF_TITLE = article_id(
    url=None,
    portal="contoh.id",
    title=TITLE,
    published=datetime(2024, 4, 30, 10, 21, tzinfo=UTC),
)
OF_DAY = article_id(url=None, portal="contoh.id", title=TITLE, published=date(2024, 4, 30))
OF_SOURCE = article_id(
    url=None, portal="contoh.id", title=TITLE, published=None, source_id="a1", text="x"
)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"url": URL}, OF_URL),
        ({**AT, "url": URL, "id": "a1"}, OF_URL),
        ({"url": "http://m.contoh.id/berita/1/panen/?utm_source=wa#komentar"}, OF_URL),
        ({"url": URL + "?page=2"}, OF_URL),
        (AT, OF_TITLE),
        ({**AT, "id": "a1"}, OF_TITLE),
        ({**AT, "published_at": "2024-04-30T10:21:00Z"}, OF_TITLE),
        ({**AT, "published_at": "30 April 2024 18.21 WITA"}, OF_TITLE),
        ({**AT, "url": "Nasional"}, OF_TITLE),
        ({**AT, "url": "https://contoh.id/"}, OF_TITLE),
        ({**AT, "published_at": "2024-04-30"}, OF_DAY),
        ({"title": TITLE, "portal": "contoh.id", "id": "a1"}, OF_SOURCE),
    ],
)
def test_ids(row: dict[str, Any], expected: str) -> None:
    assert article(**row).article_id == expected


def test_ids_of_different_articles_differ() -> None:
    rows: list[dict[str, Any]] = [
        {"url": URL},
        {"url": URL + "-lagi"},
        {"url": URL + "?id=2"},
        AT,
        {**AT, "title": TITLE + " Lagi"},
        {**AT, "portal": "lain.id"},
        {**AT, "published_at": "2024-04-30T17:22:00+07:00"},
        {**AT, "published_at": "2024-04-30"},
        {"portal": "contoh.id", "id": "a1"},
        {"portal": "contoh.id", "id": "a2"},
        {"portal": "lain.id", "id": "a1"},
        {"body": TEXT},
        {"body": TEXT + " Lagi."},
    ]
    ids = [article(**row).article_id for row in rows]
    assert len(set(ids)) == len(rows)
    assert all(len(one) == 16 and int(one, 16) >= 0 for one in ids)


def test_the_inputs_own_id_stays_known() -> None:
    found = article(**AT, id=17)
    assert (found.source_id, found.other_ids) == ("17", ("17",))
    assert (article(**AT).source_id, article(**AT).other_ids) == (None, ())


def test_a_headline_has_the_id_that_its_copied_article_will_have() -> None:
    listed = f"""{TITLE}
Selasa, 30 Apr 2024 17:21

AliansiNews.ID-Karangan, {TEXT}

Berita Terkait
Pasar Karangan Ramai Pembeli
BANTEN   Kamis, 2 Mei 2024  00:05
"""
    copied = """Pasar Karangan Ramai Pembeli
BANTEN
Kamis, 2 Mei 2024  00:05

AliansiNews.ID-Karangan, Pasar itu ramai.
"""
    (headline,) = extract(page_of(listed.encode(), "a.txt", Form.TEXT)).headlines
    later = extract(page_of(copied.encode(), "b.txt", Form.TEXT)).article
    assert headline.headline_id == later.article_id
    assert (headline.published_at, headline.published_on) == (
        later.published_at,
        later.published_on,
    )
    assert headline.region_codes == later.region_codes == ("36",)


# Times around midnight: UTC in one column, the portal's day in another.


@pytest.mark.parametrize(
    ("published", "at", "on", "zone"),
    [
        ("2024-04-30T17:00:00Z", "2024-04-30T17:00", "2024-05-01", "+07:00"),
        ("2024-04-30T16:59:59Z", "2024-04-30T16:59", "2024-04-30", "+07:00"),
        ("2024-05-01T00:00:00+07:00", "2024-04-30T17:00", "2024-05-01", "+07:00"),
        ("2024-04-30T23:59:00+07:00", "2024-04-30T16:59", "2024-04-30", "+07:00"),
        ("2024-05-01T00:30:00+09:00", "2024-04-30T15:30", "2024-05-01", "+09:00"),
        ("Selasa, 30 Apr 2024 23:30 WIT", "2024-04-30T14:30", "2024-04-30", "+09:00"),
        ("Rabu, 1 Mei 2024 00.15 WITA", "2024-04-30T16:15", "2024-05-01", "+08:00"),
        ("Rabu, 1 Mei 2024 00:15", "2024-04-30T17:15", "2024-05-01", "+07:00"),
        ("2024-12-31T20:00:00Z", "2024-12-31T20:00", "2025-01-01", "+07:00"),
        ("Tue, 30 Apr 2024 17:30:00 GMT", "2024-04-30T17:30", "2024-05-01", "+07:00"),
        ("2024-04-30T20:00:00-05:00", "2024-05-01T01:00", "2024-04-30", "-05:00"),
        ("2024-05-01", None, "2024-05-01", None),
        ("1 Mei 2024", None, "2024-05-01", None),
        ("kemarin", None, None, None),
        (None, None, None, None),
    ],
)
def test_times(published: str | None, at: str | None, on: str | None, zone: str | None) -> None:
    found = article(published=published)
    assert (f"{found.published_at:%Y-%m-%dT%H:%M}" if found.published_at else None) == at
    assert (found.published_on and found.published_on.isoformat()) == on
    assert found.published_zone == zone
    assert found.published_at is None or found.published_at.tzinfo is UTC


@pytest.fixture
def portal_in_jayapura(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A portal that lives two hours east of most."""
    known = {"karangan.id": Portal("karangan.id", names=("Karangan.id",), zone="+09:00")}
    monkeypatch.setattr(portals, "_portals", lambda: known)
    portal_of.cache_clear()
    yield "karangan.id"
    portal_of.cache_clear()


@pytest.mark.parametrize(
    ("published", "at", "on"),
    [
        ("2024-04-30T15:30:00Z", "2024-04-30T15:30", "2024-05-01"),
        ("2024-05-01 00:30:00", "2024-04-30T15:30", "2024-05-01"),
        ("Selasa, 30 Apr 2024 23:30 WIB", "2024-04-30T16:30", "2024-04-30"),
    ],
)
def test_the_day_is_that_of_the_portals_zone(
    portal_in_jayapura: str, published: str, at: str, on: str
) -> None:
    found = article(portal=portal_in_jayapura, published=published)
    assert f"{found.published_at:%Y-%m-%dT%H:%M}" == at
    assert str(found.published_on) == on


def test_copied_text_and_html_are_in_the_portals_zone(portal_in_jayapura: str) -> None:
    copied = f"{TITLE}\n1 Mei 2024 00:30\n\nKarangan.id-Kota Karangan, {TEXT}\n"
    head = (
        f"<title>{TITLE}</title><link rel='canonical' href='https://{portal_in_jayapura}/1'>"
        "<meta name='pubdate' content='2024-05-01 00:30'>"
    )
    html = f"<html><head>{head}</head><body><p>{TEXT}</p><p>{TEXT}</p></body></html>"
    for content, form in ((copied, Form.TEXT), (html, Form.HTML)):
        found = extract(page_of(content.encode(), "x", form)).article
        assert found.portal == portal_in_jayapura
        assert found.published_at == datetime(2024, 4, 30, 15, 30, tzinfo=UTC)
        assert (found.published_on, found.published_zone) == (date(2024, 5, 1), "+09:00")


def test_the_time_of_a_change_is_utc() -> None:
    found = article(modified_at="2024-05-01T00:30:00+07:00")
    assert found.modified_at == datetime(2024, 4, 30, 17, 30, tzinfo=UTC)


# Real articles. What is expected was judged by reading them; none of their text is here.

REGIONS = {
    "5f8624223e497b68": {"12"},  # the province's money, in its capital
    "b594bb03fae8438c": {"82.71", "82"},  # Ternate, in the title
    "854532fe1136a5fb": {"15.71", "15"},  # Kota Jambi, not the province alone
    "f7a86a76dcd8f292": {"31"},  # DKI, in the title
    "98c24bf42c2ff25f": {"35"},  # the police of Jawa Timur, in the text only
    "1e7c643211ac034f": {"32"},  # Jawa Barat, in the title
    "35b7c5149d5b2372": {"63.71", "63"},  # Banjarmasin, in the text only
    "cec608e27319ec09": {"33.72", "33"},  # Solo is Kota Surakarta
    "32aa0656e1a8bec3": {"32.71", "32"},  # dateline BOGOR, decided by Kota Bogor in the title
    "bebecf304144e04d": {"35.78", "35"},  # dateline Surabaya
    "144cb8ec3ac57974": {"35.25", "35"},  # Gresik, in the title
    "31c4511610e3d6d7": set(),  # motor sport
    "ca0f38193647f994": set(),  # football, section Bola
    "6a2df9fa0f2e70a4": set(),  # Monza
    "4a158095b98415be": set(),  # Europe and Israel
    "8682619a67890f1c": set(),  # badminton in China
    "5a5ba02060022655": set(),  # Seoul
    "4a00e29252091e88": set(),  # Texas
    "cf9cf98c1b121168": set(),  # dateline KUALA LUMPUR
    "4505b2e20e3004cd": set(),  # gossip
}


@pytest.fixture(scope="module")
def real(shared_data: Path) -> list[Page]:
    """Every thirtieth real article, and those whose regions were judged."""
    chosen = [
        page
        for number, page in enumerate(read_file(str(shared_data / "articles.jsonl.gz")))
        if isinstance(page, Page) and page.row and (number % 30 == 0 or page.row["id"] in REGIONS)
    ]
    assert len(chosen) > 1000
    return chosen


def test_regions_of_real_articles(real: list[Page]) -> None:
    judged = {page.row["id"]: page for page in real if page.row and page.row["id"] in REGIONS}
    assert judged.keys() == REGIONS.keys()
    found = {
        # Districts are a bonus: not every one that is named was judged.
        name: {code for code in extract(page).article.region_codes if len(code) < 8}
        for name, page in judged.items()
    }
    assert found == REGIONS


def test_rules_that_hold_for_every_real_article(real: list[Page]) -> None:
    seen = set()
    for page in real:
        assert page.row is not None
        extraction = extract(page)
        found = extraction.article
        seen.add(found.article_id)
        assert found.source_id == page.row["id"]
        assert found.word_count > 50
        assert found.body == unicodedata.normalize("NFC", found.body).strip()
        assert "\u00a0" not in found.body
        assert all(one and one == one.strip() for one in found.body.split("\n\n"))
        assert found.text_sha256 == sha256(found.body.encode()).hexdigest()
        _check_times(found, str(page.row["published"] or ""))
        _check_regions(found)
        for quotation in extraction.quotations:
            assert found.body[quotation.start : quotation.end] == quotation.text
    # A few addresses occur twice in the corpus.
    assert len(seen) > 0.98 * len(real)


def _check_times(found: Article, printed: str) -> None:
    if "T" not in printed:
        assert (str(found.published_on) if found.published_on else "") == printed
        assert (found.published_at, found.published_zone) == (None, None)
        return
    at = datetime.fromisoformat(printed)
    if not at.utcoffset():
        # UTC and no zone at all: these portals live in +07:00.
        at = at.astimezone(WIB) if at.tzinfo else at.replace(tzinfo=WIB)
    assert found.published_at == at
    assert (found.published_on, found.published_zone) == (at.date(), at.isoformat()[-6:])


def _check_regions(found: Article) -> None:
    codes = found.region_codes
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert set(gazetteer().chain(code)) <= set(codes), "every place comes with its parents"
        if code == gazetteer().get(code).code:
            assert set(codes_then(code, found.published_on)) <= set(codes)
    places = [one.code for one in found.regions if one.role == "place"]
    assert set(places) <= set(codes)
    assert places[:1] == list(codes[:1]) or found.region_candidates
    assert set(found.region_candidates).isdisjoint(codes)
    mentioned = {one.code for one in found.regions if one.role == "mentioned"}
    assert mentioned.isdisjoint(codes)
    assert {one.evidence for one in found.regions} <= {
        "section",
        "dateline",
        "tag",
        "title",
        "text",
    }
