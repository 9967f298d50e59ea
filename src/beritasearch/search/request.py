"""What is asked of a search, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from beritasearch.errors import QueryError
from beritasearch.search.filters import Filters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from beritasearch.search.facet_request import FacetRequest

SORTS = ("relevance", "newest", "oldest")

# More documents than any index holds.
_ALL = 1 << 62
# Hits that an answer holds from the beginning; the others are read when they are asked for.
_READ_AT_ONCE = 100


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
    snippets : find the words in each hit; without, hits have no snippet and no ``matched``.
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
    snippets: bool = True

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
