"""Removal, step by step: said first, then done to every version, and only then ended.

``.removing`` holds what was begun. Whoever writes next finds it and goes on.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from beritasearch.dataset.amend import Amender
from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.parts import sync
from beritasearch.dataset.removal_log import LOG, PENDING, LogEntry, log_lines, read_log
from beritasearch.dataset.replace import replace_file
from beritasearch.dataset.write import UNFINISHED
from beritasearch.errors import DatasetError


def begin_removal(dataset: Dataset, entries: Sequence[LogEntry]) -> None:
    """Say what will be removed; from now on it will, whatever is killed.

    Raises
    ------
    DatasetError : the dataset cannot be written; it is as it was before.
    """
    try:
        replace_file(dataset.path / PENDING, log_lines(entries))
    except OSError as error:
        raise DatasetError(
            f"Dataset '{dataset.path}' cannot be written: {error.strerror}. Nothing was removed."
        ) from error


def pending(dataset: Dataset) -> tuple[LogEntry, ...]:
    """What was begun to be removed and is not yet gone from everywhere."""
    return tuple(read_log(dataset.path / PENDING))


def remove_from_versions(dataset: Dataset) -> list[str]:
    """Write the log, and take what was begun out of every version; returns the amended ones.

    Raises
    ------
    DatasetError : a version cannot be written; the next removal or build goes on with it.
    """
    entries = pending(dataset)
    try:
        add_to_log(dataset, entries)
        return Amender(dataset, entries).amend_all() if entries else []
    except OSError as error:
        raise DatasetError(
            f"The removal from '{dataset.path}' did not come to its end: "
            f"{error.strerror or error}. Each version is as it was before or without what was "
            "removed; the next `dataset remove` or `build` goes on with it."
        ) from error


def end_removal(dataset: Dataset) -> None:
    """Say that nothing is left of what was begun."""
    (dataset.path / PENDING).unlink(missing_ok=True)
    sync(dataset.path)


def add_to_log(dataset: Dataset, entries: Sequence[LogEntry]) -> None:
    """Add entries to the log; those that were added before a process was killed are there."""
    log = dataset.path / LOG
    held = list(read_log(log))
    if entries and held[-len(entries) :] != list(entries):
        replace_file(log, log_lines([*held, *entries]))


def prune(dataset: Dataset, keep: int, when: str, reason: str) -> list[int]:
    """Delete the oldest versions of a dataset that is held for writing, and log it.

    Parameters
    ----------
    keep : how many of the newest to keep.

    Raises
    ------
    DatasetError : a version cannot be deleted.
    """
    dropped = dataset.versions()[:-keep]
    if not dropped:
        return []
    try:
        entry = LogEntry("pruned", when, reason, versions=tuple(dropped))
        add_to_log(dataset, [entry])
        for number in dropped:
            beside = dataset.versions_path / f"{UNFINISHED}{number}"
            dataset.folder(number).rename(beside)
            shutil.rmtree(beside)
        sync(dataset.versions_path)
    except OSError as error:
        raise DatasetError(
            f"Versions of '{dataset.path}' cannot be deleted: {error.strerror or error}."
        ) from error
    return dropped
