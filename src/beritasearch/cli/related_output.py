"""How related articles are printed: three groups, each line with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from beritasearch.answers.related import Related, RelatedArticle
from beritasearch.cli.output import beside, faint, moment, plain, print_csv, print_lines, strong
from beritasearch.regions.gazetteer import gazetteer
from beritasearch.wording import counted

_HEADINGS = {
    "same_text": "Same text",
    "same_story": "Same story",
    "background": "Background",
}
_COLUMNS = (
    *("group", "article_id", "kind", "likeness", "similarity", "title", "url", "portal"),
    *("section", "published_at", "days_apart", "copies"),
)
# So many of each kind are a reason; more are a list.
_FEW = 5


def rows(found: Related) -> Iterator[dict[str, Any]]:
    """Every related article with the name of its group."""
    for name, group in found.groups().items():
        for each in group:
            yield {"group": name, **each.to_dict()}


def print_rows(found: Related) -> None:
    """As CSV."""
    print_csv(rows(found), _COLUMNS)


def print_each(found: Related) -> None:
    """As lines: id, group, time, portal, title."""
    print_lines(
        (each.article_id, name, moment(each.published_at), each.portal, each.title)
        for name, group in found.groups().items()
        for each in group
    )


def print_table(found: Related, *, explain: bool) -> None:
    """For people; copies are one line with their number.

    Parameters
    ----------
    explain : give everything that is shared, and the likeness.
    """
    if not len(found):
        click.echo("Nothing related is in the dataset.")
    number = 0
    for name, group in found.groups().items():
        if not group:
            continue
        click.echo(strong(f"{_HEADINGS[name]}:"))
        if name == "same_text" and not explain:
            _print_copies(found)
            continue
        for each in group:
            number += 1
            _print_article(number, each, explain=explain)


def _print_copies(found: Related) -> None:
    least = min(each.similarity or 0 for each in found.same_text)
    portals = ", ".join(dict.fromkeys(each.portal for each in found.same_text))
    copies = _copies(len(found.same_text))
    click.echo(f"     {copies} with at least {least:.0%} of the text: {plain(portals)}")
    first = next((e for e in found.same_text if e.article_id == found.earliest_id), None)
    if first is None:
        click.echo("     Earliest in this dataset: the one that was asked about.")
    else:
        where = beside((moment(first.published_at), first.portal, first.title, first.article_id))
        click.echo(f"     Earliest in this dataset: {where}")


def _print_article(number: int, article: RelatedArticle, *, explain: bool) -> None:
    click.echo(f"{number:>3}. {strong(plain(article.title or '(no title)'))}")
    parts = [
        "headline" if article.kind == "headline" else "",
        moment(article.published_at),
        article.portal,
        article.section,
        article.article_id,
        f"and {_copies(len(article.copies))}" if article.copies else "",
    ]
    click.echo(faint(f"     {beside(parts)}"))
    click.echo(f"     {plain(_why(article, None if explain else _FEW))}")
    if explain:
        similar = "" if article.similarity is None else f"; {article.similarity:.0%} of the text"
        click.echo(f"     likeness {article.likeness:.2f}{similar}")


def _why(article: RelatedArticle, few: int | None) -> str:
    shared = article.shared
    reasons = (
        ", ".join(shared.names[:few]),
        ", ".join(shared.numbers[:few]),
        ", ".join(shared.terms[:few]),
        *(f"tag {tag}" for tag in shared.tags[:few]),
        *(gazetteer().label(code) for code in shared.regions[:1]),
    )
    return f"{_apart(article.days_apart)}, shared: {'; '.join(filter(None, reasons))}"


def _copies(number: int) -> str:
    return "1 copy" if number == 1 else f"{number:,} copies"


def _apart(days: int | None) -> str:
    if days is None:
        return "days apart not known"
    if days == 0:
        return "same day"
    return f"{counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
