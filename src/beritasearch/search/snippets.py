"""The best passages of a text for reading, with the words that matched."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from beritasearch.analysis.sentences import clause_borders, sentence_borders
from beritasearch.search.highlights import Mark
from beritasearch.wording import escaped

LONGEST = 220
"""The most characters of a snippet, marks of omission included: two lines of a result page."""

_BEGIN, _BETWEEN, _END = "… ", " … ", " …"
_ROOM = LONGEST - len(_BEGIN + _END)
_ROOM_OF_TWO = (LONGEST - len(_BEGIN + _BETWEEN + _END)) // 2


class Snippet(NamedTuple):
    """Passages of a text on one line, without characters that a terminal would obey.

    Parameters
    ----------
    marks : spans of the matched words in ``text``.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def marked(self, opening: str, closing: str) -> str:
        """The text with each match between two markers, as it is otherwise."""
        return "".join(
            f"{opening}{piece}{closing}" if is_match else piece
            for piece, is_match in self._pieces()
        )

    def to_html(self) -> str:
        """The text with each match in ``<mark>``, safe to put into a page."""
        return "".join(
            f"<mark>{escaped(piece)}</mark>" if is_match else escaped(piece)
            for piece, is_match in self._pieces()
        )

    def _pieces(self) -> Iterable[tuple[str, bool]]:
        at = 0
        for start, end in self.marks:
            yield self.text[at:start], False
            yield self.text[start:end], True
            at = end
        yield self.text[at:], False


def snippet(text: str, marks: Sequence[Mark]) -> Snippet:
    """The passage with most different words of the query; two, where one does not have all.

    Parameters
    ----------
    marks : what matches in the text, in its order; without any, its beginning is shown.
    """
    return _printed(text, _passages(text, marks), _apart(marks))


def _passages(text: str, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    if not marks:
        return [_passage(text, 0, 0, _ROOM)]
    every = {word for mark in marks for word in mark.words}
    best = _window(marks, _ROOM)
    if (most := len(_words(best))) < len(every):
        first = _window(marks, _ROOM_OF_TWO)
        held = _words(first)
        left = [mark for mark in marks if not held.issuperset(mark.words)]
        second = _window(left, _ROOM_OF_TWO)
        if len(held | _words(second)) > most:
            return _two(text, *sorted((first, second)))
    return [_passage(text, best[0].start, _last(best), _ROOM)]


def _two(text: str, one: Sequence[Mark], other: Sequence[Mark]) -> list[tuple[int, int]]:
    """A passage around each of two groups of marks; one, where they meet."""
    (begin, border), (start, end) = (
        _passage(text, marks[0].start, _last(marks), _ROOM_OF_TWO) for marks in (one, other)
    )
    return [(begin, max(border, end))] if start <= border else [(begin, border), (start, end)]


def _window(marks: Sequence[Mark], room: int) -> list[Mark]:
    """Successive marks that fit into the room: those with most different words, then most."""
    inside: dict[str, int] = defaultdict(int)
    first, best, best_score = 0, (0, 1), (0, 0)
    for at, mark in enumerate(marks):
        for word in mark.words:
            inside[word] += 1
        while first < at and mark.end - marks[first].start > room:
            for word in marks[first].words:
                inside[word] -= 1
            first += 1
        score = (len(inside) - list(inside.values()).count(0), at - first)
        if score > best_score:
            best, best_score = (first, at + 1), score
    return list(marks[slice(*best)])


def _words(marks: Sequence[Mark]) -> set[str]:
    return {word for mark in marks for word in mark.words}


def _last(marks: Sequence[Mark]) -> int:
    return max(mark.end for mark in marks)


def _passage(text: str, first: int, last: int, room: int) -> tuple[int, int]:
    """A passage that holds ``text[first:last]``, cut at borders of sentences, clauses or words."""
    start = _start(text, first, max(last - room, 0), room)
    if start + room >= len(text):
        # What the end of the text leaves free shows more before.
        begins = sentence_borders(text, max(len(text) - room, 0), start)
        return (0 if len(text) <= room else next(iter(begins), start)), len(text)
    return start, _end(text, min(last, start + room), start, start + room)


def _start(text: str, first: int, low: int, room: int) -> int:
    """The beginning of the sentence; else of a clause or a word not far before."""
    begins = [0, *sentence_borders(text, 0, first)] if not low else []
    begins = begins or list(sentence_borders(text, low, first))
    if begins:
        return begins[-1]
    near = max(low, first - room // 3)
    clauses = clause_borders(text, near, first)
    return next(iter(clauses), 0) or text.find(" ", near, first) + 1 or first


def _end(text: str, last: int, start: int, high: int) -> int:
    """The last border within the room: of a sentence or a clause where that fills half of it."""
    half = start + (high - start) // 2
    sentences = list(sentence_borders(text, last, high + 1))
    clauses = list(clause_borders(text, last, high + 1))
    for borders in (sentences, clauses):
        if borders and borders[-1] >= half:
            return _without_space(text, start, borders[-1])
    word = text.rfind(" ", last, high + 1)
    return _without_space(text, start, word if word > start else high)


def _without_space(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _apart(marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """The spans of marks, without those inside another one."""
    spans: list[tuple[int, int]] = []
    for mark in marks:
        if not spans or mark.start >= spans[-1][1]:
            spans.append((mark.start, mark.end))
    return spans


def _printed(
    text: str, passages: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
) -> Snippet:
    shown = _BEGIN if passages[0][0] else ""
    marks: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(passages):
        shown += _BETWEEN if number else ""
        at = start
        for first, last in spans:
            if start <= first and last <= end:
                shown += _on_one_line(text[at:first])
                begin = len(shown)
                shown += _on_one_line(text[first:last])
                marks.append((begin, len(shown)))
                at = last
        shown += _on_one_line(text[at:end])
    return Snippet(shown + (_END if passages[-1][1] < len(text) else ""), tuple(marks))


def _on_one_line(text: str) -> str:
    """White space as one space; characters that move a cursor or turn letters around are gone."""
    if text.isprintable() and "  " not in text:
        return text
    plain = re.sub(r"\s+", " ", text)
    if plain.isprintable():
        return plain
    return re.sub(" +", " ", "".join(filter(str.isprintable, plain)))
