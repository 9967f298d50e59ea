"""Is this (nearly) the text of another article? Phrases that tell, and how alike two texts are.

Figures: docs/decisions/0008-near-copies.md; ``python -m evaluations.copies`` measures them again.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import ceil
from zlib import crc32

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

# The similarity of two texts of which one is a copy.
LEAST_SIMILARITY = 0.8
# Of one portal's texts under unlike titles, most between .8 and .85 share only their background:
# 10 of 15 that were read; under titles alike none of 13.
_LEAST_OF_RETOLD = 0.85
_LIKE_TITLES = 0.7
# So much of a shortened copy stands in the longer text, in words and in order; with less it is
# often background told again.
_LEAST_CONTAINED = 0.95
# Texts that are longer (the longest of 30,101 articles has 33,000 characters) are no articles, and
# would take seconds to compare: equal ones are still found.
_LONGEST = 100_000
# A piece shorter than this share of the text is an article of its own.
_LEAST_SHORTENED = 1 / 3

# Five words from each word with `m`: a fixed sample of a text, about twenty phrases an article,
# of which an edit changes only those that it touches. `m` begins a tenth of all words, most of
# them verbs, in every kind of article. With the letter first the pattern is twice as fast.
_PHRASE = re.compile(r"m(?<=\bm)(\w*+)\W++(\w++)\W++(\w++)\W++(\w++)\W++(\w++)")
# Of two copies the one with fewer phrases shares a fifth of them at least with the other one.
_SHARED_PHRASES = 5

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+")
# A title's dot (`dr. Ahmad`) ends none, but does so in both texts.
_SENTENCE_END = re.compile(r"[.!?][^\w\s]{0,3}(?:\s++|$)|\n\s*+")
# Fewer numbers that differ are a correction, not another day's prices.
_FEW_NUMBERS = 3
# The share of its numbers that a copy keeps. Of 25 pairs of one portal between a half and nine
# tenths under another title, 20 are prices, weather and the like of other days or places.
_SHARED_NUMBERS = 0.5
_SHARED_NUMBERS_OF_SERIES = 0.9


@dataclass(frozen=True, slots=True)
class Printed:
    """A text as it was printed: under which title, by which portal."""

    body: str
    title: str | None
    portal: str


def phrases(body: str) -> frozenset[int]:
    """Checksums of a sample of a text's phrases; copies share many, other articles hardly one.

    Neither capitals nor what stands between words makes another phrase.

    >>> phrases("Ia membeli ikan di pasar kota.") == phrases("Lalu Membeli ikan, di pasar kota.")
    True
    """
    return frozenset(crc32(" ".join(words).encode()) for words in _PHRASE.findall(body.lower()))


def may_be_copies(shared: int, phrases_of_one: int, phrases_of_other: int) -> bool:
    """Whether two texts share so many phrases that it is worth while to compare them."""
    return 0 < min(phrases_of_one, phrases_of_other) <= shared * _SHARED_PHRASES


def similarity(one: str, other: str, least: float = 0.0) -> float:
    """How alike two texts are, from 0 to 1: in the order of their sentences, else in any.

    Parameters
    ----------
    least : what is less counts as 0, which is found out sooner.

    >>> similarity("Banjir surut. Warga pulang.", "Warga pulang. Banjir surut.")
    1.0
    """
    in_order = fuzz.ratio(one, other, score_cutoff=100 * least)
    if in_order >= 100 * LEAST_SIMILARITY:
        return in_order / 100
    in_any = fuzz.ratio(_sorted_sentences(one), _sorted_sentences(other), score_cutoff=100 * least)
    return max(in_order, in_any) / 100


def copy_similarity(one: Printed, other: Printed) -> float | None:
    """How alike two texts are of which one is a copy of the other; None where it is not.

    A copy has at least four fifths of the same text, in whatever order; or it is the other text
    without some of it, down to a third. Under another title a portal has often but told the
    background again: then the texts must be more alike, and whole. Another edition of a form that
    is filled in anew (prices, weather, timetables) is no copy, however like it is.
    """
    shorter, longer = sorted((len(one.body), len(other.body)))
    if longer > _LONGEST or shorter < longer * _LEAST_SHORTENED:
        return None
    if _is_another_edition(one, other):
        return None
    retold = one.portal == other.portal and not _are_titles_alike(one.title, other.title)
    least = _LEAST_OF_RETOLD if retold else LEAST_SIMILARITY
    if alike := similarity(one.body, other.body, least):
        return alike
    is_shortened = not retold and _is_shortened(one.body, other.body)
    return similarity(one.body, other.body) if is_shortened else None


def _sorted_sentences(body: str) -> str:
    return " ".join(sorted(_SENTENCE_END.split(body)))


def _is_shortened(one: str, other: str) -> bool:
    shorter, longer = sorted((_WORD.findall(one), _WORD.findall(other)), key=len)
    least = ceil(_LEAST_CONTAINED * len(shorter))
    return LCSseq.similarity(shorter, longer, score_cutoff=least) >= least


def _are_titles_alike(one: str | None, other: str | None) -> bool:
    """Whether two titles have most words of the shorter one in common; a missing one may."""
    if one is None or other is None or one == other:
        return True
    return fuzz.token_set_ratio(one.lower(), other.lower()) >= 100 * _LIKE_TITLES


def _is_another_edition(one: Printed, other: Printed) -> bool:
    """Whether the texts differ in so many of their numbers that they tell of something else."""
    ours, theirs = (Counter(_NUMBER.findall(text.body)) for text in (one, other))
    fewer = min(ours.total(), theirs.total())
    shared = (ours & theirs).total()
    may_be_series = one.portal == other.portal and one.title != other.title
    least = _SHARED_NUMBERS_OF_SERIES if may_be_series else _SHARED_NUMBERS
    return fewer - shared >= _FEW_NUMBERS and shared < least * fewer
