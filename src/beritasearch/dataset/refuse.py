"""Keeping a build from bringing back what was removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from beritasearch.articles.article import Article, Headline
from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.incoming import Incoming
from beritasearch.dataset.removal_log import LOG, Removed, removed
from beritasearch.dataset.without import names_removed
from beritasearch.pages.page import Rejection

REASON = "removed"


def refuse_removed(incoming: Incoming, dataset: Dataset) -> list[Rejection]:
    """Take what was removed from a dataset out of what is to come into it.

    An article is known by the hash of its id or of its text. By its text only where the dataset
    does not hold it: a copy of a removed article that stayed may stay.

    Returns
    -------
    list of rejections : one for each page of a refused article.
    """
    refused = removed(dataset)
    if not refused:
        return []
    held = set(dataset.read("articles", None, ["article_id"])["article_id"].to_pylist())
    gone = [
        incoming.leave_out(name)
        for name, article in list(incoming.articles.items())
        if refused.has_id(name) or (article.text_sha256 in refused.texts and name not in held)
    ]
    for name, article in incoming.articles.items():
        incoming.articles[name] = _without_links(article, refused)
    names = {article.article_id for article in gone}
    incoming.headlines = {
        headline.headline_id: headline
        for one in incoming.headlines.values()
        if (headline := _staying(one, names, refused))
    }
    return [rejection for article in gone for rejection in _rejections(article, dataset)]


def _without_links(article: Article, refused: Removed) -> Article:
    read_also = tuple(
        link
        for link in article.read_also
        if not names_removed(refused, article.portal, link.title, link.url, None)
    )
    related = tuple(
        link
        for link in article.related
        if not names_removed(refused, article.portal, link.title, link.url, link.published_at)
    )
    if (len(read_also), len(related)) == (len(article.read_also), len(article.related)):
        return article
    return replace(article, read_also=read_also, related=related)


def _staying(headline: Headline, gone: set[str], refused: Removed) -> Headline | None:
    """A headline as the pages that are not refused list it; None where none does."""
    if refused.has_id(headline.headline_id) or names_removed(
        refused, headline.portal, headline.title, headline.url, headline.published_at
    ):
        return None
    seen_in = tuple(name for name in headline.seen_in if name not in gone)
    if seen_in == headline.seen_in:
        return headline
    return replace(headline, seen_in=seen_in) if seen_in else None


def _rejections(article: Article, dataset: Dataset) -> Iterator[Rejection]:
    for page in article.pages:
        yield Rejection(
            page.uri,
            page.offset,
            REASON,
            f"Article {article.article_id} was removed from this dataset; see its {LOG}. "
            f"To let it in again: beritasearch dataset restore {article.article_id} "
            f"-d {dataset.path}",
        )
