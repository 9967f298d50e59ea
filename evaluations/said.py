"""`make evaluate-answers`: are claimed quotations found, with what was altered and who says them?

    python -m evaluations.said [--half dev] [--wrong] [--dataset DATASET]

Each of the labelled claims (`tests/answers/cases/README.md`) is asked against all quotations that
are found in the articles of both halves; with a dataset that was built from these articles, against
the candidates that its index gives. `test` was looked at once, when the rules were done.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from beritasearch.answers.candidates import candidates
from beritasearch.answers.said import said
from beritasearch.articles.quotations import find_quotations
from beritasearch.dataset.dataset import open_dataset
from beritasearch.evaluation.said import HALVES, Answer, accuracy, answers, read_cases
from beritasearch.index.choice import engine_choice
from beritasearch.index.open import open_index
from evaluations.gate import ARTICLES, check, is_data_there
from evaluations.quotations import read_texts

CASES = Path(__file__).parents[1] / "tests" / "answers" / "cases" / "said.tsv"
OUTCOMES = ("exact", "altered", "other_speaker", "not_said")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="Look at this half only; no floors.")
    parser.add_argument("--wrong", action="store_true", help="Name the cases that are not right.")
    parser.add_argument("--dataset", help="Ask its index; outcomes only, and no floors.")
    asked = parser.parse_args()
    if not is_data_there():
        return 2
    halves = (asked.half,) if asked.half else HALVES
    if asked.dataset:
        return _asked_of_index(asked.dataset, halves)
    reached: dict[str, float] = {}
    print("\n| half | outcome | cases | right |\n|---|---|---|---|")
    for half in halves:
        given = _given(half)
        reached[f"{half}_accuracy"] = _shown(half, "all", given)
        for outcome in OUTCOMES:
            of_outcome = [answer for answer in given if answer.case.outcome == outcome]
            reached[f"{half}_{outcome}"] = _shown(half, outcome, of_outcome)
        if asked.wrong:
            _name_wrong(given)
    return 0 if asked.half else check("said", reached, [ARTICLES, CASES])


def _asked_of_index(dataset: str, halves: Sequence[str]) -> int:
    """Print how many outcomes are right through an index, and how long a claim takes."""
    path = Path(dataset)
    index = open_index(open_dataset(path), engine_choice(path, None)[0])
    cases = [case for case in read_cases(CASES) if case.half in halves]
    texts = read_texts({case.article for case in cases})
    began = perf_counter()
    given = answers(cases, texts, lambda words, who: said(words, who, candidates(index, words)))
    took = (perf_counter() - began) / len(cases)
    right = sum(answer.found == answer.case.outcome for answer in given)
    print(f"{right} of {len(given)} outcomes are right; {1000 * took:.1f} ms a claim")
    return 0


def _given(half: str) -> list[Answer]:
    cases = read_cases(CASES)
    texts = read_texts({case.article for case in cases})
    quotations = [q for article, text in texts.items() for q in find_quotations(article, text)]
    asked = [case for case in cases if case.half == half]
    return answers(asked, texts, lambda words, speaker: said(words, speaker, quotations))


def _shown(half: str, outcome: str, given: Sequence[Answer]) -> float:
    reached = accuracy(given)
    print(f"| {half} | {outcome} | {len(given)} | {reached:.3f} |")
    return reached


def _name_wrong(given: Sequence[Answer]) -> None:
    for answer in given:
        if not answer.is_right:
            case, best = answer.case, answer.best
            print(
                f"{case.article} {case.outcome} ({case.why}): {answer.found} "
                f"{best and (best.article_id, round(best.similarity, 2), best.speaker)} "
                f"claimed {case.speaker}"
            )


if __name__ == "__main__":
    sys.exit(main())
