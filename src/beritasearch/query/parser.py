"""From what a person typed or pasted to a tree of nodes; every text has one."""

from __future__ import annotations

from dataclasses import dataclass

from beritasearch.errors import ImpossibleDate
from beritasearch.query.nodes import (
    FIELDS,
    And,
    During,
    Everything,
    Fuzzy,
    InField,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Word,
    both,
    either,
    in_field,
    negation,
    render,
)
from beritasearch.query.pasted import ending_mark, operators_in, why_pasted
from beritasearch.query.tokens import Token, tokenize
from beritasearch.query.words import (
    address_of,
    is_blank,
    phrase_words,
    readable,
    trim,
    words_and_links,
    words_of,
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
_SHOWN = 3
_FIELDS_MISSING = "are no fields {}, so they were"
_SEVERAL_WORDS = ' A date of several words needs quotation marks: date:"30 April 2024".'


@dataclass(frozen=True, slots=True)
class Query:
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
        reading = _Reading(today)
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
        return _query(text, _Reading(None).read(tokenize(links[0])[0]), [], pasted=True)
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


class _Frame:
    """What is read of one group: alternatives, of which the last is not yet complete."""

    __slots__ = ("alternatives", "dated", "factors", "field", "negated", "waiting")

    def __init__(self, field: str = "", dated: bool = False) -> None:
        self.alternatives: list[Node] = []
        self.factors: list[Node] = []
        self.waiting: str = ""  # the operator before the next operand
        self.negated = False
        self.field = field  # in front of the next operand
        self.dated = dated  # inside date:( )

    def end_factors(self) -> None:
        if self.factors:
            self.alternatives.append(both(self.factors))
            self.factors = []


class _Reading:
    """One reading of a list of tokens, with what is to be said about it."""

    def __init__(self, today: date | None) -> None:
        self._today = today
        self._frames = [_Frame()]
        self._unknown: dict[str, None] = {}
        self._dates: dict[str, None] = {}
        self._said: dict[str, None] = {}

    def read(self, tokens: list[Token]) -> Node:
        for token in tokens:
            match token.kind:
                case "operator":
                    self._operator(token.text)
                case "field":
                    self._frames[-1].field = token.text
                case "(":
                    outer = self._frames[-1]
                    dated = outer.field == "date" or (outer.dated and not outer.field)
                    self._frames.append(_Frame(dated=dated))
                case ")":
                    group = self._close(self._frames.pop())
                    self._operand(self._in_field(self._frames[-1], group))
                case _:
                    self._operand(self._value(self._frames[-1], token))
        return self._close(self._frames.pop()) or Nothing()

    def notices(self) -> list[str]:
        notices = list(self._said)
        if self._unknown:
            names = _some([f"'{name[:40]}'" for name in self._unknown])
            what = "is no field {}, so it was" if len(self._unknown) == 1 else _FIELDS_MISSING
            notices.append(
                f"There {what.format(names)} read as words. Fields: {', '.join(FIELDS)}, date."
            )
        return notices + list(self._dates)[:_SHOWN]

    def _operator(self, name: str) -> None:
        frame = self._frames[-1]
        if name == "NOT":
            frame.negated = not frame.negated
            return
        if frame.waiting or frame.negated or not (frame.factors or frame.alternatives):
            self._ignored(name)
            return
        frame.waiting = name
        if name == "OR":
            frame.end_factors()

    def _operand(self, node: Node | None) -> None:
        frame = self._frames[-1]
        if node is not None:
            frame.factors.append(negation(node) if frame.negated else node)
            frame.waiting = ""
        frame.negated = False
        frame.field = ""

    def _close(self, frame: _Frame) -> Node | None:
        if frame.waiting or frame.negated:
            self._ignored(frame.waiting or "NOT")
        frame.end_factors()
        return either(frame.alternatives) if frame.alternatives else None

    def _ignored(self, operator: str) -> None:
        self._said[f"{operator} has no word beside it and was ignored."] = None

    def _value(self, frame: _Frame, token: Token) -> Node | None:
        if frame.field == "date" or (frame.dated and not frame.field):
            return self._during(token)
        if token.kind == "phrase":
            phrase = phrase_words(token.text)
            return self._in_field(frame, Phrase(phrase) if phrase else None)
        return self._in_field(frame, self._word(token.text, bool(frame.field)))

    def _word(self, run: str, is_value: bool) -> Node | None:
        if address := address_of(run):
            return Word(address)
        mark = ending_mark(run)
        head = run[: run.rindex(mark)].rstrip("*~") if mark else run
        words = words_of(head)
        if "*" in head or "~" in head:
            self._said["'*' and '~' have a meaning only at the end of a word."] = None
        if not words:
            return None
        nodes: list[Node] = [Word(word) for word in words]
        if mark:
            nodes[-1] = Prefix(words[-1]) if mark == "*" else Fuzzy(words[-1])
        elif not is_value and run[-1] == ":" and run[:-1] in (*FIELDS, "date"):
            self._said[f"'{run}' has no value and was read as a word; write {run}value."] = None
        return both(nodes)

    def _in_field(self, frame: _Frame, node: Node | None) -> Node | None:
        if node is None or not frame.field or frame.field == "date":
            return node
        if frame.field in FIELDS:
            return in_field(frame.field, node)
        self._unknown[frame.field] = None
        return both([Word(trim(frame.field)), node])

    def _during(self, token: Token) -> Node | None:
        text = phrase_words(token.text) if token.kind == "phrase" else token.text
        if not trim(text):
            return None
        # Few queries have a date; the others need not wait until this is loaded.
        from datetime import datetime

        from beritasearch.query.periods import parse_period

        text = token.text.strip(" ,;!?'")
        today = self._today or datetime.now().astimezone().date()
        try:
            return During(parse_period(text, today))
        except ImpossibleDate as error:
            hint = _SEVERAL_WORDS if token.kind == "word" and text.isalnum() else ""
            self._dates[f"{error} It was read as words.{hint}"] = None
        words, _ = words_and_links(text)
        return both([Word(word) for word in words]) if words else None


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


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
