"""``beritasearch related``."""

from __future__ import annotations

import os

import click

from beritasearch.answers.related import RelatedArticle
from beritasearch.archive.archive import Archive
from beritasearch.cli.opening import meant_engine, opened
from beritasearch.cli.options import dataset_option, dataset_path, engine_option, format_option
from beritasearch.cli.output import (
    beside,
    chosen_format,
    faint,
    moment,
    plain,
    print_csv,
    print_json,
    print_jsonl,
    print_lines,
    strong,
)
from beritasearch.errors import InputError, PageRejected
from beritasearch.pages.inputs import STDIN, named_input
from beritasearch.regions.gazetteer import gazetteer

_COLUMNS = ("article_id", "kind", "score", "title", "url", "portal", "section", "published_at")


@click.command("related")
@click.argument("name", metavar="ID|URL|FILE|-", required=False)
@dataset_option
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True)
@click.option("--before", metavar="DATE", help="Only what was published before this day.")
@click.option("--all", "of_all", is_flag=True, help="Of every article of the dataset, as JSONL.")
@engine_option
@format_option("table", "lines", "json", "jsonl", "csv")
def related_command(
    name: str | None,
    dataset: str | None,
    limit: int,
    before: str | None,
    of_all: bool,
    engine: str | None,
    form: str | None,
) -> int:
    """Show articles that are like one article, or like a text.

    A file or standard input is analysed, not stored. Articles come first, headlines after them.

    \b
    Example:
      beritasearch related 5f2b6c1de0a94487 --limit 5
    """
    if (name is None) != of_all:
        raise click.UsageError("Give either one ID, URL, FILE or -, or --all.")
    path = dataset_path(dataset)
    archive = opened(path, meant_engine(path, engine))
    if name is None:
        return _print_all(archive, limit, before)
    found = _related(archive, name, limit, before)
    form = chosen_format(form)
    if form == "json":
        print_json({"related_to": name, "hits": [article.to_dict() for article in found]})
    elif form == "jsonl":
        print_jsonl(article.to_dict() for article in found)
    elif form == "csv":
        print_csv((article.to_dict() for article in found), _COLUMNS)
    elif form == "lines":
        print_lines((a.article_id, moment(a.published_at), a.portal, a.title) for a in found)
    else:
        _print_table(found)
    return 0 if found else 1


def _print_all(archive: Archive, limit: int, before: str | None) -> int:
    """One article a line, as they are found."""
    found = 0
    for article_id, related in archive.related_of_all(limit=limit, before=before):
        found += len(related)
        print_jsonl([{"related_to": article_id, "hits": [each.to_dict() for each in related]}])
    return 0 if found else 1


def _related(archive: Archive, name: str, limit: int, before: str | None) -> list[RelatedArticle]:
    if name == STDIN or os.path.isfile(name):  # noqa: PTH113  # a long text is no file, no error
        return archive.related_to_text(_text(name), limit=limit, before=before)
    return archive.related(name, limit=limit, before=before)


def _text(uri: str) -> str:
    """A page's own text, without its lists; of a text that is no portal's page, all of it."""
    from beritasearch.articles.extract import extract
    from beritasearch.pages.page import Form, Page
    from beritasearch.pages.reader import read_file

    what = named_input(uri)
    page = next(read_file(uri), None)
    if not isinstance(page, Page):
        raise InputError(f"{what} holds no article: {page.detail if page else 'it is empty.'}")
    try:
        article = extract(page).article
        return "\n".join(part for part in (article.title, article.lead, article.body) if part)
    except PageRejected as rejected:
        if page.form is not Form.TEXT or b"\x00" in page.content:
            raise InputError(f"{what} holds no article: {rejected.detail}") from rejected
    return page.content.decode()


def _print_table(found: list[RelatedArticle]) -> None:
    if not found:
        click.echo("Nothing related is in the dataset.")
    for number, article in enumerate(found, start=1):
        click.echo(f"{number:>3}. {strong(plain(article.title or '(no title)'))}")
        parts = [
            "headline" if article.kind == "headline" else "",
            moment(article.published_at),
            article.portal,
            article.section,
            article.article_id,
        ]
        click.echo(faint(f"     {beside(parts)}"))
        shared = [", ".join(article.shared_terms[:8])]
        shared += [f"tag {tag}" for tag in article.shared_tags]
        shared += [gazetteer().label(code) for code in article.shared_regions[:1]]
        click.echo(f"     shared: {'; '.join(part for part in shared if part)}")
