"""Where may a text be cut? At the borders of its sentences, else of its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# A dot behind one of these ends no sentence: titles, ranks and names of units before a name, and
# what stands before a number. Single letters (*H. Ahmad*) need no list.
_SHORT_FORMS = (
    "dr drs dra drg ir prof apt st sp mr mrs kh hj tgk ust bpk sdr sdri yth alm pdt rm brigjen "
    "irjen komjen kombes mayjen letjen marsda laksda brigpol bripka bripda briptu kompol ipda iptu "
    "akp akbp kol letkol kapt lettu letda serka sertu jl jln gg blok kp ds dsn kel kec kab prov no "
    "nomor rt rw tlp telp hp rp pt cv ud tbk hal pasal ps art tgl jo"
)
_CLOSING = "\"'”’»)\\]"


@cache
def _sentence_end() -> re.Pattern[str]:
    # Compiled at the first use: most commands cut no text.
    # Of a long row of dots the last ones are enough: tried at each of them, a million takes hours.
    return re.compile(rf"[.!?…]{{1,12}}[{_CLOSING}]{{0,6}}\s+|\n\s*")


@cache
def _clause_end() -> re.Pattern[str]:
    return re.compile(rf"[,;:][{_CLOSING}]{{0,6}}\s+|\)\s+|\s[-–—]\s+")


def sentence_borders(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence begins behind another one, from ``start`` to ``end``, both included.

    >>> text = "Hadir dr. H. Ahmad. Harganya Rp. 5 juta! Ya."
    >>> [text[at:] for at in sentence_borders(text, 0, len(text))]
    ['Harganya Rp. 5 juta! Ya.', 'Ya.']
    """
    # The border before `start` may have its marks there.
    for match in _sentence_end().finditer(text, max(start - 4, 0), min(end + 1, len(text))):
        if start <= match.end() <= end and not _is_short_form(text, match):
            yield match.end()


def clause_borders(text: str, start: int, end: int) -> Iterator[int]:
    """Where a clause begins behind another one of the same sentence.

    >>> text = "JAKARTA - Banjir, kata dia, surut"
    >>> [text[at:] for at in clause_borders(text, 0, len(text))]
    ['Banjir, kata dia, surut', 'kata dia, surut', 'surut']
    """
    for match in _clause_end().finditer(text, max(start - 4, 0), min(end + 1, len(text))):
        if start <= match.end() <= end:
            yield match.end()


def _is_short_form(text: str, match: re.Match[str]) -> bool:
    """Whether the dot belongs to a short form, or a sentence goes on in lower case behind it."""
    if "\n" in match[0]:
        return False
    if text[match.end() : match.end() + 1].islower():
        return True
    at = match.start()
    if text[at : at + 2].rstrip() != ".":
        return False
    first = at
    while first > max(at - 8, 0) and text[first - 1].isalpha():
        first -= 1
    word = text[first:at]
    return len(word) == 1 or word.lower() in _SHORT_FORMS.split()
