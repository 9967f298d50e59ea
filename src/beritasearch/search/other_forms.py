"""Which other form of a word is in most articles? For a notice that says what widened a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
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


Candidate = tuple[int, QueryWord, tuple[str, ...]]


def largest_other_form(
    words: Sequence[QueryWord], engine: Engine, analyzer: Analyzer
) -> OtherForm | None:
    """The largest other form of any of the words, where more articles have it than the word.

    Numbers are exact, and of all articles. Words of one term count; phrases and beginnings have
    no other forms.
    """
    best: OtherForm | None = None
    typed: dict[str, int] = {}
    # What most documents can have comes first, so that few forms must be counted.
    for at_most, word, terms in sorted(_candidates(words, engine, analyzer), key=_largest_first):
        if best and at_most < best.articles_of_form:
            break
        least = typed.get(word.text)
        if least is None:
            least = typed[word.text] = _articles(engine, word.terms)
        if at_most > least and (number := _articles(engine, terms)) > least:
            found = OtherForm(word.text, least, " ".join(terms), number)
            if best is None or (number, found.form) > (best.articles_of_form, best.form):
                best = found
    return best


def _largest_first(candidate: Candidate) -> tuple[int, str, tuple[str, ...]]:
    at_most, word, terms = candidate
    return -at_most, word.text, terms


def _candidates(
    words: Sequence[QueryWord], engine: Engine, analyzer: Analyzer
) -> Iterator[Candidate]:
    """Other forms of the words, each with a number of articles that it cannot exceed."""
    for word in words:
        if len(word.terms) != 1 or not word.stems or word.is_function_word:
            continue
        if len(word.stems) == 1:
            found = _forms(word.stems[0], engine, analyzer)
            forms: set[tuple[str, ...]] = {(form,) for form in found}
        else:
            # `pemkot` stands for two words, which are printed side by side.
            meant = analyzer.form(word.terms)
            forms = {meant.words} if meant else set()
        for form in forms - {word.terms}:
            yield min(_at_most(engine, term) for term in form), word, form


def _forms(stem: str, engine: Engine, analyzer: Analyzer) -> set[str]:
    """The printed forms of a stem in the archive's texts."""
    begun = {
        term
        for needle in set(needles_of(stem))
        for beginning in _beginnings(swallowed=not needle.startswith(stem[0]))
        for term, _ in engine.vocabulary("body", beginning + needle)
    }
    begun.update(term for term, _ in engine.vocabulary("body", f"{stem[0]}in{stem[1:]}"))
    return {term for term in begun if analyzer.stem(term) == stem}.union(analyzer.forms_of(stem))


@cache
def _beginnings(*, swallowed: bool) -> tuple[str, ...]:
    """What may stand before a root; before one without its first letter only meN- and peN- do."""
    every = ("", *_BEGINNINGS.split())
    return tuple(each for each in every if not swallowed or each.endswith(("me", "pe")) or not each)


def _at_most(engine: Engine, term: str) -> int:
    return sum(engine.document_frequency(text, term) for text in EVERYWHERE)


def _articles(engine: Engine, terms: Sequence[str]) -> int:
    """How many articles have these terms in a row."""
    return engine.count(AllOf((AnyOf(tuple(_in_texts(terms))), Keyword("kind", ("article",)))))


def _in_texts(terms: Sequence[str]) -> Iterator[Clause]:
    for text in EVERYWHERE:
        yield Term(text, terms[0]) if len(terms) == 1 else Adjacent(text, tuple(terms))
