"""From what a person typed or pasted to a tree of nodes; every text has one."""

from __future__ import annotations

from typing import NamedTuple

from beritasearch.query.nodes import (
    And,
    Everything,
    InField,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Word,
    both,
    render,
)
from beritasearch.query.pasted import operators_in, why_pasted
from beritasearch.query.reading import Reading
from beritasearch.query.tokens import Token, tokenize
from beritasearch.query.words import (
    is_blank,
    phrase_words,
    readable,
    words_and_links,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

# Deep enough for any query a person or a program writes, and far below Python's recursion limit
# for those who walk the tree.
MAX_DEPTH = 64

# What a person types from memory is shorter.
_LONGEST_PHRASE = 6

NO_WORD = "The query has no word to search for."


class Query(NamedTuple):
    """What was asked.

    Parameters
    ----------
    text : as given; characters that cannot be stored are replaced.
    node : what it means.
    notices : sentences for the person who asked, about what was not taken as written.
    pasted : pasted, or asked as a question: the text was taken as plain words, and documents
        that match some of them are welcome.
    """

    text: str
    node: Node
    notices: tuple[str, ...] = ()
    pasted: bool = False

    @property
    def interpreted(self) -> str:
        """The node in the query language: ``inovasi AND publik``."""
        return render(self.node)


def parse(text: str, *, exact: bool = False, today: date | None = None) -> Query:
    """Return what `text` asks for; it never fails, whatever the text is.

    Parameters
    ----------
    text : in the query language (``docs/query-language.md``), or anything a person pastes.
    exact : take it literally, as one phrase without operators.
    today : the day from which ``date:kemarin`` is counted; the machine's own where not given.

    Examples
    --------
    >>> parse('(banjir OR longsor) region:"Kota Tangerang"').interpreted
    '(banjir OR longsor) AND region:"Kota Tangerang"'
    >>> parse("judul:banjir").notices[0]
    "There is no field 'judul', so it was read as words. Fields: title, body, tag, region, portal, \
section, author, speaker, quote, caption, kind, date."
    """
    text = readable(text)
    if is_blank(text):
        return Query(text, Everything())
    if exact:
        phrase = phrase_words(text)
        return Query(text, Phrase(phrase)) if phrase else Query(text, Nothing(), (NO_WORD,))
    tokens, depth = tokenize(text)
    reason = why_pasted(text, tokens)
    if not reason and depth <= MAX_DEPTH:
        reading = Reading(today)
        node = reading.read(tokens)
        if not _is_too_deep(node):
            return _query(text, node, reading.notices())
    return _pasted(text, tokens, reason or f"more than {MAX_DEPTH} levels")


def loosened(query: Query) -> Query | None:
    """The query with its long phrases as words, for where nothing holds them; None without one.

    Examples
    --------
    >>> loosened(parse('"dua orang tewas dalam kecelakaan di tol"')).interpreted
    'dua AND orang AND tewas AND dalam AND kecelakaan AND di AND tol'
    """
    parts = query.node.nodes if isinstance(query.node, And) else (query.node,)
    looser = tuple(map(_words_of_long, parts))
    if looser == tuple(parts):
        return None
    said = "No article has the phrase as given; its words are searched."
    return Query(query.text, both(looser), (*query.notices, said), pasted=True)


def _words_of_long(node: Node) -> Node:
    if isinstance(node, Phrase) and len(words := node.text.split()) > _LONGEST_PHRASE:
        return both(map(Word, words))
    return node


def _query(text: str, node: Node, notices: list[str], pasted: bool = False) -> Query:
    if isinstance(node, Nothing):
        notices = [NO_WORD, *notices]
    return Query(text, node, tuple(notices), pasted)


def _pasted(text: str, tokens: list[Token], reason: str) -> Query:
    notices: list[str] = []
    words, links = words_and_links(text)
    if not words and len(links) == 1:
        return _query(text, Reading(None).read(tokenize(links[0])[0]), [], pasted=True)
    if operators_in(tokens):
        notices.append(
            f"Read as pasted text ({reason}): every word is searched, and quotation marks and "
            "operators mean nothing."
        )
    if links:
        left_out = links[0] if len(links) == 1 else f"{len(links)} of them"
        notices.append(f"Web addresses are not searched: {left_out}.")
    return _query(text, _all_words(words), notices, pasted=True)


def _all_words(words: list[str]) -> Node:
    if all(word in ("AND", "OR", "NOT") for word in words):
        return Nothing()
    return both([Word(word) for word in words])


def _is_too_deep(root: Node) -> bool:
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in _children(node)]
        if not level:
            return False
    return True


def _children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, And | Or):
        return node.nodes
    return (node.node,) if isinstance(node, Not | InField) else ()
