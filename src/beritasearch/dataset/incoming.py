"""What the pages of one build say, each article and headline once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pyarrow as pa

from beritasearch.articles.article import Article, Extraction, Headline, Quotation
from beritasearch.articles.parts import join, parts_of
from beritasearch.dataset.arriving_parts import adopted, is_stray, with_held_parts

# A source that fills fewer of these says less about an article, whatever its text's length.
COMPLETENESS = (
    "title",
    "lead",
    "section",
    "dateline",
    "tags",
    "authors",
    "byline_code",
    "published_at",
    "published_on",
    "read_also",
)


@dataclass
class Incoming:
    """The rows of one build, each article and headline once.

    Parts of one article are joined. Where one article comes from two sources, the one that has
    more of its parts wins, then the one that fills more columns, then the one with more words,
    then the first. The loser's ids stay known as ``other_ids``.
    """

    articles: dict[str, Article] = field(default_factory=dict)
    headlines: dict[str, Headline] = field(default_factory=dict)
    quotations: dict[str, tuple[Quotation, ...]] = field(default_factory=dict)
    merged: int = 0
    _in_parts: dict[str, Extraction] = field(default_factory=dict)

    def add(self, extraction: Extraction) -> None:
        """Take in what one page said."""
        if extraction.article.parts_total > 1:
            extraction = self._with_other_parts(extraction)
        article = extraction.article
        held = self.articles.get(article.article_id)
        if held is not None:
            self.merged += 1
            winner = article if _rank(article) > _rank(held) else held
            ids = tuple(dict.fromkeys((*held.other_ids, *article.other_ids)))
            self.articles[article.article_id] = replace(winner, other_ids=ids)
        else:
            winner = self.articles[article.article_id] = article
        if winner is article:
            self.quotations[article.article_id] = extraction.quotations
        for headline in extraction.headlines:
            self.add_headline(headline)

    def meet(self, previous: pa.Table) -> None:
        """Join the parts that have arrived with those that the newest version holds."""
        strays = [one for one in self._in_parts.values() if is_stray(one.article)]
        if strays:
            for stray, part in adopted(strays, self.articles.values(), previous):
                self._take_back(stray)
                self.add(part)
        for whole in with_held_parts(self._in_parts.values(), previous):
            name = whole.article.article_id
            arrived = self.articles[name]
            if arrived.parts_total > 1:
                ids = tuple(dict.fromkeys((*whole.article.other_ids, *arrived.other_ids)))
                self.articles[name] = replace(whole.article, other_ids=ids)
                self.quotations[name] = whole.quotations

    def _with_other_parts(self, extraction: Extraction) -> Extraction:
        name = extraction.article.article_id
        held = self._in_parts.get(name)
        if held is not None:
            both = parts_of(held.article), parts_of(extraction.article)
            if both[1] - both[0]:
                extraction = join(held, extraction)
            elif both[0] != both[1] or _rank(extraction.article) <= _rank(held.article):
                extraction = held
        self._in_parts[name] = extraction
        return extraction

    def _take_back(self, extraction: Extraction) -> None:
        name = extraction.article.article_id
        del self.articles[name], self.quotations[name], self._in_parts[name]
        for headline in extraction.headlines:
            self.headlines.pop(headline.headline_id, None)

    def leave_out(self, article_id: str) -> Article:
        """Forget what was said of an article; returns it as it was read."""
        self.quotations.pop(article_id, None)
        self._in_parts.pop(article_id, None)
        return self.articles.pop(article_id)

    def add_headline(self, headline: Headline) -> None:
        """Take in a dated title whose article may be elsewhere."""
        held = self.headlines.get(headline.headline_id)
        if held is not None:
            seen = tuple(sorted({*held.seen_in, *headline.seen_in}))
            headline = replace(held, seen_in=seen)
        self.headlines[headline.headline_id] = headline


def filled(value: Callable[[str], object]) -> int:
    """How many of the columns that only a rich source fills are filled."""
    return sum(bool(value(column)) for column in COMPLETENESS)


def _rank(article: Article) -> tuple[float, int, int]:
    columns = filled(lambda column: getattr(article, column))
    return article.parts_held / article.parts_total, columns, article.word_count
