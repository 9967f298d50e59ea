"""Where do a query's words stand in a text? By our own terms, so on every engine alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.analysis.tokenizer import INSIDE, terms, tokens
from beritasearch.search.needles import OLD_MARKS, needles_of
from beritasearch.search.words import QueryWord

BORDER = "\n\0\n"
"""Stands between texts that are searched in one go; no phrase reaches across."""

# Looking for a form takes 1.4 µs in a text of 2,100 letters, making all of its terms 80.
_MOST_HIDDEN = 50
# Pieces of text that are kept read: those of some hundred hits.
_MOST_KEPT = 10_000
# A value in the stem stream: idr:6000000000, 57.17%, 2019-04-17.
_VALUE_MARKS = frozenset(":%-")


class Mark(NamedTuple):
    """Words of a text, ``text[start:end]``, that match.

    Parameters
    ----------
    form : their terms, joined by a space.
    words : the words of the query for which they stand.
    """

    start: int
    end: int
    form: str
    words: tuple[str, ...]


class _Seen(NamedTuple):
    """A token that has to do with the query; ``words`` are those for which it stands alone."""

    start: int
    end: int
    term: str
    stems: tuple[str, ...]
    words: tuple[str, ...]


class _Row(NamedTuple):
    """Terms or stems that match only one behind the other."""

    parts: tuple[str, ...]
    word: str


class Finder:
    """Finds a query's words in texts.

    Only pieces of a text that can hold one of the words are read: a form shows its root, but for
    a first letter that meN- swallows, and the analyzer lists the forms that do not (abbreviations,
    variants). Of the 142,000 words of 30,101 articles 0.1 % are missed so.

    Function words are found only where the query has no others, or as part of a phrase.
    """

    def __init__(self, words: Sequence[QueryWord], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._by_term: dict[str, list[str]] = defaultdict(list)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._prefixes: list[tuple[str, str]] = []
        self._term_rows: list[_Row] = []
        self._stem_rows: list[_Row] = []
        self._values: dict[str, str] = {}
        is_telling = any(not word.is_function_word for word in words)
        for word in words:
            if not (is_telling and word.is_function_word and word.stems):
                self._take(word)
        self._row_terms = frozenset(part for row in self._term_rows for part in row.parts)
        self._row_stems = frozenset(part for row in self._stem_rows for part in row.parts)
        self._hidden: frozenset[str] = frozenset()
        self._needles = self._all_needles()
        self._read: dict[str, tuple[_Seen, ...]] = {}

    def _take(self, word: QueryWord) -> None:
        if word.prefix:
            self._prefixes.append((word.prefix, word.text))
            return
        for parts, single, rows in (
            (word.terms, self._by_term, self._term_rows),
            (word.stems, self._by_stem, self._stem_rows),
        ):
            if len(parts) == 1:
                single[parts[0]].append(word.text)
            elif parts:
                rows.append(_Row(parts, word.text))
        for variant in word.variants:
            self._by_term[variant].append(word.text)
        if not word.terms and not _VALUE_MARKS.isdisjoint(word.stems[0]):
            self._values[word.stems[0]] = word.text

    def _all_needles(self) -> Mapping[str, Sequence[str]]:
        """Pieces of which each word that matches has one, by the mark of old spelling in them."""
        stems = (*self._by_stem, *self._row_stems)
        found = {needle for stem in stems for needle in needles_of(stem)}
        typed = (*self._by_term, *self._row_terms, *(prefix for prefix, _ in self._prefixes))
        found |= {term for term in typed if not any(needle in term for needle in found)}
        hidden = frozenset(form for stem in stems for form in self._analyzer.forms_of(stem))
        if len(hidden) > _MOST_HIDDEN:
            self._hidden = hidden
        else:
            found |= hidden
        by_mark: dict[str, list[str]] = defaultdict(list)
        for needle in found:
            by_mark[next((mark for mark in OLD_MARKS if mark in needle), "")].append(needle)
        return by_mark

    def marks(self, text: str) -> list[Mark]:
        """What matches in a text, in its order, longer before shorter at one place."""
        seen = [
            _Seen(at + start, at + end, term, stems, words)
            for at, piece in self._pieces(text)
            for start, end, term, stems, words in self._tokens(piece)
        ]
        found = [Mark(t.start, t.end, t.term, t.words) for t in seen if t.words]
        if self._term_rows or self._stem_rows:
            for run in _runs(text, seen):
                found += _rows(run, self._term_rows, stems=False)
                found += _rows(run, self._stem_rows, stems=True)
        if self._values:
            found += self._value_marks(text)
        return sorted(set(found), key=lambda mark: (mark.start, -mark.end, mark.form))

    def _pieces(self, text: str) -> Iterable[tuple[int, str]]:
        """Pieces between white space that may hold a match, with their places, in order."""
        folded = text.lower()
        if len(folded) != len(text):
            return ((match.start(), match[0]) for match in _run().finditer(text))
        ends: dict[int, int] = {}
        needles = [own for mark, own in self._needles.items() if mark in folded]
        if self._hidden:
            needles.append(list(self._hidden.intersection(terms(text))))
        for needle in chain.from_iterable(needles):
            at = folded.find(needle)
            last = 0
            while at >= 0:
                start = _start_of_run(text, last, at)
                last = ends[start] = _end_of_run(text, at)
                at = folded.find(needle, last)
        if not text.isascii() or "'" in text or "`" in text:
            # Jum'at holds `jumat` only when its apostrophe is gone.
            for match in _inside().finditer(text):
                start = _start_of_run(text, 0, match.start())
                ends.setdefault(start, _end_of_run(text, match.start()))
        return ((start, text[start : ends[start]]) for start in sorted(ends))

    def _tokens(self, piece: str) -> tuple[_Seen, ...]:
        """The tokens of a piece that have to do with the query; kept, for words come again."""
        found = self._read.get(piece)
        if found is None:
            if len(self._read) == _MOST_KEPT:
                self._read.clear()
            each = map(self._looked_at, tokens(piece))
            found = self._read[piece] = tuple(token for token in each if token)
        return found

    def _looked_at(self, token: tuple[int, int, str]) -> _Seen | None:
        start, end, term = token
        stems = tuple(self._analyzer.stem(term).split())
        words = [
            *self._by_term.get(term, ()),
            *(word for stem in stems for word in self._by_stem.get(stem, ())),
            *(word for prefix, word in self._prefixes if term.startswith(prefix)),
        ]
        in_row = term in self._row_terms or not self._row_stems.isdisjoint(stems)
        if not words and not in_row:
            return None
        return _Seen(start, end, term, stems, tuple(dict.fromkeys(words)))

    def _value_marks(self, text: str) -> Iterator[Mark]:
        """Amounts and full dates of the query, however the text prints them."""
        # Most queries have none.
        from beritasearch.analysis.indonesian.values.find import find_values

        for found in find_values(text):
            if found.value and (word := self._values.get(found.value.term)):
                form = " ".join(token.term for token in tokens(text[found.start : found.end]))
                yield Mark(found.start, found.end, form, (word,))


def behind(border: int, marks: Iterable[Mark]) -> list[Mark]:
    """The marks of the text that begins at ``border``, counted from there."""
    return [
        Mark(start - border, end - border, form, words)
        for start, end, form, words in marks
        if start >= border
    ]


@cache
def _run() -> re.Pattern[str]:
    return re.compile(r"[^ \n]+")


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(f"[{INSIDE}]+(?=\\w)")


def _start_of_run(text: str, low: int, at: int) -> int:
    start = text.rfind(" ", low, at) + 1 or low
    return text.rfind("\n", start, at) + 1 or start


def _end_of_run(text: str, at: int) -> int:
    match = _run().match(text, at)
    return match.end() if match else at


def _runs(text: str, seen: Sequence[_Seen]) -> Iterator[Sequence[_Seen]]:
    """Tokens between which no other one stands, nor the border of two texts."""
    first = 0
    for at in range(1, len(seen) + 1):
        if at == len(seen) or _is_parted(text[seen[at - 1].end : seen[at].start]):
            yield seen[first:at]
            first = at


def _is_parted(between: str) -> bool:
    return between != " " and (any(map(str.isalnum, between)) or BORDER in between)


def _rows(run: Sequence[_Seen], rows: Sequence[_Row], *, stems: bool) -> Iterator[Mark]:
    """Each row's places in tokens that follow one another; one token may have several stems."""
    stream = [(part, at) for at, t in enumerate(run) for part in (t.stems if stems else (t.term,))]
    for parts, word in rows:
        width = len(parts)
        for begin in range(len(stream) - width + 1):
            if all(part == stream[begin + at][0] for at, part in enumerate(parts)):
                matched = run[stream[begin][1] : stream[begin + width - 1][1] + 1]
                form = " ".join(token.term for token in matched)
                yield Mark(matched[0].start, matched[-1].end, form, (word,))
