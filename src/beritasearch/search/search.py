"""The search itself: a query's plan, its matches in order, their counts and snippets."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from beritasearch.analysis.analyzer import Analyzer, analyzer
from beritasearch.engines.base import By, Found, Match
from beritasearch.engines.clauses import AllOf, Clause, Keyword, Nothing, is_scored
from beritasearch.errors import QueryError
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
from beritasearch.search.filters import Filters
from beritasearch.search.highlights import Finder
from beritasearch.search.hits import HitReader, ManyHits
from beritasearch.search.lexicon import NO_LEXICON, Lexicon
from beritasearch.search.long_queries import bounded, read_query
from beritasearch.search.notices import other_forms, undated_left_out
from beritasearch.search.plan import Plan
from beritasearch.search.planner import Planner
from beritasearch.search.results import Hit, Results
from beritasearch.search.suggestions import Suggester
from beritasearch.search.vocabulary import Vocabulary
from beritasearch.search.weights import WEIGHTS, Weights

SORTS = ("relevance", "newest", "oldest")
_ORDERS = {"newest": By("newest", descending=True), "oldest": By("oldest", descending=False)}
_BY_TIE = By("tie", descending=False)

# More documents than any index holds.
_ALL = 1 << 62
# Hits that an answer holds from the beginning; the others are read when they are asked for.
_READ_AT_ONCE = 100

_ARTICLES = Keyword("kind", ("article",))
_HEADLINES = Keyword("kind", ("headline",))


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a search.

    Parameters
    ----------
    exact : take the text literally, as one phrase in the forms as typed.
    fuzzy : True: all words may be spelled nearly alike; False: none; None: only words that
        the archive does not know.
    limit : the most hits to return; 0 for counts only, None for all.
    share : give each facet value's share of all articles that have it.
    explain : give the parts of each hit's score.
    """

    text: str
    filters: Filters = field(default_factory=Filters)
    facets: tuple[FacetRequest, ...] = ()
    sort: str = "relevance"
    limit: int | None = 10
    offset: int = 0
    exact: bool = False
    fuzzy: bool | None = None
    share: bool = False
    explain: bool = False

    def __post_init__(self) -> None:
        if self.sort not in SORTS:
            raise QueryError(f"Sort '{self.sort}' is not known. Choose one of: {', '.join(SORTS)}.")
        if self.most < 0 or self.offset < 0:
            raise QueryError("Limit and offset are numbers from 0 up.")

    @property
    def most(self) -> int:
        """The most hits to return, as a number where all are asked for too."""
        return _ALL if self.limit is None else self.limit

    @property
    def first_page(self) -> Request:
        """The same, for the hits that are read at once."""
        return replace(self, limit=min(self.most, _READ_AT_ONCE))


class _Answered(NamedTuple):
    """What was answered: the clause, its matches by kind, and why it is not all that was asked."""

    clause: Clause
    groups: Mapping[str, Found]
    partial: str = ""

    @property
    def is_any(self) -> bool:
        """Whether anything matches."""
        return any(group.total for group in self.groups.values())


class Searcher:
    """Searches one opened index. Safe to share between threads."""

    def __init__(
        self,
        index: OpenIndex,
        dataset: str,
        weights: Weights = WEIGHTS,
        lexicon: Lexicon = NO_LEXICON,
    ) -> None:
        self._weights = weights
        self._index = index
        self._engine = index.engine
        self._dataset = dataset
        self._lexicon = lexicon
        self._analyzer: Analyzer = analyzer()
        self._gazetteer: Gazetteer = gazetteer()
        self._vocabulary = Vocabulary(index.engine)
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
        bounds = AllOf(tuple(filters.values()))
        page = request.first_page
        answered = self._answered(query, plan, page, bounds)
        if not answered.is_any and not request.exact and (looser := loosened(query)):
            query = bounded(looser, self._engine, self._analyzer)
            plan = planner.plan(query.node)
            answered = self._answered(query, plan, page, bounds)
        totals = {kind: group.total for kind, group in answered.groups.items()}
        exact = 0
        if totals["article"]:
            exact = self._engine.count(AllOf((plan.exact_clause, *filters.values(), _ARTICLES)))
        notices = self._notices(query, plan, answered, request, filters, exact)
        facets = self._facets(request, answered.clause, filters)
        suggestions = self._suggestions(request, plan, answered)
        if suggestions:
            notices.append(f"Did you mean: {', '.join(suggestions)}?")
        return Results(
            query=request.text,
            interpreted=query.interpreted,
            dataset=self._dataset,
            version=_label(self._index),
            engine=self._engine.name,
            total=totals["article"],
            total_exact=exact,
            totals=totals,
            hits=self._hits(plan, answered, request, bounds),
            facets=facets,
            notices=(*notices, *left_out_periods(request.facets, facets)),
            suggestions=tuple(suggestions),
            took_ms=round((time.perf_counter() - began) * 1000, 2),
        )

    def _answered(self, query: Query, plan: Plan, request: Request, bounds: Clause) -> _Answered:
        """All that was asked, or where nothing has it the best partial matches.

        Of a long pasted text they are asked for at once: an article with all of its words would
        be chance, and would hide the others.
        """
        if not query.pasted:
            whole = _Answered(plan.clause, self._groups(AllOf((plan.clause, bounds)), request))
            if whole.is_any or len(plan.parts) < 2:
                return whole
        kinds = _kind_clauses(request.filters.kind)
        within = AllOf((bounds, *plan.bounds, *kinds))
        least = self._least_parts(query, plan, within)
        if not least:
            return _Answered(plan.clause, self._groups(Nothing(), request))
        clause = plan.at_least(least)
        found = self._groups(AllOf((clause, bounds)), request)
        return _Answered(clause, found, self._partial_notice(query, plan, within, least))

    def _groups(self, clause: Clause, request: Request) -> dict[str, Found]:
        """Articles, then headlines: the window of matches runs over both groups."""
        first, last = request.offset, request.offset + request.most
        found = {}
        for kind, of_kind in (("article", _ARTICLES), ("headline", _HEADLINES)):
            group = Found(0, [])
            if request.filters.kind in (kind, "all") and self._index.manifest.documents[kind]:
                group = self._group(AllOf((clause, of_kind)), request.sort, first, last)
            found[kind] = group
            first, last = max(first - group.total, 0), max(last - group.total, 0)
        return found

    def _group(self, clause: Clause, sort: str, first: int, last: int) -> Found:
        limit = min(last, self._engine.document_count) - first
        if limit <= 0:
            return Found(self._engine.count(clause), [])
        if sort in _ORDERS:
            return self._engine.ordered(clause, limit, _ORDERS[sort], first)
        if not is_scored(clause):
            # All tie: the order of ties is asked for at once, rather than all of them compared.
            return self._engine.ordered(clause, limit, _BY_TIE, first)
        return self._engine.top(clause, limit, _BY_TIE.field, first)

    def _partial_notice(self, query: Query, plan: Plan, within: Clause, least: int) -> str:
        """What the articles shown have of the query, and which words nothing has."""
        parts = len(plan.telling)
        some = f"those with at least {least} of its {parts} words"
        if query.pasted:
            return f"Showing {some}."
        missing = list(plan.missing(self._engine, within))
        if not missing:
            return f"No article has all the words; showing {some}."
        named = ", ".join(f'"{word}"' for word in missing)
        if least == parts - len(missing):
            some = "those with the other words"
        return f"No article has {named}; showing {some}."

    def _least_parts(self, query: Query, plan: Plan, within: Clause) -> int:
        """How many telling parts a partial match must have: of a short query as many as any
        document has together, of a long one enough; 0 where there are none."""
        low, high = 0, len(plan.telling)
        if (query.pasted or plan.is_long) and self._matches(plan.at_least(plan.enough), within):
            return plan.enough
        while low < high:
            middle = (low + high + 1) // 2
            if self._matches(plan.at_least(middle), within):
                low = middle
            else:
                high = middle - 1
        return low

    def _matches(self, clause: Clause, within: Clause) -> bool:
        return self._engine.count(AllOf((clause, within))) > 0

    def _notices(
        self,
        query: Query,
        plan: Plan,
        answered: _Answered,
        request: Request,
        filters: Mapping[str, Clause],
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
        within = AllOf((answered.clause, *filters.values(), _ARTICLES))
        notices += undated_left_out(within, self._engine)
        if not answered.partial and exact * 2 < total:
            notices.append(other_forms(exact, total, plan.words, self._engine, self._analyzer))
        return notices

    def _suggestions(self, request: Request, plan: Plan, answered: _Answered) -> list[str]:
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
            request.text,
            [term for word in words for term in word.terms],
            {term for word in words if word.text in plan.replaced for term in word.terms},
            is_answered=is_whole or plan.is_long,
        )

    def _facets(
        self, request: Request, clause: Clause, filters: Mapping[str, Clause]
    ) -> dict[str, Facet]:
        """Each facet over the matches; a choice within a facet does not hide its other values."""
        kinds = {f: _counted_kind(request.filters.kind, f.name) for f in request.facets}
        matching: dict[FacetRequest, Clause] = {}
        for facet, kind in kinds.items():
            others = (c for name, c in filters.items() if name != facet.column)
            matching[facet] = AllOf((clause, *others, *kind))
        found = {
            facet.name: make_facet(facet, counts, self._gazetteer)
            for facet, counts in count_all(self._index, matching).items()
        }
        if not request.share:
            return found
        everything = count_all(self._index, {facet: AllOf(kind) for facet, kind in kinds.items()})
        return {f.name: with_shares(found[f.name], counts) for f, counts in everything.items()}

    def _hits(
        self, plan: Plan, answered: _Answered, request: Request, bounds: Clause
    ) -> Sequence[Hit]:
        """The first hits, and where more were asked for, the way to them."""
        explained = request.explain and request.sort == "relevance"
        reader = HitReader(
            self._index,
            Finder(plan.words, self._analyzer),
            answered.clause if explained else None,
        )

        def matches(first: int, last: int) -> list[Match]:
            page = replace(request, offset=request.offset + first, limit=last - first)
            return _in_order(self._groups(AllOf((answered.clause, bounds)), page))

        hits = tuple(map(reader.read, _in_order(answered.groups)))
        total = sum(group.total for group in answered.groups.values())
        wanted = min(request.most, max(total - request.offset, 0))
        if wanted <= len(hits):
            return hits
        return ManyHits(hits, wanted, matches, reader, self._index.remedy_named)


def _in_order(groups: Mapping[str, Found]) -> list[Match]:
    return [match for group in groups.values() for match in group.matches]


def _kind_clauses(kind: str) -> tuple[Clause, ...]:
    return () if kind == "all" else (Keyword("kind", (kind,)),)


def _counted_kind(kind: str, facet: str) -> tuple[Clause, ...]:
    """Facets count articles, as ``total`` does; headlines where only they were asked for."""
    if facet == "kind":
        return ()
    return (_HEADLINES if kind == "headline" else _ARTICLES,)


def _label(index: OpenIndex) -> str:
    manifest = index.manifest
    return (
        f"{manifest.version}.r{manifest.revision}" if manifest.revision else str(manifest.version)
    )
