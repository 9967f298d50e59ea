"""Which part of its article a page is, and of how many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from beritasearch.articles.listed import Links, numbered_parts
from beritasearch.articles.urls import normalise_url

# `?page=2`, `/2` behind a title, `?halaman=2`, `?page_num=2`.
_PART = re.compile(r"(?:[?&](?:page|halaman|hal|page_num|p)=|/)([0-9]{1,2})/?$", re.IGNORECASE)
_WHOLE = re.compile(r"[?&](?:page=all|single=1|showpage=all|page=0)\b", re.IGNORECASE)
_OF = re.compile(r"halaman\s+([0-9]{1,2})\s+dari\s+([0-9]{1,2})\b", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:halaman\s+)?(?:selanjutnya|berikutnya|berikut|next|lanjut)(?:\s+(?:page|halaman))?[\s»>›→]*",
    re.IGNORECASE,
)
# No portal cuts an article into more.
_MOST = 60


class Parts(NamedTuple):
    """Part ``part`` of ``total``; 1 of 1 where nothing tells otherwise."""

    part: int = 1
    total: int = 1


def find_parts(links: Links, stated: Sequence[str], foot: str = "") -> Parts:
    """Which part of its article a page is.

    Parameters
    ----------
    stated : the addresses that the page states for itself, the canonical one first.
    foot : text that may hold `Halaman 2 dari 3`.
    """
    url = next(iter(stated), None)
    if any(map(_WHOLE.search, stated)):
        return Parts()
    if printed := _OF.search(foot):
        part, total = int(printed[1]), int(printed[2])
        if 1 <= part <= total <= _MOST:
            return Parts(part, total)
    numbers = {n: href for n, href in numbered_parts(links, url) if _is_part(n, href)}
    own = next(filter(None, (_part_of(address, url) for address in stated)), None)
    total = max((*numbers, own or 1))
    if total > _MOST:
        return Parts()
    following = [_part_of(href, url) for text, href in links.parts if _NEXT.fullmatch(text)]
    if not numbers and (last := max(filter(None, following), default=0)):
        return Parts(max(1, last - 1), last)
    return Parts(own or _missing(numbers, total), total)


def _missing(numbers: dict[int, str], total: int) -> int:
    """The part that is printed without a link is the one that is read."""
    return next((part for part in range(1, total + 1) if part not in numbers), 1)


def _is_part(number: int, href: str) -> bool:
    """Whether a link leads to the part that it prints, and not to another article."""
    found = _PART.search(href)
    return (int(found[1]) if found else 1) == number


def _part_of(address: str | None, url: str | None) -> int | None:
    """The part that an address names; None for the first, and for no part."""
    found = _PART.search(address or "")
    if not found or not address:
        return None
    if found[0].startswith("/") and not _is_below(address, url):
        return None
    return int(found[1]) if int(found[1]) > 0 else None


def _is_below(address: str, url: str | None) -> bool:
    """Whether an address goes on behind that of the page: a number there is a part's."""
    own, other = normalise_url(url or ""), normalise_url(address)
    return bool(own) and other is not None and other.startswith(f"{own}/")
