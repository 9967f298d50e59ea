"""From files to pages: every form, every kind of rubbish, and where each page begins."""

from __future__ import annotations

import gzip
import io
import os
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from beritasearch.errors import InputError
from beritasearch.pages.page import Form, Page, Rejection
from beritasearch.pages.reader import MAX_PAGE_BYTES, read_file, read_pages

ROW = b'{"title": "Judul", "body": "Isi"}'
HTML = b"<!DOCTYPE html><html><body><p>Isi</p></body></html>"
TEXT = "Judul\n\nIsi berita yang dikarang – dengan tanda hubung.\n".encode()


def _written(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


def _outcomes(found: Iterable[Page | Rejection]) -> list[tuple[str, int | None]]:
    """Form or reason, and offset, of everything found."""
    return [(str(one.form) if isinstance(one, Page) else one.reason, one.offset) for one in found]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(HTML, [("html", None)], id="html"),
        pytest.param(b"\xef\xbb\xbf\r\n" + HTML, [("html", None)], id="html after a mark"),
        pytest.param(b"<?xml version='1.0'?>" + HTML, [("html", None)], id="xhtml"),
        pytest.param(TEXT, [("text", None)], id="copied text"),
        pytest.param(b"\n" * 5000 + TEXT, [("text", None)], id="text after blank lines"),
        pytest.param(b"<3 " + TEXT, [("text", None)], id="text that begins with <"),
        pytest.param(b"[HOAKS] " + TEXT, [("text", None)], id="text that begins with ["),
        pytest.param(b"[foto] " + TEXT, [("text", None)], id="text that begins with [f"),
        pytest.param(ROW, [("row", 0)], id="one row"),
        pytest.param(ROW + b"\n" + ROW, [("row", 0), ("row", 34)], id="jsonl"),
        pytest.param(ROW + b"\r\n\r\n" + ROW, [("row", 0), ("row", 37)], id="jsonl, blank line"),
        pytest.param(
            ROW + b"\n{broken\n" + ROW + b"\n",
            [("row", 0), ("not-json", 34), ("row", 42)],
            id="jsonl, broken line",
        ),
        pytest.param(
            b'{"broken\n' + ROW + b"\n", [("not-json", 0), ("row", 9)], id="jsonl, first broken"
        ),
        pytest.param(
            b"[1]\n" + ROW + b"\n",
            [("not-an-article", 0), ("row", 4)],
            id="jsonl, first line a list",
        ),
        pytest.param(
            ROW + b'\n["list"]\n7\n',
            [("row", 0), ("not-an-article", 34), ("not-an-article", 43)],
            id="jsonl, no objects",
        ),
        pytest.param(
            ROW + b'\n{"body": "\xff\xfe"}\n' + ROW,
            [("row", 0), ("not-json", 34), ("row", 49)],
            id="jsonl, broken utf-8",
        ),
        pytest.param(
            b"[" + ROW + b",\n 3, " + ROW + b"]",
            [("row", 0), ("not-an-article", 1), ("row", 2)],
            id="array",
        ),
        pytest.param(b'{\n "body": "Isi"\n}\n', [("row", 0)], id="printed object"),
        pytest.param(b"[]", [], id="empty array"),
        pytest.param(b"[\n\n" + ROW + b"\n]", [("row", 0)], id="printed array"),
        pytest.param(b"[", [("not-json", 0)], id="cut array"),
        pytest.param(
            b"[" + ROW + b', {"a": "b', [("row", 0), ("not-json", 1)], id="array cut in a string"
        ),
        pytest.param(b"[1, 2", [("not-an-article", 0), ("not-json", 1)], id="broken array"),
        pytest.param(
            b"[" + ROW + b",{broken}," + ROW + b"]",
            [("row", 0), ("not-json", 1), ("row", 2)],
            id="array, broken entry",
        ),
        pytest.param(b"[" + ROW + b"]\n\n", [("row", 0)], id="array in one line"),
        pytest.param(b"[\n" + ROW + b"]x", [("row", 0), ("not-json", 1)], id="array, and more"),
        pytest.param(b'{"a": NaN, "body": "Isi"}', [("row", 0)], id="a number that is none"),
        pytest.param(b"\n" + ROW + b"\n" + ROW, [("row", 1), ("row", 35)], id="jsonl after a line"),
        pytest.param(b"", [("empty-file", None)], id="empty"),
        pytest.param(b" \r\n\t\n", [("empty-file", None)], id="blank"),
        pytest.param(gzip.compress(b""), [("empty-file", None)], id="empty gzip"),
        pytest.param(b"\x7fELF\x00\x01\x02", [("binary", None)], id="binary"),
        pytest.param(b"\x89PNG\r\n\x1a\n", [("unsupported-form", None)], id="png"),
        pytest.param(b"%PDF-1.7\n", [("unsupported-form", None)], id="pdf"),
        pytest.param(b"PAR1\x15\x04", [("broken-parquet", None)], id="broken parquet"),
        pytest.param(b"WARC/1.0\r\n", [("no-pages", None)], id="cut warc"),
        pytest.param(b"<?xml?><rss version='2.0'>", [("empty-feed", None)], id="empty feed"),
        pytest.param(b"\x1f\x8b\x08rubbish", [("broken-gzip", None)], id="broken gzip"),
        pytest.param(b"\x1f\x8b", [("broken-gzip", None)], id="two bytes of gzip"),
    ],
)
def test_form_is_told_by_content(
    tmp_path: Path, content: bytes, expected: list[tuple[str, int | None]]
) -> None:
    assert _outcomes(read_file(_written(tmp_path / "page.bin", content))) == expected


def test_gzip_reads_like_the_file_in_it(tmp_path: Path) -> None:
    lines = ROW + b"\nbroken\n" + ROW + b"\n"
    plain = list(read_file(_written(tmp_path / "a.jsonl", lines)))
    packed = list(read_file(_written(tmp_path / "b.jsonl.gz", gzip.compress(lines))))
    assert _outcomes(packed) == _outcomes(plain) == [("row", 0), ("not-json", 34), ("row", 41)]
    assert packed[0].sha256 == plain[0].sha256  # type: ignore[union-attr]


def test_cut_gzip_gives_its_whole_rows_and_says_so(tmp_path: Path) -> None:
    rows = b"".join(b'{"body": "%s"}\n' % os.urandom(200).hex().encode() for _ in range(500))
    found = list(read_file(_written(tmp_path / "cut.gz", gzip.compress(rows)[:-5000])))
    assert all(isinstance(one, Page) for one in found[:-1])
    assert len(found) > 100
    assert _outcomes(found)[-1] == ("broken-gzip", None)


def test_offsets_point_at_the_rows(tmp_path: Path) -> None:
    lines = [ROW, b"", '{"body": "é – ’"}'.encode(), b"rubbish", ROW]
    content = b"\n".join(lines)
    for page in read_file(_written(tmp_path / "rows.jsonl", content)):
        if isinstance(page, Page):
            assert page.offset is not None
            line = content[page.offset :].partition(b"\n")[0]
            assert orjson.loads(line) == page.row


def test_a_line_of_50_mb_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as stream:
        stream.write(ROW + b'\n{"body": "')
        for _ in range(50):
            stream.write(b"a" * 1_000_000)
        stream.write(b'"}\n' + ROW + b"\n")
    tracemalloc.start()
    found = list(read_file(str(path)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert _outcomes(found) == [("row", 0), ("too-large", 34), ("row", 34 + 50_000_013)]
    assert "50,000,013 bytes" in found[1].detail  # type: ignore[union-attr]
    # Reading up to the limit joins blocks once; what is beyond it is never held.
    assert peak < 2 * MAX_PAGE_BYTES + 4_000_000


@pytest.mark.parametrize("first", [b"[", b"<html>", b"Judul\n"])
def test_a_page_of_50_mb_is_rejected(tmp_path: Path, first: bytes) -> None:
    path = _written(tmp_path / "large", first + b" " * 50_000_000)
    assert _outcomes(read_file(path)) == [("too-large", None)]


def test_missing_and_unreadable_files_are_rejected_by_name(tmp_path: Path) -> None:
    (rejected,) = read_file(str(tmp_path / "gone.html"))
    assert isinstance(rejected, Rejection)
    assert (rejected.reason, rejected.detail) == (
        "unreadable",
        "The file cannot be read: No such file or directory.",
    )
    assert _outcomes(read_file(str(tmp_path))) == [("unreadable", None)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "closed.html"
    path.write_bytes(HTML)
    path.chmod(0)
    assert _outcomes(read_file(str(path))) == [("unreadable", None)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.html", "sub/c.txt", "sub/.hidden", ".git/d.txt"):
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(TEXT)
    return tmp_path / "pages"


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (["pages"], ["pages/a.html", "pages/b.txt", "pages/sub/c.txt"]),
        (["pages/sub", "pages"], ["pages/sub/c.txt", "pages/a.html", "pages/b.txt"]),
        (["pages/*.txt"], ["pages/b.txt"]),
        (["pages/**/*.txt"], ["pages/b.txt", "pages/sub/c.txt"]),
        (["pages/b.txt", "pages/b.txt"], ["pages/b.txt"]),
    ],
)
def test_inputs_are_files_folders_and_globs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str], expected: list[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    assert [page.uri for page in read_pages(inputs)] == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("gone.txt", "Input 'gone.txt' does not exist. Give a file"),
        ("gone/*.txt", r"Input 'gone/\*.txt' does not exist"),
        ("empty", "Folder 'empty' holds no file."),
        ("a\0b", "does not exist"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_an_input_that_names_nothing_is_an_error_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=message):
        read_pages([given])


@pytest.mark.parametrize("packed", [False, True])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    content = ROW + b"\n" + ROW + b"\n"
    raw = io.BytesIO(gzip.compress(content) if packed else content)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(raw))
    pages = list(read_pages(["-"]))
    assert [(page.uri, page.offset) for page in pages] == [("stdin", 0), ("stdin", 34)]


def test_standard_input_that_comes_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe hands over what is there: here a blank line first, and then byte after byte."""
    reading, writing = os.pipe()
    os.write(writing, b"\n")
    os.write(writing, TEXT)
    os.close(writing)

    class Slow(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            one = os.read(reading, 1)
            buffer[: len(one)] = one
            return len(one)

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Slow())))
    (page,) = read_pages(["-"])
    os.close(reading)
    assert isinstance(page, Page)
    assert (page.form, page.content.strip()) == (Form.TEXT, TEXT.strip())


_rubbish = st.one_of(
    st.binary(max_size=400),
    st.lists(
        st.sampled_from(
            [b"{", b"}", b"[", b"]", ROW, b"\n", b'"', b",", b"\xff", b"\x00", b"<", HTML]
        ),
        max_size=12,
    ).map(b"".join),
)


@given(content=_rubbish, packed=st.booleans())
@example(content=b"[" * 100_000, packed=False)
@example(content=b'{"a":' * 100_000, packed=False)
@example(content=b'{"a": 1e999}', packed=False)
@example(content=b'[{"a": 123456789012345678901234567890}]', packed=False)
@example(content=b'[{"a": "\\ud800"}]', packed=False)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_raise(tmp_path: Path, content: bytes, packed: bool) -> None:
    path = _written(tmp_path / "rubbish", gzip.compress(content) if packed else content)
    for one in read_file(path):
        assert one.uri == path
        assert isinstance(one, Page) or (one.reason and one.detail.endswith("."))


@given(content=st.binary(max_size=60))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_broken_gzip_raises(tmp_path: Path, content: bytes) -> None:
    packed = gzip.compress(ROW)[:10] + content
    assert all(list(read_file(_written(tmp_path / "rubbish.gz", packed))))
