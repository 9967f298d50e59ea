"""From text to words: a table, offsets that point at the text, and any Unicode text at all."""

from __future__ import annotations

import time
import unicodedata
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beritasearch.analysis.tokenizer import terms, tokens
from beritasearch.pages.page import Page
from beritasearch.pages.reader import read_file

EXAMPLE = Path(__file__).parents[2] / "examples" / "pages" / "000_c1e9d71f308bc65c.txt"


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("", "", "nothing"),
        ("Sekda Kota Tangerang", "sekda kota tangerang", "lower case"),
        ("anak-anak ke-3 al-Qur'an", "anak anak ke 3 al quran", "a hyphen parts words"),
        ("Jum'at Jum’at Jum‘at Jum`at Jum´at Jumʼat", "jumat " * 6, "every apostrophe joins"),
        ("'Panen' ‘Panen’ ʼPanenʼ", "panen " * 3, "at the edges it is a quotation mark"),
        ("pe\u00adme\u200brin\u200dtah", "pemerintah", "invisible characters join"),
        ("6.000.000 57,17 3.016", "6.000.000 57,17 3.016", "a number keeps its inner marks"),
        ("Rp6 Rp 6 rp6.000", "rp 6 rp 6 rp 6.000", "Rp parts from its amount"),
        ("Rpx xRp6", "rpx xrp6", "but only where an amount follows, and only as a word"),
        ("2024. 5, 1.", "2024 5 1", "what ends a number is no part of it"),
        ("17:21 29/4 50%", "17 21 29 4 50", "other marks part"),
        ("1.2a a1.2", "1.2 a a1 2", "a number ends where a letter begins"),
        ("U-20 G20 CO2", "u 20 g20 co2", "letters and digits stay together"),
        ("budi@contoh.id #panen_raya", "budi contoh id panen raya", "marks and underscores part"),
        ("“Terus,” ujar … • — –", "terus ujar", "typography is no word"),
        ("Café cafe\u0301 CAFÉ", "café café café", "NFC"),
        ("İSTANBUL ISTANBUL", "i̇stanbul istanbul", "the dot of İ is kept"),
        ("ΟΔΟΣ ΟΔΟΣ.Α", "οδοσ οδοσ α", "one small sigma, wherever it stands"),
        ("ẞ ß Ⅷ ² ①", "ß ß ⅷ ² ①", "signs that count as letters or digits"),
        ("😀 → ©", "", "signs that do not"),
        ("印尼 تانجيرانج", "印尼 تانجيرانج", "other scripts are words"),
        ("\x00a\x1bb\ufffdc", "a b c", "control characters part"),
    ],
)
def test_terms(text: str, expected: str, why: str) -> None:
    assert terms(text) == expected.split(), why


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“Jum’at” di Rp6.000.000,-", ["Jum’at", "di", "Rp", "6.000.000"]),
        ("cafe\u0301 ﬁn", ["cafe\u0301", "ﬁn"]),
        ("a-b_c", ["a", "b", "c"]),
    ],
)
def test_tokens_show_the_words_as_they_stand(text: str, shown: list[str]) -> None:
    assert [text[token.start : token.end] for token in tokens(text)] == shown


# Letters whose lower case or normal form is longer, shorter, or depends on what stands around;
# and all that is dropped or parts.
CHARACTERS = (
    "aAiIrRpPéÉÅKſßẞσςΣİıŉǅΐἼﬁ字٣４²Ⅷ0123'’‘ʼ`´\u00ad\u200b\u200d\u200e\u2060\ufeff\u0301\u0307\u0345\u0653"
    " .,:-_…•–—\u00a0\u2028@#%😀𝒜\x00\n"
)
TEXTS = st.one_of(st.text(), st.text(alphabet=CHARACTERS, max_size=12))
ANY = st.one_of(TEXTS, st.text(alphabet=st.characters(), max_size=20))


@given(ANY)
@example("\ud800")
@example("Σ" * 50 + ".Α")
@settings(max_examples=500)
def test_offsets_point_at_the_text(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end
        assert token.term


@given(ANY)
@example("a\u200b\u0300")
def test_a_word_alone_gives_the_same_term(text: str) -> None:
    stored = unicodedata.normalize("NFC", text)
    for token in tokens(stored):
        assert terms(stored[token.start : token.end]) == [token.term]
        # And so does the term, but for what nobody writes: rp'6, whose apostrophe joined it.
        assert terms(token.term) == [token.term] or token.term.startswith("rp")


@given(ANY)
@example("r.Σ")
@example("Σ:ı")
@example("AʼB")
@settings(max_examples=1000)
def test_terms_are_those_of_the_tokens(text: str) -> None:
    stored = unicodedata.normalize("NFC", text)
    assert terms(stored) == [token.term for token in tokens(stored)]


@given(TEXTS)
def test_case_and_typography_do_not_matter(text: str) -> None:
    stored = unicodedata.normalize("NFC", text)
    assert terms(stored) == terms(stored.lower()) == terms(stored.replace("’", "'"))


@given(TEXTS, TEXTS)
def test_a_space_parts_texts(one: str, other: str) -> None:
    assert terms(f"{one} {other}") == [*terms(one), *terms(other)]


@given(TEXTS)
def test_no_term_holds_what_engines_part_at(text: str) -> None:
    """Terms are handed over parted by spaces: none may hold one."""
    found = terms(text)
    assert " ".join(found).split() == found


def test_the_fast_way_gives_what_the_slow_way_gives_on_real_text(shared_data: Path) -> None:
    """Plain ASCII takes a way of its own; the word of the other kind at the end forbids it."""
    for page in islice(read_file(str(shared_data / "articles.jsonl.gz")), 0, 6000, 30):
        assert isinstance(page, Page)
        assert page.row is not None
        body = unicodedata.normalize("NFC", str(page.row["body"]))
        found = terms(body)
        assert terms(f"{body} é")[:-1] == found
        assert [token.term for token in tokens(body)] == found


def test_the_example_page() -> None:
    text = EXAMPLE.read_text("utf-8")
    found = terms(text)
    assert found[:6] == ["advertisement", "soal", "inovasi", "yang", "menjadi", "unggulan"]
    assert found.count("57,17") == 1
    assert "rp6" not in found
    assert [token.term for token in tokens(text)] == found


@pytest.mark.parametrize(
    "text", ["a'" * 100_000, "1." * 100_000, "\u00ad" * 200_000, "É" * 200_000]
)
def test_no_text_takes_long(text: str) -> None:
    started = time.process_time()
    assert len(terms(text)) == len(list(tokens(unicodedata.normalize("NFC", text))))
    # Measured below 0.1 s each; what grows with the square of the length takes minutes.
    assert time.process_time() - started < 3
