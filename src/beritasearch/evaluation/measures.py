"""How good is a ranking? The usual measures, over the place of the first relevant document."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

DEPTH = 10
_RECALL_AT = 5


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over all queries, from 0 to 1.

    Parameters
    ----------
    mrr_10, ndcg_10 : reciprocal rank and normalised discounted gain within ten; each query has
        one relevant document, or several of which one is enough.
    recall_5 : the share of queries with one within five.
    """

    mrr_10: float
    ndcg_10: float
    recall_5: float


def means(ranks: Iterable[int]) -> Scores:
    """The means over the places of the first relevant documents.

    Parameters
    ----------
    ranks : from 1; 0 where the first ten hold none.

    >>> means([1, 3, 0, 0])
    Scores(mrr_10=0.3333333333333333, ndcg_10=0.375, recall_5=0.5)
    """
    places = list(ranks)
    found = [place for place in places if place]
    return Scores(
        mrr_10=sum(1 / place for place in found) / len(places),
        ndcg_10=sum(1 / math.log2(place + 1) for place in found) / len(places),
        recall_5=sum(place <= _RECALL_AT for place in found) / len(places),
    )
