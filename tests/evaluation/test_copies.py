"""What the finding of copies is measured with: the tables, the made copies, the shares."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from beritasearch.evaluation.copies import (
    EDITS,
    Pair,
    found_pairs,
    made_copies,
    precision,
    read_pairs,
    recall,
    similar_to,
)

CASES = Path(__file__).parents[1] / "dataset" / "cases"
BODIES = {
    f"{at:02}": "\n\n".join(f"Alinea {at} {part} menyebut pasar dan kota." for part in range(8))
    for at in range(30)
}


@pytest.mark.parametrize(
    ("table", "sizes"),
    [
        ("similar.tsv", {"random": 5, "days": 18}),
        ("copies_read.tsv", {"first": 200, "second": 200}),
    ],
)
def test_the_tables_hold_pairs_of_two_articles_each_once(table, sizes):
    for sample, size in sizes.items():
        pairs = read_pairs(CASES / table, sample)
        assert len({pair.ids for pair in pairs}) == len(pairs) == size
        assert all(pair.first < pair.second for pair in pairs)
        assert any(pair.is_copy for pair in pairs)
        assert not all(pair.is_copy for pair in pairs)


def test_made_copies_are_the_same_for_a_seed_and_a_third_each():
    made = list(made_copies(BODIES, 12, seed=1))
    assert made == list(made_copies(BODIES, 12, seed=1)) != list(made_copies(BODIES, 12, seed=2))
    assert Counter(edit for _, _, edit, _ in made) == dict.fromkeys(EDITS, 4)
    for copied, copy_id, edit, body in made:
        before, after = BODIES[copied].split("\n\n"), body.split("\n\n")
        assert copy_id == f"copy-{copied}"
        if edit == "dropped":
            assert len(before) / 2 <= len(after) < len(before)
            assert set(after) < set(before)
        if edit == "moved":
            assert sorted(after) == sorted(before)
        if edit == "edited":
            kept = sum(one == other for one, other in zip(before, after, strict=True))
            assert len(before) / 2 <= kept <= len(before)


def test_an_article_of_one_paragraph_is_edited_by_its_sentences():
    body = "Satu orang pergi. Dua orang pulang. Tiga orang makan. Empat orang tidur. Lima diam."
    for _, _, edit, copy in made_copies({"a": body, "b": body, "c": body}, 3, seed=3):
        if edit == "dropped":
            assert 0 < len(copy) < len(body)
            assert all(f"{part.rstrip('.')}." in body for part in copy.split(". "))
        if edit == "moved":
            assert sorted(copy.split()) == sorted(body.split())


def test_shares_of_pairs():
    found = found_pairs([("b", "a"), ("c", "a"), ("e", "d")])
    assert found == {("a", "b"), ("a", "c"), ("b", "c"), ("d", "e")}
    read = [Pair("a", "b"), Pair("b", "c", is_copy=False), Pair("x", "y")]
    assert recall(read, found) == pytest.approx(2 / 3)
    assert recall([], found) == 1.0
    assert precision(read, found) == (0.5, 2)


def test_all_pairs_that_are_alike():
    bodies = ["Harga beras naik di pasar.", "Harga beras naik di pasar!", "Kapal karam di laut."]
    ids = ["c", "b", "a"]
    (pair,) = similar_to(0, ids, bodies, 0.8)
    assert pair == ("b", "c", pytest.approx(25 / 26))
    assert similar_to(1, ids, bodies, 0.8) == []
