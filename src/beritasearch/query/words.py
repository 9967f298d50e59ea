"""Which words stand in a text? The same rule for typed and for pasted text.

A run is what stands between white space, control characters, direction marks and emoji. A word is
a run without the punctuation around it; quotation marks, parentheses, ``*``, ``~`` and a colon that
is not between digits divide it, a hyphen, a slash or an apostrophe does not. A web address stays
whole.
"""

from __future__ import annotations

import re
from functools import cache

QUOTES = '"“”„‟«»‹›〝〞〟＂'
"""Quotation marks of phrases; single ones are apostrophes in Indonesian: ``Jum’at``."""

_CURRENCIES = "$€£¥¢₹₩₫₱₽฿"
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
    return re.compile(r"[*~]|(?<!\d):|:(?!\d)")


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
    return char.isalnum() or char in _CURRENCIES


def ends_word(char: str) -> bool:
    """Tell whether a word may end in this character."""
    if char.isalnum() or char in "%‰" or char in _CURRENCIES:
        return True
    # Combining marks continue an identifier; this saves loading unicodedata.
    return char != "_" and ("a" + char).isidentifier()


def words_of(run: str) -> list[str]:
    """Return the words of one run, mostly one; what precedes a web address in it is left out.

    Examples
    --------
    >>> words_of("(R/Sam)"), words_of("foo:bar"), words_of("17:21"), words_of("https://a.id/b:c")
    (['R/Sam'], ['foo', 'bar'], ['17:21'], ['https://a.id/b:c'])
    """
    if run.isalnum():
        return [run]
    words: list[str] = []
    for piece in re.split(f"[(){QUOTES}]", run):
        word = trim(piece)
        if address := address_in(word):
            words.append(address)
        else:
            words += [part for part in map(trim, _dividers().split(word)) if part]
    return words


def address_in(word: str) -> str:
    """Return the web address with which a word ends, or "".

    Parameters
    ----------
    word : a trimmed run without quotation marks and parentheses.

    Examples
    --------
    >>> address_in("Sumber:https://a.id/x"), address_in("bit.ly/3xY"), address_in("S.Pd/M.Si")
    ('https://a.id/x', 'bit.ly/3xY', '')
    """
    if "/" not in word and "www." not in word.casefold():
        return ""
    scheme = re.search("(?:https?|ftp)://", word, re.IGNORECASE)
    end = scheme.start() if scheme else len(word)
    at = 0
    for divider in _dividers().finditer(word, 0, end):
        if part := _address(word[at : divider.start()]):
            return word[word.index(part, at) :]
        at = divider.end()
    if part := _address(word[at:end]):
        return word[word.index(part, at) :]
    return word[end:]


def _address(part: str) -> str:
    """The trimmed part, where it is ``www.…`` or a host in lower case with a path: a short link."""
    word = trim(part)
    if word.casefold().startswith("www."):
        return word
    host, _, path = word.partition("/")
    names = host.split(".")
    is_host = (
        path != ""
        and len(names) > 1
        and len(names[-1]) > 1
        and names[-1].isalpha()
        and host.isascii()
        and host == host.lower()
        and all(name.replace("-", "").isalnum() for name in names)
    )
    return word if is_host else ""


def address_of(run: str) -> str:
    """Return the first web address in a run, or "".

    Examples
    --------
    >>> address_of('"https://a.id/1"'), address_of("(R/Sam)")
    ('https://a.id/1', '')
    """
    if "/" not in run and "www." not in run.casefold():
        return ""
    return next(filter(address_in, words_of(run)), "")


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
            (links if address_in(word) else words).append(word)
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
