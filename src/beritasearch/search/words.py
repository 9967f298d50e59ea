"""From one word of a query to clauses over surface terms and stems."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.engines.base import Engine, inverse_document_frequency
from beritasearch.engines.clauses import Adjacent, AnyOf, BestOf, Clause, Nothing, StartsWith, Term
from beritasearch.index.fields import stem_field
from beritasearch.search.weights import Weights

# Where a word is looked for unless a field is named. A headline has only a title.
EVERYWHERE = ("title", "lead", "body")


class QueryWord(NamedTuple):
    """A word, phrase, prefix or fuzzy word of a query, as it was looked up.

    Parameters
    ----------
    text : as typed.
    terms : the surface terms; several where hyphens or quotation marks join words.
    stems : the stems that match too; empty where only the exact form counts.
    variants : terms spelled nearly alike that stand for the word too; ``variant_weights`` is
        what a match of each counts, beside 1 of the word as typed.
    is_own : a user's lexicon has it, so that it is right as typed.
    is_function_word : it says how words belong together, not what a text is about.
    """

    text: str
    terms: tuple[str, ...]
    stems: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    variant_weights: tuple[float, ...] = ()
    prefix: str = ""
    is_own: bool = False
    is_function_word: bool = False


def clause_of(
    word: QueryWord, texts: Sequence[str], weights: Weights, weight: float = 1.0, *, exact: bool
) -> Clause:
    """Documents in which a word occurs in one of the texts.

    Parameters
    ----------
    weight : of the word, beside the others of the query.
    exact : count only the form as typed, not stems and variants.
    """
    if not word.terms:
        return Nothing()
    each = (_in_text(word, text, weights, weight, exact=exact) for text in texts)
    return _best(tuple(AnyOf(tuple(parts)) for parts in each))


def _in_text(
    word: QueryWord, text: str, weights: Weights, weight: float, *, exact: bool
) -> Iterator[Clause]:
    weight *= weights.fields.get(text, 1.0)
    surface = weight * weights.surface
    if word.prefix:
        yield StartsWith(text, word.prefix, surface)
        return
    yield _row(text, word.terms, surface)
    if exact:
        return
    if word.stems:
        yield _row(stem_field(text), word.stems, weight * weights.stem)
    for variant, part in zip(word.variants, word.variant_weights, strict=True):
        yield Term(text, variant, surface * part)


def stem_row(
    stems: tuple[str, ...], texts: Sequence[str], weights: Weights, weight: float = 1.0
) -> Clause:
    """Documents in which stems stand in a row in one of the texts."""
    return _best(
        tuple(
            _row(stem_field(text), stems, weight * weights.stem * weights.fields.get(text, 1.0))
            for text in texts
        )
    )


def _best(clauses: tuple[Clause, ...]) -> Clause:
    return clauses[0] if len(clauses) == 1 else BestOf(clauses)


def _row(field: str, terms: tuple[str, ...], boost: float) -> Clause:
    return Term(field, terms[0], boost) if len(terms) == 1 else Adjacent(field, terms, boost)


def is_known(word: QueryWord, engine: Engine) -> bool:
    """Whether every term of a word occurs in the archive, in this form or another."""
    if word.prefix:
        return True
    return all(_occurs(term, engine) for term in word.terms) or (
        bool(word.stems) and all(_occurs(stem, engine, stem_field) for stem in word.stems)
    )


def _occurs(term: str, engine: Engine, field: Callable[[str], str] = str) -> bool:
    return any(engine.document_frequency(field(text), term) for text in EVERYWHERE)


def query_word(text: str, analyzer: Analyzer, *, stemmed: bool) -> QueryWord:
    """A word or phrase as terms; of a sign without a letter or digit, none."""
    terms = analyzer.surface(text)
    # One term may stand for several stems: `pemkot` for those of *pemerintah kota*.
    stems = tuple(" ".join(analyzer.stems(terms)).split()) if stemmed else ()
    return QueryWord(
        text=text,
        terms=tuple(terms),
        stems=stems,
        is_function_word=bool(terms) and all(map(analyzer.is_function_word, terms)),
    )


def word_weights(words: Sequence[QueryWord], engine: Engine, weights: Weights) -> list[float]:
    """What each word weighs: function words little, and in a long query rare ones most."""
    found = [weights.function_word if word.is_function_word else 1.0 for word in words]
    telling = {word.terms for word in words if not word.is_function_word}
    if len(telling) <= weights.damped_above:
        return found
    highest = math.log(1 + engine.document_count)
    rarity = [_rarity(word.terms, engine) / highest for word in words]
    return [one * part**weights.damping for one, part in zip(found, rarity, strict=True)]


def _rarity(terms: Sequence[str], engine: Engine) -> float:
    """BM25's inverse document frequency of the rarest term."""
    documents = engine.document_count
    holding = min((engine.document_frequency("body", term) for term in terms), default=documents)
    return inverse_document_frequency(documents, holding)
