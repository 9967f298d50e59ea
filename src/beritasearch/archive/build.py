"""From inputs to a new version and its index: the whole way, in order."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from beritasearch.archive.parallel import cycles_looked_for_seldom, mapped
from beritasearch.articles.article import Extraction, Headline
from beritasearch.articles.extract import extract
from beritasearch.articles.feeds import announced
from beritasearch.articles.language import LANGUAGES
from beritasearch.articles.rows import READ_COLUMNS
from beritasearch.articles.urls import URL_RULE_VERSION
from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.incoming import Incoming
from beritasearch.dataset.manifest import Manifest
from beritasearch.dataset.merge import Merged, merge
from beritasearch.dataset.write import newest_tables, require_writable, write_version, writing
from beritasearch.errors import InputError, NothingRead, PageRejected
from beritasearch.index.build import build_index
from beritasearch.index.choice import engine_choice, keep_engine
from beritasearch.pages.page import Form, Page, Rejection
from beritasearch.pages.reader import read_pages

Progress = Callable[[str, int, int | None], None]

# Other names of columns, as exports of articles have them.
_ALSO_NAMED = {
    "id": "source_id",
    "modified": "modified_at",
    "published": "published_at",
    "source": "portal",
}


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Parameters
    ----------
    read : pages read, rejected ones included.
    merged : pages whose article another page of the same input gave already.
    rejected : pages that gave no article, by reason.
    version : the newest version now; ``is_new`` tells whether this build made it.
    seconds : for all of it, the index included.
    unmatched : names of fields in ``columns`` that no row has.
    """

    read: int
    new: int
    changed: int
    unchanged: int
    merged: int
    new_headlines: int
    rejected: Mapping[str, int]
    version: int
    is_new: bool
    seconds: float
    rejections: tuple[Rejection, ...] = field(default=(), repr=False)
    unmatched: tuple[str, ...] = ()

    @property
    def articles_per_second(self) -> float:
        """Pages read a second, over the whole build."""
        return self.read / self.seconds if self.seconds else 0.0


@cycles_looked_for_seldom()
def build(
    inputs: Sequence[str],
    dataset: str | Path,
    *,
    engine: str | None = None,
    columns: Mapping[str, str] | None = None,
    language: str | None = None,
    created_at: datetime | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> BuildReport:
    """Read pages, write the next version of a dataset, and bring its index up to date.

    Parameters
    ----------
    inputs : files, folders, globs or ``-``.
    dataset : the dataset's folder; made when it does not exist.
    engine : whose index to bring up to date; the dataset keeps the choice. Where none is named,
        the one chosen before, else tantivy, or whoosh where that cannot be loaded.
    columns : for rows, the names of their fields by ours: ``{"title": "judul"}``.
    language : ``id`` rejects articles in English and Malay; None takes every language.
    created_at : the time that the manifest states; now when none is given.
    progress : called with the step (``read``, ``write``, ``index``), what is done and, where
        it is known, how much there is.
    workers : processes that read pages and make documents. With more than one, a script of
        your own must be guarded by ``if __name__ == "__main__":``, as for `multiprocessing`.

    Raises
    ------
    InputError : an input names nothing, ``columns`` a column that we do not read, or ``language``
        one that is not told apart from others.
    NothingRead : no page gave an article or a headline.
    DatasetError, SearchIndexError : the folder cannot be written; nothing there is lost.

    Examples
    --------
    >>> report = build(["examples/pages"], "datasets/demo")  # doctest: +SKIP
    >>> report.new  # doctest: +SKIP
    1
    """
    began = time.perf_counter()
    report = progress or (lambda step, done, total: None)
    if language not in (None, *LANGUAGES):
        raise InputError(f"No language '{language}' is told apart. Give {', '.join(LANGUAGES)}.")
    require_writable(Path(dataset))
    # Read before the dataset is touched: bad input leaves no trace, and others may write meanwhile.
    unmatched = set((columns or {}).values())
    reading = _read(
        _matching(read_pages(inputs, tuple(unmatched)), unmatched),
        partial(extract, columns=_known(columns), language=language),
        workers,
        report,
    )
    if not (reading.incoming.articles or reading.incoming.headlines):
        raise NothingRead(_nothing_read(inputs, reading.rejections, unmatched), reading.rejections)
    with writing(Path(dataset)) as held:
        version = _new_version(held, reading, created_at, report)
        # Its rows, most of the memory by now, are not needed for the index.
        del reading
        build_index(
            held,
            engine_choice(held.path, engine).engine,
            progress=lambda done, total: report("index", done, total),
            mapped=partial(mapped, workers=workers),
        )
        if engine is not None:
            keep_engine(held.path, engine)
        return replace(
            version, seconds=time.perf_counter() - began, unmatched=tuple(sorted(unmatched))
        )


def _known(columns: Mapping[str, str] | None) -> Mapping[str, str] | None:
    """The names of rows' fields by the columns that they fill."""
    if columns is None:
        return None
    named = {_ALSO_NAMED.get(ours, ours): theirs for ours, theirs in columns.items()}
    if unknown := named.keys() - READ_COLUMNS:
        raise InputError(
            f"There is no column '{min(unknown)}' to read a row's fields into. Columns: "
            f"{', '.join(sorted(READ_COLUMNS))}."
        )
    return named


def _matching(pages: Iterable[Page | Rejection], unmatched: set[str]) -> Iterator[Page | Rejection]:
    """The pages; of the names of fields those remain that no row has."""
    for page in pages:
        if unmatched and isinstance(page, Page) and page.form is Form.ROW and page.row:
            unmatched.difference_update(page.row)
        yield page


@dataclass(frozen=True, slots=True)
class _Reading:
    """All that the pages said, each article once, and the pages that said nothing."""

    incoming: Incoming
    rejections: list[Rejection]
    read: int


def _new_version(
    held: Dataset, reading: _Reading, created_at: datetime | None, report: Progress
) -> BuildReport:
    """Write the next version, if the pages say anything new."""
    report("write", 0, None)
    merged = merge(reading.incoming, newest_tables(held))
    written = _write(held, merged, created_at) if merged.is_different else None
    return BuildReport(
        read=reading.read,
        new=len(merged.new),
        changed=len(merged.changed),
        unchanged=merged.unchanged,
        merged=reading.incoming.merged,
        new_headlines=merged.new_headlines,
        rejected=_counted(reading.rejections),
        version=held.latest(),
        is_new=written is not None,
        seconds=0.0,
        rejections=tuple(reading.rejections),
    )


def _read(
    pages: Iterable[Page | Rejection],
    extracting: Callable[[Page], Extraction],
    workers: int,
    report: Progress,
) -> _Reading:
    incoming, rejections, read, shown = Incoming(), [], 0, 0
    for outcome in mapped(partial(_extracted, extracting=extracting), pages, workers, _weight):
        read += outcome.count if isinstance(outcome, Rejection) else 1
        if isinstance(outcome, Rejection):
            rejections.append(outcome)
        elif isinstance(outcome, Headline):
            incoming.add_headline(outcome)
        else:
            incoming.add(outcome)
        if read - shown >= 50:
            report("read", read, None)
            shown = read
    report("read", read, read)
    return _Reading(incoming, rejections, read)


def _weight(page: Page | Rejection) -> float:
    """How many usual rows a page counts as: so that what is looked ahead for stays small."""
    return 1 + len(page.content) / 32_768 if isinstance(page, Page) else 1


def _extracted(
    page: Page | Rejection, extracting: Callable[[Page], Extraction]
) -> Extraction | Headline | Rejection:
    if not page.uri.isascii():
        # A file's name may hold bytes that are no text; neither Arrow nor JSON can store them.
        page = replace(page, uri=os.fsencode(page.uri).decode("utf-8", "replace"))
    if isinstance(page, Rejection):
        return page
    try:
        if page.form is Form.ENTRY and (headline := announced(page)):
            return headline
        return extracting(page)
    except PageRejected as rejected:
        return Rejection(page.uri, page.offset, rejected.reason, rejected.detail)


def _write(held: Dataset, merged: Merged, created_at: datetime | None) -> Manifest:
    moment = (created_at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    return write_version(
        held,
        merged,
        created_at=moment.isoformat(),
        tool=f"beritasearch {version('beritasearch')}",
        settings={"article_id_rule": str(URL_RULE_VERSION)},
    )


def _counted(rejections: Sequence[Rejection]) -> dict[str, int]:
    """Pages by the reason why they were rejected, the commonest first."""
    counts: Counter[str] = Counter()
    for rejection in rejections:
        counts[rejection.reason] += rejection.count
    return dict(counts.most_common())


def _nothing_read(
    inputs: Sequence[str], rejections: Sequence[Rejection], unmatched: Iterable[str]
) -> str:
    """Sentences that name the input, and what was wrong with its pages or the names of fields."""
    missing = "".join(f" No row has the field '{name}'." for name in sorted(unmatched))
    return _nothing_read_from(inputs, rejections) + missing


def _nothing_read_from(inputs: Sequence[str], rejections: Sequence[Rejection]) -> str:
    named = ", ".join(f"'{given}'" for given in inputs[:3])
    if len(rejections) == 1:
        (only,) = rejections
        return f"No article could be read from {named}: {only.detail} ({only.reason})"
    reasons = _counted(rejections)
    listed = ", ".join(f"{reasons[reason]} {reason}" for reason in reasons)
    example = rejections[0] if rejections else None
    hint = f" The first one, '{example.uri}': {example.detail}" if example else ""
    return f"No article could be read from {named}: {listed or 'no page'}.{hint}"
