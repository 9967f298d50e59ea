"""Which other form of a word is in most articles? For a notice that says what widened a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.engines.base import Engine
from beritasearch.engines.clauses import Adjacent, AllOf, AnyOf, Clause, Keyword, Term
from beritasearch.search.needles import needles_of
from beritasearch.search.words import EVERYWHERE, QueryWord

# What stands before a root in 99 % of the words of 30,101 articles that are forms of another word,
# counted by articles; what is missing (`kewarga`, `bertanggung`) begins joined compounds.
_BEGINNINGS = (
    "di ber be bel ter te se sese ke kese me mem men meng menge menye memper mempel mempe member "
    "memer mener pe pem pen peng penge penye pel per perse pember pembel pemer diper dipe dipel "
    "dike diber dise diter keber kebe keter kepe kepen kepeng berke berpe berpen berpeng seper "
    "sepen sepeng sepenge terke terpe ku kau ng nge eks non antar pasca re"
)


class OtherForm(NamedTuple):
    """A word of the query and the form of it that most articles have, each with their number."""

    typed: str
    articles: int
    form: str
    articles_of_form: int


def largest_other_form(
    words: Sequence[QueryWord], engine: Engine, analyzer: Analyzer
) -> OtherForm | None:
    """The largest other form of any of the words, where more articles have it than the word.

    Numbers are exact, and of all articles. Words of one term count; phrases and beginnings have
    no other forms.
    """
    found = []
    for word in words:
        if len(word.terms) == 1 and word.stems and not word.is_function_word:
            typed = _articles(engine, word.terms)
            if (largest := _largest(word, engine, analyzer, typed)) is not None:
                found.append(OtherForm(word.text, typed, *largest))
    return max(found, key=lambda other: (other.articles_of_form, other.form), default=None)


def _largest(
    word: QueryWord, engine: Engine, analyzer: Analyzer, least: int
) -> tuple[str, int] | None:
    """The form that is in more articles than any other one and than ``least``."""
    if len(word.stems) > 1:
        # `pemkot` stands for two words, which are printed side by side.
        meant = analyzer.form(word.terms)
        number = _articles(engine, meant.words) if meant else 0
        return (" ".join(meant.words), number) if meant and number > least else None
    best: tuple[str, int] | None = None
    at_most = {form: _at_most(engine, form) for form in _forms(word.stems[0], engine, analyzer)}
    for form in sorted(at_most, key=lambda form: (-at_most[form], form)):
        if at_most[form] <= least:
            break
        if form not in word.terms and (number := _articles(engine, (form,))) > least:
            best, least = (form, number), number
    return best


def _forms(stem: str, engine: Engine, analyzer: Analyzer) -> set[str]:
    """The printed forms of a stem in the archive's texts."""
    begun = {
        term
        for needle in set(needles_of(stem))
        for beginning in ("", stem[0], *_BEGINNINGS.split())
        for term, _ in engine.vocabulary("body", beginning + needle)
    }
    return {term for term in begun if analyzer.stem(term) == stem}.union(analyzer.forms_of(stem))


def _at_most(engine: Engine, term: str) -> int:
    return sum(engine.document_frequency(text, term) for text in EVERYWHERE)


def _articles(engine: Engine, terms: Sequence[str]) -> int:
    """How many articles have these terms in a row."""
    return engine.count(AllOf((AnyOf(tuple(_in_texts(terms))), Keyword("kind", ("article",)))))


def _in_texts(terms: Sequence[str]) -> Iterator[Clause]:
    for text in EVERYWHERE:
        yield Term(text, terms[0]) if len(terms) == 1 else Adjacent(text, tuple(terms))
