"""Tells a name from the role before it."""

from __future__ import annotations

import re

from beritasearch.articles.quotations.lexicon import (
    GROUPS,
    HEADS,
    OFFICES,
    RANKS,
    is_head,
    is_place,
    is_region,
)

_PIECE = re.compile(r"\([^()]*\)|(?:[Dd]r[gs]?|Prof|Ir|Hj?|KH)\.|[^\s/,()]+")
_ROMAN = re.compile(r"[IVX]+$")
# `Kemaritiman`, `Pemberantasan`: what an office is about.
_OFFICE = re.compile(r"(?:Ke|Pe)[a-z]{4,}an$")
# A name that begins with the letter I is Balinese: `I Made Agus`.
_BALINESE = frozenset(
    [
        "Made",
        "Gede",
        "Wayan",
        "Nyoman",
        "Ketut",
        "Putu",
        "Gusti",
        "Komang",
        "Kadek",
        "Dewa",
        "Nengah",
        "Gde",
    ]
)
# `Komisaris Besar Polisi`: printed in full between role and name.
_RANKED = frozenset(["Besar", "Satu", "Dua", "Muda", "Madya", "Pertama", "TNI"])
_LONG_RANKS = frozenset(["Ajun", "Komisaris", "Inspektur", "Brigadir", "Jenderal", "Polisi"])
_ACRONYM = 3  # letters: `ICW Budi Karangan`, but `HM Budi Karangan`
_LONGEST_NAME = 3  # words, where nothing shows where the name begins


def name_in(run: str, known: frozenset[str]) -> tuple[str | None, str | None]:
    """Name and role of words in capitals: ``Wali Kota Malang Wahyu Hidayat``."""
    pieces = list(_PIECE.finditer(run))
    if not pieces:
        return None, None
    words = [piece[0] for piece in pieces]
    is_role = is_head(words[0]) and words[0] not in RANKS
    first = _name_start(words, known) if is_role else 0
    while (
        not is_role
        and first + 1 < len(words)
        and words[first].isupper()
        and len(words[first]) >= _ACRONYM
        and words[first + 1] in known
    ):
        first += 1
    while first < len(words) and _is_rank(words[first]) and words[first] not in known:
        first += 1
    last = _name_end(words, first)
    role = run[: pieces[first].start()].rstrip(" ,") if 0 < first < len(words) else None
    if first == len(words):
        return None, run
    name = run[pieces[first].start() : pieces[last - 1].end()]
    if last < len(words) and role is None and is_head(words[last]):
        role = run[pieces[last].start() :]
    return name, _without_rank(role)


def is_about_office(word: str) -> bool:
    """Whether a word is like *Kemaritiman*, which no person is called."""
    return _OFFICE.match(word) is not None


def _is_of_office(word: str) -> bool:
    """Whether a word names what an office is about, or joins two of these."""
    return word in OFFICES or word in ("dan", "bidang") or _OFFICE.match(word) is not None


def _is_rank(word: str) -> bool:
    return word.rstrip(".") in RANKS or word in _LONG_RANKS or word in _RANKED


def _name_start(words: list[str], known: frozenset[str]) -> int:
    """Where the name begins behind a role."""
    brackets = [at for at, word in enumerate(words) if word.startswith("(")]
    first = brackets[-1] + 1 if brackets and brackets[-1] + 1 < len(words) else 1
    for at in range(first, len(words)):
        if words[at].rstrip(".") in RANKS or words[at] in _LONG_RANKS:
            return at
    start = _behind_office(words, first, known)
    if start == len(words) - 1 and words[start] not in known and is_place(words[start]):
        return len(words)
    called = next((at for at in range(start, len(words)) if words[at] in known), None)
    if start > 1:
        # Words of an office stand between: what follows them is the name.
        return start if called is None or called - start < _LONGEST_NAME else called
    if called is not None:
        return called - 1 if called == len(words) - 1 and called > start else called
    return (
        start if _name_end(words, start) - start <= _LONGEST_NAME else _name_end(words, start) - 2
    )


def _behind_office(words: list[str], first: int, known: frozenset[str]) -> int:
    region_seen = False
    last = len(words) - 1
    offices = [
        at for at in range(first, last) if _is_of_office(words[at]) and words[at] not in known
    ]
    first = offices[-1] + 1 if offices else first
    for at in range(first, len(words)):
        if not _is_office(words, at, region_seen=region_seen or words[at] in known):
            return at
        region_seen |= (
            words[at] not in OFFICES and words[at].lower() not in HEADS and is_region(words[at])
        )
    return len(words)


def _is_office(words: list[str], at: int, *, region_seen: bool) -> bool:
    word = words[at]
    if word == "I" and at + 1 < len(words) and words[at + 1] in _BALINESE:
        return False
    if word.startswith("(") or word.isdigit() or word.islower():
        return True
    if word in OFFICES or _OFFICE.match(word) or is_head(word) or word.lower() in GROUPS:
        return True
    if len(word) > 1 and (word.isupper() or _ROMAN.match(word)):
        return True
    if _ROMAN.match(word):
        return at + 1 < len(words) and words[at + 1] in OFFICES
    return not region_seen and is_region(word)


def _name_end(words: list[str], first: int) -> int:
    """Where a name ends: before ``dan``, a bracket, or a role behind it."""
    for at in range(first + 1, len(words)):
        word = words[at]
        if word in ("dan", "and", "bidang", "untuk") or word.startswith("("):
            return at
        if (
            is_head(word)
            and word.rstrip(".") not in RANKS
            and at - first >= 1
            and not word.islower()
        ):
            return at
    return len(words)


def _without_rank(role: str | None) -> str | None:
    """A role without the rank that is printed before the name."""
    if role is None:
        return None
    words = role.split(" ")
    while len(words) > 1 and words[-1].rstrip(".") in RANKS:
        words.pop()
    return None if len(words) == 1 and words[0].rstrip(".") in RANKS else " ".join(words)
