"""Finding an article's body in a HTML page: where the most running text stands.

Every piece of running text votes for the elements around it, as in Readability: text counts
for, links against. The element with most votes holds the body.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from beritasearch.articles.blocks import is_inline
from beritasearch.articles.boxes import Box, named_box
from beritasearch.articles.tree import Element, PageTree

# What never holds an article.
_NEVER = frozenset(("nav", "footer", "aside", "form", "select", "figure", "figcaption", "head"))
_PARAGRAPHS = frozenset(("p", "li", "blockquote", "h2", "h3", "h4", "pre", "dd"))
# Names of what stands around articles: text in it counts a tenth, because a body can stand in
# a box that is called so.
_SELDOM = frozenset((Box.RELATED, Box.CAPTION, Box.AROUND, Box.READ_ALSO))
_A_TENTH = 0.1
# How far up a vote reaches, halved at each step: portals of one element a paragraph nest them.
_LEVELS = 5
_CLEARLY_MORE = 1.15
# A longer text is a sentence or more, not a label.
_SENTENCE = 80
# With less of a page's sentences than this, or fewer, the finder is unsure.
_SHARE = 0.3
_SURE = 250


@dataclass(slots=True)
class _Text:
    """A piece of running text.

    Parameters
    ----------
    path : the blocks around it, innermost first.
    """

    length: int
    weight: float
    path: list[Element]

    @property
    def is_sentence(self) -> bool:
        return self.length >= _SENTENCE and self.weight >= self.length


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
    paths: dict[Element, list[Element]] = {}
    for element, is_tail in tree.running:
        if text := _text(element, paths, is_tail=is_tail):
            _vote(text, votes)
            if text.is_sentence:
                for around in text.path:
                    running[around] += text.length
    if not votes:
        return None
    best = max(votes, key=votes.__getitem__)
    if votes[best] <= 0:
        return None
    best = _marked(_widened(best, running), tree, running)
    length = running[best]
    return Body(best, length, length >= max(_SURE, _SHARE * running[tree.root]))


def _text(element: Element, paths: dict[Element, list[Element]], *, is_tail: bool) -> _Text | None:
    words = (element.tail if is_tail else element.text).strip()
    around = element.getparent() if is_tail else element
    linked = False
    while around is not None and is_inline(around.tag):
        linked = linked or around.tag == "a"
        around = around.getparent()
    if around is None or not words:
        return None
    path = paths.get(around)
    if path is None:
        path = paths[around] = _path(around)
    return _Text(len(words), _weight(words, linked, path), path) if path else None


def _path(block: Element) -> list[Element]:
    """The elements around a text, innermost first; none where no article stands in one of them."""
    path = [block, *block.iterancestors()]
    return [] if any(around.tag in _NEVER for around in path) else path


def _vote(text: _Text, votes: dict[Element, float]) -> None:
    path, weight = text.path, text.weight
    # A paragraph votes for what holds it: its neighbours belong to the article, too.
    inner = 1 if path[0].tag in _PARAGRAPHS and len(path) > 1 else 0
    for element in path[inner : inner + _LEVELS]:
        votes[element] += weight
        weight /= 2


def _weight(words: str, linked: bool, path: list[Element]) -> float:
    if linked:
        return -float(len(words))
    # Commas and full stops tell sentences from titles and labels.
    weight = len(words) + 10.0 * (words.count(",") + words.count(". "))
    for around in path[:3]:
        names, identifier = around.get("class"), around.get("id")
        if (names or identifier) and named_box(names or "", identifier or "") in _SELDOM:
            return weight * _A_TENTH
    return weight


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


def _marked(best: Element, tree: PageTree, running: dict[Element, int]) -> Element:
    """The element that microdata calls the article's body, where it holds the text found."""
    for marked in tree.itemprops("articlebody"):
        if marked is not best and running[marked] >= running[best] / _CLEARLY_MORE:
            return marked
    return best
