"""`make evaluate-search`: what is suggested for real misspellings, and for right words.

    python -m evaluations.suggestions [--half dev] [DATASET]

The misspellings were printed by the articles that the dataset is built from, once to three times
each. *As printed* asks the search for each as the archive is. *As unknown* ranks what the word
may stand for as if the archive had never printed it, so that only its spelling and the other word
of the query speak: a slip that is new to an archive.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import beritasearch
from beritasearch.archive.archive import Archive
from beritasearch.evaluation.suggestions import (
    HALVES,
    Suggest,
    corrected,
    read_misspellings,
    read_right_words,
    score,
)
from evaluations.dataset import dataset_of
from evaluations.gate import ARTICLES, check, is_data_there

CASES = Path(__file__).parents[1] / "tests" / "search" / "cases"
MISSPELLINGS, RIGHT_WORDS = CASES / "misspellings.tsv", CASES / "rare_words.tsv"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset", nargs="?", help="Built from all articles; else it is built.")
    parser.add_argument("--half", choices=HALVES, help="Look at this half only; no floors.")
    asked = parser.parse_args()
    if not is_data_there():
        return 2
    with dataset_of(asked.dataset) as path:
        archive = beritasearch.open(path)
        reached = measured(archive, (asked.half,) if asked.half else HALVES)
    if asked.half:
        return 0
    return check("suggestions", reached, [ARTICLES, MISSPELLINGS, RIGHT_WORDS])


def measured(archive: Archive, halves: Sequence[str]) -> dict[str, float]:
    """The figures of the floors, by name; they are printed too."""
    reached: dict[str, float] = {}
    print("\n| half | misspelt word | queries | first | among five |")
    print("|---|---|---|---|---|")
    for half in halves:
        reached |= dict(_misspellings(archive, half))
    for half in halves:
        words = read_right_words(RIGHT_WORDS, half)
        wrong = corrected(words, _suggested(archive))
        print(f"\n{half}: {len(wrong)} of {len(words)} right words corrected. {' '.join(wrong)}")
        reached[f"{half}_left_alone"] = 1 - len(wrong) / len(words)
    return reached


def _misspellings(archive: Archive, half: str) -> Iterator[tuple[str, float]]:
    cases = read_misspellings(MISSPELLINGS, half)
    ways = {"as_printed": _suggested(archive), "as_unknown": _as_unknown(archive)}
    for way, suggest in ways.items():
        for beside in ("alone", "in_context"):
            scores = score(cases, suggest, with_context=beside == "in_context")
            name = f"{half}_{way}_{beside}"
            shown = f"{way} {beside}".replace("_", " ")
            print(
                f"| {half} | {shown} | {scores.cases} | {scores.first:.3f} "
                f"| {scores.among_five:.3f} |"
            )
            yield f"{name}_first", scores.first
            yield f"{name}_among_five", scores.among_five


def _suggested(archive: Archive) -> Suggest:
    return lambda query: archive.search(query, limit=0).suggestions


def _as_unknown(archive: Archive) -> Suggest:
    def suggest(query: str) -> list[str]:
        word = archive.suggester.typed(query.lower().split(), 0)
        if word is None:
            return []
        found = archive.suggester.corrections(word._replace(documents=0), is_unknown=True)
        return [correction.term for correction in found]

    return suggest


if __name__ == "__main__":
    sys.exit(main())
