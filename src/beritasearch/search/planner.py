"""From a query's nodes to a plan: the step at which words meet the archive's terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.engines.base import Engine
from beritasearch.engines.clauses import (
    AllOf,
    AnyOf,
    Clause,
    Keyword,
    Nothing,
    StartsWith,
    Without,
    all_of,
)
from beritasearch.query import nodes
from beritasearch.regions.gazetteer import Gazetteer
from beritasearch.search.filters import between, folded
from beritasearch.search.groups import WordGroup, neighbours, word_groups
from beritasearch.search.lexicon import NO_LEXICON, Lexicon, stem_rows
from beritasearch.search.plan import Part, Plan
from beritasearch.search.spelling import is_right, variants
from beritasearch.search.vocabulary import Vocabulary
from beritasearch.search.weights import WEIGHTS, Weights
from beritasearch.search.words import (
    EVERYWHERE,
    QueryWord,
    clause_of,
    is_known,
    query_word,
    stem_row,
    word_weights,
)

# Fields of words, and the texts in which they look; all other fields hold whole values.
_TEXTS = {
    "title": ("title",),
    "body": ("lead", "body"),
    "quote": ("quote",),
    "caption": ("caption",),
}

# Of a longer text the first words are widened: each takes up to 4 ms, and one more of so many
# changes little.
_MOST_WIDENED = 64


class Planner:
    """Makes plans for one archive.

    Parameters
    ----------
    fuzzy : True: every word may be spelled nearly alike; False: none may; None: only those
        that the archive does not know.
    """

    def __init__(
        self,
        engine: Engine,
        analyzer: Analyzer,
        gazetteer: Gazetteer,
        vocabulary: Vocabulary,
        fuzzy: bool | None,
        weights: Weights = WEIGHTS,
        lexicon: Lexicon = NO_LEXICON,
    ) -> None:
        self._engine = engine
        self._analyzer = analyzer
        self._gazetteer = gazetteer
        self._vocabulary = vocabulary
        self._fuzzy = fuzzy
        self._weights = weights
        self._lexicon = lexicon

    def plan(self, node: nodes.Node) -> Plan:
        """The plan of a query.

        Raises
        ------
        RegionNotFound, RegionAmbiguous : ``region:`` does not name one region.
        """
        plan = Plan()
        every = node.nodes if isinstance(node, nodes.And) else (node,)
        for is_words, run in groupby(every, lambda part: isinstance(part, nodes.Word)):
            if is_words:
                self._plan_words([word for word in run if isinstance(word, nodes.Word)], plan)
                continue
            for part in run:
                if _is_bound(part):
                    excluded = Plan(meanings=plan.meanings)
                    plan.bounds.append(self._clause(part, EVERYWHERE, excluded))
                else:
                    clause = self._clause(part, EVERYWHERE, plan)
                    exact = self._clause(part, EVERYWHERE, None)
                    plan.parts.append(Part(str(part), clause, exact))
        return plan

    def _plan_words(self, run: Sequence[nodes.Word], plan: Plan) -> None:
        """Words in a row: each a part of its own, but for those that mean something together.

        A word that is repeated is one part, which weighs as much as all its places together.
        """
        spans = list(self._spans([node.text for node in run]))
        own = {at for first, last, g in spans if g and g.meanings for at in range(first, last)}
        words = [self._looked_up(node, plan, is_own=at in own) for at, node in enumerate(run)]
        each = word_weights(words, self._engine, self._weights)
        times = Counter(_terms(words[first:last]) for first, last, _ in spans)
        for first, last, group in spans:
            together = words[first:last]
            if number := times.pop(_terms(together), 0):
                weight = number * max(each[first:last])
                plan.parts.append(self._part(together, group, weight, plan))
        plan.rewards += neighbours(words, each, self._weights)

    def _spans(self, texts: Sequence[str]) -> Iterator[tuple[int, int, WordGroup | None]]:
        """Words that mean something together, and all others one by one."""
        groups = {group.first: group for group in word_groups(texts, self._analyzer, self._lexicon)}
        at = 0
        while at < len(texts):
            group = groups.get(at)
            last = group.last if group else at + 1
            yield at, last, group
            at = last

    def _part(
        self, words: Sequence[QueryWord], group: WordGroup | None, weight: float, plan: Plan
    ) -> Part:
        """All of these words, or what stands for them together."""
        text = " ".join(word.text for word in words)
        clause, exact = (
            all_of(*(clause_of(w, EVERYWHERE, self._weights, weight, exact=exact) for w in words))
            for exact in (False, True)
        )
        if group:
            clause = self._or_rows(clause, text, group.rows, EVERYWHERE, plan, weight)
            if group.meanings:
                plan.meanings[text] = group.meanings
        return Part(text, clause, exact, all(word.is_function_word for word in words))

    def _clause(self, node: nodes.Node, texts: Sequence[str], plan: Plan | None) -> Clause:
        """A node's clause. With a plan, in any form of its words, which the plan takes down;
        without one, in the forms as typed."""
        match node:
            case nodes.Everything():
                return AllOf(())
            case nodes.Nothing():
                return Nothing()
            case nodes.And(inner):
                clause = all_of(*(self._clause(n, texts, plan) for n in inner))
                return self._or_meanings(clause, inner, texts, plan)
            case nodes.Or(inner):
                return AnyOf(tuple(self._clause(n, texts, plan) for n in inner))
            case nodes.Not(inner):
                # What is excluded is excluded in every form, and never highlighted.
                excluded = Plan(meanings=plan.meanings if plan else {})
                return Without(AllOf(()), self._clause(inner, texts, excluded))
            case nodes.InField(name, inner):
                if name in _TEXTS:
                    return self._clause(inner, _TEXTS[name], plan)
                return self._keyword(name, inner)
            case nodes.During(period):
                return between(period.since, period.until)
            case _:
                return self._word(node, texts, plan)

    def _word(
        self,
        node: nodes.Word | nodes.Phrase | nodes.Prefix | nodes.Fuzzy,
        texts: Sequence[str],
        plan: Plan | None,
    ) -> Clause:
        word = self._looked_up(node, plan)
        clause = clause_of(word, texts, self._weights, exact=plan is None)
        return self._or_meanings(clause, (node,), texts, plan)

    def _or_meanings(
        self, clause: Clause, typed: Sequence[nodes.Node], texts: Sequence[str], plan: Plan | None
    ) -> Clause:
        """What matches the clause, or what the lexicon has for all of its words together."""
        words = [node.text for node in typed if isinstance(node, nodes.Word)]
        if plan is None or len(words) < len(typed):
            return clause
        text = " ".join(words)
        meanings = self._lexicon.meanings(self._analyzer.surface(text))
        if meanings:
            plan.meanings[text] = meanings
        return self._or_rows(clause, text, stem_rows(meanings, self._analyzer), texts, plan)

    def _or_rows(
        self,
        clause: Clause,
        text: str,
        rows: Sequence[tuple[str, ...]],
        texts: Sequence[str],
        plan: Plan,
        weight: float = 1.0,
    ) -> Clause:
        """What matches the clause, or has one of these rows of stems."""
        if not rows:
            return clause
        plan.words += [QueryWord(text, (), stems) for stems in rows]
        each = (stem_row(stems, texts, self._weights, weight) for stems in rows)
        return AnyOf((clause, *each))

    def _looked_up(
        self,
        node: nodes.Word | nodes.Phrase | nodes.Prefix | nodes.Fuzzy,
        plan: Plan | None,
        *,
        is_own: bool = False,
    ) -> QueryWord:
        """The word's terms; a plan takes it down, and what is searched beside it.

        Parameters
        ----------
        is_own : it belongs to a form of the lexicon, and so needs no correction.
        """
        word = query_word(node.text, self._analyzer, stemmed=isinstance(node, nodes.Word))
        if isinstance(node, nodes.Prefix):
            word = _as_prefix(word)
        elif plan is not None and not isinstance(node, nodes.Phrase):
            is_own = is_own or bool(self._lexicon.meanings(word.terms))
            asked = isinstance(node, nodes.Fuzzy)
            word = self._widened(word, plan, asked=asked, is_own=is_own)._replace(is_own=is_own)
        if plan is not None:
            plan.words.append(word)
        return word

    def _widened(self, word: QueryWord, plan: Plan, *, asked: bool, is_own: bool) -> QueryWord:
        """The word with terms spelled nearly alike, where that was asked for or is needed."""
        if len(word.terms) != 1 or self._fuzzy is False or len(plan.words) >= _MOST_WIDENED:
            return word
        asked = asked or self._fuzzy is True
        if not asked and (is_own or self._is_known(word)):
            return word
        found = variants(word.terms[0], self._vocabulary, self._engine, self._analyzer)
        terms = tuple(variant.term for variant in found)
        if terms:
            (plan.asked_fuzzy if asked else plan.replaced)[word.text] = terms
        weights = tuple(variant.weight for variant in found)
        return word._replace(variants=terms, variant_weights=weights)

    def _is_known(self, word: QueryWord) -> bool:
        """Whether the archive has a word in some form, or it is right all the same."""
        return is_known(word, self._engine) or is_right(
            word.terms[0], self._analyzer, self._gazetteer
        )

    def _keyword(self, field: str, node: nodes.Node) -> Clause:
        match node:
            case nodes.Or(inner):
                return AnyOf(tuple(self._keyword(field, n) for n in inner))
            case nodes.And(inner):
                return all_of(*(self._keyword(field, n) for n in inner))
            case nodes.Not(inner):
                return Without(AllOf(()), self._keyword(field, inner))
            case nodes.Prefix(text):
                return StartsWith(field, folded(field, text))
            case nodes.Word(text) | nodes.Phrase(text) | nodes.Fuzzy(text):
                return Keyword(field, (self._value(field, text),))
            case _:
                return Nothing()

    def _value(self, field: str, text: str) -> str:
        return self._gazetteer.resolve(text).code if field == "region" else folded(field, text)


def _is_bound(node: nodes.Node) -> bool:
    """Whether a node says which documents may be found, not what is looked for in them."""
    match node:
        case nodes.Not() | nodes.During():
            return True
        case nodes.InField(name, _):
            return name not in _TEXTS
        case _:
            return False


def _as_prefix(word: QueryWord) -> QueryWord:
    # Of several terms only the last one is unfinished; the others stand in a row before it.
    return word._replace(prefix=word.terms[-1]) if word.terms else word


def _terms(words: Sequence[QueryWord]) -> tuple[str, ...]:
    return tuple(term for word in words for term in word.terms)
