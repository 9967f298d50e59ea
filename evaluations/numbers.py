"""`make evaluate-numbers`: the values of claims beside those of passages, on labelled pairs.

    python -m evaluations.numbers [--half dev] [--show]

`tests/answers/cases/README.md` says what the labels mean. `written` pairs have claims written to a
passage; `found` pairs have what a search finds for such a claim in other articles.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from beritasearch.answers.values import compare_values
from beritasearch.evaluation.numbers import HALVES, RELATIONS, Pair, given, read_pairs, score
from evaluations.gate import ARTICLES, check, is_data_there
from evaluations.quotations import read_texts

CASES = Path(__file__).parents[1] / "tests" / "answers" / "cases"
TABLES = {"written": CASES / "numbers.tsv", "found": CASES / "numbers_found.tsv"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="Look at this half only; no floors.")
    parser.add_argument("--show", action="store_true", help="List what is wrong.")
    asked = parser.parse_args()
    if not is_data_there():
        return 2
    halves = (asked.half,) if asked.half else HALVES
    reached = dict(_measured(halves, show=asked.show))
    return 0 if asked.half else check("numbers", reached, [ARTICLES, *TABLES.values()])


def _measured(halves: Sequence[str], *, show: bool) -> Iterator[tuple[str, float]]:
    """The figures of the floors, by name; they are printed too."""
    tables = {name: read_pairs(path) for name, path in TABLES.items()}
    texts = read_texts({pair.article for table in tables.values() for pair in table})
    print("\n| half | pairs | number | accuracy | precision of differ | recall of differ |")
    print("|---|---|---|---|---|---|")
    for half in halves:
        for name, table in tables.items():
            pairs = [pair for pair in table if pair.half == half]
            if not pairs:
                continue
            scores = score(pairs, texts, relation)
            print(
                f"| {half} | {name} | {scores.pairs} | {scores.accuracy:.3f} "
                f"| {scores.precision('differ'):.3f} | {scores.recall('differ'):.3f} |"
            )
            yield f"{half}_{name}", scores.accuracy
            if show:
                _show(pairs, texts)


def relation(claim: str, passage: str) -> str:
    """The relation of a pair: *differ* where one of its values does."""
    relations = {comparison.relation for comparison in compare_values(claim, passage)}
    return next((one for one in sorted(relations, reverse=True)), RELATIONS[-1])


def _show(pairs: Sequence[Pair], texts: dict[str, str]) -> None:
    for pair in pairs:
        said = given(pair, texts, relation)
        if said != pair.relation:
            passage = texts[pair.article][pair.start : pair.end]
            print(f"\n{said}, not {pair.relation}: {pair.claim}\n    {passage!r}")
            for one in compare_values(pair.claim, passage):
                print(f"    {one.claim.text} / {one.passage.text}: {one.relation}")


if __name__ == "__main__":
    sys.exit(main())
