"""The search itself: a query's plan, its matches in order, their counts and snippets."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from beritasearch.analysis.analyzer import Analyzer, analyzer
from beritasearch.engines.base import Match
from beritasearch.engines.clauses import Clause, all_of
from beritasearch.index.open import OpenIndex
from beritasearch.query.parser import Query, loosened
from beritasearch.regions.gazetteer import Gazetteer, gazetteer
from beritasearch.search.completion import Completer
from beritasearch.search.facet_request import FacetRequest
from beritasearch.search.facets import (
    Facet,
    count_all,
    left_out_periods,
    make_facet,
    with_shares,
)
from beritasearch.search.highlights import Finder
from beritasearch.search.hits import HitReader, ManyHits
from beritasearch.search.lexicon import NO_LEXICON, Lexicon
from beritasearch.search.long_queries import bounded, read_query
from beritasearch.search.matching import Answered, Matcher, in_order
from beritasearch.search.notices import other_forms, undated_left_out
from beritasearch.search.plan import Plan
from beritasearch.search.planner import Planner
from beritasearch.search.request import Request
from beritasearch.search.results import Hit, Remarks, Results
from beritasearch.search.suggestions import Suggester
from beritasearch.search.vocabulary import Vocabulary
from beritasearch.search.weights import WEIGHTS, Weights


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
        self.completer = Completer(index, self._analyzer, self._gazetteer)
        self.suggester = Suggester(self._engine, self._vocabulary, self._analyzer, self._gazetteer)

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
            notices += left_out_periods(request.facets, facets)
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
        is_whole = answered.groups["article"].total > 0 and not answered.partial
        return self.suggester.suggestions(
            query.text,
            [term for word in words for term in word.terms],
            {term for word in words if word.text in plan.replaced for term in word.terms},
            is_answered=is_whole or plan.is_long,
        )

    def _facets(
        self, request: Request, clause: Clause, filters: Mapping[str, Clause]
    ) -> dict[str, Facet]:
        """Each facet over the matches; a choice within a facet does not hide its other values."""
        kinds = {f: self._counted_kind(request.filters.kind, f.name) for f in request.facets}
        matching: dict[FacetRequest, Clause] = {}
        for facet, kind in kinds.items():
            others = (c for name, c in filters.items() if name != facet.column)
            matching[facet] = all_of(clause, *others, *kind)
        found = {
            facet.name: make_facet(facet, counts, self._gazetteer)
            for facet, counts in count_all(self._index, matching).items()
        }
        if not request.share:
            return found
        everything = count_all(self._index, {f: all_of(*kind) for f, kind in kinds.items()})
        return {f.name: with_shares(found[f.name], counts) for f, counts in everything.items()}

    def _counted_kind(self, kind: str, facet: str) -> tuple[Clause, ...]:
        """Facets count articles, as ``total`` does; headlines where only they were asked for."""
        if facet == "kind":
            return ()
        return self._matcher.of_kind("headline" if kind == "headline" else "article")

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
