"""Abbreviations that need their text: several senses (PKB, PMI), or a word in lower case (AS, as).

Such an abbreviation stands for a sense only where the text says which: it spells the expansion
out somewhere, or words of the sense stand near by. Else it matches as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from beritasearch.analysis.indonesian.definitions import definitions, is_defined_at
from beritasearch.analysis.indonesian.lists import abbreviations, is_certain, rows
from beritasearch.analysis.indonesian.stemmer import stem_of
from beritasearch.analysis.indonesian.values.scan import lowered

_WORD = re.compile(r"[^\W_]+")
# Words of a sense are looked for so far to each side first: two sentences of news.
_NEAR = 200
# In the context of a sense: a name behind the abbreviation.
_NAME = "+nama"
_NUMBER = "+angka"
# A number behind it (*KM 91*, *PP 82*), a degree behind a name, any other word.
_NUMBERED = "+nomor"
_TITLE = "+gelar"
_ANY = "+kata"
_NUMBER_BEFORE = re.compile(r"\d ?$")
_NUMBER_BEHIND = re.compile(r"\.? ?\d")
_NAME_BEHIND = re.compile(r"\.? (?!\()[A-Z][a-z]")
# A degree stands behind a person's name and a comma, or beside another degree.
_DEGREE = r"(?:S[EHT]|M[HMT]|S[A-Z][A-Za-z]{1,3}|M[A-Z]?[a-z]{1,3})"
_DEGREE_BEFORE = re.compile(rf"[a-z]{{2}}, $|\b{_DEGREE},? $")
_DEGREE_BEHIND = re.compile(rf",? {_DEGREE}\b")
# Initials of a person: beside a word for people, before an age, in a row of such initials.
_PERSON_BEFORE = re.compile(
    r"\b(?:(?:ber)?inisial|(?:Brip|Bhara|Aip|Ip|Ser|Pra|Let|Kop)(?:ka|da|tu|ma)"
    r"|Brigadir|AKP|AKBP|Kompol|Sdr|saudar[ai]) $"
)
_AGE_BEHIND = re.compile(r",? \(\d{1,2}\b")
_INITIALS_BESIDE = (re.compile(r"(?<![\w-])([A-Z]{2}), $"), re.compile(r", ([A-Z]{2})(?![\w-])"))
_SHORT = 3


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
        return self._meant(form, _Text(text), start, end)

    def _meant(self, form: str, read: _Text, start: int, end: int) -> Sense | None:
        text, low = read.text, read.low
        senses = [s for s in self._by_form.get(form, ()) if s.is_printed_at(text, start, end)]
        if not senses or _is_person(form, text, start, end):
            return None
        spelled = [sense for sense in senses if sense.words in low]
        if len(spelled) == 1:
            return spelled[0]
        if is_defined_at(text, start, end):
            return None
        if len({sense.words for sense in senses}) == 1 and not senses[0].context:
            return senses[0]
        if beside := _shown_beside(senses, text, start, end):
            return beside
        near = f"{low[max(0, start - _NEAR) : start]} {low[end : end + _NEAR]}"
        return (
            _decided(senses, frozenset(_WORD.findall(near)))
            or _decided(senses, read.words)
            or next((s for s in senses if _ANY in s.context and _WORD.search(near)), None)
        )

    def expansions(self, text: str, surface: Iterable[str]) -> Iterator[Sense]:
        """The senses that a text decides, each once.

        Parameters
        ----------
        surface : the terms of the text.
        """
        read = _Text(text)
        found: dict[tuple[str, str], Sense] = {}
        for form in self.forms.intersection(surface):
            # Most are words too (as, no, tim), and in the text only that.
            printed = self._exact.get(form)
            if printed is not None and not any(each in text for each in printed):
                continue
            for match in _word(form).finditer(read.low):
                start, end = match.span()
                # What a text defines otherwise is in it already, spelled out.
                if self._is_defined_otherwise(form, text[start:end], read):
                    break
                if sense := self._meant(form, read, start, end):
                    found[form, sense.words] = sense
                    break
        yield from (found[key] for key in sorted(found))

    def _is_defined_otherwise(self, form: str, printed: str, read: _Text) -> bool:
        """Whether a text defines an abbreviation, and by none of its known senses."""
        if f"({printed})" not in read.text and f"{printed} (" not in read.text:
            return False
        words = read.definitions.get(printed)
        senses = (sense.words.replace("-", " ") for sense in self._by_form[form])
        return words is not None and words not in senses


class _Text:
    """A text, and what is looked up in it for each of its abbreviations.

    Attributes
    ----------
    low : the text in small letters, every character at its place.
    words : its different words, in small letters.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def low(self) -> str:
        return lowered(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.low))

    @cached_property
    def definitions(self) -> dict[str, str]:
        return definitions(self.text)


@lru_cache(maxsize=1024)
def _word(form: str) -> re.Pattern[str]:
    """A form as a whole word. It looks back last: what begins with letters is found fast."""
    letters = re.escape(form)
    return re.compile(rf"{letters}(?!\w)(?<!\w{letters})")


def _sense(row: dict[str, str]) -> Sense:
    context = set[str]()
    for word in row["context"].lower().split():
        context |= _topics()[word] if word.startswith("@") else {word}
    # Another mention of the abbreviation itself says nothing.
    context.discard(row["abbreviation"].lower())
    return Sense(row["abbreviation"], row["expansion"], frozenset(context), row["case"])


@lru_cache(maxsize=1)
def _topics() -> dict[str, frozenset[str]]:
    return {f"@{row['topic']}": frozenset(row["words"].split()) for row in rows("topics.tsv")}


def _is_person(form: str, text: str, start: int, end: int) -> bool:
    """Whether an abbreviation is a person's initials: *Bripka AS*, *AP (13)*, *DK, JY, AS, WY*."""
    if end - start > _SHORT or not text[start:end].isupper():
        return False
    before = text[max(0, start - 24) : start]
    if _PERSON_BEFORE.search(before) or _AGE_BEHIND.match(text, end):
        return True
    beside = (_INITIALS_BESIDE[0].search(before), _INITIALS_BESIDE[1].match(text, end))
    return len(form) < _SHORT and any(m and m[1].lower() not in _known() for m in beside)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(abbreviations())


def _shown_beside(senses: list[Sense], text: str, start: int, end: int) -> Sense | None:
    """The sense that a name behind shows (*PT Sinar Mas*: a firm), or a number before (*17 KM*)."""
    marks = set()
    if _NAME_BEHIND.match(text, end):
        marks.add(_NAME)
    if _NUMBER_BEFORE.search(text[max(0, start - 3) : start]):
        marks.add(_NUMBER)
    if _NUMBER_BEHIND.match(text, end):
        marks.add(_NUMBERED)
    if _DEGREE_BEFORE.search(text[max(0, start - 8) : start]) or _DEGREE_BEHIND.match(text, end):
        marks.add(_TITLE)
    return next((sense for sense in senses if marks & sense.context), None)


def _decided(senses: list[Sense], words: frozenset[str]) -> Sense | None:
    """The sense whose context has most of these words; None where two have as many, or none any."""
    counts = sorted(
        ((len(sense.context & words), at) for at, sense in enumerate(senses)), reverse=True
    )
    best, at = counts[0]
    if not best or (len(counts) > 1 and counts[1][0] == best):
        return None
    return senses[at]


@lru_cache(maxsize=2048)
def _stems(words: str) -> list[str]:
    return list(map(stem_of, words.split()))


@lru_cache(maxsize=1)
def senses() -> Senses:
    """The shipped senses, read once."""
    return Senses()
