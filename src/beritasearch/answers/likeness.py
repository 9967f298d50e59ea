"""By what is an article found again? Its telling terms: frequent in it, rare in the archive."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from beritasearch.analysis.analyzer import analyzer
from beritasearch.engines.base import K1, Engine, inverse_document_frequency
from beritasearch.index.fields import stem_field

if TYPE_CHECKING:
    from beritasearch.articles.article import Article

# As many terms as Lucene's and tantivy's own more-like-this take. With 40 and 60 neither the order
# of the labelled articles nor the bound between related and not gets better.
_TERMS = 25
# Names tell stories apart: where, who, which. With 1 the best F1 for the same story on half `dev`
# of tests/answers/cases/related.tsv is .83, with 1.5 it is .85.
_NAME = 1.5
# Matching one word by chance makes nothing related: one of those that match must tell something.
# Of 30,101 articles 301 stems stand in more than a tenth: a third are function words, most others
# `tahun`, `orang`, `senin`, `rumah`. In a small archive frequency tells little: what so few
# documents hold is never taken for common.
_COMMON_SHARE = 0.1
_FEW = 10
# Fewer are those of a headline, or of a sentence or two.
_FEW_TERMS = 10
_FIELDS = (stem_field("title"), stem_field("body"))

# Capitals after a small letter or a comma: words that begin no sentence.
_NAMES = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+(?: [A-Z][\w-]+)*")


@dataclass(frozen=True, slots=True)
class Likeness:
    """An article or a text by what can be shared with it.

    Parameters
    ----------
    article_id : None for a text that the archive does not hold.
    portal : None where it is not known.
    published_at : ISO 8601; None where no time is known.
    day : None where it is not known.
    """

    article_id: str | None
    title: str | None
    body: str
    lead: str | None = None
    portal: str | None = None
    published_at: str | None = None
    day: date | None = None
    tags: tuple[str, ...] = ()
    region_codes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of its words."""
        return "\n".join(part for part in (self.title, self.lead, self.body) if part)


class Telling(NamedTuple):
    """The terms that tell an article from others.

    Parameters
    ----------
    weights : by stem, the most telling first.
    rare : those of which one alone is telling.
    whole : the BM25 score of a text of average length that holds them as often.
    """

    weights: Mapping[str, float]
    rare: frozenset[str]
    whole: float

    @property
    def are_few(self) -> bool:
        """Whether it is a headline, or a text of a sentence or two."""
        return len(self.weights) < _FEW_TERMS


def likeness(stored: Mapping[str, Any]) -> Likeness:
    """What the index stores of an article as something to be like."""
    on = stored["published_on"]
    return Likeness(
        article_id=stored["article_id"],
        title=stored["title"],
        body=stored["body"],
        lead=stored["lead"],
        portal=stored["portal"],
        published_at=stored["published_at"],
        day=date.fromisoformat(on) if on else None,
        tags=tuple(stored["tags"]),
        region_codes=tuple(stored["region_codes"]),
    )


def likeness_of(article: Article) -> Likeness:
    """An article that the archive need not hold as something to be like.

    Its id is left out: the archive may hold another version of it, which has nearly its text.
    """
    at = article.published_at
    return Likeness(
        article_id=None,
        title=article.title,
        body=article.body,
        lead=article.lead,
        portal=article.portal or None,
        published_at=at.isoformat() if at else None,
        day=article.published_on,
        tags=tuple(article.tags),
        region_codes=tuple(article.region_codes),
    )


def telling_terms(engine: Engine, like: Likeness) -> Telling:
    """The terms of an article that others hold too, weighted."""
    counts = Counter(stems(like.text))
    # Not of the title, in which every word has a capital.
    names = stem_set(" ".join(printed_names(like.body)))
    own = 1 if like.article_id else 0
    holding = {stem: _holding(engine, stem) for stem in counts}
    elsewhere = (stem for stem in counts if max(holding[stem]) > own or min(holding[stem]) > 0)
    rarity = {stem: _rarity(engine, max(holding[stem])) for stem in elsewhere}
    weights = {
        stem: (1 + math.log(counts[stem])) * math.sqrt(rare) * (_NAME if stem in names else 1)
        for stem, rare in rarity.items()
    }
    chosen = sorted(weights, key=lambda stem: (-weights[stem] * rarity[stem], stem))[:_TERMS]
    most = max(_FEW, _COMMON_SHARE * engine.document_count)
    return Telling(
        weights={stem: weights[stem] for stem in chosen},
        rare=frozenset(stem for stem in chosen if sum(holding[stem]) <= most),
        whole=sum(weights[s] * rarity[s] * _saturated(counts[s]) for s in chosen),
    )


def stems(text: str) -> list[str]:
    """The stems of a text's words, without function words, numbers and single letters."""
    return list(_telling_stems(analyzer().surface(text)))


def stem_set(text: str) -> frozenset[str]:
    """The stems of a text, each once."""
    return frozenset(_telling_stems(set(analyzer().surface(text))))


def held_stems(text: str) -> frozenset[str]:
    """The stems of all words of a text, function words too: enough to look some up."""
    chosen = analyzer()
    return frozenset(" ".join(chosen.stems(list(set(chosen.surface(text))))).split())


def printed_names(text: str) -> Iterator[str]:
    """The names in a text as they are printed: capitalised words that begin no sentence.

    >>> list(printed_names("Wali kota Tangerang Selatan, Benyamin Davnie, meninjau. Hujan reda."))
    ['Tangerang Selatan', 'Benyamin Davnie']
    """
    return (match[0] for match in _NAMES.finditer(text))


def _telling_stems(words: Iterable[str]) -> Iterator[str]:
    chosen = analyzer()
    for word in words:
        if len(word) > 2 and not word[0].isdigit() and not chosen.is_function_word(word):
            yield from chosen.stem(word).split()


def _holding(engine: Engine, stem: str) -> tuple[int, ...]:
    """How many documents hold a stem, by field."""
    return tuple(engine.document_frequency(field, stem) for field in _FIELDS)


def _rarity(engine: Engine, holding: int) -> float:
    return max(inverse_document_frequency(engine.document_count, holding), 0.0)


def _saturated(count: int) -> float:
    return count * (K1 + 1) / (count + K1)
