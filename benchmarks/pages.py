"""HTML pages to articles, on one core and on two, beside trafilatura with its metadata."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import trafilatura

from benchmarks.corpus import ARTICLES
from benchmarks.figures import Figure
from beritasearch.archive.parallel import available_cores, cycles_looked_for_seldom
from beritasearch.articles.extract import extract
from beritasearch.articles.html import read_html
from beritasearch.pages.page import Form, Page, page_of

_PAGES = ARTICLES.parent / "pages" / "html"
_ROUNDS = 7
_PEER = "trafilatura"
_MANY = 200


def measure() -> Iterator[Figure]:
    paths = sorted(_PAGES.glob("*.html"))
    with cycles_looked_for_seldom():
        draft, whole, theirs = _rates(list(map(_page, paths)), (read_html, extract, _peer))
    yield Figure("pages, text and metadata", draft, theirs, _PEER, "pages/s", 15, of_ratio=True)
    yield Figure("pages, to articles", whole, theirs, _PEER, "pages/s", target=300)
    one, two = (_many(paths, workers) for workers in (1, min(2, available_cores())))
    yield Figure("pages, two workers", two, one, "one worker", "pages/s", 1.8, of_ratio=True)


def _rates(pages: list[Page], ways: tuple[Callable[[Page], object], ...]) -> list[float]:
    """Pages a second of each way: medians of rounds in which all ways take turns."""
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(_ROUNDS):
        for way, taken in zip(ways, times, strict=True):
            began = time.process_time()
            for page in pages:
                way(page)
            taken.append(time.process_time() - began)
    return [len(pages) / statistics.median(taken) for taken in times]


def _peer(page: Page) -> object:
    return trafilatura.bare_extraction(page.content, include_comments=False, with_metadata=True)


def _many(paths: list[Path], workers: int) -> float:
    """Pages a second through as many processes, each of which reads its files."""
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        list(pool.map(_extracted, [paths] * 4 * workers))
        began = time.perf_counter()
        done = sum(pool.map(_extracted, [paths] * _MANY))
        return done / (time.perf_counter() - began)


def _extracted(paths: list[Path]) -> int:
    with cycles_looked_for_seldom():
        return len({extract(_page(path)).article.article_id for path in paths})


def _page(path: Path) -> Page:
    return page_of(path.read_bytes(), path.name, Form.HTML)
