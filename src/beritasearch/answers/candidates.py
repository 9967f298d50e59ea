"""Which quotations of an index may hold claimed words? Those of the likest articles, read anew."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import orjson

from beritasearch.analysis.analyzer import analyzer
from beritasearch.answers.said import MOST_WORDS
from beritasearch.articles.article import Quotation
from beritasearch.articles.quotations import find_quotations
from beritasearch.engines.base import Engine
from beritasearch.engines.clauses import Adjacent, AllOf, AnyOf, Clause, Keyword, Rewarded, Term
from beritasearch.index.fields import stem_field
from beritasearch.index.open import OpenIndex

# The articles read for one claim: a quotation of an agency stands in several.
ARTICLES = 10
# As many of the claim's stems as other articles are looked for with.
_TERMS = 25
# Of which so many must stand in the quotations of an article.
_LEAST_SHARE = 0.5
# Two words in a row are rarer than either; with more of them nothing else comes first.
_PAIRS = 20
_FIELD = stem_field("quote")


def candidates(index: OpenIndex, words: str, limit: int = ARTICLES) -> list[Quotation]:
    """The quotations of the articles whose quotations hold most of some words, best first.

    They are read from the stored body anew, as the build reads them: the index holds their words,
    the dataset's table their rows, and a question opens no Parquet.

    Parameters
    ----------
    limit : how many articles at most.
    """
    surface = analyzer().surface(words)[:MOST_WORDS]
    terms = _telling(index.engine, surface)
    if not terms:
        return []
    clause = AllOf((_clause(terms, surface), Keyword("kind", ("article",))))
    with index.remedy_named():
        matches = index.engine.top(clause, limit, "tie").matches
        rows = [orjson.loads(index.engine.stored(match)) for match in matches]
    return [
        quotation
        for row in rows
        for quotation in find_quotations(row["article_id"], row["body"], row["title"])
    ]


def _clause(terms: Sequence[str], surface: Sequence[str]) -> Clause:
    """Half of the stems; the more words in a row as claimed, the better."""
    each: tuple[Clause, ...] = tuple(Term(_FIELD, term) for term in terms)
    enough = AnyOf(each, max(1, math.floor(_LEAST_SHARE * len(terms))))
    pairs = tuple(dict.fromkeys(pairwise(surface)))[:_PAIRS]
    return Rewarded(enough, AnyOf(tuple(Adjacent("quote", pair) for pair in pairs)))


def _telling(engine: Engine, surface: Sequence[str]) -> list[str]:
    """The rarest stems that some quotation holds; function words where there are no others."""
    chosen = analyzer()
    telling = [word for word in surface if not chosen.is_function_word(word)] or surface
    stems = dict.fromkeys(" ".join(chosen.stems(telling)).split())
    held = {stem: engine.document_frequency(_FIELD, stem) for stem in stems}
    return sorted(filter(held.get, held), key=lambda stem: (held[stem], stem))[:_TERMS]
