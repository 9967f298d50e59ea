"""From text to words with offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Apostrophes and invisible characters that portals put inside words: Jum'at, Qur’an,
# soft hyphens and zero-width spaces. They join a word and are dropped from its term.
INSIDE = "'’‘ʼ`´\u00ad\u200b-\u200f\u2060\ufeff"
# One of these apostrophes counts as a letter in Unicode; here it is none.
_LETTER = r"(?:[^\W_ʼ]|[\u0300-\u036f])"

# A number keeps its inner dots and commas (6.000.000; 57,17); `Rp` parts from its amount
# (Rp6 = Rp 6); all else is a run of letters and digits. A hyphen parts words, so that
# `anak-anak` and `anak anak`, `al-Qur'an` and `al Qur'an` are the same words in a row.
_PATTERN = rf"rp(?=\d)|\d+(?:[.,]\d+)+(?!\d)|{_LETTER}+(?:[{INSIDE}]+{_LETTER}+)*"
# The same, for text that is plain ASCII in lower case, as most is: five times faster. The
# first alternative takes plain words, and gives up at once where a digit or apostrophe follows.
_ASCII_WORD = re.compile(
    r"[a-z]++(?![0-9'`])|rp(?=\d)|\d+(?:[.,]\d+)+|[a-z0-9]+(?:['`]+[a-z0-9]+)*"
)
_DROPPED = re.compile(f"[{INSIDE}]")
# What portals print beside plain ASCII, nearly always; nothing else needs the slow way.
_TYPOGRAPHY = (
    ("’", "'"), ("‘", "'"), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("\u00a0", " "),
    ("…", " "), ("•", " "),
)  # fmt: skip


class Token(NamedTuple):
    """A word of a text: ``text[start:end]``, and the term that stands for it."""

    start: int
    end: int
    term: str


def terms(text: str) -> list[str]:
    """The terms of a text, in order.

    >>> terms("Jum'at, 57,17 persen: anak-anak (Rp6.000.000)")
    ['jumat', '57,17', 'persen', 'anak', 'anak', 'rp', '6.000.000']
    """
    folded = text.lower()
    if not folded.isascii():
        for printed, plain in _TYPOGRAPHY:
            folded = folded.replace(printed, plain)
    if folded.isascii():
        words = _ASCII_WORD.findall(folded)
        if "'" not in folded and "`" not in folded:
            return words
        return [word.replace("'", "").replace("`", "") for word in words]
    return [_fold(word) for word in _words().findall(unicodedata.normalize("NFC", folded))]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text with their offsets into it, in order.

    ``[token.term for token in tokens(text)] == terms(text)`` for text in NFC, which is
    how a dataset stores it.
    """
    for match in _words().finditer(text):
        yield Token(match.start(), match.end(), _fold(match.group()))


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    # Compiled when the first text needs it: most queries are plain ASCII.
    return re.compile(_PATTERN, re.IGNORECASE)


def _fold(word: str) -> str:
    # Which of its two small letters Σ gives depends on what stands around: one stands for both.
    folded = word.lower().replace("ς", "σ")
    if folded.isascii() and folded.isalnum():
        return folded
    # Composed at last: what is dropped may part a letter from its accent.
    return unicodedata.normalize("NFC", without_marks(folded))


def without_marks(word: str) -> str:
    """A word without the apostrophes and invisible characters inside of it."""
    return _DROPPED.sub("", word)
