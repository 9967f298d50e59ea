"""The peer in retrieval: Elasticsearch's `indonesian` chain."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from beritasearch.evaluation.retrieval import Chain

_WORDS = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")


def elasticsearch(data: Path) -> Chain:
    """Elasticsearch's `indonesian`: lower case, Tala's stop words, Snowball."""
    import Stemmer as snowball  # noqa: N813

    stem = cache(snowball.Stemmer("indonesian").stemWord)
    stop = frozenset((data / "analysis/lucene_indonesian_stopwords.txt").read_text("utf-8").split())

    def terms(text: str) -> list[str]:
        return [stem(word) for word in _WORDS.findall(text.lower()) if word not in stop]

    return Chain(
        lambda text: {"snowball": " ".join(terms(text))},
        lambda text: {"snowball": Counter(terms(text))},
    )
