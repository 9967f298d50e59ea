"""From rows of a version to documents: which field of the index holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import orjson

from beritasearch.analysis.analyzer import analyzer
from beritasearch.articles.dates import local_time
from beritasearch.articles.portals import portal_of
from beritasearch.engines.base import Document
from beritasearch.index.fields import FACET_COLUMNS, day_number, stem_field

ARTICLE_COLUMNS = (
    "article_id",
    "source_id",
    "other_ids",
    "portal",
    "url",
    "title",
    "lead",
    "body",
    "section",
    "regions",
    "region_codes",
    "tags",
    "authors",
    "published_at",
    "published_on",
    "published_zone",
    "images",
    "sponsored",
    "fact_check",
)
HEADLINE_COLUMNS = (
    "headline_id",
    "portal",
    "title",
    "title_cut",
    "url",
    "section",
    "region_codes",
    "published_at",
    "published_on",
    "seen_in",
)

Row = Mapping[str, Any]
Facets = Mapping[str, tuple[str, ...]]
Terms = Mapping[str, str]

_FIRST_SECOND = datetime(1900, 1, 1, tzinfo=UTC)
# A sort key is seconds, then 28 bits of the id: one order for equal times, on every engine.
_ID_BITS = 28
_LAST_SECOND = 1 << (62 - _ID_BITS)


class IndexRow(NamedTuple):
    """A row that becomes a document; ``quotations`` are those of an article."""

    document_id: str
    kind: str
    row: Row
    quotations: Sequence[Row]


class Texts(NamedTuple):
    """What of a row is analysed: its texts by field, and the day that their dates count from."""

    by_field: Mapping[str, str]
    published: date | None


def texts_of(row: IndexRow) -> Texts:
    """The texts of a row that become terms; none is empty."""
    of = row.row
    texts = {"title": of["title"]}
    if row.kind == "article":
        texts |= {
            "lead": _lead(of),
            "body": of["body"],
            "quote": "\n".join(quotation["text"] for quotation in row.quotations),
            "caption": "\n".join(image["caption"] or "" for image in of["images"]),
        }
    return Texts({name: text for name, text in texts.items() if text}, of["published_on"])


def terms_of(texts: Texts) -> Terms:
    """The terms of a row's texts, by field and parted by spaces; worker processes run this.

    Nothing that workers import may load pyarrow, which is slow to start and large.
    """
    chosen = analyzer()
    terms: dict[str, str] = {}
    for name, text in texts.by_field.items():
        surface = chosen.surface(text)
        terms[name] = " ".join(surface)
        terms[stem_field(name)] = chosen.stem_terms(text, surface, texts.published)
    return terms


def document_of(row: IndexRow, terms: Terms) -> tuple[Document, Facets]:
    """The document of a row, and the values that facets count.

    Parameters
    ----------
    terms : of its texts, as :func:`terms_of` makes them.
    """
    if row.kind == "headline":
        return _headline_document(row.row, terms)
    return _article_document(row.row, row.quotations, terms)


def _article_document(row: Row, quotations: Sequence[Row], terms: Terms) -> tuple[Document, Facets]:
    speakers = tuple(dict.fromkeys(q["speaker"] for q in quotations if q["speaker"]))
    facets = _facets(row, "article", tags=row["tags"], authors=row["authors"], speakers=speakers)
    mentioned = [region["code"] for region in row["regions"] if region["role"] == "mentioned"]
    document = Document(
        document_id=row["article_id"],
        text=terms,
        keywords={
            **_keywords(facets),
            "other_id": row["other_ids"],
            "region_mentioned": _with_parents(mentioned),
        },
        numbers=_numbers(row, row["article_id"]),
        stored=_stored(row, row["article_id"], "article"),
    )
    return document, facets


def _lead(row: Row) -> str:
    """The lead, and the claim that a fact-check quotes: who searches for a claim in its own words
    must find what was found out about it. No snippet is cut from it, for it may be false."""
    claim = row["fact_check"] and row["fact_check"]["claim"]
    return "\n".join(filter(None, (row["lead"], claim)))


def _headline_document(row: Row, terms: Terms) -> tuple[Document, Facets]:
    facets = _facets(row, "headline", tags=(), authors=(), speakers=())
    document = Document(
        document_id=row["headline_id"],
        text=terms,
        keywords=_keywords(facets),
        numbers=_numbers(row, row["headline_id"]),
        # A headline's row has no zone of its own: it was printed in its portal's.
        stored=_stored(
            {**row, "published_zone": portal_of(row["portal"]).zone}, row["headline_id"], "headline"
        ),
    )
    return document, facets


def _facets(
    row: Row, kind: str, *, tags: Any, authors: Any, speakers: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    day = row["published_on"]
    return {
        "region": tuple(row["region_codes"]),
        "tag": tuple(tags),
        "section": (row["section"],) if row["section"] else (),
        "portal": (row["portal"],),
        "author": tuple(authors),
        "speaker": speakers,
        "kind": (kind,),
        "day": (day.isoformat(),) if day else (),
    }


def _keywords(facets: Facets) -> dict[str, list[str]]:
    """What filters and ``field:value`` look up: folded; people also by each part of a name."""
    folded = {name: [value.lower() for value in facets[name]] for name in FACET_COLUMNS[:-1]}
    for name in ("author", "speaker"):
        parts = [part for value in folded[name] for part in value.split()]
        folded[name] = list(dict.fromkeys((*folded[name], *parts)))
    return folded


def _with_parents(codes: list[str]) -> list[str]:
    """Region codes with those of the regions around them: 36.71.01 lies in 36.71 and 36."""
    return list(
        dict.fromkeys(
            ".".join(parts[:length])
            for parts in (code.split(".") for code in codes)
            for length in range(len(parts), 0, -1)
        )
    )


def tie_of(document_id: str) -> int:
    """The number field ``tie`` of a document: all of its id but the last bit."""
    return int(document_id, 16) >> 1


def _numbers(row: Row, document_id: str) -> dict[str, int]:
    tie = tie_of(document_id)
    seconds = _seconds(row)
    low = tie >> (63 - _ID_BITS)
    return {
        "tie": tie,
        # Descending by time, then ascending by id; undated ones last, in the same order.
        "newest": (_after(seconds, -1) << _ID_BITS) + (1 << _ID_BITS) - 1 - low,
        "oldest": (_after(seconds, _LAST_SECOND) << _ID_BITS) + low,
        "day": day_number(row["published_on"]),
    }


def _after(seconds: int | None, undated: int) -> int:
    return (undated if seconds is None else seconds) + 1


def _seconds(row: Row) -> int | None:
    """Seconds since 1900 of the time, or of the day's beginning where only that is known."""
    at, day = row["published_at"], row["published_on"]
    if at is None and day is None:
        return None
    moment = at or datetime(day.year, day.month, day.day, tzinfo=UTC)
    return max(int((moment - _FIRST_SECOND).total_seconds()), 0)


def _stored(row: Row, document_id: str, kind: str) -> bytes:
    """What a hit shows, and the text that snippets are cut from."""
    return orjson.dumps(
        {
            "article_id": document_id,
            "source_id": row.get("source_id"),
            "kind": kind,
            "title": row["title"],
            "url": row["url"],
            "portal": row["portal"],
            "section": row["section"],
            "published_at": local_time(row["published_at"], row.get("published_zone")),
            "published_on": row["published_on"],
            "region_codes": row["region_codes"],
            "tags": row.get("tags", []),
            "sponsored": row.get("sponsored", False),
            "lead": row.get("lead"),
            "body": row.get("body", ""),
            "seen_in": row.get("seen_in", []),
            "fact_check": row.get("fact_check"),
        }
    )
