"""Are the values of claims found in passages, and told from others? Accuracy on labelled pairs."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

HALVES = ("dev", "test", "later", "last", "final")
RELATIONS = ("agree", "differ", "none")
# From a claim and a passage to how their values relate.
Relate = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and a passage, ``body[start:end]`` of an article, with their labelled relation."""

    half: str
    article: str
    start: int
    end: int
    relation: str
    claim: str


@dataclass(frozen=True, slots=True)
class NumberScores:
    """How often each labelled relation was given each relation.

    Attributes
    ----------
    accuracy : the share of pairs that are right.
    """

    counts: Counter[tuple[str, str]]

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return self.counts.total()

    @property
    def accuracy(self) -> float:
        """The share of pairs that are given their label; 1 where there are none."""
        right = sum(count for (label, given), count in self.counts.items() if label == given)
        return right / self.pairs if self.pairs else 1.0

    def precision(self, relation: str) -> float:
        """The share of pairs given a relation that have it; 1 where none is given it."""
        given = sum(count for (_, one), count in self.counts.items() if one == relation)
        return self.counts[relation, relation] / given if given else 1.0

    def recall(self, relation: str) -> float:
        """The share of pairs with a relation that are given it; 1 where none has it."""
        labelled = sum(count for (one, _), count in self.counts.items() if one == relation)
        return self.counts[relation, relation] / labelled if labelled else 1.0


def read_pairs(path: Path) -> list[Pair]:
    """A table of labelled pairs (``tests/answers/cases/README.md``)."""
    lines = path.read_text("utf-8").splitlines()
    return [
        Pair(
            row["half"],
            row["article"],
            int(row["start"]),
            int(row["end"]),
            row["relation"],
            row["claim"],
        )
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


def score(pairs: Iterable[Pair], texts: Mapping[str, str], relate: Relate) -> NumberScores:
    """Score a comparison; ``texts`` has the body of each article by its id."""
    return NumberScores(Counter((pair.relation, given(pair, texts, relate)) for pair in pairs))


def given(pair: Pair, texts: Mapping[str, str], relate: Relate) -> str:
    """What a comparison says of a pair."""
    return relate(pair.claim, texts[pair.article][pair.start : pair.end])
