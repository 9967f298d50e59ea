"""How is an article cited? With its portal, time and address, and the bytes it came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import orjson

from beritasearch.articles.dates import local_time

STYLES = ("markdown", "csl", "bibtex")


def cite(row: Mapping[str, Any], dataset: str, version: str, style: str) -> str:
    """A citation of an article.

    Parameters
    ----------
    row : the article's row of the dataset.
    dataset, version : its name, and the version as citations print it: ``3``, ``3.r1``.
    style : ``markdown``, ``csl`` (CSL-JSON) or ``bibtex``.

    Raises
    ------
    ValueError : there is no such style.
    """
    source = f"{dataset} version {version}, article {row['article_id']}, " + ", ".join(
        f"page sha256 {page['sha256']}" for page in row["pages"]
    )
    match style:
        case "markdown":
            return _markdown(row, source)
        case "csl":
            return _csl(row, source)
        case "bibtex":
            return _bibtex(row, source)
    raise ValueError(f"Citation style '{style}' is not known. Styles: {', '.join(STYLES)}.")


def _markdown(row: Mapping[str, Any], source: str) -> str:
    title = re.sub(r"([\\`*_\[\]])", r"\\\1", row["title"] or "(no title)")
    linked = f"[{title}](<{row['url']}>)" if row["url"] else title
    authors = f"{', '.join(row['authors'])}. " if row["authors"] else ""
    return f"{authors}{linked}. {row['portal']}, {_when(row) or 'undated'}. ({source})"


def _csl(row: Mapping[str, Any], source: str) -> str:
    day: date | None = row["published_on"]
    entry = {
        "id": row["article_id"],
        "type": "article-newspaper",
        "title": row["title"],
        "container-title": row["portal"],
        "author": [{"literal": name} for name in row["authors"]],
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": row["url"],
        "language": row["language"],
        "note": source,
    }
    stated = {key: value for key, value in entry.items() if value}
    return orjson.dumps([stated], option=orjson.OPT_INDENT_2).decode()


def _bibtex(row: Mapping[str, Any], source: str) -> str:
    fields = {
        "title": f"{{{_tex(row['title'] or '(no title)')}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in row["authors"]),
        "organization": _tex(row["portal"]),
        "date": row["published_on"].isoformat() if row["published_on"] else "",
        "url": row["url"] or "",
        "note": _tex(source),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@online{{{row['article_id']},", *lines, "}"))


def _tex(text: str) -> str:
    plain = text.replace("\\", "/")
    return re.sub(r"([&%$#_{}])", r"\\\1", plain)


def _when(row: Mapping[str, Any]) -> str | None:
    """The printed time for people, or the day."""
    at: datetime | None = row["published_at"]
    day: date | None = row["published_on"]
    if at is None:
        return day.isoformat() if day else None
    return (local_time(at, row["published_zone"]) or "")[:16].replace("T", " ")
