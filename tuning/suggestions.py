"""Find the odds of suggestions again: ``src/beritasearch/search/odds.py``.

    python -m tuning.suggestions DATASET

DATASET is built from ``../shared/data/articles.jsonl.gz``. Goes uphill from the shipped odds, one
weight at a time, on the development halves of the labelled misspellings and of the rare right
words. Of these no one may be corrected, nor come near it. The other halves are not read. Prints
what it found; the file is changed by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import beritasearch
from beritasearch.evaluation.suggestions import Misspelling, read_misspellings, read_right_words
from beritasearch.search.odds import ODDS, Odds
from beritasearch.search.suggestions import Correction, Suggester, TypedWord

CASES = Path(__file__).parents[1] / "tests/search/cases"
# How far below even odds every right word must stay: the other half has its own likely ones.
_DISTANCE = 0.4
_CORRECTED = 0.01
_STEPS = {
    "least": 0.1,
    "commoner": 0.25,
    "per_letter": 2.0,
    "is_word": 0.25,
    "beside": 0.4,
    "together": 0.25,
}

Labelled = tuple[Sequence[Correction], str]


class Material:
    """What was seen of each word, found once."""

    def __init__(self, suggester: Suggester) -> None:
        cases = read_misspellings(CASES / "misspellings.tsv", "dev")
        right = read_right_words(CASES / "rare_words.tsv", "dev")
        self.printed = list(_labelled(cases, suggester))
        self.unknown = list(_labelled_unknown(cases, suggester))
        words = [_typed(suggester, word) for word in right]
        self.right = [
            suggester.by_places(word) for word in words if word and suggester.is_doubtful(word)
        ]

    def score(self, odds: Odds) -> float:
        """Shares of misspellings that are corrected as they should be, printed ones and unknown
        ones; less something for each right word that nearly is."""
        nearly = sum(_best(found, odds)[0] > -_DISTANCE for found in self.right if found)
        printed = _share(self.printed, odds, above=0.0)
        unknown = _share(self.unknown, odds, above=float("-inf"))
        return printed + unknown / 2 - _CORRECTED * nearly


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    material = Material(beritasearch.open(sys.argv[1]).suggester)
    best, reached = ODDS, material.score(ODDS)
    print(f"{reached:.4f} {best}")
    improved = True
    while improved:
        improved = False
        for odds in _neighbours(best):
            if (score := material.score(odds)) > reached + 1e-9:
                best, reached, improved = odds, score, True
                print(f"{reached:.4f} {best}")
    return 0


def _neighbours(odds: Odds) -> Iterator[Odds]:
    for name, step in _STEPS.items():
        for change in (-step, step):
            yield odds._replace(**{name: round(getattr(odds, name) + change, 3)})


def _labelled(cases: Iterable[Misspelling], suggester: Suggester) -> Iterator[Labelled]:
    for case in cases:
        word = _typed(suggester, case.word)
        found = suggester.by_places(word) if word and suggester.is_doubtful(word) else []
        yield found, case.correction.lower()


def _labelled_unknown(cases: Iterable[Misspelling], suggester: Suggester) -> Iterator[Labelled]:
    for case in cases:
        if case.context and (word := _typed(suggester, case.word, case.context)):
            yield suggester.by_query(word._replace(documents=0)), case.correction.lower()


def _typed(suggester: Suggester, *words: str) -> TypedWord | None:
    return suggester.typed([word.lower() for word in words], 0)


def _share(labelled: Sequence[Labelled], odds: Odds, above: float) -> float:
    right = 0
    for found, meant in labelled:
        if found:
            reached, term = _best(found, odds)
            right += term == meant and reached > above
    return right / len(labelled)


def _best(found: Sequence[Correction], odds: Odds) -> tuple[float, str]:
    return max((odds.of(correction.signs), correction.term) for correction in found)


if __name__ == "__main__":
    sys.exit(main())
