"""The hand-made lists, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from beritasearch.analysis.indonesian.roots import LEXICONS


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a hand-made list, by column."""
    lines = (LEXICONS / name).read_text("utf-8").splitlines()
    table = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for cells in table[1:]:
        yield dict(zip(table[0], cells, strict=True))


def abbreviations() -> dict[str, list[dict[str, str]]]:
    """The rows of the list by their form in lower case, without a final dot."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows("abbreviations.tsv"):
        found.setdefault(row["abbreviation"].lower().rstrip("."), []).append(row)
    return found


def is_certain(same: list[dict[str, str]]) -> bool:
    """Whether the senses of a form need no text to decide: two rows without a context are two
    wordings of one sense."""
    return all(row["case"] == "any" and not row["context"] for row in same)
