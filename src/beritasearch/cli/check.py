"""``beritasearch check``."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import click

from beritasearch.answers.check import CheckedClaim
from beritasearch.answers.evidence import Evidence
from beritasearch.archive.archive import Archive
from beritasearch.archive.queries import read_queries
from beritasearch.cli.opening import meant_engine, opened
from beritasearch.cli.options import dataset_option, dataset_path, engine_option, format_option
from beritasearch.cli.output import (
    beside,
    chosen_format,
    faint,
    moment,
    plain,
    print_json,
    print_jsonl,
    print_lines,
    strong,
)
from beritasearch.cli.query_file import write_trec
from beritasearch.errors import InputError
from beritasearch.wording import counted

_WIDTH = 92
_LONGEST_LINE = 40
_OLD = 365


@click.command("check")
@click.argument("claim", metavar="CLAIM|-", required=False)
@dataset_option
@click.option("--file", "path", metavar="FILE", help="Many claims: CSV or JSONL with id,query.")
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="Articles.")
@click.option("--region", multiple=True, help="Only articles of this region.")
@click.option("--portal", multiple=True, help="Only this portal.")
@click.option("--since", metavar="DATE", help="Only from this day on.")
@click.option("--until", metavar="DATE", help="Only up to this day.")
@click.option(
    "--date",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the claim. [default: today]",
)
@click.option(
    "--trec-id",
    type=click.Choice(("article_id", "source_id")),
    default="article_id",
    show_default=True,
    help="The id that --format trec writes.",
)
@engine_option
@format_option("table", "lines", "json", "jsonl", "trec")
def check_command(
    claim: str | None,
    dataset: str | None,
    path: str | None,
    limit: int,
    trec_id: str,
    on: datetime | None,
    engine: str | None,
    form: str | None,
    **filters: Any,
) -> int:
    """Show what was printed of a claim, where and when first. It gives no verdict.

    CLAIM is a sentence, a headline or a pasted message; its sentences are checked one by one.
    Exit code 1 when no article holds enough of any.

    \b
    Example:
      beritasearch check "Dapur MBG di Tangsel terbakar, kerugian Rp1 miliar"
      beritasearch check --file klaim.csv --format trec > run.txt
    """
    if (claim is None) == (path is None):
        raise click.UsageError("Give either one CLAIM, or many with --file FILE.")
    form = chosen_format(form)
    where = dataset_path(dataset)
    archive = opened(where, meant_engine(where, engine))
    if form == "trec":
        return 0 if _print_trec(archive, _claims(claim, path), limit, trec_id, filters) else 1
    answers = (
        (name, text, archive.check(text, limit=limit, on=on.date() if on else None, **filters))
        for name, text in _claims(claim, path)
    )
    return 0 if _print(archive, answers, form) else 1


def _claims(claim: str | None, path: str | None) -> Iterator[tuple[str, str]]:
    """Ids with their claims."""
    if path is not None:
        for query in read_queries(path):
            yield query.query_id, query.text
        return
    text = _read_standard_input() if claim == "-" else claim or ""
    if not text.strip():
        raise InputError("The claim is empty. Give a sentence, or - with a text on standard input.")
    yield "1", text


def _read_standard_input() -> str:
    return sys.stdin.buffer.read().decode("utf-8", "replace")


Answers = Iterator[tuple[str, str, list[CheckedClaim]]]


def _print(archive: Archive, answers: Answers, form: str) -> bool:
    """Print answers as they come; whether any has evidence."""
    found = False
    for name, text, checked in answers:
        found = found or any(one.evidence or one.fact_checks for one in checked)
        if form in ("json", "jsonl"):
            answer = {"id": name, "text": text, **_head(archive), **_body(checked)}
            print_json(answer) if form == "json" else print_jsonl([answer])
        elif form == "lines":
            print_lines(
                (name, e.article_id, moment(e.published_at), e.portal, e.passage.text)
                for one in checked
                for e in (*one.fact_checks, *one.evidence)
            )
        else:
            _print_table(archive, checked)
    return found


def _head(archive: Archive) -> dict[str, Any]:
    coverage = archive.coverage._asdict()
    return {"dataset": archive.name, "version": str(archive.version), "coverage": coverage}


def _body(checked: list[CheckedClaim]) -> dict[str, Any]:
    return {"claims": [one.to_dict() for one in checked]}


def _print_trec(
    archive: Archive,
    claims: Iterator[tuple[str, str]],
    limit: int,
    trec_id: str,
    filters: Mapping[str, Any],
) -> int:
    """A run of the articles by their best passages; returns how many lines it has."""
    written = 0
    for name, text in claims:
        for rank, one in enumerate(archive.ranked_passages(text, **filters)[:limit], start=1):
            shown = one.stored[trec_id] or one.stored["article_id"]
            write_trec(name, shown, rank, one.score)
            written += 1
    return written


def _print_table(archive: Archive, checked: list[CheckedClaim]) -> None:
    if not checked:
        click.echo("The text has no words that could be looked for.")
    for one in checked:
        click.echo(strong(plain(one.claim.text)))
        if one.age_days is not None and one.age_days > _OLD:
            click.echo(f"  The best evidence lies {one.age_days / _OLD:.1f} years from the claim.")
        _print_reading(one)
        if not (one.evidence or one.fact_checks):
            click.echo("  Nothing in this dataset speaks of it enough to be shown.")
        for evidence in one.fact_checks:
            verdict = plain(evidence.verdict or "no verdict stated")
            _print_evidence(f"fact-check of {evidence.portal}: {verdict}", evidence)
        for number, evidence in enumerate(one.evidence, start=1):
            _print_evidence(f"{number}.", evidence)
        _print_when(one)
        click.echo()
    coverage = archive.coverage
    click.echo(
        faint(
            f"Looked for in {archive.name} version {archive.version}: "
            f"{counted(coverage.articles, 'article')} of {counted(len(coverage.portals), 'portal')}"
            f", {coverage.first_day} to {coverage.last_day}; "
            f"{counted(len(coverage.empty_months), 'month')} between without an article."
        )
    )


def _print_reading(one: CheckedClaim) -> None:
    reading = one.reading
    for name, values in (
        ("names", reading.names),
        ("values", reading.values),
        ("words", reading.terms),
    ):
        if values:
            click.echo(faint(f"  {name}: {plain(', '.join(values))}"))


def _print_evidence(number: str, evidence: Evidence) -> None:
    click.echo(f"  {number} {strong(plain(evidence.title or '(no title)'))}")
    parts = [
        "sponsored" if evidence.sponsored else "",
        moment(evidence.published_at),
        evidence.portal,
        evidence.article_id,
        f"characters {evidence.passage.start} to {evidence.passage.end}",
        f"{evidence.covered:.0%} of the claim",
        f"copies: {', '.join(evidence.copies)}" if evidence.copies else "",
    ]
    click.echo(faint(f"     {beside(parts)}"))
    for line in textwrap.wrap(plain(evidence.passage.text), _WIDTH):
        click.echo(f"     {line}")
    for value in evidence.values:
        sign = "=" if value.relation == "agree" else "≠"
        click.echo(
            f"     claim: {plain(value.claim.text)} {sign} article: {plain(value.passage.text)}"
        )


def _print_when(one: CheckedClaim) -> None:
    for first in one.earliest:
        click.echo(
            f"  earliest in this dataset: {moment(first.published_at)}, {first.portal}, "
            f"{first.article_id}"
        )
    if len(one.timeline) > 1:
        most = max(one.timeline.values())
        for day, articles in one.timeline.items():
            bar = "█" * max(1, round(_LONGEST_LINE * articles / most / 2))
            click.echo(f"  {day} {articles:>4}  {bar}")
    if one.undated:
        click.echo(f"  without a date: {counted(one.undated, 'article')}")
