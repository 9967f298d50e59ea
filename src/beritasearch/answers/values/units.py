"""What does a number count? The kind of things or the measure behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from beritasearch.analysis.analyzer import analyzer
from beritasearch.analysis.tokenizer import Token

# They stand between a number and what it counts: `lima ekor sapi`.
_CLASSIFIERS = frozenset(("unit", "buah", "ekor", "lembar", "butir", "batang", "jenis", "macam"))


class Unit(NamedTuple):
    """A kind of things, or a measure, and how many of that one is (a kilometre is 1000 metres).

    Parameters
    ----------
    kind : of the table ``units.tsv``, or the stem of the counted noun; empty where none is printed.
    stem : of the word that is printed.
    """

    kind: str = ""
    factor: float = 1.0
    stem: str = ""

    @property
    def tells(self) -> bool:
        """Whether it tells what is spoken of, as no measure and no word for persons does."""
        return self.kind == self.stem != ""


NO_UNIT = Unit()
ANYBODY = "person"


def is_same_kind(one: Unit, other: Unit) -> bool:
    """Whether two numbers count the same; *orang* may be any kind of persons."""
    kinds = {one.kind, other.kind}
    return len(kinds) == 1 or (ANYBODY in kinds and all(kind.startswith(ANYBODY) for kind in kinds))


def unit_behind(text: str, end: int, following: Sequence[Token]) -> tuple[Unit, int]:
    """The unit of a number that ends at ``text[:end]``, and how many of the tokens name it."""
    known = analyzer()
    for length, token in enumerate(following, start=1):
        if text[end : token.start].strip():
            break
        end = token.end
        if unit := _units().get(token.term):
            return unit._replace(stem=known.stem(token.term)), length
        if token.term in _CLASSIFIERS:
            continue
        if known.is_function_word(token.term):
            break
        stem = known.stem(token.term)
        return Unit(stem, stem=stem), length
    return NO_UNIT, 0


@lru_cache(maxsize=1)
def _units() -> dict[str, Unit]:
    lines = Path(__file__).with_name("units.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: Unit(kind, float(factor)) for word, kind, factor in rows}
