"""One article out of its pages: parts joined in order, nothing twice, and what is missing told.

An article that a portal cuts into pages has one id, as all its pages have one address but for the
number. Each page is read as a part; here the parts become one article again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, TypeVar

from beritasearch.articles.article import Article, Extraction
from beritasearch.articles.language import detected
from beritasearch.articles.places import locate
from beritasearch.articles.portals import portal_of
from beritasearch.articles.quotations import find_quotations

_T = TypeVar("_T")

# Shorter paragraphs may stand in an article twice: `Tidak.`
_REPEATED = 40
_CUT_OFF = 20
_ENDED = re.compile(r"[.!?…:;\"”’')\]]\s*$")
_GAP = re.compile(
    r" ?Parts? (?P<first>\d+)(?: to (?P<last>\d+))? of \d+ (?:is|are) missing"
    r"(?: before character (?P<at>[\d,]+))?\."
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text of consecutive parts."""

    parts: tuple[int, ...]
    text: str


def shown_part(numbers: Sequence[int], *, back: bool, on: bool) -> tuple[int, int]:
    """Which part a page is, and of how many, by the pager that is printed on it.

    Parameters
    ----------
    numbers : that the pager prints.
    back, on : whether it leads to the part before and to the next one.

    >>> shown_part([1, 2], back=False, on=True), shown_part([1, 2], back=True, on=False)
    ((1, 2), (2, 2))
    """
    total = max(numbers, default=1) if back or on else 1
    if not back:
        return 1, total
    # In the middle of many parts nothing tells which one it is, but that it is not the first.
    return (2 if on else total), total


def is_complete(article: Article) -> bool:
    """Whether all parts of an article are held."""
    return article.parts_held >= article.parts_total


def parts_of(article: Article) -> frozenset[int]:
    """The numbers of the parts that are held."""
    return frozenset(page.part for page in article.pages)


def join(known: Extraction, more: Extraction) -> Extraction:
    """One article out of two that hold different parts of it.

    A part that both hold is taken from `known`. Regions and quotations are found anew in the
    whole text.

    Examples
    --------
    `parts_held` counts the parts, and `body_uncertain` says where in the body one is missing.
    """
    articles = sorted((known.article, more.article), key=lambda one: min(parts_of(one)))
    first = articles[0]
    new = parts_of(more.article) - parts_of(known.article)
    pieces = [
        *_pieces(known.article),
        *(one for one in _pieces(more.article) if new & {*one.parts}),
    ]
    pages = [*known.article.pages, *(page for page in more.article.pages if page.part in new)]
    numbers = {page.part for page in pages}
    total = max(*numbers, *(one.parts_total for one in articles))
    body, missing = _joined(sorted(pieces, key=lambda piece: piece.parts), total)
    joined = replace(
        first,
        body=body,
        word_count=len(body.split()),
        text_sha256=sha256(body.encode()).hexdigest(),
        pages=tuple(sorted(pages, key=lambda page: page.part)),
        parts_total=total,
        parts_held=len(numbers),
        body_uncertain=_sentences([*map(_other_doubts, articles), *missing]),
        language=detected(body) or first.language,
        **_united(articles),
    )
    return Extraction(
        article=_located(joined),
        headlines=_each_once((*known.headlines, *more.headlines)),
        quotations=find_quotations(joined.article_id, body, joined.title),
    )


def _united(articles: Sequence[Article]) -> dict[str, Any]:
    """What any part may state, from the first that does, or from all of them."""
    first_stated = {
        name: next((value for one in articles if (value := getattr(one, name))), None)
        for name in (
            "source_id", "url", "title", "lead", "section", "dateline", "published_at",
            "published_on", "published_zone", "fact_check",
        )
    }  # fmt: skip
    from_all = {
        name: _each_once(value for one in articles for value in getattr(one, name))
        for name in ("other_ids", "tags", "authors", "read_also", "related", "images")
    }
    return {
        **first_stated,
        **from_all,
        # Reporters sign at the end.
        "byline_code": next((one.byline_code for one in articles[::-1] if one.byline_code), None),
        "modified_at": max((one.modified_at for one in articles if one.modified_at), default=None),
        "sponsored": any(one.sponsored for one in articles),
    }


def _located(article: Article) -> Article:
    located = locate(
        section_codes=portal_of(article.portal).section_codes(article.section),
        dateline=article.dateline,
        tags=article.tags,
        title=article.title,
        lead=article.lead,
        body=article.body,
    )
    return replace(
        article,
        regions=located.regions,
        region_codes=located.region_codes,
        region_candidates=located.region_candidates,
    )


def _joined(pieces: Sequence[_Piece], total: int) -> tuple[str, list[str]]:
    """The text of pieces in order, and a sentence for each stretch of parts that is missing."""
    paragraphs: list[str] = []
    missing: list[str] = []
    expected = 1
    for piece in pieces:
        if piece.parts[0] > expected:
            at = len("\n\n".join(paragraphs)) + 2 if paragraphs else 0
            missing.append(_missing(expected, piece.parts[0] - 1, total, at))
            paragraphs += piece.text.split("\n\n")
        else:
            _go_on(paragraphs, piece.text)
        expected = piece.parts[-1] + 1
    return "\n\n".join(paragraphs), missing


def _missing(first: int, last: int, total: int, at: int) -> str:
    named = (
        f"Part {first} of {total} is"
        if first == last
        else f"Parts {first} to {last} of {total} are"
    )
    return f"{named} missing before character {at:,}."


def _go_on(paragraphs: list[str], text: str) -> None:
    """Add the next part's paragraphs, but for those that repeat what stands already."""
    seen = {_plain(paragraph) for paragraph in paragraphs}
    following = text.split("\n\n")
    while following and _plain(following[0]) in seen:
        following.pop(0)
    following = [one for one in following if len(one) < _REPEATED or _plain(one) not in seen]
    if paragraphs and following:
        _mend(paragraphs, following)
    paragraphs += following


def _mend(before: list[str], after: list[str]) -> None:
    """Make one of a paragraph that a page's end cuts in two, or of a piece that is shown twice."""
    last, first = before[-1], after[0]
    beginning = last.rstrip(" .…")
    if len(beginning) >= _CUT_OFF and first.startswith(beginning):
        before.pop()
    elif len(first) >= _CUT_OFF and last.endswith(first):
        after.pop(0)
    elif not _ENDED.search(last) and first[:1].islower():
        before.pop()
        after[0] = f"{last} {first}"


def _pieces(article: Article) -> list[_Piece]:
    """The text of an article by stretches of consecutive parts, parted where one is missing."""
    stretches = _stretches(sorted(parts_of(article)))
    gaps = _GAP.finditer(article.body_uncertain or "")
    borders = [int(gap["at"].replace(",", "")) for gap in gaps if gap["at"]]
    inner = [border for border in borders if border]
    if len(inner) != len(stretches) - 1:
        # Nothing tells where the one ends: what is missing is put behind.
        return [_Piece(tuple(sorted(parts_of(article))), article.body)]
    edges = [0, *inner, len(article.body) + 2]
    return [
        _Piece(parts, article.body[start : end - 2])
        for parts, start, end in zip(stretches, edges, edges[1:], strict=False)
    ]


def _stretches(numbers: Sequence[int]) -> list[tuple[int, ...]]:
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return list(map(tuple, found))


def _other_doubts(article: Article) -> str:
    return _GAP.sub("", article.body_uncertain or "").strip()


def _sentences(texts: Iterable[str]) -> str | None:
    return " ".join(dict.fromkeys(filter(None, texts))) or None


def _each_once(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))


def _plain(paragraph: str) -> str:
    return " ".join(paragraph.split()).casefold()
