"""The tables of misspellings and of rare words: that they are what their README says."""

from __future__ import annotations

import csv
import importlib.util
from collections import Counter
from pathlib import Path

import pytest

CASES = Path(__file__).with_name("cases")


def rows(table):
    lines = (CASES / f"{table}.tsv").read_text("utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def draw():
    spec = importlib.util.spec_from_file_location("draw", CASES / "draw_misspellings.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("a", "b", "edits"),
    [("demikain", "demikian", 1), ("", "ab", 2), ("tap", "tap", 0), ("ca", "abc", 3)],
)
def test_edits(draw, a, b, edits):
    assert draw.edits(a, b) == draw.edits(b, a) == edits


def test_misspellings(draw):
    table = rows("misspellings")
    pairs = [(row["word"].lower(), row["correction"].lower()) for row in table]
    assert len(table) >= 330
    assert len({word for word, _ in pairs}) == len(table)
    assert not {word for word, _ in pairs} & {correction for _, correction in pairs}
    assert [int(row["edits"]) for row in table] == [draw.edits(*pair) for pair in pairs]
    hard = [p for p, row in zip(pairs, table, strict=True) if row["edits"] > "1"]
    assert len(hard) + sum(draw.swapped(*pair) for pair in pairs) >= 110
    how = Counter(row["how"] for row in table)
    assert set(how) == {"aligned", "reading", "edit"}
    assert how["aligned"] + how["reading"] >= 150
    for row in table:
        word, correction = row["word"], row["correction"]
        assert word.isalpha()
        assert correction.isalpha()
        assert word[0].isupper() == correction[0].isupper(), row
        assert correction.lower() not in row["context"].lower().split(), row
    assert sum(row["word"][0].isupper() for row in table) >= 60
    halves = Counter(row["half"] for row in table)
    assert set(halves) == {"dev", "test"}
    assert min(halves.values()) >= 0.45 * len(table)


def test_rare_words():
    words = [row["word"] for row in rows("rare_words")]
    assert len(words) == len({word.lower() for word in words}) == 1000
    assert all(word.isalpha() and len(word) >= 5 for word in words)
    assert 400 <= sum(word[0].isupper() for word in words) <= 600
    listed = rows("misspellings")
    known = {row[column].lower() for row in listed for column in ("word", "correction")}
    assert not known & {word.lower() for word in words}
