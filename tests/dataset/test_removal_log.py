"""What the log recognises again: ids, and titles as lists print them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import invented
from beritasearch.articles.identity import article_id
from beritasearch.articles.portals import UNKNOWN_PORTAL
from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.refuse import refuse_removed
from beritasearch.dataset.removal import add_to_log
from beritasearch.dataset.removal_log import (
    LOG,
    LogEntry,
    hashed,
    read_log,
    removed,
    removed_of,
    title_keys,
)
from beritasearch.dataset.removal_plan import find_targets
from beritasearch.errors import DatasetDamaged

TITLE = "Wali Kota Resmikan Pasar Baru"


def named(day: date | None):
    keys = title_keys("contoh.id", TITLE, day)
    entry = LogEntry("removed", "2025-01-01", "x", ("0",), (), tuple(map(hashed, keys)))
    return removed_of([entry])


def at(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


@pytest.mark.parametrize(
    ("portal", "title", "time", "expected"),
    [
        ("contoh.id", TITLE, None, True),
        ("contoh.id", f" {TITLE.upper()}  .. ", None, True),
        ("contoh.id", f"{TITLE}…", "2024-04-30T10:21", True),
        # Counted in UTC, or listed when it was changed.
        ("contoh.id", TITLE, "2024-04-29T23:59", True),
        ("contoh.id", TITLE, "2024-05-01T00:01", True),
        # Another market was opened another day, or elsewhere.
        ("contoh.id", TITLE, "2024-05-03T08:00", False),
        ("lain.co.id", TITLE, None, False),
        ("contoh.id", f"{TITLE} Lagi", None, False),
        ("contoh.id", "", None, False),
        ("contoh.id", None, None, False),
    ],
)
def test_titles_in_lists(portal, title, time, expected):
    assert named(date(2024, 4, 30)).has_title(portal, title, at(time)) is expected


def test_an_undated_article_is_listed_on_any_day():
    assert named(None).has_title("contoh.id", TITLE, at("2019-01-01T00:00"))


def test_restored_articles_are_not_removed():
    first, other = (LogEntry("removed", "d", "r", (name,), (f"t{name}",)) for name in "ab")
    restored = LogEntry("restored", "d", "", first.ids)
    pruned = LogEntry("pruned", "d", "", versions=(1, 2))
    assert removed_of([first, other, restored, pruned]).texts == {"tb"}
    assert removed_of([first, restored, first]).ids == {"a"}


def test_the_log_is_read_as_it_was_written(tmp_path):
    dataset = Dataset(tmp_path)
    entries = [
        LogEntry("removed", "2025-01-01", "Alasan", ("a", "b"), ("c",), ("d",)),
        LogEntry("pruned", "2025-01-02", "", versions=(1,)),
    ]
    add_to_log(dataset, entries[:1])
    add_to_log(dataset, entries[:1])  # as after a kill
    add_to_log(dataset, entries[1:])
    assert list(read_log(tmp_path / LOG)) == entries


@pytest.mark.parametrize("content", [b"{", b"[]\n", b'{"action": "removed"}\n', b'{"x": 1}\n'])
def test_a_damaged_log_stops_a_build(tmp_path, content):
    (tmp_path / LOG).write_bytes(content)
    with pytest.raises(DatasetDamaged, match="would bring back what was removed"):
        removed(Dataset(tmp_path))


def test_a_later_part_that_names_no_portal_is_refused_too(tmp_path):
    whole = invented.extraction("satu", title=TITLE, parts_total=2, parts_held=2)
    dataset, _ = invented.write(tmp_path, whole, invented.extraction("dua"))
    (target,) = find_targets(dataset, {invented.id_of("satu")}, ()).values()
    add_to_log(dataset, [target.log_entry("2025-01-01", "x")])
    time = whole.article.published_at
    own = article_id(url=None, portal=UNKNOWN_PORTAL, title=TITLE, published=time)
    part = invented.extraction("bagian dua", title=TITLE, parts_total=2, url=None)
    stray = replace(part, article=replace(part.article, article_id=own, portal=UNKNOWN_PORTAL))
    taken = invented.incoming([stray, invented.extraction("dua"), invented.extraction("tiga")])
    assert [one.reason for one in refuse_removed(taken, dataset)] == ["removed"]
    assert set(taken.articles) == {invented.id_of("dua"), invented.id_of("tiga")}
