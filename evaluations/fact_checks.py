"""`make evaluate-extraction`: fact-checks told from look-alikes, their verdicts and claims.

python -m evaluations.fact_checks [--half dev]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from beritasearch.articles.article import FactCheck
from beritasearch.articles.extract import extract
from beritasearch.evaluation.fact_checks import HALVES, read_checks, score
from beritasearch.pages.page import Page
from beritasearch.pages.reader import read_file
from evaluations.gate import DATA, check, is_data_there

CASES = Path(__file__).parents[1] / "tests" / "articles" / "cases" / "fact_checks.tsv"
ARTICLES = DATA / "articles.jsonl.gz"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="Look at this half only; no floors.")
    asked = parser.parse_args()
    if not is_data_there():
        return 2
    reached = measured((asked.half,) if asked.half else HALVES)
    return 0 if asked.half else check("fact_checks", reached, [ARTICLES, CASES])


def measured(halves: tuple[str, ...]) -> dict[str, float]:
    """The figures of the floors, by name; they are printed too."""
    labelled = {half: read_checks(CASES, half) for half in halves}
    found, texts = _read({case.article for cases in labelled.values() for case in cases})
    reached: dict[str, float] = {}
    print("\n| half | articles | fact-checks | told | verdicts | claims |")
    print("|---|---|---|---|---|---|")
    for half, cases in labelled.items():
        scores = score(cases, found.__getitem__, texts.__getitem__)
        print(
            f"| {half} | {scores.cases} | {scores.checks} | {scores.told:.3f} "
            f"| {scores.verdicts:.3f} | {scores.claims:.3f} |"
        )
        if half == "dev":
            print("wrong:", " ".join(scores.wrong) or "none")
        for name in ("told", "verdicts", "claims"):
            reached[f"{half}_{name}"] = getattr(scores, name)
    return reached


def _read(wanted: set[str]) -> tuple[dict[str, FactCheck | None], dict[str, str]]:
    """What is found in the wanted articles, and their texts, by id."""
    found, texts = {}, {}
    for page in read_file(str(ARTICLES)):
        if isinstance(page, Page) and page.row and (name := page.row["id"]) in wanted:
            texts[name] = page.row["body"]
            found[name] = extract(page).article.fact_check
    return found, texts


if __name__ == "__main__":
    sys.exit(main())
