"""What a HTML page states about its article: JSON-LD, OpenGraph, meta elements, printed text.

Sources are tried from the most to the least exact; the first that has a value wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit

from lxml import etree

from beritasearch.articles.article import Image
from beritasearch.articles.cleaning import decoded, one_line, without_markup
from beritasearch.articles.dates import (
    Moment,
    Stated,
    find_printed,
    find_stated,
    parse_iso,
    zone_of,
)
from beritasearch.articles.linked_data import linked_data
from beritasearch.articles.portals import portal_named, portal_of
from beritasearch.articles.quality import PageSigns
from beritasearch.articles.urls import normalise_url, registered_domain

Element: TypeAlias = etree._Element

# A portal's name with that of its channel.
_PORTAL_WORDS = 2
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
# Characters that no address has, but broken pages put there.
_NO_ADDRESS = re.compile(r"[\s<>\"{}|\\^`]")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
# A printed time stands in an element of a line, not of an article.
_LINE_LENGTHS = range(8, 200)
# Text that a reader sees, without scripts inside.
_SEEN = etree.XPath("descendant::text()[not(ancestor::script or ancestor::style)]")
# Times that claim to be UTC, but are the portal's own: `2015-11-05 T10:08:58Z` at 10.08 WIB.
_FALSE_UTC = re.compile(r"^(\d{4}-\d\d-\d\d) T(\d\d:\d\d:\d\d)Z$")


class Metadata:
    """The statements of one page.

    Parameters
    ----------
    root : the page as it was parsed, before anything is taken out.
    fetched : when the page was sent, for times that count from then.
    """

    def __init__(self, root: Element, fetched: datetime | None = None) -> None:
        self._root = root
        self._fetched = fetched
        self._meta = dict(_meta(root))
        self._linked = next(linked_data(root), {})

    def url(self) -> str | None:
        """The canonical address."""
        links = self._root.iterfind(".//link[@rel='canonical']")
        stated = (link.get("href") for link in links)
        candidates = (*stated, self._meta.get("og:url"), *self._linked_urls(), self._marked_url())
        return next((_escaped(c.strip()) for c in candidates if c and _is_article_url(c)), None)

    def signs(self) -> PageSigns:
        """What tells whether the page is an article at all."""
        stated = [link.get("href") for link in self._root.iterfind(".//link[@rel='canonical']")]
        addresses = (*stated, self._meta.get("og:url"), *self._linked_urls())
        return PageSigns(
            addresses=tuple(address.strip() for address in addresses if address),
            is_article=bool(self._linked) or any(name in self._meta for name in _PUBLISHED),
        )

    def headings(self) -> list[str]:
        """The page's main headings."""
        return [_inner_text(h) for h in self._root.iter("h1")]

    def title(self) -> str | None:
        """The title without the portal's name."""
        stated = _text(self._linked.get("headline")) or self._meta.get("og:title")
        headings = self.headings()
        document = self._root.findtext(".//title")
        full = _plain(stated or document or next(iter(headings), ""))
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
            or self._printed(zone).published
        )

    def modified(self) -> Moment | None:
        """When it was changed last."""
        zone = self.zone()
        stated = [_text(self._linked.get("dateModified"))]
        stated += [self._meta.get(name) for name in _MODIFIED]
        return _first_moment(stated, zone) or self._printed(zone).changed

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
        return _plain(_text(section) or self._meta.get("article:section") or "") or None

    def tags(self) -> list[str]:
        """The tags that the page links to; site-wide keywords are not taken for tags."""
        links = self._root.iterfind(".//a[@rel='tag']")
        linked = [_inner_text(link) for link in links]
        stated = _split(_joined(self._linked.get("keywords")))
        return linked or stated or _split(self._meta.get("article:tag"))

    def images(self) -> list[Image]:
        """The article's main image."""
        stated = self._meta.get("og:image", "")
        address = _escaped(stated) if normalise_url(stated) else None
        captions = (_inner_text(caption) for caption in self._root.iter("figcaption"))
        caption = next((text for text in captions if text), None)
        return [Image(url=address, caption=caption)] if address or caption else []

    def language(self) -> str | None:
        """The stated language."""
        stated = self._root.get("lang") or self._meta.get("og:locale") or ""
        language = stated.strip().lower().replace("-", "_").partition("_")[0]
        return language if _LANGUAGE.fullmatch(language) else None

    def _linked_urls(self) -> Iterator[str | None]:
        yield _text(self._linked.get("url"))
        entity = self._linked.get("mainEntityOfPage")
        yield _text(entity.get("@id") if isinstance(entity, dict) else entity)

    def _marked_url(self) -> str | None:
        """The address that microdata gives, where the page marks no other so."""
        links = self._root.iterfind(".//*[@itemprop='url']")
        marked = {link.get("href") or link.get("content") for link in links}
        return marked.pop() if len(marked) == 1 else None

    def _printed(self, zone: str) -> Stated:
        """A time element, else the first date with a time that is printed near a heading."""
        for element in self._root.iter("time"):
            if moment := _first_moment([element.get("datetime")], zone):
                return Stated(published=moment)
        texts = map(one_line, _visible(self._root))
        return find_stated(texts, zone=zone, fetched=self._fetched)


def _visible(root: Element) -> Iterator[str]:
    """The texts of a page's short elements, in order."""
    for element in root.iter("div", "span", "p", "time", "li", "td"):
        if any(child.tag in ("div", "p", "li", "td", "table") for child in element):
            continue
        if _only_wraps(element):
            continue
        if (text := _short_text(element)) and any(map(str.isdigit, text)):
            has_script = next(element.iter("script", "style"), None) is not None
            yield _inner_text(element) if has_script else text


def _only_wraps(element: Element) -> bool:
    """Whether an element has no text beside that of one other, which is looked at itself."""
    if len(element) != 1 or element[0].tag not in ("span", "time"):
        return False
    return not (element.text or "").strip() and not (element[0].tail or "").strip()


def _short_text(element: Element) -> str:
    """The text of an element, read no further than a line is long; empty where it is longer."""
    text = ""
    for piece in element.itertext():
        text += piece
        if len(text) >= _LINE_LENGTHS.stop:
            return ""
    return text if len(text) in _LINE_LENGTHS else ""


def _meta(root: Element) -> Iterator[tuple[str, str]]:
    """Meta elements by name, in lower case; the first of a name wins."""
    seen = set()
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if content and (folded := name.lower()) not in seen:
            seen.add(folded)
            yield folded, content


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
    """Whether a text names the page's portal: `detikNews`, `Okezone Celebrity`, `Tempo.co`."""
    if portal_named(name):
        return True
    label = (registered_domain(url or "") or "").partition(".")[0]
    words = name.lower().split()
    # Labels are words too: `Detik-detik Proklamasi`, `Peluang Bisnis Rumahan`.
    if not label or len(words) > _PORTAL_WORDS or f"{label}-" in words[0]:
        return False
    return words[0].startswith(label) or "".join(words).startswith(label)


def _is_article_url(url: str) -> bool:
    return bool(normalise_url(url)) and urlsplit(url).path not in ("", "/")


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = (_text(v.get("name")) if isinstance(v, dict) else _text(v) for v in values)
    return [plain for name in names if name and (plain := _plain(name))]


def _split(text: str | None) -> list[str]:
    return [plain for part in (text or "").split(",") if (plain := _plain(part))]


def _joined(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return ",".join(filter(None, map(_text, values)))


def _text(value: Any) -> str | None:
    # JSON can escape halves of characters, which no text may hold.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else None


def _escaped(url: str) -> str:
    return _NO_ADDRESS.sub(lambda found: quote(found[0]), url)


def _plain(text: str) -> str:
    """A stated text as a reader would see it: entities that were written twice, no markup."""
    return one_line(without_markup(decoded(text)))


def _inner_text(element: Element) -> str:
    return _plain("".join(map(str, _SEEN(element))))
