"""The blocks of text inside an element of a page, in order, with what stands in boxes apart.

A paragraph is what stands between two elements that begin a line, or between empty lines; a
single line break is one only where a sentence or a short line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from beritasearch.articles.boxes import Box, box_of
from beritasearch.articles.marks import BOLD, BOLD_END, BREAK, LINK, LINK_END, MARKS
from beritasearch.articles.markup import as_read
from beritasearch.articles.tree import Element

_LINKED = re.compile(f"{LINK}([^{LINK_END}]*){LINK_END}?")
_EMPTY_LINE = re.compile(f"{BREAK}(?:[\\s{BOLD}{BOLD_END}]*{BREAK})+")
# What ends a line that was meant to end, and what begins one that was meant to begin.
_ENDS = re.compile('[.!?:;"”’)\\]…>*]$')
_BEGINS = re.compile("(?:[-–—•●*▪(\\[]|[0-9]{1,2}[.)])")
_SHORT_LINE = 60
_OPENING = re.compile(f"{BOLD}([^{BOLD_END}{LINK}]{{2,80}}){BOLD_END}")

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "img", "ins", "kbd", "mark"),
        *("q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
        *("label", "del", "dfn", "bdi", "bdo", "wbr", "picture", "source", "nobr", "data"),
    )
)
_BOLD = frozenset(("b", "strong"))


def is_inline(tag: object) -> bool:
    """Whether an element of this name goes on the line that it stands in."""
    return tag in _INLINE


@dataclass(slots=True)
class Block:
    """A paragraph, heading or line as it stands in the page.

    Parameters
    ----------
    marked : its text, in one line, with marks around links and bold words.
    links : the addresses of its links, in order.
    """

    marked: str
    links: list[str] = field(default_factory=list)
    is_heading: bool = False

    @property
    def text(self) -> str:
        """The text as a reader sees it."""
        return as_read(self.marked)

    @property
    def opening(self) -> str | None:
        """The bold words at its beginning, where others follow."""
        found = _OPENING.match(self.marked)
        return found[1].strip() if found and self.marked[found.end() :].strip() else None

    @property
    def is_bold(self) -> bool:
        """Whether it is bold as a whole."""
        found = _OPENING.match(self.marked)
        return found is not None and not MARKS.sub("", self.marked[found.end() :]).strip()

    def linked(self) -> int:
        """How many of its characters are links."""
        return sum(map(len, _LINKED.findall(self.marked))) if self.links else 0


@dataclass(frozen=True, slots=True)
class Boxed:
    """An element among the blocks that holds something beside the article's words."""

    box: Box
    element: Element


def blocks_of(container: Element) -> Iterator[Block | Boxed]:
    """What stands in an element, in order; walked without recursion, however deep it is."""
    line = _Line()
    walk = etree.iterwalk(container, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            box = box_of(element) if element is not container else None
            if box is not None:
                if tag not in _INLINE:
                    yield from line.blocks()
                yield Boxed(box, element)
                walk.skip_subtree()
                line.skipped = element
                continue
            if tag not in _INLINE:
                if tag == "br":
                    line.add(BREAK)
                else:
                    yield from line.blocks()
                    line.is_heading = tag in _HEADINGS
            elif tag == "img":
                yield Boxed(Box.FIGURE, element)
            line.open(element)
            continue
        is_skipped, line.skipped = line.skipped is element, None
        if tag not in _INLINE and tag != "br":
            yield from line.blocks()
            line.is_heading = False
        if not is_skipped:
            line.close(element)
        if element is not container:
            line.add(element.tail)
    yield from line.blocks()


class _Line:
    """What was read since the last block ended."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._links: list[str] = []
        self._open: list[str] = []
        self.is_heading = False
        self.skipped: Element | None = None

    def add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)

    def open(self, element: Element) -> None:
        if element.tag == "a":
            self._links.append(element.get("href") or "")
            self._pieces.append(LINK)
        elif element.tag in _BOLD:
            self._pieces.append(BOLD)
        self.add(element.text)

    def close(self, element: Element) -> None:
        if element.tag == "a":
            self._pieces.append(LINK_END)
        elif element.tag in _BOLD:
            self._pieces.append(BOLD_END)

    def blocks(self) -> Iterator[Block]:
        if not self._pieces:
            return
        whole, links = "".join(self._pieces), self._links
        self._pieces, self._links = [], []
        for marked in _paragraphs(whole) if BREAK in whole else (" ".join(whole.split()),):
            if MARKS.sub("", marked).strip():
                here, links = _taken(links, marked.count(LINK))
                yield Block(marked, here, self.is_heading)


def _taken(links: list[str], number: int) -> tuple[list[str], list[str]]:
    return links[:number], links[number:]


def _paragraphs(whole: str) -> Iterator[str]:
    """The paragraphs of a text with line breaks."""
    for part in _EMPTY_LINE.split(whole):
        lines = [" ".join(line.split()) for line in part.split(BREAK)]
        held = lines[0]
        for line in lines[1:]:
            if not held or not line:
                held = held or line
            elif _goes_on(MARKS.sub("", held).strip(), MARKS.sub("", line).strip()):
                held = f"{held} {line}"
            else:
                yield held
                held = line
        yield held


def _goes_on(before: str, after: str) -> bool:
    """Whether a line break between two lines is one inside a sentence."""
    ended = len(before) < _SHORT_LINE or _ENDS.search(before) or _BEGINS.match(after)
    return not ended
