"""Results as HTML, for notebooks. What a page says is escaped, so that it cannot run there."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping

from beritasearch.search.facets import Facet, FacetValue
from beritasearch.search.results import Hit, Results
from beritasearch.wording import counted

# A notebook shows a page of hits; whoever wants more goes on in code.
_SHOWN_HITS = 20


def to_html(results: Results) -> str:
    """The first hits as a table, under what was asked and found, beside the facets."""
    return "".join(
        (
            f"<p><strong>{_found(results)}</strong> for <code>",
            html.escape(results.interpreted or "everything"),
            "</code></p>",
            *(f"<p><em>{html.escape(notice)}</em></p>" for notice in results.notices),
            *_hits(results),
            *_facets(results.facets),
        )
    )


def _found(results: Results) -> str:
    parts = [counted(results.total, "article")]
    if headlines := results.totals.get("headline"):
        parts.append(counted(headlines, "headline"))
    return " and ".join(parts)


def _hits(results: Results) -> Iterator[str]:
    shown = results[:_SHOWN_HITS]
    if not shown:
        return
    yield _row(("date", "portal", "title", "text"), "th", "<table><thead>", "</thead><tbody>")
    for hit in shown:
        day = (hit.published_at or "undated")[:10]
        cells = (html.escape(day), html.escape(hit.portal), _title(hit), hit.snippet.to_html())
        yield _row(cells, "td")
    yield "</tbody></table>"
    if len(results) > len(shown):
        yield f"<p>The first {len(shown)} of {len(results):,} hits.</p>"


def _title(hit: Hit) -> str:
    title = html.escape(hit.title or "(no title)")
    kind = " <small>headline</small>" if hit.kind == "headline" else ""
    kind += " <small>sponsored</small>" if hit.sponsored else ""
    if hit.url is None or not hit.url.startswith(("https://", "http://")):
        return title + kind
    return f'<a href="{html.escape(hit.url)}" rel="noopener noreferrer">{title}</a>{kind}'


def _facets(facets: Mapping[str, Facet]) -> Iterator[str]:
    for name, facet in facets.items():
        yield f"<details><summary>{html.escape(name)}</summary><table><tbody>"
        for depth, value in _in_order(facet.values):
            label = "&emsp;" * depth + html.escape(value.label or value.value)
            share = "" if value.share is None else f"{value.share:.1%}"
            yield _row((label, f"{value.count:,}", share), "td")
        yield "</tbody></table></details>"


def _in_order(values: Iterable[FacetValue], depth: int = 0) -> Iterator[tuple[int, FacetValue]]:
    for value in values:
        yield depth, value
        yield from _in_order(value.children, depth + 1)


def _row(cells: Iterable[str], element: str, before: str = "", after: str = "") -> str:
    inside = "".join(f"<{element}>{cell}</{element}>" for cell in cells)
    return f"{before}<tr>{inside}</tr>{after}"
