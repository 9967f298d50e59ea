"""The search itself: a query's plan, its matches in order, their counts and snippets."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import orjson

from beritasearch.analysis.analyzer import Analyzer, analyzer
from beritasearch.engines.base import By, Found, Match
from beritasearch.engines.clauses import AllOf, Clause, Keyword
from beritasearch.errors import QueryError
from beritasearch.index.open import OpenIndex
from beritasearch.query.parser import Query, parse
from beritasearch.regions.gazetteer import Gazetteer, gazetteer
from beritasearch.search.explain import contributions
from beritasearch.search.facet_request import FacetRequest
from beritasearch.search.facets import (
    Facet,
    count_all,
    left_out_periods,
    make_facet,
    with_shares,
)
from beritasearch.search.filters import Filters, undated
from beritasearch.search.plan import Plan, Planner, missing_words
from beritasearch.search.results import Hit, Results
from beritasearch.search.snippets import Highlighter
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


class Searcher:
    """Searches one opened index. Safe to share between threads."""

    def __init__(self, index: OpenIndex, dataset: str) -> None:
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
        query = parse(request.text, exact=request.exact, today=today)
        planner = Planner(
            self._engine, self._analyzer, self._gazetteer, self._vocabulary, request.fuzzy
        )
        plan = planner.plan(query.node)
        filters = request.filters.clauses(self._gazetteer)
        clause, found, notices = self._found(plan, request, AllOf(tuple(filters.values())))
        totals = {kind: group.total for kind, group in found.items()}
        exact = 0
        if totals["article"] and clause == plan.clause:
            exact = self._engine.count(AllOf((plan.exact_clause, *filters.values(), _ARTICLES)))
        notices += self._notices(query, plan, request, filters, totals["article"], exact)
        facets = self._facets(request, clause, filters)
        notices += left_out_periods(request.facets, facets)
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
                [m for group in found.values() for m in group.matches],
                plan,
                clause if request.explain and request.sort == "relevance" else None,
            ),
            facets=facets,
            notices=tuple(notices),
            suggestions=tuple(_suggestions(plan)),
            took_ms=round((time.perf_counter() - began) * 1000, 2),
        )

    def _found(
        self, plan: Plan, request: Request, bounds: Clause
    ) -> tuple[Clause, dict[str, Found], list[str]]:
        """The clause that was answered, its matches by kind, and what was widened for it."""
        clause = plan.clause
        found = self._groups(AllOf((clause, bounds)), request)
        if any(group.total for group in found.values()) or len(plan.parts) < 2:
            return clause, found, []
        bounds = AllOf((bounds, *plan.bounds, *_kind_clauses(request.filters.kind)))
        most = self._most_parts(plan, bounds)
        if not most:
            return clause, found, []
        clause = plan.at_least(most)
        return (
            clause,
            self._groups(AllOf((clause, bounds)), request),
            [self._partial_notice(plan, bounds, most)],
        )

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

    def _partial_notice(self, plan: Plan, bounds: Clause, most: int) -> str:
        """Why partial matches are shown: the words that nothing has, if there are any."""
        missing = list(missing_words(plan, self._engine, bounds))
        if missing:
            named = ", ".join(f'"{word}"' for word in missing)
            return f"No article has {named}; showing those with the other words."
        return f"No article has all the words; showing those with {most} of {len(plan.parts)}."

    def _most_parts(self, plan: Plan, bounds: Clause) -> int:
        """The largest number of parts that any document matches together; by halving."""
        low, high = 0, len(plan.parts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._engine.count(AllOf((plan.at_least(middle), bounds))):
                low = middle
            else:
                high = middle - 1
        return low

    def _notices(
        self,
        query: Query,
        plan: Plan,
        request: Request,
        filters: Mapping[str, Clause],
        total: int,
        exact: int,
    ) -> list[str]:
        notices = list(query.notices)
        for word, terms in plan.replaced.items():
            shown = ", ".join(terms[:3])
            notices.append(f'"{word}" is not in the archive; also searched: {shown}.')
        for word, terms in plan.asked_fuzzy.items():
            notices.append(f'"{word}" also stands for: {", ".join(terms[:5])}.')
        if request.filters.is_dated and (left_out := self._undated(plan, filters)):
            notices.append(
                f"{left_out:,} articles without a date match too; the date filter leaves them out."
            )
        if exact < total and exact * 2 < total and plan.words:
            notices.append(
                f"{exact:,} of {total:,} articles have the words as typed; "
                "the others have other forms of them."
            )
        return notices

    def _undated(self, plan: Plan, filters: Mapping[str, Clause]) -> int:
        others = [clause for name, clause in filters.items() if name != "date"]
        return self._engine.count(AllOf((plan.clause, *others, undated(), _ARTICLES)))

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

    def _shown(
        self, matches: Iterable[Match], plan: Plan, explained: Clause | None
    ) -> tuple[Hit, ...]:
        highlighter = Highlighter(plan.words, self._analyzer)
        hits = (
            _hit(match.score, orjson.loads(self._engine.stored(match)), highlighter)
            for match in matches
        )
        if explained is None:
            return tuple(hits)
        return tuple(
            replace(hit, explanation=contributions(self._engine, explained, hit.article_id))
            for hit in hits
        )


def _hit(score: float, stored: Mapping[str, Any], highlighter: Highlighter) -> Hit:
    text = "\n\n".join(part for part in (stored["lead"], stored["body"]) if part)
    in_text = highlighter.matched(text)
    in_title = highlighter.matched(stored["title"] or "")
    matched: dict[str, list[str]] = {}
    for form, words in {**in_title, **in_text}.items():
        for word in words:
            matched.setdefault(word, []).append(form)
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
        snippet=highlighter.snippet(text, in_text),
        matched={word: tuple(forms) for word, forms in matched.items()},
        source_id=stored["source_id"],
    )


def _kind_clauses(kind: str) -> tuple[Clause, ...]:
    return () if kind == "all" else (Keyword("kind", (kind,)),)


def _counted_kind(kind: str, facet: str) -> tuple[Clause, ...]:
    """Facets count articles, as ``total`` does; headlines where only they were asked for."""
    if facet == "kind":
        return ()
    return (_HEADLINES if kind == "headline" else _ARTICLES,)


def _suggestions(plan: Plan) -> Iterable[str]:
    """Other spellings of the words that the archive does not know, best first."""
    return [term for terms in plan.replaced.values() for term in terms[:3]]


def _label(index: OpenIndex) -> str:
    manifest = index.manifest
    return (
        f"{manifest.version}.r{manifest.revision}" if manifest.revision else str(manifest.version)
    )
