"""Are the places of articles right, and are they found? Regencies and cities, then provinces."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HALVES = ("dev", "test")
_LEVELS = {"regency": 5, "province": 2}  # characters of a code


@dataclass(frozen=True, slots=True)
class Labelled:
    """Where an article happened, as a reader says; codes of today.

    Parameters
    ----------
    half : ``dev`` or ``test``.
    places : what the article names as its places.
    candidates : the readings of a place that it leaves undecided.
    inferred : what only a reader's knowledge adds.
    open : what may be called a place or not.
    """

    id: str
    half: str
    places: tuple[str, ...]
    candidates: tuple[str, ...]
    inferred: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """What a rule says of an article.

    Parameters
    ----------
    codes : its places with or without their parents.
    candidates : readings that the rule leaves undecided.
    """

    codes: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceScores:
    """Counts and shares over the articles of a table.

    Parameters
    ----------
    precision : of the codes given, but for those that are open, the share that is right.
    strict : the same where what is open counts as wrong.
    recall : of the labelled places, the share that is given.
    recall_inferred : the same where a reader's own knowledge is asked for too.
    """

    labelled: int
    given: int
    precision: float
    strict: float
    recall: float
    recall_inferred: float


def read_labelled(path: Path, half: str | None = None) -> list[Labelled]:
    """The rows of a table (columns half, id, places, candidates, inferred, open)."""
    lines = path.read_text("utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        Labelled(
            row["id"],
            row["half"],
            *(
                tuple(row[column].split())
                for column in ("places", "candidates", "inferred", "open")
            ),
        )
        for row in rows
        if half in (None, row["half"])
    ]


def score(labelled: Iterable[Labelled], placed: Mapping[str, Placed], level: str) -> PlaceScores:
    """Score places.

    Parameters
    ----------
    placed : by the id of the article; one that is missing has no place.
    level : ``regency``, which cities are too, or ``province``.
    """
    width = _LEVELS[level]
    right = neither = given = named = found = known = found_known = 0
    for article in labelled:
        codes = _at(width, placed.get(article.id, Placed()).codes)
        places, inferred = _at(width, article.places), _at(width, article.inferred)
        right += len(codes & (places | inferred))
        neither += len((codes & _at(width, article.open)) - places - inferred)
        given += len(codes)
        named += len(places)
        found += len(codes & places)
        known += len(places | inferred)
        found_known += len(codes & (places | inferred))
    return PlaceScores(
        labelled=named,
        given=given,
        precision=_share(right, given - neither),
        strict=_share(right, given),
        recall=_share(found, named),
        recall_inferred=_share(found_known, known),
    )


def undecided(labelled: Iterable[Labelled], placed: Mapping[str, Placed]) -> float:
    """The share of the articles with labelled candidates for which all of them are given."""
    rows = [article for article in labelled if article.candidates]
    kept = sum(
        set(article.candidates) <= set(placed.get(article.id, Placed()).candidates)
        for article in rows
    )
    return _share(kept, len(rows))


def wrong(article: Labelled, placed: Placed) -> tuple[set[str], set[str]]:
    """The regencies and cities that are given wrongly, and the places that are missing."""
    codes = _at(_LEVELS["regency"], placed.codes)
    places = _at(_LEVELS["regency"], article.places)
    allowed = _at(_LEVELS["regency"], (*article.inferred, *article.open))
    return codes - places - allowed, places - codes


def _at(width: int, codes: Sequence[str]) -> set[str]:
    return {code[:width] for code in codes if len(code) >= width}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
