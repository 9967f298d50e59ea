"""Every step from a text to its terms: tokens with their kinds, roots and values.

The index needs only terms, and takes them from :mod:`beritasearch.analysis.tokenizer`; this is
for people who ask why something matched, and for whatever compares values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from beritasearch.analysis.analyzer import analyzer
from beritasearch.analysis.indonesian.definitions import definitions
from beritasearch.analysis.indonesian.senses import senses
from beritasearch.analysis.indonesian.values.find import Found, find_values
from beritasearch.analysis.tokenizer import INSIDE

# Marks inside a word: apostrophes, hyphens (also the one that never breaks), invisible ones.
_LETTERS = r"(?:[^\W\d_]++|[\u0300-\u036f]++)++"
_MARK = rf"{INSIDE}\u2010\u2011-"
_SITES = "com|id|co|org|net|go|ac|or|sch|tv|news|info|me|ly|io|gov|edu|web|my|sg|uk|us|au|site"
# What a part repeats (`++`) it never gives back: an address is tried at each word, and most fail.
_TOKEN = re.compile(
    r"(?P<url>(?i:https?://)[^\s<>\"“”]+|(?i:www)\.[^\s<>\"“”]+"
    r"|[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w@.])[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]+)*\.(?i:{_SITES})(?![\w-])(?:/[^\s<>\"“”]*)?)"
    r"|(?P<mention>(?<![\w@])@\w[\w.]*)"
    r"|(?P<hashtag>(?<![\w#&])#(?=\w*[^\W\d_])\w+)"
    r"|(?P<number>\b(?i:ke)-\d+\b|\d+(?:[.,]\d+)*(?:-\d+(?:[.,]\d+)*)*(?:[^\W\d_]+\b)?)"
    rf"|(?P<word>{_LETTERS}\d*+(?:[{_MARK}]++{_LETTERS}\d*+)*+)"
)
_PUNCTUATION = ".,;:!?)]}'’…"
# What stands between two sentences; an opening quotation mark begins one too.
_BEGINS = re.compile(r"[.!?…]\W*\s\W*$|[\n•●]\W*$|[\"“]\s*$|^\W*$")
_QUOTED = re.compile(r"(?:^|[\s(,:])[\"“]\s*$")
# A dot behind these ends no sentence: titles and initials.
_TITLES = frozenset(
    [
        "dr",
        "drs",
        "drg",
        "prof",
        "ir",
        "h",
        "hj",
        "st",
        "jl",
        "jln",
        "kh",
        "tgk",
        "m",
        "no",
        "kab",
        "kec",
        "kel",
        "kol",
        "brigjen",
    ]
)
# Words that headlines leave in lower case.
_SMALL = frozenset(
    [
        "di",
        "ke",
        "dari",
        "dan",
        "yang",
        "untuk",
        "hingga",
        "dengan",
        "pada",
        "oleh",
        "dalam",
        "atau",
        "vs",
        "soal",
        "bagi",
        "agar",
        "tak",
        "tidak",
        "sampai",
        "para",
        "ini",
        "itu",
        "juga",
        "akan",
        "jadi",
        "bukan",
        "saat",
        "usai",
        "demi",
        "karena",
        "lalu",
        "secara",
        "tanpa",
    ]
)
_HEADLINE_WORDS = 6
_MOST_INITIALS = 1


class AnalysedToken(NamedTuple):
    """A token of a text: ``text[start:end] == surface``.

    Parameters
    ----------
    stem : the root of a word; what the index holds is in ``terms``.
    kind : ``word``, ``name``, ``number``, ``money``, ``percent``, ``date``, ``time``, ``url``,
        ``mention`` or ``hashtag``.
    values : what the token states, as JSON; empty for an amount without a number. What several
        words state (*dua juta orang*) stands at the first of them.
    terms : the terms of the stem stream, parted by spaces.
    stands_for : the words of an abbreviation, a variant or a joined compound.
    """

    start: int
    end: int
    surface: str
    stem: str
    kind: str
    values: tuple[dict[str, object], ...] = ()
    terms: str = ""
    stands_for: str | None = None

    def to_dict(self) -> dict[str, object]:
        """The token as JSON shows it."""
        shown: dict[str, object] = {
            "start": self.start,
            "end": self.end,
            "surface": self.surface,
            "stem": self.stem,
            "kind": self.kind,
            "values": list(self.values),
        }
        if self.stands_for:
            shown["stands_for"] = self.stands_for
        return shown


def analyse(text: str, published: date | None = None) -> list[AnalysedToken]:
    """The tokens of a text, in order.

    Parameters
    ----------
    published : the day of publication, from which *kemarin* and *Senin (29/4)* are counted.

    >>> [(token.surface, token.kind) for token in analyse("Kerugian Rp6 miliar di Tangsel.")]
    [('Kerugian', 'word'), ('Rp6 miliar', 'money'), ('di', 'word'), ('Tangsel', 'name')]
    """
    values = find_values(text, published)
    pieces = list(_pieces(text, [found for found in values if _is_token(text, found)]))
    in_words = {f.start: f for f in values if f.value and not _is_token(text, f)}
    words, names, defined = _words(), _names(text, pieces), definitions(text)
    tokens = [_token(text, piece, at in names, words, defined) for at, piece in enumerate(pieces)]
    if not in_words:
        return tokens
    return [_with_value(t, in_words[t.start]) if t.start in in_words else t for t in tokens]


def _with_value(token: AnalysedToken, found: Found) -> AnalysedToken:
    """A word with the value that begins at it: *kemarin*, *dua juta orang*, *setengah delapan*."""
    return token._replace(values=_stated(found))


def _stated(found: Found | None) -> tuple[dict[str, object], ...]:
    """What a stretch states, as JSON; nothing where it only looks like a value."""
    return (found.value.to_dict(),) if found and found.value else ()


Piece = tuple[int, int, str, Found | None]


def _is_token(text: str, found: Found) -> bool:
    """Whether a value is one token: numbers and days in words are words."""
    return any(map(str.isdigit, text[found.start : found.end])) or found.kind == "money"


def _pieces(text: str, values: Sequence[Found]) -> Iterator[Piece]:
    """Tokens of the pattern, where no value covers them, and the values."""
    at, last = 0, 0
    for match in _TOKEN.finditer(text):
        start, end, kind = match.start(), match.end(), str(match.lastgroup)
        if kind == "url":
            end = start + len(match[0].rstrip(_PUNCTUATION))
        while at < len(values) and values[at].end <= start:
            if values[at].start >= last:
                yield values[at].start, values[at].end, values[at].kind, values[at]
                last = values[at].end
            at += 1
        glued = kind == "number" and at < len(values) and values[at].kind == "number"
        if glued and values[at].start <= start < values[at].end < end:
            # A unit glued to its number is one token with it: 1.500cc.
            yield values[at].start, end, "number", values[at]
            last, at = end, at + 1
            continue
        covered = at < len(values) and values[at].start < end and kind in ("number", "word")
        if covered and start < values[at].start and kind == "word":
            end = _until(text, start, values[at].start)
            covered = end <= start
        if not covered and start >= last:
            yield start, end, kind, None
            last = end
    for value in values[at:]:
        if value.start >= last:
            yield value.start, value.end, value.kind, value
            last = value.end


def _until(text: str, start: int, end: int) -> int:
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return end


def _names(text: str, pieces: Sequence[Piece]) -> frozenset[int]:
    """The places of the words that the text shows to be names."""
    words = [(at, text[a:b], a) for at, (a, b, kind, _) in enumerate(pieces) if kind == "word"]
    letters = [word for _, word, _ in words]
    if not any(word[:1].islower() for word in letters) and all(w.isupper() for w in letters):
        return frozenset()
    in_headline = _is_headline(letters)
    found = set()
    for at, word, start in words:
        is_capital = word[:1].isupper()
        in_capitals = len(word) > 1 and word.isupper()
        if in_capitals or (is_capital and not in_headline and not _begins(text, start)):
            found.add(at)
    return frozenset(found)


def _is_headline(words: Sequence[str]) -> bool:
    """Whether nearly all words have a capital, as in a headline: it shows nothing there."""
    capital = [word for word in words if word[:1].isupper()]
    small = [word for word in words if not word[:1].isupper()]
    if len(capital) < _HEADLINE_WORDS or any(word not in _SMALL for word in small):
        return False
    known = sum(analyzer().is_word(word.lower()) for word in capital)
    return 2 * known >= len(capital)


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins here."""
    before = text[max(0, start - 24) : start]
    if not before.strip(" \t\u00a0") and start <= len(before):
        return True
    if not _BEGINS.search(before):
        return False
    if before.rstrip().endswith("."):
        last = re.search(r"([^\W\d_]+)\.\W*$", before)
        if last and (len(last[1]) <= _MOST_INITIALS or last[1].lower() in _TITLES):
            return False
    return True


def _token(
    text: str, piece: Piece, is_name: bool, words: _Words, defined: Mapping[str, str]
) -> AnalysedToken:
    start, end, kind, found = piece
    surface = text[start:end]
    if kind != "word" or found is not None:
        values = _stated(found)
        folded = surface.lower()
        term = found.value.term if found and found.value else folded
        # A bare year is a number to the eye, though it states a period.
        kind = "number" if kind == "date" and surface.isdigit() else kind
        return AnalysedToken(start, end, surface, folded, kind, values, term)
    facts = words[surface]
    meaning = defined.get(surface, facts.stands_for) if defined else facts.stands_for
    if facts.has_senses and meaning is None:
        sense = senses().meant(facts.terms_as_typed, text, start, end)
        meaning = sense.words if sense else None
    if is_name:
        return AnalysedToken(start, end, surface, facts.name, "name", (), facts.terms, meaning)
    return AnalysedToken(start, end, surface, facts.root, "word", (), facts.terms, meaning)


class _Facts(NamedTuple):
    """All about a printed word that holds in any text.

    Parameters
    ----------
    root, name : its root as a word, and where the text shows it to be a name.
    """

    root: str
    name: str
    terms: str
    terms_as_typed: str
    stands_for: str | None
    has_senses: bool


class _Words(dict[str, _Facts]):
    """Facts by printed word; grows with the vocabulary, not with the text."""

    def __missing__(self, printed: str) -> _Facts:
        chosen = analyzer()
        surface = chosen.surface(printed)
        form = chosen.form(surface)
        typed = " ".join(surface)
        facts = self[printed] = _Facts(
            root=chosen.root(printed),
            name=chosen.root(printed, is_name=True),
            terms=" ".join(chosen.stems(surface)),
            terms_as_typed=typed,
            stands_for=" ".join(form.words) if form else None,
            has_senses=typed in senses().forms,
        )
        return facts


@lru_cache(maxsize=1)
def _words() -> _Words:
    return _Words()
