"""Every way in which a word could be made: prefixes with their sound changes, root, suffixes.

Nothing is decided here. A word has many readings (*beruang*: a bear, ber- + *ruang*, ber- +
*uang*); :mod:`beritasearch.analysis.indonesian.stemmer` ranks them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

_VOWELS = frozenset("aeiou")
_SHORTEST = 2
_DEEPEST = 3


Rests = Iterator[tuple[str, str]]


class Analysis(NamedTuple):
    """One reading of a word.

    Parameters
    ----------
    root : what is left.
    prefixes : outermost first, by their name in grammars: ``("meN", "per")``. A lower-case
        mark after a plus sign tells a sound change that news prints against the rules, or one
        that is rare: ``meN+k`` in *mengkonsumsi*, whose *k* should have gone.
    suffixes : outermost last: ``("kan", "nya")``.
    """

    root: str
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()


# Which prefix may stand directly inside which; the empty one may stand outside of all.
_INSIDE = {
    "": ("meN", "di", "ber", "ter", "ke", "se", "peN", "per", "ku", "kau", "N"),
    "meN": ("per", "ber", "ke", "se", "ter", "peN"),
    "di": ("per", "ber", "ke", "se", "ter", "peN"),
    "ku": ("per", "ber", "ke", "ter"),
    "kau": ("per", "ber", "ke", "ter"),
    "ber": ("ke", "se", "peN", "per"),
    "ter": ("ke", "se", "per", "ber", "peN"),
    "ke": ("ber", "se", "ter", "peN", "per", "ke"),
    "se": ("ber", "ke", "ter", "peN", "per", "meN", "di"),
    "peN": ("ber", "ke", "se", "ter", "per"),
    "per": ("se", "ke", "ber", "per"),
    "N": (),
}
# The letters with which a prefix begins, as it is printed.
_LETTERS = {
    "meN": "m", "di": "d", "ber": "b", "ter": "t", "ke": "k", "se": "s", "peN": "p", "per": "p",
    "ku": "k", "kau": "k", "N": "nm",
}  # fmt: skip
CLITICS = ("nya", "ku", "mu")
PARTICLES = ("lah", "kah", "pun", "tah")
# What stands behind a whole word, and not in it.
ENCLITICS = frozenset((*CLITICS, *PARTICLES))
ENDINGS = ("kan", "an", "i", "in")
_SUFFIXES = (*PARTICLES, *CLITICS, *ENDINGS)


def analyses(word: str, is_root: Callable[[str], bool]) -> list[Analysis]:
    """Every reading of a word whose root is one, the bare word first if it is one.

    Parameters
    ----------
    word : in lower case, without hyphens.
    is_root : whether a piece of the word is a known root.
    """
    found: dict[Analysis, None] = {}
    for rest, suffixes in _without_suffixes(word):
        for root, prefixes in _without_prefixes(rest, "", 0):
            if len(root) >= _SHORTEST and is_root(root):
                found[Analysis(root, prefixes, suffixes)] = None
        for root, mark in _inside(rest):
            if is_root(root):
                found[Analysis(root, (mark,), suffixes)] = None
    return list(found)


def _inside(word: str) -> Rests:
    """Roots of words with an infix (*telunjuk*, *kinerja*) or a doubled first syllable
    (*pepohonan*, *rerata*)."""
    if len(word) < 6 or word[0] in _VOWELS:
        return
    if word[1:3] in ("el", "er", "em", "in") and word[3] in _VOWELS:
        yield word[0] + word[3:], "infix"
    if word[1] == "e" and word[2] == word[0]:
        yield word[2:], "Re"


def _without_suffixes(word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The word without any, one, two or three suffixes: -kan/-an/-i, a clitic, a particle."""
    if not word.endswith(_SUFFIXES):
        yield word, ()
        return
    for after_particle, particle in _ended(word, PARTICLES):
        for after_clitic, clitic in _ended(after_particle, CLITICS):
            for rest, ending in _ended(after_clitic, ENDINGS):
                yield rest, ending + clitic + particle
                # -an may be followed by another ending: *kegiatani* is none, *bantuankan* is.
                if ending in (("kan",), ("i",)) and rest.endswith("an") and len(rest) > 5:
                    yield rest[:-2], ("an", *ending, *clitic, *particle)


def _ended(word: str, endings: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield word, ()
    if not word.endswith(endings):
        return
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            yield word[: -len(ending)], (ending,)


def _without_prefixes(word: str, outer: str, depth: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield word, ()
    if depth == _DEEPEST or len(word) < 4:
        return
    for name, strip in _candidates(outer, word[0]):
        for rest, mark in strip(word):
            if len(rest) < _SHORTEST:
                continue
            shown = f"{name}{mark}"
            for root, prefixes in _without_prefixes(rest, name, depth + 1):
                yield root, (shown, *prefixes)


@cache
def _candidates(outer: str, letter: str) -> tuple[tuple[str, Callable[[str], Rests]], ...]:
    """The prefixes that may stand inside another one and begin with a letter."""
    return tuple((name, _STRIPPERS[name]) for name in _INSIDE[outer] if letter in _LETTERS[name])


def _nasal(word: str, letter: str) -> Rests:
    """The roots behind meN- or peN-, whose N takes the shape that the root's beginning asks for."""
    if not word.startswith(f"{letter}e"):
        return
    rest = word[2:]
    first = rest[:1]
    if first in "lrwy" or rest[:2] in ("ny", "ng", "nu", "ne", "na", "ni", "no") or first == "m":
        yield rest, ""
    if first == "m":
        after = rest[1:]
        if after[:1] in ("b", "f", "v"):
            yield after, ""
        elif after[:1] == "p":
            # The p of a loan with pr-, or of pe-/per-, stays; else it should have gone.
            yield after, "" if after[1:2] in ("r", "l", "s", "e") else "+p"
        elif after[:1] in _VOWELS:
            yield f"p{after}", ""
        elif after[:1] in ("r", "l"):
            # pemrosesan, memrotes: the p of a cluster gone too.
            yield f"p{after}", "+pr"
    elif rest[:2] == "ny":
        if rest[2:3] in _VOWELS:
            yield f"s{rest[2:]}", ""
    elif rest[:2] == "ng":
        after = rest[2:]
        if after[:1] in ("g", "h", "q") or after[:2] == "kh":
            yield after, ""
        elif after[:1] == "k":
            yield after, "+k"
        elif after[:1] in _VOWELS:
            yield after, ""
            yield f"k{after}", "+kv"
            if after[0] == "e" and _is_short(after[1:]):
                yield after[1:], "+e"
        elif after[:1] in ("r", "l", "w", "p", "t", "s"):
            yield after, "+ng"
    elif first == "n":
        after = rest[1:]
        if after[:1] in ("d", "c", "j", "z") or after[:2] == "sy":
            yield after, ""
        elif after[:1] in ("t", "s"):
            # A cluster (transfer, skor, struktur) stays; else the letter should have gone.
            yield after, "" if after[1:2] not in _VOWELS else "+t"
        elif after[:1] in _VOWELS:
            yield f"t{after}", ""


def _is_short(root: str) -> bool:
    """Whether a root, perhaps with an ending, has one syllable: bom, cek, sah, klaim."""
    for ending in ("", "kan", "i", "an"):
        bare = root.removesuffix(ending)
        single = bare.replace("ai", "a").replace("au", "a")
        if len(bare) >= 2 and sum(letter in _VOWELS for letter in single) <= 1:
            return True
    return False


def _active(word: str) -> Rests:
    yield from _nasal(word, "m")
    if word.startswith("member") and len(word) > 8:
        yield word[3:], ""


def _agent(word: str) -> Rests:
    """peN-, and pe- without N: petani, pekerja, pesepeda; pel- only in pelajar."""
    yield from _nasal(word, "p")
    if word.startswith("pe") and word[2:3] not in _VOWELS:
        yield word[2:], "+0"
    if word.startswith("pelajar"):
        yield word[3:], "+l"


def _passive(word: str) -> Rests:
    if word.startswith("di"):
        yield word[2:], ""


def _being(word: str) -> Rests:
    """ber-: before r and in bekerja only be-; bel- only in belajar."""
    if word.startswith("ber"):
        yield word[3:], ""
        yield word[2:], "+r"
    elif word.startswith("belajar"):
        yield word[3:], "+l"
    elif word.startswith("be") and word[3:5] == "er" and word[2] not in _VOWELS:
        yield word[2:], "+0"


def _done(word: str) -> Rests:
    """ter-: before r, and before a syllable with -er-, only te-."""
    if word.startswith("ter"):
        yield word[3:], ""
        yield word[2:], "+r"
    elif word.startswith("te") and word[3:5] == "er" and word[2:3] not in _VOWELS:
        yield word[2:], "+0"


def _made(word: str) -> Rests:
    """per-: before r only pe-; pel- only in pelajar."""
    if word.startswith("per"):
        yield word[3:], ""
        yield word[2:], "+r"
    elif word.startswith("pelajar"):
        yield word[3:], "+l"


def _plain(prefix: str) -> Callable[[str], Rests]:
    def strip(word: str) -> Rests:
        if word.startswith(prefix):
            yield word[len(prefix) :], ""

    return strip


def _spoken(word: str) -> Rests:
    """The N of meN- alone, as people speak: nyari, ngambil, mikir, nonton, ngecat."""
    if word.startswith("ny") and word[2:3] in _VOWELS:
        yield f"s{word[2:]}", ""
        yield f"c{word[2:]}", ""
    elif word.startswith("ng"):
        yield word[2:], ""
        if word[2:3] in _VOWELS:
            yield f"k{word[2:]}", ""
        if word.startswith("nge"):
            yield word[3:], ""
    elif word.startswith("n") and word[1:2] in _VOWELS:
        yield f"t{word[1:]}", ""
    elif word.startswith("m") and word[1:2] in _VOWELS:
        yield f"p{word[1:]}", ""


_STRIPPERS: dict[str, Callable[[str], Rests]] = {
    "meN": _active,
    "di": _passive,
    "ber": _being,
    "ter": _done,
    "ke": _plain("ke"),
    "se": _plain("se"),
    "peN": _agent,
    "per": _made,
    "ku": _plain("ku"),
    "kau": _plain("kau"),
    "N": _spoken,
}
