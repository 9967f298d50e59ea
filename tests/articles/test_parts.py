"""Parts of one article: joined in order, nothing twice, and what is missing told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.articles.article import Extraction, PageRef
from beritasearch.articles.extract import extract
from beritasearch.articles.parts import is_complete, join, parts_of
from beritasearch.pages.page import Form, Page

URL = "https://www.karangan.id/berita/1/panen"
TEXTS = (
    "Warga Karangan memanen padi bersama-sama.\n\nPanen itu yang pertama tahun ini.",
    "Bupati datang pada siang hari.\n\n“Panen ini bagus,” kata Budi Karangan.",
    "Hasilnya dijual ke pasar.\n\nWarga pulang pada sore hari.",
    "Panen berikut akan digelar tahun depan di desa yang sama.",
)


def part(number: int, body: str | None = None, total: int = 4, **columns: object) -> Extraction:
    row = {"title": "Panen Padi", "url": f"{URL}?page={number}", "body": body or TEXTS[number - 1]}
    made = extract(Page(f"{number}.html", Form.ROW, f"{number}" * 64, row=row))
    page = PageRef(f"{number}.html", None, f"{number}" * 64, None, number)
    article = replace(made.article, parts_total=total, pages=(page,), **columns)  # type: ignore[arg-type]
    return replace(made, article=article)


def joined(parts: Iterable[Extraction]) -> Extraction:
    return reduce(join, parts)


WHOLE = "\n\n".join(TEXTS)


@given(st.permutations(range(1, 5)))
def test_parts_are_joined_in_their_order_however_they_come(order: Sequence[int]) -> None:
    article = joined(map(part, order)).article
    assert article.body == WHOLE
    assert (article.parts_total, article.parts_held) == (4, 4)
    assert [page.part for page in article.pages] == [1, 2, 3, 4]
    assert article.body_uncertain is None
    assert is_complete(article)


@given(st.lists(st.sampled_from(range(1, 5)), min_size=1, unique=True), st.data())
def test_parts_that_come_later_find_their_place(first: list[int], data: st.DataObject) -> None:
    later = data.draw(st.permutations([number for number in range(1, 5) if number not in first]))
    begun = joined(map(part, first))
    assert begun.article.parts_held == len(first)
    # Held as a row is: nothing but its columns is known.
    held = Extraction(begun.article)
    assert joined([held, *map(part, later)]).article.body == WHOLE


def test_an_incomplete_article_says_what_is_missing_and_where() -> None:
    article = joined([part(3), part(1)]).article
    assert (article.parts_total, article.parts_held) == (4, 2)
    at = len(TEXTS[0]) + 2
    assert article.body_uncertain == f"Part 2 of 4 is missing before character {at}."
    assert article.body[at:] == TEXTS[2]
    assert not is_complete(article)


def test_several_missing_parts() -> None:
    article = joined([part(2, total=6), part(6, TEXTS[3], total=6)]).article
    assert article.body_uncertain == (
        "Part 1 of 6 is missing before character 0. "
        f"Parts 3 to 5 of 6 are missing before character {len(TEXTS[1]) + 2}."
    )


def test_other_doubts_stay_beside_what_is_missing() -> None:
    doubted = part(3, body_uncertain="Its encoding was guessed.")
    article = joined([doubted, part(1), part(2)]).article
    assert article.body_uncertain == "Its encoding was guessed."


def test_a_part_that_is_held_is_not_taken_again() -> None:
    article = joined([part(1), part(2), part(1, "Kata-kata yang lain sama sekali.")]).article
    assert article.body == "\n\n".join(TEXTS[:2])


REPEATS = [
    # What was read, what the next page prints, what follows.
    (
        "A satu dua tiga.\n\nB empat.",
        "A satu dua tiga.\n\nC lima.",
        "A satu dua tiga.\n\nB empat.\n\nC lima.",
    ),
    ("A satu.\n\nB empat.", "B empat.\n\nC lima.", "A satu.\n\nB empat.\n\nC lima."),
    (
        "A satu.\n\nB empat lima enam tujuh ..",
        "B empat lima enam tujuh delapan.",
        "A satu.\n\nB empat lima enam tujuh delapan.",
    ),
    (
        "A satu.\n\nB empat lima, enam tujuh delapan sembilan.",
        "enam tujuh delapan sembilan.",
        "A satu.\n\nB empat lima, enam tujuh delapan sembilan.",
    ),
    ("Warga yang datang dari", "desa lain pulang.", "Warga yang datang dari desa lain pulang."),
    ("Tidak.\n\nYa.", "Lalu?\n\nTidak.", "Tidak.\n\nYa.\n\nLalu?\n\nTidak."),
]


@pytest.mark.parametrize(("first", "second", "expected"), REPEATS)
def test_nothing_is_repeated(first: str, second: str, expected: str) -> None:
    assert joined([part(1, first, 2), part(2, second, 2)]).article.body == expected


def test_what_each_part_states_is_kept() -> None:
    first = part(1, dateline="Karangan", tags=("padi",), authors=("Sari",), lead="Ringkasan.")
    second = part(2, byline_code="fyk/ash", tags=("padi", "panen"), section="Desa")
    article = joined([second, first]).article
    assert (article.dateline, article.lead, article.section) == ("Karangan", "Ringkasan.", "Desa")
    assert (article.tags, article.authors, article.byline_code) == (
        ("padi", "panen"),
        ("Sari",),
        "fyk/ash",
    )
    assert article.url == f"{URL}?page=1"


def test_what_follows_from_the_text_is_found_anew() -> None:
    whole = joined(map(part, range(1, 5)))
    assert whole.article.word_count == len(WHOLE.split())
    assert [one.speaker for one in whole.quotations] == ["Budi Karangan"]
    for quotation in whole.quotations:
        assert whole.article.body[quotation.start : quotation.end] == quotation.text


def test_parts_of_an_article_are_those_of_its_pages() -> None:
    assert parts_of(joined([part(1), part(3)]).article) == {1, 3}
