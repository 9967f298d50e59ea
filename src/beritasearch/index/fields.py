"""The fields of an index: which of them holds what. Loaded by every query, so kept light."""

from __future__ import annotations

from datetime import date, timedelta

from beritasearch.engines.base import Fields

# Raised when a field is added, removed or filled otherwise.
INDEX_SCHEMA_VERSION = 7

# Texts that are searched word by word; each has a field of surface terms of its own name,
# and one of stems beside it.
TEXTS = ("title", "lead", "body", "quote", "caption")


def stem_field(text: str) -> str:
    """The field that holds a text's stems."""
    return f"{text}_stem"


# Columns that facets count, in the order of a document's values; see ``columns.py``.
FACET_COLUMNS = ("region", "tag", "section", "portal", "author", "speaker", "kind", "day")


def set_field(column: str) -> str:
    """The number field that holds the number of a document's set of values in a column."""
    return f"{column}_set"


FIELDS = Fields(
    text=tuple(field for text in TEXTS for field in (text, stem_field(text))),
    keywords=(
        "author",
        "kind",
        "other_id",
        "portal",
        "region",
        "region_mentioned",
        "section",
        "speaker",
        "tag",
    ),
    numbers=("tie", "newest", "oldest", "day", *map(set_field, FACET_COLUMNS)),
)

# Days are counted from here, plus one: day 0 is "undated".
_FIRST_DAY = date(1900, 1, 1)


def day_number(day: date | None) -> int:
    """A day as the number field ``day`` holds it; 0 for none."""
    return (day - _FIRST_DAY).days + 1 if day else 0


def day_of(number: int) -> date:
    """The day that a number in field ``day`` stands for."""
    return _FIRST_DAY + timedelta(days=number - 1)
