"""From copied page text to a draft: no markup, only lines.

A page as a person copies it runs title, section, date, title again, lead, dateline, body,
pager, tags, lists. Each step below takes its lines off the front of what is left.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from itertools import islice

from beritasearch.articles.article import RelatedLink
from beritasearch.articles.cleaning import (
    SITE,
    Dateline,
    is_cut,
    is_furniture,
    is_sponsored_section,
    read_also_title,
    split_dateline,
)
from beritasearch.articles.dates import Moment, find_printed, parse_printed
from beritasearch.articles.draft import Draft
from beritasearch.articles.parts import shown_part
from beritasearch.articles.portals import portal_of
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Page

EXTRACTOR = "copied-text 1"

_ADVERTISEMENT = re.compile(r"(?:advertisement|iklan|scroll to continue with content)", re.I)
_TAGS = re.compile(r"tags?\s*(?::\s*(?P<listed>.{1,300})|:?\s*(?P<marked>(?:#.*)?))", re.I)
# `#kota tangerang`: a tag, and not a sentence that begins with one.
_TAG_LINE = re.compile(r"#(?=\w)[^.!?]{1,60}|(?:#\w+\s*)+")
_NEXT = re.compile(r"(?:halaman |page )?(?:berikutnya|selanjutnya|next)(?: page)?[\s»>›→]*", re.I)
_BACK = re.compile(r"[\s«<‹←]*(?:sebelumnya|previous|prev)", re.I)
# A pager in one line: `1 2 3`, `Halaman: 1 2 Selanjutnya`.
_PAGER = re.compile(
    r"(?:halaman\s*:?\s*)?(?P<pages>[0-9]{1,3}(?:[\s|]+[0-9]{1,3})*)"
    r"(?P<next>\s*(?:berikutnya|selanjutnya|next)[\s»>›→]*)?",
    re.I,
)
_LISTS = re.compile(
    r"(?:(?:berita|artikel)\s+(?:terkait|lainnya|terbaru|terpopuler|populer)"
    r"|terkini|terpopuler|terbaru|pilihan editor|rekomendasi)\s*:?",
    re.I,
)
_LIST_END = re.compile(r"(?:selengkapnya|lihat semua|load more|indeks)", re.I)
# The portal's name, then the place, then a comma: `AliansiNews.ID-Kota Tangerang, Sekretaris`.
_SITE_FIRST = re.compile(
    rf"(?P<site>{SITE})\s*[-–—,]\s*"
    r"(?P<place>[A-Z][\w'.]*(?:[ -][A-Z][\w'.]*){0,4})\s*(?:,|[-–—]+(?=\s))\s*"
)
# A lead has a sentence or two; what begins like a dateline further down is text.
_LONGEST_LEAD = 4
# As far as numbers alone are read on, to see whether they number an article's pages.
_LONGEST_PAGER = 40
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
    printed = _read_head(lines, draft)
    _read_text(lines, draft)
    zone = portal_of(draft.portal or "").zone
    if moment := parse_printed(printed, zone=zone):
        draft.published_at, draft.published_on = moment.at, moment.on
    _read_foot(lines, draft)
    draft.related = list(_listed(lines, zone))
    return draft


class _Lines:
    """The lines of a page, trimmed, in the order of reading; advertisements are passed over."""

    def __init__(self, text: str) -> None:
        trimmed = (_spaced(line).strip() for line in text.splitlines())
        self._left = deque(line for line in trimmed if not _ADVERTISEMENT.fullmatch(line))

    def __bool__(self) -> bool:
        return bool(self._left)

    def __iter__(self) -> Iterator[str]:
        """The lines that are left, without taking them."""
        return iter(self._left)

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


def _read_head(lines: _Lines, draft: Draft) -> str:
    """Title and section; the title is often printed twice. The line of the date is returned."""
    before: list[str] = []
    while lines and not _is_date(lines.peek()):
        if line := lines.take():
            before.append(line)
    if not lines:
        raise PageRejected("no-date", "No line of the text is a date, as in 'Selasa, 30 Apr 2024'.")
    printed = lines.take()
    if not before:
        raise PageRejected("no-title", "No line stands before the date.")
    _name(draft, before, next(filter(None, lines), ""))
    while lines and lines.peek() in ("", draft.title):
        lines.take()
    return printed


def _name(draft: Draft, before: list[str], after: str) -> None:
    """Title and section from the lines around the date; site links may stand above them."""
    titles = [line for line in before if len(line.split()) >= _TITLE_WORDS]
    repeated = [line for line in titles if before.count(line) > 1]
    printed_twice = after in (titles or before)
    draft.title = after if printed_twice else (repeated or titles or before)[-1]
    below = before[len(before) - before[::-1].index(draft.title) :]
    draft.section = below[-1] if below else None
    draft.sponsored = is_sponsored_section(draft.section)


def _is_date(line: str) -> bool:
    return any(map(str.isdigit, line)) and parse_printed(line) is not None


def _read_text(lines: _Lines, draft: Draft) -> None:
    """Lead and body, up to pager, tags or lists."""
    paragraphs: list[str] = []
    while lines and not _ends_text(lines):
        line = lines.take()
        link = read_also_title(line)
        if link:
            draft.add_read_also(link)
        elif link is not None:
            for title in lines.block():
                draft.add_read_also(title)
        elif line and line != draft.title and not is_furniture(line):
            _add_paragraph(paragraphs, line, draft)
    if paragraphs:
        paragraphs[-1] = draft.without_end(paragraphs[-1])
    draft.body = "\n\n".join(filter(None, paragraphs))
    if not any(map(str.isalnum, draft.body)):
        raise PageRejected("no-body", "No paragraph stands between the date and the page's foot.")


def _add_paragraph(paragraphs: list[str], line: str, draft: Draft) -> None:
    if draft.dateline is None and draft.portal is None and len(paragraphs) <= _LONGEST_LEAD:
        dateline = _dateline(line)
        if dateline.rest != line:
            # What stood between the title and the dateline is the lead.
            draft.lead = "\n\n".join(paragraphs) or None
            paragraphs.clear()
            draft.dateline, draft.portal = dateline.place, dateline.portal
            line = dateline.rest
    if line:
        paragraphs.append(line)


def _dateline(line: str) -> Dateline:
    if match := _SITE_FIRST.match(line):
        return Dateline(match["place"], match["site"], line[match.end() :])
    return split_dateline(line)


def _ends_text(lines: _Lines) -> bool:
    line = lines.peek()
    if _TAGS.fullmatch(line) or _TAG_LINE.fullmatch(line) or _LISTS.fullmatch(line):
        return True
    if _NEXT.fullmatch(line) or _BACK.fullmatch(line):
        return True
    return line != "" and _is_pager(lines)


def _is_pager(lines: _Lines) -> bool:
    """Whether the lines that follow number the pages of an article: a number alone may be text."""
    numbers: list[int] = []
    for line in islice(lines, _LONGEST_PAGER):
        if _NEXT.fullmatch(line) and numbers:
            return True
        if line and not _BACK.fullmatch(line):
            found = _PAGER.fullmatch(line)
            if found is None:
                break
            if found["next"]:
                return True
            if numbers and _numbers(found)[0] != numbers[-1] + 1:
                break
            numbers += _numbers(found)
    return numbers[:2] == [1, 2]


def _numbers(pager: re.Match[str]) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]+", pager["pages"])]


def _read_foot(lines: _Lines, draft: Draft) -> None:
    """Pager and tags, up to the lists."""
    pager: list[int] = []
    back = on = False
    are_tags = False
    while lines and not _LISTS.fullmatch(lines.peek()):
        line = lines.take()
        if stated := _TAGS.fullmatch(line):
            draft.tags += _tags(stated["listed"] or stated["marked"])
            are_tags = not draft.tags
        elif _TAG_LINE.fullmatch(line):
            draft.tags += _tags(line)
        elif found := _PAGER.fullmatch(line):
            pager += _numbers(found)
            on = on or bool(found["next"])
        elif _NEXT.fullmatch(line) and pager:
            on = True
        elif _BACK.fullmatch(line):
            back = True
        elif are_tags and line and len(line.split()) < _TITLE_WORDS:
            draft.tags.append(line)
        else:
            # A blank line ends the tags, and so does what is too long for one.
            are_tags = False
    draft.part, draft.parts_total = shown_part(pager, back=back, on=on)


def _tags(text: str) -> list[str]:
    """The tags of a line: `#sekda #kota tangerang`, or `sekda, kota tangerang`."""
    return [tag.strip() for tag in re.split("[#,]", text) if tag.strip()]


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
    if not (found := find_printed(line, zone=zone)) or line[found.end :].strip():
        return None
    before = line[: found.start].strip(" |-–,")
    # A title may end in a date itself.
    is_section = len(before.split()) < _TITLE_WORDS
    return (before or None, found.moment) if is_section else None
