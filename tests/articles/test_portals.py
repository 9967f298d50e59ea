"""Facts about portals; above all, a section means a region only through its portal's own table."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import islice
from pathlib import Path

import orjson
import pytest

from beritasearch.articles.article import Article
from beritasearch.articles.dates import zone_of
from beritasearch.articles.extract import extract
from beritasearch.articles.portals import Portal, is_shortener, portal_named, portal_of
from beritasearch.articles.urls import registered_domain
from beritasearch.pages.page import Form, Page
from beritasearch.pages.reader import read_file
from beritasearch.regions.gazetteer import gazetteer

FILES = sorted(
    (
        file
        for file in files("beritasearch.articles.portals").iterdir()
        if file.name[-5:] == ".toml"
    ),
    key=lambda file: file.name,
)
TITLE, TEXT = "Warga Memanen Padi", "Warga memanen padi bersama-sama."
KEYS = {"domain", "names", "zone", "rights", "sections", "layouts"}


def article(portal: str, section: str | None, **row: str) -> Article:
    fields = {"portal": portal, "section": section, "title": TITLE, "body": TEXT, **row}
    return extract(Page(uri="x", form=Form.ROW, digest="0" * 64, row=fields)).article


@pytest.mark.parametrize(
    ("section", "codes", "candidates"),
    [
        ("BANTEN", ("36",), ()),
        ("Banten", ("36",), ()),
        (" banten ", ("36",), ()),
        ("SUMSEL", ("16",), ()),
        ("OKU TIMUR", ("16.08", "16"), ()),
        ("BOGOR RAYA", ("32",), ("32.01", "32.71")),
        ("Nasional", (), ()),
        ("NASIONAL", (), ()),
        ("Tipikor", (), ()),
        ("Jakarta", (), ()),
        ("", (), ()),
        (None, (), ()),
    ],
)
def test_sections_of_aliansinews(
    section: str | None, codes: tuple[str, ...], candidates: tuple[str, ...]
) -> None:
    found = article("aliansinews.id", section)
    assert (found.region_codes, found.region_candidates) == (codes, candidates)
    assert {one.evidence for one in found.regions} <= {"section"}


@pytest.mark.parametrize(
    ("portal", "section"),
    [
        ("tempo.co", "Metro"),
        ("sindonews.com", "metro"),
        ("tempo.co", "Metro/Peristiwa"),
        ("kompas.com", "Bola"),
        ("okezone.com", "bola/liga indonesia"),
        ("kompas.com", "BANTEN"),
        ("contoh.id", "SUMSEL"),
        ("unknown", "OKU TIMUR"),
        ("kompas.com", "Batu"),
        ("kompas.com", "Nusantara"),
        ("kompas.com", "Jakarta"),
    ],
)
def test_elsewhere_a_section_is_a_word(portal: str, section: str) -> None:
    found = article(portal, section)
    assert (found.region_codes, found.region_candidates, found.regions) == ((), (), ())
    assert found.section == section


def test_a_section_is_decided_by_what_the_title_names() -> None:
    found = article("aliansinews.id", "BOGOR RAYA", title="Pemkot Bogor Panen Padi")
    assert (found.region_codes, found.region_candidates) == (("32.71", "32"), ())


def test_metro_and_bola_of_real_articles_are_no_regions(shared_data: Path) -> None:
    """Metro is a city in Lampung, Bola a district; both words head sections by the hundred."""
    named = {
        "metro": (
            {r.code for r in gazetteer().candidates("Kota Metro")},
            ("Kota Metro", "Lampung"),
        ),
        "bola": (
            {r.code for r in gazetteer().candidates("Kecamatan Bola")},
            ("Kecamatan Bola", "Wajo", "Sikka"),
        ),
    }
    seen = dict.fromkeys(named, 0)
    for page in islice(read_file(str(shared_data / "articles.jsonl.gz")), 0, 12_000):
        assert isinstance(page, Page)
        assert page.row is not None
        section = str(page.row["section"]).lower().partition("/")[0]
        if section in seen and seen[section] < 60:
            seen[section] += 1
            refused, unless = named[section]
            assert refused
            written = orjson.dumps(page.row).decode()
            found = {one.code for one in extract(page).article.regions}
            assert found.isdisjoint(refused) or any(name in written for name in unless)
    assert min(seen.values()) >= 20, seen


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_facts_of_a_file(file) -> None:  # type: ignore[no-untyped-def]
    facts = tomllib.loads(file.read_text("utf-8"))
    assert set(facts) <= KEYS
    assert f"{facts['domain']}.toml" == file.name
    assert registered_domain(facts["domain"]) == facts["domain"]
    portal = portal_of(facts["domain"])
    assert portal.domain == facts["domain"]
    assert zone_of(portal.zone).utcoffset(None).total_seconds() in (7 * 3600, 8 * 3600, 9 * 3600)
    for name in (*portal.names, portal.domain):
        assert portal_named(name.upper()) == portal, "one name, one portal"
    for codes in portal.sections.values():
        assert codes
        assert all(gazetteer().get(code).code == code for code in codes)


def test_every_portal_of_real_articles_is_a_domain_or_named_by_the_input(shared_data: Path) -> None:
    for page in islice(read_file(str(shared_data / "articles.jsonl.gz")), 0, None, 150):
        assert isinstance(page, Page)
        found = extract(page).article
        assert page.row is not None
        source = str(page.row["source"]).rpartition("/")[2]
        assert found.portal == (registered_domain(found.portal) or source)
        assert not is_shortener(found.portal)


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("Kompas", "kompas.com"),
        ("KOMPAS.com", "kompas.com"),
        ("AliansiNews.ID", "aliansinews.id"),
        ("aliansinews.id", "aliansinews.id"),
        (" ANTARA News ", "antaranews.com"),
        ("Republika Online", "republika.co.id"),
        ("tribun", "tribunnews.com"),
        ("Karangan", None),
        ("", None),
    ],
)
def test_names(name: str, domain: str | None) -> None:
    known = portal_named(name)
    assert (known.domain if known else None) == domain


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("kmp.im", True),
        ("bit.ly", True),
        ("dtk.id", True),
        ("kompas.com", False),
        ("", False),
        ("#", False),
    ],
)
def test_shorteners(domain: str, expected: bool) -> None:
    assert is_shortener(domain) is expected


def test_an_unknown_portal_has_no_facts() -> None:
    assert portal_of("karangan.id") == Portal("karangan.id")
    assert portal_of("karangan.id").section_codes("BANTEN") == ()
    assert article("karangan.id", None).rights == "unknown"
