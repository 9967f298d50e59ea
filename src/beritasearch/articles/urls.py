"""The address behind an article's id. ``docs/article-id.md`` gives the rule and its reasons."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# Raised when the rule gives another key for some address: then ids change.
URL_RULE_VERSION = 2

# A name of two labels or more: no IPv6 address, nothing with white space.
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
# Hosts of the same page for phones and for AMP.
_TWIN_HOST = re.compile(r"^(?:(?:www\d?|m|amp)\.)+(?=[^.]+\.)")
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|mc_cid|mc_eid|"
    r"_ga|_gl|ref|referrer|source|from|share|amp)$",
    re.IGNORECASE,
)
# `?page=all`, `?page=2`, `?single=1`: parts and views of one article.
_PAGING = re.compile(r"^(?:page|page_num|halaman|single|showpage|view)$", re.IGNORECASE)
# Portals that number the parts of an article in the path; the groups are what names the article.
_PARTS = {
    # /berita/d-8049274/judul/2, and of old /read/2015/11/05/100026/3062623/323/judul/2
    "detik.com": r"(.*/d-[0-9]+/[^/]+|/read/[0-9]{4}(?:/[0-9]+){5}/[^/]+)/[0-9]{1,2}",
    # /ekonomi/20190917123456-92-431234/judul/2
    "cnnindonesia.com": r"(.*/[0-9]{14}-[0-9]+-[0-9]+/[^/]+)/[0-9]{1,2}",
    "cnbcindonesia.com": r"(.*/[0-9]{14}-[0-9]+-[0-9]+/[^/]+)/[0-9]{1,2}",
    # /read/1440665/16/judul-1568735129/10: counted in paragraphs
    "sindonews.com": r"(/read/[0-9]+/[0-9]+/[^/]+)/[0-9]{1,2}",
    # /berita/nasional/umum/17/05/09/opnw2h313-judul-part2
    "republika.co.id": r"(/berita/.+)-part[0-9]{1,2}",
    # /peristiwa/judul-splitnews-2.html
    "merdeka.com": r"(.+)-splitnews-[0-9]{1,2}(\.html)",
}
# `/amp/read/…` beside `/read/…` at Kompas and Antara, `/judul/amp/` where WordPress makes it.
_AMP_PATH = re.compile(r"^(?:/amp)+(?=/|$)|(?:/amp)+/?$", re.IGNORECASE)
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
        url.encode()
        parts = urlsplit(url.strip())
        host, port = _host(parts.hostname), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    place = _TWIN_HOST.sub("", host)
    if port and port not in (80, 443):
        place = f"{place}:{port}"
    # Who copies an address twice escapes its `?` as well: `/judul%3Fpage%3Dall`.
    path, _, escaped = unquote(parts.path, errors="surrogateescape").partition("?")
    query = _query("&".join(filter(None, (escaped, parts.query))))
    key = f"{place}{_whole(place, _path(path))}"
    return f"{key}?{query}" if query else key


def registered_domain(address: str) -> str | None:
    """The registered domain of an address or host: the name under which a portal is known.

    >>> registered_domain("https://nasional.republika.co.id/berita/1")
    'republika.co.id'
    """
    try:
        host = _host(urlsplit(address if "//" in address else f"//{address.strip()}").hostname)
    except ValueError:
        return None
    # The last label of a name is never a number: this is an IP address, of no portal.
    return _domain(host) if host and not host.rpartition(".")[2].isdigit() else None


def _host(name: str | None) -> str | None:
    """A host's name without the dot that may end it; None where it is no name."""
    plain = (name or "").rstrip(".")
    return plain if _HOST.fullmatch(plain) else None


def _path(path: str) -> str:
    plain = re.sub(r"/{2,}", "/", quote(path, safe=_PLAIN, errors="surrogateescape"))
    return _AMP_PATH.sub("", plain).rstrip("/")


def _whole(host: str, path: str) -> str:
    """The path of the whole article, where one of its parts is addressed."""
    for domain, parts in _PARTS.items():
        if f".{host}".endswith(f".{domain}") and (found := re.fullmatch(parts, path)):
            return "".join(found.groups())
    return path


def _query(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    kept = [(k, v) for k, v in pairs if not _TRACKING.match(k) and not _PAGING.match(k)]
    return urlencode(sorted(kept), errors="surrogateescape")


@lru_cache(maxsize=65536)
def _domain(host: str) -> str | None:
    found: str | None = _suffixes().privatesuffix(host)
    return found


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    # The list of public suffixes takes 45 ms to load: only where portals are told.
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
