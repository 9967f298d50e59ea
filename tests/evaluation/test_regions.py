"""The measure of places, and the labels that it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from beritasearch.evaluation.regions import (
    Labelled,
    Placed,
    read_labelled,
    score,
    undecided,
    wrong,
)
from beritasearch.regions.gazetteer import gazetteer

CASES = Path(__file__).parents[1] / "regions" / "cases" / "article_regions.tsv"
ARTICLES = [
    Labelled("a", "dev", ("36.71", "36.03"), (), (), ("31.71",)),
    Labelled("b", "dev", ("31",), (), ("31.74",), ()),
    Labelled("c", "dev", (), ("32.01", "32.71"), (), ()),
]


def test_regencies() -> None:
    placed = {
        "a": Placed(("36.71.01", "31.71", "33.74")),  # right, open, wrong
        "b": Placed(("31.74",)),  # what a reader infers is right
        "c": Placed(("32",), ("32.01", "32.71")),
    }
    scores = score(ARTICLES, placed, "regency")
    assert (scores.labelled, scores.given) == (2, 4)
    assert scores.precision == pytest.approx(2 / 3)
    assert scores.strict == pytest.approx(2 / 4)
    assert scores.recall == pytest.approx(1 / 2)
    assert scores.recall_inferred == pytest.approx(2 / 3)
    assert undecided(ARTICLES, placed) == 1
    assert wrong(ARTICLES[0], placed["a"]) == ({"33.74"}, {"36.03"})


def test_provinces_count_each_once() -> None:
    scores = score(ARTICLES, {"a": Placed(("36.71", "36.03", "36"))}, "province")
    assert (scores.labelled, scores.given, scores.precision, scores.recall) == (2, 1, 1, 0.5)


def test_what_is_not_placed_is_missing() -> None:
    scores = score(ARTICLES, {}, "regency")
    assert (scores.given, scores.precision, scores.recall) == (0, 1, 0)
    assert undecided(ARTICLES, {}) == 0


def test_labels_are_codes_of_today() -> None:
    labelled = read_labelled(CASES)
    assert len(labelled) == len({row.id for row in labelled}) == 300
    assert [len(read_labelled(CASES, half)) for half in ("dev", "test")] == [150, 150]
    for row in labelled:
        for code in (*row.places, *row.candidates, *row.inferred, *row.open):
            assert gazetteer().get(code).code == code, row.id
        assert not set(row.places) & {*row.inferred, *row.open}, row.id
