"""How much does each match count? Found by `make tune`; `make evaluate-search` measures it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Weights(NamedTuple):
    """What BM25 is multiplied with, and when a long query is damped.

    Found on every second question, claim and known item (``tuning/ranking.py``), where each
    value is the best of its neighbours; figures are in ``docs/ranking.md``.

    Parameters
    ----------
    surface, stem : of a word in the form as typed, and in any form.
    fields : of each text; of those that hold a word only the best one counts, so that an article
        that says it in title and body is not taken for two.
    function_word : of words such as *yang* and *di*, beside 1 of all others.
    adjacent : of two words of the query that stand beside each other in the text.
    damped_above : with more words than this, rare ones decide: each weighs as much as its
        inverse document frequency beside the highest possible one, to the power ``damping``.
    """

    surface: float = 0.6
    stem: float = 0.4
    fields: Mapping[str, float] = {"title": 0.8, "lead": 0.75, "body": 1.0}
    function_word: float = 0.1
    adjacent: float = 0.5
    damped_above: int = 10
    damping: float = 1.0


WEIGHTS = Weights()
