"""Which documents are the answer? All that was asked, or the best partial matches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from beritasearch.engines.base import By, Found, Match
from beritasearch.engines.clauses import Clause, Keyword, Nothing, all_of, is_scored
from beritasearch.index.open import OpenIndex
from beritasearch.query.parser import Query
from beritasearch.search.plan import Plan
from beritasearch.search.request import Request

KINDS = ("article", "headline")

_ORDERS = {"newest": By("newest", descending=True), "oldest": By("oldest", descending=False)}
_BY_TIE = By("tie", descending=False)


class Answered(NamedTuple):
    """What was answered.

    Parameters
    ----------
    groups : the matches by kind, articles first.
    partial : a sentence, where it is not all that was asked.
    """

    clause: Clause
    groups: Mapping[str, Found]
    partial: str = ""

    @property
    def is_any(self) -> bool:
        """Whether anything matches."""
        return any(group.total for group in self.groups.values())


class Matcher:
    """Finds the documents of an index that answer a plan."""

    def __init__(self, index: OpenIndex) -> None:
        self._engine = index.engine
        self._held = index.manifest.documents

    def answer(self, query: Query, plan: Plan, request: Request, bounds: Clause) -> Answered:
        """All that was asked, or where nothing has it the best partial matches.

        Of a long pasted text they are asked for at once: an article with all of its words would
        be chance, and would hide the others.
        """
        if not query.pasted:
            whole = Answered(plan.clause, self._groups(all_of(plan.clause, bounds), request))
            if whole.is_any or len(plan.parts) < 2:
                return whole
        kinds = self.of_kind(request.filters.kind)
        within = all_of(bounds, *plan.bounds, *kinds)
        least = self._least_parts(query, plan, within)
        if not least:
            return Answered(plan.clause, self._groups(Nothing(), request))
        clause = plan.at_least(least)
        found = self._groups(all_of(clause, bounds), request)
        return Answered(clause, found, self._partial_notice(query, plan, within, least))

    def page(self, answered: Answered, request: Request, bounds: Clause) -> list[Match]:
        """Another page of the same answer, in its order."""
        return in_order(self._groups(all_of(answered.clause, bounds), request))

    def of_kind(self, kind: str) -> tuple[Clause, ...]:
        """What holds the documents of a kind; nothing, where the index holds no others."""
        is_needed = any(self._held[other] for other in KINDS if other != kind)
        return (Keyword("kind", (kind,)),) if kind != "all" and is_needed else ()

    def _groups(self, clause: Clause, request: Request) -> dict[str, Found]:
        """Articles, then headlines: the window of matches runs over both groups."""
        first, last = request.offset, request.offset + request.most
        found = {}
        for kind in KINDS:
            group = Found(0, [])
            if request.filters.kind in (kind, "all") and self._held[kind]:
                of_kind = all_of(clause, *self.of_kind(kind))
                group = self._group(of_kind, request.sort, first, last)
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
        return self._engine.count(all_of(clause, within)) > 0


def in_order(groups: Mapping[str, Found]) -> list[Match]:
    """The matches of all groups, one group behind the other."""
    return [match for group in groups.values() for match in group.matches]
