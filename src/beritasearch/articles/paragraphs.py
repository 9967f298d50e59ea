"""From the blocks of a body to its paragraphs, and of all that stands among them to columns.

What is taken out of the body is kept: links to other articles in ``read_also`` and ``related``,
captions in ``images``, the place in ``dateline``, names in ``authors``. Only what belongs to
the page and not to the article (advertising, sharing, counts) is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from beritasearch.articles.addresses import web_address
from beritasearch.articles.article import Image, ReadAlso, RelatedLink
from beritasearch.articles.blocks import Block, Boxed
from beritasearch.articles.boxes import Box
from beritasearch.articles.bylines import byline_names, printed_names
from beritasearch.articles.cleaning import is_cut, is_furniture, read_also_title
from beritasearch.articles.dates import parse_printed
from beritasearch.articles.draft import Draft
from beritasearch.articles.inline_links import LABEL, UNCLEAR, part_marked, part_plain
from beritasearch.articles.marks import plain
from beritasearch.articles.markup import as_read
from beritasearch.articles.tree import Element, seen_text
from beritasearch.articles.urls import normalise_url

# A block that is mostly links is a list of links, not a paragraph.
_MOST_LINKS = 0.6
_ADDRESS = re.compile(r"https?://|www\.|\S@\S")
_LABEL = re.compile(rf"{LABEL}\W*", re.IGNORECASE)
_LIST_LABEL = re.compile(
    r"(?:(?:berita|artikel|video|foto|topik)\s+(?:terkait|lainnya|terbaru|terpopuler|populer)"
    r"|terpopuler|terkini|rekomendasi(?: untuk anda)?|related (?:news|articles?)|next article"
    r"|simak video pilihan.{0,40}|video (?:pilihan|terkait).{0,40})\s*:?",
    re.IGNORECASE,
)
_TITLE_WORDS = 3
_LONGEST_DATE = 90
_LONGEST_CAPTION = 600
_CAPTION_WORDS = 3
_PICTURE = re.compile(
    r"\.(?:gif|svg)(?:$|\?)|/(?:pixel|ads?|banner|icons?|logo)[/_.-]|^data:", re.I
)


class Sorter:
    """Sorts what stands in a body into the draft; what is left are the paragraphs.

    Parameters
    ----------
    titles : what the page prints as its title; repeated in the body, it is dropped.
    """

    def __init__(self, draft: Draft, titles: Iterable[str]) -> None:
        self._draft = draft
        self._titles = frozenset(titles)
        # Whether what was read last announces titles of other articles.
        self._announced: Box | None = None
        self.kept: list[Block] = []

    def add(self, piece: Block | Boxed) -> None:
        """Sort one piece."""
        if isinstance(piece, Boxed):
            self._add_boxed(piece)
            return
        block = self._without_links(piece)
        if block is None or self._is_listed(block):
            return
        text = block.text
        if names := byline_names(text):
            self._add_names(names)
        elif not (text in self._titles or is_furniture(text) or self._is_date(text)):
            self._announced = None
            self.kept.append(block)

    def _without_links(self, block: Block) -> Block | None:
        """The block without "Baca juga"; None where nothing is left."""
        text = block.text
        if _LABEL.fullmatch(text):
            self._announced = Box.READ_ALSO
            return None
        if _LIST_LABEL.fullmatch(text):
            self._announced = Box.RELATED
            return None
        if block.links:
            parted = part_marked(block.marked, block.links)
            for link in parted.links:
                self._read_also(link.title, link.url)
            if parted.is_unclear:
                self._draft.doubt(UNCLEAR)
            if parted.links:
                return _rest(block, parted.text)
        if title := read_also_title(text):
            self._read_also(title, next(iter(block.links), None))
            return None
        apart = part_plain(text)
        for link in apart.links:
            self._read_also(link.title, link.url)
        if apart.is_unclear:
            self._draft.doubt(UNCLEAR)
        return block if apart.text == text else _rest(block, apart.text)

    def _is_listed(self, block: Block) -> bool:
        """Whether a block is a link to another article, or several; the draft keeps them."""
        text = block.text
        if block.linked() <= _MOST_LINKS * len(text) or _ADDRESS.search(text):
            return False
        if block.is_heading and self._announced is None and len(self.kept) > 1:
            # Headings in lists of ten things link to what they name.
            return False
        if len(text.split()) >= _TITLE_WORDS and (url := self._address(block.links[0])):
            if self._announced is Box.READ_ALSO:
                self._read_also(text, url)
            elif not self._is_own(url):
                self._related(text, url)
        return True

    def _add_boxed(self, piece: Boxed) -> None:
        element = piece.element
        if piece.box is Box.FIGURE:
            self._picture(element)
        elif piece.box is Box.CAPTION:
            text = _seen(element)
            if names := byline_names(text):
                self._add_names(names)
            else:
                self._caption(text)
        elif piece.box is Box.TAGS:
            self._draft.tags.extend(filter(None, map(_seen, element.iter("a"))))
        elif piece.box is Box.BYLINE:
            self._add_names(printed_names(_seen(element)))
        elif piece.box in (Box.READ_ALSO, Box.RELATED):
            self._links(piece)

    def _add_names(self, names: list[str]) -> None:
        authors = self._draft.authors
        authors.extend(name for name in names if name not in authors)

    def _links(self, piece: Boxed) -> None:
        for link in piece.element.iter("a"):
            title, url = _seen(link), self._address(link.get("href"))
            if url is None or len(title.split()) < _TITLE_WORDS:
                continue
            title = read_also_title(title) or title
            if piece.box is Box.READ_ALSO:
                self._read_also(title, url)
            else:
                self._related(title, url)

    def _picture(self, element: Element) -> None:
        image = element if element.tag == "img" else next(element.iter("img"), None)
        address = None
        if image is not None:
            stated = image.get("data-src") or image.get("data-original") or image.get("src") or ""
            address = None if _PICTURE.search(stated) else self._address(stated)
        caption = "" if element.tag == "img" else _seen(element)
        if len(caption.split()) < _CAPTION_WORDS:
            caption = ""
        if address or caption:
            self._draft.images.append(Image(address, caption or None))

    def _caption(self, caption: str) -> None:
        """A caption is that of the picture before it, where that has none yet."""
        if len(caption.split()) < _CAPTION_WORDS or len(caption) > _LONGEST_CAPTION:
            return
        images = self._draft.images
        if images and images[-1].caption is None:
            images[-1] = Image(images[-1].url, caption)
        elif all(image.caption != caption for image in images):
            images.append(Image(None, caption))

    def _read_also(self, title: str, url: str | None) -> None:
        link = ReadAlso(title, is_cut(title), self._address(url))
        if link not in self._draft.read_also:
            self._draft.read_also.append(link)

    def _related(self, title: str, url: str) -> None:
        self._draft.related.append(RelatedLink(title, is_cut(title), url))

    def _address(self, stated: str | None) -> str | None:
        return web_address(stated, self._draft.url)

    def _is_own(self, url: str) -> bool:
        return bool(self._draft.url) and normalise_url(url) == normalise_url(self._draft.url or "")

    def _is_date(self, text: str) -> bool:
        """Whether a line before the text is only a time."""
        return not self.kept and len(text) < _LONGEST_DATE and parse_printed(text) is not None


def _rest(block: Block, marked: str) -> Block | None:
    text = marked.strip(" ,()[]") if not any(map(str.isalnum, marked)) else marked
    return Block(text, block.links, block.is_heading) if plain(text) else None


def _seen(element: Element) -> str:
    return as_read(seen_text(element))
