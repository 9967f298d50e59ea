"""Reading an archive of pages from which nothing is extracted, beside fastwarc's own iteration.

The pages are the real ones of ../shared/data/pages/html, again and again, each an answer beside
its request, as crawlers write them. Memory is that of one process which reads 100 such archives
through a pipe, beside one that reads the first.
"""

from __future__ import annotations

import gzip
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.corpus import ARTICLES
from benchmarks.figures import Figure
from benchmarks.process import peak_memory

PAGES = ARTICLES.parent / "pages" / "html"
_ANSWERS = 1_000
_TIMES = 100
_RUNS = 9
_RECORD = (
    "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://contoh.id/{number}\r\n"
    "WARC-Date: 2024-04-30T10:21:00Z\r\nWARC-Record-ID: <urn:uuid:{kind}-{number}>\r\n"
    "Content-Type: application/http; msgtype={kind}\r\nContent-Length: {length}\r\n\r\n"
)
_READ = """
import subprocess
from beritasearch.pages.reader import read_file
with subprocess.Popen(["cat", *["{archive}"] * {times}], stdout=subprocess.PIPE) as cat:
    pages = sum(1 for page in read_file(f"/dev/fd/{{cat.stdout.fileno()}}"))
assert pages == {pages}, pages
"""


def measure(dataset: Path, work: Path) -> Iterator[Figure]:
    archive = _archive(work / "pages.warc.gz")
    ours, peer, taken = _together(
        lambda: _ours(archive), lambda: _peer(archive), lambda: _peer(archive, takes_out=True)
    )
    yield Figure(
        "WARC, nothing extracted",
        _ANSWERS / ours,
        _ANSWERS / peer,
        "fastwarc's iteration",
        "pages/s",
        target=0.8,
        of_ratio=True,
    )
    yield Figure(
        "WARC, nothing extracted",
        _ANSWERS / ours,
        _ANSWERS / taken,
        "fastwarc, pages taken out",
        "pages/s",
    )
    yield Figure(
        f"WARC, {_ANSWERS * _TIMES:,} pages, peak memory",
        _memory(archive, _TIMES),
        _memory(archive, 1),
        f"{_ANSWERS:,} pages",
        "MB",
        target=1.1,
        of_ratio=True,
    )


def _archive(path: Path) -> Path:
    pages = [page.read_bytes() for page in sorted(PAGES.glob("*.html"))]
    with path.open("wb") as stream:
        for number in range(_ANSWERS):
            page = pages[number % len(pages)]
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
            stream.write(_record("request", number, b"GET / HTTP/1.1\r\n\r\n"))
            stream.write(_record("response", number, answer))
    return path


def _record(kind: str, number: int, block: bytes) -> bytes:
    head = _RECORD.format(kind=kind, number=number, length=len(block)).encode()
    return gzip.compress(head + block + b"\r\n\r\n", 6)


def _ours(archive: Path) -> int:
    from beritasearch.pages.reader import read_pages

    return sum(1 for _ in read_pages([str(archive)]))


def _peer(archive: Path, *, takes_out: bool = False) -> int:
    from fastwarc import ArchiveIterator, WarcRecordType

    answers = 0
    with archive.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            if takes_out:
                record.reader.read()
            answers += 1
    return answers


def _together(*programs: Callable[[], int]) -> list[float]:
    """The median processor seconds of each, run by turns: so little depends on what else runs."""
    seconds: list[list[float]] = [[] for _ in programs]
    for _ in range(_RUNS):
        for at, program in enumerate(programs):
            began = time.process_time()
            assert program() == _ANSWERS
            seconds[at].append(time.process_time() - began)
    return list(map(statistics.median, seconds))


def _memory(archive: Path, times: int) -> float:
    return peak_memory(_READ.format(archive=archive, times=times, pages=_ANSWERS * times))
