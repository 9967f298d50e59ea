"""The same question has the same answer on every engine: through the whole search, on random
archives, and after random histories of changes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import invented
from beritasearch.archive.archive import Archive
from beritasearch.archive.archive import open as open_archive
from beritasearch.articles.article import Extraction
from beritasearch.engines.registry import engine_names
from beritasearch.index.build import build_index
from beritasearch.search.results import Hit, Results
from processes import run_python

OTHERS = [name for name in engine_names() if name != "reference"]
FACETS = "region:9,tag:3,section,portal,author,speaker,kind,year,month,day"
# What must be equal to the letter; hits are compared apart, since scores are rounded.
SAID = ("interpreted", "total", "total_exact", "totals", "notices", "suggestions")

# Articles of the random archives, by seed.
SIZES = [1, 4, 12, 30, 70]
# Words with other forms, abbreviations, function words, amounts; few, so that they meet.
WORDS = [
    *("inovasi", "inovasinya", "berinovasi", "banjir", "kebanjiran", "air", "kota", "wali"),
    *("wali kota", "walikota", "Tangsel", "Kota Tangerang", "Pemkot", "sekda", "Rp6 miliar"),
    *("lobster", "benih", "benihnya", "yang", "di", "dan", "2024", "rumah sakit", "penyelundupan"),
]
# Words of which the n-th is n times rarer than the first, as in real text.
RARER = [
    f"{first}{last}"
    for first in ("ba", "ke", "mu", "so", "ti")
    for last in (
        "dar",
        "gun",
        "lap",
        "men",
        "nis",
        "pok",
        "rung",
        "sat",
        "tik",
        "wang",
        "yol",
        "zan",
    )
]
_SHARES = [1 / rank for rank in range(1, len(RARER) + 1)]
MISSING = ["zzyzx", "lobtser", "inovsi", "penyelundupn", "Tangsell"]
TAGS = ["sekda", "kota tangerang", "mbg", "banjir"]
DAYS = [
    None,
    "2024-04-30",
    "2024-04-30 17:21",
    "2024-05-02 08:00",
    "2023-12-31 23:59",
    "2019-09-17",
]


def page(key: str, chosen: random.Random) -> Extraction:
    """One page with random columns and words."""

    def words(most: int) -> str:
        return " ".join(chosen.choices(WORDS, k=chosen.randint(1, most)))

    quote = words(6)
    body = f"{words(chosen.choice([3, 15, 60]))}.\n\n“{quote},” kata Budi Karangan."
    headlines = [
        invented.headline(f"{words(5)} {key}", chosen.choice(DAYS), section="BANTEN")
        for _ in range(chosen.choice([0, 0, 1]))
    ]
    return invented.extraction(
        key,
        chosen.choice(DAYS),
        title=words(6),
        lead=chosen.choice([None, words(8)]),
        body=body,
        portal=chosen.choice([invented.PORTAL, "lain.co.id"]),
        section=chosen.choice(invented.SECTIONS),
        tags=tuple(chosen.sample(TAGS, chosen.randrange(3))),
        authors=chosen.choice([(), ("Sari Contoh",)]),
        region_codes=chosen.choice(invented.REGIONS),
        quoted=[("Budi Karangan", quote)] if chosen.randrange(2) else [],
        headlines=headlines,
    )


def pages(seed: int, number: int) -> list[Extraction]:
    chosen = random.Random(seed)
    return [page(f"{seed} {at}", chosen) for at in range(number)]


Archives = dict[str, Archive]


@pytest.fixture(scope="module")
def archive_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Archives]:
    """One random archive, opened with every engine."""

    @cache
    def made(seed: int) -> Archives:
        path = tmp_path_factory.mktemp("archives") / f"random-{seed}"
        dataset, _ = invented.write(path, *pages(seed, SIZES[seed]))
        for engine in engine_names():
            build_index(dataset, engine)
        return {engine: open_archive(path, engine=engine) for engine in engine_names()}

    return made


_word = st.sampled_from([*WORDS, *MISSING])
_pair = st.lists(_word, min_size=2, max_size=3)
_part = st.one_of(
    _word,
    _word,
    _word.map("-{}".format),
    _word.map("{}~".format),
    st.sampled_from(["in*", "kota*", "banj*", "x*", "*"]),
    _pair.map(" ".join).map('"{}"'.format),
    _pair.map(" OR ".join).map("({})".format),
    st.builds("{}:{}".format, st.sampled_from(["title", "body", "quote", "caption"]), _word),
    st.sampled_from(
        [
            *('tag:"kota tangerang"', "tag:mbg", "portal:lain.co.id", "section:banten"),
            *('region:"Kota Tangerang"', "region:36", "kind:headline", "speaker:budi"),
            *("author:sari", "date:2024-04", "date:2023..2024-04-30", "foo:banjir"),
        ]
    ),
)
_typed = st.lists(_part, max_size=4).map(" ".join)
_pasted = st.lists(_word, min_size=7, max_size=14).map(lambda words: f"{' '.join(words)}. Baca!")
_hows = st.fixed_dictionaries(
    {"sort": st.sampled_from(["relevance", "newest", "oldest"])},
    optional={
        "fuzzy": st.booleans(),
        "exact": st.just(True),
        "share": st.just(True),
        "region": st.sampled_from(["Banten", "36.71", ["Kota Tangerang", "Tangsel"]]),
        "tag": st.sampled_from(["mbg", ["sekda", "banjir"]]),
        "portal": st.just("lain.co.id"),
        "section": st.just("banten"),
        "since": st.sampled_from(["2024", "2024-05-01"]),
        "until": st.sampled_from(["2024", "2024-05-01"]),
        "kind": st.sampled_from(["article", "headline"]),
    },
)


_questions = given(
    seed=st.integers(0, len(SIZES) - 1),
    text=st.one_of(_typed, _typed, _pasted),
    how=_hows,
    offset=st.one_of(st.just(0), st.integers(0, 100)),
    limit=st.integers(0, 25),
)


@settings(max_examples=60, deadline=None)
@_questions
def test_every_engine_answers_as_reference(
    archive_of: Callable[[int], Archives],
    seed: int,
    text: str,
    how: dict[str, Any],
    offset: int,
    limit: int,
) -> None:
    assert_same_answers(archive_of(seed), text, how, offset, limit)


@pytest.mark.slow
@settings(max_examples=1_500, deadline=None)
@_questions
def test_every_engine_answers_many_questions_as_reference(
    archive_of: Callable[[int], Archives],
    seed: int,
    text: str,
    how: dict[str, Any],
    offset: int,
    limit: int,
) -> None:
    assert_same_answers(archive_of(seed), text, how, offset, limit)


def assert_same_answers(
    archives: Archives, text: str, how: dict[str, Any], offset: int, limit: int
) -> None:
    whole = archives["reference"].search(text, facets=FACETS, limit=1_000, **how)
    for engine in OTHERS:
        answer = archives[engine].search(text, facets=FACETS, offset=offset, limit=limit, **how)
        assert_same_but_for_hits(answer, whole)
        assert_same_page(answer.hits, whole.hits, offset, limit, ranked=how["sort"] == "relevance")


def assert_same_but_for_hits(answer: Results, expected: Results) -> None:
    for name in SAID:
        assert getattr(answer, name) == getattr(expected, name), (answer.engine, name)
    assert answer.facets == expected.facets, answer.engine


def assert_same_page(
    hits: Sequence[Hit], whole: Sequence[Hit], offset: int, limit: int, *, ranked: bool
) -> None:
    """The window of the whole list; documents whose scores are equal but for rounding may
    change places."""
    window = whole[offset : offset + limit]
    assert [hit.score for hit in hits] == pytest.approx([hit.score for hit in window], rel=1e-4)
    if not ranked:
        assert [hit.article_id for hit in hits] == [hit.article_id for hit in window]
    of_id = {hit.article_id: hit for hit in whole}
    for hit in hits:
        expected = of_id[hit.article_id]
        assert hit.score == pytest.approx(expected.score, rel=1e-4)
        assert (hit.kind, hit.snippet, hit.matched) == (
            expected.kind,
            expected.snippet,
            expected.matched,
        )


def questions(number: int, words: Sequence[str] = WORDS) -> Iterator[str]:
    """Queries as people type them: one to four words, some together."""
    chosen = random.Random(5)
    for _ in range(number):
        yield " ".join(chosen.choices(words, k=chosen.randint(1, 4)))
        yield " OR ".join(chosen.choices(words, k=chosen.randint(2, 4)))


def places(one: Archive, other: Archive, texts: Sequence[str]) -> list[bool]:
    """Whether each place of the top ten is taken by the same article in both."""
    same: list[bool] = []
    for text in texts:
        tops = [
            [hit.article_id for hit in archive.search(text, kind="article")]
            for archive in (one, other)
        ]
        same += [a == b for a, b in zip(*tops, strict=True)]
    assert len(same) >= 5 * len(texts)
    return same


@pytest.mark.parametrize("engine", OTHERS)
def test_the_top_ten_are_the_same(archive_of: Callable[[int], Archives], engine: str) -> None:
    archives = archive_of(4)
    # 9 of 10 are promised; but two sums that differ in the last bit are all that changes places.
    assert mean(places(archives[engine], archives["reference"], list(questions(30)))) >= 0.99


def rarer(made: Extraction, chosen: random.Random) -> Extraction:
    """A page with rare words too, so that articles differ as real ones do."""
    words = " ".join(chosen.choices(RARER, _SHARES, k=chosen.choice([10, 40, 80])))
    return replace(made, article=replace(made.article, body=f"{made.article.body}\n\n{words}."))


def history(path: Path, seed: int, engine: str) -> Iterator[Archive]:
    """Versions in which random articles are added, changed and moved; the index of each."""
    chosen = random.Random(seed)
    keys = [f"{seed} {at}" for at in range(120)]
    written = [rarer(page(key, chosen), chosen) for key in keys]
    for step in range(5):
        dataset, _ = invented.write(path, *written)
        build_index(dataset, engine)
        yield open_archive(path, engine=engine)
        added = [f"{seed} {step} {at}" for at in range(chosen.choice([0, 1, 20]))]
        again = chosen.sample(keys, chosen.choice([1, 8, 40]))
        written = [rarer(page(key, chosen), chosen) for key in (*added, *again)]
        keys += added


@pytest.mark.slow
@pytest.mark.parametrize("engine", OTHERS)
def test_after_any_history_the_answers_are_those_of_a_fresh_index(
    tmp_path: Path, engine: str
) -> None:
    same: list[bool] = []
    for seed in range(3):
        *_, grown = history(tmp_path / f"{seed}", seed, engine)
        build_index(grown.dataset, "reference", anew=True)
        fresh = open_archive(grown.dataset.path, engine="reference")
        texts = list(questions(25, RARER))
        same += places(grown, fresh, texts)
        for text, sort in product(texts[:10], ("newest", "oldest")):
            one, other = (
                archive.search(text, sort=sort, limit=50, facets=FACETS)
                for archive in (grown, fresh)
            )
            assert [hit.article_id for hit in one] == [hit.article_id for hit in other]
            assert (one.totals, one.total_exact) == (other.totals, other.total_exact)
            assert one.facets == other.facets
    # tantivy's document frequencies count what was removed since its index was made anew: here
    # .95 of the places are the same. whoosh scores by what is there.
    assert mean(same) >= (0.9 if engine == "tantivy" else 0.99)


def test_every_process_answers_to_the_letter(tmp_path: Path) -> None:
    """Python orders a set of words in another way in each process."""
    dataset, _ = invented.write(tmp_path, *pages(1, 12))
    build_index(dataset, "whoosh")
    code = (
        "import sys, beritasearch; "
        "results = beritasearch.open(sys.argv[1], engine='whoosh').search('kota air OR banjir'); "
        "print(*(hit.matched for hit in results), *(hit.snippet.text for hit in results))"
    )
    answers = [
        run_python(code, str(tmp_path), env={"PYTHONHASHSEED": str(seed)}) for seed in range(4)
    ]
    assert answers[0].returncode == 0, answers[0].stderr
    assert len({answer.stdout for answer in answers}) == 1
