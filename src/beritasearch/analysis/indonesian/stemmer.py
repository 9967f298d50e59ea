"""Which reading of a word is meant? The root that stands for it in the index.

Each reading scores what its root scores (how large and how alive its family is) plus what its
affixes score (how common their pattern is, and whether a sound change is in order). The tables
are made by ``tuning/stemmer.py``, which names the evidence.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from beritasearch.analysis.indonesian.lists import rows
from beritasearch.analysis.indonesian.morphology import ENCLITICS, ENDINGS, Analysis, analyses
from beritasearch.analysis.indonesian.roots import LEXICONS, Roots, roots
from beritasearch.analysis.indonesian.spelling import modernised

# Shorter words have no affix to lose.
_SHORTEST = 4
_ENCLITICS = tuple(ENCLITICS)


class Ranked(NamedTuple):
    """A reading with its score; the readings of one word can be compared, those of two cannot."""

    score: float
    analysis: Analysis


class Stemmer:
    """Finds the root of a word.

    Parameters
    ----------
    with_exceptions : whether the words of ``exceptions.tsv`` are looked up first.
    """

    def __init__(self, *, with_exceptions: bool = True) -> None:
        self._roots: Roots = roots()
        self._affixes = _affixes()
        self._exceptions = _exceptions() if with_exceptions else {}
        self._patterns: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}

    def stem(self, word: str, *, is_name: bool = False) -> str:
        """The root of a word in lower case; the word itself where nothing explains it better.

        Parameters
        ----------
        word : may hold hyphens: a reduplication has one root, other parts have their own.
        is_name : whether the text shows the word to be a name; matters for unknown words only.

        >>> stemmer().stem("mempertanggungjawabkannya"), stemmer().stem("anak-anaknya")
        ('tanggungjawab', 'anak')
        """
        if "-" in word:
            return self._hyphenated(word)
        if len(word) < _SHORTEST or not word.isalpha():
            return word
        if root := self._exceptions.get(word):
            return root
        found = self._clitic_of_exception(word)
        return found or self.ranked(word, is_name=is_name)[0].analysis.root

    def ranked(self, word: str, *, is_name: bool = False) -> list[Ranked]:
        """Every reading of a word without hyphens, best first; the bare word is always one."""
        found = [
            Ranked(self._score(reading), reading)
            for reading in analyses(word, self._roots.is_root)
            if reading.prefixes or reading.suffixes
        ]
        found.append(Ranked(self._bare(word, is_name=is_name), Analysis(word)))
        if len(found) == 1:
            if not word.endswith(_ENCLITICS):
                return found
            found += self._names(word)
        return sorted(found, key=lambda ranked: (-ranked.score, ranked.analysis))

    def _score(self, reading: Analysis) -> float:
        scores = self._roots.get(reading.root)
        root = scores.root if scores and scores.root is not None else 0.0
        key = (reading.prefixes, reading.suffixes)
        pattern = self._patterns.get(key)
        if pattern is None:
            pattern = self._patterns[key] = self._pattern(*key)
        return root + pattern

    def _pattern(self, prefixes: tuple[str, ...], suffixes: tuple[str, ...]) -> float:
        """What these affixes add, whatever the root is."""
        weights = self._affixes
        names, marks = (
            zip(*(p.partition("+")[::2] for p in prefixes), strict=True) if prefixes else ((), ())
        )
        ending = [suffix for suffix in suffixes if suffix in ENDINGS]
        key = f"={'-'.join(names)}|{'-'.join(ending)}"
        score = weights.get(key, weights["pattern"])
        score += len(prefixes) * weights["prefix"] + len(suffixes) * weights["suffix"]
        score += sum(weights[f"p_{name}"] for name in names)
        score += sum(weights[f"+{mark}"] for mark in marks if mark)
        score += sum(weights[f"s_{suffix}"] for suffix in suffixes)
        if "ke" in prefixes and "an" not in suffixes:
            score += weights["ke_without_an"]
        return score

    def _bare(self, word: str, *, is_name: bool) -> float:
        if scores := self._roots.get(word):
            return scores.whole
        score = self._affixes["bare"] + len(word) * self._affixes["bare_letter"]
        return score + self._affixes["bare_capital"] if is_name else score

    def _names(self, word: str) -> list[Ranked]:
        """Names with a clitic or particle: *Jokowinya*, *Bennypun*."""
        return [
            Ranked(self._bare(word, is_name=False) + 1.0, reading)
            for reading in analyses(word, self._roots.is_name)
            if reading.suffixes and not reading.prefixes and ENCLITICS.issuperset(reading.suffixes)
        ]

    def _clitic_of_exception(self, word: str) -> str | None:
        if not word.endswith(_ENCLITICS):
            return None
        for clitic in ENCLITICS:
            if word.endswith(clitic) and (root := self._exceptions.get(word.removesuffix(clitic))):
                return root
        return None

    def _hyphenated(self, word: str) -> str:
        first, _, rest = word.partition("-")
        if not first or not rest:
            return self.stem(first or rest)
        if rest in ENCLITICS:
            return self.stem(first)
        if "-" not in rest and (shared := self._shared_root(first, rest)):
            return shared
        parts = [self.stem(part) for part in word.split("-") if part]
        if parts[-1] in ENCLITICS:
            parts.pop()
        # malaikat-malaikat-Nya: the same root again is one.
        return "-".join(dict.fromkeys(parts))

    def _shared_root(self, first: str, second: str) -> str | None:
        """The root of a reduplication: buku-buku, meniru-niru, tolong-menolong."""
        if len(first) < 2 or len(second) < 2:
            return None
        if first == second:
            return self.stem(first)
        scores = {r.analysis.root: r.score for r in reversed(self.ranked(first))}
        both = {
            r.analysis.root: scores[r.analysis.root] + r.score
            for r in reversed(self.ranked(second))
            if r.analysis.root in scores
        }
        return max(both, key=lambda root: (both[root], root)) if both else None


def _affixes() -> dict[str, float]:
    lines = (LEXICONS / "affixes.tsv").read_text("utf-8").splitlines()
    return {name: float(value) for name, value in (line.split("\t") for line in lines)}


def _exceptions() -> dict[str, str]:
    return {row["word"]: row["root"] for row in rows("exceptions.tsv")}


@lru_cache(maxsize=1)
def stemmer() -> Stemmer:
    """The project's stemmer, made once."""
    return Stemmer()


def stem_of(word: str) -> str:
    """The root of a word in lower case, in whatever spelling of whatever time."""
    return stemmer().stem(modernised(word, roots()))
