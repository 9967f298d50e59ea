"""The analyzer on one core, beside a bare loop that only finds words and looks stems up."""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from benchmarks.corpus import read_rows
from benchmarks.figures import Figure
from benchmarks.process import peak_memory, wall_time
from beritasearch.analysis.analyzer import Analyzer, analyzer
from beritasearch.analysis.indonesian.stemmer import Stemmer
from beritasearch.analysis.tokens import analyse

_PEER = "bare loop, cached stems"
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = 4_000
_DETAILED = 1_000
_COLD_WORDS = 20_000
_STARTS = 15
# All tables, and a text that needs senses, names, dates and amounts.
_LOADS = """
from datetime import date
from beritasearch.analysis.analyzer import analyzer
from beritasearch.analysis.tokens import analyse
analyzer().load()
analyse("Pemkot Tangsel, Senin (29/4) pukul 19.30: Rp6 miliar.", date(2024, 4, 30))
"""


def measure(articles: Path, work: Path) -> Iterator[Figure]:
    texts = [row["body"] for _, row in zip(range(_ARTICLES), read_rows(articles), strict=False)]
    ours = analyzer()
    _terms(ours, texts), _bare(texts)  # warm
    seconds, peer = _timed(lambda: _terms(ours, texts)), _timed(lambda: _bare(texts))
    tokens = sum(len(ours.surface(text)) for text in texts)
    words = sum(1 for text in texts for _ in _WORD.finditer(text))
    yield Figure(
        "terms, warm", tokens / seconds / 1e6, words / peer / 1e6, _PEER, "M tokens/s", target=1.3
    )
    count = len(texts)
    yield Figure("terms, warm", count / seconds, count / peer, _PEER, "articles/s", target=5_000)
    seconds = _timed(lambda: _with_context(ours, texts))
    yield Figure(
        "terms, senses and values, warm", count / seconds, count / peer, _PEER, "articles/s"
    )
    some = texts[:_DETAILED]
    _detailed(some)
    seconds, peer = _timed(lambda: _detailed(some)), _timed(lambda: _bare(some))
    yield Figure(
        "tokens, kinds, values, warm", len(some) / seconds, len(some) / peer, _PEER, "articles/s",
        target=1_500,
    )  # fmt: skip
    distinct = list(dict.fromkeys(term for text in texts for term in ours.surface(text)))
    distinct = [word for word in distinct if word.isalpha()][:_COLD_WORDS]
    fresh = Stemmer()
    seconds = _timed(lambda: [fresh.stem(word) for word in distinct])
    peer = _timed(lambda: [_stem(word + "x") for word in distinct])
    yield Figure(
        "stems, cold", len(distinct) / seconds, len(distinct) / peer, "a cache that misses",
        "words/s", target=20_000,
    )  # fmt: skip
    yield from _loaded()


def _loaded() -> Iterator[Figure]:
    """What loading everything the analyzer has adds to a Python that does nothing."""
    whole, bare = [sys.executable, "-c", _LOADS], [sys.executable, "-c", "pass"]
    wall_time(whole), wall_time(bare)
    times = [(wall_time(whole), wall_time(bare)) for _ in range(_STARTS)]
    ours, empty = (statistics.median(column) * 1e3 for column in zip(*times, strict=True))
    yield Figure("everything loaded", ours - empty, empty, "an empty program", "ms", target=60)
    megabytes, nothing = peak_memory(_LOADS), peak_memory("pass")
    yield Figure(
        "everything loaded", megabytes - nothing, nothing, "an empty program", "MB", target=60
    )


def _terms(ours: Analyzer, texts: Sequence[str]) -> None:
    for text in texts:
        surface = ours.surface(text)
        " ".join(surface), " ".join(ours.stems(surface))


def _with_context(ours: Analyzer, texts: Sequence[str]) -> None:
    for text in texts:
        ours.stem_terms(text, ours.surface(text), date(2024, 4, 30))


def _detailed(texts: Sequence[str]) -> None:
    for text in texts:
        analyse(text, date(2024, 4, 30))


def _bare(texts: Sequence[str]) -> None:
    for text in texts:
        for match in _WORD.finditer(text):
            match.start(), match.end(), _stem(match.group())


@cache
def _stem(word: str) -> str:
    return word.lower()


def _timed(work: Callable[[], object]) -> float:
    """Seconds, the best of three: what the machine's other work adds is no part of it."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)
