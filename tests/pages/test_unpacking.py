"""Compressed inputs: each kind, bombs, and what must not be waited for."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import time
import tracemalloc
import zlib
from pathlib import Path

import pyarrow as pa
import pytest

from beritasearch.pages.page import Page, Rejection
from beritasearch.pages.reader import MAX_PAGE_BYTES, read_file, read_pages

ROW = b'{"body": "Isi"}\n'


COMPRESSIONS = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": lambda content: pa.compress(content, "zstd", asbytes=True),
}


def outcomes(path: Path, content: bytes) -> list[str]:
    path.write_bytes(content)
    return [str(one.form) if isinstance(one, Page) else one.reason for one in read_file(str(path))]


@pytest.mark.parametrize("name", COMPRESSIONS)
def test_compressions(tmp_path: Path, name: str) -> None:
    packed = COMPRESSIONS[name]
    assert outcomes(tmp_path / "a", packed(ROW * 3)) == ["row"] * 3
    assert outcomes(tmp_path / "a", packed(b"")) == ["empty-file"]
    rubbish = packed(os.urandom(99_000).hex().encode())
    assert f"broken-{name}" in outcomes(tmp_path / "a", rubbish[: len(rubbish) // 2])
    # One layer is taken off, never two.
    assert outcomes(tmp_path / "a", packed(gzip.compress(ROW))) == ["binary"]


def test_a_second_member_that_is_broken_leaves_the_first(tmp_path: Path) -> None:
    assert outcomes(tmp_path / "a", gzip.compress(ROW) + b"garbage") == ["row", "broken-gzip"]
    assert outcomes(tmp_path / "a", gzip.compress(ROW) + gzip.compress(ROW)[:-4]) == [
        "row",
        "row",
        "broken-gzip",
    ]


def _bomb(beginning: bytes, size: int) -> bytes:
    """A beginning, and then the same block of letters again and again."""
    packing = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    head = packing.compress(beginning) + packing.flush(zlib.Z_FULL_FLUSH)
    block = packing.compress(b"a" * 10_000_000) + packing.flush(zlib.Z_FULL_FLUSH)
    return head + block * (size // 10_000_000)


@pytest.mark.parametrize(
    ("beginning", "reason"),
    [
        (b"<html><body>", "too-large"),
        (b"Judul\n\n", "too-large"),
        (b'{"body": "', "bomb"),
        (b'[{"body": "', "too-large"),
        (b"title,body\nJudul,Isi\nLain,", "bomb"),
        (b"<rss><channel><item><title>", "broken-feed|bomb|empty-feed"),
        (b"PAR1", "bomb"),
        (b"PK\x03\x04", "bomb"),
    ],
)
def test_no_bomb_goes_off(tmp_path: Path, beginning: bytes, reason: str) -> None:
    content = _bomb(beginning, 1_000_000_000)
    assert len(content) < 10_000_000
    tracemalloc.start()
    began = time.process_time()
    found = outcomes(tmp_path / "a.gz", content)
    seconds = time.process_time() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found[-1] in reason.split("|")
    assert seconds < 5
    assert peak < 6 * MAX_PAGE_BYTES


def test_pipes_and_devices_in_a_folder_are_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_bytes(ROW)
    os.mkfifo("pipa.jsonl")
    Path("nol").symlink_to("/dev/zero")
    Path("putus").symlink_to("tiada")
    assert [one.uri for one in read_pages(["."])] == ["a.jsonl", "putus"]
    assert [one.uri for one in read_pages(["*"])] == ["a.jsonl", "putus"]


def test_a_pipe_that_is_named_is_read(tmp_path: Path) -> None:
    """As a shell's `<(…)` gives one."""
    reading, writing = os.pipe()
    os.write(writing, ROW * 2)
    os.close(writing)
    found = list(read_file(f"/dev/fd/{reading}"))
    os.close(reading)
    assert [type(one) for one in found] == [Page, Page]


def test_a_row_that_names_a_page_beside_it_states_what_that_should_give(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html><p>Isi</p></html>")
    path = tmp_path / "gold.json"
    path.write_bytes(b'[{"page": "a.html", "body": "Isi"}, {"page": "b.html", "body": "Isi"}]')
    first, second = read_file(str(path))
    assert isinstance(first, Rejection)
    assert (first.reason, first.offset) == ("states-a-page", 0)
    assert isinstance(second, Page)
