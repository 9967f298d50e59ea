"""From copied page text, or the text of a WET record, to a draft: no markup, only lines.

A page runs menus, title, date, lead, dateline, text, pager, tags, lists; its title stands above
its date or below it, and lists may interrupt the text. What is surest is looked for first: the
stretch of lines with most sentences. The head is what stands above it, the text goes on below
it up to the page's foot, and all else is lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from beritasearch.articles.cleaning import SITE, is_furniture
from beritasearch.articles.copied_body import read_body, read_foot
from beritasearch.articles.copied_head import find_head, without_suffix
from beritasearch.articles.copied_lists import listed
from beritasearch.articles.credits import is_caption
from beritasearch.articles.draft import Draft
from beritasearch.articles.lines import (
    dated_line,
    ends_text,
    is_entry,
    is_sentence,
    read_also_of,
    trimmed,
)
from beritasearch.articles.portals import Portal, portal_named, portal_of
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Page

EXTRACTOR = "copied-text 2"

# What stands before the owner's name: `© 2008 - 2015 PT. Kompas Cyber Media`.
_COPYRIGHT = re.compile(
    r"(?:(?:©|\(c\)|copyright|hak cipta|by|pt\b\.?|(?:19|20)\d\d)[\s.,@–-]*)+(?<!pt)", re.I
)
_LONGEST_COPYRIGHT = 200
_NAME_WORDS = 4
_SITE_NAME = re.compile(SITE)
# What a line of each kind adds to a stretch of text or takes off it: a sentence its length, so
# that two short ones outweigh the lines between them, and a list's heading more than the teasers
# below it bring. Measured on the pages of `python -m evaluations.copied_text`; no figure of the
# table changes when all of them are halved or doubled.
_SENTENCE_AT_LEAST, _SENTENCE_AT_MOST = 60, 600
_OTHER, _DATE, _FOOT = -25, -120, -150
# A sentence between two lines that are none is mostly the teaser below a headline.
_ALONE = 3


def read_copied_text(page: Page) -> Draft:
    """The draft that copied page text states.

    Raises
    ------
    PageRejected : the text is not UTF-8, or shows no title, no date or no body.
    """
    lines = trimmed(_decoded(page.content))
    draft = Draft(extractor=EXTRACTOR)
    draft.portal = _portal(lines)
    zone = portal_of(draft.portal or "").zone
    core = _core(lines, zone)
    head = find_head(lines, core, zone)
    head.state(draft)
    end = read_body(lines, head, core, draft)
    foot = read_foot(lines, end, draft)
    if portal_of(draft.portal or "").zone != zone:
        # Only the dateline told the portal, whose times these are.
        find_head(lines, core, portal_of(draft.portal or "").zone).state(draft)
    zone = portal_of(draft.portal or "").zone
    draft.related = [
        *listed(lines[: head.start], zone, head.title, dated_only=True),
        *draft.related,
        *listed(lines[foot:], zone, head.title, dated_only=False),
    ]
    return draft


def _decoded(content: bytes) -> str:
    try:
        return unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PageRejected(
            "broken-utf8", f"The text is not UTF-8: byte {error.start:,} cannot be read."
        ) from error


def _portal(lines: Sequence[str]) -> str | None:
    """The portal that the document's title or the copyright line names."""
    if named := without_suffix(next(filter(None, lines), ""))[1]:
        return named
    return next(filter(None, map(_owner, reversed(lines))), None)


def _owner(line: str) -> str | None:
    """The portal that a copyright line names."""
    owned = _COPYRIGHT.search(line) if len(line) < _LONGEST_COPYRIGHT else None
    if owned is None:
        return None
    known = _portal_at_start(line[owned.end() :]) or _known_site(line)
    return known.domain if known else None


def _portal_at_start(owner: str) -> Portal | None:
    """The portal whose name a text begins with: `detikcom, All Rights Reserved`."""
    words = re.split(r"[\s,.]+(?![a-z])", owner)[:_NAME_WORDS]
    names = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next(filter(None, map(portal_named, names)), None)


def _known_site(line: str) -> Portal | None:
    return next(filter(None, map(portal_named, _SITE_NAME.findall(line))), None)


def _core(lines: Sequence[str], zone: str) -> tuple[int, int]:
    """The stretch of lines with most sentences; without a sentence what follows the first date."""
    best, best_at = 0, (0, 0)
    total, start = 0, 0
    for at, weight in enumerate(_weights(lines, zone)):
        if total <= 0:
            total, start = 0, at
        total += weight
        if total > best:
            best, best_at = total, (start, at + 1)
    if best:
        return best_at
    dates = (at for at, line in enumerate(lines) if dated_line(line, zone))
    after = next(dates, len(lines) - 1) + 1
    return after, after


def _weights(lines: Sequence[str], zone: str) -> list[int]:
    """What each line speaks for its being part of the article's text."""
    weights = [_weight(lines, at, zone) if line else 0 for at, line in enumerate(lines)]
    told = [at for at, weight in enumerate(weights) if weight]
    for before, at, after in zip(told, told[1:], told[2:], strict=False):
        if weights[before] == _OTHER == weights[after] and weights[at] > _SENTENCE_AT_LEAST:
            weights[at] //= _ALONE
    return weights


def _weight(lines: Sequence[str], at: int, zone: str) -> int:
    line = lines[at]
    if read_also_of(line) is not None or is_furniture(line):
        return 0
    if is_sentence(line) or is_caption(line):
        # Of a gallery the captions are the text.
        return max(_SENTENCE_AT_LEAST, min(len(line), _SENTENCE_AT_MOST))
    if dated_line(line, zone):
        return _DATE
    if ends_text(lines, at):
        return _FOOT
    return 0 if is_entry(line) else _OTHER
