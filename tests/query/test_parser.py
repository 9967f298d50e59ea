from __future__ import annotations

import doctest
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import beritasearch
from beritasearch.query import nodes, parser, pasted, periods, tokens, words
from beritasearch.query.nodes import (
    And,
    During,
    Everything,
    InField,
    Nothing,
    Or,
    Phrase,
    Word,
    both,
    either,
    in_field,
    negation,
)
from beritasearch.query.parser import MAX_DEPTH, NO_WORD, parse
from beritasearch.query.periods import Period

TODAY = date(2024, 5, 2)
CASES = Path(__file__).parent / "cases" / "queries.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("text", "interpreted", "why"), ROWS)
def test_table(text, interpreted, why):
    query = parse(text.replace("↵", "\n"), today=TODAY)
    assert query.interpreted == interpreted, why
    assert query.pasted == why.startswith(("pasted:", "a question"))
    assert query.pasted or bool(query.notices) == ("notice" in why)


def test_nodes_of_a_query():
    query = parse('(banjir OR longsor) region:"Kota Tangerang" date:2024-04')
    assert query.node == And(
        (
            Or((Word("banjir"), Word("longsor"))),
            InField("region", Phrase("Kota Tangerang")),
            During(Period(date(2024, 4, 1), date(2024, 4, 30))),
        )
    )
    assert query.text == '(banjir OR longsor) region:"Kota Tangerang" date:2024-04'
    assert query.notices == ()


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\ufeff\u200f"])
def test_a_blank_text_asks_for_everything(text):
    assert parse(text).node == parse(text, exact=True).node == Everything()
    assert parse(text).notices == ()


@pytest.mark.parametrize("text", ["?!", "😀", "AND", '""', "()", "\x00", "\ud800", "%", "-"])
def test_a_text_without_a_word_asks_for_nothing(text):
    query = parse(text)
    assert query.node == Nothing()
    assert query.notices[0] == NO_WORD


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("inovasi OR publik", "inovasi OR publik"),
        ("-tag:sekda (benih*)", "tag:sekda (benih"),
        ('Sekda: "Terus  Tingkatkan"', "Sekda: Terus Tingkatkan"),
        ("baris satu\nbaris dua 😀", "baris satu baris dua"),
    ],
)
def test_exact_takes_the_text_literally(text, phrase):
    query = parse(text, exact=True)
    assert query.node == Phrase(phrase)
    assert not query.pasted


def test_exact_without_a_word():
    assert parse("?!", exact=True).notices == (NO_WORD,)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        (
            "judul:banjir isi:longsor",
            "There are no fields 'judul', 'isi', so they were read as words. Fields: title, body, "
            "tag, region, portal, section, author, speaker, quote, caption, kind, date.",
        ),
        ("title: banjir", "'title:' has no value and was read as a word; write title:value."),
        ("banjir OR", "OR has no word beside it and was ignored."),
        ("penang*an", "'*' and '~' have a meaning only at the end of a word."),
        (
            "date:hari",
            "'hari' is not a date. Give a year (2024), a month (2024-04), a day (2024-04-30) or a "
            "range (2024-04-01..2024-04-30). It was read as words.",
        ),
        ("cek https://a.id/1 ya", "Web addresses are not searched: https://a.id/1."),
        ("https://a.id https://b.id ya", "Web addresses are not searched: 2 of them."),
        (
            'Sekda Tangerang: "Terus"',
            "Read as pasted text (a quotation inside a sentence): every word is searched, and "
            "quotation marks and operators mean nothing.",
        ),
    ],
)
def test_notices(text, notice):
    assert parse(text, today=TODAY).notices == (notice,)


def test_what_is_no_field_gives_no_notice():
    for text in ("https://a.id/b", "pukul 17:21", "skor 2:1", "QS2:255", "surat al-Baqarah:255"):
        assert parse(text).notices == ()


def test_notices_stay_few():
    names = " ".join(f"x{'abcdefghij'[at // 10]}{'abcdefghij'[at % 10]}:y" for at in range(100))
    query = parse(f"tag:x ({names}) " + " ".join(f"date:n{at}" for at in range(100)), today=TODAY)
    assert len(query.notices) < 8
    assert max(map(len, query.notices)) < 400


def test_today_is_the_day_of_the_machine_unless_given():
    assert isinstance(parse("date:kemarin").node, During)
    assert parse("date:kemarin", today=TODAY).interpreted == "date:2024-05-01"


def test_deep_nesting_is_read_as_words():
    inside = "(a OR (b " * (MAX_DEPTH // 2 - 1) + "c" + "))" * (MAX_DEPTH // 2 - 1)
    assert not parse(inside).pasted
    beyond = parse("(a OR (b " * MAX_DEPTH + "c" + "))" * MAX_DEPTH)
    assert beyond.pasted
    assert beyond.notices[0].startswith(f"Read as pasted text (more than {MAX_DEPTH} levels)")


LONG = 200_000
HOSTILE = {
    "words": "kata " * LONG,
    "one word": "a" * LONG,
    "nested": "(" * 10_000 + "a" + ")" * 10_000,
    "nested alternatives": "(a OR " * 10_000 + "b" + ")" * 10_000,
    "nested fields": "title:(" * 10_000 + "a" + ")" * 10_000,
    "opened": "(" * LONG,
    "closed": ")" * LONG,
    "alternatives": " OR ".join(["a"] * 10_000),
    "only OR": "OR " * LONG,
    "only NOT": "NOT " * LONG + "a",
    "hyphens": "-" * LONG,
    "quotation marks": '"' * LONG,
    "unbalanced": ' "a' * LONG,
    "crossed": '"a) (b" ' * LONG,
    "stars": "a" + "*" * LONG + "x",
    "distances": "a" + "~1" * LONG,
    "colons": "a:" * LONG,
    "fields": "title:" * LONG + "a",
    "no dates": "date:x " * 20_000,
    "full stops": "." * LONG,
    "sentences": "Banjir. Longsor " * 20_000,
    "lines": "a\n" * LONG,
    "addresses": "https://a " * 20_000,
    "one address": "www." * LONG + "a",
    "hosts": "a.b/" * LONG,
    "emphasis": "_a " * LONG,
    "NUL": "\x00" * LONG,
    "direction marks": "\u200f" * LONG + "a",
    "surrogates": "\ud800" * LONG,
    "emoji": "😀" * LONG,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_come_to_an_end(text):
    query = parse(text, today=TODAY)
    query.interpreted.encode()
    parse(text, exact=True)


UNITS = st.lists(
    st.sampled_from(
        [*"()\"“”:*~-−.,!?_'/😀\n\0", "AND", "OR", "NOT", "-a", "a*", "b~", "inovasi", "Publik"]
        + ["title:", "date:", "foo:", "date:(", "30 April", "2024..", "www.x.id", "a.b/", "Ya. Ia"]
        + [" "] * 12
    ),
    min_size=1,
    max_size=8,
).map("".join)


def steps(text: str) -> int:
    """How many lines of the parser run for a text."""
    count = 0

    def line(frame, event, _):
        nonlocal count
        count += event == "line"
        return line

    def call(frame, event, _):
        return line if "beritasearch" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        parse(text, today=TODAY)
    finally:
        sys.settrace(before)
    return count


@settings(max_examples=60, deadline=None)
@given(UNITS)
def test_the_work_grows_with_the_length_and_no_faster(unit):
    once, twice = steps(unit * 150), steps(unit * 300)
    assert twice <= 2.2 * once + 500


def test_normal_form():
    a, b, c = Word("a"), Word("b"), Word("c")
    assert both([a, both([b, c])]) == And((a, b, c))
    assert either([a, either([b, c])]) == Or((a, b, c))
    assert both([a]) == either([a]) == a
    assert both([a, Everything()]) == either([a, Nothing()]) == a
    assert both([a, Nothing()]) == either([]) == negation(Everything()) == Nothing()
    assert either([a, Everything()]) == both([]) == negation(Nothing()) == Everything()
    assert negation(negation(a)) == a
    assert in_field("title", in_field("body", a)) == InField("body", a)


def test_nodes_are_values():
    assert Word("a") != Phrase("a")
    assert len({Word("a"), Word("a"), Phrase("a"), Everything(), Everything()}) == 3
    assert repr(And((Word("a"), Nothing()))) == "And((Word('a'), Nothing()))"
    for node in (Word("a"), Everything(), And(())):
        with pytest.raises((AttributeError, TypeError)):
            node.text = "b"


@pytest.mark.parametrize("module", [nodes, parser, pasted, periods, tokens, words])
def test_examples_of_the_docstrings(module):
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed


def test_importing_the_parser_loads_little():
    script = (
        "import sys, re, dataclasses, beritasearch.errors; before = set(sys.modules);"
        "import beritasearch.query.parser; print(*sorted(set(sys.modules) - before))"
    )
    source = str(Path(beritasearch.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(name.startswith("beritasearch.query") for name in done.stdout.split()), done.stdout
