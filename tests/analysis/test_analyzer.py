"""What every analyzer of ours promises, whatever its stemmer: terms, stems, a fingerprint."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritasearch.analysis import analyzer as module
from beritasearch.analysis.analyzer import Analyzer, analyzer
from beritasearch.analysis.tokenizer import terms

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "pages" / "000_c1e9d71f308bc65c.txt"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("inovasi", "inovasinya"),
        ("layanan", "pelayanan"),
        ("tingkatkan", "meningkatkan"),
        ("baca", "membaca"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert analyzer().stem(one) == analyzer().stem(other)


@pytest.mark.parametrize("term", ["2024", "g20", "co2", "1.0.1"])
def test_what_is_no_word_is_its_own_stem(term: str) -> None:
    assert analyzer().stem(term) == term


def test_stems_stand_beside_their_words() -> None:
    surface = analyzer().surface("Pemerintah meningkatkan pelayanan, 57,17 persen.")
    stems = analyzer().stems(surface)
    assert len(stems) == len(surface)
    assert stems == [analyzer().stem(term) for term in surface]
    assert analyzer().stems([]) == []


@given(st.one_of(st.text(), st.text(alphabet=st.characters())))
def test_no_text_makes_it_fail(text: str) -> None:
    surface = analyzer().surface(text)
    assert surface == terms(text)
    stems = analyzer().stems(surface)
    assert len(stems) == len(surface)
    assert all(stem and stem == stem.strip() for stem in stems)


@given(st.text(alphabet="abdegiklmnprstuy", min_size=1, max_size=15))
def test_a_stem_does_not_depend_on_what_was_asked_before(word: str) -> None:
    assert Analyzer().stem(word) == analyzer().stem(word)


def test_there_is_one_analyzer_for_all_who_ask() -> None:
    assert analyzer() is analyzer()


def test_threads_get_the_same_stems() -> None:
    surface = terms(EXAMPLE.read_text("utf-8")) * 5
    shared = Analyzer()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(shared.stems, [surface] * 8))
    assert found == [analyzer().stems(surface)] * 8


# The fingerprint.


def test_the_fingerprint_is_the_same_in_every_process() -> None:
    code = "from beritasearch.analysis.analyzer import analyzer; print(analyzer().fingerprint)"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    )
    assert told.stdout.strip() == analyzer().fingerprint == Analyzer().fingerprint


def test_the_fingerprint_names_what_it_is_made_of() -> None:
    parts = dict(part.partition("=")[::2] for part in analyzer().fingerprint.split())
    assert parts["rules"].isdigit()
    assert parts["unicode"] == unicodedata.unidata_version
    assert all(parts.values())


def test_other_rules_give_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Analyzer().fingerprint
    monkeypatch.setattr(module, "_RULES_VERSION", 10_000)
    assert Analyzer().fingerprint != before


def test_another_unicode_gives_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Analyzer().fingerprint
    monkeypatch.setattr(unicodedata, "unidata_version", "99.0.0")
    assert Analyzer().fingerprint != before


# Surface terms of a fixed text, by the version of the rules. When this fails, the same text
# gives other terms: raise `_RULES_VERSION`, and pin the new digest beside it, so that indexes
# made before are refused and not silently searched with other terms.
DIGESTS = {"4": "374931a2747a3415"}
# Letters of long standing, which no edition of Unicode treats otherwise.
CHARACTERS = "".join(map(chr, [*range(0x20, 0x180), *range(0x2010, 0x2040), 0x2BC, 0x3A3, 0x3C2]))


def test_terms_change_only_with_the_rules_version() -> None:
    spaced = " ".join(f"a{one}b {one}1 1{one}2 {one}" for one in CHARACTERS)
    found = terms(EXAMPLE.read_text("utf-8")) + terms(spaced)
    (rules,) = (p[6:] for p in analyzer().fingerprint.split() if p.startswith("rules="))
    assert sha256("\n".join(found).encode()).hexdigest()[:16] == DIGESTS[rules]


@pytest.mark.parametrize(
    ("printed", "number"), [("6.000.000", "6000000"), ("57,17", "57.17"), ("57.17", "57.17")]
)
def test_a_number_has_one_stem_however_it_is_printed(printed: str, number: str) -> None:
    assert analyzer().stem(printed) == number


@pytest.mark.parametrize("loaded", [False, True])
def test_half_a_character_is_no_word(loaded: bool) -> None:
    fresh = Analyzer()
    if loaded:
        fresh.load()
    assert fresh.stem("mak\ud800an") == "mak\ud800an"
    assert not fresh.is_word("\ud800x")
