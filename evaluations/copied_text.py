"""`make evaluate-extraction`: articles out of lines, as pages are copied and as WET has them.

    python -m evaluations.copied_text [--pages FOLDER] [--verbose]

The pages are those of `evaluations.pages`, without their markup. Beside them 1,500 real articles
are read, each put between the lines of an invented page: of these no word should be lost, and
none of the page should be taken for the article's.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import fmean

from beritasearch.articles.copied_text import read_copied_text
from beritasearch.errors import PageRejected
from beritasearch.evaluation.copied_pages import as_copied, as_wet, framed
from beritasearch.evaluation.pages import (
    Extracted,
    PageGold,
    PageScore,
    put_back,
    read_gold,
    score_page,
    score_pages,
    token_f1,
)
from beritasearch.pages.page import Form, Page, page_of
from beritasearch.pages.reader import read_file
from evaluations.gate import ARTICLES, DATA, check, is_data_there

PAGES = DATA / "pages" / "html"
EVERY, MOST = 10, 1_500
WAYS: dict[str, Callable[[bytes], str]] = {"copied": as_copied, "wet": as_wet}
NOTHING = Extracted(None, None, "")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, default=PAGES, metavar="FOLDER")
    parser.add_argument("--verbose", action="store_true", help="Print every page.")
    asked = parser.parse_args()
    if asked.pages == PAGES and not is_data_there():
        return 2
    gold = read_gold(asked.pages / "gold.json")
    reached: dict[str, float] = {}
    print("| lines | pages | mean F1 | least F1 | titles | minutes |\n|---|---|---|---|---|---|")
    for name, lines_of in WAYS.items():
        scores = [_score(asked.pages, one, lines_of) for one in gold]
        reached |= dict(_figures(name, scores))
        for score in scores if asked.verbose else ():
            print(f"    {score.page}: {score.body_f1:.3f} {score.is_title} {score.is_minute}")
    if asked.pages != PAGES:
        return 0
    reached |= dict(_of_articles())
    return check("copied_text", reached, [*PAGES.iterdir(), ARTICLES])


def _score(folder: Path, gold: PageGold, lines_of: Callable[[bytes], str]) -> PageScore:
    text = lines_of((folder / gold.page).read_bytes())
    return score_page(_extracted(text), gold)


def _extracted(text: str) -> Extracted:
    try:
        draft = read_copied_text(page_of(text.encode(), "copied.txt", Form.TEXT))
    except PageRejected:
        return NOTHING
    body = put_back(draft.body, draft.dateline, draft.byline_code)
    return Extracted(draft.title, draft.published_at, body)


def _figures(name: str, scores: list[PageScore]) -> Iterator[tuple[str, float]]:
    whole = score_pages(scores)
    print(
        f"| {name} | {whole.pages} | {whole.mean_f1:.3f} | {whole.least_f1:.3f} "
        f"| {whole.titles} | {whole.minutes} |"
    )
    yield f"{name}_mean_f1", whole.mean_f1
    yield f"{name}_least_f1", whole.least_f1
    yield f"{name}_titles", whole.titles
    yield f"{name}_minutes", whole.minutes


def _of_articles() -> Iterator[tuple[str, float]]:
    bodies, titles = [], 0
    for page in islice(_drawn(), MOST):
        title, body = str(page.row["title"]).strip(), str(page.row["body"])  # type: ignore[index]
        draft = read_copied_text(page_of(framed(title, body).encode(), page.uri, Form.TEXT))
        pieces = (draft.lead, draft.dateline, draft.body, draft.byline_code)
        also = (link.title for link in draft.read_also)
        captions = (image.caption for image in draft.images)
        kept = " ".join(filter(None, (*pieces, *also, *captions)))
        bodies.append(token_f1(kept, body))
        titles += draft.title == title
    whole = sum(score > 0.99 for score in bodies) / len(bodies)
    print(
        f"\n{len(bodies)} articles between the lines of a page: mean F1 {fmean(bodies):.4f}, "
        f"{whole:.3f} of them whole, {titles} titles"
    )
    yield "articles_mean_f1", fmean(bodies)
    yield "articles_whole", whole
    yield "articles_titles", titles / len(bodies)


def _drawn() -> Iterator[Page]:
    for page in islice(read_file(str(ARTICLES)), 0, None, EVERY):
        if isinstance(page, Page) and page.row and page.row["published"]:
            yield page


if __name__ == "__main__":
    sys.exit(main())
