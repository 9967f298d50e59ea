"""One suite for every engine: the same matches, counts, orders and scores as `reference`."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beritasearch.engines.base import By, Document, Engine, Fields, Found
from beritasearch.engines.clauses import (
    Adjacent,
    AllOf,
    AnyOf,
    BestOf,
    Clause,
    Constant,
    Keyword,
    Nothing,
    NumberBetween,
    Rewarded,
    StartsWith,
    Term,
    Without,
)
from beritasearch.engines.reference import ReferenceEngine
from beritasearch.engines.registry import engine_class, engine_names
from beritasearch.errors import IndexDamaged

FIELDS = Fields(text=("title", "body"), keywords=("tag",), numbers=("tie", "day"))
OTHERS = [name for name in engine_names() if name != "reference"]
WORDS = ["banjir", "kota", "inovasi", "benih", "lobster", "publik", "sekda", "wali"]


def _documents(seed: int, number: int) -> list[Document]:
    chosen = random.Random(seed)
    # Few common words and some rare ones, and lengths on both sides of Lucene's exact 39.
    weights = [8, 4, 2, 1, 1, 1, 1, 1]
    return [
        Document(
            document_id=f"{at:016x}",
            text={
                "title": " ".join(chosen.choices(WORDS, weights, k=chosen.choice([0, 1, 5]))),
                "body": " ".join(chosen.choices(WORDS, weights, k=chosen.choice([1, 5, 41, 300]))),
            },
            keywords={
                "tag": chosen.sample(["sekda", "kota tangerang", "mbg"], chosen.randrange(3))
            },
            numbers={"tie": at, "day": chosen.randrange(5)},
            stored=f'{{"at":{at}}}'.encode(),
        )
        for at in range(number)
    ]


def _named(document: Document, document_id: str) -> Document:
    return document._replace(document_id=document_id)


def _opened(name: str, path: Path, documents: list[Document]) -> Engine:
    path.mkdir(parents=True)
    engine = engine_class(name)
    writer = engine.writer(path, FIELDS)
    writer.add(documents)
    writer.commit()
    return engine.open(path, FIELDS)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Engine]:
    folder = tmp_path_factory.mktemp("engines")
    documents = _documents(3, 200)
    return {name: _opened(name, folder / name, documents) for name in engine_names()}


_terms = st.builds(
    Term, st.sampled_from(["title", "body"]), st.sampled_from([*WORDS, "tiada"]), st.just(1.0)
)
_leaves = st.one_of(
    _terms,
    st.builds(
        Adjacent,
        st.just("body"),
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(tuple),
        st.sampled_from([1.0, 0.5]),
    ),
    st.builds(StartsWith, st.just("body"), st.sampled_from(["b", "in", "wali", "x"]), st.just(1.0)),
    st.builds(StartsWith, st.just("tag"), st.sampled_from(["kota", "s", "x"]), st.just(0.5)),
    st.builds(Keyword, st.just("tag"), st.lists(st.sampled_from(["sekda", "mbg", "x"])).map(tuple)),
    st.builds(NumberBetween, st.just("day"), st.integers(-1, 5), st.integers(-1, 5)),
    st.just(Nothing()),
)


# One of each kind; some are equal but for it, since clauses are named tuples.
CLAUSES: list[Clause] = [
    Term("body", "wali"),
    StartsWith("body", "wali"),
    Adjacent("body", ("banjir", "kota")),
    Keyword("tag", ("sekda", "mbg")),
    NumberBetween("day", 1, 2),
    AllOf((Term("body", "kota"), Term("title", "banjir"))),
    AnyOf((Term("body", "sekda"), Term("title", "banjir"))),
    BestOf((Term("body", "sekda"), Term("title", "banjir"))),
    Without(Term("body", "kota"), Term("title", "banjir")),
    Rewarded(Term("body", "kota"), Term("title", "banjir")),
    Constant(Term("body", "lobster"), 2.0),
    AllOf(()),
    Nothing(),
]


def _nested(inner: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AllOf, several),
        st.builds(AnyOf, several, st.integers(1, 3)),
        st.builds(BestOf, several),
        st.builds(Without, inner, inner),
        st.builds(Rewarded, inner, inner),
        st.builds(Constant, inner, st.sampled_from([0.0, 2.0])),
    )


clauses = st.recursive(_leaves, _nested, max_leaves=6)


@pytest.mark.parametrize("name", OTHERS)
@given(clause=clauses)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_same_answers_as_reference(engines: dict[str, Engine], name: str, clause: Clause) -> None:
    engine, reference = engines[name], engines["reference"]
    assert engine.count(clause) == reference.count(clause)
    assert sorted(engine.numbers(clause, "tie")) == sorted(reference.numbers(clause, "tie"))
    assert engine.count_by(clause, ("day", "tie")) == reference.count_by(clause, ("day", "tie"))
    for order in (By("tie", descending=True), By("tie", descending=False)):
        assert _stored(engine, engine.ordered(clause, 7, order)) == _stored(
            reference, reference.ordered(clause, 7, order)
        )
    found, expected = engine.top(clause, 10, "tie"), reference.top(clause, 10, "tie")
    assert found.total == expected.total
    scores = [match.score for match in expected.matches]
    assert [match.score for match in found.matches] == pytest.approx(scores, rel=1e-4)


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("limit", [1, 3, 10, 50, 199, 500])
def test_ties_are_broken_by_the_number_field(
    engines: dict[str, Engine], name: str, limit: int
) -> None:
    engine, reference = engines[name], engines["reference"]
    for clause in (AllOf(()), Constant(Term("body", "kota"), 1.0), Term("title", "banjir")):
        found = _stored(engine, engine.top(clause, limit, "tie"))
        assert found == _stored(reference, reference.top(clause, limit, "tie"))


def _stored(engine: Engine, found: Found) -> tuple[int, list[bytes]]:
    return found.total, [engine.stored(match) for match in found.matches]


@pytest.mark.parametrize("name", engine_names())
def test_vocabulary_and_frequencies(engines: dict[str, Engine], name: str) -> None:
    engine, reference = engines[name], engines["reference"]
    assert engine.document_count == 200
    assert engine.vocabulary("body") == reference.vocabulary("body")
    assert engine.vocabulary("body", "be") == reference.vocabulary("body", "be")
    for word in (*WORDS, "tiada"):
        expected = reference.document_frequency("body", word)
        assert engine.document_frequency("body", word) == expected


@pytest.mark.parametrize("name", engine_names())
def test_changes_are_seen_by_those_who_open_later(name: str, tmp_path: Path) -> None:
    documents = _documents(5, 40)
    before = _opened(name, tmp_path / "index", documents[:30])
    writer = engine_class(name).writer(tmp_path / "index", FIELDS)
    writer.remove([documents[0].document_id, "ffffffffffffffff"])
    writer.add(documents[30:])
    writer.commit()
    after = engine_class(name).open(tmp_path / "index", FIELDS)
    everything = AllOf(())
    assert (before.count(everything), after.count(everything)) == (30, 39)
    assert sorted(after.numbers(everything, "tie")) == list(range(1, 40))


def test_tantivy_counts_more_numbers_than_its_aggregation_gives(tmp_path: Path) -> None:
    """In two segments, with documents removed, and more numbers than a question may have."""
    number = 70_000
    fields = Fields(text=(), keywords=(), numbers=("each", "few"))
    documents = [
        Document(f"{at:016x}", {}, {}, {"each": at, "few": at % 3}, b"{}") for at in range(number)
    ]
    for part in (documents[:40_000], documents[40_000:]):
        writer = engine_class("tantivy").writer(tmp_path, fields)
        writer.remove([document.document_id for document in documents[:10]])
        writer.add(part)
        writer.commit()
    engine = engine_class("tantivy").open(tmp_path, fields)
    counts = engine.count_by(AllOf(()), ("each", "few"))
    assert counts["each"] == dict.fromkeys(range(10, number), 1)
    assert counts["few"] == Counter(at % 3 for at in range(10, number))


@pytest.mark.parametrize("name", engine_names())
@given(history=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_after_any_changes_the_same_documents_match(
    tmp_path_factory: pytest.TempPathFactory, name: str, history: list[tuple[int, int]]
) -> None:
    """Each step removes, changes and adds documents; some ids are removed that are not there."""
    path, held = tmp_path_factory.mktemp("changed"), dict[str, Document]()
    for step, (removed, added) in enumerate(history):
        chosen = random.Random(f"{step} {removed} {added}")
        gone = chosen.sample(sorted(held), min(removed, len(held)))
        made = [_named(d, f"{step:02}{d.document_id[2:]}") for d in _documents(step, added)]
        changed = map(_named, _documents(step + 50, removed // 2), gone)
        documents = [*made, *changed]
        with engine_class(name).writer(path, FIELDS) as writer:
            writer.remove([*gone, *gone, "not there"])
            writer.add(documents)
            writer.commit()
        held = {i: d for i, d in held.items() if i not in gone}
        held |= {d.document_id: d for d in documents}
    engine, expected = engine_class(name).open(path, FIELDS), ReferenceEngine(held.values())
    assert engine.document_count == len(held)
    for clause in CLAUSES:
        assert engine.count(clause) == expected.count(clause)
        assert sorted(engine.numbers(clause, "day")) == sorted(expected.numbers(clause, "day"))
        found = engine.top(clause, 100, "tie")
        assert {engine.stored(match) for match in found.matches} == {
            expected.stored(match) for match in expected.top(clause, 100, "tie").matches
        }


@pytest.mark.parametrize("name", engine_names())
def test_a_folder_of_links_leaves_the_older_one_as_it_was(name: str, tmp_path: Path) -> None:
    """What `index/` does to make an index from the one before: no linked file may change."""
    documents = _documents(7, 60)
    _opened(name, tmp_path / "1", documents[:50])
    before = {file.name: file.read_bytes() for file in (tmp_path / "1").iterdir()}
    (tmp_path / "2").mkdir()
    for file in (tmp_path / "1").iterdir():
        if file.suffix != ".lock":
            (tmp_path / "2" / file.name).hardlink_to(file)
    with engine_class(name).writer(tmp_path / "2", FIELDS) as writer:
        # No two writers of different folders are in one another's way.
        with engine_class(name).writer(tmp_path / "1", FIELDS) as other:
            other.abandon()
        writer.remove([document.document_id for document in documents[:3]])
        writer.add(documents[50:])
        writer.commit()
    after = {file.name: file.read_bytes() for file in (tmp_path / "1").iterdir()}
    assert {file: after[file] for file in before} == before
    for folder, count in (("1", 50), ("2", 57)):
        assert engine_class(name).open(tmp_path / folder, FIELDS).document_count == count


@pytest.mark.parametrize("name", engine_names())
def test_threads_share_an_engine(engines: dict[str, Engine], tmp_path: Path, name: str) -> None:
    """On one just opened, so that all of them read."""
    engine, asked = _opened(name, tmp_path / "index", _documents(3, 200)), [*CLAUSES] * 4

    def answer(clause: Clause) -> tuple[int, list[bytes]]:
        return _stored(engine, engine.top(clause, 10, "tie"))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answer, asked)) == [
            _stored(engines[name], engines[name].top(clause, 10, "tie")) for clause in asked
        ]


@pytest.mark.parametrize("name", engine_names())
def test_an_empty_index_answers(name: str, tmp_path: Path) -> None:
    engine = _opened(name, tmp_path / "index", [])
    assert engine.count(AllOf(())) == 0
    assert engine.top(Term("body", "kota"), 10, "tie") == Found(0, [])
    assert list(engine.numbers(AllOf(()), "tie")) == []
    assert engine.count_by(AllOf(()), ("tie", "day")) == {"tie": {}, "day": {}}
    assert engine.vocabulary("body") == []


@pytest.mark.parametrize("name", engine_names())
def test_a_damaged_index_is_refused(name: str, tmp_path: Path) -> None:
    _opened(name, tmp_path / "index", _documents(1, 5))
    for file in (tmp_path / "index").iterdir():
        file.write_bytes(b"")
    with pytest.raises(IndexDamaged, match="cannot be opened"):
        engine_class(name).open(tmp_path / "index", FIELDS)


@pytest.mark.parametrize("name", engine_names())
def test_what_ends_in_an_error_is_abandoned_and_leaves_its_folder_alone(name, tmp_path):
    held = _opened(name, tmp_path / "index", _documents(1, 5))

    def fail():
        with engine_class(name).writer(tmp_path / "index", FIELDS) as writer:
            writer.remove([f"{0:016x}"])
            writer.add(_documents(2, 300)[5:])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert engine_class(name).open(tmp_path / "index", FIELDS).document_count == 5
    assert held.document_count == 5
    # The abandoned writer writes nothing any more that would be in the way.
    shutil.rmtree(tmp_path / "index")
    assert not (tmp_path / "index").exists()
