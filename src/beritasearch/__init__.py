"""Indonesian news pages into a versioned Parquet dataset, a full-text index, and answers.

>>> import beritasearch
>>> archive = beritasearch.open("datasets/aliansinews")  # doctest: +SKIP
>>> archive.search("inovasi pelayanan publik").total  # doctest: +SKIP
1
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beritasearch.answers.related import RelatedArticle
    from beritasearch.archive.archive import Archive, Coverage, open  # noqa: A004
    from beritasearch.archive.build import BuildReport, build
    from beritasearch.errors import BeritasearchError
    from beritasearch.search.facets import Facet, FacetValue
    from beritasearch.search.results import Hit, Results

# Nothing is imported before it is asked for: neither pyarrow nor any engine.
_HOMES = {
    "Archive": "archive.archive",
    "BeritasearchError": "errors",
    "BuildReport": "archive.build",
    "Coverage": "archive.archive",
    "Facet": "search.facets",
    "FacetValue": "search.facets",
    "Hit": "search.results",
    "RelatedArticle": "answers.related",
    "Results": "search.results",
    "build": "archive.build",
    "open": "archive.archive",
}

__all__ = [
    "Archive",
    "BeritasearchError",
    "BuildReport",
    "Coverage",
    "Facet",
    "FacetValue",
    "Hit",
    "RelatedArticle",
    "Results",
    "build",
    "open",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'beritasearch' has no attribute {name!r}")
    return getattr(import_module(f"beritasearch.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
