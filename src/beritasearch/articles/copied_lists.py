"""The lists of a copied page: other articles' titles, some with section and time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beritasearch.articles.article import RelatedLink
from beritasearch.articles.cleaning import is_cut
from beritasearch.articles.dates import Moment, find_printed
from beritasearch.articles.lines import LISTS, LONGEST_DATE_LINE, TITLE_WORDS, is_title

# A section that touches its date: `Tech News15 Feb 2016`.
_TOUCHING = re.compile(r"(?<=[a-z])(?=\d{1,2} [A-Z][a-z]{2})")
_Dated = tuple[str | None, Moment]


def listed(lines: Sequence[str], zone: str, own: str, *, dated_only: bool) -> list[RelatedLink]:
    """The titles of the lists in some lines of a page, each once, its own left out.

    Parameters
    ----------
    own : the page's own title.
    dated_only : above the text the labels of menus look like titles; only a date tells them apart.
    """
    found: dict[str, RelatedLink] = {}
    for run in _runs(lines, zone):
        for link in _of_run(run):
            if link.title != own and (link.published_at or not dated_only):
                known = found.get(link.title)
                if known is None or (link.published_at and not known.published_at):
                    found[link.title] = link
    return list(found.values())


def _runs(lines: Sequence[str], zone: str) -> Iterator[list[str | _Dated]]:
    """Titles and dates in order; the heading of a list begins anew."""
    run: list[str | _Dated] = []
    for line in lines:
        if line and LISTS.fullmatch(line):
            yield run
            run = []
        elif dated := _dated(line, zone):
            run.append(dated)
        elif line and is_title(line):
            run.append(line)
    yield run


def _of_run(run: Sequence[str | _Dated]) -> Iterator[RelatedLink]:
    """The links of a run.

    Portals print the date above a title or below it, the same way in a whole list: below where
    the list begins with a title, above where it begins with a date and ends with a title. Of
    one that begins and ends with a date only the days would be guessed: it gives titles alone.
    """
    if not run:
        return
    below = isinstance(run[0], str)
    above = not below and isinstance(run[-1], str)
    for at, title in enumerate(run):
        if not isinstance(title, str):
            continue
        beside = at + 1 if below else at - 1
        dated = run[beside] if (below or above) and 0 <= beside < len(run) else None
        if isinstance(dated, tuple):
            section, moment = dated
            yield RelatedLink(title, is_cut(title), None, section, moment.at)
        else:
            yield RelatedLink(title, is_cut(title))


def _dated(line: str, zone: str) -> _Dated | None:
    """Section and time of a line such as `Banten  Rabu, 19 Feb 2025  17:39`."""
    if len(line) > LONGEST_DATE_LINE or not any(map(str.isdigit, line)):
        return None
    line = _TOUCHING.sub(" ", line)
    found = find_printed(line, zone=zone)
    if found is None or line[found.end :].strip(" |-–,.•"):
        return None
    before = line[: found.start].strip(" |-–,")
    # A title may end in a date itself.
    is_section = len(before.split()) < TITLE_WORDS
    return (before or None, found.moment) if is_section else None
