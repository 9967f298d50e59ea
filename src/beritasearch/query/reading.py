"""One reading of a query's tokens as a tree, with what is to be said about it."""

from __future__ import annotations

from itertools import accumulate, takewhile

from beritasearch.errors import ImpossibleDate
from beritasearch.query.nodes import (
    FIELDS,
    During,
    Fuzzy,
    Node,
    Nothing,
    Phrase,
    Prefix,
    Word,
    both,
    either,
    in_field,
    negation,
)
from beritasearch.query.pasted import ending_mark
from beritasearch.query.tokens import Token
from beritasearch.query.words import address_of, phrase_words, trim, words_and_links, words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

_SHOWN = 3
_FIELDS_MISSING = "are no fields {}, so they were"
_AROUND = " ,;!?'"
# As in `Selasa, 30 April 2024` and `30 April 2024..5 Mei 2024`.
_LONGEST_DATE = 5


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


class Reading:
    """One reading of a list of tokens, with what is to be said about it."""

    def __init__(self, today: date | None) -> None:
        self._today = today
        self._frames = [_Frame()]
        self._unknown: dict[str, None] = {}
        self._dates: dict[str, None] = {}
        self._said: dict[str, None] = {}

    def read(self, tokens: list[Token]) -> Node:
        """The tree that the tokens mean; Nothing where they have no word."""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            at += 1
            match token.kind:
                case "operator":
                    self._operator(token.text)
                case "field":
                    self._frames[-1].field = token.text
                case "(":
                    outer = self._frames[-1]
                    self._frames.append(_Frame(dated=self._is_dated(outer)))
                case ")":
                    group = self._close(self._frames.pop())
                    self._operand(self._in_field(self._frames[-1], group))
                case "word" if self._is_dated(self._frames[-1]):
                    node, number = self._during(tokens[at - 1 : at - 1 + _LONGEST_DATE])
                    self._operand(node)
                    at += number - 1
                case _:
                    self._operand(self._value(self._frames[-1], token))
        return self._close(self._frames.pop()) or Nothing()

    def notices(self) -> list[str]:
        """What was not taken as written, in sentences."""
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

    def _is_dated(self, frame: _Frame) -> bool:
        return frame.field == "date" or (frame.dated and not frame.field)

    def _value(self, frame: _Frame, token: Token) -> Node | None:
        if self._is_dated(frame):
            return self._during([token])[0]
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

    def _during(self, tokens: list[Token]) -> tuple[Node | None, int]:
        """The period that the first tokens mean, and how many they are: as many as possible.

        Where the first one begins no date its words are meant, which a notice says.
        """
        if not trim(tokens[0].text):
            return None, 1
        # Few queries have a date; the others need not wait until this is loaded.
        from datetime import datetime

        from beritasearch.query.periods import parse_period

        today = self._today or datetime.now().astimezone().date()
        run = takewhile(lambda token: token.kind == tokens[0].kind, tokens)
        texts = list(accumulate((token.text for token in run), "{} {}".format))
        for number in range(len(texts), 0, -1):
            try:
                return During(parse_period(texts[number - 1].strip(_AROUND), today)), number
            except ImpossibleDate as error:
                why = str(error)
        self._dates[f"{why} It was read as words."] = None
        words, _ = words_and_links(texts[0])
        return (both([Word(word) for word in words]) if words else None), 1


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
