"""When was an article published? What its page states, against what it prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice

from beritasearch.articles.blocks import is_inline
from beritasearch.articles.dates import (
    Moment,
    Stated,
    find_printed,
    find_stated,
    parse_iso,
    zone_of,
)
from beritasearch.articles.marks import plain
from beritasearch.articles.tree import Element, PageTree, all_text, seen_text

# Times that claim to be UTC, but are the portal's own: `2015-11-05 T10:08:58Z` at 10.08 WIB.
_FALSE_UTC = re.compile(r"^(\d{4}-\d\d-\d\d) T(\d\d:\d\d:\d\d)Z$")
_IN_UTC = re.compile(r"(?:Z|[+-]00:?00)$")
# A printed time stands in an element of a line, not of an article; scripts may stand there, too.
_LONGEST = 400
_BLOCKS = frozenset(("div", "p", "li", "td", "table"))
# The time of publication is among the first that a page prints.
_MOST_PRINTED = 12
_CLOCK = re.compile(r"\d[:.]\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


class PrintedTimes:
    """The times that a page prints, looked for when they are asked for.

    Parameters
    ----------
    fetched : when the page was sent, for times that count from then.
    """

    def __init__(self, tree: PageTree, fetched: datetime | None = None) -> None:
        self._tree = tree
        self._fetched = fetched
        self._beside: Stated | None = None

    def first(self, zone: str) -> Moment | None:
        """A time element, else the first time that is printed, else the first day."""
        for element in self._tree.all("time"):
            if moment := stated_time([element.get("datetime")], zone):
                return moment
        if published := self.beside(zone).published:
            return published
        # Without a year: `17 menit yang lalu`, `Senin (29/4)`.
        return find_stated(
            _short_lines(self._tree.root), zone=zone, fetched=self._fetched
        ).published

    def beside(self, zone: str) -> Stated:
        """The first time of publication that is printed with a year, and that of a change by it."""
        if self._beside is None:
            self._beside = find_stated(_lines(self._tree), zone=zone, fetched=self._fetched)
        return self._beside

    def all(self, zone: str) -> Iterator[Moment]:
        """All printed times with a year, in the page's order."""
        for line in _lines(self._tree):
            if found := find_printed(line, zone=zone):
                yield found.moment


def choose_time(stated: Iterable[str | None], printed: PrintedTimes, zone: str) -> Moment | None:
    """The time of publication.

    A stated day, or midnight, gives way to a time of that day that the page prints; a time
    that is stated in UTC and printed with the same digits was never in UTC.
    """
    texts = [text for text in stated if text]
    moment = stated_time(texts, zone)
    if moment is None:
        return printed.first(zone)
    if moment.at is None or moment.at.time() == time(0):
        same_day = (one for one in printed.all(zone) if one.on == moment.on and one.at)
        return next(same_day, None) or moment
    if any(_IN_UTC.search(text.strip()) for text in texts):
        return _truly_in_utc(moment, printed, zone)
    return moment


def _truly_in_utc(moment: Moment, printed: PrintedTimes, zone: str) -> Moment:
    if moment.at is None:
        return moment
    at, local = (moment.at.astimezone(one) for one in (UTC, zone_of(zone)))
    for one in islice(printed.all(zone), _MOST_PRINTED):
        if one.at is None:
            continue
        if _is_same_minute(one.at, local):
            break
        if _is_same_minute(one.at, at):
            return Moment(at.replace(tzinfo=zone_of(zone)), at.date(), zone)
    return moment


def _is_same_minute(one: datetime, other: datetime) -> bool:
    """Whether two times show the same day, hour and minute, whatever their zones."""
    return one.replace(tzinfo=None, second=0) == other.replace(tzinfo=None, second=0, microsecond=0)


def stated_time(texts: Iterable[str | None], zone: str) -> Moment | None:
    """The first time that machine-written texts state, else the first day."""
    day: Moment | None = None
    for text in texts:
        if not text:
            continue
        stripped = text.strip()
        if false := _FALSE_UTC.match(stripped):
            stripped = f"{false[1]}T{false[2]}"
        moment = parse_iso(stripped, zone=zone) or _loose(stripped, zone)
        if moment and moment.at:
            return _in_zone(moment, zone)
        day = day or moment
    return day


def _loose(text: str, zone: str) -> Moment | None:
    found = find_printed(text, zone=zone)
    return found.moment if found else None


def _in_zone(moment: Moment, zone: str) -> Moment:
    """A time in UTC as the portal's own: its day is the day there."""
    if moment.at is None or moment.at.utcoffset() != timedelta(0):
        return moment
    local = moment.at.astimezone(zone_of(zone))
    return Moment(local, local.date(), zone)


def _lines(tree: PageTree) -> Iterator[str]:
    """The lines of a page that hold a year, in order, as they are read."""
    last = None
    for element, is_tail in tree.dated:
        text = element.tail if is_tail else element.text
        if not _YEAR.search(text):
            continue
        if _CLOCK.search(text):
            yield plain(text)
            continue
        # The time may stand in an element beside that of the day.
        around = element.getparent() if is_tail else element
        while around is not None and is_inline(around.tag):
            around = around.getparent()
        if around is not None and around is not last and (line := _own_line(around)):
            yield plain(line)
        last = around


def _short_lines(root: Element) -> Iterator[str]:
    """The texts of a page's short blocks, in order."""
    for element in root.iter("div", "span", "p", "time", "li", "td"):
        if not any(child.tag in _BLOCKS for child in element) and (line := _own_line(element)):
            yield plain(line)


def _own_line(block: Element) -> str:
    """The text of a block where that is a line, without that of blocks inside."""
    text = all_text(block)
    if len(text) > _LONGEST:
        return ""
    return seen_text(block)
