"""``beritasearch analyze``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from beritasearch.analysis.analyzer import analyzer
from beritasearch.analysis.indonesian.values.calendar import NEWS_YEARS
from beritasearch.analysis.tokens import AnalysedToken, analyse
from beritasearch.cli.options import format_option
from beritasearch.cli.output import (
    chosen_format,
    faint,
    print_json,
    print_jsonl,
    print_lines,
    strong,
)
from beritasearch.errors import ImpossibleDate
from beritasearch.pages.inputs import STDIN, open_text

_READINGS = 4


@click.command("analyze")
@click.argument("text", required=False)
@click.option("--file", "path", metavar="FILE", help="Analyse one text a line; - for stdin.")
@click.option(
    "--date",
    "published",
    metavar="DAY",
    help="The day of publication, 2024-04-30: relative dates are counted from it.",
)
@format_option("table", "lines", "json", "jsonl")
def analyze_command(
    text: str | None, path: str | None, published: str | None, form: str | None
) -> int:
    """Show every step from a text to its terms: tokens, readings, stems, values.

    \b
    Example:
      beritasearch analyze "Pemkot Tangsel menyiapkan Rp6 miliar" --date 2024-04-30
      beritasearch analyze --file kalimat.txt --format jsonl
    """
    if (text is None) == (path is None):
        raise click.UsageError("Give either a TEXT, or many with --file FILE.")
    day = _day(published)
    texts = [text] if text is not None else _lines(path or STDIN)
    form = chosen_format(form)
    found = False
    for each in texts:
        tokens = analyse(each, day)
        found = found or bool(tokens)
        _print(each, tokens, "jsonl" if form == "json" and path else form)
    return 0 if found else 1


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ImpossibleDate(f"'{text}' is no day. Give one such as 2024-04-30.") from error
    if day.year not in NEWS_YEARS:
        raise ImpossibleDate(
            f"'{text}' is no day of publication: news is of {NEWS_YEARS[0]} to {NEWS_YEARS[-1]}."
        )
    return day


def _lines(path: str) -> Iterator[str]:
    """The texts of a file, streaming."""
    with open_text(path) as lines:
        for line in lines:
            yield line.rstrip("\r\n")


def _print(text: str, tokens: list[AnalysedToken], form: str) -> None:
    shown = {"text": text, "tokens": [token.to_dict() for token in tokens]}
    if form == "json":
        print_json(shown)
    elif form == "jsonl":
        print_jsonl([shown])
    elif form == "lines":
        print_lines((t.surface, t.kind, t.stem, t.terms, t.stands_for) for t in tokens)
    else:
        for token in tokens:
            _print_token(token)


def _print_token(token: AnalysedToken) -> None:
    click.echo(f"{strong(token.surface):<28} {token.kind:<8} {token.terms or token.stem}")
    if token.stands_for:
        click.echo(faint(f"    stands for: {token.stands_for}"))
    for value in token.values:
        stated = ", ".join(f"{name} {given}" for name, given in value.items() if given is not None)
        click.echo(faint(f"    value: {stated}"))
    if token.kind in ("word", "name") and token.stem != token.surface.lower():
        for ranked in analyzer().readings(token.surface)[:_READINGS]:
            parts = (*ranked.analysis.prefixes, ranked.analysis.root, *ranked.analysis.suffixes)
            click.echo(faint(f"    reading {ranked.score:>7.2f}: {' + '.join(parts)}"))
