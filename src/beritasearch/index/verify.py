"""Whether an index still holds what it was made from: file by file, row by row, word by word."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.parts import hash_file
from beritasearch.engines.base import By
from beritasearch.engines.clauses import Adjacent, AllOf, Clause, Keyword, Term
from beritasearch.errors import IndexDamaged
from beritasearch.index.documents import IndexRow, document_of, terms_of, texts_of, tie_of
from beritasearch.index.fields import FACET_COLUMNS, FIELDS, set_field
from beritasearch.index.open import OpenIndex, open_index
from beritasearch.index.publish import index_files
from beritasearch.index.rows import index_rows
from beritasearch.wording import counted

# Rows that are analysed again; the same ones each time.
_SAMPLE = 200
_SEED = 20240430
# Ids that are named where many lack or are too many.
_NAMED = 5
_BY_TIE = By("tie", descending=False)


@dataclass(slots=True)
class Verification:
    """What was looked at, and what was found wrong.

    Parameters
    ----------
    faults : a sentence each; empty when all is well.
    mend : the command that makes the index anew.
    """

    version: int
    mend: str
    documents: int = 0
    analysed: int = 0
    files: int = 0
    faults: list[str] = field(default_factory=list)


def verify_index(dataset: Dataset, engine: str, version: int | None = None) -> Verification:
    """Compare the current index, or that of a version, with its manifest and its version.

    Every file is hashed again, every row is looked for among the documents, and 200 rows are
    analysed again and compared with what the engine holds of them.

    Raises
    ------
    IndexNotFound, IndexMismatch, IndexDamaged : there is no index that can be read.
    DatasetDamaged, VersionNotFound : its version is not there to compare with.
    """
    index = open_index(dataset, engine, version)
    done = Verification(index.manifest.version, index.mend)
    done.faults += _files(index, done)
    ids, sample = _read(dataset, index.manifest.version)
    try:
        for kind, by_tie in ids.items():
            done.documents += len(by_tie)
            done.faults += _each_once(index, kind, by_tie)
        for row in sample:
            done.analysed += 1
            done.faults += _as_analysed(index, row)
    except IndexDamaged as damage:
        done.faults.append(str(damage))
    return done


def _files(index: OpenIndex, done: Verification) -> Iterator[str]:
    present, stated = index_files(index.folder), index.manifest.files
    done.files = len(stated)
    for name in sorted(stated.keys() | present.keys()):
        path = index.folder / name
        if name not in present:
            yield f"'{path}' is missing."
        elif name not in stated:
            yield f"'{path}' does not belong to the index."
        elif hash_file(path) != stated[name]:
            yield f"'{path}' was altered: its SHA-256 is not the one it was written with."


def _read(dataset: Dataset, version: int) -> tuple[dict[str, dict[int, str]], list[IndexRow]]:
    """By kind the ids of all rows with the number that stands for each, and some rows whole."""
    chosen = random.Random(_SEED)
    ids: dict[str, dict[int, str]] = {"article": {}, "headline": {}}
    sample: list[IndexRow] = []
    for at, row in enumerate(index_rows(dataset, version)):
        ids[row.kind][tie_of(row.document_id)] = row.document_id
        # Each row has the same chance to be among those kept, however many there will be.
        if at < _SAMPLE:
            sample.append(row)
        elif (place := chosen.randrange(at + 1)) < _SAMPLE:
            sample[place] = row
    return ids, sample


def _each_once(index: OpenIndex, kind: str, ids: Mapping[int, str]) -> Iterator[str]:
    held = Counter(index.engine.numbers(Keyword("kind", (kind,)), "tie"))
    faults = {
        "not in the index": [ids[tie] for tie in ids.keys() - held.keys()],
        "in the index more than once": [ids[tie] for tie in ids if held[tie] > 1],
        "in the index and not in the version": [
            _id_of(index, tie) for tie in held.keys() - ids.keys()
        ],
    }
    for what, named in faults.items():
        if named:
            more = ", …" if len(named) > _NAMED else ""
            verb = "is" if len(named) == 1 else "are"
            yield (
                f"{counted(len(named), kind)} {verb} {what}: "
                f"{', '.join(sorted(named)[:_NAMED])}{more}."
            )


def _id_of(index: OpenIndex, tie: int) -> str:
    # The lowest bit of an id is not part of its number.
    candidates = tuple(f"{(tie << 1) + bit:016x}" for bit in (0, 1))
    held = [c for c in candidates if index.engine.count(Keyword("id", (c,)))]
    return (held or list(candidates))[0]


def _as_analysed(index: OpenIndex, row: IndexRow) -> Iterator[str]:
    """What the engine holds otherwise than the analyzer makes it from a row."""
    document, facets = document_of(row, terms_of(texts_of(row)))
    own = Keyword("id", (row.document_id,))
    found = index.engine.ordered(own, 1, _BY_TIE)
    if found.total != 1:
        # Said already, unless its id is what was altered.
        yield f"'{row.document_id}' is found {found.total} times under its id."
        return
    differing = [
        *(["stored"] if index.engine.stored(found.matches[0]) != document.stored else []),
        *_numbers_that_differ(index, own, document.numbers),
        *_columns_that_differ(index, own, facets),
    ]
    for name in FIELDS.text:
        held = _text(name, document.text.get(name, "").split())
        differing += [] if index.engine.count(AllOf((own, *held))) else [name]
    for name, values in document.keywords.items():
        each = [Keyword(name, (value,)) for value in values]
        differing += [] if index.engine.count(AllOf((own, *each))) else [name]
    if differing:
        yield f"'{row.document_id}' is indexed otherwise than its row says: {', '.join(differing)}."


def _numbers_that_differ(
    index: OpenIndex, own: Clause, numbers: Mapping[str, int]
) -> Iterator[str]:
    for name, number in numbers.items():
        if list(index.engine.numbers(own, name)) != [number]:
            yield name


def _columns_that_differ(
    index: OpenIndex, own: Clause, facets: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    for name in FACET_COLUMNS:
        by_set = index.engine.count_by(own, (set_field(name),))[set_field(name)]
        if index.column(name).counts(by_set).values != dict.fromkeys(facets[name], 1):
            yield f"facet {name}"


def _text(field_name: str, terms: Sequence[str]) -> Iterator[Clause]:
    """A whole text as one phrase: every word in its place."""
    if len(terms) == 1:
        yield Term(field_name, terms[0])
    elif terms:
        yield Adjacent(field_name, tuple(terms))
