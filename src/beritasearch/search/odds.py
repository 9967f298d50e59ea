"""How likely is it that a word was meant? What is seen of it, and what each sign weighs."""

from __future__ import annotations

from typing import NamedTuple


class Signs(NamedTuple):
    """What is seen of a word that may have been meant, beside what was typed.

    Parameters
    ----------
    commoner : by how many powers of ten more articles hold it.
    per_letter : the cost of the edits between them, divided by the letters.
    is_word : whether what was typed is a form of a known root.
    beside : by how many powers of ten it is found more often than by chance beside the words
        around; on the mean of them.
    together : the same for being in one article with the other words of the query; their sum.
    """

    commoner: float
    per_letter: float
    is_word: bool
    beside: float = 0.0
    together: float = 0.0


class Odds(NamedTuple):
    """What speaks for a word, and against it, in natural logarithms of odds.

    Fitted to half of the labelled misspellings and of the rare right words, and set so that none
    of the rare words is corrected there (``python -m tuning.suggestions``).

    Parameters
    ----------
    least : against any word; the others are for each unit of a sign.
    """

    least: float = -2.1
    commoner: float = 1.75
    per_letter: float = -31.0
    is_word: float = -3.5
    beside: float = 6.2
    together: float = 1.25

    def of(self, signs: Signs) -> float:
        """The odds that these signs give."""
        return self.least + sum(weight * sign for weight, sign in zip(self[1:], signs, strict=True))


ODDS = Odds()
