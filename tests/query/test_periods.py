from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.errors import ImpossibleDate
from beritasearch.query.periods import Period, first_day, last_day, parse_period

TODAY = date(2024, 5, 2)  # a Thursday
CASES = Path(__file__).parent / "cases" / "periods.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[1:]]
HOW = (
    "Give a year (2024), a month (2024-04), a day (2024-04-30) or a range (2024-04-01..2024-04-30)."
)


@pytest.mark.parametrize(("text", "expected", "why"), ROWS)
def test_table(text, expected, why):
    assert str(parse_period(text, TODAY)) == expected, why


MONTHS = (
    "Januari Jan,Februari Feb Pebruari Peb,Maret Mar Mrt,April Apr,Mei,Juni Jun,Juli Jul,"
    "Agustus Agu Agt Agst Ags,September Sep Sept,Oktober Okt,November Nov Nopember Nop,Desember Des"
)


@pytest.mark.parametrize(
    ("name", "month"),
    [(name, at) for at, names in enumerate(MONTHS.split(","), 1) for name in names.split()],
)
def test_every_name_of_a_month(name, month):
    assert parse_period(f"9 {name} 2019", TODAY) == Period(*[date(2019, month, 9)] * 2)
    assert first_day(f"{name.upper()}. 2019", TODAY) == date(2019, month, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2024-13", f"Date '2024-13' does not exist: months go from 01 to 12. {HOW}"),
        ("2024-00", f"Date '2024-00' does not exist: months go from 01 to 12. {HOW}"),
        (
            "2023-02-29",
            f"Date '2023-02-29' does not exist: days of February 2023 go from 01 to 28. {HOW}",
        ),
        (
            "31 April 2024",
            f"Date '31 April 2024' does not exist: days of April 2024 go from 01 to 30. {HOW}",
        ),
        ("0000", f"Date '0000' does not exist: years begin with 0001. {HOW}"),
        ("30 April", f"Date '30 April' has no year. {HOW}"),
        ("29/4", f"Date '29/4' has no year. {HOW}"),
        ("kapan-kapan", f"'kapan-kapan' is not a date. {HOW}"),
        ("minggu", f"'minggu' is not a date. {HOW}"),
        ("", f"'' is not a date. {HOW}"),
        ("..", f"The period '..' has no date. {HOW}"),
        (
            "2024-05..2024-04",
            "The period ends on 2024-04-30 and begins later, on 2024-05-01. "
            "Write the earlier date first: 2024-04-01..2024-04-30.",
        ),
        ("2024-04..x", f"'x' is not a date. {HOW}"),
        ("2024-04..2024-05..2024-06", f"'2024-05..2024-06' is not a date. {HOW}"),
    ],
)
def test_what_is_no_period(text, sentence):
    with pytest.raises(ImpossibleDate) as caught:
        parse_period(text, TODAY)
    assert str(caught.value) == sentence


def test_a_long_or_unprintable_text_is_shown_short():
    with pytest.raises(ImpossibleDate, match=r"^'\ufffda{38}…' is not a date"):
        parse_period("\x00" + "a" * 5000, TODAY)


def test_first_and_last_day():
    assert first_day("2019-09", TODAY) == date(2019, 9, 1)
    assert last_day("2019-09", TODAY) == date(2019, 9, 30)
    assert last_day("2024-02", TODAY) == date(2024, 2, 29)
    assert last_day("1900-02", TODAY) == date(1900, 2, 28)
    with pytest.raises(ImpossibleDate, match="has no first day"):
        first_day("..2024", TODAY)
    with pytest.raises(ImpossibleDate, match="has no last day"):
        last_day("2024..", TODAY)


def test_before_the_first_day_of_the_calendar():
    with pytest.raises(ImpossibleDate):
        parse_period("kemarin", date.min)
    with pytest.raises(ImpossibleDate):
        parse_period("tahun lalu", date.min)
    with pytest.raises(ImpossibleDate):
        parse_period("pekan ini", date.max)


def test_a_day_in_a_period():
    april = parse_period("2024-04", TODAY)
    assert date(2024, 4, 1) in april
    assert date(2024, 4, 30) in april
    assert date(2024, 5, 1) not in april
    assert date(1999, 1, 1) in Period(None, None)


@given(st.text())
def test_any_text_is_a_period_or_impossible(text):
    with contextlib.suppress(ImpossibleDate):
        period = parse_period(text, TODAY)
        assert parse_period(str(period), TODAY) == period


@given(st.dates(), st.dates())
def test_a_period_prints_back(one, other):
    for period in (Period(min(one, other), max(one, other)), Period(one, None), Period(None, one)):
        assert parse_period(str(period), TODAY) == period
