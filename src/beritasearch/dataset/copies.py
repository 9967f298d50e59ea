"""Which articles have (nearly) the text of an earlier one? The table ``duplicates``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from beritasearch.dataset.same_text import Printed, copy_similarity, may_be_copies, phrases
from beritasearch.dataset.schema import DUPLICATES

# Undated articles come last: what has no date cannot be called the earliest. One with only a day
# comes after those of its day that have a time. Where all that is equal the ids decide.
_ORDER = [(name, "ascending") for name in ("published_on", "published_at", "article_id")]

# A phrase that more texts hold is a portal's own, and tells nothing: of 30,101 articles 364 share
# the commonest one.
_MOST_HOLDERS = 1_000


class _Copy(NamedTuple):
    """Of which text another one is a copy, by its place, and how alike they are."""

    earliest: int
    similarity: float


def find_copies(articles: pa.Table, held: pa.Table, fresh: Collection[str]) -> pa.Table:
    """The table of copies: each with the earliest article that has its text.

    Only fresh articles, and those whose earliest one or a fellow copy is gone or another one now,
    are compared with all others.
    The same articles give the same table, in whatever order and however many builds they came.

    Parameters
    ----------
    articles : all articles of the version.
    held : the table of the version before; its articles need not be there any more.
    fresh : ids of the articles that the version before did not have, or had otherwise.
    """
    texts = _Texts(articles)
    known = _still_known(texts, held, fresh)
    lost = set(held["article_id"].to_pylist()) - {texts.ids[place] for place in known}
    asked = [at for at, first in enumerate(texts.ids) if first in fresh or first in lost]
    for place, candidates in _candidates(texts, asked).items():
        before = known[place].earliest if place in known else place
        copy = _copy_of(texts, place, sorted(at for at in candidates if at < before))
        if copy is not None:
            known[place] = copy
    return _table(texts, known)


class _Texts:
    """Every text once, from the earliest to the latest; its number in that order is its place.

    Articles with the very same text are one text: that of the first of them.
    """

    def __init__(self, articles: pa.Table) -> None:
        order = pc.sort_indices(articles, sort_keys=_ORDER)
        hashes = articles["text_sha256"].take(order).to_pylist()
        ids = articles["article_id"].take(order).to_pylist()
        places: dict[str, int] = {}
        self.ids: list[str] = []
        self.again: list[tuple[str, int]] = []
        self._rows: list[int] = []
        for row, text_hash, article_id in zip(order.to_pylist(), hashes, ids, strict=True):
            place = places.setdefault(text_hash, len(self.ids))
            if place < len(self.ids):
                self.again.append((article_id, place))
            else:
                self.ids.append(article_id)
                self._rows.append(row)
        self._bodies, self._titles, self._portals = (
            articles[name] for name in ("body", "title", "portal")
        )

    def body(self, place: int) -> str:
        body: str = self._bodies[self._rows[place]].as_py()
        return body

    def printed(self, place: int) -> Printed:
        row = self._rows[place]
        return Printed(self.body(place), self._titles[row].as_py(), self._portals[row].as_py())


def _still_known(texts: _Texts, held: pa.Table, fresh: Collection[str]) -> dict[int, _Copy]:
    """The copies of the table before that hold still.

    Where a copy is gone or another text now, all of the same earliest are asked for again: it may
    have stood for articles with the very same text.
    """
    rows = list(zip(*(held[name].to_pylist() for name in DUPLICATES.names), strict=True))
    places = {article_id: at for at, article_id in enumerate(texts.ids) if article_id not in fresh}
    again = {article_id for article_id, _ in texts.again if article_id not in fresh}
    unsettled = {
        earliest_id
        for article_id, earliest_id, _ in rows
        if article_id not in places and article_id not in again
    }
    return {
        places[article_id]: _Copy(places[earliest_id], alike)
        for article_id, earliest_id, alike in rows
        if article_id in places and earliest_id in places and earliest_id not in unsettled
    }


def _candidates(texts: _Texts, asked: Collection[int]) -> Mapping[int, set[int]]:
    """By the later of two places, the earlier ones whose texts share enough phrases with it.

    One of the two is always among those that are asked for.
    """
    found: dict[int, set[int]] = defaultdict(set)
    if not asked:
        return found
    sought = {place: phrases(texts.body(place)) for place in asked}
    sizes, held = _held_of(texts, sought)
    holders = _holders(held)
    for place in asked:
        telling = (holders[phrase] for phrase in sought[place] & holders.keys())
        for other, shared in Counter(chain.from_iterable(telling)).items():
            if other != place and may_be_copies(shared, sizes[place], sizes[other]):
                found[max(place, other)].add(min(place, other))
    return found


def _held_of(
    texts: _Texts, sought: Mapping[int, frozenset[int]]
) -> tuple[list[int], list[frozenset[int]]]:
    """How many phrases each text has, and which of them are sought."""
    any_sought = frozenset(chain.from_iterable(sought.values()))
    sizes, held = [], []
    for place in range(len(texts.ids)):
        own = sought[place] if place in sought else phrases(texts.body(place))
        sizes.append(len(own))
        held.append(own & any_sought)
    return sizes, held


def _holders(held: Collection[frozenset[int]]) -> Mapping[int, list[int]]:
    """The places of each phrase that several texts hold, and not too many."""
    counts = Counter(chain.from_iterable(held))
    telling = {phrase for phrase, number in counts.items() if 1 < number <= _MOST_HOLDERS}
    holders: dict[int, list[int]] = {phrase: [] for phrase in telling}
    for place, own in enumerate(held):
        for phrase in own & telling:
            holders[phrase].append(place)
    return holders


def _copy_of(texts: _Texts, place: int, candidates: Iterable[int]) -> _Copy | None:
    """The first of some texts of which the one at a place is a copy."""
    this = texts.printed(place)
    for earlier in candidates:
        alike = copy_similarity(texts.printed(earlier), this)
        if alike is not None:
            return _Copy(earlier, alike)
    return None


def _table(texts: _Texts, known: Mapping[int, _Copy]) -> pa.Table:
    rows = list(_rows(texts, known))
    columns = zip(*rows, strict=True) if rows else ([], [], [])
    arrays = [pa.array(c, field.type) for c, field in zip(columns, DUPLICATES, strict=True)]
    return pa.Table.from_arrays(arrays, schema=DUPLICATES)


def _rows(texts: _Texts, known: Mapping[int, _Copy]) -> Iterator[tuple[str, str, float]]:
    for place, copy in known.items():
        yield texts.ids[place], texts.ids[copy.earliest], copy.similarity
    for article_id, place in texts.again:
        copy = known.get(place, _Copy(place, 1.0))
        yield article_id, texts.ids[copy.earliest], copy.similarity
