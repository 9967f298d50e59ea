"""The words that the reading of quotations knows; ``README.md`` says where they come from."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from beritasearch.regions.gazetteer import gazetteer

_FOLDER = Path(__file__).parent


def _rows(name: str) -> list[list[str]]:
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def _words(kind: str) -> frozenset[str]:
    return frozenset(row[0] for row in _rows("words.tsv") if row[1] == kind)


def _verbs(*uses: str) -> frozenset[str]:
    return frozenset(row[0] for row in _rows("verbs.tsv") if row[1] in uses)


# Heads and groups are lower case: what a person does, and what no person is called.
HEADS = _words("head")
# Heads that are names with a capital: *putra*, *ratu*.
SMALL_HEADS = _words("small")
GROUPS = _words("group")
RANKS = _words("rank")
OFFICES = _words("office")
INITIALS = _words("initials")
# Words that begin a sentence and name nobody.
NOBODY = _words("nobody")
# `Kadispenau`, `Dirreskrimum`: offices are abbreviated anew every year.
_HEAD = re.compile(
    r"(?:Wa)?[Kk]a(?:sub|bid|sat|nit|bag|pol|dis|den|pus|kan|kor|jari|jati|tim|dep|div|dit|wil|"
    r"ban|sek)[a-z]+$"
    r"|Dir(?:op|kri|res|lan|nar|int|pol|jen)[a-z]*$|(?:Wa)?[Mm]en(?:ko|pan|dag|keu|kes|hub|"
    r"tan)[a-z]*(?:-RB)?$"
)

# `kata`: behind a quotation and inside of a sentence; `tulis`: behind a quotation only.
SAID = _verbs("said")
AFTER = _verbs("after")
# `mengatakan` takes what was said, `menjelaskan` that or a topic, `melanjutkan` only with `bahwa`
# or a comma; `membantah` takes what is denied.
EXPLAINS = _verbs("explains")
DENIES = _verbs("denies")
MARKED = _verbs("marked")
REPORTS = _verbs("says") | EXPLAINS | DENIES | MARKED


@cache
def is_head(word: str) -> bool:
    """Whether a word says what a person does, in any case: ``Kepala``, ``politikus``."""
    return word.lower() in HEADS or _HEAD.match(word) is not None


def alternatives(words: frozenset[str]) -> str:
    """A regular expression for any of some words, longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def is_place(name: str) -> bool:
    """Whether anything in Indonesia down to a district has this name."""
    return bool(gazetteer().candidates(name))


@cache
def is_region(name: str) -> bool:
    """Whether a province, regency or city has this name; districts are called like people."""
    return any(region.level != "district" for region in gazetteer().candidates(name))
