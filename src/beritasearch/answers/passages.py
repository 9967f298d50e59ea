"""Which passages speak most of what a text says? Articles by their best words, pairs and places."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import orjson

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.answers.asked import Asked
from beritasearch.engines.base import Match
from beritasearch.engines.clauses import AnyOf, Clause, Keyword, Term, all_of
from beritasearch.index.fields import stem_field
from beritasearch.index.open import OpenIndex

# All figures are of every second question and claim of the evaluation data (`evaluations/answers`).
#
# The engine's best articles are read and weighed again, 0.15 ms each. Of 100 instead of 50 there
# are 2 % more with the answer, and MRR@10 is the same.
_READ = 50
# BM25 with lengths counted in full: a passage of forty words is as likely the answer as an article
# of a thousand that has the same words somewhere. MRR@10 of the questions is .756 with Lucene's
# k1 1.2 and b .75, .789 with these.
_K1 = 2.0
_USUAL_LENGTH = 280.0
_PAIR = 0.1
_WINDOW = 0.2
# The words of a passage: two or three sentences of news.
_WINDOW_WORDS = 40
# Who checks a claim says so: MRR@10 of the claims is .71 without these words, .74 with them.
_CHECK = 0.15
_CHECKING = (
    "hoaks hoax bohong klarifikasi membantah dibantah fitnah palsu beredar viral unggahan diunggah "
    "postingan akun facebook twitter whatsapp instagram situs isu kabar menyesatkan editan "
    "rekayasa disinformasi berantai broadcast faktanya narasi konfirmasi dikonfirmasi"
)
_CHECKS = frozenset(_CHECKING.split())


class Ranked(NamedTuple):
    """An article among those that hold most of what was asked.

    Parameters
    ----------
    stored : what the index holds of it.
    covered : how much of what was asked its title and its best passage have together; 0 to 1.
    window : of that passage, the first word of the body and the one behind the last.
    checking : how many different words of its body tell of claims that are checked.
    """

    stored: Mapping[str, Any]
    score: float
    covered: float
    window: tuple[int, int]
    checking: int


class PassageRanker:
    """Ranks the articles of an index by their passages. Safe to share between threads."""

    def __init__(self, index: OpenIndex, analyzer: Analyzer) -> None:
        self._engine = index.engine
        self._analyzer = analyzer

    def ranked(self, asked: Asked, bounds: Clause) -> list[Ranked]:
        """The articles that hold most of what was asked, best first; fifty at most.

        Parameters
        ----------
        bounds : what else must hold of them.
        """
        looked_for = tuple(_looked_for(asked))
        if not looked_for:
            return []
        clause = all_of(AnyOf(looked_for), bounds, Keyword("kind", ("article",)))
        found = [self._weighed(m, asked) for m in self._engine.top(clause, _READ, "tie").matches]
        if not asked.is_question:
            found = _checks_first(found)
        return sorted(found, key=lambda one: (-one.score, one.stored["article_id"]))

    def _weighed(self, match: Match, asked: Asked) -> Ranked:
        stored = orjson.loads(self._engine.stored(match))
        head, body = (self._analyzer.surface(text) for text in _texts(stored))
        stems = self._analyzer.stems(body)
        head_stems = self._analyzer.stems(head)
        every = " ".join((*head_stems, *stems)).split()
        pairs = asked.pairs.keys() & set(pairwise(every))
        inside, window = _best_window(stems, asked)
        shown = inside | asked.stems.keys() & " ".join(head_stems).split()
        score = (
            _bm25((*head, *body), asked.surface)
            + _bm25(every, asked.stems)
            + _PAIR * math.fsum(asked.pairs[pair] for pair in pairs)
            + _WINDOW * asked.worth_of(inside)
        )
        return Ranked(
            stored,
            score,
            covered=asked.worth_of(shown) / (asked.worth or 1.0),
            window=window,
            checking=len(_CHECKS.intersection(body)),
        )


def _checks_first(found: list[Ranked]) -> list[Ranked]:
    """More for articles that check claims, as their words show."""
    highest = max((one.score for one in found), default=0.0)
    return [
        one._replace(score=one.score + _CHECK * highest * math.log1p(one.checking)) for one in found
    ]


def _texts(stored: Mapping[str, Any]) -> tuple[str, str]:
    return "\n\n".join(filter(None, (stored["title"], stored["lead"]))), stored["body"]


def _looked_for(asked: Asked) -> Iterator[Clause]:
    for term, weight in asked.surface.items():
        if weight:
            yield Term("body", term, weight)
    for stem, weight in asked.stems.items():
        if weight:
            yield Term(stem_field("body"), stem, weight)


def _bm25(terms: Sequence[str], weights: Mapping[str, float]) -> float:
    length = _K1 * len(terms) / _USUAL_LENGTH
    counts = Counter(term for term in terms if term in weights)
    return sum(weights[term] * n * (_K1 + 1) / (n + length) for term, n in counts.items())


def _best_window(stems: Sequence[str], asked: Asked) -> tuple[frozenset[str], tuple[int, int]]:
    """The stems that the best words in a row have of what was asked, and where these stand."""
    # One word may stand for several stems: `pemkot` for those of *pemerintah kota*.
    places = [
        (at, stem) for at, word in enumerate(stems) for stem in word.split() if stem in asked.stems
    ]
    inside: Counter[str] = Counter()
    worth, best, window, held, first = 0.0, 0.0, (0, 0), frozenset[str](), 0
    for last, (at, stem) in enumerate(places):
        worth += 0 if inside[stem] else asked.stems[stem]
        inside[stem] += 1
        while places[first][0] <= at - _WINDOW_WORDS:
            left = places[first][1]
            inside[left] -= 1
            worth -= 0 if inside[left] else asked.stems[left]
            first += 1
        if worth > best:
            best, window = worth, (places[first][0], at + 1)
            held = frozenset(stem for _, stem in places[first : last + 1])
    return held, window
