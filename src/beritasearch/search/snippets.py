"""The best piece of a text for reading, with the words that matched."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.analysis.tokenizer import terms, tokens
from beritasearch.search.words import QueryWord

_LENGTH = 220
_OLD_OR_NEW = {"u": "(?:u|oe)", "c": "(?:c|tj)", "j": "d?j", "y": "[yj]"}
_OLD = re.compile("[ucjy]")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text.

    Parameters
    ----------
    marks : spans of the matched words in ``text``.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def marked(self, opening: str, closing: str) -> str:
        """The text with each match between two markers, as it is otherwise."""
        return "".join(
            f"{opening}{piece}{closing}" if is_match else piece
            for piece, is_match in self._pieces()
        )

    def to_html(self) -> str:
        """The text with each match in ``<mark>``, safe to put into a page."""
        return "".join(
            f"<mark>{html.escape(piece)}</mark>" if is_match else html.escape(piece)
            for piece, is_match in self._pieces()
        )

    def _pieces(self) -> Iterable[tuple[str, bool]]:
        at = 0
        for start, end in self.marks:
            yield self.text[at:start], False
            yield self.text[start:end], True
            at = end
        yield self.text[at:], False


class Highlighter:
    """Finds a query's words in the texts of hits.

    Matching is by the archive's own terms: a form is marked when its surface term or its stem
    is one that the query looked for.
    """

    def __init__(self, words: Sequence[QueryWord], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._words = words
        self._by_term: dict[str, list[str]] = defaultdict(list)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._prefixes = [(word.prefix, word.text) for word in words if word.prefix]
        for word in words:
            for term in (*word.terms, *word.variants):
                self._by_term[term].append(word.text)
            for stem in word.stems:
                self._by_stem[stem].append(word.text)
        hidden = (form for stem in self._by_stem for form in analyzer.forms_of(stem))
        self._direct = frozenset((*self._by_term, *hidden))
        self._may_have_stem = _holding(self._by_stem)

    def matched(self, text: str) -> Mapping[str, list[str]]:
        """The forms in a text that match, by term; each with the query words it stands for."""
        forms = list(dict.fromkeys(terms(text)))
        found = {}
        # Sorted, since a set has another order in each process, and answers show this one.
        direct = sorted(self._direct.intersection(forms))
        for form in (*direct, *filter(self._may_have_stem, forms)):
            stems = self._analyzer.stem(form).split()
            words = [word for stem in stems for word in self._by_stem.get(stem, ())]
            if words or form in self._by_term:
                found[form] = [*self._by_term.get(form, ()), *words]
        for prefix, word in self._prefixes:
            for form in forms:
                if form.startswith(prefix):
                    found.setdefault(form, []).append(word)
        return {form: list(dict.fromkeys(words)) for form, words in found.items()}

    def snippet(self, text: str, matched: Mapping[str, list[str]]) -> Snippet:
        """The piece of a text that holds most of the query's words, cut between words."""
        spans = _spans(text, matched)
        start, end = _window(text, spans, matched)
        before, after = "… " if start else "", " …" if end < len(text) else ""
        shift = len(before) - start
        marks = tuple((a + shift, b + shift) for a, b, _ in spans if start <= a and b <= end)
        return Snippet(before + _on_one_line(text[start:end]) + after, marks)


def _holding(stems: Iterable[str]) -> Callable[[str], object]:
    """A test of forms that is quick and lets through all that have one of the stems: a root shows
    in its forms but for its first letter, which meN- and peN- swallow, and for old spelling."""
    tails = (re.escape(stem[1:] if len(stem) > 3 else stem) for stem in stems)
    either = "|".join(_OLD.sub(lambda match: _OLD_OR_NEW[match[0]], tail) for tail in tails)
    return re.compile(either).search if either else lambda form: None


def _on_one_line(text: str) -> str:
    # One character for another, so that the marks stay where they are; control characters
    # could otherwise move the cursor of a terminal.
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " for char in text)


def _spans(text: str, matched: Mapping[str, list[str]]) -> list[tuple[int, int, str]]:
    """Where the matched terms stand in the text."""
    folded = text.lower()
    if len(folded) != len(text):
        return _spans_of_tokens(text, matched)
    spans: list[tuple[int, int, str]] = []
    for form in matched:
        before = len(spans)
        spans += ((at, at + len(form), form) for at in _whole_words(form, folded))
        if len(spans) == before:
            # The form has lost an apostrophe that the text has: Jum'at.
            return _spans_of_tokens(text, matched)
    return sorted(spans)


def _whole_words(form: str, folded: str) -> Iterator[int]:
    """Where a form stands in lower-case text, not inside a longer word."""
    at = folded.find(form)
    while at >= 0:
        end = at + len(form)
        if not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum():
            yield at
        at = folded.find(form, end)


def _spans_of_tokens(text: str, matched: Mapping[str, list[str]]) -> list[tuple[int, int, str]]:
    return [(token.start, token.end, token.term) for token in tokens(text) if token.term in matched]


def _window(
    text: str, spans: Sequence[tuple[int, int, str]], matched: Mapping[str, list[str]]
) -> tuple[int, int]:
    """Start and end of the piece with most different query words, then most matches."""
    best, best_score = 0, (0, 0)
    for at, (start, _, _) in enumerate(spans):
        inside = []
        for _, end, term in spans[at:]:
            if end > start + _LENGTH:
                break
            inside.append(term)
        score = (len({word for term in inside for word in matched[term]}), len(inside))
        if score > best_score:
            best, best_score = start, score
    return _between_words(text, best)


def _between_words(text: str, first: int) -> tuple[int, int]:
    """A piece around a position, from a sentence's or a word's beginning to a word's end."""
    start = max(first - _LENGTH // 4, 0)
    sentence = max(text.rfind(mark, start, first) for mark in (". ", "\n", "? ", "! "))
    if sentence >= 0:
        start = sentence + 1
    elif start:
        start = text.find(" ", start, first) + 1 or first
    while start < first and text[start].isspace():
        start += 1
    end = min(start + _LENGTH, len(text))
    if end < len(text):
        end = text.rfind(" ", first, end) if " " in text[first:end] else end
    return start, max(end, first)
