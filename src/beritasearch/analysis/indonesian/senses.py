"""Abbreviations that need their text: several senses (PKB, PMI), or a word in lower case (AS, as).

Such an abbreviation stands for a sense only where the text says which: it spells the expansion
out somewhere, or words of the sense stand near by. Else it matches as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from beritasearch.analysis.indonesian.lists import abbreviations, is_certain
from beritasearch.analysis.indonesian.stemmer import stem_of

_WORD = re.compile(r"[^\W_]+")
# Words of a sense are looked for so far to each side first: two sentences of news.
_NEAR = 200
# In the context of a sense: a name behind the abbreviation.
_BETWEEN = frozenset(("dan", "dan/atau", "untuk", "di", "atas", "dalam", "of", "and"))
_NAME = "+nama"
_NUMBER = "+angka"
_NUMBER_BEFORE = re.compile(r"\d ?$")
_DEFINED = re.compile(r"\(([A-Z][A-Za-z]{1,8})\)")
_NAME_BEHIND = re.compile(r"\.? (?!\()[A-Z][a-z]")


class Sense(NamedTuple):
    """One sense of an abbreviation.

    Parameters
    ----------
    printed : the abbreviation as news prints it.
    words : what it stands for, in lower case.
    context : words of which one near by shows this sense; empty where it is the only one.
    case : ``any``, ``exact`` (only as printed) or ``not-title`` (not with one capital).
    """

    printed: str
    words: str
    context: frozenset[str]
    case: str

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words."""
        return tuple(_stems(self.words))

    def is_printed_at(self, text: str, start: int, end: int) -> bool:
        """Whether a piece of a text can be this abbreviation, by its case and its dot."""
        form = text[start:end]
        if self.printed.endswith(".") and text[end : end + 1] != ".":
            return False
        if self.case == "exact":
            return form == self.printed.rstrip(".")
        return self.case == "any" or form != form.capitalize()


class Senses:
    """The abbreviations whose text decides. Safe to share between threads."""

    def __init__(self) -> None:
        self._by_form: dict[str, list[Sense]] = {}
        for form, same in abbreviations().items():
            # The others stand in `forms.tsv`.
            if not is_certain(same):
                self._by_form[form] = list(map(_sense, same))
        self.forms = frozenset(self._by_form)
        self._exact = {
            form: frozenset(sense.printed.rstrip(".") for sense in senses)
            for form, senses in self._by_form.items()
            if all(sense.case == "exact" for sense in senses)
        }

    def meant(self, form: str, text: str, start: int, end: int) -> Sense | None:
        """The sense of the abbreviation ``text[start:end]``; None where nothing decides."""
        senses = [s for s in self._by_form.get(form, ()) if s.is_printed_at(text, start, end)]
        if not senses:
            return None
        folded = text.lower()
        spelled = [sense for sense in senses if sense.words in folded]
        if len(spelled) == 1:
            return spelled[0]
        if _defined_otherwise(text, start, end):
            return None
        if len({sense.words for sense in senses}) == 1 and not senses[0].context:
            return senses[0]
        if beside := _shown_beside(senses, text, start, end):
            return beside
        near = folded[max(0, start - _NEAR) : start] + " " + folded[end : end + _NEAR]
        return _decided(senses, near) or _decided(senses, folded[:start] + " " + folded[end:])

    def expansions(self, text: str, surface: Iterable[str]) -> Iterator[Sense]:
        """The senses that a text decides, each once.

        Parameters
        ----------
        surface : the terms of the text.
        """
        found: dict[tuple[str, str], Sense] = {}
        for form in self.forms.intersection(surface):
            # Most are words too (as, no, tim), and in the text only that.
            printed = self._exact.get(form)
            if printed is not None and not any(each in text for each in printed):
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE):
                if sense := self.meant(form, text, match.start(), match.end()):
                    found[form, sense.words] = sense
                    break
        yield from (found[key] for key in sorted(found))


def _sense(row: dict[str, str]) -> Sense:
    context = frozenset(row["context"].lower().split())
    return Sense(row["abbreviation"], row["expansion"], context, row["case"])


def _shown_beside(senses: list[Sense], text: str, start: int, end: int) -> Sense | None:
    """The sense that a name behind shows (*PT Sinar Mas*: a firm), or a number before (*17 KM*)."""
    marks = set()
    if _NAME_BEHIND.match(text, end):
        marks.add(_NAME)
    if _NUMBER_BEFORE.search(text[max(0, start - 3) : start]):
        marks.add(_NUMBER)
    return next((sense for sense in senses if marks & sense.context), None)


def definitions(text: str) -> dict[str, str]:
    """The abbreviations that a text defines, with their words: *Indeks Harga Saham (IHS)*.

    >>> definitions("Ketua Persatuan Insinyur Indonesia (PII) hadir.")
    {'PII': 'persatuan insinyur indonesia'}
    """
    found = {}
    for match in _DEFINED.finditer(text):
        before = _WORD.findall(text[max(0, match.start() - 120) : match.start()])
        words = _with_initials(before, match[1].lower())
        if words:
            found[match[1]] = " ".join(words).lower()
    return found


def _with_initials(words: list[str], letters: str) -> list[str]:
    """The last words whose initials are these letters; small words between need none."""
    found: list[str] = []
    left = letters
    for word in reversed(words):
        if left and word[0].lower() == left[-1]:
            left = left[:-1]
        elif not (found and word in _BETWEEN):
            break
        found.insert(0, word)
        if not left:
            return found
    return []


def _decided(senses: list[Sense], text: str) -> Sense | None:
    """The sense with most different words in a text; None where two have as many, or none any."""
    words = frozenset(_WORD.findall(text))
    counts = sorted(
        ((len(sense.context & words), at) for at, sense in enumerate(senses)), reverse=True
    )
    best, at = counts[0]
    if not best or (len(counts) > 1 and counts[1][0] == best):
        return None
    return senses[at]


def _defined_otherwise(text: str, start: int, end: int) -> bool:
    """Whether the text defines the abbreviation itself: words with its initials before `(ABC)`."""
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return False
    before = _WORD.findall(text[max(0, start - 120) : start])
    initials = text[start:end].lower()
    last = before[-len(initials) :]
    return len(last) == len(initials) and all(
        word[0].lower() == letter for word, letter in zip(last, initials, strict=True)
    )


@lru_cache(maxsize=2048)
def _stems(words: str) -> list[str]:
    return list(map(stem_of, words.split()))


@lru_cache(maxsize=1)
def senses() -> Senses:
    """The shipped senses, read once."""
    return Senses()
