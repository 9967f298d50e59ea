"""Addresses as pages state them, whole and without what no address may hold."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

# Characters that no address has, but broken pages put there.
_NO_ADDRESS = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f\x7f]")


def escaped(url: str) -> str:
    """An address with what it may not hold escaped."""
    return _NO_ADDRESS.sub(lambda found: quote(found[0]), url)


def web_address(stated: str | None, base: str | None) -> str | None:
    """The whole address behind a link; None where it leads to no web page.

    >>> web_address("/berita/2", "https://contoh.id/berita/1")
    'https://contoh.id/berita/2'
    """
    if not stated:
        return None
    whole = stated.strip()
    if not whole.startswith(("http://", "https://")):
        try:
            whole = urljoin(base or "", whole)
        except ValueError:
            return None
    return escaped(whole) if whole.startswith(("http://", "https://")) else None
