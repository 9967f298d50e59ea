"""How well fact-checks are told from look-alikes, with their verdict and claim block."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from beritasearch.articles.article import FactCheck

HALVES = ("dev", "test")
# From the id of an article to what was found in it; None where it is no fact-check.
Found = Callable[[str], FactCheck | None]
# From the id of an article to the text of its row.
Text = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class LabelledCheck:
    """An article as a reader labelled it.

    Parameters
    ----------
    claim : where the claim block stands in the row's text; None where there is none.
    """

    article: str
    is_fact_check: bool
    verdict: str | None
    claim: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class CheckScores:
    """Shares from 0 to 1 of one half.

    Parameters
    ----------
    told : articles that are rightly called a fact-check, or none.
    verdicts : fact-checks with the labelled verdict, or rightly without one.
    claims : fact-checks with the labelled claim to the letter, or rightly without one.
    wrong : ids of the articles that miss any of these.
    """

    cases: int
    checks: int
    told: float
    verdicts: float
    claims: float
    wrong: tuple[str, ...]


def read_checks(path: Path, half: str) -> list[LabelledCheck]:
    """One half of a table of labelled articles; ``tests/articles/cases/README.md`` has it."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        LabelledCheck(
            article=row["id"],
            is_fact_check=row["fact_check"] == "yes",
            verdict=row["verdict"] or None,
            claim=(int(row["start"]), int(row["end"])) if row["start"] else None,
        )
        for row in rows
        if row["half"] == half
    ]


def score(cases: Sequence[LabelledCheck], found: Found, text: Text) -> CheckScores:
    """How much of the labels is found."""
    told = {
        case.article for case in cases if (found(case.article) is not None) == case.is_fact_check
    }
    checks = [case for case in cases if case.is_fact_check]
    verdicts, claims = set(), set()
    for case in checks:
        check = found(case.article) or FactCheck(None, None)
        if check.verdict == case.verdict:
            verdicts.add(case.article)
        labelled = text(case.article)[slice(*case.claim)] if case.claim else ""
        # Paragraphs are joined otherwise in a row than in an article.
        if (check.claim or "").split() == labelled.split():
            claims.add(case.article)
    everything = told - ({case.article for case in checks} - (verdicts & claims))
    return CheckScores(
        cases=len(cases),
        checks=len(checks),
        told=len(told) / len(cases),
        verdicts=len(verdicts) / len(checks),
        claims=len(claims) / len(checks),
        wrong=tuple(case.article for case in cases if case.article not in everything),
    )
