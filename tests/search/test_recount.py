"""Totals and facets of real queries, counted again by DuckDB over the Parquet files.

Our analyzer gives the terms of every article; all else is SQL: which articles hold them, and how
many have which value. Neither the index, nor the planner, nor the columns have a part in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
import pytest

from beritasearch.analysis.analyzer import analyzer
from beritasearch.archive.archive import Archive
from beritasearch.search.facets import flat

pytestmark = pytest.mark.slow

TEXTS = ("title", "lead", "body")
# The values of what a query means, one a row. Sections are one in any case.
VALUES = {
    "region": "SELECT article_id, unnest(region_codes) AS value FROM meant",
    "tag": "SELECT article_id, unnest(tags) AS value FROM meant",
    "section": "SELECT article_id, lower(section) AS value FROM meant WHERE section <> ''",
    "portal": "SELECT article_id, portal AS value FROM meant",
    "kind": "SELECT article_id, 'article' AS value FROM meant",
    "year": "SELECT article_id, strftime(published_on, '%Y') AS value FROM meant",
    "month": "SELECT article_id, strftime(published_on, '%Y-%m') AS value FROM meant",
}
PERIODS = ("year", "month")


class Held:
    """Conditions on the texts of an article; with ``exact`` the forms as typed alone count."""

    def __init__(self, *, exact: bool) -> None:
        self._exact = exact

    def word(self, word: str, *texts: str) -> str:
        """A word in any form, in any of the texts."""
        surface = analyzer().surface(word)
        stems = " ".join(analyzer().stems(surface))
        forms = [f"contains({text}, ' {' '.join(surface)} ')" for text in texts or TEXTS]
        if not self._exact:
            forms += [f"contains({text}_stem, ' {stems} ')" for text in texts or TEXTS]
        return f"({' OR '.join(forms)})"

    def start(self, start: str) -> str:
        """A beginning of a word, or words in a row: as printed."""
        forms = [f"contains({text}, ' {start}')" for text in TEXTS]
        return f"({' OR '.join(forms)})"

    def phrase(self, phrase: str) -> str:
        """Words in a row, as printed."""
        return self.start(f"{phrase} ")


EVERY = Held(exact=False)


def within(code: str) -> str:
    """Articles of a region; their codes hold those of all regions around."""
    return f"list_contains(region_codes, '{code}')"


class Case(NamedTuple):
    """A query, what it means in SQL, and its filters with what each means."""

    query: str
    meaning: Callable[[Held], str]
    filters: Mapping[str, tuple[Any, str]] = MappingProxyType({})


CASES = [
    Case("", lambda held: "true"),
    Case("banjir", lambda held: held.word("banjir")),
    Case("pengangguran", lambda held: held.word("pengangguran")),
    Case("memperbaiki", lambda held: held.word("memperbaiki")),
    Case("benih lobster", lambda held: f"{held.word('benih')} AND {held.word('lobster')}"),
    Case("harga beras", lambda held: f"{held.word('harga')} AND {held.word('beras')}"),
    Case('"wali kota"', lambda held: held.phrase("wali kota")),
    Case('"presiden joko widodo"', lambda held: held.phrase("presiden joko widodo")),
    Case("banjir OR longsor", lambda held: f"{held.word('banjir')} OR {held.word('longsor')}"),
    Case(
        "(banjir OR longsor) warga",
        lambda held: f"({held.word('banjir')} OR {held.word('longsor')}) AND {held.word('warga')}",
    ),
    Case("banjir -jakarta", lambda held: f"{held.word('banjir')} AND NOT {EVERY.word('jakarta')}"),
    Case(
        'penumpang -"kereta api"',
        lambda held: f"{held.word('penumpang')} AND NOT {EVERY.phrase('kereta api')}",
    ),
    Case("inov*", lambda held: held.start("inov")),
    Case("vaksin* guru", lambda held: f"{held.start('vaksin')} AND {held.word('guru')}"),
    Case("title:pemerintah", lambda held: held.word("pemerintah", "title")),
    Case("tag:banjir", lambda held: "list_contains(tags, 'banjir')"),
    Case("region:Banten polisi", lambda held: f"{within('36')} AND {held.word('polisi')}"),
    Case(
        "date:2025 listrik",
        lambda held: f"year(published_on) = 2025 AND {held.word('listrik')}",
    ),
    Case(
        "polisi",
        lambda held: held.word("polisi"),
        {
            "region": (
                ["Jawa Barat", "Kota Surabaya"],
                f"({within('32')} OR {within('35.78')})",
            ),
            "since": ("2019-09", "published_on >= DATE '2019-09-01'"),
        },
    ),
    Case(
        "ekonomi",
        lambda held: held.word("ekonomi"),
        {
            "section": (["BISNIS", "metro"], "lower(section) IN ('bisnis', 'metro')"),
            "portal": ("tempo.co", "portal = 'tempo.co'"),
        },
    ),
    Case(
        "menteri",
        lambda held: held.word("menteri"),
        {"until": ("2019-09-15", "published_on <= DATE '2019-09-15'")},
    ),
]


@pytest.fixture(scope="module")
def archive(everything) -> Archive:
    return everything


@pytest.fixture(scope="module")
def database(archive) -> Iterator[duckdb.DuckDBPyConnection]:
    """The articles of the Parquet files, and beside them the terms of their texts."""
    files = archive.dataset.folder() / "articles" / "*.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE rows AS SELECT * FROM read_parquet('{files}')")
        texts = connection.execute(
            # The claim that a fact-check quotes is searched with the lead.
            "SELECT article_id, published_on, title, "
            "concat_ws(chr(10), nullif(lead, ''), nullif(fact_check.claim, '')), body FROM rows"
        )
        connection.register("terms", terms_of(texts.fetchall()))
        connection.execute(
            "CREATE TABLE articles AS SELECT rows.* EXCLUDE (title, lead, body), "
            "terms.* EXCLUDE (article_id) FROM rows JOIN terms USING (article_id)"
        )
        yield connection


def terms_of(rows: list[tuple[Any, ...]]) -> pa.Table:
    """Each text as its terms, parted and surrounded by spaces; and the same as stems."""
    columns: dict[str, list[str]] = {f"{text}{end}": [] for text in TEXTS for end in ("", "_stem")}
    for _, published, *texts in rows:
        for name, text in zip(TEXTS, texts, strict=True):
            surface = analyzer().surface(text or "")
            stems = analyzer().stem_terms(text or "", surface, published)
            columns[name].append(f" {' '.join(surface)} ")
            columns[f"{name}_stem"].append(f" {stems} ")
    return pa.table({"article_id": [row[0] for row in rows], **columns})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.query or "everything")
def test_counts_are_those_of_duckdb(archive, database, case):
    filters = {name: value for name, (value, _) in case.filters.items()}
    found = archive.search(case.query, facets=list(VALUES), limit=0, **filters)
    bounds = {name: sql for name, (_, sql) in case.filters.items()}
    look_up(database, case.meaning(Held(exact=True)))
    assert found.total_exact == count(database, bounds.values())
    look_up(database, case.meaning(EVERY))
    assert found.total == count(database, bounds.values()) > 0
    for name in VALUES:
        # A choice within a facet does not hide its other values.
        others = [sql for chosen, sql in bounds.items() if chosen != name]
        assert_counted(database, found.facets[name], others)


def look_up(database, meaning):
    """Look the texts through once, and keep the articles that are meant."""
    texts = ", ".join(f"{text}, {text}_stem" for text in TEXTS)
    database.execute(
        f"CREATE OR REPLACE TEMP TABLE meant AS SELECT * EXCLUDE ({texts}) FROM articles "
        f"WHERE {meaning}"
    )


def count(database, bounds):
    sql = f"SELECT count(*) FROM meant WHERE {' AND '.join(['true', *bounds])}"
    return database.execute(sql).fetchone()[0]


def assert_counted(database, facet, bounds):
    """Every shown count, which values are shown, and what they leave out."""
    values = VALUES[facet.name]
    of_matches = (
        f"SELECT DISTINCT article_id, value FROM ({values}) SEMI JOIN (SELECT article_id "
        f"FROM meant WHERE {' AND '.join(['true', *bounds])}) USING (article_id) "
        "WHERE value IS NOT NULL"
    )
    rows = database.execute(f"SELECT value, count(*) FROM ({of_matches}) GROUP BY 1").fetchall()
    counts = Counter(dict(rows))
    key = str.lower if facet.name == "section" else str
    shown = {key(value.value): value.count for value in flat(facet.values)}
    assert shown == {value: counts[value] for value in shown}
    assert facet.distinct == len(counts)
    if facet.name in PERIODS:
        assert counts.keys() <= shown.keys()
    else:
        assert_commonest(facet.values, counts, "" if facet.name == "region" else None)
    having, other = database.execute(
        "SELECT count(*), coalesce(sum(none::INT), 0) FROM (SELECT article_id, "
        f"bool_and(value NOT IN (SELECT unnest($shown))) AS none FROM ({of_matches}) GROUP BY 1)",
        {"shown": list(shown)},
    ).fetchone()
    assert (facet.other, facet.missing) == (other, count(database, bounds) - having)


def assert_commonest(values, counts, parent):
    """The ten commonest, of regions those of each region around, come first."""
    could = [n for v, n in counts.items() if parent is None or v.rpartition(".")[0] == parent]
    assert [value.count for value in values] == sorted(could, reverse=True)[:10]
    for value in values:
        if parent is not None:
            assert_commonest(value.children, counts, value.value)
