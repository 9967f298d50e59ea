"""Feeds: RSS 2.0, Atom and RDF, whole, broken and cut."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beritasearch.pages.page import Form, Page, Rejection
from beritasearch.pages.reader import read_file

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<!-- dibuat -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Contoh</title><link>https://contoh.id/</link><language>id-ID</language>
<item><title>Panen “raya” &amp; pasar</title><link>https://contoh.id/1</link>
<guid isPermaLink="false">1</guid><pubDate>Tue, 30 Apr 2024 17:21:00 +0700</pubDate>
<dc:creator>Sari</dc:creator><category>Nusantara</category>
<description>Ringkas.</description>
<content:encoded><![CDATA[<p>Isi &amp; lagi.</p>]]></content:encoded>
<media:content url="x"><media:title>Foto</media:title></media:content></item>
<item><title>Dua</title><guid>https://contoh.id/2</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Contoh</title>
<link rel="self" href="https://contoh.id/feed"/>
<entry><title type="html">Panen &amp;amp; pasar</title>
<link rel="enclosure" href="https://contoh.id/foto.jpg"/><link href="https://contoh.id/1"/>
<id>tag:contoh.id,1</id><published>2024-04-30T10:21:00Z</published>
<updated>2024-05-01T00:00:00Z</updated><author><name>Sari</name><uri>x</uri></author>
<category term="padi"/><category term="panen"/><summary>Ringkas.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Isi.</p></div></content>
</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Contoh</title></channel>
<item><title>Satu</title><link>https://contoh.id/1</link><dc:date>2024-04-30</dc:date></item>
</rdf:RDF>"""


def read(path: Path, content: bytes) -> list[Page | Rejection]:
    path.write_bytes(content)
    return list(read_file(str(path)))


def entries(found: list[Page | Rejection]) -> list[object]:
    return [dict(one.row or {}) if isinstance(one, Page) else one.reason for one in found]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_rss(tmp_path: Path, encoding: str) -> None:
    content = RSS.format(encoding=encoding).encode(encoding)
    found = read(tmp_path / "a", content)
    assert [(one.form, one.offset) for one in found if isinstance(one, Page)] == [
        (Form.ENTRY, 0),
        (Form.ENTRY, 1),
    ]
    assert entries(found) == [
        {
            "title": "Panen “raya” & pasar",
            "url": "https://contoh.id/1",
            "published": "Tue, 30 Apr 2024 17:21:00 +0700",
            "authors": ["Sari"],
            "categories": ["Nusantara"],
            "summary": "Ringkas.",
            "content": "<p>Isi &amp; lagi.</p>",
            "language": "id-ID",
        },
        {"title": "Dua", "url": "https://contoh.id/2", "language": "id-ID"},
    ]
    assert entries(read(tmp_path / "a.gz", gzip.compress(content))) == entries(found)


def test_atom(tmp_path: Path) -> None:
    (entry,) = entries(read(tmp_path / "a", ATOM.encode()))
    assert isinstance(entry, dict)
    content = entry.pop("content")
    assert "<p>Isi.</p>" in content.replace(' xmlns="http://www.w3.org/1999/xhtml"', "")
    assert entry == {
        "title": "Panen &amp; pasar",
        "url": "https://contoh.id/1",
        "published": "2024-04-30T10:21:00Z",
        "updated": "2024-05-01T00:00:00Z",
        "authors": ["Sari"],
        "categories": ["padi", "panen"],
        "summary": "Ringkas.",
    }


def test_rdf(tmp_path: Path) -> None:
    assert entries(read(tmp_path / "a", RDF.encode())) == [
        {"title": "Satu", "url": "https://contoh.id/1", "published": "2024-04-30"}
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"<rss><channel></channel></rss>", ["empty-feed"], id="no entries"),
        pytest.param(b"<rss><channel>", ["empty-feed"], id="cut before entries"),
        pytest.param(
            b"<rss><channel><item><title>Satu</title></item><item><title>Du",
            [{"title": "Satu"}, "broken-feed"],
            id="cut in an entry",
        ),
        pytest.param(
            b"<rss><channel><item><title>R&D &nbsp;baru</title></item></channel></rss>",
            [{"title": "R &nbsp;baru"}],
            id="an ampersand alone",
        ),
        pytest.param(b"<rss><channel><item></item></channel></rss>", ["empty-feed"], id="empty"),
        pytest.param(
            b'<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "/etc/hosts">]>'
            b"<rss><channel><item><title>x&b;&c;</title></item></channel></rss>",
            [{"title": "x&b;&c;"}],
            id="entities of its own",
        ),
    ],
)
def test_broken_feeds(tmp_path: Path, content: bytes, expected: list[object]) -> None:
    assert entries(read(tmp_path / "a", content)) == expected


def test_a_feed_of_many_entries_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"

    def peak(number: int) -> int:
        with path.open("w") as stream:
            stream.write("<rss><channel>")
            for at in range(number):
                stream.write(
                    f"<item><title>{at}</title><description>{'a' * 500}</description></item>"
                )
            stream.write("</channel></rss>")
        tracemalloc.start()
        assert sum(1 for _ in read_file(str(path))) == number
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    assert peak(8_000) < peak(1_000) + 500_000


def test_real_feeds(shared_data: Path) -> None:
    for path in sorted((shared_data / "feeds").glob("*.xml")):
        found = list(read_file(str(path)))
        assert len(found) == path.read_bytes().count(b"<item>")
        for one in found:
            assert isinstance(one, Page)
            assert one.row is not None
            assert one.row.keys() >= {"title", "url", "published", "summary", "language"}


@given(
    parts=st.lists(
        st.sampled_from(
            [
                "<item>",
                "</item>",
                "<title>",
                "</title>",
                "a",
                "&",
                "<![CDATA[",
                "]]>",
                "<!--",
                "<link",
            ]
        )
        | st.text(max_size=5),
        max_size=30,
    )
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_feed_raises(tmp_path: Path, parts: list[str]) -> None:
    content = "<rss><channel>" + "".join(parts)
    for one in read(tmp_path / "a", content.encode("utf-8", "replace")):
        assert isinstance(one, Page) or one.detail.endswith(".")
