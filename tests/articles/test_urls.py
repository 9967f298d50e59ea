"""Addresses and the ids made of them, one row each, and that no text makes the rule fail."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from beritasearch.articles.identity import article_id
from beritasearch.articles.urls import normalise_url, registered_domain

CASES = Path(__file__).parent / "cases" / "urls.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[1:]]
MANUAL = Path(__file__).parents[2] / "docs" / "article-id.md"

# Pieces with a meaning, so that random texts get into every corner of the rule.
PIECES = [
    *"/.:?#@%&=[]\\ \t\n-_0a",
    *("https://", "http:", "//", "www.", "m.", "amp.", ".id", ".co.id", ":443", "/amp", "/AMP"),
    *("utm_a=1", "page=2", "id=7", "%3F", "%2F", "%25", "%C3", "é", "İ", "ß", "ſ", "︒", "\ud800"),
]
any_text = st.text(st.characters(exclude_categories=()))
looks_like_urls = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(("", "https://", "https://contoh.id", "https://contoh.id/", "https://m.")),
        st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=())).map("".join),
    ),
)
hosts = st.sampled_from(
    ("kompas.com", "news.detik.com", "nasional.republika.co.id", "posmetro-medan.com", "m.id")
)
paths = st.lists(
    st.from_regex(r"(?!amp\Z)[a-z0-9.-]{1,12}", fullmatch=True), min_size=1, max_size=4
).map(lambda names: "".join(f"/{name}" for name in names))

WIB = timezone(timedelta(hours=7))
AT = datetime(2024, 4, 30, 17, 21, tzinfo=WIB)
WHOLE: dict[str, Any] = {
    "url": "https://www.kompas.com/tren/read/1/judul",
    "portal": "kompas.com",
    "title": "Judul",
    "published": AT,
    "source_id": "kd-1",
    "text": "ab" * 32,
}


def id_of(**given_: Any) -> str:
    """The id of an article of which everything is known, but for what is given otherwise."""
    return article_id(**{**WHOLE, **given_})


@pytest.mark.parametrize(("url", "key", "why"), ROWS)
def test_keys(url: str, key: str, why: str) -> None:
    assert (normalise_url(url) or "none") == key, why


def test_the_table_has_each_address_once():
    urls = [url for url, _, _ in ROWS]
    assert len(set(urls)) == len(urls) >= 45


def test_the_manual_shows_rows_of_the_table():
    shown = re.findall(r"^\| `([^`]+)` \| (?:`([^`]+)`|none) \|", MANUAL.read_text("utf-8"), re.M)
    known = {url: key for url, key, _ in ROWS}
    assert len(shown) >= 15
    for url, key in shown:
        assert known.get(url) == (key or "none")


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://nasional.republika.co.id/berita/1", "republika.co.id"),
        ("https://www.kompas.com/", "kompas.com"),
        ("http://m.liputan6.com/tekno", "liputan6.com"),
        ("https://Regional.KOMPAS.com:443/read", "kompas.com"),
        ("https://pembaca:rahasia@news.detik.com/berita", "detik.com"),
        ("//news.detik.com/berita", "detik.com"),
        ("news.detik.com", "detik.com"),
        ("AliansiNews.ID", "aliansinews.id"),
        ("kompas.com/read/1", "kompas.com"),
        (" tempo.co ", "tempo.co"),
        ("detik.com.", "detik.com"),
        # Under a suffix that a registry or a host gives out, each name is another portal.
        ("https://kabar.desa.id/berita", "kabar.desa.id"),
        ("https://kabar.go.id/berita", "kabar.go.id"),
        ("https://kabar.my.id/berita", "kabar.my.id"),
        ("https://kabar.blogspot.com/2024/04/judul.html", "kabar.blogspot.com"),
        ("https://co.id/", None),
        ("blogspot.com", None),
        ("https://localhost/berita", None),
        ("https://192.168.1.1/berita", None),
        ("https://[2001:db8::1]/berita", None),
        ("CNN Indonesia", None),
        ("Kompas.com - Nasional", None),
        ("", None),
        ("https://", None),
        ("https://[", None),
    ],
)
def test_registered_domains(address, domain):
    assert registered_domain(address) == domain


@given(any_text | looks_like_urls)
def test_no_text_makes_the_rule_fail(text):
    normalise_url(text)
    registered_domain(text)


@given(looks_like_urls)
def test_a_key_is_its_own_key(text):
    key = normalise_url(text)
    assume(key is not None)
    assert normalise_url(f"https://{key}") == key


@given(
    hosts,
    paths,
    st.sampled_from(("", "www.", "m.", "amp.", "www.m.", "www2.")),
    st.sampled_from(("http://", "https://", "HTTPS://")),
    st.sampled_from(("", "/", "//", "/amp", "/amp/")),
    st.sampled_from(("", "?utm_source=wa", "?utm_medium=x&fbclid=y", "?page=2", "?", "%3Fpage=2")),
    st.sampled_from(("", "#", "#komentar", "#page2")),
)
def test_twins_have_one_key(host, path, label, scheme, ending, query, fragment):
    twin = f"{scheme}{label}{host}{path}{ending}{query}{fragment}"
    assert normalise_url(twin) == f"{host}{path}"


@given(hosts, paths, hosts, paths)
def test_other_addresses_have_other_keys(host, path, other_host, other_path):
    assume((host, path) != (other_host, other_path))
    assert normalise_url(f"https://{host}{path}") != normalise_url(
        f"https://{other_host}{other_path}"
    )


@given(st.lists(st.tuples(st.sampled_from(("id", "p", "judul")), st.text("abc+", max_size=4))))
def test_the_order_of_parameters_does_not_matter(pairs):
    def url(parameters: list[tuple[str, str]]) -> str:
        return "https://contoh.id/b?" + "&".join(f"{k}={v}" for k, v in parameters)

    assert normalise_url(url(pairs)) == normalise_url(url(pairs[::-1]))


def test_an_id_is_sixteen_hexadecimal_digits():
    assert re.fullmatch("[0-9a-f]{16}", id_of())


def test_first_counts_the_address():
    assert id_of() == article_id(url=WHOLE["url"], portal="", title=None, published=None)
    assert id_of() == id_of(url="http://m.kompas.com/tren/read/1/judul?page=all&utm_source=wa#k")
    assert id_of() != id_of(url="https://www.kompas.com/tren/read/2/judul")


def test_then_portal_title_and_time():
    without = id_of(url=None)
    assert without == id_of(url=None, source_id=None, text=None)
    assert without == id_of(url=None, published=AT.astimezone(UTC)), "one moment, two zones"
    others = [
        id_of(url=None, portal="detik.com"),
        id_of(url=None, title="Judul lain"),
        id_of(url=None, published=AT + timedelta(minutes=1)),
        id_of(url=None, published=date(2024, 4, 30)),
    ]
    assert len({id_of(), without, *others}) == 6


@pytest.mark.parametrize("missing", ["title", "published"])
def test_then_the_inputs_own_id(missing):
    by_source = id_of(url=None, **{missing: None})
    assert by_source == article_id(
        url=None, portal="kompas.com", title=None, published=None, source_id="kd-1"
    )
    assert by_source != id_of(url=None, portal="detik.com", **{missing: None})


def test_then_the_text():
    by_text = id_of(url=None, published=None, source_id=None)
    assert by_text == id_of(url=None, published=None, source_id=None, title="Judul lain")
    assert by_text != id_of(url=None, published=None, source_id=None, text="cd" * 32)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "~Nasional",
        "kompas.com/read/1",
        "https://www.kompas.com/",
        "https://kompas.com",
        "https://kompas.com/?page=2#atas",
    ],
)
def test_what_names_no_article_gives_no_id(url):
    assert id_of(url=url) == id_of(url=None)


def test_the_short_address_of_a_blog_names_an_article():
    assert id_of(url="https://contoh.go.id/?p=1234") != id_of(url=None)


def test_an_id_of_one_kind_is_never_one_of_another():
    assert article_id(url=None, portal="", title=None, published=None, text="x") != article_id(
        url=None, portal="", title=None, published=None, source_id="x"
    )


@given(
    st.none() | looks_like_urls,
    st.text(),
    st.none() | st.text(),
    st.none() | st.datetimes(timezones=st.just(UTC)) | st.dates(),
    st.none() | st.text(),
)
def test_every_article_gets_an_id(url, portal, title, published, source_id):
    made = article_id(url=url, portal=portal, title=title, published=published, source_id=source_id)
    assert re.fullmatch("[0-9a-f]{16}", made)


def test_real_addresses_meet_only_in_real_twins(shared_data):
    """Of 30,273 rows no two with different addresses share a key, and 5 have no address."""
    urls: dict[str | None, set[str]] = {}
    with gzip.open(shared_data / "articles.jsonl.gz") as lines:
        for line in lines:
            if url := orjson.loads(line).get("url"):
                urls.setdefault(normalise_url(url), set()).add(url)
    assert urls.pop(None) == {"''", "~Nasional", "~Megapolitan~Crime Story"}
    assert len(urls) == 29_747
    assert [found for found in urls.values() if len(found) > 1] == []
