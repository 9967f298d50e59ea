"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from beritasearch.engines.registry import DEFAULT, engine_names
from beritasearch.errors import DatasetNotFound

F = TypeVar("F", bound=Callable[..., Any])

_ENVIRONMENT = "BERITASEARCH_DATASET"
_DATASETS = Path("datasets")


def dataset_option(command: F) -> F:
    """``-d/--dataset``; without it the environment's, or the only one under ``./datasets``."""
    return click.option(
        "-d",
        "--dataset",
        metavar="DIR",
        envvar=_ENVIRONMENT,
        help=f"The dataset. [default: ${_ENVIRONMENT}, else the only one in ./datasets]",
    )(command)


def engine_option(command: F) -> F:
    """``--engine``; None where none was named."""
    return click.option(
        "--engine",
        type=click.Choice(engine_names()),
        help=f"Which engine's index to use. [default: the one chosen last, else {DEFAULT}]",
    )(command)


def lexicon_option(command: F) -> F:
    """``--lexicon``."""
    return click.option(
        "--lexicon",
        metavar="FILE",
        help="Your abbreviations, names and synonyms: CSV or TSV with form,means.",
    )(command)


def workers_option(command: F) -> F:
    """``--workers``."""
    return click.option(
        "--workers",
        type=click.IntRange(1),
        default=_available_cores,
        show_default="the cores there are",
        help="Processes that read pages and make documents.",
    )(command)


def _available_cores() -> int:
    # Loads what starts processes, which few commands need.
    from beritasearch.archive.parallel import available_cores

    return available_cores()


def format_option(*formats: str) -> Callable[[F], F]:
    """``--format``; a table on a terminal and plain lines elsewhere, unless it is named."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        help="How to print. [default: table on a terminal, lines when piped]",
    )


def dataset_path(given: str | None) -> str:
    """The dataset that is meant.

    Raises
    ------
    DatasetNotFound : none was named, and there is not just one under ``./datasets``.
    """
    if given:
        return given
    found = sorted(path.parent for path in _DATASETS.glob("*/versions"))
    if len(found) == 1:
        return str(found[0])
    there = f"{len(found)} datasets are in ./datasets" if found else "none is in ./datasets"
    raise DatasetNotFound(
        f"No dataset was named, and {there}. Name one with -d DIR or in ${_ENVIRONMENT}."
    )


def wants_colour() -> bool:
    """Whether colours may be printed: on a terminal, unless NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
