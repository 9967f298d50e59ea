"""Printed times, one row each, and that no text whatever makes the reader fail."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.articles.dates import (
    Moment,
    find_printed,
    parse_iso,
    parse_printed,
    parse_stated,
    zone_of,
)

CASES = Path(__file__).parent / "cases"
# When the pages of dates_recent.tsv were sent: 17.38 in Jakarta.
SENT = datetime(2024, 4, 30, 10, 38, 20, tzinfo=UTC)

# hypothesis takes bounds without a zone.
FIRST, LAST = datetime(1971, 1, 1), datetime(2099, 1, 1)  # noqa: DTZ001


def shown(moment: Moment | None) -> str:
    if moment is None:
        return "none"
    return (moment.at or moment.on).isoformat()


def rows(table: str) -> list[list[str]]:
    lines = (CASES / table).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


@pytest.mark.parametrize(("text", "expected", "why"), rows("dates.tsv"))
def test_printed(text: str, expected: str, why: str) -> None:
    assert shown(parse_printed(text)) == expected, why


@pytest.mark.parametrize(("text", "expected", "where"), rows("dates_found.tsv"))
def test_forms_of_real_pages(text: str, expected: str, where: str) -> None:
    assert shown(parse_printed(text)) == expected, where


@pytest.mark.parametrize(("text", "expected", "why"), rows("dates_recent.tsv"))
def test_counted_from_the_fetch(text: str, expected: str, why: str) -> None:
    assert shown(parse_printed(text, fetched=SENT)) == expected, why


def test_without_a_fetch_nothing_is_counted_from_it() -> None:
    for text, _, _ in rows("dates_recent.tsv"):
        moment = parse_printed(text)
        assert moment is None or "2024" in text, text


def test_counted_in_the_portals_zone() -> None:
    moment = parse_printed("6 jam lalu", zone="+09:00", fetched=SENT)
    assert moment is not None
    assert shown(moment) == "2024-04-30T13:38:00+09:00"
    assert shown(parse_printed("hari ini", zone="+14:00", fetched=SENT)) == "2024-05-01"


@pytest.mark.parametrize(
    ("line", "before"),
    [
        ("BANTEN   17 menit yang lalu", "BANTEN   "),
        ("Nasional | Kemarin, 14:20 WIB", "Nasional | "),
        ("Redaksi - 2 jam lalu - Dibaca 12 kali", "Redaksi - "),
    ],
)
def test_found_in_a_line_that_counts_from_the_fetch(line: str, before: str) -> None:
    found = find_printed(line, fetched=SENT)
    assert found is not None
    assert line[: found.start] == before


@pytest.mark.parametrize("line", ["Berita Hari Ini", "Skor 3/2", "Baru Saja Menikah", "Kemarin"])
def test_words_that_stand_everywhere_are_no_date_inside_a_line(line: str) -> None:
    assert find_printed(line, fetched=SENT) is None


STATED = [
    ("Senin, 29 Apr 2024 17:21 WIB", "2024-04-29T17:21", None),
    ("29 Apr 2024 17:21 | Diperbarui 30 Apr 2024 08:05", "2024-04-29T17:21", "2024-04-30T08:05"),
    ("Diperbarui: 30/04/2024, 08:05 WIB", None, "2024-04-30T08:05"),
    (
        "Diperbarui 30 April 2024 08.05 WIB · Diterbitkan 29 April 2024 17.21 WIB",
        "2024-04-29T17:21",
        "2024-04-30T08:05",
    ),
    ("Terbit: 29 April 2024, Update: 30 April 2024", "2024-04-29", "2024-04-30"),
    (
        "Kompas.com - 29/04/2024, 17:21 WIB, diperbarui 17 menit yang lalu",
        "2024-04-29T17:21",
        "2024-04-30T17:21",
    ),
    ("Published 29 April 2024 - Last updated on 30 April 2024", "2024-04-29", "2024-04-30"),
    ("Terakhir diperbarui pada 30 April 2024 08:05", None, "2024-04-30T08:05"),
    ("Di-update: Selasa, 30 April 2024 (08:05)", None, "2024-04-30T08:05"),
    ("29 April 2024 17:21 - 30 April 2024 08:05", "2024-04-29T17:21", None),
]


@pytest.mark.parametrize(("line", "published", "changed"), STATED)
def test_published_and_changed_are_kept_apart(
    line: str, published: str | None, changed: str | None
) -> None:
    stated = parse_stated(line, fetched=SENT)
    assert stated is not None
    found = [one and shown(one)[:16] for one in (stated.published, stated.changed)]
    assert found == [published, changed]


@pytest.mark.parametrize(
    "line",
    [
        "Rapat 29 April 2024 | Diperbarui 30 April 2024",
        "29 April 2024 ditunda ke 30 April 2024",
        "Diperbarui",
        "",
    ],
)
def test_a_line_that_says_more_states_no_dates(line: str) -> None:
    assert parse_stated(line, fetched=SENT) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-09-17T17:30:00+07:00", "2019-09-17T17:30:00+07:00"),
        ("2019-09-17T17:30:00Z", "2019-09-18T00:30:00+07:00"),
        ("2019-09-17 17:30:00", "2019-09-17T17:30:00+07:00"),
        ("2019-09-17T17:30:00.5+0700", "2019-09-17T17:30:00.500000+07:00"),
        ("2019-09-17T17:30:00 +08:00", "2019-09-17T17:30:00+08:00"),
        ("2019-09-17T17:30:00+07:07:12", "2019-09-17T17:22:48+07:00"),
        ("Tue, 17 Sep 2019 17:30:00 +0700", "2019-09-17T17:30:00+07:00"),
        ("17 Sep 2019 10:30:00 GMT", "2019-09-17T17:30:00+07:00"),
        ("2019-09-17", "2019-09-17"),
        ("20190917", "2019-09-17"),
        ("2019-W38-2", "2019-09-17"),
        ("2019-09-31", "none"),
        ("2019-09-17T25:61", "none"),
        ("0000-00-00 00:00:00", "none"),
        ("0001-01-01T00:00:00Z", "none"),
        ("9999-12-31T23:59:59-10:00", "none"),
        ("1970-01-01T00:00:00Z", "none"),
        ("Selasa, 17 September 2019", "none"),
        ("2019", "none"),
        ("", "none"),
    ],
)
def test_iso(text: str, expected: str) -> None:
    assert shown(parse_iso(text)) == expected


def test_the_portals_zone_is_the_zone_of_a_time_without_one() -> None:
    moment = parse_printed("30 April 2024 17:21", zone="+08:00")
    assert moment is not None
    assert moment.at == datetime(2024, 4, 30, 9, 21, tzinfo=UTC)
    assert moment.zone == "+08:00"


def test_the_day_of_a_time_in_utc_is_the_portals() -> None:
    moment = parse_iso("2024-04-30T16:30:00Z", zone="+09:00")
    assert moment is not None
    assert moment.on == date(2024, 5, 1)


def test_a_day_alone_has_no_zone() -> None:
    assert parse_printed("30 April 2024") == Moment(None, date(2024, 4, 30), None)


@pytest.mark.parametrize(
    ("line", "before", "after"),
    [
        ("Banten \u00a0 \u00a0 Rabu, 19 Feb 2025\u00a0 \u00a0 17:39", "Banten \u00a0 \u00a0 ", ""),
        ("Penulis - 19 Feb 2025 17:39 WIB dibaca 12 kali", "Penulis - ", " dibaca 12 kali"),
        ("Rapat 31 Feb 2025 menjadi 1 Mar 2025.", "Rapat 31 Feb 2025 menjadi ", "."),
        ("Sejak 5 Mei 2020 17.000 orang pulang", "Sejak ", " 17.000 orang pulang"),
    ],
)
def test_found_in_a_line(line: str, before: str, after: str) -> None:
    found = find_printed(line)
    assert found is not None
    assert (line[: found.start], line[found.end :]) == (before, after)


def test_no_date_is_found_inside_numbers_and_names() -> None:
    for line in ("A1-30.04.2024x5/6/20245", "no. 12/34/2024", "v1.2.3.2024", "IMG_20240430"):
        assert find_printed(line) is None, line


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    for moment in (parse_printed(text), parse_iso(text)):
        assert moment is None or moment.on.year >= 1900


@given(st.text(alphabet="0123456789/-.: \u00a0,|aeijnrmstuzTWIBZGM+'(", max_size=40))
def test_no_text_like_a_date_makes_it_fail(text: str) -> None:
    for moment in (parse_printed(text), parse_iso(text)):
        assert moment is None or (moment.at is None) == (moment.zone is None)
    if found := find_printed(text):
        assert 0 <= found.start < found.end <= len(text)


@given(st.text(alphabet="0123456789/ :.,jamenitdkhrlusgoy", max_size=40), st.datetimes(FIRST, LAST))
def test_no_text_that_counts_from_the_fetch_makes_it_fail(text: str, sent: datetime) -> None:
    fetched = sent.replace(tzinfo=UTC)
    if found := find_printed(text, fetched=fetched):
        assert 0 <= found.start < found.end <= len(text)
    parse_stated(text, fetched=fetched)


@given(st.datetimes(FIRST, LAST), st.integers(0, 999), st.sampled_from(("menit", "jam")))
def test_what_is_counted_is_taken_off(sent: datetime, count: int, unit: str) -> None:
    fetched = sent.replace(tzinfo=UTC)
    moment = parse_printed(f"{count} {unit} yang lalu", fetched=fetched)
    assert moment is not None
    assert moment.at is not None
    passed = timedelta(minutes=count) if unit == "menit" else timedelta(hours=count)
    assert timedelta(0) <= fetched - passed - moment.at < timedelta(minutes=1)


@given(st.datetimes(FIRST, LAST), st.integers(-400, 400))
def test_a_day_without_a_year_is_the_last_one(sent: datetime, back: int) -> None:
    day = sent.date() - timedelta(days=back)
    moment = parse_printed(
        f"{day.day}/{day.month}", fetched=sent.replace(tzinfo=UTC), zone="+00:00"
    )
    assert moment is not None
    assert (moment.on.day, moment.on.month) == (day.day, day.month)
    assert moment.on <= sent.date() + timedelta(days=1)


@given(st.datetimes(FIRST, LAST), st.sampled_from((7, 8, 9)))
def test_what_is_printed_is_read(at: datetime, hours: int) -> None:
    zone = {7: "WIB", 8: "WITA", 9: "WIT"}[hours]
    expected = at.replace(second=0, microsecond=0, tzinfo=zone_of(f"+{hours:02}:00"))
    for form in ("%d/%m/%Y %H.%M", "%d-%m-%Y - %H:%M", "%d %b %Y | %H:%M"):
        moment = parse_printed(f"{at:{form}} {zone}")
        assert moment is not None
        assert moment.at == expected
