"""How many words does a stemmer take to their lemma? Types, pairs and tokens."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Stem = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class LemmaScores:
    """Shares from 0 to 1.

    Parameters
    ----------
    types : distinct forms whose stem is their most frequent gold lemma.
    changed : the same over the forms whose lemma differs from them.
    pairs_f1 : F1 over pairs of forms: two share a stem where they share a lemma.
    tokens : occurrences whose stem is their gold lemma.
    """

    types: float
    changed: float
    pairs_f1: float
    tokens: float


@dataclass(frozen=True)
class LemmaGold:
    """Forms with their lemmas and how often each was printed, in lower case."""

    counts: Mapping[str, Counter[str]]

    @property
    def types(self) -> dict[str, str]:
        """Each form with its most frequent lemma."""
        return {form: counts.most_common(1)[0][0] for form, counts in self.counts.items()}


def read_gold(path: Path, stop_words: Path) -> LemmaGold:
    """A table of forms and lemmas (columns form, lemma, count), without stop words."""
    stop = frozenset(stop_words.read_text("utf-8").split())
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if (form := row["form"].lower()) not in stop:
                counts[form][row["lemma"].lower()] += int(row["count"])
    return LemmaGold(counts)


def score(gold: LemmaGold, stem: Stem) -> LemmaScores:
    """Score a stemmer.

    Parameters
    ----------
    stem : from a form in lower case to its stem.
    """
    types = gold.types
    stems = {form: stem(form) for form in types}
    changed = [form for form, lemma in types.items() if lemma != form]
    right = [form for form, lemma in types.items() if stems[form] == lemma]
    printed = sum(counts.total() for counts in gold.counts.values())
    hit = sum(counts[stems[form]] for form, counts in gold.counts.items())
    return LemmaScores(
        types=len(right) / len(types),
        changed=sum(stems[form] == types[form] for form in changed) / len(changed),
        pairs_f1=_pairs_f1(types, stems),
        tokens=hit / printed,
    )


def _pairs_f1(types: Mapping[str, str], stems: Mapping[str, str]) -> float:
    both = _pairs(Counter((stems[form], lemma) for form, lemma in types.items()))
    found, meant = _pairs(Counter(stems.values())), _pairs(Counter(types.values()))
    return 2 * both / (found + meant) if found + meant else 0.0


def _pairs(sizes: Mapping[object, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
