"""Borders of sentences are found in any text, and in time linear in its length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.analysis.sentences import clause_borders, sentence_borders


@pytest.mark.parametrize(
    "text",
    ["." * 500_000, ".)" * 250_000, ',"' * 250_000, ") " * 250_000, "\n" * 500_000, "…" * 500_000],
)
@pytest.mark.parametrize("borders", [sentence_borders, clause_borders])
def test_hostile_texts_come_to_an_end(text, borders):
    assert all(0 < at <= len(text) for at in borders(text, 0, len(text)))


@given(text=st.text('ab.!?… \n")”,;:', max_size=60), start=st.integers(0, 60))
def test_borders_stand_behind_white_space(text, start):
    found = [
        *sentence_borders(text, start, len(text)),
        *clause_borders(text, start, len(text)),
    ]
    assert all(start <= at <= len(text) for at in found)
    assert all(text[at - 1].isspace() for at in found)
