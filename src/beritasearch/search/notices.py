"""What is said about an answer's totals: which articles are in them, and which are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.engines.base import Engine
from beritasearch.engines.clauses import AllOf, Clause
from beritasearch.search.filters import dated_or_not, undated
from beritasearch.search.words import QueryWord
from beritasearch.wording import counted

if TYPE_CHECKING:
    from beritasearch.search.facet_request import FacetRequest
    from beritasearch.search.facets import Facet


def undated_left_out(clause: Clause, engine: Engine) -> Iterator[str]:
    """How many articles match but for a period, because they have no date.

    Parameters
    ----------
    clause : the whole of what was asked, periods of the text and of the filters included.
    """
    any_day = dated_or_not(clause)
    if any_day == clause:
        return
    # What matches without its day matches no period: both counts are of undated articles.
    left_out = engine.count(AllOf((any_day, undated()))) - engine.count(AllOf((clause, undated())))
    if left_out:
        verb, them = ("matches", "it") if left_out == 1 else ("match", "them")
        yield (
            f"{counted(left_out, 'article')} without a date {verb} too; "
            f"the date filter leaves {them} out."
        )


def facet_notices(requests: Iterable[FacetRequest], facets: Mapping[str, Facet]) -> Iterator[str]:
    """A notice of each row of periods that is too long to be shown without gaps."""
    from beritasearch.search.periods import MOST_FILLED  # loaded where there are facets

    for request in requests:
        if request.limit is None and facets[request.name].filled is False:
            yield (
                f"Each {request.name} without a match is left out: from the first to the last "
                f"there are more than {MOST_FILLED:,}."
            )


def other_forms(
    exact: int, total: int, words: Sequence[QueryWord], engine: Engine, analyzer: Analyzer
) -> str:
    """How many articles have the words as typed, and which other form is in most articles."""
    # Only where most articles have other forms.
    from beritasearch.search.other_forms import largest_other_form

    has = "has" if exact == 1 else "have"
    said = (
        f"{exact:,} of {counted(total, 'article')} {has} the words as typed, "
        "the others other forms of them"
    )
    largest = largest_other_form(words, engine, analyzer)
    if largest is None:
        return f"{said}."
    typed, articles, form, articles_of_form = largest
    return (
        f'{said}: "{typed}" is in {counted(articles, "article")} of the archive, '
        f'"{form}" in {articles_of_form:,}.'
    )
