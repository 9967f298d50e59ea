"""The address behind an article's id. ``docs/article-id.md`` gives the rule and its reasons."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# Raised when the rule gives another key for some address: then ids change.
URL_RULE_VERSION = 1

# Hosts of the same page for phones and for AMP.
_TWIN_HOST = re.compile(r"^(?:www\d?|m|amp)\.(?=[^.]+\.)")
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|mc_cid|mc_eid|"
    r"_ga|_gl|ref|referrer|source|from|share|amp)$",
    re.IGNORECASE,
)
# `?page=all`, `?page=2`, `?single=1`: parts and views of one article.
_PAGING = re.compile(r"^(?:page|halaman|single|showpage|view)$", re.IGNORECASE)
_AMP_PATH = re.compile(r"/amp/?$", re.IGNORECASE)
# Characters that mean the same with and without percent-encoding in a path.
_PLAIN = "/:@!$&'()*+,;=-._~"


def normalise_url(url: str) -> str | None:
    """The key of an address: the same for all spellings of one article's address.

    Returns
    -------
    Host, path and remaining parameters, or None where the text is no web address.

    >>> normalise_url("https://m.kompas.com/read/2019/09/17/judul/?page=all&utm_source=wa#k")
    'kompas.com/read/2019/09/17/judul'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "." not in host:
        return None
    place = _TWIN_HOST.sub("", host.rstrip("."))
    if port and port not in (80, 443):
        place = f"{place}:{port}"
    path = _path(parts.path)
    query = _query(parts.query)
    return f"{place}{path}?{query}" if query else f"{place}{path}"


def registered_domain(address: str) -> str | None:
    """The registered domain of an address or host: the name under which a portal is known.

    >>> registered_domain("https://nasional.republika.co.id/berita/1")
    'republika.co.id'
    """
    try:
        host = urlsplit(address).hostname if "//" in address else address.lower().strip()
    except ValueError:
        return None
    return _domain(host) if host and "." in host else None


def _path(path: str) -> str:
    plain = quote(unquote(path, errors="surrogateescape"), safe=_PLAIN, errors="surrogateescape")
    return _AMP_PATH.sub("", re.sub(r"/{2,}", "/", plain)).rstrip("/")


def _query(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    kept = [(k, v) for k, v in pairs if not _TRACKING.match(k) and not _PAGING.match(k)]
    return urlencode(sorted(kept), errors="surrogateescape")


@lru_cache(maxsize=65536)
def _domain(host: str) -> str | None:
    found: str | None = _suffixes().privatesuffix(host.rstrip("."))
    return found


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    # The list of public suffixes takes 45 ms to load: only where portals are told.
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
