"""``beritasearch query``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import click

from beritasearch.archive.archive import Archive
from beritasearch.cli.completion import values_of
from beritasearch.cli.opening import opened
from beritasearch.cli.options import (
    dataset_option,
    dataset_path,
    engine_option,
    format_option,
    lexicon_option,
)
from beritasearch.cli.output import (
    beside,
    chosen_format,
    faint,
    marks,
    moment,
    plain,
    print_csv,
    print_json,
    print_jsonl,
    print_lines,
    print_notices,
    strong,
)
from beritasearch.regions.gazetteer import gazetteer
from beritasearch.search.filters import KINDS
from beritasearch.search.request import SORTS
from beritasearch.search.results import Hit, Results
from beritasearch.wording import counted

F = TypeVar("F", bound=Callable[..., Any])

FACET_HELP = "As in region,tag:20,month; tag:prefix=kab for values that begin so."

_WIDTH = 96
# Fewer hits than these are printed before anybody could read how far it is.
_MANY = 1_000
_EXPLAINED = ("table", "json", "jsonl")
_COLUMNS = (
    "article_id",
    "kind",
    "score",
    "title",
    "url",
    "portal",
    "section",
    "published_at",
    "region_codes",
    "tags",
    "sponsored",
    "snippet",
)


def filter_options(command: F) -> F:
    """The filters that `query` and `facets` share; repeat one for alternatives."""
    texts = {
        "--region": "Where it happened: a name or code; regions inside are included.",
        "--region-mentioned": "A region that the article mentions only.",
        "--tag": "A tag of the article.",
        "--portal": "A portal, as in kompas.com.",
        "--section": "A section as printed, in any case.",
        "--author": "An author, or a part of the name.",
    }
    for name, text in reversed(texts.items()):
        column = name.removeprefix("--").partition("-")[0]
        command = click.option(
            name, multiple=True, metavar="TEXT", help=text, shell_complete=values_of(column)
        )(command)
    dates = {"--until": "The last day.", "--since": "The first day: 2024, 2024-04, 2024-04-30."}
    for name, text in dates.items():
        command = click.option(name, metavar="DATE", help=text)(command)
    kind = click.option("--kind", type=click.Choice(KINDS), default="all", show_default=True)
    return kind(command)


def spelling_options(command: F) -> F:
    """How the words of a query are read, for `query` and `facets`."""
    fuzzy = click.option(
        "--fuzzy/--no-fuzzy", default=None, help="Allow other spellings: of all words, or none."
    )
    exact = click.option(
        "--exact", is_flag=True, help="Take the text literally, in the forms as typed."
    )
    return fuzzy(exact(command))


@click.command("query")
@click.argument("text", required=False)
@dataset_option
@filter_options
@click.option("--facet", "facets", multiple=True, metavar="NAMES", help=FACET_HELP)
@click.option("--share", is_flag=True, help="Divide each count by all articles of that value.")
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True)
@click.option("--limit", metavar="N", default="10", show_default=True, help="Hits, or 'all'.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits to pass over first.")
@spelling_options
@click.option("--explain", is_flag=True, help="Show which term gave which part of each score.")
@click.option("--at", "version", type=int, metavar="VERSION", help="Search an older version.")
@click.option("--new-since", type=int, metavar="VERSION", help="Only what that version lacks.")
@click.option(
    "--file", "path", metavar="FILE", help="Many queries: CSV or JSONL with id,query; or -."
)
@click.option(
    "--trec-id",
    type=click.Choice(("article_id", "source_id")),
    default="article_id",
    show_default=True,
    help="The id that --format trec writes.",
)
@click.option("--meta", is_flag=True, help="Totals, facets and notices in a first line of JSONL.")
@lexicon_option
@engine_option
@format_option("table", "lines", "json", "jsonl", "csv", "parquet", "trec")
def query_command(
    text: str | None,
    dataset: str | None,
    facets: tuple[str, ...],
    limit: str,
    version: int | None,
    lexicon: str | None,
    path: str | None,
    trec_id: str,
    meta: bool,
    engine: str | None,
    form: str | None,
    **asked: Any,
) -> int:
    """Search a dataset.

    Words are joined by AND; "exact phrase", -not, OR, ( ), prefix*, fuzzy~, field:value and
    date:2024-04 work as docs/query-language.md says. Exit code 1 when nothing is found.

    \b
    Example:
      beritasearch query "inovasi pelayanan publik" --region "Kota Tangerang" --facet tag,month
      beritasearch query --file pertanyaan.csv --limit 100 --format trec > run.txt
      beritasearch query banjir --limit all --format parquet > banjir.parquet
    """
    if (text is None) == (path is None):
        raise click.UsageError("Give either the TEXT of one query, or many with --file FILE.")
    form = chosen_format(form)
    if form == "parquet":
        from beritasearch.cli.parquet import refuse_terminal

        refuse_terminal()
    archive = opened(dataset_path(dataset), engine, version, lexicon)
    asked["limit"] = _limit(limit)
    not_shown = (
        *_not_shown(form, facets, meta=meta, is_file=path is not None),
        *(_not_explained(form, asked["sort"]) if asked["explain"] else ()),
    )
    asked["explain"] &= form in _EXPLAINED
    if text is not None and form != "trec":
        results = archive.search(text, facets=facets, **asked)
        print_notices((*not_shown, *results.notices))
        _print(results, form, meta=meta)
        return 0 if sum(results.totals.values()) else 1
    print_notices(not_shown)
    return 0 if _print_many(archive, text, path, asked, form, trec_id) else 1


def _not_shown(form: str, facets: tuple[str, ...], *, meta: bool, is_file: bool) -> Iterator[str]:
    """What was asked for and has no place in the output."""
    has_meta = meta and form == "jsonl" and not is_file
    if facets and not has_meta and (is_file or form not in ("table", "json")):
        yield (
            "Facets are not shown here. Ask one query with --format table or json, or with "
            "--format jsonl --meta."
        )
    if meta and not has_meta:
        yield "--meta has a line in --format jsonl of one query only."


def _not_explained(form: str, sort: str) -> Iterator[str]:
    """Why scores are not explained though that was asked for."""
    if form not in _EXPLAINED:
        yield f"Explanations are shown by --format {', '.join(_EXPLAINED)} only."
    elif sort != "relevance":
        yield f"--sort {sort} gives no scores, so there are none to explain."


def _print_many(
    archive: Archive,
    text: str | None,
    path: str | None,
    asked: dict[str, Any],
    form: str,
    trec_id: str,
) -> int:
    """Answer the queries of a file, or one as a TREC run; returns the number of hits."""
    # Modules that a single query does not need.
    from beritasearch.archive.queries import AskedQuery, read_queries
    from beritasearch.cli.query_file import answer, print_ranked, print_trec

    queries = [AskedQuery("1", text, {})] if text is not None else read_queries(path or "-")
    if form != "trec":
        return print_ranked(answer(archive, queries, asked), form, _COLUMNS)
    if asked["kind"] == "all":
        # A run ranks articles; headlines have an order of their own.
        asked["kind"] = "article"
    return print_trec(answer(archive, queries, asked), trec_id)


def _limit(text: str) -> int | None:
    if text == "all":
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    raise click.BadParameter(f"'{text}' is neither a number nor 'all'.", param_hint="--limit")


def _print(results: Results, form: str, *, meta: bool) -> None:
    hits: Iterable[Hit] = results
    if len(results) > _MANY:
        from beritasearch.cli.progress import followed  # only for exports

        hits = followed(results, "Hits", len(results))
    if form == "json":
        print_json(results.to_dict())
    elif form == "jsonl":
        if meta:
            print_jsonl([results.meta()])
        print_jsonl(hit.to_dict() for hit in hits)
    elif form == "csv":
        print_csv((hit.to_dict() for hit in hits), _COLUMNS)
    elif form == "parquet":
        _print_parquet(hits)
    elif form == "lines":
        print_lines(
            (hit.article_id, moment(hit.published_at), hit.portal, hit.kind, hit.title)
            for hit in hits
        )
    else:
        _print_table(results)


def _print_parquet(hits: Iterable[Hit]) -> None:
    # Load pyarrow, which no other format needs.
    from beritasearch.cli.parquet import print_parquet
    from beritasearch.search.arrow import SCHEMA, row

    print_parquet(map(row, hits), SCHEMA)


def _print_table(results: Results) -> None:
    click.echo(_headline(results))
    for number, hit in enumerate(results, start=1):
        click.echo()
        _print_hit(number, hit)
    if results.facets:
        from beritasearch.cli.facet_output import print_facets  # only where they are asked for

        print_facets(results.facets)


def _headline(results: Results) -> str:
    parts = [counted(results.total, "article")]
    if results.totals["headline"]:
        parts.append(counted(results.totals["headline"], "headline"))
    exact = f"; {results.total_exact:,} with the words as typed" if results.total else ""
    source = f"{results.dataset} version {results.version}, {results.took_ms} ms"
    asked = results.interpreted or "everything"
    return f"{strong(' and '.join(parts))} for {asked}{exact} {faint(f'({source})')}"


def _print_hit(number: int, hit: Hit) -> None:
    click.echo(f"{number:>3}. {strong(plain(hit.title or '(no title)'))}")
    labels = [gazetteer().label(code) for code in hit.region_codes[:2]]
    parts = [
        "headline" if hit.kind == "headline" else "",
        "sponsored" if hit.sponsored else "",
        moment(hit.published_at),
        hit.portal,
        hit.section,
        ", ".join(labels),
        hit.article_id,
    ]
    click.echo(faint(f"     {beside(parts)}"))
    if hit.snippet.text:
        # Wrapped before it is marked, so that colours do not count as letters.
        import textwrap  # only where people read

        before, after = marks()
        lines = textwrap.wrap(hit.snippet.marked("\x02", "\x03"), _WIDTH)
        shown = "\n     ".join(lines).replace("\x02", before).replace("\x03", after)
        click.echo(f"     {shown}")
    for part in hit.explanation:
        click.echo(faint(f"     {part.score:>8.4f}  {part.field}: {part.term} (× {part.weight:g})"))
