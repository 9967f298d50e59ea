"""The measures of related articles, on rankings whose worth is plain."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from beritasearch.evaluation.related import HALVES, group_scores, read_labels, story_ndcg

CASES = Path(__file__).parents[1] / "answers" / "cases" / "related.tsv"
LABELS = {
    "a": {"1": "same_story", "2": "same_text", "3": "background", "4": "none"},
    "b": {"5": "background"},  # a seed without a story says nothing of it
}


@pytest.mark.parametrize(
    ("ranking", "ndcg"),
    [(["1", "2"], 1.0), (["2", "1", "4"], 1.0), (["1"], 0.613), (["4", "1"], 0.387), ([], 0.0)],
)
def test_the_order_of_the_story(ranking, ndcg):
    assert story_ndcg(LABELS, {"a": ranking}.__getitem__) == pytest.approx(ndcg, abs=0.001)


def test_what_nobody_labelled_counts_as_unrelated_or_is_passed_over():
    ranking = {"a": ["9", "1", "2"]}.__getitem__
    assert story_ndcg(LABELS, ranking) < story_ndcg(LABELS, ranking, condensed=True) == 1.0


def test_what_stands_in_the_wrong_group_and_what_should_not_be_shown():
    shown = {
        "a": {"same_text": ["2"], "same_story": ["1", "3", "9"], "background": ["4"]},
        "b": {"background": ["5"]},
    }
    scores = group_scores(LABELS, shown.__getitem__)
    assert (scores.shown, scores.unlabelled) == (6, 1)
    assert (scores.wrong_group, scores.unrelated) == (0.2, 0.2)


def test_the_labelled_pairs_are_whole():
    rows = list(csv.DictReader(CASES.read_text("utf-8").splitlines(), delimiter="\t"))
    assert len(rows) == len({(row["seed_id"], row["candidate_id"]) for row in rows}) == 1356
    assert {row["label"] for row in rows} == {"same_text", "same_story", "background", "none"}
    halves = Counter({half: len(read_labels(CASES, half)) for half in HALVES})
    assert halves == {"dev": 30, "test": 30}
