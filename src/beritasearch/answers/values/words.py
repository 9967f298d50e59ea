"""Which words tell of what a value is? The telling words of a text, and how far apart they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from beritasearch.analysis.analyzer import analyzer
from beritasearch.analysis.tokenizer import Token, tokens

# How many words further apart a border between clauses, or sentences, keeps two words: in
# `Rp 380 juta untuk tipe Lite dan Rp 429 juta` *Lite* belongs to the first amount.
_CLAUSE, _SENTENCE = 6, 12
_CLAUSE_MARK = re.compile(r"[,;:()]|\s[-–—]+\s")
_SENTENCE_MARK = re.compile(r"[.?!…][\"”'’)]*\s|\n")
_JOINING = frozenset(("dan", "serta", "atau", "sedangkan", "sementara", "namun", "tetapi", "tapi"))
# Stems that introduce an amount, and do not tell of what.
_EMPTY = frozenset(
    ("capai", "banyak", "jumlah", "besar", "nilai", "total", "kisar", "kira", "hampir", "nyaris",
     "kurang", "lebih", "minimal", "maksimal", "paling", "orang", "kali", "cuma", "hanya", "baru",
     "catat", "tembus", "punya", "milik", "sekitar", "kota", "kabupaten", "provinsi")
)  # fmt: skip


class Placed(NamedTuple):
    """A token and its place: its number, and what the borders before it add."""

    token: Token
    place: int


class Word(NamedTuple):
    """The stem of a telling word.

    Parameters
    ----------
    is_name : whether it is printed as one; names are shared by whatever is told of their bearers.
    """

    stem: str
    place: int
    is_name: bool


def placed(text: str) -> Iterator[Placed]:
    """Each word of a text with its place."""
    place, last = 0, 0
    for token in tokens(text):
        gap = text[last : token.start]
        if _SENTENCE_MARK.search(gap):
            place += _SENTENCE
        elif token.term in _JOINING or _CLAUSE_MARK.search(gap):
            place += _CLAUSE
        yield Placed(token, place)
        place, last = place + 1, token.end


def telling(text: str, words: Iterable[Placed]) -> Iterator[Word]:
    """The stems of words that tell something; a compound or an abbreviation has several."""
    known = analyzer()
    for token, place in words:
        if known.is_function_word(token.term):
            continue
        is_name = _is_name(text, token)
        for stem in known.stem(token.term).split():
            if stem not in _EMPTY and not known.is_function_word(stem) and not stem.isdigit():
                yield Word(stem, place, is_name)


def _is_name(text: str, token: Token) -> bool:
    """Whether a word has a capital that no sentence gives it, or is no word else."""
    if not text[token.start].isupper():
        return False
    opens = not text[: token.start].rstrip() or text[: token.start].rstrip()[-1] in ".?!\"“\n"
    return not (opens and analyzer().is_word(token.term))
