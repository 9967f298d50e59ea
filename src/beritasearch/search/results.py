"""What a search answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from beritasearch.errors import PackageNotFound
from beritasearch.search.snippets import Snippet

if TYPE_CHECKING:
    import pandas
    import pyarrow as pa

    from beritasearch.search.explain import Contribution
    from beritasearch.search.facets import Facet, FacetValue


class Hit(NamedTuple):
    """One matching article or headline.

    Parameters
    ----------
    kind : ``article`` or ``headline``.
    score : BM25; 0 where the order is by date.
    published_at : in ISO 8601, in the zone in which it was printed; the day alone where no
        time is known; None without either.
    matched : by word of the query, the forms of the text that match it.
    source_id : the id that the input gave.
    explanation : the parts of the score, where they were asked for.
    """

    article_id: str
    kind: str
    score: float
    title: str | None
    url: str | None
    portal: str
    section: str | None
    published_at: str | None
    region_codes: tuple[str, ...]
    tags: tuple[str, ...]
    sponsored: bool
    snippet: Snippet
    matched: Mapping[str, tuple[str, ...]]
    source_id: str | None = None
    explanation: tuple[Contribution, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The hit as JSON shows it."""
        explained = {"explanation": self.explanation} if self.explanation else {}
        return {
            "article_id": self.article_id,
            "kind": self.kind,
            "score": round(self.score, 4),
            "title": self.title,
            "url": self.url,
            "portal": self.portal,
            "section": self.section,
            "published_at": self.published_at,
            "region_codes": list(self.region_codes),
            "tags": list(self.tags),
            "sponsored": self.sponsored,
            "snippet": self.snippet.to_html(),
            "matched": {word: list(forms) for word, forms in self.matched.items()},
            **explained,
        }


class Remarks(NamedTuple):
    """What there is to say about an answer; see :attr:`Results.notices`."""

    notices: tuple[str, ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True)
class Results(Sequence[Hit]):
    """The answer to a search: a sequence of hits, with counts over all matches.

    As many hits as were asked for, all with ``limit=None``. The first hundred are at hand, the
    others are read while one goes through them and are not kept; the order is fixed as long as
    the archive is open.

    Parameters
    ----------
    interpreted : the query as it was understood.
    version : of the dataset that the index holds, ``3`` or ``3.r1``.
    total : articles that match.
    total_exact : articles that match with the words as typed.
    totals : matches by kind.
    is_partial : the matches have not all that was asked, for nothing has.
    worked_out : gives :attr:`notices` and :attr:`suggestions`, which cost as much as the hits:
        asked once, by who reads them first.
    """

    query: str
    interpreted: str
    dataset: str
    version: str
    engine: str
    total: int
    total_exact: int
    totals: Mapping[str, int]
    took_ms: float
    hits: Sequence[Hit]
    worked_out: Callable[[], Remarks] = field(repr=False, compare=False)
    facets: Mapping[str, Facet] = field(default_factory=dict)
    is_partial: bool = False

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about what was widened, left out or not found."""
        return self._remarks.notices

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Other spellings of words that the archive hardly knows or not at all."""
        return self._remarks.suggestions

    @cached_property
    def _remarks(self) -> Remarks:
        return self.worked_out()

    def __len__(self) -> int:
        return len(self.hits)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Hit]: ...
    def __getitem__(self, index: int | slice) -> Hit | Sequence[Hit]:
        return self.hits[index]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def to_dict(self) -> dict[str, Any]:
        """The answer as ``query --format json`` prints it."""
        hits = [hit.to_dict() for hit in self.hits]
        return {**self._head(), "hits": hits, **facets_to_dict(self.facets)}

    def meta(self) -> dict[str, Any]:
        """The answer without its hits, as ``query --format jsonl --meta`` prints it first."""
        return {**self._head(), **facets_to_dict(self.facets)}

    def _head(self) -> dict[str, Any]:
        return {
            "query": self.query,
            "interpreted": self.interpreted,
            "dataset": self.dataset,
            "version": self.version,
            "engine": self.engine,
            "total": self.total,
            "total_exact": self.total_exact,
            "totals": dict(self.totals),
            "took_ms": self.took_ms,
            "notices": list(self.notices),
            "suggestions": list(self.suggestions),
        }

    def to_arrow(self) -> pa.Table:
        """The hits as a pyarrow Table, in their order; ``docs/python.md`` lists its columns."""
        from beritasearch.search.arrow import table

        return table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The hits as a pandas DataFrame with the columns of :meth:`to_arrow`.

        Raises
        ------
        PackageNotFound : pandas, which beritasearch does not need itself, is not installed.
        """
        try:
            import pandas  # noqa: F401  # only whether it is there: pyarrow calls it
        except ImportError as error:
            raise PackageNotFound(
                "to_pandas needs pandas, which is not installed. Install it: pip install pandas; "
                "to_arrow() gives the same table without it."
            ) from error
        return self.to_arrow().to_pandas(maps_as_pydicts="strict")

    def _repr_html_(self) -> str:
        """The first hits as a table, for notebooks."""
        from beritasearch.search.notebook import to_html

        return to_html(self)


def facets_to_dict(facets: Mapping[str, Facet]) -> dict[str, Any]:
    """Facets as JSON shows them: the values, and beside them what the values leave out."""
    return {
        "facets": {
            name: [_value_to_dict(value) for value in facet.values]
            for name, facet in facets.items()
        },
        "facet_info": {name: _facet_info(facet) for name, facet in facets.items()},
    }


def _facet_info(facet: Facet) -> dict[str, Any]:
    filled = {} if facet.filled is None else {"filled": facet.filled}
    return {
        "distinct": facet.distinct,
        "other": facet.other,
        "missing": facet.missing,
        **filled,
    }


def _value_to_dict(value: FacetValue) -> dict[str, Any]:
    shown: dict[str, Any] = {"value": value.value}
    if value.label is not None:
        shown["label"] = value.label
    shown["count"] = value.count
    if value.share is not None:
        shown["share"] = round(value.share, 6)
    if value.children:
        shown["children"] = [_value_to_dict(child) for child in value.children]
    return shown
