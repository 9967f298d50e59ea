"""From matches to hits: what is stored of them is read when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, overload

import orjson

from beritasearch.engines.base import Match
from beritasearch.engines.clauses import Clause
from beritasearch.index.open import OpenIndex
from beritasearch.search.highlights import BORDER, Finder, behind
from beritasearch.search.results import Hit
from beritasearch.search.snippets import Snippet, snippet

if TYPE_CHECKING:
    from beritasearch.search.explain import Contribution

# How many matches are asked of the engine at a time. Their addresses take 2 MB; each further
# window costs the engine a search, 1 to 6 ms on 30,000 articles, against 1,500 for its hits.
_WINDOW = 10_000
_NO_SNIPPET = Snippet("")


class HitReader:
    """Makes hits of matches: reads what is stored, cuts snippets, explains scores.

    Parameters
    ----------
    finder : of the query's words; None where no snippets were asked for.
    explained : the clause by which the scores are explained; None where nobody asked.
    """

    def __init__(self, index: OpenIndex, finder: Finder | None, explained: Clause | None) -> None:
        self._index = index
        self._finder = finder
        self._explained = explained

    def read(self, match: Match) -> Hit:
        """The hit of a match.

        Raises
        ------
        IndexDamaged, orjson.JSONDecodeError : what is stored cannot be read.
        """
        stored: Mapping[str, Any] = orjson.loads(self._index.engine.stored(match))
        cut, matched = _found(stored, self._finder) if self._finder else (_NO_SNIPPET, {})
        return Hit(
            article_id=stored["article_id"],
            kind=stored["kind"],
            score=match.score,
            title=stored["title"],
            url=stored["url"],
            portal=stored["portal"],
            section=stored["section"],
            published_at=stored["published_at"] or stored["published_on"],
            region_codes=tuple(stored["region_codes"]),
            tags=tuple(stored["tags"]),
            sponsored=stored["sponsored"],
            snippet=cut,
            matched=matched,
            source_id=stored["source_id"],
            explanation=self._explanation(stored["article_id"]),
        )

    def _explanation(self, article_id: str) -> tuple[Contribution, ...]:
        if self._explained is None:
            return ()
        from beritasearch.search.explain import contributions  # seldom asked for

        return contributions(self._index.engine, self._explained, article_id)


def _found(stored: Mapping[str, Any], finder: Finder) -> tuple[Snippet, dict[str, tuple[str, ...]]]:
    """The piece for reading, and the forms that match by word of the query."""
    title = (stored["title"] or "") + BORDER
    text = BORDER.join(part for part in (stored["lead"], stored["body"]) if part)
    marks = finder.marks(title + text)
    matched: dict[str, dict[str, None]] = {}
    for mark in marks:
        for word in mark.words:
            matched.setdefault(word, {})[mark.form] = None
    cut = snippet(text, behind(len(title), marks))
    return cut, {word: tuple(forms) for word, forms in matched.items()}


class ManyHits(Sequence[Hit]):
    """The hits of a long answer: the first ones at hand, the others read when they are asked for.

    A hit that was passed on is not kept, so that going through all of them takes no more memory
    than going through a few. The order is that of the engine, which stays as it was opened:
    asked twice, the same hits come.

    Parameters
    ----------
    first : the first hits.
    length : of the whole sequence.
    matches : the matches from one place to before another.
    late : around all that is read after the search has ended, for what is then found damaged.

    Raises
    ------
    IndexDamaged : while hits are read.
    """

    def __init__(
        self,
        first: Sequence[Hit],
        length: int,
        matches: Callable[[int, int], Sequence[Match]],
        reader: HitReader,
        late: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._first = first
        self._length = length
        self._matches = matches
        self._reader = reader
        self._late = late

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, index: int | slice) -> Hit | tuple[Hit, ...]:
        if isinstance(index, int):
            at = range(self._length)[index]  # as any sequence: -1 is the last, IndexError beyond
            return next(self._between(at, at + 1))
        wanted = range(self._length)[index]
        if not wanted:
            return ()
        first, last = min(wanted[0], wanted[-1]), max(wanted[0], wanted[-1]) + 1
        hits = tuple(self._between(first, last))[:: abs(wanted.step)]
        return hits if wanted.step > 0 else hits[::-1]

    def __iter__(self) -> Iterator[Hit]:
        return self._between(0, self._length)

    def _between(self, first: int, last: int) -> Iterator[Hit]:
        yield from self._first[first:last]
        for start in range(max(first, len(self._first)), last, _WINDOW):
            with self._late():
                matches = self._matches(start, min(start + _WINDOW, last))
            for match in matches:
                with self._late():
                    hit = self._reader.read(match)
                yield hit
