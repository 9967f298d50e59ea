"""From a query's nodes to clauses: the step at which words meet the archive's terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
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
)
from beritasearch.query import nodes
from beritasearch.regions.gazetteer import Gazetteer
from beritasearch.search.filters import between, folded
from beritasearch.search.groups import WordGroup, word_groups
from beritasearch.search.words import (
    EVERYWHERE,
    QueryWord,
    Vocabulary,
    clause_of,
    is_known,
    query_word,
    stem_row,
)

# Fields of words, and the texts in which they look; all other fields hold whole values.
_TEXTS = {
    "title": ("title",),
    "body": ("lead", "body"),
    "quote": ("quote",),
    "caption": ("caption",),
}


@dataclass
class Plan:
    """A query as the archive understands it.

    Attributes
    ----------
    words : the words looked for (not those excluded), for highlighting.
    parts : one clause for each node that must match; relaxing drops some of them.
    bounds : what must hold of partial matches too: exclusions, dates, ``field:value``.
    replaced : by word that the archive does not know, the terms looked for instead.
    """

    words: list[QueryWord] = field(default_factory=list)
    parts: list[Clause] = field(default_factory=list)
    bounds: list[Clause] = field(default_factory=list)
    exact_parts: list[Clause] = field(default_factory=list)
    part_texts: list[str] = field(default_factory=list)
    replaced: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked_fuzzy: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def clause(self) -> Clause:
        """Documents that match every part, in any form of its words."""
        return AllOf((*self.parts, *self.bounds))

    @property
    def exact_clause(self) -> Clause:
        """Documents that match every part with the words as typed."""
        return AllOf((*self.exact_parts, *self.bounds))

    def at_least(self, number: int) -> Clause:
        """Documents that match some of the parts."""
        return AllOf((AnyOf(tuple(self.parts), number), *self.bounds))


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
    ) -> None:
        self._engine = engine
        self._analyzer = analyzer
        self._gazetteer = gazetteer
        self._vocabulary = vocabulary
        self._fuzzy = fuzzy

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
                self._plan_words(list(run), plan)
                continue
            for part in run:
                if _is_bound(part):
                    plan.bounds.append(self._clause(part, EVERYWHERE, None))
                else:
                    self._plan_part((part,), plan)
        return plan

    def _plan_words(self, run: Sequence[nodes.Node], plan: Plan) -> None:
        """Words in a row: each a part of its own, but for those that mean something together."""
        texts = [part.text for part in run if isinstance(part, nodes.Word)]
        groups = {group.first: group for group in word_groups(texts, self._analyzer)}
        at = 0
        while at < len(run):
            group = groups.get(at)
            last = group.last if group else at + 1
            self._plan_part(run[at:last], plan, group)
            at = last

    def _plan_part(
        self, run: Sequence[nodes.Node], plan: Plan, group: WordGroup | None = None
    ) -> None:
        """One part of the plan: all of these nodes, or what stands for them together."""
        together = _all([self._clause(part, EVERYWHERE, plan) for part in run])
        exact = _all([self._clause(part, EVERYWHERE, None) for part in run])
        if group:
            plan.words += [QueryWord(" ".join(map(str, run)), (), stems) for stems in group.rows]
            rows = (stem_row(stems, EVERYWHERE) for stems in group.rows)
            together = AnyOf((together, *rows))
        plan.parts.append(together)
        plan.exact_parts.append(exact)
        plan.part_texts.append(" ".join(map(str, run)))

    def _clause(self, node: nodes.Node, texts: Sequence[str], plan: Plan | None) -> Clause:
        """A node's clause. With a plan, in any form of its words, which the plan takes down;
        without one, in the forms as typed."""
        match node:
            case nodes.Everything():
                return AllOf(())
            case nodes.Nothing():
                return Nothing()
            case nodes.And(inner):
                return AllOf(tuple(self._clause(n, texts, plan) for n in inner))
            case nodes.Or(inner):
                return AnyOf(tuple(self._clause(n, texts, plan) for n in inner))
            case nodes.Not(inner):
                # What is excluded is excluded in every form, and never highlighted.
                return Without(AllOf(()), self._clause(inner, texts, Plan()))
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
        word = query_word(node.text, self._analyzer, stemmed=isinstance(node, nodes.Word))
        if word is None:
            return Nothing()
        if isinstance(node, nodes.Prefix):
            word = _as_prefix(word)
        elif plan is not None and not isinstance(node, nodes.Phrase):
            word = self._widened(word, plan, asked=isinstance(node, nodes.Fuzzy))
        if plan is not None:
            plan.words.append(word)
        return clause_of(word, texts, exact=plan is None)

    def _widened(self, word: QueryWord, plan: Plan, *, asked: bool) -> QueryWord:
        """The word with terms spelled nearly alike, where that was asked for or is needed."""
        if len(word.terms) > 1 or self._fuzzy is False:
            return word
        asked = asked or self._fuzzy is True
        if not asked and is_known(word, self._engine):
            return word
        similar = self._vocabulary.similar(word.terms[0])
        if similar:
            (plan.asked_fuzzy if asked else plan.replaced)[word.text] = similar
        return replace(word, variants=similar)

    def _keyword(self, field: str, node: nodes.Node) -> Clause:
        match node:
            case nodes.Or(inner):
                return AnyOf(tuple(self._keyword(field, n) for n in inner))
            case nodes.And(inner):
                return AllOf(tuple(self._keyword(field, n) for n in inner))
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


def _all(clauses: Sequence[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else AllOf(tuple(clauses))


def _as_prefix(word: QueryWord) -> QueryWord:
    # Of several terms only the last one is unfinished; the others stand in a row before it.
    return replace(word, prefix=word.terms[-1])


def missing_words(plan: Plan, engine: Engine, within: Clause) -> Iterator[str]:
    """The parts of a plan that no document of a result set's bounds matches."""
    for part, text in zip(plan.parts, plan.part_texts, strict=True):
        if not engine.count(AllOf((part, within))):
            yield text
