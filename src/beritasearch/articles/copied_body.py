"""The text of a copied page, from below its head to the page's foot, and what the foot says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beritasearch.articles.article import Image, RelatedLink
from beritasearch.articles.cleaning import (
    SITE,
    Dateline,
    is_cut,
    split_dateline,
)
from beritasearch.articles.copied_head import Head
from beritasearch.articles.credits import is_caption, writers
from beritasearch.articles.draft import Draft
from beritasearch.articles.lines import (
    BACK,
    LISTS,
    NEXT,
    PAGER,
    PART_OF,
    TAG_LINE,
    TAGS,
    TITLE_WORDS,
    ends_text,
    is_entry,
    is_furniture_line,
    is_running,
    is_sentence,
    is_title,
    pages_of,
    read_also_of,
)
from beritasearch.articles.parts import shown_part
from beritasearch.errors import PageRejected

# The portal's name, then the place, then a comma: `AliansiNews.ID-Kota Tangerang, Sekretaris`.
_SITE_FIRST = re.compile(
    rf"(?P<site>{SITE})\s*[-–—,]\s*"
    r"(?P<place>[A-Z][\w'.]*(?:[ -][A-Z][\w'.]*){0,4})\s*(?:,|[-–—]+(?=\s))\s*"
)
# A press release: `ISTANBUL, 23 Februari 2016 (Antara/PRNewswire) --`.
_RELEASE = re.compile(
    r"(?P<place>[A-Z][\w'./]*(?:,? [A-Z][\w'./]*){0,4}), [0-9]{1,2} [A-Z][a-z]{2,8} [0-9]{4} "
    r"\((?P<site>[A-Za-z]{4,20})/[A-Za-z ]{2,20}\)\s*(?:-{1,3}|–|—)\s*"
)
# A reporter's code in a line of its own: `(FHM)`, which behind a sentence may be an abbreviation.
_CODE_LINE = re.compile(r"\(\s*(?P<code>[A-Za-z]{2,5}(?:/[A-Za-z]{1,6}){0,3})\s*\)\.?")
_SPONSORED_LINE = re.compile(r"\((?:adv|advertorial)\b.*\)", re.I)
_LONGEST_DATELINE = 80
# A lead has a sentence or two; what begins like a dateline further down is text.
_LONGEST_LEAD = 4
# Lines that are no sentence, and still stand between two sentences near a text's end.
_GAP = 3
# So many stand above the editor's name below a press release: contact, addresses, source.
_CONTACT = 8


def read_body(lines: Sequence[str], head: Head, core: tuple[int, int], draft: Draft) -> int:
    """Lead, body, captions and "Baca juga" links; the line at which the foot begins is returned.

    Parameters
    ----------
    core : the stretch of lines that surely is text; lists may interrupt it.

    Raises
    ------
    PageRejected : no paragraph stands between head and foot.
    """
    text = _Text(draft, head.title)
    at = head.end
    while at < len(lines) and not text.is_over:
        line, inside = lines[at], at < core[1]
        if read_also_of(line) is not None:
            at = _read_also(lines, at, draft)
            continue
        if line and ends_text(lines, at):
            if not inside:
                break
            at = _interruption(lines, at, draft) if LISTS.fullmatch(line) else at + 1
            continue
        if at >= core[0]:
            text.add(line, inside=inside)
        elif is_caption(line) or is_running(line) or _is_dateline(line):
            text.add(line, inside=True)
        at += 1
    text.finish(is_cut=at == len(lines))
    return at


def _read_also(lines: Sequence[str], at: int, draft: Draft) -> int:
    """Keep a "Baca juga" link, or the titles below the words; the next line is returned."""
    if title := read_also_of(lines[at]):
        draft.add_read_also(title)
        return at + 1
    return _titles(lines, at + 1, draft)


def _titles(lines: Sequence[str], at: int, draft: Draft) -> int:
    """The titles below the words "Baca juga": up to a blank line, or to what is no title."""
    while at < len(lines) and not lines[at]:
        at += 1
    while at < len(lines) and _is_listed(lines, at):
        if lines[at]:
            draft.add_read_also(lines[at])
        at += 1
    return at


def _is_listed(lines: Sequence[str], at: int) -> bool:
    """Whether a list goes on at a line; over a blank line only where all its titles have one."""
    line = lines[at]
    if not line:
        after = next(filter(None, lines[at + 1 : at + 4]), "")
        return bool(after) and _is_headline(after) and not lines[at - 2]
    return _is_headline(line)


def _is_headline(line: str) -> bool:
    return is_title(line) and not is_sentence(line) and read_also_of(line) is None


def _interruption(lines: Sequence[str], at: int, draft: Draft) -> int:
    """A list between two stretches of text: its titles are related; the next line is returned."""
    at += 1
    while at < len(lines) and not (lines[at] and is_running(lines[at])):
        if lines[at] and _is_headline(lines[at]):
            draft.related.append(RelatedLink(lines[at], is_cut(lines[at])))
        at += 1
    return at


class _Text:
    """The paragraphs of an article while they are read."""

    def __init__(self, draft: Draft, title: str) -> None:
        self._draft = draft
        self._title = title
        self._paragraphs: list[str] = []
        # Lines behind the last sentence, which are text if another sentence follows.
        self._waiting: list[str] = []
        self._begun = ""
        self.is_over = False

    def add(self, line: str, *, inside: bool) -> None:
        """Take a line; outside the sure text only sentences are."""
        if not line or line == self._title:
            return
        if (named := writers(line)) is not None:
            self._draft.authors += [one for one in named if one not in self._draft.authors]
            self._credit(inside=inside)
        elif is_furniture_line(line):
            return
        elif is_caption(line) and self._draft.dateline is None and len(self._paragraphs) <= 1:
            self._draft.images.append(Image(None, line))
        elif not inside and self._is_code(line):
            self.is_over = True
        elif inside or self._goes_on(line):
            self._take_waiting()
            self._add_paragraph(line)
        else:
            self._waiting.append(line)
            self.is_over = sum(not is_entry(one) for one in self._waiting) > _CONTACT

    def _goes_on(self, line: str) -> bool:
        """Whether a line below the sure text is text still."""
        if is_sentence(line) or not (self._paragraphs or self._draft.images):
            return True
        return not self._waiting and is_running(line)

    def _credit(self, *, inside: bool) -> None:
        """The editor's name ends a text, and all that stands above it is the article's."""
        if not inside and self._paragraphs:
            self._take_waiting()
            self.is_over = True

    def _is_code(self, line: str) -> bool:
        found = _CODE_LINE.fullmatch(line)
        if found is None or _SPONSORED_LINE.fullmatch(line) or not self._paragraphs:
            return False
        self._waiting.clear()
        self._draft.byline_code = found["code"]
        return True

    def _take_waiting(self) -> None:
        self._paragraphs += self._waiting
        self._waiting.clear()

    def _add_paragraph(self, line: str) -> None:
        draft = self._draft
        line, self._begun = f"{self._begun}{line}", ""
        if draft.dateline is None and len(self._paragraphs) <= _LONGEST_LEAD:
            if _is_dateline(line):
                self._begun = f"{line} "
                return
            dateline = _dateline(line)
            if dateline.rest != line:
                # What stood between the title and the dateline is the lead.
                draft.lead = "\n\n".join(filter(is_running, self._paragraphs)) or None
                self._paragraphs.clear()
                draft.dateline, draft.portal = dateline.place, dateline.portal or draft.portal
                line = dateline.rest
        if line:
            self._paragraphs.append(line)

    def finish(self, *, is_cut: bool) -> None:
        """Write the body into the draft.

        Parameters
        ----------
        is_cut : no foot follows: what waited for a sentence belongs to the text.

        Raises
        ------
        PageRejected : there is no body.
        """
        if not is_cut or len(self._waiting) > _GAP:
            # An enumeration at a text's end, with the line above it.
            while self._waiting and not is_entry(self._waiting[-1]):
                self._waiting.pop()
        if sum(not is_entry(one) for one in self._waiting) <= _GAP:
            self._take_waiting()
        if self._begun:
            self._paragraphs.append(self._begun.strip())
        draft, paragraphs = self._draft, self._paragraphs
        if not paragraphs:
            # A gallery: the captions are all the text it has.
            paragraphs += dict.fromkeys(filter(None, (image.caption for image in draft.images)))
        if paragraphs:
            code = draft.byline_code
            paragraphs[-1] = draft.without_end(paragraphs[-1])
            draft.byline_code = draft.byline_code or code
        draft.body = "\n\n".join(filter(None, paragraphs))
        if not any(map(str.isalnum, draft.body)):
            raise PageRejected(
                "no-body", "No paragraph stands between the date and the page's foot."
            )


def _is_dateline(line: str) -> bool:
    """Whether a line is a dateline and no more: `Jakarta -`, and the text in the next one."""
    return len(line) < _LONGEST_DATELINE and _dateline(f"{line} x").rest == "x"


def _dateline(line: str) -> Dateline:
    if match := _SITE_FIRST.match(line) or _RELEASE.match(line):
        return Dateline(match["place"], match["site"], line[match.end() :])
    return split_dateline(line)


def read_foot(lines: Sequence[str], at: int, draft: Draft) -> int:
    """Pager and tags; the line at which the lists begin is returned."""
    pager: list[int] = []
    back = on = are_tags = False
    while at < len(lines) and not LISTS.fullmatch(lines[at]):
        line = lines[at]
        if read_also_of(line) is not None:
            at = _read_also(lines, at, draft)
            continue
        if stated := TAGS.fullmatch(line):
            draft.tags += _tags(stated["listed"] or stated["marked"])
            are_tags = not draft.tags
        elif TAG_LINE.fullmatch(line):
            draft.tags += _tags(line)
        elif part := PART_OF.fullmatch(line):
            draft.part, draft.parts_total = int(part[1]), max(int(part[1]), int(part[2]))
        elif found := PAGER.fullmatch(line):
            pager += pages_of(found)
            on = on or bool(found["next"])
        elif NEXT.fullmatch(line) and pager:
            on = True
        elif BACK.fullmatch(line):
            back = True
        elif are_tags and line and len(line.split()) < TITLE_WORDS:
            draft.tags.append(line)
        elif is_title(line) and not are_tags:
            # A list without a heading.
            break
        else:
            # A blank line ends the tags, and so does what is too long for one.
            are_tags = False
        at += 1
    if pager and draft.parts_total == 1:
        draft.part, draft.parts_total = shown_part(pager, back=back, on=on)
    return at


def _tags(text: str) -> list[str]:
    """The tags of a line: `#sekda #kota tangerang`, or `sekda, kota tangerang`."""
    return [tag.strip() for tag in re.split("[#,]", text) if tag.strip()]
