"""What stands beside a name: the word before it, the words after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beritasearch.regions.lexicon import LONGEST_NAME, Lexicon
from beritasearch.regions.names import name_key

_BEFORE = 64  # characters: four words and their punctuation
_FAR = 3  # words between Universitas, Jalan and the name: Universitas Islam Negeri Bandung
_OPENING = "(“\"'‘[*"
_CLOSING = ")”\"'’]*"
_SHORTENED = {"kab.", "kec.", "prov.", "jl.", "jln.", "gg.", "kel.", "ds.", "univ.", "kep."}
_NAME = re.compile(
    r"[A-Z][\w'’]*(?:\.? ?-? ?(?:[A-Z][\w'’]*|dan(?= Kepulauan)))"
    rf"{{0,{LONGEST_NAME - 1}}}"
)
_WORD = re.compile(r"[\w'’]+")
_NEXT = re.compile(r"[ -]([A-Z]\w*)")
_JOINT = re.compile(
    r",? \(?(?:(?:Provinsi|Propinsi|Prov\.|Kabupaten|Kab\.|Kota|Kotamadya)"
    r"(?: Administrasi)? )?(?=[A-Z])"
)

POLICE = frozenset({"regency-police", "city-police"})
LEVELS = frozenset({"province", "regency", "city", "office"}) | POLICE
BLOCKS = frozenset({"not", "far-not", "district"})


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the lexicon at a place of the text.

    Parameters
    ----------
    cue : the effect of the word before it, as ``cues.tsv`` explains; empty where it has none.
    """

    start: int
    end: int
    key: str
    codes: tuple[str, ...]
    cue: str = ""


def longest_name(
    text: str, start: int, names: dict[str, tuple[str, ...]], *, capitals: frozenset[str]
) -> Match | None:
    """Return the longest name that begins at ``start``, or None."""
    found = _NAME.match(text, start)
    if found is None:
        return None
    ends = [w.end() for w in _WORD.finditer(text, start, found.end())]
    for end in reversed(ends[:LONGEST_NAME]):
        printed = text[start:end]
        key = name_key(printed)
        codes = names.get(key)
        if codes and (key not in capitals or printed.isupper()):
            return Match(start, end, key, codes)
    return None


def cue_before(text: str, start: int, lexicon: Lexicon) -> str:
    """Return the effect of the words before ``start``, or an empty string."""
    left = text[max(0, start - _BEFORE) : start]
    left = left[left.rfind("\n") + 1 :]
    if left.endswith("-"):  # Posmetro-Medan; Jakarta-Bandung is a list
        left = left[:-1]
    elif not left or left[-1] not in " (/\u00a0":
        return ""
    tokens = left.split()
    if not tokens:
        return ""
    if tokens[-1].lower() == "metro" and len(tokens) > 1:  # Polres Metro Bekasi
        tokens.pop()
    nearest = _cue_word(tokens[-1])
    effect = lexicon.cues.get(nearest, "")
    if len(tokens) > 1:  # Kepolisian Daerah, Kepolisian Resor
        effect = lexicon.cues.get(f"{tokens[-2].lower()} {nearest}", effect)
    if not nearest or effect in BLOCKS or effect in LEVELS:
        return effect
    for token in reversed(tokens[-_FAR - 1 : -1]):
        word = _cue_word(token)
        if not word or not token[:1].isupper():
            break
        if lexicon.cues.get(word) == "far-not":
            return "far-not"
    return effect if effect != "after-not" else ""


def _cue_word(token: str) -> str:
    """Return the word for the cue table; empty when punctuation ends a phrase there."""
    word = token.lower().lstrip(_OPENING).rstrip(_CLOSING + "-")
    if word in _SHORTENED:
        return word[:-1]
    if "/" in word:
        word = word.rpartition("/")[2]
    return word if word[-1:].isalnum() else ""


def next_word(text: str, end: int) -> str:
    """Return the capitalised word right after ``end`` in lower case, or an empty string."""
    found = _NEXT.match(text, end)
    return found[1].lower() if found else ""


def name_after(text: str, end: int, lexicon: Lexicon) -> Match | None:
    """Return the province, regency or city named right after: *Kuningan, Jawa Barat*."""
    joint = _JOINT.match(text, end)
    if joint is None:
        return None
    return longest_name(text, joint.end(), lexicon.regions, capitals=lexicon.capitals)


def opens_dateline(text: str, start: int, end: int) -> bool:
    """Whether the name is a dateline: in capitals at the start of a line, then a comma or dash."""
    if not text[start:end].isupper() or (start and text[start - 1] != "\n"):
        return False
    return text[end : end + 3].lstrip()[:1] in {",", "-", "–", "—", "("}
