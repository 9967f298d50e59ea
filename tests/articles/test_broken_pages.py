"""Pages that are broken, hostile or far too large: a draft or a named rejection, and soon."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beritasearch.articles.draft import Draft
from beritasearch.articles.extract import extract
from beritasearch.articles.html import read_html
from beritasearch.errors import PageRejected
from beritasearch.pages.page import Form, page_of

LAYOUTS = sorted(Path(__file__).with_name("layouts").glob("*.html"))
# What the issue allows for one page.
SECONDS = 5.0
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|javascript:|alert\(|[\x00-\x08]", re.IGNORECASE)
REASONS = frozenset(
    [
        *("empty-page", "not-html", "no-title", "no-body", "too-large"),
        *("list-page", "gallery", "front-page", "error-page"),
    ]
)
SENTENCE = "Warga Karangan memanen padi, Selasa pagi, di sawah milik kelurahan. "


def outcome(content: bytes) -> Draft | str:
    """The draft of a page, or the reason of its rejection."""
    page = page_of(content, "page.html", Form.HTML)
    started = time.process_time()
    found: Draft | PageRejected
    try:
        found = read_html(page)
        extract(page)
    except PageRejected as rejected:
        found = rejected
    assert time.process_time() - started < 2 * SECONDS
    if isinstance(found, PageRejected):
        assert found.reason in REASONS
        assert found.detail.endswith(".")
        return found.reason
    draft = found
    for text in texts_of(asdict(draft)):
        assert not MARKUP.search(text), text[:300]
        text.encode()
    return draft


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_of(one)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_cut_anywhere(path: Path) -> None:
    whole = path.read_bytes()
    found = [outcome(whole[:end]) for end in range(0, len(whole), 211)]
    assert any(isinstance(one, Draft) for one in found)
    assert any(isinstance(one, str) for one in found)


@pytest.mark.slow
def test_real_pages_cut_anywhere(shared_data: Path) -> None:
    for path in sorted((shared_data / "pages" / "html").glob("*.html")):
        whole = path.read_bytes()
        for end in range(0, len(whole), max(1, len(whole) // 60)):
            outcome(whole[:end])


@given(st.sampled_from(LAYOUTS), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_pieces_lost_doubled_and_swapped(path: Path, chance: random.Random) -> None:
    pieces = re.split(rb"(?=<)", path.read_bytes())
    for _ in range(chance.randrange(1, 12)):
        one, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        change = chance.randrange(4)
        if change == 0:
            pieces[one] = b""
        elif change == 1:
            pieces[one] *= 2
        elif change == 2:
            pieces[one], pieces[other] = pieces[other], pieces[one]
        else:
            pieces[one] = pieces[one][: chance.randrange(len(pieces[one]) + 1)]
    outcome(b"".join(pieces))


TAGS = [
    *("<div>", "<p>", "<span>", "<b>", "<i><div>", "<a href='/x'>", "<ul><li>", "<font>", "<svg>"),
    *("<table><tr><td>", "<blockquote>", "<form><div>", "<article>", "<figure>", "<select>"),
    *("<div class='baca-juga'>", "<div class='caption'>", "<div itemprop='articleBody'>"),
]


@pytest.mark.parametrize("opening", TAGS)
@pytest.mark.parametrize("inside", ["", SENTENCE])
def test_nested_ten_thousand_deep(opening: str, inside: str) -> None:
    deep = (opening + inside) * 10_000
    for body in (f"<p>{SENTENCE * 5}</p>{deep}", f"{deep}<p>{SENTENCE * 5}</p>"):
        outcome(f"<title>Panen Padi di Karangan</title><body>{body}".encode())


LARGE: dict[str, Callable[[int], str]] = {
    "one text": lambda size: f"<p>{SENTENCE * (size // len(SENTENCE))}",
    "paragraphs": lambda size: f"<p>{SENTENCE}</p>" * (size // 80),
    "empty elements": lambda size: "<p>" * (size // 3),
    "line breaks": lambda size: f"{SENTENCE}<br>" * (size // 75),
    "links": lambda size: (
        "<a href='/2024/panen-padi-di-sawah'>Panen padi di sawah kota</a>" * (size // 65)
    ),
    "attributes": lambda size: "<p " + " ".join(f"a{n}=1" for n in range(size // 9)) + ">",
    "a script": lambda size: f"<script>{'x = 1;' * (size // 6)}</script>",
    "a comment": lambda size: f"<!--{'x' * size}",
    "less-than signs": lambda size: "<" * size,
    "ampersands": lambda size: "&amp" * (size // 4),
    "quotation marks": lambda size: '"' * size,
    "white space": lambda size: " " * size,
    "commas": lambda size: "," * size,
    "Baca juga": lambda size: "<p>" + "Baca juga: Panen Padi " * (size // 22),
    "dates": lambda size: "<p>30/04/2024 17:21 </p>" * (size // 24),
}


@pytest.mark.parametrize("shape", LARGE)
def test_a_megabyte(shape: str) -> None:
    outcome(f"<title>Panen Padi di Karangan</title>{LARGE[shape](1_000_000)}".encode())


@pytest.mark.slow
@pytest.mark.parametrize("megabytes", [8, 50])
@pytest.mark.parametrize("shape", LARGE)
def test_many_megabytes(shape: str, megabytes: int) -> None:
    content = LARGE[shape](megabytes * 1_000_000)
    found = outcome(f"<title>Panen Padi di Karangan</title>{content}".encode())
    assert found in REASONS or megabytes < 50


INJECTED = "<script>alert(1)</script><img src=x onerror=alert(1)>"
ESCAPED = INJECTED.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("injected", [INJECTED, ESCAPED, ESCAPED.replace("&", "&amp;")])
@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_scripts_in_every_text(path: Path, injected: str) -> None:
    content = path.read_text("utf-8")
    for word in ("Warga Karangan", "Karangan Ramai", "panen padi", "Melati Kenanga", "Dua Kampung"):
        content = content.replace(word, f"{word}{injected}")
    outcome(content.encode())


@pytest.mark.parametrize("written", ["utf-8", "cp1252", "utf-16", "utf-16-le", "utf-7", "gb18030"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "utf-16", "gb18030", "x-none"])
def test_wrong_charsets(written: str, declared: str) -> None:
    page = LAYOUTS[0].read_text("utf-8").replace("lebih", "“lebih” – é")
    page = page.replace("<head>", f"<head><meta charset='{declared}'>")
    outcome(page.encode(written, "replace"))
