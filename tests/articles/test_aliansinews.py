"""The example page gives, field by field, what its golden file says."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from beritasearch.articles.article import Article, Extraction, Quotation, ReadAlso, RelatedLink
from beritasearch.articles.extract import extract
from beritasearch.articles.identity import article_id
from beritasearch.pages.page import Form, Page
from beritasearch.pages.reader import read_file

EXAMPLE = Path(__file__).parents[2] / "examples" / "pages" / "000_c1e9d71f308bc65c.txt"
GOLD = json.loads((Path(__file__).parent / "golden" / "aliansinews.gold.json").read_text("utf-8"))
ARTICLE = GOLD["article"]
DATED = [link for link in ARTICLE["related"] if link["published_at"]]


@pytest.fixture(scope="module")
def page() -> Page:
    (page,) = read_file(str(EXAMPLE))
    assert isinstance(page, Page)
    return page


@pytest.fixture(scope="module")
def extraction(page: Page) -> Extraction:
    return extract(page)


def as_gold(value: Any, gold: Any) -> Any:
    """A value in the form of the golden file, with only the fields that it knows."""
    if isinstance(value, datetime):
        # The golden file writes times in the portal's zone, the dataset in UTC.
        return gold if gold and datetime.fromisoformat(gold) == value else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        golden = gold if isinstance(gold, list) else []
        golden = [*golden, *[None] * len(value)]
        return [as_gold(one, other) for one, other in zip(value, golden, strict=False)]
    if is_dataclass(value) and isinstance(gold, dict):
        return {name: as_gold(getattr(value, name), known) for name, known in gold.items()}
    return value


@pytest.mark.parametrize("field", ARTICLE)
def test_article(extraction: Extraction, field: str) -> None:
    assert as_gold(getattr(extraction.article, field), ARTICLE[field]) == ARTICLE[field]


def test_what_the_golden_file_leaves_out_is_empty_or_derived(extraction: Extraction) -> None:
    article = extraction.article
    derived = {"article_id", "text_sha256", "pages", "extractor", "regions", "rights", "language"}
    for field in fields(Article):
        if field.name not in {*ARTICLE, *derived}:
            assert getattr(article, field.name) == field.default, field.name


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        (ReadAlso, ARTICLE["read_also"]),
        (RelatedLink, ARTICLE["related"]),
        (Quotation, [{"article_id": None, **row} for row in GOLD["quotations"]]),
    ],
)
def test_the_golden_file_states_every_field(kind: type, rows: list[dict[str, Any]]) -> None:
    names = {field.name for field in fields(kind)}
    assert rows
    assert all(set(row) == names for row in rows)


def test_headlines(extraction: Extraction) -> None:
    gold = GOLD["headlines"]
    # Of one title nobody can say whether its three dots are a cut or the newsroom's own.
    known = [{**row, "title_cut": row["title_cut"] in (True, "uncertain")} for row in gold]
    shown = [
        {
            "title": headline.title,
            "title_cut": headline.title_cut or row["title_cut"] == "uncertain",
            "section": headline.section,
            "published_at": as_gold(headline.published_at, row["published_at"]),
        }
        for headline, row in zip(extraction.headlines, gold, strict=True)
    ]
    assert shown == [{name: row[name] for name in shown[0]} for row in known]


def test_headlines_are_the_dated_titles_of_the_lists(extraction: Extraction) -> None:
    assert [headline.title for headline in extraction.headlines] == [row["title"] for row in DATED]
    assert len({headline.headline_id for headline in extraction.headlines}) == len(DATED)
    for headline, row in zip(extraction.headlines, DATED, strict=True):
        assert headline.portal == ARTICLE["portal"]
        assert headline.published_on is not None
        assert row["published_at"].startswith(headline.published_on.isoformat())
        assert headline.seen_in == (extraction.article.article_id,)
        assert (headline.url, headline.article_id) == (None, None)


def test_regions_of_headlines(extraction: Extraction) -> None:
    for headline, row in zip(extraction.headlines, GOLD["headlines"], strict=True):
        assert set(row["region_codes_at_least"]) <= set(headline.region_codes), headline.title


@pytest.mark.parametrize("number", range(len(GOLD["quotations"])))
def test_quotations(extraction: Extraction, number: int) -> None:
    gold = GOLD["quotations"][number]
    quotation = extraction.quotations[number]
    assert as_gold(quotation, gold) == gold
    assert extraction.article.body[quotation.start : quotation.end] == quotation.text
    assert quotation.article_id == extraction.article.article_id


def test_there_are_no_other_quotations(extraction: Extraction) -> None:
    assert len(extraction.quotations) == len(GOLD["quotations"])


def test_no_region_of_a_venue_or_of_a_link(extraction: Extraction) -> None:
    codes = {evidence.code for evidence in extraction.article.regions}
    refused = {row["not"] for row in GOLD["must_not_be_regions"] if "not" in row}
    assert refused
    assert codes.isdisjoint(refused)
    assert codes == set(ARTICLE["region_codes"])


def test_provenance(page: Page, extraction: Extraction) -> None:
    (held,) = extraction.article.pages
    assert (page.form, page.offset, page.fetched_at) == (Form.TEXT, None, None)
    assert (held.uri, held.offset, held.part) == (str(EXAMPLE), None, 1)
    assert held.fetched_at is None
    assert held.sha256 == sha256(EXAMPLE.read_bytes()).hexdigest()


def test_id_is_that_of_portal_title_and_time(extraction: Extraction) -> None:
    assert extraction.article.article_id == article_id(
        url=None,
        portal=ARTICLE["portal"],
        title=ARTICLE["title"],
        published=datetime.fromisoformat(ARTICLE["published_at"]),
    )


def test_example_and_golden_file_are_those_that_were_given(shared_data: Path) -> None:
    pages = shared_data / "pages"
    assert EXAMPLE.read_bytes() == (pages / "aliansinews" / EXAMPLE.name).read_bytes()
    assert json.loads((pages / "aliansinews.gold.json").read_text("utf-8")) == GOLD
