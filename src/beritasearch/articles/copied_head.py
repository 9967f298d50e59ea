"""The head of a copied page: title, date, section and writers, which stand before the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from beritasearch.articles.cleaning import is_cut, is_furniture, is_sponsored_section
from beritasearch.articles.credits import is_caption, writers
from beritasearch.articles.dates import Moment
from beritasearch.articles.draft import Draft
from beritasearch.articles.lines import (
    LIST_END,
    LISTS,
    LONGEST_TITLE,
    TAG_LINE,
    TITLE_WORDS,
    dated_line,
    is_running,
    is_sentence,
)
from beritasearch.articles.portals import portal_named
from beritasearch.errors import PageRejected

# Between its title and its first sentence a page has share buttons, a caption, a list: up to 30
# lines on the saved pages of six portals.
_REACH = 40
# A title counts by the part of its words that the text has, one that is printed twice by more,
# one further from the date by less: a writer's name has no word of the text, and a related
# headline, which may have all, stands further away.
_REPEATED = 0.6
_PER_LINE = 0.15
_SHORT = 0.5
# `Jalan Panjang Menuju Panen...` is a title, too.
_FULL_STOP = re.compile(r"(?<!\.)\.[\"”]?$")
_WORD = re.compile(r"[^\W\d_]{4,}")
_MODIFIED = re.compile(r"(?:di)?(?:perbarui|update|updated|last updated|modified)", re.I)
_SUFFIX = re.compile(r"\s+(?:[|–—-]|::?)\s+(?P<name>[^|–—:]{2,40})$")
_HOME = frozenset(("home", "beranda"))
_CRUMBS = re.compile(r"\s*(?:>|»|›|/)\s*")
_CRUMB_REACH = 6
_BYLINE = re.compile(r"[\s|,·–—-]*(?:jurnalis)?[\s|,·–—-]*$", re.I)


@dataclass(slots=True)
class Head:
    """Where a page's head stands.

    Parameters
    ----------
    start, end : its first line, and the first one behind it.
    moment : when the page says that it was published.
    """

    title: str
    start: int
    end: int
    moment: Moment
    modified: Moment | None = None
    section: str | None = None
    authors: list[str] = field(default_factory=list)

    def state(self, draft: Draft) -> None:
        """Write what the head says into a draft."""
        draft.title, draft.section, draft.authors = self.title, self.section, self.authors
        draft.published_at, draft.published_on = self.moment.at, self.moment.on
        draft.modified_at = self.modified.at if self.modified else None
        draft.sponsored = is_sponsored_section(self.section)


def find_head(lines: Sequence[str], core: tuple[int, int], zone: str) -> Head:
    """The head above the text whose surest lines are given.

    Raises
    ------
    PageRejected : no line is a date, or none can be a title.
    """
    at, moment = _published(lines, core, zone)
    above = list(_above(lines, min(at, core[0]) if at < core[1] else core[0]))
    between = range(at + 1, core[0]) if at < core[0] else range(0)
    place = _title(lines, at, above, between, core)
    if place is None:
        raise PageRejected("no-title", "No line stands before the date.")
    title = lines[place]
    end = max(place, at if at < core[1] else place)
    while end + 1 < len(lines) and lines[end + 1] in ("", title):
        end += 1
    first = min(place, at) if at < core[1] else place
    head = Head(title, first, end + 1, moment)
    around = [*range(first, end + 1), *range(end + 1, core[0])]
    head.modified = _modified(lines, around, zone)
    head.authors = _authors(lines, around, at, zone)
    repeated = next((above for above in _above(lines, at) if lines[above] == title), place)
    head.section = _section(lines, repeated, at)
    return head


def without_suffix(title: str) -> tuple[str, str | None]:
    """A document's title without its portal's name, and the portal: ` - ANTARA News`."""
    found = _SUFFIX.search(title)
    known = portal_named(found["name"]) if found else None
    return (title[: found.start()], known.domain) if found and known else (title, None)


def _published(lines: Sequence[str], core: tuple[int, int], zone: str) -> tuple[int, Moment]:
    """The line of the date: the nearest above the text, else one below it, else any."""
    above = (at for at in _above(lines, core[0]))
    below = (at for at in range(core[1], len(lines)) if lines[at])
    anywhere = range(len(lines))
    day: tuple[int, Moment] | None = None
    for where in (above, below, anywhere):
        for at in where:
            found = dated_line(lines[at], zone)
            if found is None or _MODIFIED.match(lines[at]):
                continue
            if found.moment.at:
                return at, found.moment
            day = day or (at, found.moment)
        if day:
            return day
    raise PageRejected("no-date", "No line of the text is a date, as in 'Selasa, 30 Apr 2024'.")


def _above(lines: Sequence[str], end: int) -> Iterator[int]:
    """The lines above one, nearest first, as far as a head reaches; blank ones left out."""
    seen = 0
    for at in range(end - 1, -1, -1):
        if lines[at]:
            yield at
            seen += 1
            if seen == _REACH:
                return


def _title(
    lines: Sequence[str],
    date: int,
    above: Sequence[int],
    between: Sequence[int],
    core: tuple[int, int],
) -> int | None:
    """The line of the title: above the date or below it, never in a list."""
    listed = _listed(lines, between)
    below = [at for at in between if lines[at] and at not in listed]
    seen = _Seen(lines, date, core)
    scores = [
        (seen.score(at) - _PER_LINE * distance, -distance, at)
        for candidates in (above, below)
        for distance, at in enumerate(candidates)
        if _can_head(lines[at]) and seen.can_be_title(at)
    ]
    if scores:
        return max(scores)[2]
    return next((at for at in above if _can_head(lines[at])), None)


class _Seen:
    """What the rest of a page says for a line's being its title."""

    def __init__(self, lines: Sequence[str], date: int, core: tuple[int, int]) -> None:
        self._lines = lines
        self._times = Counter(lines)
        self._words = {word for line in lines[core[0] : core[1]] for word in _words(line)}
        # A WET record begins with the document's title.
        self._document = without_suffix(next(filter(None, lines), ""))[0]
        self._above, self._below = set(lines[:date]), set(lines[date : core[0]])

    def can_be_title(self, at: int) -> bool:
        words = len(self._lines[at].split())
        return words >= TITLE_WORDS or self._stands_on_both_sides(at) or words > 1

    def score(self, at: int) -> float:
        line = self._lines[at]
        own = _words(line)
        score = len(own & self._words) / max(1, len(own))
        if len(line.split()) < TITLE_WORDS:
            # `Kota Tangerang` may be a section.
            return score * _SHORT + _REPEATED * self._stands_on_both_sides(at)
        repeated = self._times[line] > 1 or (at > 0 and line == self._document)
        return score + _REPEATED * repeated

    def _stands_on_both_sides(self, at: int) -> bool:
        """Whether a line stands above the date and below it, as titles do and labels do not."""
        return self._lines[at] in self._above and self._lines[at] in self._below


def _can_head(line: str) -> bool:
    if len(line) > LONGEST_TITLE or is_furniture(line) or writers(line) is not None:
        return False
    if LISTS.fullmatch(line) or TAG_LINE.fullmatch(line) or dated_line(line, "+07:00"):
        return False
    if is_caption(line) or is_cut(line) or (_FULL_STOP.search(line) and is_sentence(line)):
        return False
    return any(map(str.isalpha, line))


def _listed(lines: Sequence[str], where: Sequence[int]) -> set[int]:
    """The lines under the heading of a list."""
    inside, listed = False, set()
    for at in where:
        inside = bool(LISTS.fullmatch(lines[at])) or (inside and not is_running(lines[at]))
        if inside:
            listed.add(at)
    return listed


def _words(line: str) -> set[str]:
    return set(_WORD.findall(line.lower()))


def _modified(lines: Sequence[str], around: Sequence[int], zone: str) -> Moment | None:
    for at in around:
        if _MODIFIED.match(lines[at]) and (found := dated_line(lines[at], zone)):
            return found.moment
    return None


def _authors(lines: Sequence[str], around: Sequence[int], date: int, zone: str) -> list[str]:
    """The writers that the head names, in a line of their own or before the date."""
    named = [name for at in around for name in writers(lines[at]) or ()]
    found = dated_line(lines[date], zone)
    before = _BYLINE.sub("", lines[date][: found.start]) if found else ""
    name, _, portal = before.partition(", ")
    is_name = 1 < len(name.split()) <= TITLE_WORDS and name.istitle() and not portal_named(name)
    return named or ([name] if is_name and (not portal or portal_named(portal)) else [])


def _section(lines: Sequence[str], title: int, date: int) -> str | None:
    """The section between title and date, else the last of the crumbs above the title."""
    first, last = sorted((title, date))
    for at in range(last - 1, first, -1):
        if lines[at] and _is_section(lines[at], lines):
            return lines[at]
    at = next((at for at in range(first - 1, -1, -1) if lines[at]), 0)
    crumb = _CRUMBS.split(lines[at])[-1]
    # A menu has the section too, or the crumbs begin at home: else it is a site's link that
    # happens to stand there.
    crumbs = [line.lower() for line in lines[max(0, at - _CRUMB_REACH) : at] if line]
    is_crumb = crumb != lines[at] or not _HOME.isdisjoint(crumbs)
    known = is_crumb or crumb in lines[:at]
    return crumb if known and _is_section(crumb, lines) else None


def _is_section(line: str, lines: Sequence[str]) -> bool:
    words = line.split()
    if not 0 < len(words) < TITLE_WORDS or not line[0].isupper() or is_furniture(line):
        return False
    if writers(line) is not None or LIST_END.fullmatch(line):
        return False
    if not all(character.isalpha() or character in " &/-'" for character in line):
        return False
    # Two names in a line of their own are a writer, unless a menu has them.
    return len(words) == 1 or line.isupper() or lines.count(line) > 1
