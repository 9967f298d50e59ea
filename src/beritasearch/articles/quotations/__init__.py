"""Who said what? Direct and indirect speech with its speaker."""

from beritasearch.articles.quotations.finder import find_quotations

__all__ = ["find_quotations"]
