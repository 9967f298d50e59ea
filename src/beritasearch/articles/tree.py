"""A HTML page as a tree, and what its metadata and its body finder look at, in one walk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeAlias, cast

from lxml import etree

from beritasearch.errors import PageRejected

Element: TypeAlias = etree._Element

# Characters that no text has; the walks over a tree use some of them as marks.
_CONTROLS = bytes(range(0x09))
_AS_SPACES = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
# The largest of the real pages has 290 kB and 4,100 times `<`. What is fifty times larger is no
# article, and would take seconds.
_MOST_BYTES = 16_000_000
_MOST_ANGLES = 500_000
_LARGE = 1_000_000
# 10,000 attributes of one element take half a second, 100,000 a minute.
_MOST_ATTRIBUTES, _LONG_TAG = 10_000, 100_000
# Shorter pieces of text say nothing on where the article is.
RUNNING = 40
# No date is shorter, and no line that prints one longer.
_SHORTEST = 8
_LINE = 250
UNSEEN = frozenset(("script", "style", "noscript", "template", "textarea", "title", "option"))

_as_text: Callable[..., str] = etree.tostring


# Elements that text is looked for in: all that it stands in on real pages, and no scripts, whose
# text is long and slow to look at.
_TEXTUAL = (
    *("abbr", "article", "b", "big", "blockquote", "body", "br", "caption", "center", "cite"),
    *("dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "font", "form", "h1", "h2"),
    *("h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "label", "li", "main", "mark"),
    *("ol", "p", "pre", "q", "s", "section", "small", "span", "strike", "strong", "sub", "sup"),
    *("table", "tbody", "td", "th", "time", "tr", "tt", "u", "ul"),
)
# What is a link is a title or a name, and never running text; what follows it may be.
_TAIL_ONLY = ("a", "script", "style", "noscript", "iframe", "amp-ad", "svg")
_MICRODATA = etree.XPath("/descendant::*[@itemprop]")


class PageTree:
    """One page, parsed.

    Parameters
    ----------
    content : its bytes, in which a word is looked for before elements are.

    Attributes
    ----------
    running : elements that hold text of RUNNING characters, as `text` or, where the second is
        true, as `tail`.
    dated : elements whose text or tail is of a line's length and may hold a year from 2000 on,
        likewise.
    """

    def __init__(self, root: Element, content: bytes) -> None:
        self.root = root
        self.running: list[tuple[Element, bool]] = []
        self.dated: list[tuple[Element, bool]] = []
        self._content = content
        self._named: dict[str, list[Element]] = {}
        self._walk()

    def _walk(self) -> None:
        # The most frequent loop of all: no calls, and long white space is told last.
        running, dated = self.running.append, self.dated.append
        for element in self.root.iter(*_TEXTUAL):
            text = element.text
            if text is not None and (size := len(text)) >= _SHORTEST:
                if size > RUNNING and not text.isspace():
                    running((element, False))
                if size < _LINE and "20" in text:
                    dated((element, False))
            text = element.tail
            if text is not None and (size := len(text)) >= _SHORTEST:
                if size > RUNNING and not text.isspace():
                    running((element, True))
                if size < _LINE and "20" in text:
                    dated((element, True))
        for element in self.root.iter(*_TAIL_ONLY):
            text = element.tail
            if text is not None and (size := len(text)) >= _SHORTEST:
                if size > RUNNING and not text.isspace():
                    running((element, True))
                if size < _LINE and "20" in text:
                    dated((element, True))

    def may_have(self, *words: str) -> bool:
        """Whether the page's bytes hold one of some words: told sooner than by its elements."""
        return any(word.encode() in self._content for word in words)

    def all(self, name: str) -> list[Element]:
        """The elements of a name, in order."""
        found = self._named.get(name)
        if found is None:
            found = self._named[name] = list(self.root.iter(name))
        return found

    def itemprops(self, name: str) -> list[Element]:
        """The elements that microdata gives a name in lower case."""
        return self._marked.get(name, [])

    @cached_property
    def _marked(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        if self.may_have("itemprop"):
            for element in _MICRODATA(self.root):
                found.setdefault(element.get("itemprop").lower(), []).append(element)
        return found


def parse_page(content: bytes) -> PageTree:
    """The tree of a page in UTF-8.

    Raises
    ------
    PageRejected : the page is empty, no HTML, or far too large for an article's page.
    """
    return PageTree(_parsed(content), content)


def _parsed(content: bytes) -> Element:
    _refuse_giants(content)
    if any(control in content for control in _CONTROLS):
        content = content.translate(_AS_SPACES)
    if not content or content.isspace():
        raise PageRejected("empty-page", "The page holds nothing to read.")
    try:
        root = etree.fromstring(content, parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageRejected("not-html", f"The page is no HTML that can be read: {error}.") from error
    if root is None:
        raise PageRejected("not-html", "The page is no HTML that can be read: it has no element.")
    return cast("Element", root)


def _refuse_giants(content: bytes) -> None:
    if len(content) > _LARGE and (len(content) > _MOST_BYTES or content.count(b"<") > _MOST_ANGLES):
        raise PageRejected(
            "too-large",
            f"The page has {len(content):,} bytes and {content.count(b'<'):,} times '<': "
            "no article's page has nearly as many.",
        )
    # The parser compares each attribute of an element with all others.
    if _may_have_long_tag(content) and any(map(_has_many_attributes, content.split(b">"))):
        raise PageRejected("too-large", "The page has an element with thousands of attributes.")


def _may_have_long_tag(content: bytes) -> bool:
    """Whether some stretch of half such a length has no `>`: told without looking at all of it."""
    half = _LONG_TAG // 2
    starts = range(0, len(content) - half, half)
    return any(content.find(b">", start, start + half) < 0 for start in starts)


def _has_many_attributes(piece: bytes) -> bool:
    if len(piece) < _LONG_TAG:
        return False
    tag = piece.rpartition(b"<")[2]
    return tag[:1].isalpha() and len(tag.split()) > _MOST_ATTRIBUTES


def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )


def all_text(element: Element) -> str:
    """All text inside an element, as it stands there; scripts and styles included."""
    return _as_text(element, method="text", encoding="unicode", with_tail=False)


def seen_text(element: Element) -> str:
    """The text inside an element that a reader sees."""
    if next(element.iter(*UNSEEN), None) is None:
        return all_text(element)
    return "".join(_seen(element))


def _seen(root: Element) -> list[str]:
    pieces = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag in UNSEEN:
                walk.skip_subtree()
            elif element.text:
                pieces.append(element.text)
        elif element is not root and element.tail:
            pieces.append(element.tail)
    return pieces
