"""What is printed parses to what was printed, and no text is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beritasearch.query.nodes import (
    FIELDS,
    During,
    Everything,
    Fuzzy,
    Node,
    Nothing,
    Phrase,
    Prefix,
    Word,
    both,
    either,
    in_field,
    negation,
    render,
)
from beritasearch.query.parser import parse
from beritasearch.query.periods import Period

TODAY = date(2024, 5, 2)

# Pieces with a meaning, so that random texts get into every corner of the grammar.
PIECES = [
    *"()\"“”„«»*~:-−.,!?_'/\\%$@#&+|^",
    *("AND", "OR", "NOT", "and", "-x", "--x", "a*", "b~", "c~1", "*d*", "_e_", "AND*", "\\OR"),
    *(
        "inovasi",
        "Publik",
        "KPK",
        "anak-anak",
        "Jum’at",
        "57,17%",
        "17:21",
        "Rp6",
        "2:1",
        "S.Pd/M.Si",
    ),
    *("title:", "tag:", "date:", "foo:", "Tangerang:", "kind:x", "title:a*", 'region:"b c"'),
    *(
        "date:2024-04",
        "date:2024-13",
        "date:kemarin",
        "date:..2024",
        "date:(2024 OR a)",
        'date:"1 Mei 2024"',
    ),
    *(
        "https://a.id/b",
        "www.x.id",
        "bit.ly/3x",
        "title:www.a",
        "date:www.x",
        "foo:https://x",
        "a*www.x",
    ),
    *("Benar. Salah", 'dia, "ya."', '"wali kota"', "(banjir OR longsor)", "-(a b)", 'x"', '"x'),
    *(
        "😀",
        "❤️",
        "\n",
        "\t",
        "\x00",
        "\u200f",
        "\u200b",
        "\u2028",
        "\ud800",
        "\u0301",
        "\ufffd",
        "ㅤ",
    ),
]
TEXTS = st.one_of(
    st.text(),
    st.text(st.characters(categories=None)),
    st.lists(st.sampled_from([*PIECES, *[" "] * 30]), max_size=30).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join),
)


@settings(max_examples=600, deadline=None)
@given(TEXTS, st.booleans())
def test_every_text_parses_and_prints_back(text, exact):
    query = parse(text, exact=exact, today=TODAY)
    again = parse(render(query.node), today=TODAY)
    assert again.node == query.node
    assert not again.pasted or query.pasted
    assert query.interpreted == str(query.node)
    query.interpreted.encode()
    "".join(query.notices).encode()


WORDS = st.sampled_from(
    ["inovasi", "Publik", "anak-anak", "COVID-19", "Jum’at", "57,17%", "17:21", "AND", "OR", "NOT"]
)
DAYS = st.none() | st.dates()
PERIODS = st.tuples(DAYS, DAYS).filter(
    lambda ends: ends != (None, None) and (None in ends or ends[0] <= ends[1])
)
LEAVES = st.one_of(
    WORDS.map(Word),
    WORDS.map(Prefix),
    WORDS.map(Fuzzy),
    st.sampled_from(["wali kota", "AND", "Rp 6,5 miliar", "a (b) c: d* e", "title:x"]).map(Phrase),
    PERIODS.map(lambda ends: During(Period(*ends))),
)


def branches(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        st.lists(nodes, min_size=2, max_size=4).map(both),
        st.lists(nodes, min_size=2, max_size=4).map(either),
        nodes.map(negation),
        st.tuples(st.sampled_from(FIELDS), nodes).map(lambda pair: in_field(*pair)),
    )


@settings(max_examples=600, deadline=None)
@given(st.recursive(LEAVES, branches, max_leaves=25))
def test_every_tree_in_normal_form_prints_back(node):
    assert parse(render(node), today=TODAY).node == node


@pytest.mark.parametrize("node", [Everything(), Nothing(), Word("OR"), negation(Word("NOT"))])
def test_the_odd_nodes_print_back(node):
    assert parse(str(node)).node == node
