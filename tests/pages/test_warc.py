"""WARC, WET and WACZ: which records are pages, where they are, and what is broken."""

from __future__ import annotations

import bz2
import gzip
import io
import random
import sys
import time
import zipfile
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beritasearch.errors import PageRejected
from beritasearch.pages.page import Form, Page, Rejection
from beritasearch.pages.reader import read_file, read_pages
from pages.archives import PAGE, TIME, URL, answer, packed, record

REQUEST = record(b"GET / HTTP/1.1\r\n\r\n", kind="request", content_type="application/http")
INFO = record(b"software: x\r\n", kind="warcinfo", content_type="application/warc-fields")
TEXT = "Judul\n\nIsi berita – dikarang.\n".encode()
FEED = (
    b"<?xml version='1.0'?><rss version='2.0'><channel>"
    b"<item><title>Satu</title></item><item><title>Dua</title></item></channel></rss>"
)


def read(path: Path, content: bytes) -> list[Page | Rejection]:
    path.write_bytes(content)
    return list(read_file(str(path)))


def outcomes(found: list[Page | Rejection]) -> list[tuple[str, int | None]]:
    """Form, or reason, and offset; a reason for several pages has their number."""
    return [
        (str(one.form) if isinstance(one, Page) else f"{one.reason} {one.count}", one.offset)
        for one in found
    ]


def test_an_archive_gives_pages_with_address_time_and_place(tmp_path: Path) -> None:
    records = [INFO, REQUEST, answer(number=1), REQUEST, answer(PAGE + b" ", number=2)]
    archive = packed(*records)
    first, second = read(tmp_path / "a", archive)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.form, first.content, first.url) == (Form.HTML, PAGE, f"{URL}1")
    assert first.fetched_at == datetime.fromisoformat(TIME)
    assert first.fetched_at.tzinfo is UTC
    assert (second.url, second.sha256) == (f"{URL}2", sha256(PAGE + b" ").hexdigest())
    for page in (first, second):
        # The place is where its record begins: from there it can be read again by itself.
        assert page.offset is not None
        (again,) = read(tmp_path / "b", archive[page.offset :])[:1]
        assert isinstance(again, Page)
        assert again.content == page.content


WHOLE = [answer(number=number) for number in range(3)]
PLAIN = [0, len(WHOLE[0]), 2 * len(WHOLE[0])]
PACKED = [len(packed(*WHOLE[:number])) for number in range(3)]


@pytest.mark.parametrize(
    ("archive", "places"),
    [
        pytest.param(b"".join(WHOLE), PLAIN, id="plain"),
        pytest.param(packed(*WHOLE), PACKED, id="gzip"),
        pytest.param(gzip.compress(b"".join(WHOLE)), PLAIN, id="gzip, as one"),
        pytest.param(bz2.compress(b"".join(WHOLE)), PLAIN, id="bzip2"),
        pytest.param(b"".join(WHOLE).replace(b"WARC/1.0", b"WARC/1.1"), PLAIN, id="WARC 1.1"),
    ],
)
@pytest.mark.parametrize("is_piped", [False, True])
def test_however_it_is_compressed_and_whether_it_can_be_gone_back_in(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    archive: bytes,
    places: list[int],
    is_piped: bool,
) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *arguments: int) -> int:
            raise io.UnsupportedOperation

    expected = [("html", place) for place in places]
    if is_piped:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(archive))))
        assert outcomes(list(read_pages(["-"]))) == expected
    else:
        assert outcomes(read(tmp_path / "a", archive)) == expected


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([INFO, REQUEST], ["no-pages 1"], id="nothing sent"),
        pytest.param([answer(status="203 Ya")], ["html"], id="from a proxy"),
        pytest.param([answer(content_type=None)], ["html"], id="no type"),
        pytest.param(
            [answer(content_type="TEXT/HTML; charset=x")], ["html"], id="type, other case"
        ),
        pytest.param([answer(content_type="application/octet-stream")], ["html"], id="wrong type"),
        pytest.param([answer(b"\xef\xbb\xbf\n" + PAGE)], ["html"], id="mark and line"),
        pytest.param([answer(b'{"a": 1}')], ["not-html 1"], id="JSON said to be HTML"),
        pytest.param(
            [answer(b"User-agent: *", content_type="text/plain")], ["not-html 1"], id="text"
        ),
        pytest.param([answer(b"")], ["not-html 1"], id="empty"),
        pytest.param([answer(content_type="image/png")] * 2, ["not-html 2"], id="images"),
        pytest.param([answer(status="301 Pindah")] * 2, ["redirect 2"], id="redirects"),
        pytest.param([answer(status="304 Sama")], ["redirect 1"], id="not modified"),
        pytest.param([answer(status="404 Tiada")], ["error-status 1"], id="not found"),
        pytest.param([answer(status="206 Sebagian")], ["error-status 1"], id="a part"),
        pytest.param([answer(status="503 X"), answer()], ["html", "error-status 1"], id="error"),
        pytest.param(
            [record(b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit")], ["revisit 1"], id="revisit"
        ),
        pytest.param([record(b"rubbish")], ["broken-record 1"], id="no HTTP"),
        pytest.param(
            [record(PAGE, kind="resource", content_type="text/html")], ["html"], id="resource"
        ),
        pytest.param(
            [record(TEXT, kind="resource", content_type="text/plain")], ["not-html 1"], id="note"
        ),
        pytest.param(
            [record(TEXT, kind="conversion", content_type="text/plain")], ["text"], id="WET"
        ),
        pytest.param(
            [record(b"{}", kind="conversion", content_type="application/json")],
            ["not-html 1"],
            id="WAT",
        ),
        pytest.param([answer(FEED, content_type="text/xml")], ["entry", "entry"], id="feed"),
        pytest.param([answer(FEED)], ["entry", "entry"], id="feed said to be HTML"),
    ],
)
def test_records(tmp_path: Path, records: list[bytes], expected: list[str]) -> None:
    found = outcomes(read(tmp_path / "a.warc.gz", packed(*records)))
    assert [name for name, _ in found] == expected


CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(gzip.compress(PAGE), {"Content_Encoding": "gzip"}, id="gzip"),
        pytest.param(zlib.compress(PAGE), {"Content_Encoding": "deflate"}, id="deflate"),
        pytest.param(zlib.compress(PAGE)[2:-4], {"Content_Encoding": "deflate"}, id="bare deflate"),
        pytest.param(brotli.compress(PAGE), {"Content_Encoding": "br"}, id="brotli"),
        pytest.param(CHUNKED % (len(PAGE), PAGE), {"Transfer_Encoding": "chunked"}, id="chunked"),
        pytest.param(
            CHUNKED % (len(gzip.compress(PAGE)), gzip.compress(PAGE)),
            {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"},
            id="gzip in chunks",
        ),
        pytest.param(PAGE, {"Content_Encoding": "gzip"}, id="said to be gzip"),
        pytest.param(PAGE, {"Content_Encoding": "br"}, id="said to be brotli"),
        pytest.param(PAGE, {"Transfer_Encoding": "chunked"}, id="said to be chunked"),
        pytest.param(PAGE, {"Content_Encoding": "unknown"}, id="unknown"),
    ],
)
def test_encodings_of_http(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    found = read(tmp_path / "a", packed(answer(body, **headers), answer()))
    assert [page.content for page in found if isinstance(page, Page)] == [PAGE, PAGE]


def test_the_encoding_that_only_http_declares(tmp_path: Path) -> None:
    latin = "<html><p>Café – warga</p>".encode("windows-1252")
    (page,) = read(tmp_path / "a", answer(latin, content_type="text/html; charset=iso-8859-1"))
    assert isinstance(page, Page)
    assert "Café – warga" in page.content.decode()
    assert page.sha256 == sha256(latin).hexdigest()
    declared = b"<html><meta charset=windows-1252>" + latin
    (page,) = read(tmp_path / "a", answer(declared, content_type="text/html; charset=utf-16"))
    assert isinstance(page, Page)
    assert page.content == declared


def test_a_page_of_which_only_the_beginning_was_kept_is_doubtful(tmp_path: Path) -> None:
    cut = answer(warc={"WARC_Truncated": "length"})
    lying = answer(number=1, warc={"Content_Length": "90000"})
    for archive in (cut, lying):
        (page,) = read(tmp_path / "a", archive)
        assert isinstance(page, Page)
        assert page.doubt == "The archive holds only the beginning of the page."


def _damaged(number: int, at: int) -> bytes:
    archive = bytearray(packed(*WHOLE))
    for place in range(3):
        archive[PACKED[number] + at + place] ^= 0xFF
    return bytes(archive)


@pytest.mark.parametrize(
    ("archive", "pages"),
    [
        pytest.param(_damaged(1, 60), [0, PACKED[2]], id="a broken record"),
        pytest.param(_damaged(2, 60), PACKED[:2], id="the last one broken"),
        pytest.param(
            packed(WHOLE[0]) + b"garbage" + packed(*WHOLE[1:]),
            [0, PACKED[1] + 7, PACKED[2] + 7],
            id="garbage between",
        ),
        pytest.param(
            packed(WHOLE[0]) + bytes(99) + packed(WHOLE[1]), [0, PACKED[1] + 99], id="zeros between"
        ),
        pytest.param(packed(*WHOLE)[:-99], PACKED[:2], id="cut"),
    ],
)
def test_reading_goes_on_behind_what_is_broken(
    tmp_path: Path, archive: bytes, pages: list[int]
) -> None:
    found = read(tmp_path / "a", archive)
    assert [one.offset for one in found if isinstance(one, Page) and not one.doubt] == pages
    assert any(isinstance(one, Rejection) or one.doubt for one in found)


def test_a_page_that_grows_beyond_all_bounds_is_rejected(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<html>" + bytes(200_000_000), 1)
    began = time.process_time()
    found = read(tmp_path / "a", packed(answer(bomb, Content_Encoding="gzip"), answer()))
    assert [name for name, _ in outcomes(found)] == ["too-large 1", "html"]
    assert time.process_time() - began < 8


def _crawl(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as crawl:
        for name, content in members.items():
            crawl.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def test_a_crawl_in_one_file_names_the_archive_inside(tmp_path: Path) -> None:
    crawl = _crawl(
        pages__pages_jsonl=b"{}",
        archive__a_warc_gz=packed(INFO, *WHOLE[:2]),
        archive__b_warc=answer(),
    )
    path = tmp_path / "crawl.wacz"
    found = read(path, crawl)
    assert [(one.uri.removeprefix(f"{path}/"), one.offset) for one in found] == [
        ("archive/a.warc.gz", len(packed(INFO))),
        ("archive/a.warc.gz", len(packed(INFO)) + PACKED[1]),
        ("archive/b.warc", 0),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_crawl(xl__sheet_xml=b"<x/>"), "unsupported-form 1"),
        (_crawl(archive__a_warc=answer())[:-30], "broken-zip 1"),
    ],
)
def test_a_zip_that_is_no_crawl(tmp_path: Path, content: bytes, reason: str) -> None:
    assert outcomes(read(tmp_path / "a.zip", content)) == [(reason, None)]


@given(seed=st.integers(0, 2**32), is_packed=st.booleans(), is_crawl=st.booleans())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_raises(tmp_path: Path, seed: int, is_packed: bool, is_crawl: bool) -> None:
    chance = random.Random(seed)
    records = [INFO, *WHOLE, answer(FEED), record(TEXT, kind="conversion")]
    archive = packed(*records) if is_packed else b"".join(records)
    damaged = bytearray(_crawl(archive__a_warc=archive) if is_crawl else archive)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(damaged))
        if chance.random() < 0.5:
            damaged[at] ^= 1 << chance.randrange(8)
        elif chance.random() < 0.7:
            damaged[at : at + chance.randrange(60)] = chance.randbytes(chance.randrange(30))
        else:
            del damaged[at + 1 :]
    for one in read(tmp_path / "a", bytes(damaged)):
        assert isinstance(one, Page) or (one.reason and one.detail.endswith("."))


def test_a_front_page_is_told_by_the_address_it_was_fetched_from(tmp_path: Path) -> None:
    from beritasearch.articles.extract import extract

    text = "<p>Warga desa karangan memanen padi di sawah yang luas itu, kata lurah.</p>" * 9
    html = f"<html><head><title>Contoh</title></head><body><h1>Contoh</h1>{text}</body></html>"
    for address, reason in (("https://contoh.id/", "front-page"), (f"{URL}panen-raya", None)):
        (page,) = read(tmp_path / "a", answer(html.encode(), warc={"WARC_Target_URI": address}))
        assert isinstance(page, Page)
        if reason:
            with pytest.raises(PageRejected, match=reason):
                extract(page)
        else:
            assert extract(page).article.url == address
