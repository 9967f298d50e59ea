"""The search itself: a query's plan, its matches in order, their counts and snippets."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

import orjson

from beritasearch.analysis.analyzer import Analyzer, analyzer
from beritasearch.engines.base import By, Found, Match
from beritasearch.engines.clauses import AllOf, Clause, Keyword, Nothing
from beritasearch.errors import QueryError
from beritasearch.index.open import OpenIndex
from beritasearch.query.parser import Query, loosened
from beritasearch.regions.gazetteer import Gazetteer, gazetteer
from beritasearch.search.explain import contributions
from beritasearch.search.facets import Facet, FacetRequest, count_facet, with_shares
from beritasearch.search.filters import Filters, undated
from beritasearch.search.highlights import BORDER, Finder, behind
from beritasearch.search.long_queries import bounded, read_query
from beritasearch.search.plan import Plan
from beritasearch.search.planner import Planner
from beritasearch.search.results import Hit, Results
from beritasearch.search.snippets import snippet
from beritasearch.search.weights import WEIGHTS, Weights
from beritasearch.search.words import Vocabulary

SORTS = ("relevance", "newest", "oldest")
_ORDERS = {"newest": By("newest", descending=True), "oldest": By("oldest", descending=False)}

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
    limit : the most hits to return; 0 for counts only.
    share : give each facet value's share of all articles that have it.
    explain : give the parts of each hit's score.
    """

    text: str
    filters: Filters = field(default_factory=Filters)
    facets: tuple[FacetRequest, ...] = ()
    sort: str = "relevance"
    limit: int = 10
    offset: int = 0
    exact: bool = False
    fuzzy: bool | None = None
    share: bool = False
    explain: bool = False

    def __post_init__(self) -> None:
        if self.sort not in SORTS:
            raise QueryError(f"Sort '{self.sort}' is not known. Choose one of: {', '.join(SORTS)}.")
        if self.limit < 0 or self.offset < 0:
            raise QueryError("Limit and offset are numbers from 0 up.")


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

    def __init__(self, index: OpenIndex, dataset: str, weights: Weights = WEIGHTS) -> None:
        self._weights = weights
        self._index = index
        self._engine = index.engine
        self._dataset = dataset
        self._analyzer: Analyzer = analyzer()
        self._gazetteer: Gazetteer = gazetteer()
        self._vocabulary = Vocabulary(index.engine)

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
        )
        plan = planner.plan(query.node)
        filters = request.filters.clauses(self._gazetteer)
        bounds = AllOf(tuple(filters.values()))
        answered = self._answered(query, plan, request, bounds)
        if not answered.is_any and not request.exact and (looser := loosened(query)):
            query = bounded(looser, self._engine, self._analyzer)
            plan = planner.plan(query.node)
            answered = self._answered(query, plan, request, bounds)
        totals = {kind: group.total for kind, group in answered.groups.items()}
        exact = 0
        if totals["article"]:
            exact = self._engine.count(AllOf((plan.exact_clause, *filters.values(), _ARTICLES)))
        notices = self._notices(query, plan, answered, request, filters, exact)
        return Results(
            query=request.text,
            interpreted=query.interpreted,
            dataset=self._dataset,
            version=_label(self._index),
            engine=self._engine.name,
            total=totals["article"],
            total_exact=exact,
            totals=totals,
            hits=self._shown(
                [m for group in answered.groups.values() for m in group.matches],
                plan,
                answered.clause if request.explain and request.sort == "relevance" else None,
            ),
            facets=self._facets(request, answered.clause, filters),
            notices=tuple(notices),
            suggestions=tuple(_suggestions(plan)),
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
        first, last = request.offset, request.offset + request.limit
        found = {}
        for kind, of_kind in (("article", _ARTICLES), ("headline", _HEADLINES)):
            group = Found(0, [])
            if request.filters.kind in (kind, "all") and self._index.manifest.documents[kind]:
                group = self._group(AllOf((clause, of_kind)), request.sort, last)
            found[kind] = Found(group.total, group.matches[first:])
            first, last = max(first - group.total, 0), max(last - group.total, 0)
        return found

    def _group(self, clause: Clause, sort: str, limit: int) -> Found:
        limit = min(limit, self._engine.document_count)
        if not limit:
            return Found(self._engine.count(clause), [])
        if sort in _ORDERS:
            return self._engine.ordered(clause, limit, _ORDERS[sort])
        return self._engine.top(clause, limit, "tie")

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
        if request.filters.is_dated and (left_out := self._undated(answered.clause, filters)):
            notices.append(
                f"{left_out:,} articles without a date match too; the date filter leaves them out."
            )
        if not answered.partial and exact < total and exact * 2 < total and plan.words:
            notices.append(
                f"{exact:,} of {total:,} articles have the words as typed; "
                "the others have other forms of them."
            )
        return notices

    def _undated(self, clause: Clause, filters: Mapping[str, Clause]) -> int:
        others = [clause for name, clause in filters.items() if name != "date"]
        return self._engine.count(AllOf((clause, *others, undated(), _ARTICLES)))

    def _facets(
        self, request: Request, clause: Clause, filters: Mapping[str, Clause]
    ) -> dict[str, Facet]:
        """Each facet over the matches; a choice within a facet does not hide its other values."""
        counted: dict[str, Facet] = {}
        ordinals: dict[tuple[Clause, ...], Sequence[int]] = {}

        def numbered(clauses: tuple[Clause, ...]) -> Sequence[int]:
            """The documents of some clauses, looked up once for all facets that count them."""
            if clauses not in ordinals:
                ordinals[clauses] = self._engine.numbers(AllOf(clauses), "ordinal")
            return ordinals[clauses]

        for facet in request.facets:
            kind = _counted_kind(request.filters.kind, facet.name)
            others = (c for name, c in filters.items() if name != facet.column)
            column = self._index.column(facet.column)
            matching = numbered((clause, *others, *kind))
            found = count_facet(facet, column, matching, self._gazetteer)
            counted[facet.name] = (
                with_shares(found, column, numbered(kind)) if request.share else found
            )
        return counted

    def _shown(
        self, matches: Iterable[Match], plan: Plan, explained: Clause | None
    ) -> tuple[Hit, ...]:
        finder = Finder(plan.words, self._analyzer)
        hits = (
            _hit(match.score, orjson.loads(self._engine.stored(match)), finder)
            for match in matches
        )
        if explained is None:
            return tuple(hits)
        return tuple(
            replace(hit, explanation=contributions(self._engine, explained, hit.article_id))
            for hit in hits
        )


def _hit(score: float, stored: Mapping[str, Any], finder: Finder) -> Hit:
    text = BORDER.join(part for part in (stored["lead"], stored["body"]) if part)
    title = (stored["title"] or "") + BORDER
    marks = finder.marks(title + text)
    matched: dict[str, dict[str, None]] = {}
    for mark in marks:
        for word in mark.words:
            matched.setdefault(word, {})[mark.form] = None
    return Hit(
        article_id=stored["article_id"],
        kind=stored["kind"],
        score=score,
        title=stored["title"],
        url=stored["url"],
        portal=stored["portal"],
        section=stored["section"],
        published_at=stored["published_at"] or stored["published_on"],
        region_codes=tuple(stored["region_codes"]),
        tags=tuple(stored["tags"]),
        sponsored=stored["sponsored"],
        snippet=snippet(text, behind(len(title), marks)),
        matched={word: tuple(forms) for word, forms in matched.items()},
        source_id=stored["source_id"],
    )


def _kind_clauses(kind: str) -> tuple[Clause, ...]:
    return () if kind == "all" else (Keyword("kind", (kind,)),)


def _counted_kind(kind: str, facet: str) -> tuple[Clause, ...]:
    """Facets count articles, as ``total`` does; headlines where only they were asked for."""
    if facet == "kind":
        return _kind_clauses(kind)
    return (_HEADLINES if kind == "headline" else _ARTICLES,)


def _suggestions(plan: Plan) -> Iterable[str]:
    """Other spellings of the words that the archive does not know, best first."""
    return [term for terms in plan.replaced.values() for term in terms[:3]]


def _label(index: OpenIndex) -> str:
    manifest = index.manifest
    return (
        f"{manifest.version}.r{manifest.revision}" if manifest.revision else str(manifest.version)
    )
