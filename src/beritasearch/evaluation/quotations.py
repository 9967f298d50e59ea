"""Who said what: are quotations found, with their speakers? Precision and recall of both."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from beritasearch.articles.article import Quotation

HALVES = ("dev", "test", "later")
# From a text to its quotations, with offsets into it.
Find = Callable[[str], Sequence[Quotation]]

_LEAST_SHARED = 0.8
# Said with a name, no part of it.
_TITLES = re.compile(
    r"(?:\b(?:Prof|Drs?|Dra|Ir|H|Hj|KH|AKBP|AKP|Kombes|Pol|Kompol|Iptu|Ipda|Aiptu|Brigjen|Irjen|"
    r"Komjen|Jenderal|"
    r"Letjen|Mayjen|Letkol|Kolonel|Mayor|Kapten|Pak|Bu|Ibu|Bapak)\b|\b[Dd]r[gs]?\b)\.? ?"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled quotation; offsets are into its passage.

    Parameters
    ----------
    speakers : names any of which is right; an empty one stands for null.
    denied : None where either is right.
    """

    start: int
    end: int
    direct: bool
    denied: bool | None
    is_required: bool
    speakers: tuple[str, ...]
    role: str
    verb: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A labelled text, or a piece of one: ``article`` from ``start`` to ``end``; None: all."""

    article: str
    half: str
    shape: str
    start: int
    end: int | None
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class QuotationScores:
    """Counts and shares from 0 to 1.

    Parameters
    ----------
    required : labels that have to be found.
    found : quotations found, those aside that match an optional label.
    matched : required labels that are matched.
    false_statements : denials that are found as statements.
    """

    required: int
    found: int
    matched: int
    false_statements: int

    @property
    def precision(self) -> float:
        """The share of what is found that is right; 1 where nothing is found."""
        return self.matched / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of required labels that are found; 1 where nothing is required."""
        return self.matched / self.required if self.required else 1.0


def paragraphs(body: str) -> str:
    """The text of a row of ``articles.jsonl.gz`` in which labels have their offsets.

    Lines are paragraphs, joined by a blank line; a backslash at the end of a line is the data's,
    not the article's. It depends on no reader, so that labels outlive a change of one.
    """
    lines = (line.rstrip("\\").strip() for line in body.split("\n"))
    return "\n\n".join(line for line in lines if line)


def read_passages(path: Path) -> list[Passage]:
    """A table of labels (``tests/articles/cases/README.md``), one passage after the other."""
    lines = path.read_text("utf-8").splitlines()
    grouped: dict[tuple[str, str, str, int, int | None], list[Label]] = {}
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        end = int(row["to"]) if "to" in row else None
        key = (row["article"], row["half"], row.get("shape", ""), int(row.get("from", 0)), end)
        labels = grouped.setdefault(key, [])
        if row["kind"] != "none":
            labels.append(_label(row))
    return [Passage(*key, tuple(labels)) for key, labels in grouped.items()]


def matches(found: Quotation, label: Label) -> bool:
    """Whether a quotation is the labelled one, with its speaker."""
    return (
        found.direct is label.direct
        and label.denied in (found.denied, None)
        and _shared(found, label) >= _LEAST_SHARED
        and _plain(found.speaker or "") in map(_plain, label.speakers)
    )


def score(passages: Iterable[Passage], texts: dict[str, str], find: Find) -> QuotationScores:
    """Score a finder; ``texts`` has the whole text of each article by its id."""
    required = found = matched = false_statements = 0
    for passage in passages:
        needed = [label for label in passage.labels if label.is_required]
        optional = [label for label in passage.labels if not label.is_required]
        required += len(needed)
        for one in find(texts[passage.article][passage.start : passage.end]):
            label = next((label for label in needed if matches(one, label)), None)
            if label is not None:
                needed.remove(label)
                matched += 1
            elif any(matches(one, label) for label in optional):
                continue
            found += 1
            false_statements += any(_is_false(one, label) for label in passage.labels)
    return QuotationScores(required, found, matched, false_statements)


def _is_false(found: Quotation, label: Label) -> bool:
    return label.denied is True and not found.denied and _shared(found, label) > 0


def _label(row: dict[str, str]) -> Label:
    return Label(
        start=int(row["start"]),
        end=int(row["end"]),
        direct=row["kind"] == "direct",
        denied={"yes": True, "no": False, "either": None}[row["denied"]],
        is_required=row["count"] == "required",
        speakers=tuple(row["speaker"].split("|")),
        role=row["role"],
        verb=row["verb"],
    )


def _shared(found: Quotation, label: Label) -> float:
    """Twice the shared characters by all of both (F1)."""
    shared = min(found.end, label.end) - max(found.start, label.start)
    return max(0, 2 * shared) / (found.end - found.start + label.end - label.start)


def _plain(speaker: str) -> str:
    return " ".join(re.findall(r"[\w@]+", _TITLES.sub("", speaker).casefold()))
