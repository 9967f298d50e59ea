"""The search itself: a query's plan, its matches in order, their counts and snippets."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from beritasearch.analysis.analyzer import Analyzer, analyzer
from beritasearch.engines.base import Match
from beritasearch.engines.clauses import Clause, all_of
from beritasearch.index.open import OpenIndex
from beritasearch.query.parser import Query, loosened
from beritasearch.regions.gazetteer import Gazetteer, gazetteer
from beritasearch.search.highlights import Finder
from beritasearch.search.hits import HitReader, ManyHits
from beritasearch.search.lexicon import NO_LEXICON, Lexicon
from beritasearch.search.long_queries import bounded, read_query
from beritasearch.search.matching import Answered, Matcher, in_order
from beritasearch.search.notices import facet_notices, other_forms, undated_left_out
from beritasearch.search.plan import Plan
from beritasearch.search.planner import Planner
from beritasearch.search.request import Request
from beritasearch.search.results import Hit, Remarks, Results
from beritasearch.search.vocabulary import Vocabulary
from beritasearch.search.weights import WEIGHTS, Weights

if TYPE_CHECKING:
    from beritasearch.search.completion import Completer
    from beritasearch.search.facets import Facet
    from beritasearch.search.suggestions import Suggester


class Searcher:
    """Searches one opened index. Safe to share between threads.

    Parameters
    ----------
    about_archive : gives the notices that come first with every answer.
    """

    def __init__(
        self,
        index: OpenIndex,
        dataset: str,
        weights: Weights = WEIGHTS,
        lexicon: Lexicon = NO_LEXICON,
        about_archive: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self._weights = weights
        self._index = index
        self._engine = index.engine
        self._dataset = dataset
        self._lexicon = lexicon
        self._about_archive = about_archive
        self._analyzer: Analyzer = analyzer()
        self._gazetteer: Gazetteer = gazetteer()
        self._vocabulary = Vocabulary(index.engine)
        self._matcher = Matcher(index)

    # Both are loaded when they are needed: most questions have no doubtful word.
    @cached_property
    def completer(self) -> Completer:
        """What completes the beginning of a query."""
        from beritasearch.search.completion import Completer

        return Completer(self._index, self._analyzer, self._gazetteer)

    @cached_property
    def suggester(self) -> Suggester:
        """What finds the words that were meant."""
        from beritasearch.search.suggestions import Suggester

        return Suggester(self._engine, self._vocabulary, self._analyzer, self._gazetteer)

    def search(self, request: Request, today: date | None = None) -> Results:
        """Answer a request.

        Raises
        ------
        QueryError : a filter, a region or a date cannot be understood.
        """
        began = time.perf_counter()
        asked = read_query(request.text, exact=request.exact, today=today)
        query = bounded(asked, self._engine, self._analyzer)
        planner = Planner(
            self._engine,
            self._analyzer,
            self._gazetteer,
            self._vocabulary,
            request.fuzzy,
            self._weights,
            self._lexicon,
        )
        plan = planner.plan(query.node)
        filters = request.filters.clauses(self._gazetteer)
        bounds = all_of(*filters.values())
        page = request.first_page
        answered = self._matcher.answer(query, plan, page, bounds)
        if not answered.is_any and not request.exact and (looser := loosened(query)):
            query = bounded(looser, self._engine, self._analyzer)
            plan = planner.plan(query.node)
            answered = self._matcher.answer(query, plan, page, bounds)
        totals = {kind: group.total for kind, group in answered.groups.items()}
        exact = 0
        if totals["article"]:
            as_typed = all_of(plan.exact_clause, bounds, *self._matcher.of_kind("article"))
            exact = self._engine.count(as_typed)
        facets = self._facets(request, answered.clause, filters)

        def remarks() -> Remarks:
            with self._index.remedy_named():
                notices = [*self._about_archive()]
                notices += self._notices(query, plan, answered, bounds, exact)
                suggestions = self._suggestions(query, plan, answered)
            if suggestions:
                notices.append(f"Did you mean: {', '.join(suggestions)}?")
            notices += facet_notices(request.facets, facets)
            return Remarks(tuple(notices), tuple(suggestions))

        return Results(
            query=query.text,
            interpreted=query.interpreted,
            dataset=self._dataset,
            version=_label(self._index),
            engine=self._engine.name,
            total=totals["article"],
            total_exact=exact,
            totals=totals,
            hits=self._hits(plan, answered, request, bounds),
            worked_out=remarks,
            facets=facets,
            is_partial=bool(answered.partial) or query is not asked,
            took_ms=round((time.perf_counter() - began) * 1000, 2),
        )

    def _notices(
        self,
        query: Query,
        plan: Plan,
        answered: Answered,
        bounds: Clause,
        exact: int,
    ) -> list[str]:
        total = answered.groups["article"].total
        notices = [*([answered.partial] if answered.partial else ()), *query.notices]
        for word, terms in plan.replaced.items():
            shown = ", ".join(terms[:3])
            notices.append(f'"{word}" is not in the archive; also searched: {shown}.')
        for word, terms in plan.asked_fuzzy.items():
            notices.append(f'"{word}" also stands for: {", ".join(terms[:5])}.')
        for word, terms in plan.meanings.items():
            notices.append(f'"{word}" also stands for: {", ".join(terms[:5])} (lexicon).')
        within = all_of(answered.clause, bounds, *self._matcher.of_kind("article"))
        notices += undated_left_out(within, self._engine)
        if not answered.partial and exact * 2 < total:
            notices.append(other_forms(exact, total, plan.words, self._engine, self._analyzer))
        return notices

    def _suggestions(self, query: Query, plan: Plan, answered: Answered) -> list[str]:
        """Other spellings of the query, but of words that are right or were asked for as fuzzy.

        That no article has all of a long query says nothing.
        """
        words = [
            word
            for word in plan.words
            if not (word.prefix or word.is_own or word.text in plan.asked_fuzzy)
        ]
        terms = [term for word in words for term in word.terms]
        is_whole = answered.groups["article"].total > 0 and not answered.partial
        is_answered = is_whole or plan.is_long
        documents = map(self._vocabulary.documents, terms)
        if is_answered and not any(map(self._vocabulary.is_rare, documents)):
            return []
        replaced = {term for word in words if word.text in plan.replaced for term in word.terms}
        return self.suggester.suggestions(query.text, terms, replaced, is_answered=is_answered)

    def _facets(
        self, request: Request, clause: Clause, filters: Mapping[str, Clause]
    ) -> Mapping[str, Facet]:
        if not request.facets:
            return {}
        from beritasearch.search.facets import facets_of  # only where they are asked for

        return facets_of(self._index, request, clause, filters, self._matcher.of_kind)

    def _hits(
        self, plan: Plan, answered: Answered, request: Request, bounds: Clause
    ) -> Sequence[Hit]:
        """The first hits, and where more were asked for, the way to them."""
        explained = request.explain and request.sort == "relevance"
        reader = HitReader(
            self._index,
            Finder(plan.words, self._analyzer) if request.snippets else None,
            answered.clause if explained else None,
        )

        def matches(first: int, last: int) -> list[Match]:
            page = replace(request, offset=request.offset + first, limit=last - first)
            return self._matcher.page(answered, page, bounds)

        hits = tuple(map(reader.read, in_order(answered.groups)))
        total = sum(group.total for group in answered.groups.values())
        wanted = min(request.most, max(total - request.offset, 0))
        if wanted <= len(hits):
            return hits
        return ManyHits(hits, wanted, matches, reader, self._index.remedy_named)


def _label(index: OpenIndex) -> str:
    manifest = index.manifest
    return (
        f"{manifest.version}.r{manifest.revision}" if manifest.revision else str(manifest.version)
    )
