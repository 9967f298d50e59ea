"""What a page links to around its article: tags, further parts, titles of other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from beritasearch.articles.addresses import web_address
from beritasearch.articles.article import RelatedLink
from beritasearch.articles.cleaning import is_cut
from beritasearch.articles.dates import find_printed
from beritasearch.articles.marks import plain
from beritasearch.articles.markup import as_read
from beritasearch.articles.tree import Element, PageTree, all_text, seen_text
from beritasearch.articles.urls import normalise_url, registered_domain

_TAG_PATH = re.compile(r"/t(?:ags?|opiks?|opics?|agar|agging)/[^/]")
# An address of an article: a number of several digits, or a title of several words.
_NUMBER = re.compile(r"\d{4}")
_HYPHENS = 3
_SHORTEST_TITLE, _LONGEST_TITLE, _TITLE_WORDS = 25, 250, 4
# A date stands beside a title, with its section, in the same box.
_BESIDE, _BOX = 110, 500
_LEVELS = 4
_TIME = re.compile(r"20\d\d\D.{0,20}\d\d?[:.]\d\d|\d\d?[:.]\d\d.{0,30}\D20\d\d", re.DOTALL)
_LONGEST_TAG = 60
# Of 26 lists of tags on real pages those of the article had at least half of them in its text,
# those of the portal none.
_SPOKEN = 0.34
_ONE_TAG = frozenset(("li", "span", "b", "strong", "em", "h2", "h3", "h4", "h5", "h6", "a"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(slots=True)
class Links:
    """The links of one page, sorted."""

    tags: list[tuple[Element, str]] = field(default_factory=list)
    titles: list[tuple[Element, str]] = field(default_factory=list)
    parts: list[tuple[str, str]] = field(default_factory=list)


def sort_links(anchors: list[Element], url: str | None) -> Links:
    """The links of a page by what they lead to.

    Parameters
    ----------
    url : the page's own address.
    """
    links = Links()
    own = normalise_url(url) if url else None
    slug = own.rpartition("/")[2][:60] if own else ""
    domain = (registered_domain(url) if url else None) or ""
    for anchor in anchors:
        href = anchor.get("href") or ""
        if ("/t" in href and _TAG_PATH.search(href)) or anchor.get("rel") == "tag":
            links.tags.append((anchor, as_read(seen_text(anchor))))
        elif (slug and slug in href) or href[:1] == "?":
            links.parts.append((plain(all_text(anchor)), href))
        elif len(anchor) == 0 and len(anchor.text or "") < _SHORTEST_TITLE:
            continue
        elif (href[:1] == "/" or domain in href) and (
            href.count("-") >= _HYPHENS or _NUMBER.search(href)
        ):
            links.titles.append((anchor, href))
    return links


def article_tags(links: Links, text: str) -> list[str]:
    """The first list of tags that are those of the article: many are words of its text.

    Lists of what is much read now link to the same addresses.
    """
    folded = text.lower()
    groups: dict[Element, list[str]] = {}
    for anchor, tag in links.tags:
        groups.setdefault(_list_of(anchor), []).append(tag)
    for tags in groups.values():
        named = [tag for tag in dict.fromkeys(tags) if tag and len(tag) <= _LONGEST_TAG]
        spoken = sum(tag.strip("# ").lower() in folded for tag in named)
        if named and spoken >= _SPOKEN * len(named):
            return named
    return []


def _list_of(anchor: Element) -> Element:
    """The list that a tag stands in."""
    around = anchor.getparent()
    while around.tag in _ONE_TAG and (outer := around.getparent()) is not None:
        around = outer
    return around


def related_links(
    links: Links, tree: PageTree, url: str | None, inside: Element, zone: str
) -> list[RelatedLink]:
    """The titles in a page's lists, each address once, in the page's order.

    Parameters
    ----------
    inside : what the body stands in; links in it are no list.
    """
    within = frozenset(inside.iter("a"))
    outside = [(anchor, href) for anchor, href in links.titles if anchor not in within]
    times = _times(tree, dict(outside), zone)
    found: dict[str, RelatedLink] = {}
    for anchor, href in outside:
        if href in found or not (title := _title(anchor)):
            continue
        if address := web_address(href, url):
            found[href] = RelatedLink(title, is_cut(title), address, None, times.get(href))
    return list(found.values())


def _title(anchor: Element) -> str | None:
    """The title that a link prints; None where it prints a name, or nothing."""
    text = (anchor.text or "") if len(anchor) == 0 else _inner_title(anchor)
    if len(text) < _SHORTEST_TITLE:
        return None
    title = as_read(text)
    if not _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE or title.count(" ") < _TITLE_WORDS - 1:
        return None
    return title


def _inner_title(anchor: Element) -> str:
    """The title of a card: its heading, or else its longest text."""
    text = all_text(anchor)
    if len(text) < _SHORTEST_TITLE or text.isspace():
        return ""
    heading = next(anchor.iter(*_HEADINGS), None)
    if heading is not None:
        return seen_text(heading)
    if next(anchor.iter("div", "p", "span", "time"), None) is None:
        return seen_text(anchor)
    return max(map(str, anchor.itertext()), key=len, default="")


def _times(tree: PageTree, titles: dict[Element, str], zone: str) -> dict[str, datetime]:
    """The times that are printed beside titles, by the address of each."""
    found: dict[str, datetime] = {}
    for element, is_tail in tree.dated:
        text = element.tail if is_tail else element.text
        if len(text) > _BESIDE or not _TIME.search(text):
            continue
        href = _beside(element, titles)
        if href is None or href in found:
            continue
        printed = find_printed(plain(text), zone=zone)
        if printed and printed.moment.at:
            found[href] = printed.moment.at
    return found


def _beside(element: Element, titles: dict[Element, str]) -> str | None:
    """The address of the one title that stands in the same box as an element."""
    around = element
    for _ in range(_LEVELS):
        if around in titles:
            return titles[around]
        around = around.getparent()
        if around is None or len(all_text(around)) > _BOX:
            return None
        near = {titles[anchor] for anchor in around.iter("a") if anchor in titles}
        if near:
            return near.pop() if len(near) == 1 else None
    return None


def numbered_parts(links: Links, url: str | None) -> Iterator[tuple[int, str]]:
    """The numbers of an article's parts that a page links to, with their addresses."""
    for text, href in links.parts:
        if text.isdigit() and len(text) <= 3 and (address := web_address(href, url)):
            yield int(text), address
