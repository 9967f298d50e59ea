"""What is searched of a very long query: enough for a good answer, in bounded time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.engines.base import Engine
from beritasearch.errors import QueryError
from beritasearch.query import nodes
from beritasearch.query.parser import Query, parse
from beritasearch.query.words import is_blank, readable

# On 30,101 articles, in seconds of one core: 50,000 characters are read in up to 0.15; 100 common
# words of a pasted text take 0.12 (400 take 0.37), 300 alternatives 0.13 (1,000 take 0.5), 26
# beginnings 0.33, 20 words spelled nearly like others 0.15.
LONGEST_TEXT = 50_000
MOST_WORDS = 100
MOST_PLACES = 400
MOST_PARTS = 500
MOST_OPEN = 20
_ASK = "Ask it in parts: `beritasearch query --file FILE` answers many queries at once."


def read_query(text: str, *, exact: bool, today: date | None) -> Query:
    """Parse a query; of a very long pasted text the beginning.

    Raises
    ------
    QueryError : a very long text has operators, which the rest could change, or is one phrase.
    """
    if len(text) <= LONGEST_TEXT or is_blank(text):
        return parse(text, exact=exact, today=today)
    query = parse(text[:LONGEST_TEXT], today=today)
    if exact or not query.pasted:
        raise QueryError(
            f"The query has {len(text):,} characters; only pasted text may have more than "
            f"{LONGEST_TEXT:,}. {_ASK}"
        )
    read = f"The text has {len(text):,} characters; the first {LONGEST_TEXT:,} are searched."
    return query._replace(text=readable(text), notices=(*query.notices, read))


def bounded(query: Query, engine: Engine, analyzer: Analyzer) -> Query:
    """The query, or of a long pasted text the rarest words: they say what it is about.

    Raises
    ------
    QueryError : a typed query has so many parts that no answer would come in time.
    """
    if query.pasted:
        return _rarest(query, engine, analyzer)
    parts = list(_leaves(query.node))
    is_open = [isinstance(part, nodes.Prefix | nodes.Fuzzy) for part in parts]
    for number, most, what in (
        (len(parts), MOST_PARTS, "words and values"),
        (sum(is_open), MOST_OPEN, "words with * or ~"),
    ):
        if number > most:
            raise QueryError(f"The query has {number:,} {what}; {most:,} can be asked. {_ASK}")
    return query


def _rarest(query: Query, engine: Engine, analyzer: Analyzer) -> Query:
    words = query.node.nodes if isinstance(query.node, nodes.And) else ()
    if len(words) <= MOST_WORDS:
        return query
    each = [tuple(analyzer.surface(str(word))) for word in words]
    different = dict.fromkeys(each)
    rarest = frozenset(sorted(different, key=lambda terms: _rarity(terms, engine))[:MOST_WORDS])
    # With all their places, in order: what stands together, and what is repeated, counts for more.
    kept = [(word, terms) for word, terms in zip(words, each, strict=True) if terms in rarest]
    if len(kept) > MOST_PLACES:
        kept = list({terms: (word, terms) for word, terms in reversed(kept)}.values())[::-1]
    node = nodes.both(word for word, _ in kept)
    if len(different) == len(rarest):
        return query._replace(node=node)
    left_out = f"Of its {len(different):,} different words the {MOST_WORDS} rarest are searched."
    return query._replace(node=node, notices=(*query.notices, left_out))


def _rarity(terms: tuple[str, ...], engine: Engine) -> tuple[bool, int]:
    """How many articles have the rarest of the terms; words that none has come last."""
    holding = min((engine.document_frequency("body", term) for term in terms), default=0)
    return holding == 0, holding


def _leaves(node: nodes.Node) -> Iterator[nodes.Node]:
    match node:
        case nodes.And(inner) | nodes.Or(inner):
            for one in inner:
                yield from _leaves(one)
        case nodes.Not(one) | nodes.InField(_, one):
            yield from _leaves(one)
        case _:
            yield node
