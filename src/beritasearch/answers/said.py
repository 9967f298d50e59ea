"""Does somebody say this? Claimed words and speaker beside the quotations of a dataset.

Figures: docs/checking.md; ``python -m evaluations.said`` measures them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from beritasearch.answers.speakers import is_same_speaker
from beritasearch.answers.word_alignment import (
    Alignment,
    Piece,
    Word,
    align,
    spoken,
    spoken_parts,
)
from beritasearch.articles.article import Quotation

Outcome = Literal["exact", "altered", "other_speaker"]

LEAST_SIMILARITY = 0.7
# Fewer words are in many mouths: they are found exactly or not at all.
LEAST_WORDS = 4
# Characters between two quotations of one speaker that are read as one: `," kata Budi. "`.
_BETWEEN = 200
# A quotation with fewer of the claim's words than this share is not aligned.
_LEAST_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """Words that were printed as somebody's, and how they compare with the claim.

    Parameters
    ----------
    outcome : ``other_speaker`` whether the words are exact or altered.
    similarity : from 0 to 1; 1 where the words are exact.
    is_same_speaker : None where the claim or the article names nobody.
    denied : whether the speaker denies the words: then he does not say so.
    start, end : offsets of the words into the article's body.
    pieces : the claim beside the printed words, in order.
    quotations : those in which the words stand, one or several that follow each other.
    """

    outcome: Outcome
    similarity: float
    is_same_speaker: bool | None
    denied: bool
    article_id: str
    speaker: str | None
    speaker_role: str | None
    start: int
    end: int
    pieces: tuple[Piece, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class _Speech:
    """Quotations of one speaker that follow each other, as one text of words."""

    quotations: tuple[Quotation, ...]
    text: str
    words: tuple[Word, ...]


def said(words: str, speaker: str | None, quotations: Iterable[Quotation]) -> list[Said]:
    """Where claimed words are printed as somebody's, best first; empty where nobody says them.

    Parameters
    ----------
    words : with or without marks; ``…`` shows that something is left out.
    speaker : who is claimed to say them, as :func:`is_same_speaker` reads him; None for anybody.
    quotations : those of an article in the order of its text.
    """
    parts = spoken_parts(words)
    terms = {word.term for part in parts for word in part}
    found = []
    for speech in _speeches(quotations):
        if len(terms.intersection(word.term for word in speech.words)) < _LEAST_SHARED * len(terms):
            continue
        alignment = align(parts, speech.words, words, speech.text)
        if alignment is not None and _is_found(alignment, sum(map(len, parts))):
            found.append(_said(alignment, speech, speaker))
    return sorted(found, key=_rank)


def _is_found(alignment: Alignment, claimed: int) -> bool:
    if not alignment.changed:
        return alignment.similarity > 0
    return claimed >= LEAST_WORDS and alignment.similarity >= LEAST_SIMILARITY


def _rank(found: Said) -> tuple[bool, float, bool, bool]:
    """Exact ones of the speaker first, then the most similar."""
    return (
        found.outcome != "exact",
        -found.similarity,
        found.outcome == "other_speaker",
        found.is_same_speaker is None,
    )


def _speeches(quotations: Iterable[Quotation]) -> Iterator[_Speech]:
    for _, of_article in groupby(quotations, key=lambda quotation: quotation.article_id):
        run: list[Quotation] = []
        for quotation in of_article:
            if run and not _goes_on(run[-1], quotation):
                yield _speech(run)
                run = []
            run.append(quotation)
        yield _speech(run)


def _goes_on(before: Quotation, quotation: Quotation) -> bool:
    return (
        before.speaker == quotation.speaker
        and before.denied == quotation.denied
        and 0 <= quotation.start - before.end <= _BETWEEN
    )


def _speech(run: Sequence[Quotation]) -> _Speech:
    """The words keep their places in the joined text; what stands between quotations is blank."""
    first = run[0].start
    text = ""
    for quotation in run:
        text = text.ljust(quotation.start - first) + quotation.text
    return _Speech(tuple(run), text, tuple(spoken(text)))


def _said(alignment: Alignment, speech: _Speech, speaker: str | None) -> Said:
    first = speech.quotations[0]
    inside = speech.words[alignment.first : alignment.last] or speech.words[:1]
    start, end = first.start + inside[0].start, first.start + inside[-1].end
    same = is_same_speaker(speaker, first.speaker, first.speaker_role) if speaker else None
    words: Outcome = "altered" if alignment.changed else "exact"
    return Said(
        outcome="other_speaker" if same is False else words,
        similarity=1.0 if words == "exact" else alignment.similarity,
        is_same_speaker=same,
        denied=first.denied,
        article_id=first.article_id,
        speaker=first.speaker,
        speaker_role=first.speaker_role,
        start=start,
        end=end,
        pieces=alignment.pieces,
        quotations=tuple(q for q in speech.quotations if q.start < end and start < q.end),
    )
