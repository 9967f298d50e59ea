"""The manual of the query language shows the cases that the tests run.

``python tests/query/test_language.py`` writes the table into the manual again.
"""

from __future__ import annotations

import re
from pathlib import Path

from beritasearch.query.nodes import FIELDS
from beritasearch.query.parser import MAX_DEPTH
from beritasearch.query.pasted import (
    CAPITALISED_WORDS_FOR_AN_OPERATOR,
    WORDS_FOR_AN_OPERATOR,
)
from beritasearch.search.long_queries import LONGEST_TEXT, MOST_OPEN, MOST_PARTS, MOST_WORDS
from beritasearch.search.snippets import LONGEST

MANUAL = Path(__file__).parents[2] / "docs" / "query-language.md"
CASES = Path(__file__).parent / "cases" / "queries.tsv"
BLOCK = re.compile(r"(?<=<!-- cases: begin -->\n).*?(?=<!-- cases: end -->)", re.DOTALL)


def table() -> str:
    rows = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[1:]]
    lines = ["| typed or pasted | understood as | why |", "|---|---|---|"]
    lines += [f"| {_code(text)} | {_code(shown)} | {why} |" for text, shown, why in rows]
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    return f"`{text}`".replace("|", "\\|")


def test_the_manual_shows_every_case():
    found = BLOCK.search(MANUAL.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == table(), "run: python tests/query/test_language.py"


def test_there_are_cases_enough_and_none_twice():
    texts = [line.split("\t")[0] for line in CASES.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(texts) == len(set(texts)) >= 80


def test_the_manual_states_fields_and_limits():
    manual = MANUAL.read_text(encoding="utf-8")
    assert [name for name in FIELDS if f"| `{name}:` |" not in manual] == []
    assert f"more than {WORDS_FOR_AN_OPERATOR} words" in manual
    assert f"more than {CAPITALISED_WORDS_FOR_AN_OPERATOR} where" in manual
    assert f"{MAX_DEPTH} levels" in manual
    assert f"| characters | {LONGEST_TEXT:,} |" in manual
    assert f"| different words of a pasted text | {MOST_WORDS} |" in manual
    assert f"| words and values of a typed query | {MOST_PARTS} |" in manual
    assert f"| words with `*` or `~` | {MOST_OPEN} |" in manual
    assert f"at most {LONGEST} characters" in manual


if __name__ == "__main__":
    manual = MANUAL.read_text(encoding="utf-8")
    MANUAL.write_text(BLOCK.sub(lambda _: table(), manual), encoding="utf-8")
