"""`make evaluate-extraction`: who said what, on labelled articles and passages.

    python -m evaluations.quotations [--half dev]

The labels (`tests/articles/cases/README.md`) were given before the finder was written. `dev` was
looked at while working; `test` was opened after a first look, and `later` labelled before that.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from beritasearch.articles.article import Quotation
from beritasearch.articles.quotations import find_quotations
from beritasearch.evaluation.quotations import (
    HALVES,
    Passage,
    QuotationScores,
    paragraphs,
    read_passages,
    score,
)
from evaluations.gate import ARTICLES, check, is_data_there

CASES = Path(__file__).parents[1] / "tests" / "articles" / "cases"
TABLES = {
    "articles": CASES / "quotations.tsv",
    "passages": CASES / "quotation_passages.tsv",
    "more articles": CASES / "quotations_later.tsv",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="Look at this half only; no floors.")
    asked = parser.parse_args()
    if not is_data_there():
        return 2
    reached = dict(_measured((asked.half,) if asked.half else HALVES))
    return 0 if asked.half else check("quotations", reached, [ARTICLES, *TABLES.values()])


def _measured(halves: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The figures of the floors, by name; they are printed too."""
    tables = {name: read_passages(path) for name, path in TABLES.items()}
    texts = read_texts({passage.article for table in tables.values() for passage in table})
    print("\n| half | table | quotations | precision | recall | denials found as statements |")
    print("|---|---|---|---|---|---|")
    for half in halves:
        every: list[Passage] = []
        for name, table in tables.items():
            passages = [passage for passage in table if passage.half == half]
            every += passages
            if not passages:
                continue
            scores = _shown(half, name, passages, texts)
            name = name.replace(" ", "_")
            yield f"{half}_{name}_precision", scores.precision
            yield f"{half}_{name}_recall", scores.recall
        yield f"{half}_true_denials", 1.0 - _shown(half, "all", every, texts).false_statements


def _shown(half: str, name: str, passages: list[Passage], texts: dict[str, str]) -> QuotationScores:
    scores = score(passages, texts, _found)
    print(
        f"| {half} | {name} | {scores.required} | {scores.precision:.3f} | {scores.recall:.3f} "
        f"| {scores.false_statements} |"
    )
    return scores


def _found(text: str) -> Sequence[Quotation]:
    return find_quotations("", text)


def read_texts(wanted: set[str]) -> dict[str, str]:
    """The texts of some articles by id, as the labels count their characters."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["id"]: paragraphs(row["body"]) for row in rows if row["id"] in wanted}


if __name__ == "__main__":
    sys.exit(main())
