"""From the characters of a query to its tokens; any text has some.

Quotation marks and parentheses count only in pairs and at the border of a word; others are plain
characters: ``5"``, ``anak(-anak)``, ``:(``.
"""

from __future__ import annotations

import re

from beritasearch.query.nodes import FIELDS, OPERATORS
from beritasearch.query.words import QUOTES, address_of, runs, trim

KNOWN_FIELDS = frozenset((*FIELDS, "date"))

_HYPHENS = "-\u2010\u2011\u2212"
_FIELD = r"([A-Za-z][A-Za-z_]*):"


class Token:
    """One token.

    Parameters
    ----------
    kind : ``word`` (a run), ``phrase``, ``(``, ``)``, ``operator`` (text AND, OR or NOT) or
        ``field``, which is always followed by its value: a word, a phrase or ``(``.
    text : the run, what stands between the quotation marks, the operator, or the field's name in
        lower case where it is a known one.
    """

    __slots__ = ("kind", "text")

    def __init__(self, kind: str, text: str) -> None:
        self.kind = kind
        self.text = text


def tokenize(text: str) -> tuple[list[Token], int]:
    """Return the tokens of a query and the depth of its parentheses.

    Examples
    --------
    >>> [token.text for token in tokenize('title:"dapur MBG" -(bekasi')[0]]
    ['title', 'dapur MBG', '-(bekasi']
    """
    tokens: list[Token] = []
    depth = deepest = at = 0
    for start, end, kind in [*_marks(text), (len(text), len(text), "")]:
        glued = kind in ("phrase", "(")
        for run in runs().finditer(text, at, start):
            follows = run.start() == at and at > 0 and text[at - 1] != "("
            _read_run(run[0], follows, glued and run.end() == start, tokens)
        if kind:
            tokens.append(Token(kind, text[start + 1 : end - 1] if kind == "phrase" else kind))
        depth += (kind == "(") - (kind == ")")
        deepest = max(deepest, depth)
        at = end
    return tokens, deepest


def _read_run(run: str, follows: bool, glued: bool, tokens: list[Token]) -> None:
    """Append the tokens of one run.

    Parameters
    ----------
    follows : the run touches the ``"`` or ``)`` before it, so that a hyphen begins no word.
    glued : the run touches a phrase or ``(`` after it.
    """
    if follows and run[0] == "~":  # the distance that other languages let follow a phrase
        run = "~" + run[1:].lstrip("0123456789")
    if run in OPERATORS:
        tokens.append(Token("operator", run))
        return
    if run[0] in _HYPHENS and not follows and (run[1:2].isalnum() or (glued and len(run) == 1)):
        tokens.append(Token("operator", "NOT"))
        run = run[1:]
    field = re.match(_FIELD, run)
    if field and _has_value(field[1], run[field.end() :], glued):
        name = field[1].lower()
        tokens.append(Token("field", name if name in KNOWN_FIELDS else field[1]))
        run = run[field.end() :]
    if run:
        tokens.append(Token("word", run))


def _has_value(name: str, value: str, glued: bool) -> bool:
    if not value:
        return glued
    # The name of an unknown field and of a date are searched as words; a web address, which is no
    # word among others, must not come into that.
    link = address_of(f"{name}:{value}")
    return trim(value) != "" and (not link or name.lower() in FIELDS)


def _marks(text: str) -> list[tuple[int, int, str]]:
    """Places of the phrases and of the paired parentheses, in the order of the text."""
    places = [match.start() for match in re.finditer(f"[(){QUOTES}]", text)]
    marks: list[tuple[int, int, str]] = []
    opened: list[int] = []
    index = 0
    while index < len(places):
        at = places[index]
        if text[at] == "(":
            opened.append(at)
        elif text[at] == ")":
            if opened and not _is_inside_word(text, begin := opened.pop()):
                marks += [(begin, begin + 1, "("), (at, at + 1, ")")]
        elif not text[at - 1 : at].isalnum():
            partner = _next_quote(text, places, index + 1)
            if partner < len(places) and not _touches_word(text, places[partner] + 1):
                marks.append((at, places[partner] + 1, "phrase"))
                index = partner
        index += 1
    return sorted(marks)


def _is_inside_word(text: str, at: int) -> bool:
    """Whether a word, which is no operator, touches the parenthesis: ``kasus(2)``."""
    word = re.split(r"\W", text[max(at - 4, 0) : at])[-1]
    return text[at - 1 : at].isalnum() and word not in OPERATORS


def _touches_word(text: str, at: int) -> bool:
    return text[at : at + 1].isalnum()


def _next_quote(text: str, places: list[int], index: int) -> int:
    while index < len(places) and text[places[index]] in "()":
        index += 1
    return index
