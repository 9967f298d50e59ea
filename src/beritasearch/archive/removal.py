"""Removing articles from a dataset for good: from every version, and from every index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from beritasearch.archive.archive import open as open_archive
from beritasearch.archive.parallel import mapped
from beritasearch.dataset import removal
from beritasearch.dataset.dataset import Dataset, open_dataset
from beritasearch.dataset.removal_log import LOG, LogEntry, hashed, read_log, removed
from beritasearch.dataset.removal_plan import (
    StayingCopy,
    Target,
    find_targets,
    matched_names,
    staying_copies,
)
from beritasearch.dataset.write import writing
from beritasearch.errors import ArticleNotFound, BeritasearchError, InputError
from beritasearch.index.anew import drop_indexes_of, rebuild_indexes
from beritasearch.pages.page import Page
from beritasearch.pages.reader import read_pages


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """An article or headline that was removed, or would be.

    Parameters
    ----------
    kind : ``article`` or ``headline``.
    versions : the numbers of those that held it.
    """

    id: str
    kind: str
    portal: str
    title: str | None
    versions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RemovalReport:
    """What a removal did, and what it could not reach.

    Parameters
    ----------
    copies : articles that stay, with (nearly) the text of a removed one.
    inputs : files from which a removed article was read, and which still hold its page.
    unseen : files from which one was read, and which are not here to look into.
    amended : the versions that changed, as citations name them; none for a dry run.
    """

    removed: tuple[RemovedRow, ...]
    copies: tuple[StayingCopy, ...]
    inputs: tuple[str, ...]
    unseen: tuple[str, ...]
    amended: tuple[str, ...] = ()


def remove(
    dataset: str | Path,
    names: Iterable[str] = (),
    *,
    reason: str,
    portal: str | None = None,
    query: str | None = None,
    dry_run: bool = False,
    engine: str | None = None,
    workers: int = 1,
    now: datetime | None = None,
) -> RemovalReport:
    """Take articles out of every version of a dataset and every index, and log it.

    A later build refuses them, by the hashes of their ids and texts, until :func:`restore`.
    A removal that was killed is ended first.

    Parameters
    ----------
    names : ids (any that an article ever had), ids of headlines, or addresses.
    reason : for the public log; say nothing in it that is to be removed.
    portal : remove all that it published.
    query : remove every article and headline of the newest version that has all of this, without
        other spellings.
    dry_run : only say what would be removed.
    engine : whose index answers the query.
    now : the time that log and manifests state.

    Raises
    ------
    InputError : nothing was named, or no reason was given.
    ArticleNotFound : a name is not known, or nothing is meant.
    DatasetError, SearchIndexError : the folder cannot be written; the next call goes on.
    """
    given = tuple(names)
    if not (given or portal or query):
        raise InputError("Nothing was named. Give ids or URLs, a portal or a query.")
    if not dry_run and not reason.strip():
        raise InputError("No reason was given. The log of removals states one: --reason TEXT")
    held = open_dataset(dataset)
    if dry_run:
        return _report(held, _meant(held, given, portal, query, engine))
    with writing(held.path):
        finish_removal(held, workers)
        found = _meant(held, given, portal, query, engine)
        report = _report(held, found)
        when = _moment(now)
        entries = [found[name].log_entry(when, reason.strip()) for name in sorted(found)]
        removal.begin_removal(held, entries)
        amended = finish_removal(held, workers)
    return RemovalReport(
        report.removed, report.copies, report.inputs, report.unseen, tuple(amended)
    )


def finish_removal(held: Dataset, workers: int = 1) -> list[str]:
    """End a removal that was begun, on a dataset that is held for writing.

    Returns
    -------
    list of labels : the versions that changed; none where nothing was begun.
    """
    if not removal.pending(held):
        return []
    amended = removal.remove_from_versions(held)
    rebuild_indexes(held, partial(mapped, workers=workers))
    removal.end_removal(held)
    return amended


def restore(
    dataset: str | Path, names: Iterable[str], *, reason: str = "", now: datetime | None = None
) -> int:
    """Let builds take removed articles in again; returns how many.

    Their text is gone: it comes back only when a page that has it is built again.

    Parameters
    ----------
    names : ids or addresses.

    Raises
    ------
    ArticleNotFound : nothing that is removed has one of these names.
    """
    held = open_dataset(dataset)
    with writing(held.path):
        finish_removal(held)
        entries = _restored(held, tuple(names), _moment(now), reason)
        removal.add_to_log(held, entries)
    return len(entries)


def prune(
    dataset: str | Path,
    keep: int,
    *,
    reason: str = "",
    now: datetime | None = None,
    workers: int = 1,
) -> list[int]:
    """Delete all but the newest versions of a dataset, and their indexes; returns their numbers.

    Raises
    ------
    InputError : not even one version is to be kept.
    DatasetError, SearchIndexError : the folder cannot be written.
    """
    if keep < 1:
        raise InputError(f"{keep} versions cannot be kept. Keep 1 at least.")
    held = open_dataset(dataset)
    with writing(held.path):
        finish_removal(held, workers)
        dropped = removal.prune(held, keep, _moment(now), reason)
        drop_indexes_of(held, dropped, partial(mapped, workers=workers))
    return dropped


def _meant(
    held: Dataset,
    given: tuple[str, ...],
    portal: str | None,
    query: str | None,
    engine: str | None,
) -> dict[str, Target]:
    names = {*given, *(_matching(held, query, engine) if query else ())}
    found = find_targets(held, names, {portal} if portal else set())
    unknown = [name for name in given if name not in matched_names(given, found.values())]
    if unknown:
        raise ArticleNotFound(
            f"No article of '{held.path}' is known as '{unknown[0][:200]}'. Nothing was removed."
        )
    if not found:
        what = f"of portal '{portal}'" if portal else f"matches '{query}'"
        raise ArticleNotFound(f"No article of '{held.path}' {what}. Nothing was removed.")
    return found


def _matching(held: Dataset, query: str, engine: str | None) -> Iterator[str]:
    archive = open_archive(held.path, engine=engine)
    results = archive.search(query, limit=None, fuzzy=False, snippets=False)
    if archive.version != held.latest():
        raise InputError(
            f"The index holds version {archive.version}, the dataset is at {held.latest()}. Bring "
            f"it up to date first: beritasearch index update -d {held.path}"
        )
    # What has but some of the words was not meant.
    if not results.is_partial:
        yield from (hit.article_id for hit in results)


def _report(held: Dataset, found: dict[str, Target]) -> RemovalReport:
    inputs, unseen = _inputs(found.values())
    return RemovalReport(
        removed=tuple(
            RemovedRow(one.id, one.kind, one.portal, one.title, tuple(sorted(one.versions)))
            for _, one in sorted(found.items())
        ),
        copies=tuple(staying_copies(held, found.keys())),
        inputs=tuple(inputs),
        unseen=tuple(unseen),
    )


def _inputs(targets: Collection[Target]) -> tuple[list[str], list[str]]:
    """Files that still hold the page of a target, and files that are not here."""
    by_uri: dict[str, set[str]] = {}
    for target in targets:
        for uri, digest in target.pages:
            by_uri.setdefault(uri, set()).add(digest)
    unseen = [uri for uri in by_uri if not Path(uri).is_file()]
    return sorted(uri for uri in by_uri.keys() - unseen if _holds(uri, by_uri[uri])), sorted(unseen)


def _holds(uri: str, digests: set[str]) -> bool:
    try:
        return any(isinstance(p, Page) and p.sha256 in digests for p in read_pages([uri]))
    except BeritasearchError:
        return False


def _restored(held: Dataset, names: tuple[str, ...], when: str, reason: str) -> list[LogEntry]:
    refused, lifted = removed(held), set()
    for name in names:
        own = {hashed(one) for one in _ids(name)} & refused.ids
        if not own:
            raise ArticleNotFound(
                f"Nothing that was removed from '{held.path}' is known as '{name[:200]}'."
            )
        lifted |= own
    return [
        LogEntry("restored", when, reason, ids=entry.ids)
        for entry in read_log(held.path / LOG)
        if entry.action == "removed" and lifted & set(entry.ids) & refused.ids
    ]


def _ids(name: str) -> set[str]:
    from beritasearch.articles.identity import article_id

    address = {article_id(url=name, portal="", title=None, published=None)} if "/" in name else ()
    return {name, *address}


def _moment(now: datetime | None) -> str:
    return (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0).isoformat()
