"""An article row that we wrote ourselves: nothing in it is to be found again, only read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from beritasearch.articles.article import FactCheck, Image, ReadAlso, RelatedLink
from beritasearch.articles.dates import parse_iso, zone_of
from beritasearch.articles.draft import Draft
from beritasearch.articles.portals import portal_of

# Columns that no other tool writes.
_OURS = ("article_id", "text_sha256", "published_on")


def is_exported(fields: Mapping[str, Any]) -> bool:
    """Whether a row is one of ours."""
    return all(name in fields for name in _OURS)


def restore(draft: Draft, fields: Mapping[str, Any]) -> None:
    """Fill a draft with what only our rows state. Regions and quotations are found anew."""
    draft.lead = _text(fields.get("lead"))
    draft.dateline = _text(fields.get("dateline"))
    draft.byline_code = _text(fields.get("byline_code"))
    draft.body_uncertain = _text(fields.get("body_uncertain"))
    draft.sponsored = fields.get("sponsored") is True
    draft.fact_check = _fact_check(fields.get("fact_check"))
    draft.parts_total = _count(fields.get("parts_total"))
    draft.parts_held = min(_count(fields.get("parts_held")), draft.parts_total)
    _set_zone(draft, _text(fields.get("published_zone")))
    draft.read_also = [
        ReadAlso(title, row.get("title_cut") is True, _text(row.get("url")))
        for row, title in _titled(fields.get("read_also"))
    ]
    zone = portal_of(draft.portal or "").zone
    draft.related = [_related(row, title, zone) for row, title in _titled(fields.get("related"))]
    draft.images = [
        Image(_text(row.get("url")), _text(row.get("caption")))
        for row in _rows(fields.get("images"))
    ]


def _fact_check(value: Any) -> FactCheck | None:
    if not isinstance(value, dict):
        return None
    return FactCheck(_text(value.get("verdict")), _text(value.get("claim")))


def _count(value: Any) -> int:
    # A page that numbers a thousand parts is no page.
    return value if isinstance(value, int) and 1 <= value < 1000 else 1


def _set_zone(draft: Draft, zone: str | None) -> None:
    if draft.published_at is None or zone is None:
        return
    try:
        local = draft.published_at.astimezone(zone_of(zone))
    except (ValueError, IndexError, OverflowError):
        return
    draft.published_at, draft.published_on = local, local.date()


def _related(row: Mapping[str, Any], title: str, zone: str) -> RelatedLink:
    moment = parse_iso(_text(row.get("published_at")) or "", zone=zone)
    return RelatedLink(
        title,
        row.get("title_cut") is True,
        _text(row.get("url")),
        _text(row.get("section")),
        moment.at if moment else None,
    )


def _titled(value: Any) -> list[tuple[Mapping[str, Any], str]]:
    return [(row, title) for row in _rows(value) if (title := _text(row.get("title")))]


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
