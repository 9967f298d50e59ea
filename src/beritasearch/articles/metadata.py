"""What a HTML page states about its article: JSON-LD, OpenGraph, meta elements, printed text.

Sources are tried from the most to the least exact; the first that has a value wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import orjson
from lxml import etree

from beritasearch.articles.article import Image
from beritasearch.articles.dates import Moment, find_printed, parse_iso, zone_of
from beritasearch.articles.portals import portal_named, portal_of
from beritasearch.articles.urls import normalise_url, registered_domain

Element = etree._Element

_ARTICLE_TYPES = frozenset(("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting"))
_TITLE_BORDER = re.compile(r"\s+(?:[|–—-]|::?)\s+")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "content_publisheddate",
    "dc.date.issued",
    "date",
)
_MODIFIED = ("article:modified_time", "datemodified", "lastmod", "og:updated_time")
# Times that claim to be UTC, but are the portal's own: `2015-11-05 T10:08:58Z` at 10.08 WIB.
_FALSE_UTC = re.compile(r"^(\d{4}-\d\d-\d\d) T(\d\d:\d\d:\d\d)Z$")


class Metadata:
    """The statements of one page.

    Parameters
    ----------
    root : the page as it was parsed, before anything is taken out.
    """

    def __init__(self, root: Element) -> None:
        self._root = root
        self._meta = dict(_meta(root))
        self._linked = next(_linked_data(root), {})

    def url(self) -> str | None:
        """The canonical address."""
        links = self._root.iterfind(".//link[@rel='canonical']")
        stated = (link.get("href") for link in links)
        candidates = (*stated, self._meta.get("og:url"), _text(self._linked.get("url")))
        return next((c.strip() for c in candidates if c and _is_article_url(c)), None)

    def title(self) -> str | None:
        """The title without the portal's name."""
        stated = _text(self._linked.get("headline")) or self._meta.get("og:title")
        headings = [_inner_text(h) for h in self._root.iter("h1")]
        document = self._root.findtext(".//title")
        full = _line(stated or document or next(iter(headings), ""))
        # Where a heading repeats the title without a suffix, it is the title.
        for heading in headings:
            if heading and full.startswith(heading) and len(heading) * 2 > len(full):
                return heading
        return _without_suffix(full, self.url()) or None

    def published(self) -> Moment | None:
        """When the article was published."""
        zone = self.zone()
        return (
            _first_moment([_text(self._linked.get("datePublished"))], zone)
            or _first_moment((self._meta.get(name) for name in _PUBLISHED), zone)
            or self._printed(zone)
        )

    def modified(self) -> Moment | None:
        """When it was changed last."""
        stated = [_text(self._linked.get("dateModified"))]
        stated += [self._meta.get(name) for name in _MODIFIED]
        return _first_moment(stated, self.zone())

    def zone(self) -> str:
        """The zone of times that are stated without one."""
        return portal_of(registered_domain(self.url() or "") or "").zone

    def authors(self) -> list[str]:
        """The people named as authors; a portal's own name is none."""
        named = _names(self._linked.get("author")) or _split(self._meta.get("author"))
        return [name for name in named if not _is_portal(name, self.url())]

    def section(self) -> str | None:
        """The printed section."""
        section = self._linked.get("articleSection")
        if isinstance(section, list):
            section = section[0] if section else None
        return _line(_text(section) or self._meta.get("article:section") or "") or None

    def tags(self) -> list[str]:
        """The tags that the page links to; site-wide keywords are not taken for tags."""
        links = self._root.iterfind(".//a[@rel='tag']")
        linked = [_inner_text(link) for link in links]
        stated = _split(_joined(self._linked.get("keywords")))
        return linked or stated or _split(self._meta.get("article:tag"))

    def images(self) -> list[Image]:
        """The article's main image."""
        address = self._meta.get("og:image")
        captions = (_inner_text(caption) for caption in self._root.iter("figcaption"))
        caption = next((text for text in captions if text), None)
        return [Image(url=address, caption=caption)] if address or caption else []

    def language(self) -> str | None:
        """The stated language."""
        stated = self._root.get("lang") or self._meta.get("og:locale") or ""
        return stated.lower().replace("-", "_").partition("_")[0] or None

    def _printed(self, zone: str) -> Moment | None:
        """A time element, else the first date with a time that is printed near a heading."""
        for element in self._root.iter("time"):
            if moment := _first_moment([element.get("datetime")], zone):
                return moment
        return _printed_time(_visible(self._root), zone)


def _printed_time(texts: Iterable[str], zone: str) -> Moment | None:
    day: Moment | None = None
    for text in texts:
        found = find_printed(" ".join(text.split()), zone=zone)
        if found and found.moment.at:
            return found.moment
        day = day or (found.moment if found else None)
    return day


def _visible(root: Element) -> Iterator[str]:
    """Texts of the elements after the first heading, in order; those before only at the end."""
    texts = [
        "".join(element.itertext())
        for element in root.iter("div", "span", "p", "time", "li", "td")
        if not any(child.tag in ("div", "p", "li", "td", "table") for child in element)
        and element.tag != "script"
    ]
    return iter([text for text in texts if 8 <= len(text) < 200])


def _meta(root: Element) -> Iterator[tuple[str, str]]:
    """Meta elements by name, in lower case; the first of a name wins."""
    seen = set()
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if content and (folded := name.lower()) not in seen:
            seen.add(folded)
            yield folded, content


def _linked_data(root: Element) -> Iterator[Mapping[str, Any]]:
    """The articles that JSON-LD describes."""
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            document = orjson.loads(script.text or "")
        except orjson.JSONDecodeError:
            continue
        for node in _nodes(document):
            kind = node.get("@type")
            if _ARTICLE_TYPES.intersection(kind if isinstance(kind, list) else [str(kind)]):
                yield node


def _nodes(document: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [document]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.extend(value for key, value in node.items() if key == "@graph")


def _first_moment(texts: Iterable[str | None], zone: str) -> Moment | None:
    for text in texts:
        if not text:
            continue
        plain = text.strip()
        if false := _FALSE_UTC.match(plain):
            plain = f"{false[1]}T{false[2]}"
        if moment := parse_iso(plain, zone=zone) or _loose(plain, zone):
            return _in_zone(moment, zone)
    return None


def _loose(text: str, zone: str) -> Moment | None:
    found = find_printed(text, zone=zone)
    return found.moment if found else None


def _in_zone(moment: Moment, zone: str) -> Moment:
    """A time in UTC as the portal's own: its day is the day there."""
    if moment.at is None or moment.at.utcoffset() != timedelta(0):
        return moment
    local = moment.at.astimezone(zone_of(zone))
    return Moment(local, local.date(), zone)


def _without_suffix(title: str, url: str | None) -> str:
    """A title without ` - Kompas.com`, ` | Republika Online`, ` : Okezone Celebrity`."""
    pieces = _TITLE_BORDER.split(title)
    if len(pieces) < 2 or not _is_portal(pieces[-1], url):
        return title
    return title[: title.rindex(pieces[-1])].rstrip(" |–—-:")


def _is_portal(name: str, url: str | None) -> bool:
    """Whether a text names the page's portal."""
    if portal_named(name):
        return True
    label = (registered_domain(url or "") or "").partition(".")[0]
    return bool(label) and label in name.lower().replace(" ", "")


def _is_article_url(url: str) -> bool:
    return bool(normalise_url(url)) and urlsplit(url).path not in ("", "/")


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = (_text(v.get("name")) if isinstance(v, dict) else _text(v) for v in values)
    return [_line(name) for name in names if name]


def _split(text: str | None) -> list[str]:
    return [_line(part) for part in (text or "").split(",") if part.strip()]


def _joined(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else _text(value) or ""


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _line(text: str) -> str:
    return " ".join(text.split())


def _inner_text(element: Element) -> str:
    return _line("".join(element.itertext()))
