"""Finding an article's body in a HTML page: where the most running text stands.

Every piece of running text outside links votes for the elements around it, as in Readability.
The element with most votes holds the body.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from beritasearch.articles.blocks import is_inline
from beritasearch.articles.boxes import Box, named_box
from beritasearch.articles.tree import Element, PageTree

# What never holds an article.
_NEVER = frozenset(("nav", "footer", "aside", "form", "select", "figure", "figcaption", "head"))
_PARAGRAPHS = frozenset(("p", "li", "blockquote", "h2", "h3", "h4", "pre", "dd"))
_CONTAINERS = ("div", "section", "article", "span")
# Names of what stands around articles: text in it counts a tenth, because a body can stand in
# a box that is called so.
_SELDOM = frozenset((Box.RELATED, Box.CAPTION, Box.AROUND, Box.READ_ALSO))
_A_TENTH = 0.1
# How far up a vote reaches, halved at each step: portals of one element a paragraph nest them.
_LEVELS = 5
# Real pages are at most some forty elements deep; in deeper ones paths would fill the memory.
_DEEP = 64
_CLEARLY_MORE = 1.15
# A longer text is a sentence or more, not a label.
_SENTENCE = 80
# With less of a page's sentences than this, or fewer, the finder is unsure.
_SHARE = 0.3
_SURE = 250


class _Place(NamedTuple):
    """An element that holds text, or what does.

    Parameters
    ----------
    path : it and the elements around it, innermost first; none further out than _DEEP.
    is_never : whether no article stands in it.
    is_named : whether its own names are those of what stands around articles.
    is_around : whether its names or those of the element around it are.
    """

    path: list[Element]
    is_never: bool
    is_named: bool
    is_around: bool


@dataclass(frozen=True, slots=True)
class Body:
    """Where the body stands.

    Parameters
    ----------
    container : the element that holds it.
    length : how many characters of running text it holds.
    is_sure : whether little running text stands elsewhere.
    """

    container: Element
    length: int
    is_sure: bool


def find_body(tree: PageTree) -> Body | None:
    """Where the body stands; None where no running text is found."""
    votes: dict[Element, float] = defaultdict(float)
    running: dict[Element, int] = defaultdict(int)
    everywhere = 0
    places: dict[Element, _Place] = {}
    for element, is_tail in tree.running:
        words = (element.tail if is_tail else element.text).strip()
        block = _block(element.getparent() if is_tail else element)
        place = places.get(block) or _placed(block, places)
        if place.is_never:
            continue
        weight = _weight(words, is_around=place.is_around)
        _vote(place, weight, votes)
        if len(words) >= _SENTENCE and weight >= len(words):
            everywhere += len(words)
            for around in place.path:
                running[around] += len(words)
    if not votes:
        return None
    best = max(votes, key=votes.__getitem__)
    best = _marked(_widened(best, running), running)
    length = running[best]
    return Body(best, length, length >= max(_SURE, _SHARE * everywhere))


def _block(element: Element) -> Element:
    """The block that a text stands in."""
    while is_inline(element.tag) and (outer := element.getparent()) is not None:
        element = outer
    return element


def _placed(block: Element, places: dict[Element, _Place]) -> _Place:
    """What is known of a block, and of all elements around it, each looked at once a page."""
    unknown = []
    place, element = None, block
    while element is not None and (place := places.get(element)) is None:
        unknown.append(element)
        element = element.getparent()
    for element in reversed(unknown):
        place = places[element] = _inside(place, element)
    return place or _inside(None, block)


def _inside(around: _Place | None, element: Element) -> _Place:
    # Without an address, `<a name=…>` is a mark in the text, which is often never closed.
    is_never = (tag := element.tag) in _NEVER or (tag == "a" and element.get("href") is not None)
    names, identifier = element.get("class"), element.get("id")
    is_named = (names or identifier) is not None and (
        named_box(names or "", identifier or "") in _SELDOM
    )
    if around is None:
        return _Place([element], is_never, is_named, is_named)
    path = [element, *around.path]
    if len(path) > _DEEP:
        path.pop()
    is_around = is_named or around.is_named
    return _Place(path, is_never or around.is_never, is_named, is_around)


def _vote(place: _Place, weight: float, votes: dict[Element, float]) -> None:
    path = place.path
    # A paragraph votes for what holds it: its neighbours belong to the article, too.
    inner = 1 if len(path) > 1 and path[0].tag in _PARAGRAPHS else 0
    for element in path[inner : inner + _LEVELS]:
        votes[element] += weight
        weight /= 2


def _weight(words: str, *, is_around: bool) -> float:
    # Commas and full stops tell sentences from titles and labels.
    weight = len(words) + 10.0 * (words.count(",") + words.count(". "))
    return weight * _A_TENTH if is_around else weight


def _widened(best: Element, running: dict[Element, int]) -> Element:
    """The element around, where that holds clearly more running text: bodies can be split."""
    for _ in range(_LEVELS):
        around = best.getparent()
        if around is None or around.tag in ("body", "html"):
            break
        if running[around] < _CLEARLY_MORE * running[best]:
            break
        best = around
    return best


def _marked(best: Element, running: dict[Element, int]) -> Element:
    """The element around or inside that microdata calls the article's body, where it holds the
    text found."""
    for marked in (*best.iterancestors(), *best.iter(*_CONTAINERS)):
        if (marked.get("itemprop") or "").lower() == "articlebody":
            return marked if running[marked] >= running[best] / _CLEARLY_MORE else best
    return best
