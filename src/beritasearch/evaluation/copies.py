"""Are copies found? Pairs of articles with nearly one text, and copies made of real articles."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

from rapidfuzz import fuzz, process

from beritasearch.analysis.sentences import sentence_borders

# How a copy is made of an article.
EDITS = ("dropped", "moved", "edited")
# An article of fewer paragraphs is edited by its sentences.
_LEAST_PARAGRAPHS = 4
# In an edited paragraph so many of its words are replaced.
_REPLACED = 0.3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, the lower id first.

    Parameters
    ----------
    is_copy : whether one is a copy of the other, as read.
    """

    first: str
    second: str
    is_copy: bool = True

    @property
    def ids(self) -> tuple[str, str]:
        """Both ids, in order."""
        return self.first, self.second


def read_pairs(path: Path, sample: str) -> list[Pair]:
    """The pairs of one sample of a table (columns first, second, judgement, sample)."""
    lines = path.read_text("utf-8").splitlines()
    return [
        Pair(row["first"], row["second"], row["judgement"] == "copy")
        for row in csv.DictReader(lines, delimiter="\t")
        if row["sample"] == sample
    ]


def similar_to(
    at: int, ids: Sequence[str], bodies: Sequence[str], least: float
) -> list[tuple[str, str, float]]:
    """The pairs of one article with those after it whose bodies rapidfuzz finds alike.

    Parameters
    ----------
    least : the least similarity of a pair, ``fuzz.ratio`` / 100.
    """
    found = process.extract(
        bodies[at], bodies[at + 1 :], scorer=fuzz.ratio, score_cutoff=100 * least, limit=None
    )
    pairs = ((ids[at], ids[at + 1 + other], score / 100) for _, score, other in found)
    return [(min(one, other), max(one, other), score) for one, other, score in pairs]


def found_pairs(earliest: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Every pair that a table of copies names: articles with one and the same earliest.

    Parameters
    ----------
    earliest : rows of the table: an article and the earliest one with its text.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for article_id, earliest_id in earliest:
        groups[earliest_id] |= {earliest_id, article_id}
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def recall(pairs: Collection[Pair], found: Collection[tuple[str, str]]) -> float:
    """The share of some pairs that were found; 1 where there is none."""
    return sum(pair.ids in found for pair in pairs) / len(pairs) if pairs else 1.0


def precision(read: Iterable[Pair], found: Collection[tuple[str, str]]) -> tuple[float, int]:
    """Of the pairs that were found and read, the share of copies; and how many they are."""
    judged = [pair.is_copy for pair in read if pair.ids in found]
    return (sum(judged) / len(judged) if judged else 1.0), len(judged)


def made_copies(
    bodies: Mapping[str, str], number: int, seed: int
) -> Iterator[tuple[str, str, str, str]]:
    """Copies of some of the articles: id, id of the copy, how it was made, and its body.

    Parameters
    ----------
    bodies : by article id.
    number : how many; each way of editing makes a third of them.
    """
    chance = random.Random(seed)
    ids = sorted(bodies)
    for at, article_id in enumerate(chance.sample(ids, number)):
        edit = EDITS[at % len(EDITS)]
        words = bodies[chance.choice(ids)].split()
        body = _changed(bodies[article_id], edit, chance, words)
        yield article_id, f"copy-{article_id}", edit, body


def _changed(body: str, edit: str, chance: random.Random, words: Sequence[str]) -> str:
    """A body from which up to half of its paragraphs were dropped, moved or edited.

    Parameters
    ----------
    words : what replaces words: those of another article.
    """
    parts = body.split("\n\n")
    joint = "\n\n"
    if len(parts) < _LEAST_PARAGRAPHS:
        borders = [0, *sentence_borders(body, 1, len(body) - 1), len(body)]
        parts, joint = [body[start:end].rstrip() for start, end in pairwise(borders)], " "
    touched = set(chance.sample(range(len(parts)), chance.randint(1, max(len(parts) // 2, 1))))
    kept = [part for at, part in enumerate(parts) if at not in touched]
    if edit == "moved":
        taken = [parts[at] for at in sorted(touched)]
        place = chance.randint(0, len(kept))
        return joint.join([*kept[:place], *taken, *kept[place:]])
    if edit == "edited":
        return joint.join(
            _reworded(part, chance, words) if at in touched else part
            for at, part in enumerate(parts)
        )
    return joint.join(kept or parts)


def _reworded(paragraph: str, chance: random.Random, words: Sequence[str]) -> str:
    return " ".join(
        chance.choice(words) if chance.random() < _REPLACED else word for word in paragraph.split()
    )
