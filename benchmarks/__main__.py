"""`python -m benchmarks`: measure, and print each figure beside its peer."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import analysis, build, index, live, pages, queries, reading, scale, start, suggest
from benchmarks.corpus import ARTICLES, count_lines, sampled
from benchmarks.figures import Figure, print_machine, print_table

PARTS = (
    "analysis", "pages", "read", "build", "index", "query", "suggest", "start", "live",
)  # fmt: skip
_WITHOUT_DATASET = {"analysis", "pages", "read"}
# Measured only when it is named: it takes some ten minutes and 2 GB.
_SCALE = "scale"


def main() -> int:
    asked = _arguments()
    if not asked.articles.is_file():
        print(f"'{asked.articles}' is not there: nothing can be measured.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="beritasearch-bench-") as folder:
        work = Path(folder)
        articles = sampled(asked.articles, asked.sample, work) if asked.sample else asked.articles
        print_machine(count_lines(articles))
        print_table(_figures(asked, articles, work))
    if asked.sample:
        print("\nA sample: the targets are for all articles.")
    return 0


def _figures(asked: argparse.Namespace, articles: Path, work: Path) -> Iterator[Figure]:
    dataset = asked.dataset or work / "berita"
    if "analysis" in asked.only:
        _say("analysis")
        yield from analysis.measure(articles, work)
    if "pages" in asked.only:
        _say("pages")
        yield from pages.measure()
    if "read" in asked.only:
        _say("read")
        yield from reading.measure(dataset, work)
    if set(asked.only) <= _WITHOUT_DATASET:
        return
    if "build" in asked.only:
        yield from build.measure(articles, work / "berita", work)
    elif not asked.dataset:
        _say("building the dataset that is measured")
        build.prepare(articles, dataset)
    parts = {"index": index, "query": queries, "suggest": suggest, "start": start, _SCALE: scale}
    for part, module in parts.items():
        if part in asked.only:
            _say(part)
            yield from module.measure(dataset, work)
    if "live" in asked.only:
        _say("live")
        yield from live.measure(dataset, work, asked.seconds)


def _say(what: str) -> None:
    print(f"... {what}", file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only",
        action="append",
        choices=(*PARTS, _SCALE),
        help="Measure this part; may be repeated.",
    )
    parser.add_argument("--sample", type=int, metavar="N", help="Use N articles, evenly drawn.")
    parser.add_argument(
        "--seconds", type=float, default=60, metavar="S", help="How long live reads and writes."
    )
    parser.add_argument(
        "--articles", type=Path, default=ARTICLES, metavar="FILE", help="JSONL, gzipped."
    )
    parser.add_argument(
        "--dataset",
        type=Path,
        metavar="DIR",
        help="Measure the rest on this dataset; its index is made anew by index and scale.",
    )
    asked = parser.parse_args()
    asked.only = asked.only or list(PARTS)
    return asked


if __name__ == "__main__":
    sys.exit(main())
