"""Finding an article's body in a HTML page: where the most running text stands.

Every block of text votes for the elements around it, as in Readability: running text counts
for, links against. The element with most votes holds the body; its blocks, in order, are the
paragraphs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "nav",
        "footer",
        "aside",
        "form",
        "iframe",
        "button",
        "select",
        "textarea",
        "svg",
        "template",
        "figure",
        "figcaption",
        "object",
        "embed",
        "head",
        "header",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "td",
        "tr",
        "table",
        "tbody",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "center",
        "dl",
        "dt",
        "dd",
        "br",
        "hr",
        "body",
        "html",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# Class and id names of what stands around an article on Indonesian portals.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:relate\w*|terkait|bacajuga|baca-juga|lihatjuga|share\w*|sharing|social\w*|"
    r"sosmed|comment\w*|komentar|sidebar|breadcrumb\w*|popular|populer|terpopuler|banner\w*|ads?|"
    r"advert\w*|iklan|tags?|tagging|footer|menu|navbar|nav|paging|pagination|caption|credit\w*|"
    r"byline|author|newsletter|widget|recommend\w*|headline-?list|most-\w+|hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
# A block that is mostly links is a list of links, not a paragraph.
_MOST_LINKS = 0.6
# How far up a block's vote reaches, halved at each step.
_LEVELS = 3
_LONG_BLOCK = 80
_CLEARLY_MORE = 1.15
# With more text an element holds the article, however it is called.
_CONTAINER = 1_500
_ADDRESS = re.compile(r"https?://|www\.|\S@\S")
_VOTING = 25


@dataclass(slots=True)
class Block:
    """A paragraph as it stands in the page.

    Parameters
    ----------
    linked : how many of its characters are links.
    path : the elements around it, innermost first.
    """

    text: str
    linked: int
    path: tuple[Element, ...]
    is_heading: bool = False


@dataclass(slots=True)
class _Collected:
    pieces: list[str] = field(default_factory=list)
    linked: int = 0


def blocks(root: Element) -> list[Block]:
    """All blocks of text of a page, in order, without what is never part of an article."""
    return list(_blocks(root))


def body_blocks(found: list[Block]) -> list[Block]:
    """The blocks that are the article's body; none where no running text is found."""
    votes: dict[Element, float] = defaultdict(float)
    for block in found:
        weight = len(block.text) - 2.0 * block.linked
        if len(block.text) < _VOTING or block.is_heading:
            continue
        # Commas and full stops tell sentences from titles and labels.
        weight += 10 * (block.text.count(",") + block.text.count(". "))
        for level, element in enumerate(block.path[:_LEVELS]):
            votes[element] += weight / 2**level
    if not votes:
        return []
    best = max(votes, key=lambda element: votes[element])
    if votes[best] <= 0:
        return []
    best = _widened(best, found)
    return [block for block in found if best in block.path and _belongs(block)]


def _widened(best: Element, found: list[Block]) -> Element:
    """The element around, where that holds clearly more running text: bodies can be split."""
    for _ in range(_LEVELS):
        around = best.getparent()
        if around is None or around.tag in ("body", "html"):
            break
        if _running(around, found) < _CLEARLY_MORE * _running(best, found):
            break
        best = around
    return best


def _running(element: Element, found: list[Block]) -> int:
    return sum(
        len(block.text)
        for block in found
        if len(block.text) >= _LONG_BLOCK and not block.linked and element in block.path
    )


def _belongs(block: Block) -> bool:
    if block.linked <= _MOST_LINKS * len(block.text):
        return True
    # An address that is printed as such is text, though it is a link.
    return bool(_ADDRESS.search(block.text))


def _blocks(root: Element) -> Iterator[Block]:
    """Walk the tree without recursion: pages can be nested thousands deep."""
    collected = _Collected()
    inner: list[Element] = [root]
    links = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            continue
        name = element.tag
        if event == "start":
            if name in _BLOCKS:
                yield from _ended(collected, inner)
                if name != "br":
                    inner.append(element)
            links += name == "a"
            _collect(collected, element.text, links)
            continue
        links -= name == "a"
        if name in _BLOCKS:
            yield from _ended(collected, inner)
            if name != "br":
                inner.pop()
        _collect(collected, element.tail, links)
    yield from _ended(collected, inner)


def _collect(collected: _Collected, text: str | None, links: int) -> None:
    if text:
        collected.pieces.append(text)
        if links:
            collected.linked += len(text.strip())


def _ended(collected: _Collected, inner: list[Element]) -> Iterator[Block]:
    text = " ".join("".join(collected.pieces).split())
    if text:
        path = tuple(reversed(inner[-12:]))
        heading = path[0].tag in _HEADINGS
        yield Block(text, collected.linked, path, heading)
    collected.pieces = []
    collected.linked = 0


def prune(root: Element) -> None:
    """Take out what is never part of an article: scripts, navigation, lists of links around it."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _SKIPPED or _is_around(element):
            _drop(element)


def _is_around(element: Element) -> bool:
    if element.tag in ("body", "html", "article", "main", "p"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if names == " " or not _AROUND.search(names):
        return False
    # A container of the whole article may be called so too: only small ones are dropped.
    length = 0
    for text in element.itertext():
        length += len(text)
        if length >= _CONTAINER:
            return False
    return True


def _drop(element: Element) -> None:
    """Remove an element, but not the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
