"""Which of the titles that a page states is the article's, without the portal's name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from beritasearch.articles.portals import portal_named
from beritasearch.articles.urls import registered_domain

# A portal's name with that of its channel.
_PORTAL_WORDS = 2
_BORDER = re.compile(r"\s+(?:[|–—-]|::?)\s+")
_PART = re.compile(r"\s+(?:[-|–]\s*)?(?:halaman|page|hal\.?)\s+(?:all|[0-9]{1,2})$", re.IGNORECASE)
# `In Picture: `, `FOTO: `, `Video: `: what a page prints before a title that it states without.
_LABELS = re.compile(r"[A-Z][\w .]{1,24}: ")
_ALIKE = 0.6


def choose_title(
    stated: str, headings: Iterable[str], lines: Iterable[str], url: str | None
) -> str:
    """The title as the page prints it.

    Parameters
    ----------
    stated : what metadata say; empty where they say nothing.
    headings : the page's main headings.
    lines : other lines that may print the title.
    """
    headings = [heading for heading in headings if heading]
    title = without_suffix(stated, url)
    if not title:
        return headings[0] if headings else ""
    for line in (*headings, *lines):
        if line.endswith(title) and _LABELS.fullmatch(line[: -len(title)]):
            return line
    if title in headings:
        return title
    # Where a heading repeats the title without a suffix, it is the title.
    for heading in headings:
        if stated.startswith(heading) and len(heading) * 2 > len(stated):
            return heading
    return next((heading for heading in headings if _is_alike(heading, title)), title)


def _is_alike(heading: str, title: str) -> bool:
    """Whether a heading is the title in other words: metadata are written for search engines."""
    if title.endswith(("...", "…", "..")):
        return heading.startswith(title.rstrip(".… "))
    one, other = set(heading.lower().split()), set(title.lower().split())
    return len(one & other) >= _ALIKE * max(len(one), len(other))


def without_suffix(title: str, url: str | None) -> str:
    """A title without ` - Kompas.com`, ` | Republika Online`, ` Halaman all`.

    >>> without_suffix("Panen Padi Halaman 2 - Kompas.com", "https://kompas.com/read/1")
    'Panen Padi'
    """
    while True:
        pieces = _BORDER.split(title)
        if len(pieces) < 2 or not is_portal(pieces[-1], url):
            return _PART.sub("", title)
        title = title[: title.rindex(pieces[-1])].rstrip(" |–—-:")


def is_portal(name: str, url: str | None) -> bool:
    """Whether a text names the page's portal: `detikNews`, `Okezone Celebrity`, `Tempo.co`."""
    if portal_named(name):
        return True
    domain = registered_domain(url or "") or ""
    label = domain.partition(".")[0]
    words = name.lower().split()
    # Labels are words too: `Detik-detik Proklamasi`, `Peluang Bisnis Rumahan`.
    if not label or not words or f"{label}-" in words[0]:
        return False
    if words[-1] == domain or words[0] == domain:
        return True
    if len(words) == 1 and label in words[0].replace(".", ""):
        # `Otomotif.Kompascom`: a channel's account.
        return True
    if len(words) > _PORTAL_WORDS:
        return False
    return words[0].startswith(label) or "".join(words).startswith(label)
