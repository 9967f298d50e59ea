"""The form that is named in a notice is the largest one: beside a walk through the vocabulary."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

import invented
from beritasearch.analysis.analyzer import analyzer
from beritasearch.archive.archive import open as open_archive
from beritasearch.engines.registry import engine_names
from beritasearch.index.build import build_index
from beritasearch.search.other_forms import _articles, _forms, largest_other_form
from beritasearch.search.words import query_word

BODIES = {
    "Pemerintah menata kota.": 6,
    "Ada perintah baru.": 2,
    "Diperintahkan, memerintah.": 3,
    "Pemkot menata.": 1,
    "Pemerintah Kota menata.": 4,
    "Ia menulis.": 5,
    "Satu tulisan, satu penulis.": 2,
    "Kinerja naik.": 3,
    "Kerja.": 2,
}


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    bodies = [body for body, number in BODIES.items() for _ in range(number)]
    pages = [invented.extraction(f"{at}", title="x", body=body) for at, body in enumerate(bodies)]
    path = tmp_path_factory.mktemp("datasets") / "forms"
    dataset, _ = invented.write(path, *pages)
    for engine in engine_names():
        build_index(dataset, engine)
    return [open_archive(path, engine=engine)._index.engine for engine in engine_names()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("perintah", ("perintah", 2, "pemerintah", 10)),
        ("Perintah", ("Perintah", 2, "pemerintah", 10)),
        ("tulis", ("tulis", 0, "menulis", 5)),
        ("pemkot", ("pemkot", 1, "pemerintah kota", 4)),
        ("kerja", ("kerja", 2, "kinerja", 3)),
        ("tulis perintah", ("perintah", 2, "pemerintah", 10)),
        ("pemerintah", None),
        ("kota", None),
        ("yang", None),
    ],
)
def test_the_largest_other_form(engines, words, expected):
    chosen = [query_word(word, analyzer(), stemmed=True) for word in words.split()]
    for engine in engines:
        assert largest_other_form(chosen, engine, analyzer()) == expected


@pytest.mark.slow
def test_beside_all_words_of_the_real_articles(everything):
    engine = everything._index.engine
    by_stem = defaultdict(set)
    for term, _ in engine.vocabulary("body"):
        for stem in analyzer().stem(term).split():
            by_stem[stem].add(term)
    several = sorted(stem for stem, forms in by_stem.items() if len(forms) > 3 and stem.isalpha())
    drawn = random.Random(1).sample(several, 300)

    def largest(forms):
        return max(_articles(engine, (form,)) for form in forms)

    missed = [
        stem for stem in drawn if largest(_forms(stem, engine, analyzer())) < largest(by_stem[stem])
    ]
    assert len(missed) <= 3, missed
