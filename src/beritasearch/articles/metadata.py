"""What a HTML page states about its article: JSON-LD, microdata, OpenGraph, meta, printed text.

Sources are tried from the most to the least exact; the first that has a value wins.
``docs/extraction.md`` says what is taken from where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from beritasearch.articles.addresses import escaped
from beritasearch.articles.article import FactCheck
from beritasearch.articles.bylines import author_names
from beritasearch.articles.dates import Moment
from beritasearch.articles.fact_checks import claim_review
from beritasearch.articles.linked_data import (
    ARTICLE_TYPES,
    BREADCRUMBS,
    CLAIM_REVIEWS,
    Node,
    linked_nodes,
    of_type,
)
from beritasearch.articles.marks import plain
from beritasearch.articles.markup import decoded, without_markup
from beritasearch.articles.portals import portal_of
from beritasearch.articles.printed import printed_breadcrumbs
from beritasearch.articles.quality import PageSigns
from beritasearch.articles.stated_times import PrintedTimes, choose_time, stated_time
from beritasearch.articles.titles import choose_title, is_portal, without_suffix
from beritasearch.articles.tree import Element, PageTree, seen_text
from beritasearch.articles.urls import normalise_url, registered_domain

_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "dtk:publishdate",
    "content_publisheddate",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "date",
)
_MODIFIED = ("article:modified_time", "datemodified", "lastmod", "og:updated_time")
_AUTHORS = ("content_author", "dtk:author", "author", "article:author", "parsely-author")
_SECTIONS = ("article:section", "content_category", "dtk:namakanal", "parsely-section")
# Keywords of an article; those named only `keywords` are often the portal's.
_TAGS = ("content_tag", "content_tags", "dtk:keywords", "news_keywords", "parsely-tags")
_TAG_LABELS = frozenset(("topic", "topik", "tag", "tags"))
_HOME = frozenset(("home", "beranda", "index", "news", "berita"))
_LANGUAGE = re.compile(r"[a-z]{2,3}")
# How much longer than the stated title the line that prints it may be: `In Picture: …`.
_LABEL = 30


class Metadata:
    """The statements of one page.

    Parameters
    ----------
    fetched : when the page was sent, for times that count from then.
    """

    def __init__(self, tree: PageTree, fetched: datetime | None = None) -> None:
        self._tree = tree
        self._printed = PrintedTimes(tree, fetched)
        self._meta, self._tagged = _meta(tree.all("meta"))
        self._nodes = linked_nodes(_scripts(tree))
        self._linked: Node = next(of_type(self._nodes, ARTICLE_TYPES), {})

    def signs(self) -> PageSigns:
        """What tells whether the page is an article at all."""
        is_dated = any(name in self._meta for name in _PUBLISHED)
        return PageSigns(tuple(self._stated_addresses), bool(self._linked) or is_dated)

    def claim_review(self) -> FactCheck | None:
        """The verdict and claim that the page says were checked on it."""
        return next(filter(None, map(claim_review, of_type(self._nodes, CLAIM_REVIEWS))), None)

    @cached_property
    def addresses(self) -> list[str]:
        """The addresses of an article that the page states for itself, the canonical one first."""
        stated = self._stated_addresses or list(filter(None, [self._marked_url()]))
        return [escaped(one) for one in dict.fromkeys(stated) if _is_article_url(one)]

    @cached_property
    def _stated_addresses(self) -> list[str]:
        links = (link for link in self._tree.all("link") if link.get("rel") == "canonical")
        stated = [link.get("href") for link in links]
        entity = self._linked.get("mainEntityOfPage")
        stated += [
            self._meta.get("og:url"),
            _text(self._linked.get("url")),
            _text(entity.get("@id") if isinstance(entity, dict) else entity),
        ]
        return [one.strip() for one in stated if one and one.strip()]

    @cached_property
    def url(self) -> str | None:
        """The canonical address."""
        return next(iter(self.addresses), None)

    @cached_property
    def headings(self) -> list[str]:
        """The page's main headings."""
        return [_inner_text(h) for h in self._tree.all("h1")]

    def title(self) -> str | None:
        """The title without the portal's name."""
        document = next((title.text for title in self._tree.all("title") if title.text), None)
        stated = (
            _text(self._linked.get("headline"))
            or self._meta.get("og:title")
            or next(map(_inner_text, self._tree.itemprops("headline")), None)
            or document
        )
        full = _plain(stated or "")
        lines = self._lines(without_suffix(full, self.url))
        return choose_title(full, self.headings, lines, self.url) or None

    def description(self) -> str:
        """What the page says it is about."""
        return _plain(self._meta.get("og:description") or self._meta.get("description") or "")

    def published(self) -> Moment | None:
        """When the article was published."""
        stated = [_text(self._linked.get("datePublished"))]
        stated += [self._meta.get(name) for name in _PUBLISHED]
        if not any(stated):
            stated = self._marked_times("datepublished", "datecreated")
        return choose_time(stated, self._printed, self.zone)

    def modified(self) -> Moment | None:
        """When it was changed last."""
        stated = [_text(self._linked.get("dateModified"))]
        stated += [self._meta.get(name) for name in _MODIFIED]
        if not any(stated):
            stated = self._marked_times("datemodified")
        return stated_time(stated, self.zone) or self._printed.beside(self.zone).changed

    @cached_property
    def zone(self) -> str:
        """The zone of times that are stated without one."""
        return portal_of(registered_domain(self.url or "") or "").zone

    def authors(self) -> list[str]:
        """The people named as authors; a portal's own name is none."""
        for named in self._author_sources():
            names = [name for text in named for name in author_names(_plain(text))]
            if people := [name for name in names if not is_portal(name, self.url)]:
                return people
        return []

    def section(self) -> str | None:
        """The printed section."""
        stated = self._linked.get("articleSection")
        section = _text(stated[0] if isinstance(stated, list) and stated else stated)
        section = section or next(map(_inner_text, self._tree.itemprops("articlesection")), None)
        section = section or next(filter(None, map(self._meta.get, _SECTIONS)), None)
        return _plain(section or "") or self._breadcrumb() or self._printed_breadcrumb()

    def tags(self) -> list[str]:
        """The tags that metadata state; site-wide keywords are not taken for tags."""
        stated = list(filter(None, map(_tag, _split(_joined(self._linked.get("keywords"))))))
        if stated := stated or self._article_tags():
            return stated
        named = (_split(self._meta.get(name)) for name in _TAGS)
        return next(filter(None, chain(named, self._marked_tags())), [])

    def image(self) -> str | None:
        """The address of the article's main image."""
        stated = self._meta.get("og:image", "")
        return escaped(stated) if normalise_url(stated) else None

    def language(self) -> str | None:
        """The stated language."""
        stated = self._tree.root.get("lang") or self._meta.get("og:locale") or ""
        language = stated.strip().lower().replace("-", "_").partition("_")[0]
        return language if _LANGUAGE.fullmatch(language) else None

    def article_body(self) -> str:
        """The body as JSON-LD repeats it; mostly empty."""
        return _plain(_text(self._linked.get("articleBody")) or "")

    def _marked_tags(self) -> Iterator[list[str]]:
        for element in self._tree.itemprops("keywords"):
            yield _split(_inner_text(element))

    def _article_tags(self) -> list[str]:
        return [tag for text in self._tagged for tag in _split(text)]

    def _author_sources(self) -> Iterator[list[str]]:
        yield _names(self._linked.get("author"))
        yield [_inner_text(element) for element in self._tree.itemprops("author")]
        for name in _AUTHORS:
            yield [self._meta.get(name, "")]
        links = (link for link in self._tree.all("a") if link.get("rel") == "author")
        yield [_inner_text(link) for link in links]

    def _breadcrumb(self) -> str | None:
        """The last section on the way from the portal's front page."""
        crumbs = next(of_type(self._nodes, BREADCRUMBS), {}).get("itemListElement")
        if not isinstance(crumbs, list):
            return None
        return self._last_section(_crumb(crumb) for crumb in crumbs)

    def _printed_breadcrumb(self) -> str | None:
        return self._last_section(printed_breadcrumbs(self._tree))

    def _last_section(self, names: Iterable[str | None]) -> str | None:
        # The article itself ends the way on some portals.
        sections = [name for name in names if name and name.lower() not in _HOME]
        shown = [one for one in sections if len(one.split()) <= 4 and not is_portal(one, self.url)]
        return shown[-1] if shown else None

    def _marked_url(self) -> str | None:
        """The address that microdata gives, where the page marks no other so."""
        links = self._tree.itemprops("url")
        marked = {link.get("href") or link.get("content") for link in links}
        return marked.pop() if len(marked) == 1 else None

    def _marked_times(self, *names: str) -> list[str | None]:
        elements = (element for name in names for element in self._tree.itemprops(name))
        return [
            element.get("datetime") or element.get("content") or _inner_text(element)
            for element in elements
        ]

    def _lines(self, title: str) -> Iterator[str]:
        """The longer lines of the page that end in its title."""
        if not title:
            return
        for element, is_tail in self._tree.running:
            text = element.tail if is_tail else element.text
            if len(text) < len(title) + 4 * _LABEL and title in text:
                line = plain(text)
                if line.endswith(title) and len(line) <= len(title) + _LABEL:
                    yield line


def _scripts(tree: PageTree) -> list[str]:
    scripts = (s for s in tree.all("script") if s.get("type") == "application/ld+json")
    return [script.text for script in scripts if script.text]


def _meta(elements: Iterable[Element]) -> tuple[dict[str, str], list[str]]:
    """Meta elements by name, in lower case, of which the first wins; and all `article:tag`."""
    found: dict[str, str] = {}
    tagged = []
    for element in elements:
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if not name or not content or not (content := content.strip()):
            continue
        found.setdefault(name := name.lower(), content)
        if name == "article:tag":
            tagged.append(content)
    return found, tagged


def _is_article_url(url: str) -> bool:
    return bool(normalise_url(url)) and urlsplit(url).path not in ("", "/")


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    people = [v for v in values if not (isinstance(v, dict) and v.get("@type") == "Organization")]
    names = (_text(v.get("name")) if isinstance(v, dict) else _text(v) for v in people)
    return [name for name in names if name]


def _crumb(crumb: Any) -> str | None:
    if not isinstance(crumb, dict):
        return None
    inner = crumb.get("item")
    name = crumb.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
    return _plain(_text(name) or "") or None


def _split(text: str | None) -> list[str]:
    return [tag for part in (text or "").split(",") if (tag := _plain(part))]


def _tag(keyword: str) -> str | None:
    """A keyword as a tag: `Topic: Panen` is one, `Photo:Showbiz` and `Editor:Sari` are labels."""
    label, colon, rest = keyword.partition(":")
    if not colon:
        return keyword
    return rest.strip() if label.strip().lower() in _TAG_LABELS else None


def _joined(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return ",".join(filter(None, map(_text, values)))


def _text(value: Any) -> str | None:
    # JSON can escape halves of characters, which no text may hold.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else None


def _plain(text: str) -> str:
    """A stated text as a reader would see it: entities that were written twice, no markup."""
    return plain(without_markup(decoded(decoded(text))))


def _inner_text(element: Element) -> str:
    return _plain(element.get("content") or seen_text(element))
