"""The words of the articles: how often each is written in lower case and with a capital."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import orjson

ARTICLES = Path(__file__).parents[2] / "shared" / "data" / "articles.jsonl.gz"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Behind these a capital shows a beginning, not a name.
_BEGINS = frozenset('.!?:\n"“”(•')


@dataclass
class Vocabulary:
    """Counts by lower-cased word.

    Parameters
    ----------
    lower, capital : occurrences in lower case, and with a capital inside a sentence.
    articles : articles that hold the word in any form.
    """

    lower: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)

    def capital_share(self, word: str) -> float | None:
        """The share of capitals inside sentences; None where the word is not seen there."""
        seen = self.lower[word] + self.capital[word]
        return self.capital[word] / seen if seen else None


def count(path: Path = ARTICLES) -> Vocabulary:
    """Count the words of all bodies."""
    counted = Vocabulary()
    with gzip.open(path) as lines:
        for line in lines:
            _count_text(orjson.loads(line)["body"], counted)
    return counted


def _count_text(text: str, counted: Vocabulary) -> None:
    last, seen = 0, set()
    for match in _WORD.finditer(text):
        word = match.group()
        begins = match.start() == 0 or not _BEGINS.isdisjoint(text[last : match.start()])
        last = match.end()
        folded = word.lower()
        seen.add(folded)
        if not word[0].isupper():
            counted.lower[folded] += 1
        elif not begins:
            counted.capital[folded] += 1
    counted.articles.update(seen)
