"""Does somebody say this? Claimed quotations, made of real ones, and how often the answer is right.

The cases are in ``tests/answers/cases/`` with a README; they hold offsets and changed words only.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from beritasearch.answers.said import Said

HALVES = ("dev", "test")

_EDIT = re.compile(r"(?P<first>\d+)(?:-(?P<last>\d+))?(?P<kind>[=+])(?P<words>.*)")
_PUNCTUATION = re.compile(r"[.,!?:;]+$")
_MARKS = {"curly": ("“", "”"), "single": ("'", "'"), "angle": ("«", "»")}


@dataclass(frozen=True, slots=True)
class Case:
    """A claimed quotation and what is true of it.

    Parameters
    ----------
    outcome : ``exact``, ``altered``, ``other_speaker`` or ``not_said``.
    spans : where its words stand in the article's text; empty where they are ``words``.
    marks : how it is written, parted by ``+``.
    edits : which words are changed.
    speaker : who is claimed to say it; empty for nobody.
    """

    half: str
    outcome: str
    why: str
    article: str
    spans: tuple[tuple[int, int], ...]
    marks: str
    edits: tuple[str, ...]
    words: str
    speaker: str


def read_cases(path: Path) -> list[Case]:
    """The rows of ``said.tsv``."""
    lines = path.read_text("utf-8").splitlines()
    return [_case(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def claimed_words(case: Case, texts: Mapping[str, str]) -> str:
    """The claimed quotation with its marks; ``texts`` has each article's text by its id."""
    text = texts[case.article]
    words = case.words.split() or " ".join(text[a:b] for a, b in case.spans).split()
    for edit in reversed(case.edits):
        _change(words, edit)
    return _written(" ".join(words), case.marks.split("+"))


def _case(row: Mapping[str, str]) -> Case:
    spans = (span.split("-") for span in row["spans"].split(",") if span)
    return Case(
        half=row["half"],
        outcome=row["outcome"],
        why=row["why"],
        article=row["article"],
        spans=tuple((int(start), int(end)) for start, end in spans),
        marks=row["marks"],
        edits=tuple(filter(None, row["edits"].split("|"))),
        words=row["words"],
        speaker=row["speaker"],
    )


def _change(words: list[str], edit: str) -> None:
    """Replace words, keeping what is printed behind them; or put some before one."""
    read = _EDIT.fullmatch(edit)
    if read is None:
        raise ValueError(f"'{edit}' is no edit: write 3=kata, 3-5=kata, 3= or 3+kata.")
    first, last = int(read["first"]), int(read["last"] or read["first"])
    if read["kind"] == "+":
        words[first:first] = [read["words"]]
        return
    behind = _PUNCTUATION.search(words[last])
    kept = f"{read['words']}{behind[0] if behind else ''}" if read["words"] else ""
    words[first : last + 1] = [kept] if kept else []


def _written(words: str, styles: list[str]) -> str:
    opening, closing = next((_MARKS[style] for style in styles if style in _MARKS), ('"', '"'))
    if "upper" in styles:
        words = words.upper()
    if "lower" in styles:
        words = words.lower()
    if "bare" in styles:
        words = re.sub(r"[.,!?:;]+(?=\s|$)", "", words)
    return f"{opening}{words}{closing}"


# From claimed words and speaker to what was found, best first.
Ask = Callable[[str, str | None], Sequence[Said]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A case, and what was found for it; ``found`` is its outcome, as the case words it."""

    case: Case
    found: str
    best: Said | None

    @property
    def is_right(self) -> bool:
        """Whether the outcome is right, and the words are found where they are printed."""
        return self.found == self.case.outcome and (self.best is None or _is_there(self))


def answers(cases: Iterable[Case], texts: Mapping[str, str], ask: Ask) -> list[Answer]:
    """What is found for each case."""
    given = []
    for case in cases:
        best = next(iter(ask(claimed_words(case, texts), case.speaker or None)), None)
        given.append(Answer(case, best.outcome if best else "not_said", best))
    return given


def accuracy(given: Sequence[Answer]) -> float:
    """The share of right answers, from 0 to 1; 1 where there are none."""
    return sum(answer.is_right for answer in given) / len(given) if given else 1.0


def _is_there(answer: Answer) -> bool:
    best, case = answer.best, answer.case
    return (
        best is not None
        and best.article_id == case.article
        and any(start < best.end and best.start < end for start, end in case.spans)
    )
