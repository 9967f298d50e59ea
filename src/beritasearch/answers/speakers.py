"""Is this the same person? Names in full and in part, everyday names, titles and roles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from beritasearch.analysis.analyzer import analyzer
from beritasearch.analysis.indonesian.forms import Forms
from beritasearch.analysis.tokenizer import terms
from beritasearch.articles.quotations.lexicon import GROUPS, OFFICES, RANKS, is_head
from beritasearch.articles.quotations.roles import is_about_office

_TITLES = frozenset(word.lower() for word in GROUPS | OFFICES | RANKS) | {"dan", "di"}

# `Dhani` and `Dani`, but not `Budi` and `Rudi`: a slip in a shorter name is another name.
_LEAST_SPELLED_ALIKE = 5
# *Wakil Menteri* and *mantan Menteri* are not the *Menteri*; said of the one, not of the other.
_DEPUTIES = frozenset(
    ("wakil", "mantan", "eks", "calon", "istri", "suami", "anak", "juru", "pengacara", "kuasa")
)


def is_same_speaker(claimed: str, speaker: str | None, role: str | None = None) -> bool | None:
    """Whether a claimed speaker is the printed one; None where that cannot be told.

    Parameters
    ----------
    claimed : a name in full or in part, an everyday name, with titles, or a role alone.
    speaker, role : as an article prints them.

    >>> is_same_speaker("Pak Jokowi", "Joko Widodo"), is_same_speaker("Widodo", "Joko Widodo")
    (True, True)
    >>> is_same_speaker("Budi Santoso", "Budi Prasetyo", "Juru Bicara KPK")
    False
    >>> is_same_speaker("Jubir KPK", "Budi Prasetyo", "Juru Bicara KPK")
    True
    >>> is_same_speaker("Jubir KPK", None) is None
    True
    """
    ours = _plain(claimed)
    if speaker is None or not ours:
        return None
    printed_role = frozenset(_plain(role or ""))
    names = [word for word in ours if word not in printed_role and not is_of_role(word)]
    if not names:
        return _is_same_role(ours, speaker, printed_role)
    printed = _plain(speaker)
    stripped = [word for word in printed if not is_of_role(word)] or list(printed)
    return any(
        _is_part(one, other) or _is_part(other, one)
        for one in _called(names)
        for other in _called(stripped)
    )


def _is_same_role(ours: tuple[str, ...], speaker: str, role: frozenset[str]) -> bool | None:
    """Whether words without a name are those of the role; a speaker may be a role himself."""
    theirs = role | frozenset(_plain(speaker))
    if not role and not any(map(is_of_role, theirs)):
        return None
    if not theirs.issuperset(ours):
        return False
    # A firm's or an office's spokesman speaks for it, a minister's does not for him.
    return not any(map(is_head, ours)) or not (theirs & _DEPUTIES) - frozenset(ours)


def _is_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether each word of one name is in the other one, in any order."""
    rest = list(other)
    for word in one:
        same = next((known for known in rest if _is_same_word(word, known)), None)
        if same is None:
            return False
        rest.remove(same)
    return True


def _is_same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1:
        return longer.startswith(shorter)
    if len(shorter) < _LEAST_SPELLED_ALIKE or one[0] != other[0]:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _called(name: list[str]) -> Iterator[tuple[str, ...]]:
    """A name as it is, and in full where a person is known by it."""
    yield tuple(name)
    for first in range(len(name)):
        for last in range(min(len(name), first + Forms.LONGEST), first, -1):
            form = analyzer().form(name[first:last])
            if form is not None and form.kind == "name":
                yield (*name[:first], *form.words, *name[last:])
                return


@lru_cache(maxsize=4096)
def _plain(printed: str) -> tuple[str, ...]:
    """The words of a name or role in lower case; abbreviations of roles in full."""
    return tuple(word for term in terms(printed) for word in _expanded(term))


def _expanded(term: str) -> tuple[str, ...]:
    form = analyzer().form((term,))
    return form.words if form is not None and form.kind == "abbreviation" else (term,)


@lru_cache(maxsize=4096)
def is_of_role(word: str) -> bool:
    """Whether a word is of a title, a rank or an office, not of a name."""
    return word in _TITLES or is_head(word) or is_about_office(word.capitalize())
