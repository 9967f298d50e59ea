"""HTML pages to articles, on one core and on two, beside trafilatura with its metadata."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import trafilatura

from benchmarks.corpus import ARTICLES
from benchmarks.figures import Figure
from beritasearch.archive.parallel import available_cores, look_for_cycles_seldom
from beritasearch.articles.extract import extract
from beritasearch.articles.html import read_html
from beritasearch.pages.page import Form, Page, page_of

_PAGES = ARTICLES.parent / "pages" / "html"
_ROUNDS = 7
_PEER = "trafilatura"
_MANY = 200
_CHUNK = 55


def measure() -> Iterator[Figure]:
    look_for_cycles_seldom()
    pages = [page_of(p.read_bytes(), p.name, Form.HTML) for p in sorted(_PAGES.glob("*.html"))]
    draft, whole, theirs = _rates(pages, (read_html, extract, _by_trafilatura))
    yield Figure("pages, text and metadata", draft, theirs, _PEER, "pages/s", 15, of_ratio=True)
    yield Figure("pages, to articles", whole, theirs, _PEER, "pages/s", target=300)
    one, two = (_many(pages * _MANY, workers) for workers in (1, min(2, available_cores())))
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


def _by_trafilatura(page: Page) -> object:
    return trafilatura.bare_extraction(page.content, include_comments=False, with_metadata=True)


def _many(pages: list[Page], workers: int) -> float:
    """Pages a second through as many processes, once they have begun."""
    with ProcessPoolExecutor(workers, get_context("spawn"), look_for_cycles_seldom) as pool:
        list(pool.map(_extracted, pages[: _CHUNK * workers], chunksize=_CHUNK))
        began = time.perf_counter()
        done = sum(1 for _ in pool.map(_extracted, pages, chunksize=_CHUNK))
        return done / (time.perf_counter() - began)


def _extracted(page: Page) -> str:
    return extract(page).article.article_id
