"""Which words tell of what a value is? The telling words of a text, and how far apart they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from beritasearch.analysis.analyzer import analyzer
from beritasearch.analysis.tokenizer import Token, tokens

# How many words further apart a border between clauses, or sentences, keeps two words: in
# `Rp 380 juta untuk tipe Lite dan Rp 429 juta` *Lite* belongs to the first amount.
_CLAUSE, _SENTENCE = 6, 12
_LONGEST_ITEM = 4
_CLAUSE_MARK = re.compile(r"[,;:()]|\s[-–—]+\s")
_SENTENCE_MARK = re.compile(r"[.?!…][\"”'’)]*\s|\n")
_JOINING = frozenset(("dan", "serta", "atau", "sedangkan", "sementara", "namun", "tetapi", "tapi"))
# Stems that introduce an amount, and do not tell of what.
_EMPTY = frozenset(
    ("capai", "banyak", "jumlah", "besar", "nilai", "total", "kisar", "kira", "hampir", "nyaris",
     "kurang", "lebih", "minimal", "maksimal", "paling", "orang", "kali", "cuma", "hanya", "baru",
     "catat", "tembus", "punya", "milik", "sekitar", "kota", "kabupaten", "provinsi")
)  # fmt: skip
# Stems of words behind which the day stands on which something was said, not when it happened.
_SAYING = frozenset(
    ("kata", "ujar", "ucap", "tutur", "ungkap", "jelas", "tegas", "tambah", "papar", "terang",
     "imbuh", "lanjut", "sambung", "sebut", "temu", "hubung", "kutip", "lansir", "konfirmasi",
     "wawancara", "tulis", "keterangan", "lapor", "berita")
)  # fmt: skip


class Placed(NamedTuple):
    """A token and its place: its number, and what the borders before it add."""

    token: Token
    place: int


class Word(NamedTuple):
    """The stem of a telling word, or of another that tells the same, at its place."""

    stem: str
    place: int


def placed(text: str) -> Iterator[Placed]:
    """Each word of a text with its place."""
    place, last, since = 0, 0, _LONGEST_ITEM + 1
    for token in tokens(text):
        gap = text[last : token.start]
        if _SENTENCE_MARK.search(gap):
            place += _SENTENCE
            since = _LONGEST_ITEM + 1
        elif _is_border(gap, token):
            # The items of a list are one clause: `ETH, XRP dan ADA naik 5 persen`.
            place += _CLAUSE if since > _LONGEST_ITEM else 0
            since = 0
        yield Placed(token, place)
        place, last, since = place + 1, token.end, since + 1


def _is_border(gap: str, token: Token) -> bool:
    """Whether a clause begins here; one with *yang* tells more of what stands before it."""
    if token.term == "yang":
        return False
    return token.term in _JOINING or _CLAUSE_MARK.search(gap) is not None


def telling(words: Iterable[Placed]) -> Iterator[Word]:
    """The stems of words that tell something; a compound or an abbreviation has several."""
    known = analyzer()
    for token, place in words:
        if known.is_function_word(token.term):
            continue
        for stem in (_same(token.term) or known.stem(token.term)).split():
            if stem not in _EMPTY and not known.is_function_word(stem) and not stem.isdigit():
                yield Word(_same(stem) or stem, place)


def sayings(words: Iterable[Placed]) -> Iterator[int]:
    """The places of verbs that tell that something was said."""
    known = analyzer()
    return (place for token, place in words if known.stem(token.term) in _SAYING)


def are_opposite(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether stems beside two values tell that these are of different things: dead, and hurt."""
    mine, theirs = set(one), set(other)
    return any(
        (first in mine and second in theirs and first not in theirs)
        or (second in mine and first in theirs and second not in theirs)
        for first, second in _opposites()
    )


def _same(word: str) -> str | None:
    return _same_words().get(word)


@lru_cache(maxsize=1)
def _same_words() -> dict[str, str]:
    return dict(_pairs("same_words.tsv"))


@lru_cache(maxsize=1)
def _opposites() -> list[tuple[str, str]]:
    return _pairs("opposites.tsv")


def _pairs(name: str) -> list[tuple[str, str]]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(first, second) for first, second in rows]
