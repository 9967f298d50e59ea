"""A query as an archive understands it: what must match, what may, and what is more welcome."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from beritasearch.engines.base import Engine
from beritasearch.engines.clauses import AnyOf, Clause, Rewarded, all_of
from beritasearch.search.words import QueryWord

# Of more words than these, an article that has a few is a match where none has all. With at most
# three, MRR on the questions is .757, as with one, and with four .68; but one word matches nearly
# every article.
_MANY = 4
_ENOUGH = 3


class Part(NamedTuple):
    """What one word of a query asks for, or several that mean something together.

    Parameters
    ----------
    text : as typed.
    exact : the clause in the forms as typed; ``clause`` is that in any form.
    is_function_word : it says how words belong together, so that it alone makes no match.
    """

    text: str
    clause: Clause
    exact: Clause
    is_function_word: bool = False


@dataclass
class Plan:
    """A query's plan.

    Attributes
    ----------
    words : the words looked for (not those excluded), for highlighting.
    parts : what must match; relaxing drops some of them.
    rewards : what makes a match better: words of the query beside one another.
    bounds : what must hold of partial matches too: exclusions, dates, ``field:value``.
    replaced : by word that the archive does not know, the terms looked for instead.
    asked_fuzzy : by word for which other spellings were asked, those found.
    meanings : by word, or words in a row, what the user's lexicon has for them.
    """

    words: list[QueryWord] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    rewards: list[Clause] = field(default_factory=list)
    bounds: list[Clause] = field(default_factory=list)
    replaced: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked_fuzzy: dict[str, tuple[str, ...]] = field(default_factory=dict)
    meanings: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def clause(self) -> Clause:
        """Documents that match every part, in any form of its words."""
        return self._bounded(all_of(*(part.clause for part in self.parts)), self.rewards)

    @property
    def exact_clause(self) -> Clause:
        """Documents that match every part with the words as typed."""
        return self._bounded(all_of(*(part.exact for part in self.parts)), ())

    @property
    def telling(self) -> list[Part]:
        """The parts that make a partial match: all but function words, if there are others."""
        return [part for part in self.parts if not part.is_function_word] or self.parts

    @property
    def is_long(self) -> bool:
        """Whether so much is asked that an article with all of it would be chance."""
        return len(self.telling) > _MANY

    @property
    def enough(self) -> int:
        """How many of the telling parts make a partial match of a long query: 1, 2 from three
        parts on, 3 from seven on."""
        return min(_ENOUGH, round(math.sqrt(len(self.telling))))

    def at_least(self, number: int) -> Clause:
        """Documents that match some of the telling parts; what else they match counts too."""
        telling = self.telling
        others = [part.clause for part in self.parts if part not in telling]
        partial = AnyOf(tuple(part.clause for part in telling), number)
        return self._bounded(partial, (*others, *self.rewards))

    def missing(self, engine: Engine, within: Clause) -> Iterator[str]:
        """The telling parts that no document of a result set's bounds matches."""
        for part in self.telling:
            if not engine.count(all_of(part.clause, within)):
                yield part.text

    def _bounded(self, clause: Clause, rewards: Sequence[Clause]) -> Clause:
        if rewards:
            clause = Rewarded(clause, AnyOf(tuple(rewards)))
        return all_of(clause, *self.bounds)
