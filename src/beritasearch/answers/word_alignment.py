"""Are these the words that were printed? Two texts word by word, and what was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from beritasearch.analysis.analyzer import analyzer
from beritasearch.analysis.tokenizer import tokens

Kind = Literal["equal", "only_claimed", "only_printed"]

# `lawan2` is read as the two words that it stands for.
_DOUBLED = re.compile(r"([a-z]{3,})2")
_SPELLINGS = frozenset(("compound", "informal", "old", "variant"))
# What an editor puts into a quotation: (kementerian), [Presiden].
_BRACKETS = re.compile(r"\([^()\n]*\)|\[[^\[\]\n]*\]")
_GAP = re.compile(r"…|\.{3,}|\[\s*\]")
_SIGNS = re.compile(r"[&%]")
_SIGN_WORDS = {"&": "dan", "%": "persen"}
# Words on both sides of the place found that may belong to it, beside a third of the claim.
_SLACK = 3


class Word(NamedTuple):
    """A word, or a number with its unit, as it counts: ``text[start:end]`` folded to ``term``.

    Parameters
    ----------
    is_editors : whether it stands in brackets, so that it may be missing.
    """

    term: str
    start: int
    end: int
    is_editors: bool = False


class Piece(NamedTuple):
    """Words in a row that are equal, only in the claim, or only printed; as written."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where claimed words are printed, and what differs.

    Parameters
    ----------
    similarity : from 0 to 1: twice the equal words by all words of claim and printed piece.
    first, last : the first printed word that belongs to it, and the one after the last.
    changed : how many words differ; 0 where the claim is exact.
    pieces : the differences in the order of the text.
    """

    similarity: float
    first: int
    last: int
    changed: int
    pieces: tuple[Piece, ...]


class _Step(NamedTuple):
    """Words of the claim beside words of the printed text: both the same, or none of them."""

    is_equal: bool
    claimed: tuple[int, int]
    printed: tuple[int, int]


def spoken_parts(text: str) -> list[list[Word]]:
    """The words of a claim, parted where it shows that it leaves something out (``…``)."""
    borders = [0, *(edge for gap in _GAP.finditer(text) for edge in gap.span()), len(text)]
    parts = (
        [word._replace(start=word.start + a, end=word.end + a) for word in spoken(text[a:b])]
        for a, b in zip(borders[::2], borders[1::2], strict=True)
    )
    return [part for part in parts if part]


def spoken(text: str) -> list[Word]:
    """The words of a text as they count: no marks and capitals, one spelling, numbers as values."""
    inside = [bracket.span() for bracket in _BRACKETS.finditer(text)]
    words = [
        Word(term, start, end, any(a <= start < b for a, b in inside))
        for start, end, printed in _printed(text)
        for term in _folded(printed)
    ]
    return _with_values(words)


def align(
    claimed: Sequence[Sequence[Word]], printed: Sequence[Word], claim: str, text: str
) -> Alignment | None:
    """Where the parts of a claim stand in a printed text, one behind the other.

    Returns
    -------
    None where a part has nothing left to stand in.
    """
    steps: list[_Step] = []
    at = done = 0
    for part in claimed:
        if at >= len(printed):
            return None
        found = _exact(part, printed, at) or _nearly(part, printed, at)
        steps += [
            _Step(step.is_equal, _moved(step.claimed, done), _moved(step.printed, at))
            for step in found
        ]
        at, done = steps[-1].printed[1], done + len(part)
    words = [word for part in claimed for word in part]
    return _alignment(steps, words, printed, claim, text)


def _printed(text: str) -> Iterator[tuple[int, int, str]]:
    """Words and the signs that are read as words, in order."""
    signs = ((sign.start(), sign.end(), _SIGN_WORDS[sign[0]]) for sign in _SIGNS.finditer(text))
    return iter(sorted([*tokens(text), *signs]))


@lru_cache(maxsize=50_000)
def _folded(term: str) -> tuple[str, ...]:
    """The words that one stands for, in today's spelling, with all their affixes."""
    chosen = analyzer()
    if doubled := _DOUBLED.fullmatch(term):
        return (doubled[1], doubled[1])
    form = chosen.form((term,))
    if form is not None and form.kind in _SPELLINGS:
        return form.words
    return (chosen.spelled(term),)


def _with_values(words: list[Word]) -> list[Word]:
    """Numbers, amounts and percentages as one word each: ``Rp 300 ribu`` is ``Rp300.000``."""
    for first, behind, value in reversed(analyzer().values_of_words([w.term for w in words])):
        run = words[first:behind]
        if run and len({word.is_editors for word in run}) == 1:
            words[first:behind] = [Word(value, run[0].start, run[-1].end, run[0].is_editors)]
    return words


def _exact(part: Sequence[Word], printed: Sequence[Word], at: int) -> list[_Step]:
    """The claim word for word; what either has in brackets may be missing from the other."""
    first = next((word.term for word in part if not word.is_editors), None)
    for start in range(at, len(printed)):
        if printed[start].term == first and (steps := _word_for_word(part, printed, start)):
            return [_Step(e, c, (p[0] - at, p[1] - at)) for e, c, p in steps]
    return []


def _word_for_word(part: Sequence[Word], printed: Sequence[Word], start: int) -> list[_Step]:
    steps: list[_Step] = []
    c, p = 0, start
    while c < len(part):
        if p < len(printed) and part[c].term == printed[p].term:
            steps.append(_Step(True, (c, c + 1), (p, p + 1)))
            c, p = c + 1, p + 1
        elif part[c].is_editors:
            steps.append(_Step(False, (c, c + 1), (p, p)))
            c += 1
        elif p < len(printed) and printed[p].is_editors:
            steps.append(_Step(False, (c, c), (p, p + 1)))
            p += 1
        else:
            return []
    return steps


def _nearly(part: Sequence[Word], printed: Sequence[Word], at: int) -> list[_Step]:
    """The claim with the fewest changes: in the piece most like it, or in one a little longer."""
    rest = printed[at:]
    claimed, there = [word.term for word in part], [word.term for word in rest]
    found = fuzz.partial_ratio_alignment(claimed, there)
    first, last = (found.dest_start, found.dest_end) if found else (0, len(there))
    if len(there) < len(claimed):
        first, last = 0, len(there)
    slack = _SLACK + len(part) // 3
    windows = ((first, last), (max(0, first - slack), last + slack))
    return min(
        (_steps(claimed, there, *window) for window in windows),
        key=lambda steps: sum(map(_longer, _changes(steps, part, rest))),
    )


def _steps(claimed: list[str], there: list[str], first: int, last: int) -> list[_Step]:
    """The steps from one to the other, without what is printed before and behind the claim.

    Levenshtein may put a word that is nowhere printed beside any printed one: the piece is taken
    again from the equal words, with as many around them as the claim has.
    """
    steps = _operations(claimed, there[first:last], first)
    equal = [step for step in steps if step.is_equal]
    if equal:
        first = max(0, equal[0].printed[0] - equal[0].claimed[0])
        last = equal[-1].printed[1] + len(claimed) - equal[-1].claimed[1]
        steps = _operations(claimed, there[first:last], first)
    while len(steps) > 1 and not _length(steps[0].claimed):
        del steps[0]
    while len(steps) > 1 and not _length(steps[-1].claimed):
        del steps[-1]
    return steps


def _operations(claimed: list[str], window: list[str], offset: int) -> list[_Step]:
    return [
        _Step(
            op.tag == "equal",
            (op.src_start, op.src_end),
            (op.dest_start + offset, op.dest_end + offset),
        )
        for op in Levenshtein.opcodes(claimed, window)
    ]


def _alignment(
    steps: list[_Step], words: Sequence[Word], printed: Sequence[Word], claim: str, text: str
) -> Alignment:
    equal = sum(step.claimed[1] - step.claimed[0] for step in steps if step.is_equal)
    changes = _changes(steps, words, printed)
    others = sum(_length(step.claimed) + _length(step.printed) for step in changes)
    return Alignment(
        similarity=2 * equal / (2 * equal + others) if equal else 0.0,
        first=steps[0].printed[0],
        last=steps[-1].printed[1],
        changed=sum(map(_longer, changes)),
        pieces=tuple(_pieces(steps, words, printed, claim, text)),
    )


def _changes(steps: list[_Step], words: Sequence[Word], printed: Sequence[Word]) -> list[_Step]:
    """The steps that change something: more than words in brackets."""
    return [
        step
        for step in steps
        if not step.is_equal
        and not all(
            word.is_editors
            for word in (*words[slice(*step.claimed)], *printed[slice(*step.printed)])
        )
    ]


def _pieces(
    steps: list[_Step], words: Sequence[Word], printed: Sequence[Word], claim: str, text: str
) -> Iterator[Piece]:
    joined: list[_Step] = []
    for step in steps:
        before = joined[-1] if joined else None
        if before and before.is_equal == step.is_equal and before.printed[1] == step.printed[0]:
            claimed = (before.claimed[0], step.claimed[1])
            joined[-1] = _Step(step.is_equal, claimed, (before.printed[0], step.printed[1]))
        else:
            joined.append(step)
    for step in joined:
        here, there = _written(words, step.claimed, claim), _written(printed, step.printed, text)
        if step.is_equal:
            yield Piece("equal", there)
            continue
        if here:
            yield Piece("only_claimed", here)
        if there:
            yield Piece("only_printed", there)


def _written(words: Sequence[Word], span: tuple[int, int], text: str) -> str:
    run = words[slice(*span)]
    return " ".join(text[run[0].start : run[-1].end].split()) if run else ""


def _moved(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _longer(step: _Step) -> int:
    return max(_length(step.claimed), _length(step.printed))
