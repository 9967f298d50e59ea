""" "Baca juga" inside paragraphs, with and without markup; all words are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.articles.html import read_html
from beritasearch.articles.inline_links import UNCLEAR, part_plain
from beritasearch.pages.page import Form, page_of

LINK = "<a href='/2024/pasar'>Pasar Karangan Ramai Pembeli</a>"
TITLE = "Pasar Karangan Ramai Pembeli"
BEFORE = "Warga memanen padi di sawah kelurahan."
AFTER = "Panen itu yang ketiga pada tahun ini."
REST = "<p>Lurah Karangan berharap, panen berikutnya dapat dilakukan pada musim hujan.</p>" * 4


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{BEFORE} Baca juga: {LINK} {AFTER}",
        f"{BEFORE} (Baca juga: {LINK}) {AFTER}",
        f"{BEFORE} (Baca: {LINK}) {AFTER}",
        f"{BEFORE} <strong>Baca Juga: {LINK}</strong> {AFTER}",
        f"{BEFORE} <b>Simak juga:</b> {LINK}. {AFTER}",
        f"{BEFORE} Pilihan Editor: {LINK} {AFTER}",
        f"{BEFORE} <a href='/2024/pasar'>Baca juga: {TITLE}</a> {AFTER}",
        f"{BEFORE}<br><br>Baca juga:<br>{LINK}<br><br>{AFTER}",
        f"{BEFORE}</p><p>Baca juga :</p><ul><li>{LINK}</li></ul><p>{AFTER}",
        f"{BEFORE}</p><div class='baca-juga'>Lihat ini {LINK}</div><p>{AFTER}",
    ],
)
def test_a_link_is_a_clear_border(paragraph: str) -> None:
    page = f"<title>Panen Padi di Karangan</title><div><p>{paragraph}</p>{REST}</div>"
    draft = read_html(
        page_of(f"<link rel=canonical href='https://contoh.id/1/a'>{page}".encode(), "p", Form.HTML)
    )
    assert " ".join(draft.body.split()).startswith(f"{BEFORE} {AFTER}")
    assert [(link.title, link.url) for link in draft.read_also] == [
        (TITLE, "https://contoh.id/2024/pasar")
    ]
    assert draft.body_uncertain is None


@pytest.mark.parametrize(
    "paragraph",
    [
        # A sentence that links to something is text.
        "Warga dapat lihat juga <a href='/aturan'>aturan panen padi itu</a> di kantor kelurahan.",
        "Ia suka baca juga <a href='/buku'>buku tentang sawah kota</a>, kata lurah.",
        f"Warga memanen padi, baca: {LINK} yang ramai.",
    ],
)
def test_a_sentence_is_not_cut(paragraph: str) -> None:
    page = f"<title>Panen Padi di Karangan</title><div><p>{paragraph}</p>{REST}</div>"
    draft = read_html(page_of(page.encode(), "p", Form.HTML))
    words = paragraph.replace("</a>", "").split("<a href='")
    assert draft.body.startswith(words[0] + words[1].partition(">")[2])
    assert draft.read_also == []


@pytest.mark.parametrize(
    ("text", "left", "titles", "is_unclear"),
    [
        (f"{BEFORE} (Baca juga: {TITLE}) {AFTER}", f"{BEFORE} {AFTER}", [TITLE], False),
        (f"{BEFORE} [BACA JUGA: {TITLE}] {AFTER}", f"{BEFORE} {AFTER}", [TITLE], False),
        (f"{BEFORE} Baca juga: {TITLE}", BEFORE, [TITLE], False),
        (f"{BEFORE} Baca juga: {TITLE} Baca juga: {TITLE}", BEFORE, [TITLE, TITLE], False),
        (f"{BEFORE} Baca juga:,,{AFTER}", f"{BEFORE} {AFTER}", [], False),
        (f"{BEFORE} Baca juga: {TITLE} {AFTER}", None, [], True),
        (f"{BEFORE} Baca juga: {TITLE}. {AFTER}", None, [], True),
        (f"{BEFORE} Warga juga pulang.", None, [], False),
        (f"{BEFORE} Ia gemar baca juga menulis.", None, [], False),
        ("", None, [], False),
    ],
)
def test_plain_text(text: str, left: str | None, titles: list[str], is_unclear: bool) -> None:
    parted = part_plain(text)
    assert parted.text == (text if left is None else left)
    assert [link.title for link in parted.links] == titles
    assert parted.is_unclear is is_unclear


def test_an_unclear_border_is_said() -> None:
    paragraph = f"<p>{BEFORE} Baca juga: {TITLE} {AFTER}</p>"
    page = f"<title>Panen Padi di Karangan</title><div>{paragraph}{REST}</div>"
    draft = read_html(page_of(page.encode(), "p", Form.HTML))
    assert f"Baca juga: {TITLE} {AFTER}" in draft.body
    assert draft.body_uncertain == UNCLEAR


@given(st.lists(st.sampled_from([BEFORE, AFTER, "Baca juga:", TITLE, "(", ")", ",,", " ", "juga"])))
def test_nothing_is_made_up(pieces: list[str]) -> None:
    text = " ".join(pieces)
    parted = part_plain(text)
    left = parted.text.split()
    assert len(left) <= len(text.split())
    assert all(word in text for word in left)
    assert all(link.title in text for link in parted.links)
