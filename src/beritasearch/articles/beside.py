"""What stands beside an article's text: its picture with the caption, and who wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from beritasearch.articles.blocks import Block, Boxed, blocks_of
from beritasearch.articles.boxes import Box, box_of
from beritasearch.articles.bylines import byline_names
from beritasearch.articles.draft import Draft
from beritasearch.articles.paragraphs import Sorter
from beritasearch.articles.titles import is_portal
from beritasearch.articles.tree import Element, all_text

_TAKEN = frozenset((Box.FIGURE, Box.CAPTION, Box.BYLINE))
# How far around the text is looked, in elements and in levels; portals put a title, a time, a
# byline, a picture and buttons there, each in boxes of their own.
_BEFORE, _AFTER, _LEVELS = 4, 2, 4
# With more text a neighbour is no byline and no picture.
_LITTLE = 1_500
_MOST_AUTHORS = 3


def read_beside(container: Element, draft: Draft) -> None:
    """Pictures with captions, and the authors where metadata name none.

    Parameters
    ----------
    container : the element that holds the text.
    """
    near = Draft(draft.extractor, url=draft.url)
    sorter = Sorter(near, ())
    for element in _neighbours(container):
        for piece in _pieces(element):
            if isinstance(piece, Boxed):
                sorter.add(piece)
            else:
                near.authors += byline_names(piece.text)
    draft.images[:0] = [image for image in near.images if image.caption]
    if not draft.authors:
        names = dict.fromkeys(name for name in near.authors if not is_portal(name, draft.url))
        draft.authors = list(islice(names, _MOST_AUTHORS))


def _neighbours(container: Element) -> Iterator[Element]:
    """The elements before and after a text, nearest first."""
    around = container
    for _ in range(_LEVELS):
        if around is None or around.tag == "body":
            return
        yield from islice(around.itersiblings(preceding=True), _BEFORE)
        yield from islice(around.itersiblings(), _AFTER)
        around = around.getparent()


def _pieces(element: Element) -> Iterator[Block | Boxed]:
    """What is taken of a neighbour: boxes of some kinds, and lines that may be bylines."""
    box = box_of(element)
    if box in _TAKEN:
        yield Boxed(box, element)
    elif box is None and len(all_text(element)) < _LITTLE:
        for piece in blocks_of(element):
            if isinstance(piece, Block) or piece.box in _TAKEN:
                yield piece
