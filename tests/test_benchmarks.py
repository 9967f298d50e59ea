"""Benchmarks run once on a small sample, so that they cannot rot; no time is asserted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT.parent / "shared" / "data" / "articles.jsonl.gz"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not ARTICLES.is_file(), reason=f"needs the articles in {ARTICLES}"),
]


def run_benchmarks(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_figure_stands_beside_its_peer():
    table = [
        line
        for line in run_benchmarks("--sample", "500", "--seconds", "2").splitlines()
        if "|" in line
    ]
    measured = [line.split("|")[1].strip() for line in table[2:]]
    assert measured == [
        "terms, warm",
        "terms, warm",
        "terms, senses and values, warm",
        "tokens, kinds, values, warm",
        "stems, cold",
        "everything loaded",
        "everything loaded",
        "pages, text and metadata",
        "pages, to articles",
        "pages, two workers",
        "WARC, nothing extracted",
        "WARC, nothing extracted",
        "WARC, 100,000 pages, peak memory",
        "build, whole",
        "build, peak memory, workers too",
        "build, peak memory, main process",
        "index build",
        "index build",
        "index build",
        "index build, peak memory, workers too",
        "query, 3 facets, 10 snippets, p50",
        "query, 3 facets, 10 snippets, p95",
        "query, 10 hits alone, p50",
        "query, 10 hits alone, p50",
        "fuzzy word, 10 snippets, p50",
        "suggestion, p50",
        "completion, p50",
        "one `beritasearch query` process, json",
        "one `beritasearch query` process, table",
        "four readers beside a writer",
        "four readers beside a writer, errors",
        "four readers beside a writer, torn results",
    ]
    assert all("(" in line.split("|")[3] for line in table[2:])


def test_nobody_reads_what_is_half_written():
    """Errors and torn results are counted, and there is none: the last columns of their rows."""
    printed = run_benchmarks("--sample", "500", "--only", "live", "--seconds", "5")
    rows = [line for line in printed.splitlines() if "errors" in line or "torn" in line]
    assert [row.split("|")[-2].strip() for row in rows] == ["yes", "yes"]


def test_ten_times_the_articles():
    printed = run_benchmarks("--sample", "200", "--only", "scale")
    assert printed.count("10 × the articles, ") == 5


def test_one_part_alone():
    printed = run_benchmarks("--sample", "100", "--only", "query")
    assert "p50" in printed
    assert "build, whole" not in printed
