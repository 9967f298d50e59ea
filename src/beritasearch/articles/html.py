"""From a HTML page to a draft, without knowing its portal."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import replace

from beritasearch.articles.article import Image
from beritasearch.articles.beside import read_beside
from beritasearch.articles.blocks import Block, Boxed, blocks_of
from beritasearch.articles.body import Body, find_body
from beritasearch.articles.boxes import Box
from beritasearch.articles.cleaning import Dateline, is_sponsored_section, split_dateline
from beritasearch.articles.decoding import in_utf8
from beritasearch.articles.draft import Draft
from beritasearch.articles.listed import article_tags, related_links, sort_links
from beritasearch.articles.marks import plain
from beritasearch.articles.markup import without_markup
from beritasearch.articles.metadata import Metadata
from beritasearch.articles.paging import find_parts
from beritasearch.articles.paragraphs import Sorter
from beritasearch.articles.portals.layouts import read_layout
from beritasearch.articles.quality import (
    require_article_address,
    require_no_error,
    require_running_text,
    without_body,
)
from beritasearch.articles.tree import PageTree, parse_page
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Page

EXTRACTOR = "html 2"

# With less text than this a page may be a gallery, or its body was not found.
_SURE = 250
_SHORT_WORD = 3
# One caption is that of an article whose text was not found.
_GALLERY = 2
_MOST_ANGLES = 20_000
# The longest of 30,273 articles has 60,000 characters.
_LONGEST = 1_000_000
_OPEN_DATELINE = re.compile(r".{2,80}\s(?:-{1,3}|–|—)")
_CUT_ELEMENT = re.compile(r"<(?:[/!]|[a-z]+$|[a-z]+\s[^<>]*=)[^<>]*$")
_ONLY_CAPTIONS = "The page is a gallery: its body is the captions of its pictures."


def read_html(page: Page, *, by_layout: bool = False) -> Draft:
    """The draft that a HTML page states.

    Parameters
    ----------
    by_layout : read it by its portal's markup too, where a layout of it is known.

    Raises
    ------
    PageRejected : the page is empty, no HTML, far too large, or has no title or no body.
    """
    content, doubt = in_utf8(page.content)
    tree = parse_page(content)
    stated = Metadata(tree, page.fetched_at)
    signs = stated.signs()
    if page.url:
        # Where it was fetched from tells a front page that states no address.
        signs = replace(signs, addresses=(*signs.addresses, page.url))
    if not signs.is_article:
        require_no_error([*(title.text for title in tree.all("title")), *stated.headings])
    require_article_address(signs)
    draft = Draft(extractor=EXTRACTOR, url=stated.url, title=stated.title(), body_uncertain=doubt)
    if not draft.title:
        raise PageRejected("no-title", "The page states no title.")
    _read_statements(stated, draft)
    body = find_body(tree)
    if by_layout:
        body = _by_layout(tree, body, stated, draft, page)
    try:
        _read_body(tree, body, stated, draft, page.content)
    except PageRejected as rejected:
        raise without_body(rejected, signs) from rejected
    require_running_text(draft, signs)
    _read_around(tree, body, stated, draft)
    return draft


def _by_layout(
    tree: PageTree, body: Body | None, stated: Metadata, draft: Draft, page: Page
) -> Body | None:
    """The body that a layout of the page's portal gives, where it is believed."""
    fetched = page.fetched_at.date() if page.fetched_at else None
    reading = read_layout(tree.root, draft, fetched)
    if reading is None:
        return body
    titles = {draft.title or "", *stated.headings}
    found = blocks_of(body.container) if body else ()
    generic = "\n".join(block.text for block in _sorted(found, Draft(EXTRACTOR), titles))
    container = reading.settle(draft, generic)
    if container is None:
        return body
    return Body(container, body.length if body else 0, is_sure=True)


def _read_statements(stated: Metadata, draft: Draft) -> None:
    if published := stated.published():
        draft.published_at, draft.published_on = published.at, published.on
    modified = stated.modified()
    draft.modified_at = modified.at if modified else None
    draft.authors = stated.authors()
    draft.section = stated.section()
    draft.sponsored = is_sponsored_section(draft.section)
    draft.tags = stated.tags()
    draft.language = stated.language()
    draft.fact_check = stated.claim_review()


def _read_body(
    tree: PageTree, body: Body | None, stated: Metadata, draft: Draft, content: bytes
) -> None:
    """The text, and all that stands among it."""
    titles = {draft.title or "", *stated.headings}
    kept = _sorted(blocks_of(body.container), draft, titles) if body else []
    if body is not None:
        read_beside(body.container, draft)
    if body is None or not body.is_sure:
        kept = _surer(kept, tree, draft, stated, content)
    draft.images = _with_main(stated.image(), draft.images)
    _set_text(draft, kept)


def _sorted(pieces: Iterable[Block | Boxed], draft: Draft, titles: set[str]) -> list[Block]:
    sorter = Sorter(draft, titles)
    for piece in pieces:
        sorter.add(piece)
    return sorter.kept


def _surer(
    kept: list[Block], tree: PageTree, draft: Draft, stated: Metadata, content: bytes
) -> list[Block]:
    """The body of a page with little text, or with much of it in several places.

    A gallery has its captions. Else it is what trafilatura finds, where that says more of what
    the page is about.
    """
    if _length(kept) < _SURE and (captions := _captions(tree, draft, _length(kept))):
        return captions
    titles = {draft.title or "", *stated.headings}
    theirs = _sorted(map(Block, _by_trafilatura(content)), Draft(draft.extractor), titles)
    about = f"{draft.title} {stated.description()} {stated.article_body()[:500]}"
    ours_fits, theirs_fits = _fits(kept, about), _fits(theirs, about)
    if theirs_fits > ours_fits or (_length(kept) < _SURE and theirs_fits == ours_fits):
        return max((kept, theirs), key=_length)
    return kept


def _length(kept: list[Block]) -> int:
    return sum(len(block.marked) for block in kept)


def _fits(kept: list[Block], about: str) -> int:
    """How many of the words that say what a page is about a text holds."""
    words = {word for block in kept for word in block.text.lower().split()}
    return len(words & {word for word in about.lower().split() if len(word) > _SHORT_WORD})


def _captions(tree: PageTree, draft: Draft, longer_than: int) -> list[Block]:
    """The captions of a page that has hardly any other text, each once; its pictures are kept."""
    gallery = Draft(draft.extractor, url=draft.url)
    pictures = (piece for piece in blocks_of(tree.root) if isinstance(piece, Boxed))
    _sorted((one for one in pictures if one.box in (Box.FIGURE, Box.CAPTION)), gallery, set())
    captions = dict.fromkeys(one.caption for one in gallery.images if one.caption)
    found = [Block(caption) for caption in captions if caption and " " in caption]
    if len(found) < _GALLERY or _length(found) <= longer_than:
        return []
    draft.doubt(_ONLY_CAPTIONS)
    draft.images = [image for image in gallery.images if image.caption]
    return found


def _by_trafilatura(content: bytes) -> list[str]:
    # The largest real page has 4,100; of hostile ones trafilatura takes minutes for a megabyte.
    if content.count(b"<") > _MOST_ANGLES:
        return []
    # A third of a second to import: only where our own finder found next to nothing.
    import trafilatura

    # What it cannot read is no news to who builds a dataset: the page is rejected by name.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    text = trafilatura.extract(content, include_comments=False, include_tables=False) or ""
    return list(filter(None, (plain(without_markup(line)) for line in text.splitlines())))


def _with_main(address: str | None, images: list[Image]) -> list[Image]:
    """The page's main image first, with the caption that stands at the first one shown."""
    found = list(dict.fromkeys(images))
    if address is None:
        return found
    same = next((image for image in found if image.url == address), None)
    if same is None and found and found[0].caption:
        same = found[0]
    if same is not None:
        found.remove(same)
    return [Image(address, same.caption if same else None), *found]


def _set_text(draft: Draft, kept: list[Block]) -> None:
    """Body, lead, dateline and byline code."""
    texts = [block.text for block in kept]
    # Where a page is cut inside an element, the parser takes what there is of it for text.
    texts[-1:] = [_CUT_ELEMENT.sub("", text) for text in texts[-1:]]
    if not texts or not any(any(map(str.isalnum, text)) for text in texts):
        raise PageRejected("no-body", "The page has no running text that could be an article.")
    if sum(map(len, texts)) > _LONGEST:
        raise PageRejected("too-large", f"The page's text has more than {_LONGEST:,} characters.")
    at, dateline = _dateline(kept, texts)
    draft.dateline, texts[at] = dateline.place, dateline.rest
    draft.sponsored = draft.sponsored or dateline.is_release
    if draft.url is None:
        draft.portal = dateline.portal
    if at == 1:
        draft.lead = texts.pop(0)
    texts[-1] = draft.without_end(texts[-1], stands_alone=kept[-1].is_bold)
    draft.body = "\n\n".join(filter(None, texts))
    if not any(map(str.isalnum, draft.body)):
        raise PageRejected("no-body", "The page has no running text that could be an article.")


def _dateline(kept: list[Block], texts: list[str]) -> tuple[int, Dateline]:
    """The paragraph that begins with a dateline, and it: the first, or the one after a lead."""
    if len(texts) > 1 and _OPEN_DATELINE.fullmatch(texts[0]):
        # `<strong>Jakarta</strong> - <p>…`: the dateline is a line of its own.
        texts[:2] = [f"{texts[0]} {texts[1]}"]
    first = split_dateline(texts[0], emphasised=kept[0].opening)
    if first.place is None and first.site is None and len(texts) > 2:
        second = split_dateline(texts[1])
        if second.site is not None:
            return 1, second
    return 0, first


def _read_around(tree: PageTree, body: Body | None, stated: Metadata, draft: Draft) -> None:
    """Tags, parts and lists that the page links to."""
    links = sort_links(tree.all("a"), draft.url)
    draft.tags = draft.tags or article_tags(links, f"{draft.title}\n{draft.body}")
    parts = find_parts(links, stated.addresses)
    draft.part, draft.parts_total = parts.part, parts.total
    if body is not None:
        held = {link.url for link in draft.read_also} | {link.url for link in draft.related}
        outside = related_links(links, tree, draft.url, body.container, stated.zone)
        draft.related += [link for link in outside if link.url not in held]
