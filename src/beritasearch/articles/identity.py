"""Which id has an article? ``docs/article-id.md`` gives the rule and its reasons."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

from beritasearch.articles.urls import normalise_url

# 64 bits: among a million articles two share an id with a chance of 1 in 37 million.
_ID_DIGITS = 16


def article_id(
    *,
    url: str | None,
    portal: str,
    title: str | None,
    published: datetime | date | None,
    source_id: str | None = None,
    text: str | None = None,
) -> str:
    """The id of an article or headline: 16 hexadecimal digits.

    From the normalised URL; without one from portal, title and time; without these from
    the input's own id, else from the hash of the text.

    Parameters
    ----------
    published : the time, or the day where only that is known.
    text : SHA-256 of the body.
    """
    address = normalise_url(url) if url else None
    # The address of a front page names no article: all its articles would share one id.
    if address and ("/" in address or "?" in address):
        return _hashed("url", address)
    if title and published:
        return _hashed("title", portal, title, _moment(published))
    if source_id:
        return _hashed("source", portal, source_id)
    return _hashed("text", text or title or "")


def _moment(published: datetime | date) -> str:
    if isinstance(published, datetime):
        return published.astimezone(UTC).isoformat()
    return published.isoformat()


def _hashed(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:_ID_DIGITS]
