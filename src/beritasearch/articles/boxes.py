"""What the boxes inside an article hold, told by the class and id names of Indonesian portals.

``docs/extraction.md`` has the layouts that the names are from.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from beritasearch.articles.tree import UNSEEN, Element, all_text


class Box(StrEnum):
    """What an element inside an article holds that is none of its words."""

    READ_ALSO = "read also"
    RELATED = "related"
    CAPTION = "caption"
    FIGURE = "figure"
    TAGS = "tags"
    BYLINE = "byline"
    AROUND = "around"


def _named(*names: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(names)})(?:$|[\s_-])", re.IGNORECASE)


_NAMES = (
    (
        Box.READ_ALSO,
        _named(
            r"ba?ca-?juga\w*|baca-?inline|lihat-?juga|lihatjg|simak-?juga|read-?also|inner-?link",
            r"(?:link|topik|artikel|video)?-?sisip\w*|sisip-(?:artikel|video)|baca|bacajuga\w*",
            r"pilihan-?(?:editor|redaksi)|menarik-?dibaca|inline-?related",
        ),
    ),
    (
        Box.RELATED,
        _named(
            r"relate\w*|\w*terkait|rekomendasi|recommend\w*|popular|populer|terpopuler|terkini",
            r"trending|most-\w+|headline-?list|latest|next-?article|baca-?selanjutnya|lainnya",
            r"other-?(?:news|articles?)|kompasidrec|taboola\w*|outbrain|dable\w*|mgbox",
        ),
    ),
    (
        Box.CAPTION,
        _named(r"\w*caption\w*|keterangan-?(?:foto|gambar)|photo-?credit|credit|pic_source"),
    ),
    (Box.TAGS, _named(r"tags?|tagging|tag-?(?:list|cloud|article)\w*|newtag|tagcloud\d?")),
    (
        Box.BYLINE,
        _named(
            r"by|byline|writer|authors?|penulis|reporter|editor|redaktur|pewarta|namerep|kredit"
        ),
    ),
    (
        Box.AROUND,
        _named(
            r"share\w*|sharing|social\w*|sosmed|comments?|komentar|sidebar|breadcrumbs?|ads?",
            r"banner\w*|advert\w*|iklan|parallax\w*|scroll-?text|footer|menu|navbar|nav|paging",
            r"pagination|pager|newsletter|widget|hidden|sr-only|copyright|google-?news|whatsapp",
            r"instagram-media|tiktok-embed|fb-post|gpt|dfp|paywall|subscribe|long-nav",
            r"multi-?paging|download-?app|follow-?us|modal|popup|tooltip",
        ),
    ),
)
_BY_TAG = {
    "figure": Box.FIGURE,
    "figcaption": Box.CAPTION,
    "aside": Box.RELATED,
    **dict.fromkeys(
        (
            *UNSEEN,
            *("nav", "footer", "form", "iframe", "button", "select", "svg", "object", "embed"),
            *("head", "header", "video", "audio", "canvas", "input", "label"),
        ),
        Box.AROUND,
    ),
}
# An element may be called so and hold the whole article all the same: with more text than this
# it is no box.
_CONTAINER = 1_500
_NEVER = frozenset(("body", "html", "article", "main", "p", "b", "strong", "em", "i", "br", "h1"))


def box_of(element: Element) -> Box | None:
    """What an element holds beside the article's words; None where it may hold them."""
    tag = element.tag
    if (known := _BY_TAG.get(tag)) is not None:
        return known
    if tag in _NEVER and tag != "p":
        return None
    names, identifier = element.get("class"), element.get("id")
    if not names and not identifier:
        return None
    box = named_box(names or "", identifier or "")
    if box is None or (tag == "p" and box not in (Box.CAPTION, Box.READ_ALSO, Box.BYLINE)):
        return None
    return box if len(all_text(element)) < _CONTAINER else None


@lru_cache(maxsize=16_384)
def named_box(names: str, identifier: str) -> Box | None:
    """What elements of these class and id names hold, whatever their length."""
    both = f"{names} {identifier}"
    return next((box for box, pattern in _NAMES if pattern.search(both)), None)
