"""Since when a region is what it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from beritasearch.regions import validity as module
from beritasearch.regions.gazetteer import gazetteer
from beritasearch.regions.validity import Validity, codes_then, validity

TABLE = Path(module.__file__).with_name("validity.tsv")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("36", Validity("2000-10-17", "UU 23/2000", "32")),
        ("93.01", Validity("2022-07-25", "UU 14/2022", "91", ("91.01",))),
        ("96.71", Validity("2022-12-08", "UU 29/2022", "92", ("92.71",))),
        ("32.01", Validity()),
        ("31", Validity()),
    ],
)
def test_known_validity(code, expected):
    assert validity(code) == expected


def test_every_row_of_the_table_names_provinces_and_a_date():
    lines = TABLE.read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    for line in lines:
        code, day, law, former = line.split("\t")
        assert law.endswith(str(date.fromisoformat(day).year))
        assert gazetteer().get(code).level == gazetteer().get(former).level == "province"


@pytest.mark.parametrize(
    ("code", "day", "then"),
    [
        ("93.01", date(2019, 9, 1), ("91.01", "91")),
        ("93.01.02", date(2019, 9, 1), ("91.01", "91")),
        ("93", date(2019, 9, 1), ("91",)),
        ("93.01", date(2022, 7, 24), ("91.01", "91")),
        ("93.01", date(2022, 7, 25), ()),
        ("93.01", None, ("91.01", "91")),
        ("96.71", date(2022, 12, 7), ("92.71", "92")),
        ("96.71", date(1999, 1, 1), ("91",)),
        ("65.71", date(2010, 1, 1), ("64",)),
        ("36.71", date(2019, 9, 1), ()),
        ("36.71", None, ()),
        ("31.71", date(1990, 1, 1), ()),
    ],
)
def test_codes_then(code: str, day: date | None, then: tuple[str, ...]) -> None:
    assert codes_then(code, day) == then
