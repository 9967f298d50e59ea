"""Words of a query that mean something together: *Satpol PP*, *Rp 6 M*, *di tangkap*; and those
that stand beside one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.analysis.indonesian.forms import Forms
from beritasearch.engines.clauses import Clause
from beritasearch.search.lexicon import NO_LEXICON, Lexicon, stem_rows
from beritasearch.search.weights import Weights
from beritasearch.search.words import EVERYWHERE, QueryWord, stem_row

# Behind a word: *apa pun* is written *apapun* as often.
_PARTICLE = "pun"


class WordGroup(NamedTuple):
    """Words in a row, ``words[first:last]``, and what stands for them in the stem stream.

    Parameters
    ----------
    rows : each a row of stems of which one is enough.
    meanings : what the user's lexicon has for them.
    """

    first: int
    last: int
    rows: tuple[tuple[str, ...], ...]
    meanings: tuple[str, ...] = ()


def word_groups(
    words: Sequence[str], analyzer: Analyzer, lexicon: Lexicon = NO_LEXICON
) -> Iterator[WordGroup]:
    """The groups among words that a person typed in a row, from the left, not overlapping."""
    values = analyzer.values_of_words(words)
    at = 0
    while at < len(words):
        known = _value_group(values, at) or _known_group(words, at, analyzer)
        group = _longer(known, _group_of_lexicon(words, at, analyzer, lexicon))
        if group:
            yield group
        at = group.last if group else at + 1


def _value_group(values: Sequence[tuple[int, int, str]], at: int) -> WordGroup | None:
    for first, last, term in values:
        if first == at:
            return WordGroup(first, last, ((term,),))
    return None


def _known_group(words: Sequence[str], at: int, analyzer: Analyzer) -> WordGroup | None:
    """The longest form that starts here and is known as a whole."""
    for last in range(min(at + Forms.LONGEST, len(words)), at + 1, -1):
        terms = [term for word in words[at:last] for term in analyzer.surface(word)]
        if form := analyzer.form(terms):
            return WordGroup(at, last, (form.stems,))
    if at + 1 < len(words) and words[at + 1].lower() == _PARTICLE:
        return WordGroup(at, at + 2, (tuple(analyzer.stem(words[at].lower()).split()),))
    return None


def _group_of_lexicon(
    words: Sequence[str], at: int, analyzer: Analyzer, lexicon: Lexicon
) -> WordGroup | None:
    for last in range(min(at + lexicon.longest, len(words)), at, -1):
        terms = [term for word in words[at:last] for term in analyzer.surface(word)]
        if meanings := lexicon.meanings(terms):
            return WordGroup(at, last, stem_rows(meanings, analyzer), meanings)
    return None


def _longer(known: WordGroup | None, own: WordGroup | None) -> WordGroup | None:
    """The longer of two groups; both of them where they are the same words."""
    if known is None or own is None:
        return known or own
    if known.last == own.last:
        return own._replace(rows=tuple(dict.fromkeys((*known.rows, *own.rows))))
    return max(known, own, key=lambda group: group.last)


def neighbours(
    words: Sequence[QueryWord], each: Sequence[float], weights: Weights
) -> Iterator[Clause]:
    """Each two successive words beside one another in a text, in any form of theirs.

    Two function words are left out: *yang di* stands in every article.

    Parameters
    ----------
    each : what each word weighs.
    """
    seen = set()
    for (one, first), (other, second) in pairwise(zip(words, each, strict=True)):
        row = one.stems + other.stems
        is_telling = not (one.is_function_word and other.is_function_word)
        if is_telling and one.stems and other.stems and row not in seen:
            seen.add(row)
            yield stem_row(row, EVERYWHERE, weights, weights.adjacent * (first + second) / 2)
