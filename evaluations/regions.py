"""`make evaluate-extraction`: the places of 300 articles that were labelled by hand.

    python -m evaluations.regions [--half dev] [--show]

`tests/regions/cases/README.md` says what counts as a place. The articles go the whole way that a
build takes them, so the dateline, tags and section are those that the readers find.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from beritasearch.articles.article import Article
from beritasearch.articles.extract import extract
from beritasearch.evaluation.regions import (
    HALVES,
    Labelled,
    Placed,
    read_labelled,
    score,
    undecided,
    wrong,
)
from beritasearch.pages.page import Page
from beritasearch.pages.reader import read_pages
from beritasearch.regions.gazetteer import gazetteer
from evaluations.gate import ARTICLES, check, is_data_there

CASES = Path(__file__).parents[1] / "tests" / "regions" / "cases" / "article_regions.tsv"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="Look at this half only; no floors.")
    parser.add_argument("--show", action="store_true", help="List what is wrong or missing.")
    asked = parser.parse_args()
    if not is_data_there():
        return 2
    halves = (asked.half,) if asked.half else HALVES
    labelled = [row for half in halves for row in read_labelled(CASES, half)]
    placed = places({row.id for row in labelled})
    if asked.show:
        _show(labelled, placed)
    reached = measured(labelled, placed, halves)
    return 0 if asked.half else check("regions", reached, [ARTICLES, CASES])


def places(ids: set[str]) -> dict[str, Placed]:
    """What the rule says of the articles with these ids."""
    found = {}
    for page in read_pages([str(ARTICLES)]):
        if isinstance(page, Page) and page.row and page.row["id"] in ids:
            article = extract(page).article
            found[page.row["id"]] = Placed(_codes_of_today(article), article.region_candidates)
    return found


def _codes_of_today(article: Article) -> tuple[str, ...]:
    """The places, and what surrounds an undecided one; the labels have codes of today."""
    known = gazetteer()
    named = [one.code for one in article.regions if one.role == "place"]
    around = {code[:2] for code in article.region_candidates}.intersection(article.region_codes)
    return tuple(dict.fromkeys((*(known.get(code).code for code in named), *sorted(around))))


def measured(
    labelled: Sequence[Labelled], placed: dict[str, Placed], halves: Sequence[str]
) -> dict[str, float]:
    """The figures of the floors, by name; they are printed too."""
    reached: dict[str, float] = {}
    print("\n| half | level | labelled | given | precision | strict | recall | with inferred |")
    print("|---|---|---|---|---|---|---|---|")
    for half in halves:
        rows = [row for row in labelled if row.half == half]
        for level in ("regency", "province"):
            scores = score(rows, placed, level)
            print(
                f"| {half} | {level} | {scores.labelled} | {scores.given} "
                f"| {scores.precision:.3f} | {scores.strict:.3f} "
                f"| {scores.recall:.3f} | {scores.recall_inferred:.3f} |"
            )
            reached[f"{half}_{level}_precision"] = scores.precision
            reached[f"{half}_{level}_recall"] = scores.recall
        reached[f"{half}_undecided"] = undecided(rows, placed)
        print(f"\n{half}: candidates kept for {reached[f'{half}_undecided']:.2f}\n")
    return reached


def _show(labelled: Sequence[Labelled], placed: dict[str, Placed]) -> None:
    for row in labelled:
        extra, missing = wrong(row, placed.get(row.id, Placed()))
        if extra or missing:
            print(row.id, "wrong", sorted(extra), "missing", sorted(missing))


if __name__ == "__main__":
    sys.exit(main())
