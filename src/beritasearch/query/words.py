"""Which words stand in a text? The same rule for typed and for pasted text.

A run is what stands between white space, control characters, direction marks and emoji. A word is
a run without the punctuation around it; quotation marks, parentheses, ``*``, ``~`` and a colon that
is not between digits divide it, a hyphen, a slash or an apostrophe does not. A run with a web
address stays whole.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

QUOTES = '"“”„‟«»‹›〝〞〟＂'
"""Quotation marks of phrases; single ones are apostrophes in Indonesian: ``Jum’at``."""

_INVISIBLE = "\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_EMOJI = (
    "\u203c\u2049\u20e3\u231a-\u23ff\u25aa-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b55"
    "\ufe0e\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f"
)
_CONTROLS = "\x00-\x1f\x7f-\x9f\ufffd"


@cache
def runs() -> re.Pattern[str]:
    """Return the pattern of a run; compiled at its first use, as importing must cost nothing."""
    return re.compile(rf"[^\s{_CONTROLS}{_INVISIBLE}{_EMOJI}]+")


@cache
def _dividers() -> re.Pattern[str]:
    return re.compile(rf"[*~(){QUOTES}]|(?<!\d):|:(?!\d)")


def readable(text: str) -> str:
    """Return the text with lone surrogates replaced, which nothing could print or store.

    Examples
    --------
    >>> readable("banjir" + chr(0xD800)) == "banjir" + chr(0xFFFD)
    True
    """
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def is_blank(text: str) -> bool:
    """Tell whether the text has nothing that can be seen."""
    return re.search(rf"[^\s{_INVISIBLE}]", text) is None


def has_emoji(text: str) -> bool:
    """Tell whether the text has an emoji; ``©``, ``™`` and ``°`` are none."""
    return re.search(f"[{_EMOJI}]", text) is not None


def trim(text: str) -> str:
    """Return the text without the punctuation around it, or "" where it has no letter or digit.

    Signs of currency and per cent stay: they are part of an amount.

    Examples
    --------
    >>> trim('("Jum’at,"'), trim("(57,17%)."), trim("?!")
    ('Jum’at', '57,17%', '')
    """
    start, end = 0, len(text)
    while start < end and not _begins(text[start]):
        start += 1
    while end > start and not ends_word(text[end - 1]):
        end -= 1
    word = text[start:end]
    return word if any(map(str.isalnum, word)) else ""


def _begins(char: str) -> bool:
    return char.isalnum() or category(char) == "Sc"


def ends_word(char: str) -> bool:
    """Tell whether a word may end in this character."""
    return char.isalnum() or char in "%‰" or category(char) in ("Sc", "Mn", "Mc", "Me")


def words_of(run: str) -> list[str]:
    """Return the words of one run, mostly one; a web address is one word.

    Examples
    --------
    >>> words_of("(R/Sam)"), words_of("foo:bar"), words_of("17:21"), words_of("https://a.id/b:c")
    (['R/Sam'], ['foo', 'bar'], ['17:21'], ['https://a.id/b:c'])
    """
    word = trim(run)
    if word.isalnum():
        return [word]
    if is_link(word):
        return [word]
    return [part for part in map(trim, _dividers().split(word)) if part]


def is_link(word: str) -> bool:
    """Tell whether a trimmed run is a web address or holds one.

    Examples
    --------
    >>> is_link("https://aliansinews.id/x"), is_link("bit.ly/3xY"), is_link("S.Pd/M.Si")
    (True, True, False)
    """
    if "://" in word:
        return True
    if "." not in word or not ("/" in word or "www." in word.casefold()):
        return False
    return any(_is_address(trim(part)) for part in _dividers().split(word))


def _is_address(word: str) -> bool:
    """``www.…``, or a host in lower case with a path, as short links have."""
    if word.casefold().startswith("www."):
        return True
    host, _, path = word.partition("/")
    names = host.split(".")
    return (
        bool(path)
        and len(names) > 1
        and len(names[-1]) > 1
        and names[-1].isalpha()
        and host.isascii()
        and host == host.lower()
        and all(name.replace("-", "").isalnum() for name in names)
    )


def words_and_links(text: str) -> tuple[list[str], list[str]]:
    """Return all words of a text and, apart from them, its web addresses.

    Examples
    --------
    >>> words_and_links('Sekda: "Terus AND maju" https://a.id/1')
    (['Sekda', 'Terus', 'AND', 'maju'], ['https://a.id/1'])
    """
    words: list[str] = []
    links: list[str] = []
    for run in runs().findall(text):
        for word in words_of(run):
            (links if is_link(word) else words).append(word)
    return words, links


def phrase_words(text: str) -> str:
    """Return what a phrase searches: the text on one line, without quotation marks around or in it.

    Examples
    --------
    >>> phrase_words(' Terus tingkatkan\\n dan "pertahankan". ')
    'Terus tingkatkan dan pertahankan'
    """
    plain = re.sub(f"[{QUOTES}]", " ", text)
    return trim(" ".join(runs().findall(plain)))
