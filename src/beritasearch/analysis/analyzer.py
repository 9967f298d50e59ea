"""The analyzer: surface terms and stems, and a fingerprint that tells analyzers apart."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import Stemmer

from beritasearch.analysis.tokenizer import terms

# Raised by hand whenever tokenizer or analyzer give other terms for some text.
_RULES_VERSION = 1


class _Stems(dict[str, str]):
    """Stems by word; grows with the vocabulary, not with the text."""

    def __init__(self) -> None:
        # Snowball's Indonesian stands in until the project's own stemmer comes.
        self._stem = Stemmer.Stemmer("indonesian", 0).stemWord

    def __missing__(self, word: str) -> str:
        # Numbers and short words have no affix to lose.
        stem = self._stem(word) if word.isalpha() else word
        self[word] = stem
        return stem


class Analyzer:
    """Turns text into the terms that engines store and look up.

    Attributes
    ----------
    fingerprint : changes whenever the same text could give other terms; an index keeps the
        one it was built with, and another one is refused. Readable, so that a person sees
        what differs.
    """

    def __init__(self) -> None:
        self._stems = _Stems()
        self.fingerprint = _fingerprint()

    def surface(self, text: str) -> list[str]:
        """The words of a text as written, folded to lower case."""
        return terms(text)

    def stem(self, term: str) -> str:
        """The stem that stands for a surface term."""
        return self._stems[term]

    def stems(self, surface: list[str]) -> list[str]:
        """The stems of surface terms, one each, in order."""
        return list(map(self._stems.__getitem__, surface))


def _fingerprint() -> str:
    parts = (
        f"rules={_RULES_VERSION}",
        "stemmer=snowball-indonesian",
        f"snowball={Stemmer.version()}",
        f"unicode={unicodedata.unidata_version}",
    )
    return " ".join(parts)


@lru_cache(maxsize=1)
def analyzer() -> Analyzer:
    """The project's analyzer; its table of stems is shared by all who ask."""
    return Analyzer()
