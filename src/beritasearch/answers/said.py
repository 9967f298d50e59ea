"""Does somebody say this? Claimed words and speaker beside the quotations of a dataset.

Figures: docs/checking.md; ``python -m evaluations.said`` measures again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from beritasearch.analysis.tokenizer import terms
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

# Of 300 quotations asked without their own article, 44 are found elsewhere: 43 are the same words
# (agencies, copies), one is somebody else's `dugaan sementara korsleting`; at .7 it is the same 44.
# With three words in ten changed at random .99 are still found in their article, with four .93; at
# .7 it is .93 and .43. `python -m tuning.said DATASET` counts again.
LEAST_SIMILARITY = 0.6
# Fewer words are in many mouths: they are found exactly or not at all.
LEAST_WORDS = 4
# The longest quotation of 2,884 articles has 119 words; more are an article.
MOST_WORDS = 500
# Characters between two quotations of one speaker that are read as one: `," kata Budi. "`.
_BETWEEN = 200
# A quotation with fewer of the claim's words as written than this share is not aligned.
_LEAST_SHARED = 0.4


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

    def to_dict(self) -> dict[str, Any]:
        """The words as JSON shows them."""
        return {
            "outcome": self.outcome,
            "similarity": round(self.similarity, 4),
            "is_same_speaker": self.is_same_speaker,
            "denied": self.denied,
            "article_id": self.article_id,
            "speaker": self.speaker,
            "speaker_role": self.speaker_role,
            "start": self.start,
            "end": self.end,
            "pieces": [piece._asdict() for piece in self.pieces],
            "quotations": [quotation.ordinal for quotation in self.quotations],
        }


def said(words: str, speaker: str | None, quotations: Iterable[Quotation]) -> list[Said]:
    """Where claimed words are printed as somebody's, best first; empty where nobody says them.

    Words in which nothing can be looked up, and more than ``MOST_WORDS``, are nobody's.

    Parameters
    ----------
    words : with or without marks; ``…`` shows that something is left out.
    speaker : who is claimed to say them, as :func:`is_same_speaker` reads him; None for anybody.
    quotations : those of an article in the order of its text.
    """
    as_written = terms(words)
    if len(as_written) > MOST_WORDS or not (parts := spoken_parts(words)):
        return []
    claimed = frozenset(as_written)
    found = []
    for run in _runs(quotations):
        text = _joined(run)
        if len(claimed.intersection(terms(text))) < _LEAST_SHARED * len(claimed):
            continue
        printed = spoken(text)
        alignment = align(parts, printed, words, text)
        if alignment is not None and _is_found(alignment, sum(map(len, parts))):
            found.append(_said(alignment, run, printed, speaker))
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


def _runs(quotations: Iterable[Quotation]) -> Iterator[list[Quotation]]:
    """Quotations of one speaker that follow each other."""
    for _, of_article in groupby(quotations, key=lambda quotation: quotation.article_id):
        run: list[Quotation] = []
        for quotation in of_article:
            if run and not _goes_on(run[-1], quotation):
                yield run
                run = []
            run.append(quotation)
        yield run


def _goes_on(before: Quotation, quotation: Quotation) -> bool:
    return (
        before.speaker == quotation.speaker
        and before.denied == quotation.denied
        and 0 <= quotation.start - before.end <= _BETWEEN
    )


def _joined(run: Sequence[Quotation]) -> str:
    """One text in which words keep their places; what stands between quotations is blank."""
    text = ""
    for quotation in run:
        text = text.ljust(quotation.start - run[0].start) + quotation.text
    return text


def _said(
    alignment: Alignment, run: Sequence[Quotation], printed: Sequence[Word], speaker: str | None
) -> Said:
    first = run[0]
    inside = printed[alignment.first : alignment.last]
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
        quotations=tuple(q for q in run if q.start < end and start < q.end),
    )
