"""From copied page text to a draft: no markup, only lines.

A page as a person copies it runs title, section, date, title again, lead, dateline, body,
pager, tags, lists. Each step below takes its lines off the front of what is left.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator

from beritasearch.articles.article import ReadAlso, RelatedLink
from beritasearch.articles.cleaning import split_byline_code
from beritasearch.articles.dates import Moment, find_printed, parse_printed
from beritasearch.articles.draft import Draft
from beritasearch.articles.portals import portal_named, portal_of
from beritasearch.articles.urls import registered_domain
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Page

EXTRACTOR = "copied-text 1"

_ADVERTISEMENT = re.compile(r"(?:advertisement|iklan|scroll to continue with content)", re.I)
_READ_ALSO = re.compile(r"(?:baca|simak|lihat)\s+juga\s*:?", re.I)
_TAGS = re.compile(r"tags?\s*:?", re.I)
_NEXT = re.compile(r"(?:berikutnya|selanjutnya|next)\b.*", re.I)
_LISTS = re.compile(
    r"(?:(?:berita|artikel)\s+(?:terkait|lainnya|terbaru|terpopuler|populer)"
    r"|terkini|terpopuler|terbaru|pilihan editor|rekomendasi)\s*:?",
    re.I,
)
_LIST_END = re.compile(r"(?:selengkapnya|lihat semua|load more|indeks)", re.I)
_CUT = re.compile(r"(?:(?<!\.)\.\.|…)$")
# The portal's name, then the place, then a comma: `AliansiNews.ID-Kota Tangerang, Sekretaris`.
_DATELINE = re.compile(
    r"(?P<site>[A-Za-z][\w-]*(?:\.[A-Za-z]{2,6}){1,2})\s*[-–—,]\s*"
    r"(?P<place>[A-Z][\w'.]*(?:[ -][A-Z][\w'.]*){0,4})\s*(?:,|[-–—]+(?=\s))\s*"
)
# A title in a list has more words than a site link such as "Aliansi Indonesia".
_TITLE_WORDS = 4


def read_copied_text(page: Page) -> Draft:
    """The draft that copied page text states.

    Raises
    ------
    PageRejected : the text is not UTF-8, or shows no title, no date or no body.
    """
    lines = _Lines(_decoded(page.content))
    draft = Draft(extractor=EXTRACTOR)
    _read_head(lines, draft)
    _read_text(lines, draft)
    _read_foot(lines, draft)
    return draft


class _Lines:
    """The lines of a page, trimmed, in the order of reading; advertisements are passed over."""

    def __init__(self, text: str) -> None:
        trimmed = (_spaced(line).strip() for line in text.splitlines())
        self._left = deque(line for line in trimmed if not _ADVERTISEMENT.fullmatch(line))

    def __bool__(self) -> bool:
        return bool(self._left)

    def peek(self) -> str:
        return self._left[0]

    def take(self) -> str:
        return self._left.popleft()

    def block(self) -> Iterator[str]:
        """Lines up to the next blank one."""
        while self._left and self._left[0]:
            yield self._left.popleft()


def _decoded(content: bytes) -> str:
    try:
        return unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PageRejected(
            "broken-utf8", f"The text is not UTF-8: byte {error.start:,} cannot be read."
        ) from error


def _spaced(line: str) -> str:
    return line.replace("\u00a0", " ")


def _read_head(lines: _Lines, draft: Draft) -> None:
    """Title, section and date; the title is often printed twice."""
    before: list[str] = []
    while lines and not (moment := _whole_date(lines.peek())):
        if line := lines.take():
            before.append(line)
    if not lines or moment is None:
        raise PageRejected("no-date", "No line of the text is a date, as in 'Selasa, 30 Apr 2024'.")
    lines.take()
    if not before:
        raise PageRejected("no-title", "No line stands before the date.")
    draft.published_at, draft.published_on = moment.at, moment.on
    _name(draft, before)
    while lines and lines.peek() in ("", draft.title):
        lines.take()


def _name(draft: Draft, before: list[str]) -> None:
    """Title and section from the lines before the date; site links may stand above them."""
    repeated = [line for line in before if before.count(line) > 1]
    titles = [line for line in before if len(line.split()) >= _TITLE_WORDS]
    draft.title = (repeated or titles or before)[-1]
    after = before[len(before) - before[::-1].index(draft.title) :]
    draft.section = after[-1] if after else None


def _whole_date(line: str) -> Moment | None:
    return parse_printed(line) if any(map(str.isdigit, line)) else None


def _read_text(lines: _Lines, draft: Draft) -> None:
    """Lead and body, up to pager, tags or lists."""
    paragraphs: list[str] = []
    while lines and not _ends_text(lines.peek()):
        line = lines.take()
        if _READ_ALSO.fullmatch(line):
            draft.read_also.extend(_read_also(title) for title in lines.block())
        elif line and line != draft.title:
            _add_paragraph(paragraphs, line, draft)
    draft.body = "\n\n".join(paragraphs)
    if not draft.body:
        raise PageRejected("no-body", "No paragraph stands between the date and the page's foot.")


def _add_paragraph(paragraphs: list[str], line: str, draft: Draft) -> None:
    if draft.dateline is None and (dateline := _DATELINE.match(line)):
        # What stood between the title and the dateline is the lead.
        draft.lead = "\n\n".join(paragraphs) or None
        paragraphs.clear()
        draft.dateline = dateline["place"]
        draft.portal = _portal(dateline["site"])
        line = line[dateline.end() :]
    code, line = split_byline_code(line)
    draft.byline_code = code or draft.byline_code
    if line:
        paragraphs.append(line)


def _portal(site: str) -> str | None:
    known = portal_named(site)
    return known.domain if known else registered_domain(site.lower())


def _ends_text(line: str) -> bool:
    return bool(
        line.isdigit()
        or line.startswith("#")
        or _TAGS.fullmatch(line)
        or _NEXT.fullmatch(line)
        or _LISTS.fullmatch(line)
    )


def _read_foot(lines: _Lines, draft: Draft) -> None:
    """Pager and tags, then the lists."""
    pager: list[int] = []
    while lines and not _LISTS.fullmatch(lines.peek()):
        line = lines.take()
        if line.isdigit():
            pager.append(int(line))
        elif _NEXT.fullmatch(line) and pager:
            draft.parts_total = max(pager)
        elif line.startswith("#"):
            draft.tags.append(line)
    draft.related = list(_listed(lines, portal_of(draft.portal or "").zone))


def _listed(lines: _Lines, zone: str) -> Iterator[RelatedLink]:
    """The titles of the page's lists; a line of section and date dates the title before it."""
    waiting: list[str] = []
    while lines:
        line = lines.take()
        if not line or line.isdigit() or _LISTS.fullmatch(line) or _LIST_END.fullmatch(line):
            continue
        if dated := _dated(line, zone):
            title = waiting.pop() if waiting else None
            yield from _undated(waiting)
            waiting.clear()
            if title:
                section, moment = dated
                yield RelatedLink(title, is_cut(title), None, section, moment.at)
        else:
            waiting.append(line)
    yield from _undated(waiting)


def _undated(titles: list[str]) -> Iterator[RelatedLink]:
    for title in titles:
        if len(title.split()) >= _TITLE_WORDS:
            yield RelatedLink(title, is_cut(title))


def _dated(line: str, zone: str) -> tuple[str | None, Moment] | None:
    """Section and time of a line such as `Banten  Rabu, 19 Feb 2025  17:39`."""
    if not line[-1].isdigit() or not (found := find_printed(line, zone=zone)):
        return None
    before = line[: found.start].strip(" |-–,")
    return (before or None, found.moment) if not line[found.end :].strip() else None


def _read_also(title: str) -> ReadAlso:
    return ReadAlso(title=title, title_cut=is_cut(title))


def is_cut(title: str) -> bool:
    """Whether a listed title was cut: it ends in two dots, or in an ellipsis.

    >>> is_cut("Penyalahgunaan.."), is_cut("Indonesia Gelap .. Drama"), is_cut("Sosial...")
    (True, False, False)
    """
    return bool(_CUT.search(title))
