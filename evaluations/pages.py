"""`make evaluate-extraction`: real pages, ours beside trafilatura and newspaper4k.

    python -m evaluations.pages [--pages FOLDER]

*generic* reads a page as if no file of `articles/portals/` knew its portal. Dateline and byline
code, which the asserted bodies hold, are put back before a body is compared. A folder of other
pages with a `gold.json` of the same form is measured without floors.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import newspaper
import trafilatura

from beritasearch.articles.extract import extract
from beritasearch.articles.html import read_html
from beritasearch.errors import PageRejected
from beritasearch.evaluation.pages import (
    Extracted,
    PageGold,
    PageScore,
    put_back,
    read_gold,
    score_page,
    score_pages,
)
from beritasearch.pages.page import Form, Page, page_of
from evaluations.gate import DATA, check, is_data_there

PAGES = DATA / "pages" / "html"
NOTHING = Extracted(None, None, "")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, default=PAGES, metavar="FOLDER")
    folder = parser.parse_args().pages
    if folder == PAGES and not is_data_there():
        return 2
    gold = read_gold(folder / "gold.json")
    scores = {name: [score_page(read(_page(folder, g)), g) for g in gold] for name, read in WAYS}
    _print_pages(gold, scores)
    reached = dict(_figures(scores))
    return check("pages", reached, sorted(PAGES.iterdir())) if folder == PAGES else 0


def _page(folder: Path, gold: PageGold) -> Page:
    return page_of((folder / gold.page).read_bytes(), gold.page, Form.HTML)


def ours(page: Page) -> Extracted:
    article = extract(page).article
    body = put_back(article.body, article.dateline, article.byline_code)
    return Extracted(article.title, article.published_at, body)


def generic(page: Page) -> Extracted:
    draft = read_html(page)
    body = put_back(draft.body, draft.dateline, draft.byline_code)
    return Extracted(draft.title, draft.published_at, body)


def by_trafilatura(page: Page) -> Extracted:
    found = trafilatura.bare_extraction(page.content, include_comments=False, with_metadata=True)
    if found is None:
        return NOTHING
    # It gives days, no times.
    return Extracted(found.title, None, found.text or "")


def by_newspaper(page: Page) -> Extracted:
    article = newspaper.Article("https://example.org/a", language="id", fetch_images=False)
    article.download(input_html=page.content.decode("utf-8", "replace"))
    article.parse()
    at = article.publish_date if isinstance(article.publish_date, datetime) else None
    return Extracted(article.title, at, article.text)


def _or_nothing(read: Callable[[Page], Extracted]) -> Callable[[Page], Extracted]:
    def safe(page: Page) -> Extracted:
        try:
            return read(page)
        except PageRejected as rejected:
            print(f"{page.uri}: {rejected}", file=sys.stderr)
            return NOTHING

    return safe


WAYS = (
    ("ours", _or_nothing(ours)),
    ("generic", _or_nothing(generic)),
    ("trafilatura", by_trafilatura),
    ("newspaper4k", by_newspaper),
)


def _print_pages(gold: list[PageGold], scores: dict[str, list[PageScore]]) -> None:
    print("\nToken F1 of each body; t: not the title, m: not the minute.\n")
    print(f"| page | {' | '.join(scores)} |")
    print(f"|---|{'---|' * len(scores)}")
    for at, one in enumerate(gold):
        cells = " | ".join(map(_cell, (of_way[at] for of_way in scores.values())))
        print(f"| {one.page}{' (not counted)' if one.is_gallery else ''} | {cells} |")


def _cell(score: PageScore) -> str:
    missed = ("" if score.is_title else " t") + ("" if score.is_minute else " m")
    return f"{score.body_f1:.3f}{missed}"


def _figures(scores: dict[str, list[PageScore]]) -> Iterable[tuple[str, float]]:
    print("\n| extractor | body F1, mean | least | titles | minutes |\n|---|---|---|---|---|")
    for name, of_way in scores.items():
        all_pages = score_pages(of_way)
        print(
            f"| {name} | {all_pages.mean_f1:.3f} | {all_pages.least_f1:.3f} "
            f"| {all_pages.titles} of {all_pages.pages} "
            f"| {all_pages.minutes} of {all_pages.pages} |"
        )
        yield f"{name}_mean_f1", all_pages.mean_f1
        yield f"{name}_least_f1", all_pages.least_f1
        yield f"{name}_titles", all_pages.titles
        yield f"{name}_minutes", all_pages.minutes


if __name__ == "__main__":
    sys.exit(main())
