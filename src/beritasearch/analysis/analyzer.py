"""The analyzer: surface terms and stems, and a fingerprint that tells analyzers apart."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Sequence
from functools import lru_cache

from beritasearch.analysis.indonesian.forms import Form, Forms, forms
from beritasearch.analysis.indonesian.roots import LEXICONS, Roots, roots
from beritasearch.analysis.indonesian.spelling import modernised
from beritasearch.analysis.indonesian.stemmer import Stemmer, stemmer
from beritasearch.analysis.tokenizer import terms

# Raised by hand whenever tokenizer or analyzer give other terms for some text.
_RULES_VERSION = 2
# What decides about terms beside the rules. `abbreviations.tsv` is read for its senses.
_TABLES = ("roots.tsv", "affixes.tsv", "exceptions.tsv", "forms.tsv", "abbreviations.tsv")
# Stands between what a text says and what its abbreviations stand for, so that no phrase
# reaches across.
BORDER = "|"
# `anak2` is `anak-anak`, but CO2, FP2 and Rp2 are not; and Moto2 is a name.
_SHORTEST_DOUBLED = 3
_NOT_DOUBLED = frozenset(("moto",))


class _Stems(dict[str, str]):
    """Stems by surface term; grows with the vocabulary, not with the text."""

    def __init__(self) -> None:
        self._forms: Forms = forms()
        self._roots: Roots = roots()
        self._stemmer: Stemmer = stemmer()

    def __missing__(self, term: str) -> str:
        stem = self[term] = self._stem(term)
        return stem

    def _stem(self, term: str) -> str:
        if meant := self._forms.stems(term):
            return meant
        if not term.isalpha():
            return self._doubled(term)
        root = self._stemmer.stem(modernised(term, self._roots))
        # dengerin -> denger -> dengar; aktifitasnya -> aktifitas -> aktivitas.
        return (self._forms.stems(root) or root) if root != term else root

    def _doubled(self, term: str) -> str:
        word = term[:-1]
        is_doubled = (
            term[-1:] == "2"
            and len(word) >= _SHORTEST_DOUBLED
            and word.isalpha()
            and word not in _NOT_DOUBLED
            and self._roots.is_root(word)
        )
        return self[word] if is_doubled else term


class Analyzer:
    """Turns text into the terms that engines store and look up.

    Two streams of terms stand for a text: its words as printed, folded to lower case, and their
    stems. The second one holds what the words stand for: roots, standard spellings, the words of
    abbreviations, compounds split.

    Attributes
    ----------
    fingerprint : changes whenever the same text could give other terms; an index keeps the
        one it was built with, and another one is refused. Readable, so that a person sees
        what differs.
    """

    def __init__(self) -> None:
        self._stems = _Stems()
        self._forms = forms()
        self.fingerprint = _fingerprint()

    def surface(self, text: str) -> list[str]:
        """The words of a text as written, folded to lower case."""
        return terms(text)

    def stem(self, term: str) -> str:
        """What stands for a surface term: one stem, or several parted by spaces."""
        return self._stems[term]

    def stems(self, surface: Sequence[str]) -> list[str]:
        """What stands for surface terms, one string each, in order."""
        return list(map(self._stems.__getitem__, surface))

    def stem_terms(self, text: str, surface: Sequence[str]) -> str:
        """The stems of a text, parted by spaces, and at its end those that its context gives.

        Parameters
        ----------
        surface : the surface terms of the same text.
        """
        stems = " ".join(map(self._stems.__getitem__, surface))
        given = self.given_by_context(text, surface)
        return f"{stems} {BORDER} {given}" if given else stems

    def given_by_context(self, text: str, surface: Sequence[str]) -> str:
        """The stems of abbreviations whose sense the text decides, parted by spaces."""
        # Loads the senses, which most queries do not need.
        from beritasearch.analysis.indonesian.senses import senses

        found = senses().expansions(text, surface)
        return f" {BORDER} ".join(" ".join(sense.stems) for sense in found)

    def form(self, terms: Sequence[str]) -> Form | None:
        """What several surface terms in a row stand for together; None where nothing is known."""
        return self._forms.get(" ".join(terms))

    def forms_of(self, stem: str) -> frozenset[str]:
        """Printed forms that stand for a stem and do not show it: abbreviations, variants."""
        return self._forms.standing_for(stem)


def _fingerprint() -> str:
    checksum = 0
    for name in _TABLES:
        checksum = zlib.crc32((LEXICONS / name).read_bytes(), checksum)
    parts = (
        f"rules={_RULES_VERSION}",
        f"tables={checksum:08x}",
        f"unicode={unicodedata.unidata_version}",
    )
    return " ".join(parts)


@lru_cache(maxsize=1)
def analyzer() -> Analyzer:
    """The project's analyzer; its table of stems is shared by all who ask."""
    return Analyzer()
