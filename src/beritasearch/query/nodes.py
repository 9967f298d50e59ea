"""What was asked, as a tree that knows no engine.

A tree prints back to the query language (``str(node)``), and what :func:`beritasearch.query.parser.
parse` returns is in *normal form*, so that two trees that mean the same in writing are equal:

* no And directly in an And, no Or directly in an Or, neither with fewer than two nodes;
* no Not directly in a Not;
* no InField or During directly in an InField (the inner field holds);
* Everything and Nothing stand alone.

The functions :func:`both`, :func:`either`, :func:`negation` and :func:`in_field` keep it so; build
with them rather than with the classes.
"""

from __future__ import annotations

from dataclasses import dataclass

TYPE_CHECKING = False  # importing it from typing would take longer than the rest of this module
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from beritasearch.query.periods import Period

FIELDS = (
    "title",
    "body",
    "tag",
    "region",
    "portal",
    "section",
    "author",
    "speaker",
    "quote",
    "caption",
    "kind",
)
"""The fields that ``field:value`` may name; ``date:`` beside them becomes a :class:`During`."""

OPERATORS = frozenset({"AND", "OR", "NOT"})


class _Printed:
    """Prints as the query language; equal to a node of the same class with equal fields.

    The comparisons are written once here: making each of them for each class, as ``dataclass``
    does, doubles the time that this module takes to load, and a query on the command line pays it.
    """

    __slots__ = ()

    def _values(self) -> tuple[object, ...]:
        fields: tuple[str, ...] = self.__match_args__  # type: ignore[attr-defined]
        return tuple(getattr(self, field) for field in fields)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((self.__class__, self._values()))

    def __repr__(self) -> str:
        return f"{self.__class__.__name__}({', '.join(map(repr, self._values()))})"

    def __str__(self) -> str:
        return render(self)  # type: ignore[arg-type]  # every subclass is a Node


# Nodes of one shape share one dataclass, for the same reason.
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Leaf(_Printed):
    """A node with a text."""

    text: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Group(_Printed):
    """A node with several nodes."""

    nodes: tuple[Node, ...]


@dataclass(eq=False, repr=False)  # without a slot nothing can be set: frozen as it is
class _Constant(_Printed):
    """A node with nothing inside."""

    __slots__ = ()


class Word(_Leaf):
    """A word as typed, any of its forms: ``anak-anak``, ``COVID-19``, ``57,17%``, ``17:21``."""

    __slots__ = ()


class Phrase(_Leaf):
    """Words in this order and in these forms: what stood between the quotation marks."""

    __slots__ = ()


class Prefix(_Leaf):
    """Words that begin like this: ``benih*``, without the star."""

    __slots__ = ()


class Fuzzy(_Leaf):
    """Words that are spelled nearly like this: ``lobster~``, without the tilde."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class InField(_Printed):
    """What matches in one field; a field or a date inside `node` stands for itself.

    Parameters
    ----------
    field : one of :data:`FIELDS`.
    """

    field: str
    node: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class During(_Printed):
    """What was published in the period: ``date:2024-04``."""

    period: Period


class And(_Group):
    """What matches all nodes."""

    __slots__ = ()


class Or(_Group):
    """What matches at least one node."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Not(_Printed):
    """What does not match the node; alone or in an Or it is everything else in the dataset."""

    node: Node


class Everything(_Constant):
    """All documents: an empty query."""

    __slots__ = ()


class Nothing(_Constant):
    """No document: a query without a word, such as ``?!``."""

    __slots__ = ()


Node: TypeAlias = (
    Word | Phrase | Prefix | Fuzzy | InField | During | And | Or | Not | Everything | Nothing
)


def both(nodes: Iterable[Node]) -> Node:
    """Return what matches all `nodes`, in normal form; of none, Everything.

    Examples
    --------
    >>> both([Word("inovasi"), both([Word("publik"), Everything()])])
    And((Word('inovasi'), Word('publik')))
    """
    flat: list[Node] = []
    for node in nodes:
        if isinstance(node, Nothing):
            return node
        if isinstance(node, And):
            flat.extend(node.nodes)
        elif not isinstance(node, Everything):
            flat.append(node)
    return And(tuple(flat)) if len(flat) > 1 else flat[0] if flat else Everything()


def either(nodes: Iterable[Node]) -> Node:
    """Return what matches one of `nodes` or more, in normal form; of none, Nothing.

    Examples
    --------
    >>> either([Word("banjir")])
    Word('banjir')
    """
    flat: list[Node] = []
    for node in nodes:
        if isinstance(node, Everything):
            return node
        if isinstance(node, Or):
            flat.extend(node.nodes)
        elif not isinstance(node, Nothing):
            flat.append(node)
    return Or(tuple(flat)) if len(flat) > 1 else flat[0] if flat else Nothing()


def negation(node: Node) -> Node:
    """Return what does not match `node`, in normal form.

    Examples
    --------
    >>> negation(negation(Word("bekasi")))
    Word('bekasi')
    """
    if isinstance(node, Not):
        return node.node
    if isinstance(node, Everything):
        return Nothing()
    return Everything() if isinstance(node, Nothing) else Not(node)


def in_field(field: str, node: Node) -> Node:
    """Return what matches `node` in `field`, in normal form.

    Examples
    --------
    >>> str(in_field("title", either([Word("banjir"), Word("longsor")])))
    'title:(banjir OR longsor)'
    """
    if isinstance(node, InField | During | Everything | Nothing):
        return node
    return InField(field, node)


def render(node: Node) -> str:
    """Return the tree in the query language; parsing it gives the same tree again.

    Every AND is written out, and an AND inside an OR has parentheses though the grammar needs
    none: a reader who does not know what binds tighter sees it.

    Examples
    --------
    >>> render(either([both([Word("wali"), negation(Word("kota"))]), Prefix("sek")]))
    '(wali AND NOT kota) OR sek*'
    """
    match node:
        case Word(text):
            # A pasted text may hold the word AND; the backslash is trimmed with other punctuation.
            return "\\" + text if text in OPERATORS else text
        case Phrase(text):
            return f'"{text}"'
        case Prefix(text):
            return text + "*"
        case Fuzzy(text):
            return text + "~"
        case During(period):
            return f"date:{period}"
        case InField(field, inner):
            return f"{field}:{_enclosed(inner, And | Or | Not)}"
        case Not(inner):
            return f"NOT {_enclosed(inner, And | Or)}"
        case And(nodes):
            return " AND ".join(_enclosed(inner, And | Or) for inner in nodes)
        case Or(nodes):
            return " OR ".join(_enclosed(inner, And | Or) for inner in nodes)
        case Everything():
            return ""
        case Nothing():
            return '""'


def _enclosed(node: Node, classes: object) -> str:
    text = render(node)
    return f"({text})" if isinstance(node, classes) else text  # type: ignore[arg-type]
