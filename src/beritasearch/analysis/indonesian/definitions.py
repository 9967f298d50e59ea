"""What a text itself says its abbreviations stand for: *Badan Anggaran (Banggar)*."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
# Small words that an abbreviation may have no letter of.
_BETWEEN = frozenset(("dan", "untuk", "di", "atas", "dalam", "of", "and", "the", "for"))
# `Full Words (ABC)`, `Full Words atau ABC`; `ABC (Full Words)`, `ABC atau Full Words`. Each begins
# with what few places of a text have, and only then looks back: twenty times faster.
_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z]{1,12})\)")
_JOINED = re.compile(
    r"[A-Z](?:(?<=\batau [A-Z])|(?<=\balias [A-Z])|(?<=\bdisingkat [A-Z]))[A-Z]{1,5}(?![\w-])"
)
_DEFINED_BEHIND = re.compile(
    r"([A-Z](?<![\w-][A-Z])[A-Z]{1,7}) (?:\(|atau |alias |singkatan dari )"
    r"((?:[A-Za-z]+[ -]){1,7}[A-Za-z]+)\b"
)
_LEAST_SYLLABLES = 5
_INNER_LETTERS = 3
_MOST_WORDS = 7


def definitions(text: str) -> dict[str, str]:
    """The abbreviations that a text defines, with their words.

    Either may stand in brackets, and *atau* may join them.

    >>> definitions("Ketua Persatuan Insinyur Indonesia (PII) hadir.")
    {'PII': 'persatuan insinyur indonesia'}
    >>> definitions("Terapi CBT (Cognitive Behavioral Therapy) dan Badan Anggaran (Banggar)")
    {'Banggar': 'badan anggaran', 'CBT': 'cognitive behavioral therapy'}
    """
    found = {}
    for match in _JOINED.finditer(text):
        # The last word before is the one that joins.
        before = _words_before(text, match.start())[:-1]
        if words := _with_initials(before, match[0].lower()):
            found[match[0]] = " ".join(words).lower()
    for match in _IN_BRACKETS.finditer(text):
        before, name = _words_before(text, match.start()), match[1]
        if words := _with_initials(before, name.lower()) or _with_syllables(before, name):
            found[name] = " ".join(words).lower()
    for match in _DEFINED_BEHIND.finditer(text):
        words = _WORD.findall(match[2])
        if _with_initials(words, match[1].lower()) == words:
            found.setdefault(match[1], " ".join(words).lower())
    return found


def _words_before(text: str, place: int) -> list[str]:
    return _WORD.findall(text[max(0, place - 120) : place])


def _with_initials(words: list[str], letters: str) -> list[str]:
    """The last words whose initials are these letters; small words between need none."""
    found: list[str] = []
    left = letters
    for word in reversed(words):
        if left and word[0].lower() == left[-1]:
            left = left[:-1]
        elif not (found and word in _BETWEEN):
            break
        found.insert(0, word)
        if not left:
            return found
    return []


def _with_syllables(words: list[str], name: str) -> list[str]:
    """The last words of whose letters a name is made: *Badan Anggaran* of *Banggar*."""
    if len(name) < _LEAST_SYLLABLES or not name[1:].islower():
        return []
    for first in range(len(words) - 2, max(-1, len(words) - _MOST_WORDS - 1), -1):
        chosen = words[first:]
        carrying = [word for word in chosen if word not in _BETWEEN]
        if not all(word[0].isupper() for word in carrying):
            return []
        begins = words[first] in carrying and name[0] == words[first][0]
        if begins and _made_of([word.lower() for word in carrying], name.lower()):
            return chosen
    return []


def _made_of(words: list[str], name: str) -> bool:
    """Whether each word gives some letters, in order: from its first on, or three at least."""
    if not words or not name:
        return not words and not name
    last = words[-1]
    for start in range(len(name) - 1, -1, -1):
        letters = iter(last)
        if not all(letter in letters for letter in name[start:]):
            return False
        gives = name[start] == last[0] or len(name) - start >= _INNER_LETTERS
        if gives and _made_of(words[:-1], name[:start]):
            return True
    return False


def is_defined_at(text: str, start: int, end: int) -> bool:
    """Whether the text defines the abbreviation itself: words with its initials before `(ABC)`."""
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return False
    before = _words_before(text, start)
    initials = text[start:end].lower()
    last = before[-len(initials) :]
    return len(last) == len(initials) and all(
        word[0].lower() == letter for word, letter in zip(last, initials, strict=True)
    )
