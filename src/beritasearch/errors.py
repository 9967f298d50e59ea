"""Every exception that beritasearch raises on purpose.

::

    BeritasearchError
    ├── InputError              something given to read is missing, empty or unreadable
    │   ├── NothingRead         no page of the input gave an article
    │   └── PageRejected        one page cannot become an article; the rest goes on
    ├── DatasetError
    │   ├── DatasetNotFound     no dataset at this path
    │   ├── DatasetDamaged      a file of a version is missing or altered
    │   └── VersionNotFound     the dataset has no such version
    ├── SearchIndexError
    │   ├── IndexNotFound       the dataset has no index of this engine
    │   ├── IndexMismatch       made by another analyzer, schema or engine version
    │   └── IndexDamaged        files of the index are missing or cut
    ├── EngineNotFound          no engine of this name
    ├── PackageNotFound         an optional package is needed and not installed
    ├── ArticleNotFound         no article with this id or URL
    └── QueryError
        ├── RegionNotFound      no region of this name or code
        ├── RegionAmbiguous     several regions of this name
        ├── ImpossibleDate      not a date, or a period that ends before it begins
        └── FacetNotFound       no facet of this name

A message says what failed, with the value, and what to do next.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing it from typing would load more than this module needs
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class BeritasearchError(Exception):
    """Base of every error that a caller may want to catch."""


class InputError(BeritasearchError):
    """Something given to read is missing, empty or unreadable."""


class NothingRead(InputError):
    """No page of the input gave an article.

    Parameters
    ----------
    rejections : what was rejected, and why; each is a `beritasearch.pages.page.Rejection`.
    """

    def __init__(self, message: str, rejections: Sequence[Any]) -> None:
        super().__init__(message)
        self.rejections = tuple(rejections)


class PageRejected(InputError):
    """One page cannot become an article.

    Parameters
    ----------
    reason : a short name for counting, in lower case with hyphens: ``no-title``.
    detail : one sentence for the person who looks into it.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class DatasetError(BeritasearchError):
    """A dataset cannot be read or written."""


class DatasetNotFound(DatasetError):
    """There is no dataset at this path."""


class DatasetDamaged(DatasetError):
    """A file of a version is missing or altered."""


class VersionNotFound(DatasetError):
    """The dataset has no version of this number."""


class SearchIndexError(BeritasearchError):
    """An index cannot be read or written."""


class IndexNotFound(SearchIndexError):
    """The dataset has no index of this engine."""


class IndexMismatch(SearchIndexError):
    """The index was made by another analyzer, schema or engine version."""


class IndexDamaged(SearchIndexError):
    """Files of the index are missing or cut."""


class EngineNotFound(BeritasearchError):
    """There is no engine of this name, or its package is not installed."""


class PackageNotFound(BeritasearchError):
    """An optional package is needed for this and not installed."""


class ArticleNotFound(BeritasearchError):
    """No article is known under this id or URL."""


class QueryError(BeritasearchError):
    """A query or one of its filters cannot be understood."""


class RegionNotFound(QueryError):
    """No region is known under this name or code."""


class RegionAmbiguous(QueryError):
    """Several regions bear this name."""


class ImpossibleDate(QueryError):
    """A text is no date, or a period ends before it begins."""


class FacetNotFound(QueryError):
    """No facet is known under this name."""
