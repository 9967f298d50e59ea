"""Which word was meant? Likelier spellings of words that an archive knows hardly or not at all.

Four things speak for a word: it is spelled nearly as the one typed, it is common, and it stands
elsewhere in the archive between the same neighbours as the one typed, or goes with the other
words of the query.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, product, zip_longest
from typing import NamedTuple

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.engines.base import Engine
from beritasearch.regions.gazetteer import Gazetteer
from beritasearch.search.closeness import cost, name_sound
from beritasearch.search.odds import ODDS, Odds, Signs
from beritasearch.search.sightings import Company, Neighbours, Sightings
from beritasearch.search.spelling import allowed_edits, is_abbreviation, is_right
from beritasearch.search.vocabulary import Near, Vocabulary

# Nothing is replaced by a suggestion, so it may lie further away than a fuzzy word: of the
# labelled misspellings of five to eight letters one in nine has two edits.
_SHORTEST = 5
_EDITS = 2
# Longer queries were pasted, not typed; each doubtful word takes some 3 ms.
_MOST_WORDS = 24
# A name's other spelling is not this many times rarer than its usual one.
_RARE_SPELLING = 50
# Where the query has other words, what is less likely than this goes with none of them: of 292
# misspellings with another word five are lost so. Of 400 questions about things that an archive
# has not, 31 words get a suggestion, without this more than 70.
_UNLIKELY = -5.0
# So many candidates, the likeliest by their spelling, are compared with the words around.
_COMPARED = 5
# Those that are not twenty times less likely than the best one are shown, five at most.
_ABOUT_AS_LIKELY = 3.0
_SHOWN = 5


class Correction(NamedTuple):
    """A word that may have been meant.

    Parameters
    ----------
    odds : logarithm of the odds for it and against what was typed.
    """

    term: str
    odds: float
    signs: Signs


class TypedWord(NamedTuple):
    """One word of a query among the others.

    Parameters
    ----------
    documents : that hold it; 0 where the archive does not know it.
    others : the other words of the query.
    """

    term: str
    documents: int
    neighbours: Neighbours
    others: tuple[str, ...]


class Suggester:
    """Finds the words that were meant. Safe to share between threads."""

    def __init__(
        self,
        engine: Engine,
        vocabulary: Vocabulary,
        analyzer: Analyzer,
        gazetteer: Gazetteer,
        odds: Odds = ODDS,
    ) -> None:
        self._engine = engine
        self._vocabulary = vocabulary
        self._analyzer = analyzer
        self._gazetteer = gazetteer
        self._odds = odds

    def suggestions(
        self, text: str, terms: Sequence[str], unknown: Collection[str], *, is_answered: bool
    ) -> list[str]:
        """Other spellings of one word of a query; of the whole query where several change.

        Parameters
        ----------
        terms : the surface terms of the query in order.
        unknown : those for which the archive has no form at all.
        is_answered : whether an article has all that was asked; where none has, known words
            may have been meant otherwise too, if the words beside them say so.
        """
        if len(terms) > _MOST_WORDS:
            return []
        meant = list(terms)
        changed: dict[str, list[str]] = {}
        for at, term in enumerate(terms):
            word = self.typed(meant, at)
            if word is None or term in changed:
                continue
            found = self.corrections(word, is_unknown=term in unknown, is_answered=is_answered)
            if shown := _about_as_likely(found):
                meant[at] = shown[0]
                changed[term] = [self._printed(other) for other in shown]
        if len(changed) <= 1:
            return [other for others in changed.values() for other in others]
        return list(_rewritten(text, changed))

    def corrections(
        self, word: TypedWord, *, is_unknown: bool = False, is_answered: bool = True
    ) -> list[Correction]:
        """Words that were more likely meant, the likeliest first; see :meth:`suggestions`."""
        is_doubtful = self.is_doubtful(word)
        if is_answered and not is_doubtful:
            return []
        if not word.documents:
            return self._of_unknown(word, is_unknown=is_unknown) if is_doubtful else []
        found = self.by_places(word) if is_doubtful else []
        if not is_answered and not (found and found[0].odds > 0):
            found = self.by_neighbours(word)
        return [correction for correction in found if correction.odds > 0]

    def is_doubtful(self, word: TypedWord) -> bool:
        """Whether a word is so rare in the archive that it may be a slip there, and not known to
        be right."""
        return self._vocabulary.is_rare(word.documents) and not is_right(
            word.term, self._analyzer, self._gazetteer
        )

    def _of_unknown(self, word: TypedWord, *, is_unknown: bool) -> list[Correction]:
        """The likeliest for a word that no article prints; not for a legal form of a word that
        some do, unless it is likelier."""
        if not is_unknown and self._analyzer.is_word(word.term):
            least = 0.0
        else:
            least = _UNLIKELY if self._known_others(word) else -math.inf
        return [correction for correction in self.by_query(word) if correction.odds > least]

    def by_query(self, word: TypedWord) -> list[Correction]:
        """Ranked by how they go with the other words of the query."""
        company = Company(self._engine)
        others = self._known_others(word)
        found = []
        for other, signs in self._nearest(word):
            together = sum(company.together(other.term, beside) for beside in others)
            found.append((other, signs._replace(together=together)))
        return self._ranked(found)

    def _known_others(self, word: TypedWord) -> list[str]:
        return [
            other
            for other in word.others
            if not self._analyzer.is_function_word(other) and self._vocabulary.documents(other)
        ]

    def by_places(self, word: TypedWord) -> list[Correction]:
        """Ranked by how they go with what stands beside the word typed in the archive."""
        sightings = Sightings(word.term, self._engine, self._analyzer)
        is_name = sightings.printed[0].isupper()
        company = Company(self._engine)
        found = []
        for other, signs in self._nearest(word):
            is_same_name = is_name and _is_same_name(word, other)
            if not is_same_name and not self._is_same_word(word.term, other.term):
                lifts = company.lifts(other.term, sightings.neighbours)
                found.append((other, signs._replace(beside=sum(lifts) / len(lifts))))
        return self._ranked(found)

    def by_neighbours(self, word: TypedWord) -> list[Correction]:
        """Ranked by how they go with what stands beside the word typed in the query.

        One of these is enough: the other one may be a slip itself.
        """
        company = Company(self._engine)
        around = (word.neighbours,)
        typed = max(company.lifts(word.term, around))
        found = []
        for other, signs in self._nearest(word):
            beside = max(company.lifts(other.term, around)) - typed
            found.append((other, signs._replace(beside=beside)))
        return self._ranked(found)

    def _ranked(self, found: Iterable[tuple[Near, Signs]]) -> list[Correction]:
        corrections = (Correction(near.term, self._odds.of(signs), signs) for near, signs in found)
        return sorted(corrections, key=lambda correction: (-correction.odds, correction.term))

    def typed(self, terms: Sequence[str], at: int) -> TypedWord | None:
        """A word that may be a slip, with those around it."""
        term = terms[at]
        if len(term) < _SHORTEST or not term.isalpha():
            return None
        around = Neighbours("".join(terms[:at][-1:]), "".join(terms[at + 1 :][:1]))
        others = tuple(other for other in dict.fromkeys(terms) if other != term)
        return TypedWord(term, self._vocabulary.documents(term), around, others)

    def _nearest(self, word: TypedWord) -> list[tuple[Near, Signs]]:
        """The candidates that are likeliest by their spelling, all commoner than what was typed."""
        near = self._vocabulary.near(word.term, _EDITS, established=True)
        near = near or self._vocabulary.near(word.term, _EDITS)
        is_word = self._analyzer.is_word(word.term)
        fitting = [
            (other, _spelling_signs(word, other, is_word=is_word))
            for other in near
            if other.documents > word.documents and self._may_stand_for(word.term, other)
        ]
        return sorted(fitting, key=lambda found: -self._odds.of(found[1]))[:_COMPARED]

    def _may_stand_for(self, term: str, other: Near) -> bool:
        # Abbreviations are short: two letters more or less are another one.
        return other.edits <= max(allowed_edits(term), 1) or not is_abbreviation(
            other.term, self._analyzer
        )

    def _is_same_word(self, term: str, other: str) -> bool:
        """Whether one is a legal form of the other: *tangkapi* and *tangkap*."""
        short, long = sorted((term, other), key=len)
        if not (long.startswith(short) or long.endswith(short)):
            return False
        return self._analyzer.is_word(term) and (
            self._analyzer.stem(term) == self._analyzer.stem(other)
        )

    def _printed(self, term: str) -> str:
        return Sightings(term, self._engine, self._analyzer).printed


def _spelling_signs(word: TypedWord, other: Near, *, is_word: bool) -> Signs:
    return Signs(
        commoner=math.log10(other.documents / max(word.documents, 1)),
        per_letter=cost(word.term, other.term) / len(word.term),
        is_word=is_word,
    )


def _is_same_name(word: TypedWord, other: Near) -> bool:
    """Whether a name is another spelling of the same one, as people bear both: *Fatahilah* and
    *Fatahillah*; not *Pnhom* and *Phnom*, nor *Tangeraang*, which is much too rare for that."""
    is_swapped = sorted(word.term) == sorted(other.term)
    is_likely = other.documents < _RARE_SPELLING * word.documents
    is_alike = other.edits == 1 and name_sound(word.term) == name_sound(other.term)
    return is_alike and is_likely and not is_swapped


def _about_as_likely(found: Sequence[Correction]) -> list[str]:
    return [c.term for c in found[:_SHOWN] if c.odds > found[0].odds - _ABOUT_AS_LIKELY]


def _rewritten(text: str, changed: dict[str, list[str]]) -> Iterator[str]:
    """A query with several words changed; the likeliest choices first."""
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, changed))})\b", re.IGNORECASE)
    for chosen in islice(product(*changed.values()), _SHOWN):
        meant = dict(zip(changed, chosen, strict=True))
        parts = words.split(text), words.findall(text)
        yield "".join(
            before + meant.get(word.lower(), word)
            for before, word in zip_longest(*parts, fillvalue="")
        )
