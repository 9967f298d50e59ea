"""The labelled quotations of ``tests/answers/cases/said.tsv`` are what they say they are."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from beritasearch.answers.said import Said
from beritasearch.evaluation.quotations import paragraphs
from beritasearch.evaluation.said import Case, accuracy, answers, claimed_words, read_cases

CASES = read_cases(Path(__file__).parents[1] / "answers" / "cases" / "said.tsv")


def invented(**columns: object) -> Case:
    fields = {
        "half": "dev", "outcome": "exact", "why": "", "article": "a", "spans": (), "marks": "",
        "edits": (), "words": "", "speaker": "",
    }  # fmt: skip
    return Case(**(fields | columns))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def texts(shared_data: Path) -> dict[str, str]:
    wanted = {case.article for case in CASES}
    with gzip.open(shared_data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["id"]: paragraphs(row["body"]) for row in rows if row["id"] in wanted}


def test_both_halves_have_every_outcome() -> None:
    counts = Counter((case.half, case.outcome) for case in CASES)
    assert sum(counts.values()) >= 150
    assert min(counts.values()) >= 17
    assert len(counts) == 8


def test_every_case_can_be_made_of_its_article(texts: dict[str, str]) -> None:
    for case in CASES:
        assert len(claimed_words(case, texts).split()) >= 4, case
        assert all(end <= len(texts[case.article]) for _, end in case.spans), case


@pytest.mark.parametrize(
    ("edits", "made"),
    [
        ((), '"Harga beras tidak naik, kata dia."'),
        (("2=",), '"Harga beras naik, kata dia."'),
        (("2=sudah", "3=turun"), '"Harga beras sudah turun, kata dia."'),
        (("0-1=Tarif air",), '"Tarif air tidak naik, kata dia."'),
        (("3+akan",), '"Harga beras tidak akan naik, kata dia."'),
    ],
)
def test_edits(edits: tuple[str, ...], made: str) -> None:
    case = invented(spans=((3, 36),), edits=edits)
    assert claimed_words(case, {"a": "…: Harga beras tidak naik, kata dia. Lalu"}) == made


def test_marks() -> None:
    case = invented(words="Harga, naik.", marks="bare+upper+curly")
    assert claimed_words(case, {"a": ""}) == "“HARGA NAIK”"


def test_an_edit_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match="'x=y' is no edit"):
        claimed_words(invented(words="Harga naik", edits=("x=y",)), {"a": ""})


def found_at(start: int, outcome: str = "exact") -> Said:
    return Said(outcome, 1.0, None, False, "a", None, None, start, start + 5, (), ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "best", "is_right"),
    [
        ("exact", [found_at(3)], True),
        ("exact", [found_at(40)], False),
        ("altered", [found_at(3)], False),
        ("exact", [], False),
        ("not_said", [], True),
        ("not_said", [found_at(3)], False),
    ],
)
def test_an_answer_is_right_where_the_words_are(
    outcome: str, best: list[Said], is_right: bool
) -> None:
    case = invented(spans=((3, 9),), outcome=outcome)
    given = answers([case], {"a": "…: Harga beras"}, lambda words, speaker: best)
    assert accuracy(given) == float(is_right)
