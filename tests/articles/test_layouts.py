"""Layouts of Indonesian portals, with invented words: nothing of the page may be in the body."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from beritasearch.articles.html import read_html
from beritasearch.pages.page import Form, page_of

LAYOUTS = Path(__file__).with_name("layouts")
EXPECTED: dict[str, dict[str, Any]] = json.loads((LAYOUTS / "expected.json").read_text("utf-8"))
PARAGRAPHS = (LAYOUTS / "body.txt").read_text("utf-8").splitlines()


def test_every_layout_is_expected() -> None:
    assert {path.stem for path in LAYOUTS.glob("*.html")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_layout(name: str) -> None:
    content = (LAYOUTS / f"{name}.html").read_bytes()
    expected = EXPECTED[name]
    draft = read_html(page_of(content, name, Form.HTML))
    body = draft.body.split("\n\n")
    assert [text for text in body if text != expected.get("heading")] == PARAGRAPHS
    assert draft.published_at is not None
    assert {
        "title": draft.title,
        "url": draft.url,
        "published_at": draft.published_at.isoformat(timespec="minutes"),
        "dateline": draft.dateline,
        "byline_code": draft.byline_code,
        "authors": draft.authors,
        "section": draft.section,
        "tags": draft.tags,
        "parts_total": draft.parts_total,
        "read_also": [link.title for link in draft.read_also],
        "related": [
            [link.title, link.published_at and link.published_at.isoformat(timespec="minutes")]
            for link in draft.related
        ],
        "caption": draft.images[0].caption,
    } == {name: value for name, value in expected.items() if name != "heading"}
    assert draft.body_uncertain is None
