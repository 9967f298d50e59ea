"""Facets on a terminal: bars, and long rows of periods as lines of cells."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from beritasearch.cli.facet_output import print_facets
from beritasearch.cli.histogram import MOST_LINES, histogram, symbols
from beritasearch.search.facets import Facet, FacetValue

BLOCKS = "▁▂▃▄▅▆▇█"


def row(name, counts, shares=None):
    """A row of periods without gaps, from its counts by period."""
    shares = shares or {}
    values = tuple(FacetValue(p, n, share=shares.get(p)) for p, n in counts.items())
    return Facet(name, values, sum(map(bool, counts.values())), 0, 0, filled=True)


def months(first, last):
    return [f"{year}-{month:02}" for year in range(first, last + 1) for month in range(1, 13)]


def days(first, number):
    return [(date.fromisoformat(first) + timedelta(days=at)).isoformat() for at in range(number)]


@pytest.fixture
def printed(capsys, monkeypatch):
    """What is printed on a terminal of some width."""

    def lines(*facets, columns=80):
        monkeypatch.setenv("COLUMNS", str(columns))
        print_facets({facet.name: facet for facet in facets})
        return [line.rstrip() for line in capsys.readouterr().out.splitlines()[2:]]

    return lines


def test_few_periods_are_bars_with_their_counts(printed):
    assert printed(row("year", {"2019": 24, "2020": 0, "2021": 1, "2022": 12})) == [
        "  2019           24  ████████████████████████",
        "  2020            0",
        "  2021            1  █",
        "  2022           12  ████████████",
        "  3 distinct",
    ]


def test_many_months_are_a_line_a_year(printed):
    counts = dict.fromkeys(months(2019, 2021)[2:-1], 0)
    counts |= {"2019-09": 80, "2019-10": 41, "2020-01": 1, "2021-11": 20}
    assert printed(row("month", counts)) == [
        "        JFMAMJJASOND",
        "  2019    ······█▅··      121",
        "  2020  ▁···········        1",
        "  2021  ··········▂        20",
        "  █ is 80 in 2019-09, 4 distinct",
    ]


def test_months_with_shares_are_as_high_as_their_shares(printed):
    counts = dict.fromkeys(months(2019, 2021), 0) | {"2019-09": 100, "2020-01": 10}
    shares = dict.fromkeys(counts, 0.0) | {"2019-09": 0.1, "2020-01": 0.8}
    lines = printed(row("month", counts, shares))
    assert lines[1:3] == ["  2019  ········▁···      100", "  2020  █···········       10"]
    assert lines[-1] == "  █ is 10 (80.0%) in 2020-01, 2 distinct"


@pytest.mark.parametrize(
    ("facet", "drawn", "lines"),
    [
        (row("month", dict.fromkeys(months(1990, 2020), 1)), "month", 31),
        (row("month", dict.fromkeys(months(1980, 2020), 1)), "year", 5),
        (row("day", dict.fromkeys(days("2022-01-01", 900), 1)), "day", 30),
        (row("day", dict.fromkeys(days("2019-01-01", 2_000), 1)), "month", 6),
        (row("day", {f"{year}-05-01": 1 for year in range(1920, 2020)}), "year", 10),
        (row("year", {str(year): 1 for year in range(1920, 2020)}), "year", 10),
    ],
    ids=str,
)
def test_what_needs_too_many_lines_is_told_by_larger_periods(printed, facet, drawn, lines):
    found = histogram(facet, symbols())
    assert (found.name, len(found.lines)) == (drawn, lines)
    assert sum(matches for _, _, matches in found.lines) == sum(v.count for v in facet.values)
    shown = printed(facet)
    assert len(shown) == lines + 2 <= MOST_LINES + 2
    assert (f"by {drawn}" in shown[-1]) == (drawn != facet.name)


def test_every_cell_is_where_its_period_is():
    counts = {day: at % 9 for at, day in enumerate(days("2024-01-30", 100))}
    found = histogram(row("day", counts), symbols())
    cells = {name: line for name, line, _ in found.lines}
    for day, count in counts.items():
        assert cells[day[:7]][int(day[8:]) - 1] == (BLOCKS[count - 1] if count else "·")
    assert cells["2024-01"][:29].isspace()


def test_periods_without_any_match_are_drawn(printed):
    lines = printed(row("month", dict.fromkeys(months(2019, 2021), 0)))
    assert lines[1:] == [f"  {y}  ············        0" for y in (2019, 2020, 2021)] + [
        "  0 distinct"
    ]


def test_plain_characters_where_the_output_has_no_blocks(printed, monkeypatch):
    class Latin:
        encoding = "latin-1"

    monkeypatch.setattr("beritasearch.cli.histogram.sys.stdout", Latin(), raising=False)
    drawn_with = symbols()
    monkeypatch.undo()
    "".join(drawn_with).encode("ascii")
    assert len(drawn_with.levels) == len(set(drawn_with.levels)) == 8
    assert drawn_with.nothing not in drawn_with.levels


LONG = Facet(
    "tag",
    (FacetValue("sangat " * 12, 1_234_567_890, share=0.5), FacetValue("singkat", 3, share=None)),
    *(2, 0, 0),
)


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_no_line_is_longer_than_the_terminal(printed, columns):
    for line in printed(LONG, columns=columns)[:2]:
        assert len(line) <= columns
    assert printed(LONG, columns=columns)[0].lstrip().startswith("sangat")


def test_of_a_large_tree_the_commonest_regions_are_printed(printed):
    inside = tuple(FacetValue(f"36.{at}", 100 - at, f"Kota {at}") for at in range(10, 60))
    tree = (FacetValue("36", 100, "Banten", inside), FacetValue("31", 1, "Jakarta"))
    lines = printed(Facet("region", tree, 52, 0, 0))
    assert len(lines) == 25
    assert [line.split()[0] for line in lines[:2]] == ["Banten", "Kota"]
    assert lines[-2].split()[0] == "Jakarta"
    assert lines[-1] == "  28 more inside these (--format lines), 52 distinct"
