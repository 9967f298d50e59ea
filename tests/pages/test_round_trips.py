"""The same articles, whatever format their rows and pages come in."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from html import escape
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beritasearch.articles.article import Article
from beritasearch.articles.extract import extract
from beritasearch.dataset.schema import to_table
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Form, Page
from beritasearch.pages.reader import read_file
from pages.archives import answer, packed

Row = dict[str, str]

# Characters of text as files of rows carry it: no half characters, no carriage returns, which a
# reader of text may take for ends of lines.
_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\",;|'\\\t"), max_size=60
)
_ROWS = st.lists(
    st.fixed_dictionaries({"url": st.just(""), "title": _TEXT, "body": _TEXT, "section": _TEXT}),
    min_size=1,
    max_size=5,
)


def _csv(rows: list[Row], **written: Any) -> bytes:
    stream = io.StringIO(newline="")
    table = csv.DictWriter(stream, list(rows[0]), quoting=csv.QUOTE_ALL, **written)
    table.writeheader()
    table.writerows(rows)
    return stream.getvalue().encode()


def _parquet(rows: list[Row]) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), stream)
    return stream.getvalue()


FORMATS: dict[str, Callable[[list[Row]], bytes]] = {
    "jsonl": lambda rows: b"".join(orjson.dumps(row) + b"\n" for row in rows),
    "array": orjson.dumps,
    "printed": lambda rows: json.dumps(rows, indent=2, ensure_ascii=False).encode(),
    "utf-16": lambda rows: json.dumps(rows, ensure_ascii=False).encode("utf-16"),
    "csv": _csv,
    "semicolons": lambda rows: _csv(rows, delimiter=";"),
    "tabs": lambda rows: _csv(rows, delimiter="\t", lineterminator="\n"),
    "parquet": _parquet,
    "gzip": lambda rows: gzip.compress(_csv(rows)),
}


def articles(path: Path, content: bytes) -> list[Article | str]:
    """What each page gives: an article without its provenance, or the reason of its rejection."""
    path.write_bytes(content)
    found: list[Article | str] = []
    for page in read_file(str(path)):
        try:
            assert isinstance(page, Page)
            found.append(replace(extract(page).article, pages=()))
        except PageRejected as rejected:
            found.append(rejected.reason)
    return found


@given(rows=_ROWS)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows(tmp_path: Path, rows: list[Row]) -> None:
    numbered = [
        {**row, "url": f"https://contoh.id/{at}", "body": f"Isi {at}. {row['body']}"}
        for at, row in enumerate(rows)
    ]
    expected = articles(tmp_path / "a", FORMATS["jsonl"](numbered))
    assert len(expected) == len(rows)
    for name, written in FORMATS.items():
        assert articles(tmp_path / "a", written(numbered)) == expected, name


def test_articles_of_a_dataset_are_read_from_its_parquet_as_from_their_json(
    shared_data: Path, tmp_path: Path
) -> None:
    with gzip.open(shared_data / "articles.jsonl.gz") as stream:
        lines = b"".join(line for _, line in zip(range(200), stream, strict=False))
    once = [one for one in articles(tmp_path / "a", lines) if isinstance(one, Article)]
    stream = io.BytesIO()
    pq.write_table(to_table(once, "articles"), stream)
    from_table = articles(tmp_path / "a", stream.getvalue())
    exported = b"".join(orjson.dumps(asdict(one)) + b"\n" for one in once)
    from_json = articles(tmp_path / "a", exported)
    assert [_said(one) for one in from_table] == [_said(one) for one in from_json]
    assert [_said(one) for one in from_table] == [_said(one) for one in once]


def _said(article: Article | str) -> object:
    return replace(article, extractor="") if isinstance(article, Article) else article


@given(words=st.lists(st.text("abcdefghij", min_size=2, max_size=9), min_size=60, max_size=80))
@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_pages_in_an_archive_are_the_pages_of_files(tmp_path: Path, words: list[str]) -> None:
    text = " ".join(words)
    html = (
        "<!DOCTYPE html><html><head><title>Judul berita</title>"
        "<link rel=canonical href=https://contoh.id/1></head><body><article><h1>Judul berita</h1>"
        f"<p>{escape(text)}.</p></article></body></html>"
    ).encode()
    expected = articles(tmp_path / "a.html", html)
    for archive in (
        answer(html),
        packed(answer(html)),
        packed(answer(gzip.compress(html), Content_Encoding="gzip")),
    ):
        assert articles(tmp_path / "a.warc", archive) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_a_page_saved_with_its_images_is_the_page(tmp_path: Path, encoding: str) -> None:
    html = "<html><body><p>Café – warga =\r\n</p></body></html>"
    part = html.encode(encoding)
    quoted = "".join(f"={byte:02X}" if byte > 126 or byte == 61 else chr(byte) for byte in part)
    saved = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://contoh.id/1\r\n"
        "Subject: Judul\r\nDate: Tue, 30 Apr 2024 10:21:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----x"\r\n\r\n'
        "------x\r\nContent-Type: text/css\r\n\r\np {}\r\n"
        f"------x\r\nContent-Type: text/html; charset={encoding}\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}\r\n------x--\r\n"
    )
    path = tmp_path / "a.mhtml"
    path.write_bytes(saved.encode())
    (page,) = read_file(str(path))
    assert isinstance(page, Page)
    assert (page.form, page.url) == (Form.HTML, "https://contoh.id/1")
    assert "Café – warga =" in page.content.decode()
    path.write_bytes(saved.replace("text/html; ", "text/plain; ").encode())
    assert [one.reason for one in read_file(str(path))] == ["not-html"]  # type: ignore[union-attr]
