"""Which sentences of a text can be checked? Those that say something of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.analysis.sentences import sentence_borders
from beritasearch.query.words import words_and_links

# *Sebarkan!* and *Astaghfirullah* say nothing that an article could hold; a sentence with fewer
# telling words is asked together with the one before it.
_LEAST_WORDS = 4
# A shorter text is one claim, even in two sentences.
_ONE_CLAIM = 30
# As many sentences of a chain message as a person reads answers to.
_MOST = 12


class Claim(NamedTuple):
    """A piece of a text that is checked: ``text[start:end]``."""

    text: str
    start: int
    end: int


def claims_in(text: str, analyzer: Analyzer) -> list[Claim]:
    """The claims of a sentence, a headline or a pasted message, in order; twelve at most.

    >>> from beritasearch.analysis.analyzer import analyzer
    >>> claims_in("Dapur MBG di Tangsel terbakar, kerugian Rp1 miliar", analyzer())[0].end
    50
    """
    if len(text.split()) <= _ONE_CLAIM:
        return _whole(text, 0, len(text), analyzer)
    found: list[Claim] = []
    for start, end in _sentences(text):
        if _tells(text[start:end], analyzer):
            found += _whole(text, start, end, analyzer)
        elif found:
            start = found[-1].start
            longer = text[start:end].rstrip()
            found[-1] = Claim(longer, start, start + len(longer))
    return found[:_MOST] or _whole(text, 0, len(text), analyzer)


def _whole(text: str, start: int, end: int, analyzer: Analyzer) -> list[Claim]:
    piece = text[start:end]
    kept = piece.strip()
    if not analyzer.surface(" ".join(words_and_links(kept)[0])):
        return []
    begin = start + len(piece) - len(piece.lstrip())
    return [Claim(kept, begin, begin + len(kept))]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    yield from pairwise((0, *sentence_borders(text, 1, len(text)), len(text)))


def _tells(sentence: str, analyzer: Analyzer) -> bool:
    words = analyzer.surface(" ".join(words_and_links(sentence)[0]))
    return sum(not analyzer.is_function_word(word) for word in words) >= _LEAST_WORDS
