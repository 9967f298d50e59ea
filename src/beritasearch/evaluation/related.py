"""Is what is related found, and shown in the right group? Beside plain BM25 more-like-this."""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import orjson

from beritasearch.analysis.analyzer import analyzer
from beritasearch.engines.base import Engine
from beritasearch.engines.clauses import AnyOf, Keyword, Term, Without
from beritasearch.evaluation.measures import DEPTH
from beritasearch.index.fields import stem_field

HALVES = ("dev", "test")
NONE = "none"
# Who asks for the same story is also served by its copy.
_OF_STORY = frozenset(("same_text", "same_story"))
_TERMS = 25

# By candidate, its label.
Labels = Mapping[str, str]
# From a seed article to those that a method ranks as of the same story, best first.
Ranking = Callable[[str], Sequence[str]]
# From a seed article to those that a method shows, by group.
Grouping = Callable[[str], Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class GroupScores:
    """Shares from 0 to 1 of the labelled articles that are shown.

    Parameters
    ----------
    shown, unlabelled : how many are shown, and how many of them nobody has labelled.
    wrong_group : labelled as of another group.
    unrelated : labelled as none.
    """

    shown: int
    unlabelled: int
    wrong_group: float
    unrelated: float


def read_labels(path: Path, half: str) -> dict[str, dict[str, str]]:
    """One half of the labelled pairs: by seed, by candidate."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    lines = path.read_text("utf-8").splitlines()
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["half"] == half:
            labels[row["seed_id"]][row["candidate_id"]] = row["label"]
    return labels


def story_ndcg(labels: Mapping[str, Labels], ranking: Ranking, *, condensed: bool = False) -> float:
    """The mean nDCG@10 of the same story, over the seeds that have any.

    Parameters
    ----------
    condensed : pass over what nobody has labelled, instead of taking it for unrelated.
    """
    return fmean(
        _ndcg([c for c in ranking(seed) if not condensed or c in of_seed], of_seed)
        for seed, of_seed in labels.items()
        if not _OF_STORY.isdisjoint(of_seed.values())
    )


def group_scores(labels: Mapping[str, Labels], grouping: Grouping) -> GroupScores:
    """How much of what is shown stands in the wrong group, or should not be shown at all."""
    shown = [
        (group, labels[seed].get(candidate))
        for seed in labels
        for group, candidates in grouping(seed).items()
        for candidate in candidates
    ]
    labelled = [(group, label) for group, label in shown if label]
    wrong = sum(label not in (NONE, group) for group, label in labelled)
    return GroupScores(
        shown=len(shown),
        unlabelled=len(shown) - len(labelled),
        wrong_group=wrong / len(labelled),
        unrelated=sum(label == NONE for _, label in labelled) / len(labelled),
    )


def more_like_this(engine: Engine, article_id: str, text: str) -> list[str]:
    """Plain BM25 more-like-this: the 25 stems with most tf-idf, in title or body."""
    chosen = analyzer()
    counts = Counter(chosen.stem_terms(text, chosen.surface(text), None).split())
    body = stem_field("body")

    def weight(stem: str) -> float:
        holding = engine.document_frequency(body, stem)
        return counts[stem] * math.log(1 + engine.document_count / (holding + 1))

    terms = sorted(counts, key=lambda stem: (-weight(stem), stem))[:_TERMS]
    fields = (stem_field("title"), body)
    clause = AnyOf(tuple(Term(field, term) for term in terms for field in fields))
    others = Without(clause, Keyword("id", (article_id,)))
    matches = engine.top(others, DEPTH, "tie").matches
    return [orjson.loads(engine.stored(match))["article_id"] for match in matches]


def _ndcg(ranked: Iterable[str], labels: Labels) -> float:
    gains = [labels.get(candidate) in _OF_STORY for candidate in list(ranked)[:DEPTH]]
    relevant = sum(label in _OF_STORY for label in labels.values())
    return _dcg(gains) / _dcg([True] * min(relevant, DEPTH))


def _dcg(gains: Iterable[bool]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))
