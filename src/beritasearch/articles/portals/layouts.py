"""An article's page by the markup that its portal is known to use.

A layout only says where things stand; how they are read is said elsewhere, once for all pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from cssselect import HTMLTranslator
from lxml import etree

from beritasearch.articles.article import ReadAlso
from beritasearch.articles.cleaning import is_cut, read_also_title
from beritasearch.articles.dates import Moment, find_printed
from beritasearch.articles.draft import Draft
from beritasearch.articles.portals import Layout, portal_named, portal_of
from beritasearch.articles.text_lines import UNSEEN, text_lines
from beritasearch.articles.urls import registered_domain

Element: TypeAlias = etree._Element

# In an article's body no running text stands in these.
_NO_TEXT = UNSEEN | frozenset(("aside", "button", "figcaption", "figure", "footer", "form", "nav"))
# Below this token F1 two readings of a page are not of the same text. The generic extraction
# reaches .98 and more against asserted bodies, and what it takes beside an article adds less
# than a tenth.
_SAME_TEXT = 0.9
_WORD = re.compile(r"\w+")
# What stands before a writer's name, and the portal behind it: `Oleh: Budi - detikNews`.
_ROLE = re.compile(
    r"^(?:(?:pewarta|penulis|reporter|oleh|jurnalis|laporan|author|by|rep)\s*[:\s]\s*)",
    re.I,
)
_NO_WRITER = re.compile(
    r"(?:copyright|©|editor|redaktur|red|uploader|penyunting|kontributor)(?!\w)", re.I
)
_BORDER = re.compile(r"\s+[-–|·•]\s+|\s*[,;/&]\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a layout finds on a page.

    Parameters
    ----------
    body : the element that holds the text.
    dropped : elements inside it that the portal puts there beside the text.
    moment, authors, section, tags : only where the draft had none, or agreement needs it.
    """

    layout: Layout
    body: Element
    dropped: tuple[Element, ...]
    title: str | None
    moment: Moment | None
    authors: tuple[str, ...]
    section: str | None
    tags: tuple[str, ...]
    read_also: tuple[ReadAlso, ...]

    @property
    def text(self) -> str:
        """The text of the body, a line a paragraph."""
        return "\n".join(text_lines(self.body, unseen=_NO_TEXT, without=set(self.dropped)))

    def settle(self, draft: Draft, generic: str) -> Element | None:
        """The element whose text to believe, without what was dropped; None for the generic one.

        The draft gets what its page states in no other way.

        Parameters
        ----------
        draft : what the page says to anybody, all but its body.
        generic : the text that was found without knowing the portal.
        """
        if self.layout.unverified and not self._agrees(draft, generic):
            return None
        if self.title and not self.layout.unverified:
            draft.title = self.title
        if self.moment and draft.published_at is None:
            draft.published_at, draft.published_on = self.moment.at, self.moment.on
        draft.authors = draft.authors or list(self.authors)
        draft.section = draft.section or self.section
        draft.tags = draft.tags or list(self.tags)
        draft.read_also += self.read_also
        for element in self.dropped:
            _take_out(element)
        return self.body

    def _agrees(self, draft: Draft, generic: str) -> bool:
        """Whether title, day and text are those that the page states to anybody."""
        if self.title is not None and self.title != draft.title:
            return False
        if self.moment and draft.published_on and self.moment.on != draft.published_on:
            return False
        return _likeness(self.text, generic) >= _SAME_TEXT


def read_layout(root: Element, draft: Draft, fetched: date | None = None) -> Reading | None:
    """What a page's portal is known to say where; None where no layout of it fits.

    Parameters
    ----------
    root : the whole page, before anything is taken out.
    draft : what the page states to anybody; its address tells the portal.
    fetched : when the portal sent the page, where that is known.
    """
    domain = registered_domain(draft.url) if draft.url else None
    portal = portal_of(domain or "")
    for layout in portal.layouts:
        if layout.can_show(draft.published_on, fetched):
            body = next(_found(root, layout.body), None)
            # A gallery has the element and nothing in it.
            if body is not None and next(text_lines(body, unseen=_NO_TEXT), None):
                return _read(root, body, layout, draft)
    return None


def _read(root: Element, body: Element, layout: Layout, draft: Draft) -> Reading:
    """What a layout says, but for what the draft holds already: each look at a page takes time."""
    zone = portal_of(registered_domain(draft.url or "") or "").zone
    is_dated = draft.published_at is not None and not layout.unverified
    links = list(_found(root, layout.read_also))
    inside = [link for link in links if body in link.iterancestors()]
    return Reading(
        layout=layout,
        body=body,
        dropped=(*inside, *_found(body, layout.drop)),
        title=next(_texts(root, layout.title), None),
        moment=None if is_dated else next(_moments(root, layout.time, zone), None),
        authors=() if draft.authors else tuple(_authors(_found(root, layout.authors))),
        section=draft.section or next(reversed(list(_texts(root, layout.section))), None),
        tags=() if draft.tags else tuple(dict.fromkeys(_texts(root, layout.tags))),
        read_also=tuple(_read_also(links)),
    )


def _found(root: Element, selectors: Iterable[str]) -> Iterator[Element]:
    for selector in selectors:
        yield from _compiled(selector)(root)


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> etree.XPath:
    return etree.XPath(HTMLTranslator().css_to_xpath(selector))


def _texts(root: Element, selectors: Iterable[str]) -> Iterator[str]:
    for element in _found(root, selectors):
        if text := " ".join(text_lines(element)):
            yield text


def _moments(root: Element, selectors: Iterable[str], zone: str) -> Iterator[Moment]:
    for text in _texts(root, selectors):
        if found := find_printed(text, zone=zone):
            yield found.moment


def _authors(elements: Iterable[Element]) -> Iterator[str]:
    """The writers' names: `Oleh: Budi Karangan, Siti - detikNews`."""
    lines = (line for element in elements for line in text_lines(element))
    for line in dict.fromkeys(lines):
        for piece in _BORDER.split(line):
            name = _ROLE.sub("", piece).strip(" :,-")
            if name and not _NO_WRITER.match(name) and not portal_named(name):
                yield name


def _read_also(links: Iterable[Element]) -> Iterator[ReadAlso]:
    for link in links:
        text = " ".join(text_lines(link))
        stated = read_also_title(text)
        title = text if stated is None else stated
        address = link.get("href") or next((a.get("href") for a in link.iter("a")), None)
        if title:
            yield ReadAlso(title, is_cut(title), address)


def _take_out(element: Element) -> None:
    """Remove an element, but not the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    # Where it stood a line ends: what is before it and what follows are no one word.
    parent.replace(element, _line_break(element.tail))


def _line_break(tail: str | None) -> Element:
    mark = etree.Element("br")
    mark.tail = tail
    return mark


def _likeness(one: str, other: str) -> float:
    """The token F1 of two texts."""
    ours, theirs = (Counter(_WORD.findall(text.lower())) for text in (one, other))
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())
