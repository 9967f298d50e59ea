"""`make evaluate-extraction`: fact-checks told from look-alikes, no article rejected.

    python -m evaluations.quality [--half dev]

The first table has the labelled fact-checks and look-alikes; the second how many of all real
articles would be rejected, were they pages, for their language or for a title like an error's.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from beritasearch.articles.article import FactCheck
from beritasearch.articles.extract import extract
from beritasearch.articles.language import detected
from beritasearch.articles.quality import require_no_error
from beritasearch.errors import PageRejected
from beritasearch.evaluation.fact_checks import HALVES, read_checks, score
from beritasearch.pages.page import Page
from beritasearch.pages.reader import read_file
from evaluations.gate import ARTICLES, check, is_data_there

CASES = Path(__file__).parents[1] / "tests" / "articles" / "cases" / "fact_checks.tsv"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="Look at this half only; no floors.")
    asked = parser.parse_args()
    if not is_data_there():
        return 2
    if asked.half:
        _fact_checks((asked.half,))
        return 0
    return check("quality", _fact_checks(HALVES) | _kept(), [ARTICLES, CASES])


def _fact_checks(halves: tuple[str, ...]) -> dict[str, float]:
    """The figures of the floors, by name; they are printed too."""
    labelled = {half: read_checks(CASES, half) for half in halves}
    found, texts = _labelled({case.article for cases in labelled.values() for case in cases})
    reached: dict[str, float] = {}
    print("\n| half | articles | fact-checks | told | verdicts | claims |")
    print("|---|---|---|---|---|---|")
    for half, cases in labelled.items():
        scores = score(cases, found.__getitem__, texts.__getitem__)
        print(
            f"| {half} | {scores.cases} | {scores.checks} | {scores.told:.3f} "
            f"| {scores.verdicts:.3f} | {scores.claims:.3f} |"
        )
        for name in ("told", "verdicts", "claims"):
            reached[f"{half}_{name}"] = getattr(scores, name)
    return reached


def _labelled(wanted: set[str]) -> tuple[dict[str, FactCheck | None], dict[str, str]]:
    """What is found in the labelled articles, and their texts, by id."""
    found, texts = {}, {}
    for page, row in _rows():
        if (name := row["id"]) in wanted:
            texts[name] = row["body"]
            found[name] = extract(page).article.fact_check
    return found, texts


def _kept() -> dict[str, float]:
    """The share of the real articles, all Indonesian, that nothing is held against."""
    outcomes = Counter(_outcome(row) for _, row in _rows())
    print("\n| real articles | |\n|---|---|")
    for outcome, number in outcomes.most_common():
        print(f"| {outcome} | {number:,} |")
    rejected = sum(outcomes[why] for why in ("en", "ms", "error-page"))
    return {"articles_kept": 1 - rejected / outcomes.total()}


def _outcome(row: Mapping[str, Any]) -> str:
    try:
        require_no_error([row["title"]])
    except PageRejected as rejected:
        return rejected.reason
    return detected(row["body"]) or "undecided"


def _rows() -> Iterator[tuple[Page, Mapping[str, Any]]]:
    for page in read_file(str(ARTICLES)):
        if isinstance(page, Page) and page.row:
            yield page, page.row


if __name__ == "__main__":
    sys.exit(main())
