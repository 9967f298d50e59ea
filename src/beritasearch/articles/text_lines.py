"""The text of a piece of HTML as lines: what a reader sees, one line a paragraph."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

# Each begins a line of its own, as browsers show it.
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
    )
)
# What browsers show no text of.
UNSEEN = frozenset(
    (
        *("audio", "canvas", "embed", "head", "iframe", "noscript", "object", "script", "select"),
        *("style", "svg", "template", "textarea", "video"),
    )
)


def text_lines(
    root: Element,
    *,
    unseen: Collection[str] = UNSEEN,
    without: Collection[Element] = (),
    blocks: Collection[str] = BLOCKS,
) -> Iterator[str]:
    """The lines of an element's text, white space made one space.

    Parameters
    ----------
    unseen : names of elements to leave out.
    without : elements to leave out.
    blocks : names of elements that begin a line.
    """
    pieces: list[str] = []
    # Walked without recursion: pages can be nested thousands deep.
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element.tag in blocks:
                yield from _line(pieces)
            if element.tag in unseen or element in without:
                walk.skip_subtree()
            elif element.text:
                pieces.append(element.text)
            continue
        if element.tag in blocks:
            yield from _line(pieces)
        if element.tail and element is not root:
            pieces.append(element.tail)
    yield from _line(pieces)


def _line(pieces: list[str]) -> Iterator[str]:
    line = " ".join("".join(pieces).split())
    pieces.clear()
    if line:
        yield line
