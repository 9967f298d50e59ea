"""Values of claims beside those of passages: invented shapes, and what holds for any text."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.answers.values import compare_values
from beritasearch.evaluation.numbers import HALVES, RELATIONS, Pair, read_pairs, score

CASES = Path(__file__).with_name("cases")
_LINES = (CASES / "value_shapes.tsv").read_text("utf-8").splitlines()
SHAPES = list(csv.DictReader(_LINES, delimiter="\t", quoting=csv.QUOTE_NONE))
_TEXT = st.lists(
    st.sampled_from(
        ["Rp", "6", "miliar", "harga", "naik", "5", "orang", "tewas", "12 Mei 2024", "%", ",", ".",
         "Bogor", "sekitar", "dari", "menjadi", "(2/5)", "Rp 10 juta", "\n", "pukul 10.15", "ß"]
    )
).map(" ".join)  # fmt: skip


def relation(claim: str, passage: str) -> str:
    relations = {comparison.relation for comparison in compare_values(claim, passage)}
    return "differ" if "differ" in relations else next(iter(relations), "none")


@pytest.mark.parametrize("shape", SHAPES, ids=[f"{s['relation']}: {s['why']}" for s in SHAPES])
def test_shape(shape: dict[str, str]) -> None:
    assert relation(shape["claim"], shape["passage"]) == shape["relation"]


def test_json_shows_both_printed_forms() -> None:
    [one] = compare_values("Negara rugi Rp60 miliar", "Kata jaksa, negara rugi Rp 6 miliar.")
    assert orjson.loads(orjson.dumps(one.to_dict())) == {
        "claim": {
            "text": "Rp60 miliar",
            "start": 12,
            "end": 23,
            "value": {
                "type": "money",
                "amount": 60_000_000_000,
                "high": None,
                "currency": "IDR",
                "about": False,
                "doubtful": False,
            },
        },
        "passage": {
            "text": "Rp 6 miliar",
            "start": 24,
            "end": 35,
            "value": {
                "type": "money",
                "amount": 6_000_000_000,
                "high": None,
                "currency": "IDR",
                "about": False,
                "doubtful": False,
            },
        },
        "relation": "differ",
    }


@given(_TEXT, _TEXT)
def test_offsets_point_at_what_is_shown(claim: str, passage: str) -> None:
    for one in compare_values(claim, passage):
        assert claim[one.claim.start : one.claim.end] == one.claim.text
        assert passage[one.passage.start : one.passage.end] == one.passage.text


@given(st.text(), st.text())
def test_any_text_is_compared(claim: str, passage: str) -> None:
    assert all(one.relation in ("agree", "differ") for one in compare_values(claim, passage))


@given(_TEXT)
def test_a_text_never_contradicts_itself_where_it_has_one_value(text: str) -> None:
    compared = compare_values(text, text)
    if len({one.passage.start for one in compared}) == 1 == len(compared):
        assert compared[0].relation == "agree"


def test_score_counts_relations() -> None:
    pairs = [Pair("dev", "a", 0, 9, label, "klaim") for label in ("agree", "differ", "none")]
    scores = score(pairs, {"a": "sebuah teks"}, lambda claim, passage: "differ")
    assert scores.counts == Counter({(label, "differ"): 1 for label in ("agree", "differ", "none")})
    assert scores.accuracy == scores.precision("differ") == pytest.approx(1 / 3)
    assert scores.recall("differ") == 1.0
    assert scores.recall("agree") == 0.0


@pytest.mark.parametrize("name", ["numbers.tsv", "numbers_found.tsv"])
def test_labels_are_whole(name: str) -> None:
    pairs = read_pairs(CASES / name)
    assert {pair.half for pair in pairs} <= set(HALVES)
    assert {pair.relation for pair in pairs} == set(RELATIONS)
    assert all(pair.start < pair.end for pair in pairs)


def test_no_passage_is_in_two_halves() -> None:
    pairs = read_pairs(CASES / "numbers.tsv")
    articles = [{pair.article for pair in pairs if pair.half == half} for half in HALVES]
    assert sum(map(len, articles)) == len(set().union(*articles))
